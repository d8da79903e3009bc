"""What is new of a record: counted once for each state, and on the page as in the API."""

from __future__ import annotations

import re
import shutil
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from fastapi import FastAPI

from stemmata.pipeline import build
from stemmata.record.turnover import Turnover
from stemmata.show.holdings import read
from stemmata.show.queries.comparison import comparison
from stemmata.show.reviewing import Backlog
from stemmata.show.upkeep import Comparison
from stemmata.show.web import news
from stemmata.show.web.answers import builds
from stemmata.show.web.builder import BEFORE
from stemmata.show.withheld.desk import desk_of
from tests.show.web.premises import alone, built, folder_of, send, signed_in, site_at

TEXTS = {
    "gazette.txt": "The Delta Guard was formed on 3 March 2014. The Delta Guard has 400 fighters. In June 2014, the "
    "Delta Guard joined the Northern League. Colonel Mara Oru is the commander of the Delta Guard.\n",
    "wire.txt": "The Delta Guard has 400 fighters. Colonel Mara Oru said that Oru would stay.\n",
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = folder_of(tmp_path_factory.mktemp("news") / "record", TEXTS)
    build(folder)
    return folder


@pytest.fixture
def site(made: Path, tmp_path: Path) -> Iterator[FastAPI]:
    with site_at(Path(shutil.copytree(made, tmp_path / "record"))) as app:
        yield app


def counted(app: FastAPI) -> Backlog:
    """What is open on the desk, and the claims that are not sure: all that is there, looked at one by one."""
    state, folder = app.state.house.room.now(), app.state.house.room.folder
    there = read(state.real)
    desk = desk_of(folder, there, state.veil.holdings(there), state.veil)
    kinds = [question.kind for question in desk.questions(None, None).questions]
    held = state.whole
    unsure = [claim for claim in held.claims.values() if claim.confidence < 1 and "person:" not in claim.method]
    return Backlog(kinds.count("identity"), kinds.count("link"), len(unsure))


def test_what_waits_is_what_the_queue_has(open_site: FastAPI) -> None:
    waits = counted(open_site)
    assert waits.names and waits.claims
    client = alone(open_site)
    told = client.get("/api/v1/record").json()
    assert told["waiting"] == {"names": waits.names, "entries": waits.entries, "claims": waits.claims}
    assert told["since"] is None
    page = client.get("/").text
    assert f"{waits.names} pairs of names that may be one" in page and f"{waits.claims} claims that nobody" in page
    assert "came," not in page and "/compare/builds" not in page


def test_what_is_withheld_is_not_counted_and_who_reads_is_told_nothing(shared_site: FastAPI) -> None:
    reader, reviewer = signed_in(shared_site, "rana"), signed_in(shared_site, "wim")
    assert "Waiting for review" not in reader.get("/").text and reader.get("/api/v1/record").json()["waiting"] is None
    told = reviewer.get("/api/v1/record").json()["waiting"]
    assert Backlog(**told) == counted(shared_site)
    assert "Waiting for review" in reviewer.get("/").text


def test_the_past_has_no_news(open_site: FastAPI) -> None:
    client = alone(open_site)
    told = client.get("/api/v1/record?known_by=2019").json()
    assert told["waiting"] is None and told["since"] is None
    assert "Waiting for review" not in client.get("/?known_by=2019").text


def test_what_a_decision_changed_is_counted(site: FastAPI) -> None:
    client, folder = alone(site), site.state.house.room.folder
    claims = {claim.predicate: claim.id for claim in site.state.house.room.now().record.claims()}
    assert "came," not in client.get("/").text
    review = f"/review/claims/{claims['strength']}"
    assert send(client, review, review, what="reject").status_code == 303
    assert built(site) == ""
    state = site.state.house.room.now()
    found: Comparison = comparison(folder / BEFORE, state.real, state.veil)
    came = sum(c.before is None for c in found.facts)
    went = sum(c.after is None for c in found.facts)
    facts = Turnover(came, went, len(found.facts) - came - went)
    told = client.get("/api/v1/record").json()
    assert Turnover(**told["since"]["facts"]) == facts != Turnover(0, 0, 0) and told["since"]["state"] == "known"
    page = client.get("/")
    assert f"came, {facts.went} went, {facts.changed} changed since the build before" in page.text
    assert page.headers["cache-control"] != "no-store"
    builds = client.get("/compare/builds").text
    assert f"{facts.went} went, {facts.changed} changed" in builds
    links = re.findall(r'href="(/(?:entities|facts)/[^"]+)"', builds)
    assert [link for link in links if client.get(link).status_code != 200] == []
    (folder / BEFORE).write_bytes(b"no record")
    told = client.get("/api/v1/record").json()
    assert told["since"]["state"] == "unreadable" and told["since"]["facts"] is None
    assert "cannot be read" in client.get("/").text
    for path in ("/compare/builds", "/api/v1/compare/builds"):
        answer = client.get(path)
        assert answer.status_code == 404 and "cannot be compared" in answer.text and str(folder) not in answer.text


def test_the_build_before_is_the_one_that_is_there_now(site: FastAPI) -> None:
    """It may be put in its place when the record that came after is read already; and may be of an older version."""
    client, folder = alone(site), site.state.house.room.folder
    shutil.copy(folder / "record.db", folder / BEFORE)
    told = [client.get("/api/v1/compare/builds").json()["facts"]]
    assert told == [[]] and "0 facts came, 0 went" in client.get("/").text
    (folder / BEFORE).unlink()
    with closing(sqlite3.connect(folder / "record.db")) as now, closing(sqlite3.connect(folder / BEFORE)) as then:
        now.backup(then)
        then.execute("UPDATE facts SET value = '401' WHERE predicate = 'strength'")
        then.commit()
    assert client.get("/api/v1/compare/builds").json()["facts"]
    assert re.search(r"[1-9] facts? came", client.get("/").text)
    with closing(sqlite3.connect(folder / BEFORE)) as then:
        then.execute("PRAGMA user_version = 3")
    assert client.get("/compare/builds").status_code == 404 and "cannot be read" in client.get("/").text


def test_who_asks_is_not_kept_waiting(open_site: FastAPI) -> None:
    state, go = open_site.state.house.room.now(), threading.Event()

    def slow() -> str:
        assert go.wait(30)
        return "counted"

    first = news.meanwhile(state, "slow", slow)
    assert news.soon(first, 0.01) is None and news.meanwhile(state, "slow", slow) is first
    go.set()
    assert news.soon(first, 30) == "counted"


def test_a_page_is_kept_only_with_its_counts(site: FastAPI) -> None:
    client, state, go = alone(site), site.state.house.room.now(), threading.Event()
    counting = news.meanwhile(state, "backlog", lambda: Backlog(7, 0, int(go.wait(30))))
    page = client.get("/")
    assert "is being counted" in page.text and page.headers["cache-control"] == "no-store"
    go.set()
    assert news.soon(counting, 30) == Backlog(7, 0, 1)
    page = client.get("/")
    assert "7 pairs of names" in page.text and page.headers["cache-control"] != "no-store"


def test_a_build_that_ends_while_two_are_compared_breaks_nothing(
    site: FastAPI, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, folder = alone(site), site.state.house.room.folder
    shutil.copy(folder / "record.db", folder / BEFORE)

    def torn(*_: object) -> Comparison:
        shutil.copy(folder / "record.db", folder / "other")
        (folder / "other").replace(folder / BEFORE)
        raise KeyError("a fact of the build before that is gone")

    monkeypatch.setattr(builds, "comparison", torn)
    answer = client.get("/api/v1/compare/builds")
    assert answer.status_code == 404 and "built anew" in answer.text
    monkeypatch.undo()
    assert client.get("/api/v1/compare/builds").status_code == 200
