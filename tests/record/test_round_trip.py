"""What goes into a record comes out again as the same nouns."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from stemmata.errors import NotFound, RecordError, SpanError
from stemmata.model import (
    Anchor,
    Argument,
    Claim,
    Collation,
    Derivation,
    DerivationKind,
    Difference,
    DifferenceKind,
    Entity,
    EntityName,
    Fact,
    Identification,
    Join,
    Judgement,
    Lineage,
    Mention,
    MentionKind,
    MentionType,
    Metadatum,
    Polarity,
    Reconciliation,
    Report,
    Role,
    Segment,
    SharedPassage,
    Side,
    Unread,
)
from stemmata.record.content import Content
from stemmata.record.database import writing
from stemmata.record.read import Record
from stemmata.record.write import write
from stemmata.when import Bounds, Period

TEXT = "Oru leads the Reed Front (جَبهة القصب), [a marsh militia,] and has led it since May 2011."


def at(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


def mention(words: str, type: MentionType, **more: object) -> Mention:
    return replace(Mention("r1", *at(words), words, type, MentionKind.NAME), **more)


REPORT = Report(
    *("r1", "news/a.txt", None, "00" * 32, 90, "text/plain", "text/1", TEXT),
    {"title": Metadatum("Reeds", "first line"), "published": Metadatum("2012-03", "sidecar")},
    notes=("1 BOM dropped",),
)
MEMBER = replace(REPORT, id="r2", path="b.zip", member="b/ü.txt", metadata={}, notes=())
ORU = mention("Oru", MentionType.PERSON, confidence=0.5)
FRONT = mention("Reed Front", MentionType.ARMED_GROUP)
IT = replace(mention("it", MentionType.ARMED_GROUP, kind=MentionKind.PRONOUN), refers=FRONT.id)
SINCE = Period(begin="2011-05", start=Bounds(date(2011, 5, 1), date(2011, 5, 31)), words="since May 2011")
HALVES = (at("Oru leads the Reed Front"), at("has led it since May 2011"))
LED = Claim(
    *("r1", 0, HALVES[1][1], TEXT[: HALVES[1][1]], "holds_post"),
    Argument("Oru", ORU.id),
    Argument("Reed Front", FRONT.id),
    *("pattern:leads", 0.83),
    qualifiers={"role": "leader", "count": 3, "share": 0.5, "ranks": ("one", "two"), "none": ()},
    when=SINCE,
    voices=("A paper", "defectors"),
    polarity=Polarity.ALLEGED,
    parts=HALVES,
    reading="Oru leads the Reed Front has led it since May 2011",
)
KIND = Claim(
    "r1", *at("a marsh militia"), "a marsh militia", "type", LED.object, Argument("militia"), "pattern:be", 1.0
)
ENTITIES = (
    Entity("e1", "Person", "Oru", (EntityName("Oru", "Latn", "main", claims=(LED.id,)),)),
    Entity(
        *("e2", "ArmedGroup", "Reed Front"),
        (EntityName("Reed Front", "Latn", "main", SINCE), EntityName("جَبهة القصب", "Arab", "original_script")),
        {"wikidata": "Q0"},
    ),
)
LINEAGE = Lineage(("r1", "r2"), ("the same bytes",))
FACTS = (
    Fact(
        *("holds_post", "e1", "e2", None, SINCE, (LED.id,), ("r1",), (LINEAGE.id,), ("A paper",), Polarity.ALLEGED),
        *(0.7, ("one lineage: 0.7",)),
        {"role": "leader"},
    ),
    Fact("type", "e2", None, "militia", Period(), (KIND.id,), ("r1",), (), (), Polarity.ASSERTED, 0.9, ()),
)
DIFFERENCE = Difference(
    *(DifferenceKind.CONTRADICTION, ""),
    (Side((FACTS[0].id,), (LED.id,), ("A paper",), (LINEAGE.id,)), Side((FACTS[1].id,), (KIND.id,), (), ())),
    "they cannot both hold",
)
JUDGEMENTS = (
    Judgement("nele", "2024-01-02", "reject", "wrong man", (Anchor("news/a.txt", "gone", "|"),)),
    Judgement("nele", "2024-01-03", "note", "why", (Anchor("news/a.txt", "Oru", "| leads", "holds_post", ("Oru",)),)),
)
DERIVATION = Derivation(
    "r1",
    "r2",
    DerivationKind.IDENTICAL,
    False,
    ("same SHA-256",),
    (SharedPassage(0, 9, 0, 9), SharedPassage(9, 12, 9, 12)),
)
SEGMENTS = (
    Segment(0, 10, Role.TITLE, 0),
    Segment(10, len(TEXT), Role.GLOSS, 1, "leaders", (0, 3), ("History", "2011")),
)
CONTENT = Content(
    reports=(REPORT, MEMBER),
    segments={"r1": SEGMENTS},
    mentions=(FRONT, ORU, IT),
    claims=(KIND, LED),
    collation=Collation((DERIVATION,), (LINEAGE,)),
    identification=Identification(
        ENTITIES, {ORU.id: "e1", FRONT.id: "e2", IT.id: "e2"}, (Join(FRONT.id, IT.id, "same", "pronoun", "it"),), ()
    ),
    reconciliation=Reconciliation(FACTS, (DIFFERENCE,)),
    unread=(Unread("c.pdf", None, "needs a password", "11" * 32),),
    unclaimed=frozenset({"r2"}),
    judgements=JUDGEMENTS,
    unplaced=JUDGEMENTS[:1],
    withheld=(("r1", 0, 3),),
    build={"stemmata": "0"},
)


def put(folder: Path, content: Content) -> None:
    with writing(folder / "record.db") as engine, engine.begin() as connection:
        write(connection, content)


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
