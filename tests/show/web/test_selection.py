"""Of a record that is too large to be looked at whole, review asks the questions of most value."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI

from stemmata.model import Anchor, Link
from stemmata.record.lines import append_links, read_judgements
from stemmata.show.web.answers import queue
from stemmata.show.web.guard.hosts import Mode
from tests.show.web.premises import alone, built, send, signed_in, site_at


@pytest.fixture
def folder(rivers: Path, tmp_path: Path) -> Path:
    """The example, with proposals of a list."""
    made = Path(shutil.copytree(rivers, tmp_path / "record"))
    with site_at(made) as app:
        record = app.state.house.room.now().record
        texts = {report.id: report for report in record.reports()}
        named = [m for m in record.mentions() if m.kind == "name" and m.id in record.entity_of()]
    links = [
        Link(Anchor(texts[m.report].name, m.text), "wikidata", f"Q{at}", m.text, "maybe", score, "names are alike")
        for at, (m, score) in enumerate(zip(named[::9], (0.9, 0.8, 0.7, 0.6), strict=False))
    ]
    append_links(made, links)
    return made


@pytest.fixture
def site(folder: Path) -> Iterator[FastAPI]:
    with site_at(folder) as app:
        yield app


def asked(app: FastAPI) -> list[tuple[object, ...]]:
    """The questions of the API, in their order: what each is about, and what it is worth."""
    answer = alone(app).get("/api/v1/waiting")
    assert answer.status_code == 200, answer.text
    found = answer.json()["questions"]["questions"]
    return [
        (
            q["id"],
            q["kind"],
            q["value"],
            q["moves"],
            q["likely"],
            [(s["claims"], s["facts"], s["reports"]) for s in q["sides"]],
        )
        for q in found
    ]


def test_those_that_are_chosen_are_as_they_are_of_the_whole(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with site_at(folder) as app:
        whole = asked(app)
        total = alone(app).get("/api/v1/record").json()["waiting"]
        assert not alone(app).get("/api/v1/waiting").json()["selected"]
        assert "a selection" not in alone(app).get("/review").text
    assert {kind for _, kind, *_ in whole} == {"identity", "link"}
    monkeypatch.setattr(queue, "MOST", 1)
    with site_at(folder) as app:
        assert asked(app) == whole and alone(app).get("/api/v1/waiting").json()["selected"]
    monkeypatch.setattr(queue, "CHOSEN", 3)
    with site_at(folder) as app:
        few = asked(app)
        page = alone(app).get("/review").text
        assert "these are a selection" in page and f"of {total['names'] + total['entries']} questions" in page
        assert 0 < len(few) < len(whole) and all(one in whole for one in few)
        assert few[0] == whole[0]


def test_what_is_chosen_can_be_answered(site: FastAPI, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queue, "MOST", 1)
    monkeypatch.setattr(queue, "CHOSEN", 4)
    client = alone(site)
    before = re.findall(r"/review/names/[0-9a-f]{16}", client.get("/review").text)
    first = before[0]
    assert "<mark>" in client.get(first).text
    assert send(client, first, first, verdict="different", why="two").status_code == 303
    assert first not in client.get("/review").text  # before the record has it
    assert built(site) == ""
    assert first not in client.get("/review").text
    (written,) = read_judgements(folder)
    assert written.what in ("different", "link") and written.why == "two"
    assert client.get("/review?known_by=2012").status_code in (200, 503)


def test_nobody_who_is_withheld_is_chosen(veiled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def told(chosen: int) -> list[object]:
        monkeypatch.setattr(queue, "MOST", chosen)
        with site_at(veiled, Mode.USERS, show_withheld=True) as app:
            reviewer = signed_in(app, "wim")
            assert reviewer.get("/review").status_code == 200
            found = reviewer.get("/api/v1/waiting").json()["questions"]["questions"]
            return [(q["id"], q["moves"], q["likely"], [s["entity"] for s in q["sides"]]) for q in found]

    assert told(1) == told(10**9)
