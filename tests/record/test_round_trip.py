"""What goes into a record comes out again as the same nouns."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from marsh import CONTENT, DIFFERENCE, FACTS, FRONT, IT, KIND, LED, MEMBER, ORU, REPORT, SEGMENTS, TEXT, put

from stemmata.errors import NotFound, RecordError, SpanError
from stemmata.model import Argument, DifferenceKind, Reconciliation
from stemmata.record.content import Content
from stemmata.record.read import Record


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    put(tmp_path, CONTENT)
    with Record.open(tmp_path) as opened:
        yield opened


def test_reports_come_back(record: Record) -> None:
    assert record.reports() == CONTENT.reports
    assert record.unread() == CONTENT.unread
    assert record.segments("r1") == SEGMENTS
    assert record.segments("r2") == ()
    assert record.unclaimed() == (MEMBER,)
    assert record.report("r1") == record.report("news/a.txt") == REPORT
    assert record.report("b.zip!b/ü.txt") == MEMBER


def test_claims_come_back(record: Record) -> None:
    assert record.mentions() == (ORU, FRONT, IT)
    assert record.claims() == (LED, KIND)
    assert record.claim(LED.id) == LED
    assert record.claims_by_id([KIND.id, "none"]) == {KIND.id: KIND}


def test_claims_are_chosen(record: Record) -> None:
    assert record.claims(entity="e2") == (LED, KIND)
    assert record.claims(entity="e2", predicate="type") == record.claims(subject="e2") == (KIND,)
    assert record.claims(object="e2") == record.claims(subject="e1", report="r1") == (LED,)
    assert record.claims(report="r2") == ()


def test_the_rest_comes_back(record: Record) -> None:
    given = CONTENT.identification
    assert record.identification() == replace(given, unplaced=CONTENT.unplaced)
    assert record.collation() == CONTENT.collation
    assert record.reconciliation() == CONTENT.reconciliation
    assert (record.judgements(), record.unplaced()) == (CONTENT.judgements, CONTENT.unplaced)
    assert (record.withheld(), record.build()) == (CONTENT.withheld, CONTENT.build)


def test_facts_are_chosen(record: Record) -> None:
    led, kind = FACTS
    assert record.facts("e1") == record.facts(object="e2") == record.facts(claim=LED.id) == (led,)
    assert record.facts(entity="e2") == FACTS
    assert record.facts(predicate="type") == (record.fact(kind.id),) == (kind,)
    assert record.differences(DifferenceKind.CONTRADICTION) == record.differences(fact=kind.id) == (DIFFERENCE,)
    assert record.differences(DifferenceKind.CORRECTION) == ()
    assert record.joins("e2") == CONTENT.identification.joins
    assert record.joins("e1") == ()


@pytest.mark.parametrize("name", ["reed front", "REED  FRONT", "جبهة القصب", "e2", "front"])
def test_an_entity_is_found_by_any_name(record: Record, name: str) -> None:
    assert [entity.id for entity in record.find_entity(name)] == ["e2"]


@pytest.mark.parametrize("name", ["", "reed army", '"', "* OR (", "reed NEAR"])
def test_a_name_that_nobody_has_finds_nobody(record: Record, name: str) -> None:
    assert record.find_entity(name) == ()


def test_what_is_absent_is_said(record: Record) -> None:
    for ask in (record.report, record.claim, record.fact, record.entity):
        with pytest.raises(NotFound, match="'nothing'"):
            ask("nothing")


def test_search_opens_on_the_words(record: Record) -> None:
    (first, second) = record.search("REED front")
    assert (first.report, second.report) == ("r1", "r2")
    assert TEXT[first.start : first.end] == first.quote
    assert record.search("جبهة")[0].quote in TEXT
    assert [place.id for place in record.search("militia", "claims")] == [KIND.id, LED.id]
    assert [place.quote for place in record.search("oru", "names")] == ["Oru"]
    assert record.search('"front reed"') == ()
    with pytest.raises(NotFound, match="reports, names, claims"):
        record.search("oru", "everything")


def test_a_quote_that_is_not_the_text_is_refused(tmp_path: Path) -> None:
    put(tmp_path, CONTENT)
    wrong = replace(CONTENT, claims=(LED, replace(KIND, start=KIND.start - 1)))
    with pytest.raises(SpanError, match="says"):
        put(tmp_path, wrong)
    with Record.open(tmp_path) as record:
        assert record.claims() == (LED, KIND)


@pytest.mark.parametrize(
    "wrong",
    [
        replace(CONTENT, claims=(LED, replace(KIND, subject=Argument("x", "r1:7-8")))),
        replace(CONTENT, reconciliation=Reconciliation(FACTS[:1], (DIFFERENCE,))),
        replace(CONTENT, claims=(LED, LED)),
        replace(CONTENT, mentions=(ORU, FRONT, IT, replace(ORU, report="r3"))),
    ],
)
def test_a_reference_to_nothing_is_refused(tmp_path: Path, wrong: Content) -> None:
    put(tmp_path, CONTENT)
    with pytest.raises(RecordError):
        put(tmp_path, wrong)
    with Record.open(tmp_path) as record:
        assert record.claims() == (LED, KIND)
        assert record.facts() == FACTS


def test_a_reader_sees_one_whole_record_while_another_is_written(tmp_path: Path) -> None:
    put(tmp_path, CONTENT)
    with Record.open(tmp_path) as record:
        assert len(record.facts()) == 2
        put(tmp_path, replace(CONTENT, reconciliation=Reconciliation((FACTS[0],), ())))
        assert len(record.facts()) == 1


def test_the_file_alone_is_whole(tmp_path: Path) -> None:
    put(tmp_path, CONTENT)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["record.db"]
