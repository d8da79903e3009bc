"""Forged requests, tricked names, and roles that somebody would like to have."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from starlette.websockets import WebSocketDisconnect

from stemmata.show.web.guard.people import Role
from tests.show.web.guard.site import LOCAL, PUBLIC, ROLES, Browser, Site


def signed_in(site: Site, name: str) -> Browser:
    browser = site.browser()
    assert browser.sign_in(name).status_code == 303
    return browser


def test_a_stranger_sees_only_the_form(site: Site) -> None:
    browser = site.browser()
    answer = browser.get("/entities/x?on=2014&q=Mara Oru")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/account/login?next=%2Fentities%2Fx%3Fon%3D2014%26q%3DMara%2520Oru"
    assert browser.get("/static/site.css").status_code == 200
    for path in (
        "/",
        "/search?q=x",
        "/withheld",
        "/openapi.json",
        "/docs",
        "/static",
        "/static/../withheld",
        "/nothing",
    ):
        assert browser.get(path).status_code == 303, path
    assert site.browser().client.get("/").status_code == 401


def test_a_program_without_a_token_is_told_in_json(site: Site) -> None:
    answer = site.browser().client.get("/api/v1/facts", headers={"Accept": "text/html"})
    assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer")
    assert "stemmata users token" in answer.json()["detail"]


@pytest.mark.parametrize("name", ROLES)
def test_a_role_may_do_what_it_may(site: Site, name: str) -> None:
    browser = signed_in(site, name)
    may_judge, may_see = ROLES[name] >= Role.REVIEWER, ROLES[name] >= Role.ADMIN
    token = browser.token("/")
    answers = [
        browser.post("/review/7", {"csrf": token, "verdict": "same"}),
        browser.post("/forgotten", {"csrf": token}),
        browser.client.post("/api/v1/judgements", json={"verdict": "x"}, headers={"X-CSRF-Token": token}),
    ]
    assert [answer.status_code for answer in answers] == [200 if may_judge else 403] * 3
    assert len(site.did) == (3 if may_judge else 0)
    assert browser.get("/withheld").status_code == (200 if may_see else 403)
    assert browser.get("/account/log").status_code == (200 if may_see else 403)


def test_a_reader_is_told_what_is_missing(site: Site) -> None:
    answer = signed_in(site, "rana").get("/withheld")
    assert "This is for the role admin, and rana is reader." in answer.text


FORGED: dict[str, Callable[[Browser, Browser], dict[str, Any]]] = {
    "no token": lambda mine, other: {},
    "an empty one": lambda mine, other: {"csrf": ""},
    "that of another session": lambda mine, other: {"csrf": other.token("/")},
    "a wrong one": lambda mine, other: {"csrf": "0" * 64},
    "not ASCII": lambda mine, other: {"csrf": "ö\udc00".encode("utf-8", "replace").decode()},
    "the cookie itself": lambda mine, other: {"csrf": next(iter(mine.cookies().values()))},
    "that of the form to sign in": lambda mine, other: {"csrf": mine_before(mine)},
}


def mine_before(mine: Browser) -> str:
    fresh = Browser(mine.client.app, mine.base, "10.0.0.9")  # type: ignore[arg-type]
    return fresh.token()


@pytest.mark.parametrize("how", FORGED)
def test_a_form_that_is_not_ours_does_nothing(site: Site, how: str) -> None:
    mine, other = signed_in(site, "wim"), signed_in(site, "eda")
    answer = mine.post("/review/7", {"verdict": "same", **FORGED[how](mine, other)})
    assert (answer.status_code, site.did) == (403, [])
    assert "load the page again" in answer.text


def test_a_token_in_the_address_or_of_a_user_who_left_does_nothing(site: Site) -> None:
    browser = signed_in(site, "wim")
    token = browser.token("/")
    assert browser.post(f"/review/7?csrf={token}", {"verdict": "x"}).status_code == 403
    site.registry.users.remove("wim", by="test")
    assert browser.post("/review/7", {"csrf": token}).status_code == 401
    assert site.did == []


ELSEWHERE = {
    "an origin": {"Origin": "https://evil.example"},
    "an origin that begins like ours": {"Origin": f"{LOCAL}.evil.example"},
    "another port of this machine": {"Origin": "http://localhost:3000", "Sec-Fetch-Site": "same-site"},
    "a hidden origin": {"Origin": "null", "Sec-Fetch-Site": "cross-site"},
    "a hidden origin of an old browser": {"Origin": "null", "Sec-Fetch-Site": ""},
    "a sister site": {"Sec-Fetch-Site": "same-site"},
    "another site": {"Sec-Fetch-Site": "cross-site"},
}


@pytest.mark.parametrize("how", ELSEWHERE)
@pytest.mark.parametrize("which", ["site", "alone"])
def test_another_site_cannot_send_a_form_even_with_the_token(
    which: str, how: str, request: pytest.FixtureRequest
) -> None:
    site: Site = request.getfixturevalue(which)
    browser = signed_in(site, "wim") if which == "site" else site.browser()
    token = browser.token("/")
    answer = browser.post("/review/7", {"csrf": token, "verdict": "x"}, **ELSEWHERE[how])
    assert (answer.status_code, site.did) == (403, [])
    assert browser.post("/review/7", {"csrf": token, "verdict": "x"}).status_code == 200


def test_a_browser_that_hides_the_origin_of_our_own_forms_is_let_in(alone: Site) -> None:
    browser = alone.browser()
    answer = browser.post("/review/7", {"csrf": browser.token("/")}, Origin="null")
    assert answer.status_code == 200


def test_another_site_may_link_here_but_not_probe(alone: Site) -> None:
    browser = alone.browser()
    assert browser.get("/search?q=x", Sec_Fetch_Site="cross-site").status_code == 200
    for dest, mode in (("image", "no-cors"), ("iframe", "navigate"), ("script", "no-cors"), ("empty", "cors")):
        answer = browser.get("/search?q=x", Sec_Fetch_Site="cross-site", Sec_Fetch_Dest=dest, Sec_Fetch_Mode=mode)
        assert answer.status_code == 403, dest


def test_alone_another_site_cannot_decide(alone: Site) -> None:
    """The browser has our cookie, or none yet; the other site does not know the token."""
    for browser in (alone.browser(), alone.browser()):
        browser.get("/")
        for form in ({"verdict": "x"}, {"verdict": "x", "csrf": alone.browser().token("/")}):
            assert browser.post("/review/7", form).status_code == 403
    assert alone.browser().client.post("/review/7", data={"verdict": "x"}).status_code == 403
    assert alone.did == []


def test_alone_a_program_of_this_machine_decides_by_json(alone: Site) -> None:
    client = alone.browser().client
    path, body = "/api/v1/judgements", {"verdict": "same"}
    assert client.post(path, json=body).status_code == 200
    for headers in (
        {"Origin": "https://evil.example"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Content-Type": "text/plain"},
    ):
        assert client.post(path, json=body, headers=headers).status_code == 403, headers
    assert len(alone.did) == 1


BENT = ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "10.1.1.1", "localhost@evil.example"]
BROKEN = ["", "a b", "localhost:8000:1", "[::1", "."]


@pytest.mark.parametrize("host", [*BENT, *BROKEN])
def test_a_name_that_was_bent_to_this_machine_is_not_answered_to(alone: Site, host: str) -> None:
    for method, path in (("GET", "/"), ("GET", "/api/v1/facts"), ("POST", "/review/7"), ("GET", "/static/site.css")):
        answer = alone.browser().client.request(method, path, headers={"Host": host, "Accept": "text/html"})
        assert answer.status_code == 400
        assert "set-cookie" not in answer.headers and "stemmata" not in answer.text
    assert alone.did == []


@pytest.mark.parametrize(
    "host", ["localhost", "LOCALHOST:9", "127.0.0.1:8000", "[::1]:8000", "127.8.8.8", "localhost."]
)
def test_the_names_of_this_machine_are_answered_to(alone: Site, host: str) -> None:
    assert alone.browser().client.get("/", headers={"Host": host}).status_code == 200


def test_two_hosts_are_none(alone: Site) -> None:
    answer = alone.browser().client.get("/", headers=[("Host", "localhost"), ("Host", "evil.example")])
    assert answer.status_code == 400


def test_with_users_it_answers_to_its_names_and_to_bare_addresses(site: Site) -> None:
    for host, status in (("record.example.org", 303), ("10.1.1.1", 303), ("evil.example", 400)):
        assert site.browser().get("/", Host=host).status_code == status, host


def test_a_token_lets_a_program_in_and_needs_no_form(site: Site) -> None:
    token = site.registry.tokens.add("wim", Role.ADMIN, 30, "", by="test")
    client = site.browser(PUBLIC).client
    headers = {"Authorization": f"Bearer {token}"}
    assert client.get("/api/v1/facts", headers=headers).json() == {"for": "token"}
    assert client.post("/api/v1/judgements", json={"verdict": "same"}, headers=headers).status_code == 200
    assert site.did == [("wim", "same")]
    assert client.get("/withheld", headers=headers).status_code == 401, "a token is for the API alone"
    wrong = client.get("/api/v1/facts", headers={"Authorization": "Bearer stemmata_wrong"})
    assert (wrong.status_code, "unknown" in wrong.json()["detail"]) == (401, True)


def test_a_reader_does_not_decide_through_the_api(site: Site) -> None:
    token = site.registry.tokens.add("rana", Role.ADMIN, 30, "", by="test")
    reading = site.registry.tokens.add("ada", Role.READER, 30, "", by="test")
    for each in (token, reading):
        headers = {"Authorization": f"Bearer {each}"}
        client = site.browser().client
        answer = client.post("/api/v1/judgements", json={"verdict": "x"}, headers=headers)
        assert (answer.status_code, "role reviewer" in answer.json()["detail"]) == (403, True)
        assert client.post("/api/v1/reconcile", data={"queries": "{}"}, headers=headers).json() == {"asked": "{}"}
    assert site.did == []


def test_where_post_only_asks_no_form_is_needed_but_the_site_still_counts(alone: Site) -> None:
    client = alone.browser().client
    assert client.post("/api/v1/reconcile", data={"queries": "{}"}).json() == {"asked": "{}"}
    far = {"Origin": "https://evil.example"}
    assert client.post("/api/v1/reconcile", data={"queries": "{}"}, headers=far).status_code == 403


@pytest.mark.parametrize(
    "form", [b"--x\r\nContent-Disposition: form-data; name=csrf\r\n\r\n", b"\x00\xff", b"--y", b""]
)
def test_a_broken_form_is_refused(alone: Site, form: bytes) -> None:
    for kind in (
        "multipart/form-data; boundary=x",
        "multipart/form-data",
        "application/x-www-form-urlencoded; charset=no",
    ):
        answer = alone.browser().client.post("/review/7", content=form, headers={"Content-Type": kind})
        assert answer.status_code in (400, 403)
    assert alone.did == []


def test_a_form_of_parts_is_read_too(alone: Site) -> None:
    browser = alone.browser()
    token = browser.token("/")
    answer = browser.client.post("/review/7", files={"csrf": (None, token), "verdict": (None, "same")})
    assert (answer.status_code, answer.text) == (200, "same")


def test_too_much_is_refused(alone: Site) -> None:
    browser = alone.browser()
    token = browser.token("/")
    large = "x" * (300 * 1024)
    assert browser.post("/review/7", {"csrf": token, "verdict": large}).status_code == 413
    said = {"X-CSRF-Token": token, "Content-Type": "application/x-www-form-urlencoded"}
    chunks = (b"verdict=" + b"x" * 4096 for _ in range(80))
    assert browser.client.post("/review/7", content=chunks, headers=said).status_code == 413
    lying = {**said, "Content-Length": "9" * 30}
    assert browser.client.post("/review/7", content=b"verdict=x", headers=lying).status_code == 413
    fields = "&".join(f"f{number}=" for number in range(1000))
    assert browser.client.post("/review/7", content=fields.encode(), headers={"Content-Type": said["Content-Type"]}
                               ).status_code == 400  # fmt: skip
    assert alone.did == []
    assert browser.get(f"/search?q={'x' * 5000}").status_code == 414
    assert browser.get(f"/{'x' * 5000}").status_code == 414


def test_no_web_socket_is_opened(alone: Site) -> None:
    with pytest.raises(WebSocketDisconnect), alone.browser().client.websocket_connect("/"):
        pass


def test_the_mark_of_an_etag_differs_between_people_and_stays_for_one(site: Site, alone: Site) -> None:
    reader, admin = signed_in(site, "rana"), signed_in(site, "ada")
    assert reader.get("/").headers["etag"] == reader.get("/").headers["etag"] != admin.get("/").headers["etag"]
    browser = alone.browser()
    assert browser.get("/").headers["etag"] == browser.get("/").headers["etag"]
