"""Decisions on pages: who may make which, that forged ones are refused, and what is written down."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from stemmata.record.lines import read_judgements
from stemmata.show.web.guard.hosts import Mode
from tests.show.web.guard.site import Browser
from tests.show.web.premises import alone, send, signed_in, site_at, token_in
from tests.show.world import REPORTS, entity_id, the_claims, write_world

DELTA, LEAGUE, ORU = (f"/entities/{entity_id(name)}" for name in ("Delta Guard", "Northern League", "Mara Oru"))
POST, STRENGTH = the_claims()[1], the_claims()[4]
CLAIM, WIRE = f"/review/claims/{STRENGTH.id}", f"/reports/{REPORTS['wire.txt'].id}"
ADDED = {"words": "400 fighters", "predicate": "strength", "subject": "Delta Guard", "object": "400"}
CORRECTED = {"what": "correct", "begin": "2015-08-12", "why": "see the gazette"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Without settings it cannot be built, and stays as it is."""
    return write_world(tmp_path)


@pytest.fixture
def site(folder: Path) -> Iterator[FastAPI]:
    (folder / "stemmata.toml").write_text("", encoding="utf-8")
    with site_at(folder, Mode.USERS) as app:
        (folder / "stemmata.toml").unlink()
        app.state.house.builder.ask = lambda: None  # what is built is tested with the builder
        yield app


def sent(browser: Browser, page: str, path: str, **form: str) -> int:
    return int(browser.post(path, {"csrf": token_in(browser.get(page).text), **form}).status_code)


def test_who_may_decide_what(site: FastAPI, folder: Path) -> None:
    reader, reviewer, editor = (signed_in(site, name) for name in ("rana", "wim", "eda"))
    for path in ("/review", CLAIM, "/review/next", f"{WIRE}/add"):
        assert reader.get(path).status_code == 403, path
    assert reviewer.get(f"{WIRE}/add").status_code == 403
    assert [f"{WIRE}/add" in browser.get(WIRE).text for browser in (reader, reviewer, editor)] == [False, False, True]
    token = {"csrf": token_in(reader.get("/account").text)}
    for path in (CLAIM, f"{DELTA}/identity", f"{ORU}/withhold", f"{WIRE}/add", "/log/undo", "/review/names/ffff"):
        assert reader.post(path, {**token, "what": "accept", **ADDED}).status_code == 403, path
    for path, form in ((CLAIM, CORRECTED), (f"{WIRE}/add", ADDED), (f"{ORU}/withhold", {})):
        assert sent(reviewer, CLAIM, path, **form) == 403, path
    assert read_judgements(folder) == ()
    assert sent(reviewer, CLAIM, CLAIM, what="accept", why="so it says") == 303
    assert sent(reviewer, f"{DELTA}/decide", f"{DELTA}/identity", other="Northern League", verdict="different") == 303
    assert sent(editor, CLAIM, f"/review/claims/{POST.id[:8]}", **CORRECTED) == 303
    assert sent(editor, f"{WIRE}/add", f"{WIRE}/add", **ADDED) == 303
    assert sent(editor, f"{ORU}/decide", f"{ORU}/withhold", why="at risk") == 303
    written = read_judgements(folder)
    assert [(j.who, j.what) for j in written] == [
        ("wim", "accept"), ("wim", "different"), ("eda", "correct"), ("eda", "add"), ("eda", "withhold"),
    ]  # fmt: skip
    assert written[0].anchors[0].quote == STRENGTH.quote and written[0].why == "so it says"
    assert written[2].value == {"begin": "2015-08-12"} and written[2].anchors[0].quote == POST.quote
    assert len({j.when for j in written}) == 5 and all(j.when.endswith("+00:00") for j in written)


def test_only_an_editor_takes_back_what_another_decided(site: FastAPI, folder: Path) -> None:
    reviewer, editor = signed_in(site, "wim"), signed_in(site, "eda")
    assert sent(editor, CLAIM, CLAIM, what="accept") == 303
    assert sent(reviewer, CLAIM, CLAIM, what="note", why="?") == 303
    by_editor, own = ({"who": j.who, "when": j.when, "what": j.what} for j in read_judgements(folder))
    assert sent(reviewer, "/log", "/log/undo", **by_editor) == 403
    assert sent(reviewer, "/log", "/log/undo", **own) == 303
    assert sent(reviewer, "/log", "/log/undo", **own) == 404
    assert sent(editor, "/log", "/log/undo", **by_editor, next="//elsewhere.example/") == 303
    assert [j.what for j in read_judgements(folder)] == ["accept", "note", "undo", "undo"]
    log = editor.get("/log").text
    assert log.count("undone") == 2 and log.count("takes back") == 2 and "Take back</button>" not in log


def test_what_is_forged_is_refused(site: FastAPI, folder: Path) -> None:
    editor, other = signed_in(site, "eda"), signed_in(site, "wim")
    theirs = token_in(other.get(CLAIM).text)
    mine = token_in(editor.get(CLAIM).text)
    for form, headers in (
        ({}, {}),
        ({"csrf": ""}, {}),
        ({"csrf": theirs}, {}),
        ({"csrf": mine}, {"Origin": "https://elsewhere.example", "Sec-Fetch-Site": "cross-site"}),
        ({"csrf": mine}, {"Origin": "null", "Sec-Fetch-Site": "cross-site"}),
    ):
        assert editor.post(CLAIM, {**form, "what": "reject"}, **headers).status_code == 403
    assert read_judgements(folder) == ()


BAD: tuple[tuple[str, dict[str, str], int], ...] = (
    (CLAIM, {"what": "burn"}, 404),
    (CLAIM, {}, 404),
    (CLAIM, {"what": "correct", "begin": "yesterday"}, 422),
    (CLAIM, {"what": "correct", "predicate": "loves"}, 422),
    ("/review/claims/ffffffffffffffff", {"what": "accept"}, 404),
    (f"{WIRE}/add", {**ADDED, "words": "not there"}, 422),
    (f"{WIRE}/add", {**ADDED, "words": ""}, 422),
    (f"{WIRE}/add", {**ADDED, "start": "x", "end": "y"}, 422),
    (f"{WIRE}/add", {**ADDED, "start": "9" * 50, "end": "9" * 51}, 422),
    (f"{WIRE}/add", {**ADDED, "start": "-5", "end": "3"}, 422),
    ("/reports/ffffffffffffffff/add", ADDED, 404),
    (f"{DELTA}/identity", {"other": "Northern League", "verdict": "perhaps"}, 404),
    (f"{DELTA}/identity", {"other": "Nobody", "verdict": "same"}, 404),
    (f"{DELTA}/identity", {"other": "Delta Guard", "verdict": "same"}, 404),
    (f"{DELTA}/withhold", {}, 404),
    ("/log/undo", {"who": "x", "when": "2020", "what": "same"}, 404),
    ("/review/names/ffff", {"verdict": "same"}, 404),
)  # fmt: skip


def test_what_cannot_be_is_told_and_not_written(folder: Path) -> None:
    with site_at(folder) as app:
        client = alone(app)
        token = token_in(client.get(CLAIM).text)
        for path, form, status in BAD:
            answer = client.post(path, data={"csrf": token, **form})
            assert answer.status_code == status, f"{path} {form}: {answer.status_code}"
            assert "<h1>" in answer.text and str(folder) not in answer.text
        assert read_judgements(folder) == ()


def test_words_of_a_decision_are_only_words(folder: Path) -> None:
    with site_at(folder) as app:
        client = alone(app)
        app.state.house.builder.ask = lambda: None
        attack = "<script>alert(1)</script>\n\u202e{{ 7*7 }}\x00"
        assert send(client, CLAIM, CLAIM, what="note", why=attack).status_code == 303
        for path in ("/log", CLAIM):
            assert "<script>alert" not in client.get(path).text and "&lt;script&gt;alert" in client.get(path).text
        assert len(read_judgements(folder)) == 1


def test_who_was_not_known_then_has_no_link(open_site: FastAPI) -> None:
    """A question is of today, also on a page of an earlier day."""
    client = alone(open_site)
    asked = sorted(set(re.findall(r"/review/names/[0-9a-f]{16}", client.get("/review").text)))
    assert asked
    unknown, followed = 0, set()
    for path in (*asked, "/review"):
        assert "Not known by" not in client.get(path).text
        said = patient(client, f"{path}?known_by=2015-06-30").text
        unknown += "Not known by" in said
        followed |= {unescape(link) for link in re.findall(r'href="(/entities/[^"]+)"', said)}
    assert unknown and followed
    assert [link for link in sorted(followed) if patient(client, link).status_code != 200] == []


def patient(client: TestClient, path: str) -> Any:
    """Asks again while the record of an earlier day is being made."""
    for _ in range(40):
        answer = client.get(path)
        if answer.status_code != 503:
            break
        time.sleep(0.2)
    return answer
