"""The whole journey over real small folders: repeatable, incremental, never stopped by one bad file."""

from pathlib import Path

import pytest

from stemmata.errors import RecordError, UnreadableReport
from stemmata.model import Anchor, Judgement, Unread
from stemmata.pipeline import Summary, build
from stemmata.record.check import check
from stemmata.record.database import sole_builder
from stemmata.record.diff import diff
from stemmata.record.lines import append_judgement
from stemmata.record.read import Record
from stemmata.settings import init
from stemmata.show.api import open as open_book
from stemmata.show.exports import EXPORTS

POST = """The Reed Front split from the Marsh Army

Tolin Post, 12 March 2014

The Reed Front (RF) is an armed group led by Commander Oru Sander. It was founded in May 2011 in Tolin.
In June 2013, the Reed Front split from the Marsh Army. Oru Sander said that the Delta Guard had attacked Tolin.
"""
WIRE = """Guard denies attack

The Delta Guard denied that it had attacked Tolin. The Delta Guard is commanded by General Nele Brook.
The Salt League and the Delta Guard are allied with the Marsh Army.
"""
LATER = """Reed Front joins the Salt League

In January 2015, the Reed Front joined the Salt League. Nele Brook is the commander of the Reed Front.
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Summary]:
    folder = tmp_path_factory.mktemp("record")
    fill(folder)
    return folder, build(folder)


def fill(folder: Path, **reports: str) -> Path:
    init(folder)
    for name, text in (reports or {"post": POST, "wire": WIRE}).items():
        (folder / "reports" / f"{name}.txt").write_text(text, "utf-8")
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return fill(tmp_path / "record")


def exports(folder: Path) -> dict[str, list[object]]:
    with open_book(folder) as book:
        return {what: list(book.export(what)) for what in EXPORTS}


def test_a_folder_becomes_a_record(made: tuple[Path, Summary]) -> None:
    folder, summary = made
    assert (summary.reports, summary.unread, summary.kept) == (2, (), 0)
    assert summary.claims >= summary.facts > 0
    assert check(folder) == []
    with Record.open(folder) as record:
        assert len(record.claims()) == summary.claims
        assert len(record.facts()) == summary.facts
        (front,) = record.find_entity("reed front")
        assert {c.object.text for c in record.claims(subject=front.id, predicate="split_from")} == {"Marsh Army"}


def test_built_again_it_is_the_same(made: tuple[Path, Summary]) -> None:
    folder, _ = made
    first, ids = exports(folder), (folder / "identities.jsonl").read_bytes()
    again = build(folder)
    assert again.kept == 2
    assert exports(folder) == first
    (folder / "record.db").unlink()
    fresh = build(folder)
    assert fresh.kept == 0
    assert exports(folder) == first
    assert (folder / "identities.jsonl").read_bytes() == ids


def test_elsewhere_it_is_the_same(made: tuple[Path, Summary], folder: Path) -> None:
    """Nothing of the place, the clock or the order of writing gets in."""
    reports = folder / "reports"
    texts = {path.name: path.read_bytes() for path in sorted(reports.iterdir(), reverse=True)}
    for name, data in texts.items():
        (reports / name).unlink()
        (reports / name).write_bytes(data)
    build(folder)
    assert exports(folder) == exports(made[0])


def test_what_is_added_and_withdrawn_leaves_no_trace(folder: Path) -> None:
    build(folder)
    before = exports(folder)
    (folder / "reports/later.txt").write_text(LATER)
    assert build(folder).kept == 2
    assert exports(folder) != before
    (folder / "reports/later.txt").unlink()
    build(folder)
    assert exports(folder) == before
    assert b"Salt League. Nele" not in (folder / "record.db").read_bytes()


def test_what_a_build_made_before_it_was_broken_off_is_kept(folder: Path) -> None:
    def stop(step: str, done: int, total: int) -> None:
        if step == "collate":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build(folder, progress=stop)
    with pytest.raises(RecordError, match="run `stemmata build`"):
        Record.open(folder)
    assert build(folder).kept == 2


def test_a_bad_file_is_listed_and_stops_nothing(folder: Path) -> None:
    (folder / "reports/empty.txt").touch()
    (folder / "reports/locked.pdf").write_bytes(b"%PDF-1.7\nnothing of a PDF follows")
    with pytest.raises(UnreadableReport, match=r"2 not read.*empty\.txt: an empty file"):
        build(folder, strict=True)
    with Record.open(folder) as record:
        assert [unread.path for unread in record.unread()] == ["empty.txt", "locked.pdf"]
        assert len(record.reports()) == 2
    summary = build(folder)
    assert summary.unread[0] == Unread("empty.txt", None, "an empty file")


def test_a_language_that_is_not_read_is_kept_and_found(folder: Path) -> None:
    text = (
        "De rietwacht en het zoutverbond hebben gisteren in de delta een akkoord gesloten, zo meldt het persbureau."
        " De leider van de rietwacht wilde niet zeggen wanneer de wapens zullen worden ingeleverd."
    )
    (folder / "reports/nl.txt").write_text(text)
    summary = build(folder)
    assert summary.unclaimed == ("nl.txt (nl)",)
    with Record.open(folder) as record:
        (report,) = record.unclaimed()
        assert record.claims(report=report.id) == ()
        assert [found.report for found in record.search("zoutverbond")] == [report.id]


def test_unsure_claims_stay_out(folder: Path) -> None:
    everything = build(folder).claims
    with Record.open(folder) as record:
        least = max(claim.confidence for claim in record.claims())
        surest = sum(claim.confidence >= least for claim in record.claims())
    assert build(folder, min_confidence=least).claims == surest < everything
    assert build(folder).claims == everything


def test_what_people_decide_holds(folder: Path) -> None:
    build(folder)
    with Record.open(folder) as record:
        wrong = next(claim for claim in record.claims() if claim.predicate == "split_from")
    words = (wrong.subject.text, wrong.object.text)
    reject = Judgement("nele", "2024", "reject", "no", (Anchor("post.txt", wrong.quote, "", "split_from", words),))
    dated = Judgement("nele", "2024", "metadata", "masthead", (Anchor("wire.txt", ""),), {"published": "2014-03-13"})
    hidden = Judgement("nele", "2024", "withhold", "at risk", (Anchor("post.txt", "Oru Sander", ""),))
    lost = Judgement("nele", "2024", "reject", "no", (Anchor("post.txt", "words that are nowhere", ""),))
    for judgement in (reject, dated, hidden, lost):
        append_judgement(folder, judgement)
    assert build(folder).unplaced == (lost,)
    with Record.open(folder) as record:
        assert wrong.id not in record.claims_by_id([wrong.id])
        assert record.report("wire.txt").known("published") == "2014-03-13"
        assert {record.report(id).text[start:end] for id, start, end in record.withheld()} >= {"Oru Sander"}
        assert record.unplaced() == (lost,)
    assert check(folder) == []


def test_a_second_build_meanwhile_is_refused(folder: Path) -> None:
    with sole_builder(folder), pytest.raises(RecordError, match="another build"):
        build(folder)


def test_progress_is_told(folder: Path) -> None:
    told: list[tuple[str, int, int]] = []
    build(folder, progress=lambda *step: told.append(step))
    assert [(done, total) for step, done, total in told if step == "read"] == [(0, 2), (1, 2), (2, 2)]
    assert [step for step, done, total in told if done == total] == [
        *("load", "read", "collate", "identify", "reconcile", "record")
    ]


def test_a_record_differs_from_itself_by_what_was_added(folder: Path) -> None:
    build(folder)
    old = folder.parent / "old.db"
    old.write_bytes((folder / "record.db").read_bytes())
    (folder / "reports/later.txt").write_text(LATER)
    build(folder)
    assert [report.path for report in diff(old, folder).reports.added] == ["later.txt"]
    assert diff(old, folder).facts.added
