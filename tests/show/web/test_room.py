"""The room: other days of a record, what it puts on the disk, and a record that goes away under its readers."""

from __future__ import annotations

import gc
import os
import shutil
import stat
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from fastapi import FastAPI

import stemmata
from stemmata.errors import InvalidDate, RecordError
from stemmata.pipeline import build
from stemmata.record.lines import append_judgement
from stemmata.settings import init
from stemmata.show.web import room as rooms
from stemmata.show.web.room import BeingMade, Room, State
from tests.show.web.premises import alone, site_at
from tests.show.withholding import judgements, left_of

DAYS = ("1800", "2013-02", "2014-05", "2014-06-30", "2015", "2016", "2017", "2018")


@pytest.fixture
def folder(rivers: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(rivers, tmp_path / "record"))


@pytest.fixture
def room(rivers: Path) -> Iterator[Room]:
    found = Room(rivers)
    yield found
    found.close()


def made(room: Room, day: str) -> State:
    """The record of a day, however long it takes."""
    while True:
        try:
            return room.at(day)
        except BeingMade:
            continue


def test_a_day_is_the_record_as_it_was_known_by_then(room: Room, rivers: Path) -> None:
    for day in ("1800", "2015", "2017"):
        state = made(room, day)
        with stemmata.open(rivers) as book:
            held = book.known_by(day).holdings
        assert set(state.index.facts) == set(held.facts)
        with state.record.connected():
            assert {report.id for report in state.record.reports()} == set(held.reports)
            assert {fact.id for fact in state.record.facts()} == set(held.facts)
            assert {entity.id for entity in state.record.entities()} == set(held.entities)


def test_a_bad_day_is_none(room: Room) -> None:
    for day in ("yesterday", "2014-13", "2014-02-30", "\x00", "0"):
        with pytest.raises(InvalidDate):
            room.at(day)


def test_eight_read_eight_days_at_once(open_site: FastAPI) -> None:
    def read(day: str) -> tuple[str, set[int]]:
        client, seen = alone(open_site), []
        for path in ("/", "/reports", "/timeline") * 2:
            while (answer := client.get(f"{path}?known_by={day}")).status_code == 503:
                assert answer.headers["retry-after"] == "3" and "One moment" in answer.text
                time.sleep(0.05)
            seen.append(answer.status_code)
        return client.get(f"/?known_by={day}").text, set(seen)

    with ThreadPoolExecutor(8) as pool:
        pages = dict(zip(DAYS, pool.map(read, DAYS), strict=True))
    assert all(seen == {200} for _, seen in pages.values())
    assert len({page for page, _ in pages.values()}) == len(DAYS)


def test_a_day_that_takes_long_is_being_made(rivers: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rooms, "PATIENCE", 0.0)
    with site_at(rivers) as app:
        client = alone(app)
        answer = client.get("/?known_by=2016-02")
        assert (answer.status_code, answer.headers["retry-after"]) == (503, "3")
        assert "known by 2016-02-29" in answer.text and 'http-equiv="refresh"' in answer.text
        assert "etag" not in answer.headers
        while (answer := client.get("/?known_by=2016-02")).status_code == 503:
            time.sleep(0.05)
        assert answer.status_code == 200


def test_days_are_forgotten_with_their_files_and_those_in_use_stay(
    rivers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rooms, "STATES", 2)
    room = Room(rivers)
    kept = made(room, DAYS[4])
    facts = len(kept.record.facts())
    for day in DAYS:
        made(room, day)
    gc.collect()
    assert len(list(room._shelf.glob("*-record.db"))) <= 4
    assert len(kept.record.facts()) == facts == len(kept.index.facts)
    shelf = room._shelf
    room.close()
    room.close()
    assert not shelf.exists()


def test_a_state_that_is_closed_while_it_is_read_breaks_nobody(rivers: Path) -> None:
    room = Room(rivers)
    state = made(room, "2016")
    thread = threading.Thread(target=room.close)
    with state.record.connected() as connection:
        thread.start()
        thread.join()
        assert connection.exec_driver_sql("SELECT count(*) FROM facts").scalar_one() == len(state.index.facts)


def test_only_its_owner_can_look_into_what_is_put_aside(rivers: Path) -> None:
    room = Room(rivers)
    made(room, "2016")
    assert list(room._shelf.iterdir()) and stat.S_IMODE(room._shelf.stat().st_mode) == 0o700
    room.close()


def test_many_threads_read_one_state(open_site: FastAPI) -> None:
    """Connections count the changes of a record each in its own way."""
    room = open_site.state.house.room
    first = room.now()

    def hold_and_ask(_: int) -> set[int]:
        with room.now().record.connected():
            return {id(room.now()) for _ in range(20)}

    with ThreadPoolExecutor(8) as pool:
        assert set().union(*pool.map(hold_and_ask, range(16))) == {id(first)}


def test_a_record_that_goes_away_is_told_and_one_that_comes_again_is_read(folder: Path, tmp_path: Path) -> None:
    with site_at(folder) as app:
        client = alone(app)
        assert client.get("/").status_code == 200
        database = folder / "record.db"
        away = database.rename(tmp_path / "away.db")
        for path in ("/", "/reports", "/search?q=river", "/log", "/nothing"):
            answer = client.get(path)
            assert answer.status_code in (404, 500), path
            assert "<h1>" in answer.text and str(folder) not in answer.text
        assert "record.db: no record here any more; run `stemmata build`" in client.get("/").text
        os.replace(away, database)
        assert client.get("/").status_code == 200
        os.replace(shutil.copyfile(database, tmp_path / "copy.db"), database)
        assert client.get("/timeline").status_code == 200


def test_a_record_that_is_damaged_is_told(folder: Path) -> None:
    with site_at(folder) as app:
        client = alone(app)
        assert client.get("/").status_code == 200
        fresh = folder / "fresh.db"
        fresh.write_bytes(b"no database at all, but long enough to be looked at" * 100)
        os.replace(fresh, folder / "record.db")
        answer = client.get("/timeline")
        assert answer.status_code == 500 and "damaged: delete it and build again" in answer.text


def test_a_record_that_is_not_there_cannot_be_opened(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="no record here"):
        Room(tmp_path)


def test_a_judgement_hides_at_once(tmp_path: Path, veiled: Path) -> None:
    """Also one that another program writes into the file."""
    folder = Path(shutil.copytree(veiled, tmp_path / "record"))
    room = Room(folder)
    vell = next(m for m in room.now().record.mentions() if m.text == "Tomas Vell")
    before, key = room.now(), room.now().key
    one = judgements()[0]
    anchor = type(one.anchors[0])("wire.txt", "Tomas Vell")
    append_judgement(folder, type(one)("nele", "2026-02-01", "withhold", "at risk", (anchor,)))
    after = room.now()
    assert vell and after is not before and after.key != key
    assert not any("Vell" in mention.text for mention in after.record.mentions())
    assert all(left_of(report.text) == [] and "Vell" not in report.text for report in after.record.reports())
    room.close()


def test_an_empty_day_says_how_many_reports_have_no_date(tmp_path: Path) -> None:
    init(tmp_path)
    (tmp_path / "reports" / "page.txt").write_text("The Reed Column was formed in 1988 by farmers of the lowlands.\n")
    build(tmp_path)
    with site_at(tmp_path) as site:
        client = alone(site)
        while (answer := client.get("/?known_by=2020")).status_code == 503:
            time.sleep(0.05)
        assert "1 report cannot be placed on any day" in answer.text
        assert "cannot be placed" not in client.get("/").text
