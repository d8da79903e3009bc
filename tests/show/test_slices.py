"""A slice is a part of a record: what it says is said by the whole, and what it leaves out it does not deny."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from stemmata.model import Difference, DifferenceKind, Fact, MentionType, Side
from stemmata.show.holdings import Holdings
from stemmata.show.queries.disputes import dispute_of
from stemmata.show.queries.lines import line_of
from stemmata.show.slices import ALL, Asked, slice_of, slice_of_claims
from stemmata.when import Period
from tests.show.sentences import Told, holdings_of
from tests.show.states import Opened, opened, written
from tests.show.world import entity_id

GROUP = MentionType.ARMED_GROUP
TYPES = {"Oru Band": GROUP, "Tarn Guard": GROUP}
YEARS = range(2010, 2019)


def much_said(voice: str, last_voice: str) -> Holdings:
    """One fact with a claim for each year, in reports of their own, against another fact; the last year speaks last."""
    voices = {year: (last_voice if year == 2010 else voice,) for year in YEARS}
    told = [
        Told("Oru Band", "part_of", "Tarn Guard", Period.evidenced(str(year)), voices=voices[year]) for year in YEARS
    ]
    held = holdings_of([*told, Told("Tarn Guard", "part_of", "Oru Band", Period.evidenced("2012"))], TYPES)
    facts = list(held.facts.values())
    whole = joined(facts[:-1])
    sides = tuple(Side((fact.id,), fact.claims, fact.voices, fact.lineages) for fact in (whole, facts[-1]))
    against = Difference(DifferenceKind.CONTRADICTION, "value", sides, "not both")
    return replace(held, facts={f.id: f for f in (whole, facts[-1])}, differences=(against,))


def joined(facts: list[Fact]) -> Fact:
    return replace(
        facts[0],
        claims=tuple(claim for fact in facts for claim in fact.claims),
        reports=tuple(report for fact in facts for report in fact.reports),
        lineages=tuple(lineage for fact in facts for lineage in fact.lineages),
        when=Period.evidenced("2010"),
    )


@pytest.mark.parametrize("most", [1, 4, 8, ALL])
@pytest.mark.parametrize("voices", [("Nele", "Nele"), ("Nele", "Tomas")])
def test_bounds_change_nothing_that_is_said(most: int, voices: tuple[str, str], tmp_path: Path) -> None:
    state = written(tmp_path, much_said(*voices))
    one, other = state.whole.facts
    whole = line_of(state.whole, state.whole.facts[one])
    for asked in (Asked(claims=most), Asked(claims=most, differences=0), Asked(claims=most, sides=0)):
        held = state.slice([one], asked)
        line = line_of(held, held.facts[one])
        assert (line.disputed, line.last_evidenced) == (whole.disputed, whole.last_evidenced) == (True, "2018-01-01")
        assert len(line.quotes) + line.more == len(YEARS) and len(line.quotes) == (min(most, 9) if most > 0 else 9)
        assert ("only" in line.certainty) == (most == ALL and voices == ("Nele", "Nele"))
        assert set(held.facts) == ({one, other} if asked.differences and asked.sides else {one})


def test_what_is_left_out_of_a_side_is_counted(tmp_path: Path) -> None:
    state = written(tmp_path, much_said("Nele", "Nele"))
    one = next(iter(state.whole.facts))
    held = state.slice([one], Asked(sides=0))
    sides = dispute_of(held, held.differences[0]).sides
    assert [(len(side.lines), side.more) for side in sides] == [(1, 0), (0, 1)]


@pytest.fixture
def state(folder: Path) -> Opened:
    return opened(folder)


def test_a_slice_of_everything_is_the_whole(state: Opened) -> None:
    held, whole = state.slice(state.whole.facts, Asked(tuple(state.whole.entities), True, True, True)), state.whole
    assert dict(held.facts) == dict(whole.facts) and dict(held.claims) == dict(whole.claims)
    assert dict(held.reports) == dict(whole.reports) and dict(held.entities) == dict(whole.entities)
    assert held.differences == whole.differences and held.lineages == whole.lineages and held.joins == whole.joins
    assert dict(held.mentions) == dict(whole.mentions) and dict(held.entity_of) == dict(whole.entity_of)
    assert held.disputed == whole.disputed and held.derivations == whole.derivations


def test_a_plain_slice_has_no_texts(state: Opened) -> None:
    fact = next(fact for fact in state.whole.facts.values() if fact.predicate == "strength")
    held = state.slice([fact.id])
    assert {report.text for report in held.reports.values()} == {""} and len(held.facts) == 2
    assert set(state.slice([fact.id], Asked(texts=True)).reports) == set(held.reports)
    assert line_of(held, held.facts[fact.id]) == line_of(state.whole, fact)


def test_nothing_is_a_slice_of_nothing(state: Opened) -> None:
    held = state.slice(["0123"], Asked((entity_id("Velia"),)))
    assert not held.facts and not held.claims and list(held.entities) == [entity_id("Velia")]


def test_claims_come_with_the_facts_that_rest_on_them(state: Opened) -> None:
    fact = next(fact for fact in state.whole.facts.values() if len(fact.claims) == 2)
    claim = state.whole.claims[fact.claims[0]]
    held = state.asking(lambda connection: slice_of_claims(connection, {claim.id: claim}))
    assert held.facts_of[claim.id] == state.whole.facts_of[claim.id]
    line = line_of(held, held.facts_of[claim.id][0])
    assert (len(line.quotes), line.more) == (1, 1) and "says" not in line.certainty


def test_a_much_reported_fact_does_not_hide_another(tmp_path: Path) -> None:
    """More ids than SQLite takes values in one statement."""
    state = written(tmp_path, holdings_of([Told("Oru Band", "part_of", "Tarn Guard")], TYPES))
    many = [f"{number:016x}" for number in range(40_000)]
    assert set(state.slice([*many, *state.whole.facts]).facts) == set(state.whole.facts)
    assert state.asking(lambda connection: slice_of(connection, many)).facts == {}
