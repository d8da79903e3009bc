"""What was joined wrongly is parted on a page, is two after the build, and is one again when that is taken back."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from stemmata.model import Anchor, Judgement
from stemmata.pipeline import build
from stemmata.record.lines import append_judgement, read_judgements
from stemmata.record.read import Record
from stemmata.show.web.answers.parting import SHOWN
from stemmata.show.web.guard.hosts import Mode
from stemmata.show.withheld import BLOT
from tests.show.web.premises import alone, built, folder_of, send, signed_in, site_at, token_in

TEXTS = {
    "a-post.txt": "The Reed Front (RF) was founded in May 2011 in Tolin. In June 2013, the Reed Front split from the "
    "Marsh Army. The RF has 400 fighters. The commander of the Reed Front is Oru Sander.\n",
    "b-wire.txt": "The Reed Front (RF) attacked Tolin. Oru Sander said that the Reed Front had 300 fighters.\n",
    "c-post.txt": "Oru Sander is the commander of the Delta Guard. Oru Sander said that the Delta Guard had won.\n",
    "d-wire.txt": "Oru Sander joined the Salt League.\n",
}
FIELD = re.compile(r"<fieldset[^>]*><legend><span[^>]*>([^<]*)</span>.*?name=\"(side-\w+)\"", re.DOTALL)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = folder_of(tmp_path_factory.mktemp("parting") / "record", TEXTS)
    build(folder)
    return folder


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "record"))


@pytest.fixture
def site(folder: Path) -> Iterator[FastAPI]:
    with site_at(folder) as app:
        yield app


def who_is(folder: Path) -> dict[tuple[str, str], set[str]]:
    """(Words, report) -> the entities that they stand for there."""
    found: dict[tuple[str, str], set[str]] = {}
    with Record.open(folder) as record:
        names, whose = {r.id: r.name for r in record.reports()}, record.entity_of()
        for mention in record.mentions():
            if mention.id in whose and mention.kind == "name":
                found.setdefault((mention.text, names[mention.report]), set()).add(whose[mention.id])
    return found


def spelled(folder: Path, words: str) -> set[str]:
    return {entity for (text, _), several in who_is(folder).items() if text == words for entity in several}


def put(client: TestClient, page: str, *sides: str, **form: str) -> int:
    """Fills in the form: a side for each of its spellings."""
    fields = [name for _, name in FIELD.findall(client.get(page).text)]
    assert len(fields) == len(sides)
    return int(send(client, page, page.partition("?")[0], **dict(zip(fields, sides, strict=True)), **form).status_code)


def test_two_spellings_become_two_and_are_one_again(site: FastAPI, folder: Path) -> None:
    client = alone(site)
    (front,) = spelled(folder, "Reed Front") | spelled(folder, "RF")
    page = f"/entities/{front}/part"
    assert page in client.get(f"/entities/{front}/names").text and page in client.get(f"/entities/{front}/decide").text
    assert [words for words, _ in FIELD.findall(client.get(page).text)] == ["RF", "Reed Front"]
    assert put(client, page, "other", "one", why="RF is the Rural Fund") == 303
    assert built(site) == ""
    (fund,), (reed,) = spelled(folder, "RF"), spelled(folder, "Reed Front")
    assert fund != reed and front in (fund, reed)
    for entity in (fund, reed):
        assert client.get(f"/entities/{entity}").status_code == 200
    written = read_judgements(folder)
    assert [j.what for j in written] == ["same", "same", "different"]
    assert {j.why for j in written} == {"RF is the Rural Fund"} and "RF is the Rural Fund" in client.get("/log").text
    last = written[-1]
    assert send(client, "/log", "/log/undo", who=last.who, when=last.when, what=last.what).status_code == 303
    assert built(site) == ""
    assert spelled(folder, "RF") == spelled(folder, "Reed Front") == {front}


def test_of_one_name_another_bearer_is_parted_report_by_report(site: FastAPI, folder: Path) -> None:
    """The first report has the parted one, and the rules join by the first: what is put nowhere goes with that."""
    client = alone(site)
    (oru,) = spelled(folder, "Oru Sander")
    page = f"/entities/{oru}/part?of=Oru+Sander"
    assert "report by report" in client.get(f"/entities/{oru}/part").text
    assert put(client, page, "other", "one", "one", "other", of="Oru Sander", why="two men") == 303
    assert built(site) == ""
    found = {report: whose for (words, report), whose in who_is(folder).items() if words == "Oru Sander"}
    assert found["a-post.txt"] == found["d-wire.txt"] != found["b-wire.txt"] == found["c-post.txt"]
    assert all(len(whose) == 1 for whose in found.values())


WRONG = (
    (("one", "one"), {"why": "x"}, 404, "at least one spelling on each side"),
    (("", ""), {"why": "x"}, 404, "at least one spelling on each side"),
    (("one", "other"), {"why": " "}, 422, "say why"),
    (("one", "other"), {"why": "x", "side-0123456789abcdef": "one"}, 422, "built anew"),
)


def test_what_cannot_be_parted_is_told_and_not_written(site: FastAPI, folder: Path) -> None:
    client = alone(site)
    (front,) = spelled(folder, "Reed Front")
    page = f"/entities/{front}/part"
    fields = [name for _, name in FIELD.findall(client.get(page).text)]
    for sides, form, status, words in WRONG:
        answer = send(client, page, page, **dict(zip(fields, sides, strict=True)), **form)
        assert (answer.status_code, words in answer.text) == (status, True), answer.text
    (league,) = spelled(folder, "Salt League")
    assert "nothing to part" in client.get(f"/entities/{league}/part").text
    assert client.get("/entities/0123456789abcdef/part").status_code == 404
    assert client.post(page, data={"why": "forged", fields[0]: "one", fields[1]: "other"}).status_code == 403
    assert read_judgements(folder) == ()


def test_a_program_parts_them_too(site: FastAPI, folder: Path) -> None:
    client = alone(site)
    (oru,) = spelled(folder, "Oru Sander")
    reports = {report.name: report.id for report in site.state.house.room.now().record.reports()}
    one, other = ({"words": "Oru Sander", "report": reports[name]} for name in ("a-post.txt", "c-post.txt"))
    asked = {"what": "part", "entity": oru, "one": [one], "other": [other], "why": "two men"}
    assert client.post("/api/v1/judgements", json={**asked, "why": ""}).status_code == 422
    assert client.post("/api/v1/judgements", json={**asked, "other": [one]}).status_code == 404
    assert client.post("/api/v1/judgements", json={**asked, "one": [{"words": "Nobody"}]}).status_code == 404
    answer = client.post("/api/v1/judgements", json=asked)
    assert (answer.status_code, answer.json()["what"]) == (201, "different"), answer.text
    assert built(site) == ""
    found = {report: whose for (words, report), whose in who_is(folder).items() if words == "Oru Sander"}
    assert found["a-post.txt"] != found["c-post.txt"]


def test_who_reads_parts_nothing_and_who_is_withheld_stays_so(veiled: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(veiled, tmp_path / "veiled"))
    before = read_judgements(folder)
    with site_at(folder, Mode.USERS) as app:
        reader, reviewer = signed_in(app, "rana"), signed_in(app, "wim")
        keyed = [e.id for e in app.state.house.room.now().index.entities if e.name == BLOT]
        pages = [f"/entities/{id_}/part" for id_ in keyed]
        assert pages
        for page in pages:
            assert "nothing to part" in reviewer.get(page).text
            token = token_in(reviewer.get("/account").text)
            assert reviewer.post(page, {"csrf": token, "why": "two"}).status_code == 422
            assert reader.get(page).status_code == 403
            assert reader.post(page, {"csrf": token_in(reader.get("/account").text), "why": "x"}).status_code == 403
            assert page not in reader.get(page.replace("/part", "/names")).text
    assert read_judgements(folder) == before


def test_beside_words_that_are_withheld_the_right_ones_are_parted(folder: Path) -> None:
    text = "Nele Brook said that Nele Brook had met the Reed Front (RF). The Reed Front has 200 fighters.\n"
    (folder / "reports" / "z-post.txt").write_text(text, encoding="utf-8")
    anchor = Anchor("z-post.txt", "Nele Brook", "| said that Nele Brook had met the Reed ")
    append_judgement(folder, Judgement("nele", "2026-01-01T00:00:00+00:00", "withhold", "", (anchor,)))
    build(folder)
    with site_at(folder) as app:
        client, state = alone(app), app.state.house.room.now()
        (front,) = spelled(folder, "Reed Front")
        assert state.veil and state.veil.internal(front) == front
        assert put(client, f"/entities/{front}/part", "other", "one", why="RF is the Rural Fund") == 303
        assert built(app) == ""
        same, _, last = [j for j in read_judgements(folder) if j.what in ("same", "different")]
        assert {a.quote for a in same.anchors} == {"Reed Front"} and "z-post.txt" in {a.report for a in same.anchors}
        assert [a.quote for a in last.anchors] == ["Reed Front", "RF"]
        assert spelled(folder, "RF").isdisjoint(spelled(folder, "Reed Front"))
        assert "Nele Brook" not in client.get("/log").text


def test_whose_name_is_withheld_is_asked_for_as_nobody_is(folder: Path) -> None:
    text = "Nele Brook said that Nele Brook had met the Reed Front (RF).\n"
    (folder / "reports" / "z-post.txt").write_text(text, encoding="utf-8")
    anchor = Anchor("z-post.txt", "Nele Brook", "| said that Nele Brook had met the Reed ")
    append_judgement(folder, Judgement("nele", "2026-01-01T00:00:00+00:00", "withhold", "", (anchor,)))
    build(folder)
    with site_at(folder) as app:
        client, (front,) = alone(app), spelled(folder, "Reed Front")
        pages = [client.get(f"/entities/{front}/part?of={name}").text for name in ("Nele+Brook", "Zed+Quxx")]
        assert pages[0].replace("Nele", "Zed").replace("Brook", "Quxx") == pages[1].replace("Nele+Brook", "Zed+Quxx")
        asked = {"what": "part", "entity": front, "other": [{"words": "RF"}], "why": "x"}
        told = [
            alone(app).post("/api/v1/judgements", json={**asked, "one": [{"words": name}]})
            for name in ("Nele Brook", "Zed Quxx")
        ]
        assert {answer.status_code for answer in told} == {404}
        assert told[0].text.replace("Nele Brook", "Zed Quxx") == told[1].text


def test_a_form_has_no_more_spellings_than_the_gate_lets_through(folder: Path) -> None:
    with site_at(folder) as app:
        client, (front,) = alone(app), spelled(folder, "Reed Front")
        sides = {f"side-{at:016x}": "" for at in range(SHOWN)}
        page = f"/entities/{front}/part"
        fields = dict(zip([name for _, name in FIELD.findall(client.get(page).text)], ("other", "one"), strict=True))
        answer = send(client, page, page, of="", why="RF is the Rural Fund", **sides, **fields)
        assert answer.status_code == 303, answer.text
        assert built(app) == ""
