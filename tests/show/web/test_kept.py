"""Pages that are kept: the same to the byte, for nobody else, not after a build, and never more than there is room."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from stemmata.show.web.guard.audit import Deed
from stemmata.show.web.guard.hosts import Mode
from stemmata.show.web.kept import Shelf
from tests.show.web.guard.site import LOCAL, Browser
from tests.show.web.premises import alone, signed_in, site_at, token_in
from tests.show.world import entity_id, write_world

DELTA = f"/entities/{entity_id('Delta Guard')}"
PAGES = ("/", "/reports", "/disputes", "/timeline", "/search?q=Delta", f"{DELTA}?on=2015")


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_world(tmp_path_factory.mktemp("kept"))


@pytest.fixture(scope="module")
def site(world: Path) -> Iterator[FastAPI]:
    with site_at(world) as app:
        yield app


@pytest.fixture(scope="module")
def shared(world: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[FastAPI]:
    folder = tmp_path_factory.mktemp("shared") / "record"
    copytree(world, folder)
    (folder / "stemmata.toml").write_text("", encoding="utf-8")
    with site_at(folder, Mode.USERS) as app:
        yield app


def test_a_kept_page_is_the_page(site: FastAPI) -> None:
    client = alone(site)
    for path in PAGES:
        first, again = client.get(path), client.get(path)
        assert (first.status_code, again.status_code) == (200, 200), path
        assert first.content == again.content and first.headers["etag"] == again.headers["etag"], path


def test_what_the_browser_has_is_not_sent_again(site: FastAPI) -> None:
    client = alone(site)
    page = client.get("/reports")
    again = client.get("/reports", headers={"If-None-Match": f'"other", {page.headers["etag"]}'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", page.headers["etag"])
    assert "content-security-policy" in again.headers
    assert client.get("/reports", headers={"If-None-Match": '"other"'}).status_code == 200


def test_pages_are_packed_for_who_can_unpack_them(site: FastAPI) -> None:
    client = alone(site)
    for _ in range(2):
        packed = client.get("/reports", headers={"Accept-Encoding": "gzip"})
        plain = client.get("/reports", headers={"Accept-Encoding": "identity"})
        assert (packed.headers.get("content-encoding"), plain.headers.get("content-encoding")) == ("gzip", None)
        assert packed.text == plain.text
        assert int(packed.headers["content-length"]) < int(plain.headers["content-length"])


def test_head_is_get_without_the_page(site: FastAPI) -> None:
    client = alone(site)
    for path in (*PAGES, "/log", "/review", "/nothing", "/static/site.css"):
        page, head = client.get(path), client.head(path)
        assert (head.status_code, head.content) == (page.status_code, b""), path
        assert path.startswith("/static/") or head.headers["content-length"] == page.headers["content-length"], path
        assert head.headers.get("etag") == page.headers.get("etag"), path


def test_a_page_with_a_form_is_for_one_browser(site: FastAPI) -> None:
    one, other = alone(site), alone(site)
    pages = [client.get(f"{DELTA}/decide") for client in (one, other, one, other)]
    tokens = [token_in(page.text) for page in pages]
    assert tokens[0] == tokens[2] != tokens[1] == tokens[3]
    assert one.cookies and one.cookies != other.cookies


def test_a_page_is_for_one_person(shared: FastAPI) -> None:
    reader, editor = signed_in(shared, "rana"), signed_in(shared, "eda")
    for _ in range(2):
        for path in ("/", "/reports", DELTA):
            assert "eda" not in reader.get(path).text and "rana" not in editor.get(path).text
        assert reader.get(f"{DELTA}/decide").status_code == 403 and 'name="csrf"' not in reader.get(DELTA).text
        assert f'action="{DELTA}/identity"' in editor.get(f"{DELTA}/decide").text
    stranger = Browser(shared, LOCAL, "10.0.0.9")
    assert stranger.get("/reports").status_code == 303
    tag = reader.get("/reports").headers["etag"]
    assert stranger.get("/reports", If_None_Match=tag).status_code == 303


def test_who_signed_out_is_given_no_kept_page(shared: FastAPI) -> None:
    reader = signed_in(shared, "rana")
    page = reader.get("/reports")
    reader.post("/account/logout", {"csrf": token_in(reader.get("/account").text)})
    assert page.status_code == 200 and reader.get("/reports").status_code == 303


def test_what_changes_without_a_build_is_not_kept(site: FastAPI) -> None:
    client = alone(site)
    for path in ("/review", "/log", "/compare", "/review/progress"):
        answer = client.get(path)
        assert answer.status_code == 200 and "etag" not in answer.headers, path
    assert "etag" not in client.get("/nothing").headers


def test_a_file_to_take_away_is_noted_each_time(shared: FastAPI) -> None:
    reader = signed_in(shared, "wim")
    for form in ("html", "html", "csv", "docx", "json"):
        answer = reader.get(f"{DELTA}/brief?form={form}")
        assert answer.headers["content-disposition"] == f'attachment; filename="brief.{form}"'
    registry = shared.state.house.guard.registry
    taken = [entry.about for entry in registry.audit.page(None, "wim", Deed.TAKEN.value).entries]
    assert len([about for about in taken if about.endswith("as html")]) == 2 and len(taken) == 5


def test_a_shelf_holds_no_more_than_it_has_room_for() -> None:
    shelf = Shelf(room=10_000)
    for at in range(100):
        shelf.put((str(at), "x" * 300), [(b"etag", b"1")], b"y" * 300)
    kept = [at for at in range(100) if shelf.get((str(at), "x" * 300))]
    assert kept == list(range(100 - len(kept), 100)) and 7 < len(kept) < 12
    shelf.get(("95", "x" * 300))
    shelf.put(("huge",), [], b"z" * 9_000)
    assert shelf.get(("huge",)) and not shelf.get(("94", "x" * 300))
    shelf.put(("larger than the room",), [], b"z" * 20_000)
    assert not shelf.get(("larger than the room",))


def test_the_host_by_which_a_page_is_asked_for_is_that_which_it_names(site: FastAPI) -> None:
    for host in ("localhost:8000", "127.0.0.1:8000", "localhost:8000"):
        page = TestClient(site, f"http://{host}").get(f"{DELTA}/brief").text
        assert f"http://{host}/" in page
        assert {"localhost:8000", "127.0.0.1:8000"} - {host} & set(page.split("/")) == set()
