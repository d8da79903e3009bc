"""The invented record of the benchmarks: as large as was asked, whole by its rules, the same every time."""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from stemmata.model import Claim, DerivationKind
from stemmata.ontology import ontology
from stemmata.record.check import check
from stemmata.record.read import Record

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))

import made_record
from records.events import lists
from records.names import Namer
from records.telling import dated
from records.world import Pool, dealt


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made") / "record"
    made_record.made(folder, 60, 600)
    return folder


@pytest.fixture(scope="module")
def record(folder: Path) -> Iterator[Record]:
    with Record.open(folder) as record:
        yield record


def test_it_is_as_large_as_was_asked(record: Record) -> None:
    assert (len(record.reports()), len(record.claims())) == (60, 600)


def test_the_record_finds_nothing_wrong_with_it(folder: Path) -> None:
    assert check(folder) == []


def test_the_same_seed_makes_the_same_record(record: Record, tmp_path: Path) -> None:
    made_record.made(tmp_path / "again", 60, 600, facts="quick")
    with Record.open(tmp_path / "again") as again:
        assert again.claims() == record.claims()
        assert again.reports() == record.reports()


def test_every_claim_stands_where_it_says(record: Record) -> None:
    texts = {report.id: report.text for report in record.reports()}
    mentions = {mention.id: mention for mention in record.mentions()}
    for claim in record.claims():
        assert texts[claim.report][claim.start : claim.end] == claim.quote
        ends = [mentions[end.mention] for end in (claim.subject, claim.object) if end.mention]
        assert all(claim.start <= mention.start and mention.end <= claim.end for mention in ends)


def test_names_stand_in_several_scripts(record: Record) -> None:
    assert {name.script for entity in record.entities() for name in entity.names} == {"Latn", "Arab", "Cyrl"}
    assert {report.known("language") for report in record.reports()} == {"en", "ar", "ru"}


def test_copies_share_the_words_that_are_said_to_be_shared(record: Record) -> None:
    reports = {report.id: report.text for report in record.reports()}
    derivations = record.derivations()
    assert derivations
    for tie in derivations:
        assert tie.kind in DerivationKind
        for passage in tie.passages:
            one = reports[tie.source][passage.from_start : passage.from_end]
            assert one == reports[tie.target][passage.to_start : passage.to_end] != ""
    lineages = {frozenset(lineage.reports) for lineage in record.lineages()}
    assert all(any({tie.source, tie.target} <= lineage for lineage in lineages) for tie in derivations)


def test_claims_are_as_the_ontology_wants_them(record: Record) -> None:
    type_of = {mention.id: mention.type.value for mention in record.mentions()}
    for claim in record.claims():
        rule = ontology()[claim.predicate]
        assert any(ontology().is_a(type_of[str(claim.subject.mention)], type_) for type_ in rule.domain)
        assert set(claim.qualifiers) <= set(rule.qualifiers)
        _check_object(claim, type_of)


def _check_object(claim: Claim, type_of: dict[str, str]) -> None:
    allowed = ontology()[claim.predicate].range
    if claim.object.mention is None:
        assert "value" in allowed
    else:
        assert any(ontology().is_a(type_of[claim.object.mention], type_) for type_ in allowed if type_ != "value")


def test_quick_facts_hold_every_claim_once(tmp_path: Path) -> None:
    made_record.made(tmp_path / "quick", 40, 400, facts="quick")
    with Record.open(tmp_path / "quick") as record:
        held = [claim for fact in record.facts() for claim in fact.claims]
        assert sorted(held) == sorted(claim.id for claim in record.claims())
        facts = {fact.id for fact in record.facts()}
        assert all(set(side.facts) <= facts for known in record.differences() for side in known.sides)


def test_every_predicate_can_be_said_in_english() -> None:
    given = lists()
    assert set(given["says"]["en"]) == set(given["predicates"])
    assert all(set(said) <= set(given["predicates"]) for said in given["says"].values())
    assert all(name in ontology().predicates for name in given["predicates"])


def test_a_name_is_given_once() -> None:
    namer = Namer(random.Random(3))
    names = [namer.group()[0].text for _ in range(500)]
    assert len(set(names)) == 500


def test_a_total_is_dealt_out_exactly() -> None:
    parts = dealt(1000, [random.Random(1).random() for _ in range(77)])
    assert (sum(parts), len(parts)) == (1000, 77)
    assert dealt(7, [1, 1, 5]) == [1, 1, 5]


def test_the_first_is_drawn_as_often_as_its_rank_says() -> None:
    pool, dice = Pool(range(100)), random.Random(1)
    drawn = [pool.at(dice.random()) for _ in range(5000)]
    assert drawn.count(0) / drawn.count(9) == pytest.approx(10, rel=0.3)


@pytest.mark.parametrize(
    ("language", "told", "words"),
    [("en", "2014-05-03", "3 May 2014"), ("en", "2014-05", "May 2014"), ("ru", "2014-05-03", "3 мая 2014")],
)
def test_days_are_written_as_a_language_does(language: str, told: str, words: str) -> None:
    assert dated(language, told) == words
