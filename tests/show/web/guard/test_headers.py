from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from tests.show.web.guard.site import PUBLIC, Site

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/", 200),
        ("/nothing", 404),
        ("/static/site.css", 200),
        ("/search?q=x", 200),
        ("/x" * 2000, 414),
        ("/account", 200),
    ],
)
def test_nothing_runs_that_is_not_ours_on_any_answer(alone: Site, path: str, status: int) -> None:
    answer = alone.browser().get(path)
    assert answer.status_code == status
    assert answer.headers["content-security-policy"] == POLICY
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "same-origin"
    assert answer.headers["cross-origin-opener-policy"] == "same-origin"
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"
    assert "camera=()" in answer.headers["permissions-policy"]
    assert "strict-transport-security" not in answer.headers


def test_refusals_carry_them_too(alone: Site) -> None:
    answer = alone.browser().get("/", Host="evil.example")
    assert (answer.status_code, answer.headers["content-security-policy"]) == (400, POLICY)
    assert alone.browser().post("/review/7", {}).headers["content-security-policy"] == POLICY


def test_encrypted_stays_encrypted(site: Site) -> None:
    assert site.browser(PUBLIC).get("/").headers["strict-transport-security"] == "max-age=31536000"
    plain = site.browser("http://10.1.1.1").get("/").headers
    assert "strict-transport-security" not in plain and "cross-origin-opener-policy" not in plain


def test_what_is_kept_and_for_how_long(alone: Site) -> None:
    browser = alone.browser()
    kept = {path: browser.get(path).headers["cache-control"] for path in (
        "/static/site.css?v=1", "/static/site.css", "/", "/account", "/nothing")}  # fmt: skip
    assert list(kept.values()) == [
        "public, max-age=31536000, immutable", "no-cache", "private, no-cache", "no-store", "no-store"]  # fmt: skip


def test_a_fault_of_ours_tells_nothing(alone: Site) -> None:
    client = TestClient(alone.app, "http://localhost:8000", raise_server_exceptions=False)
    answer = client.get("/broken")
    assert (answer.status_code, answer.text) == (500, "Internal Server Error")
