"""The page of an entity says what its dossier says, as far as it shows it, and counts the rest."""

from __future__ import annotations

from pathlib import Path

import pytest

from stemmata.errors import NotFound
from stemmata.model import Fact, MentionType, Polarity
from stemmata.show.answers import Dossier, Line
from stemmata.show.leaves import Leaf
from stemmata.show.queries.dossier import dossier
from stemmata.show.queries.leaf import ON_A_PAGE, SHOWN, leaf, leaflet
from stemmata.show.queries.lines import by_time
from stemmata.when import Period
from tests.show.conflict import conflict
from tests.show.kin import SAME, TOLD, TYPES
from tests.show.sentences import Told, entity_id, holdings_of
from tests.show.states import Opened, opened, written

DATES = (None, "2012", "2014-05-01", "2016-06", "2030")
GROUP, MANY = MentionType.ARMED_GROUP, 120


@pytest.fixture(scope="module")
def states(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Opened, ...]:
    made = (holdings_of(TOLD, TYPES, SAME, [(8, 11)]), conflict(50))
    return opened(folder), *(written(tmp_path_factory.mktemp("leaf"), held) for held in made)


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Opened:
    """A group of more facts than a page shows, every third of them without a date, every eighth denied."""
    told = [
        Told(
            "Oru Band",
            "attacked",
            f"Mill {at}",
            Period.event(f"{1990 + at % 30}") if at % 3 else Period(),
            polarity=Polarity.ASSERTED if at % 8 else Polarity.DENIED,
        )
        for at in range(MANY)
    ]
    last = (Told("Oru Band", "renamed_to", "Tarn Guard", Period.event("2031")),)
    return written(
        tmp_path_factory.mktemp("large"), holdings_of((*told, *last), {"Oru Band": GROUP, "Tarn Guard": GROUP})
    )


@pytest.mark.parametrize("on", DATES)
def test_a_leaf_says_what_the_dossier_says(states: tuple[Opened, ...], on: str | None) -> None:
    for state in states:
        for entity in state.index.place:
            check(leaf(state, entity, on), dossier(state.whole, entity, on))


def check(found: Leaf, whole: Dossier) -> None:
    assert found.totals == {section.title: len(section.lines) for section in whole.sections}
    shown = {section.title: section.lines for section in found.dossier.sections}
    for section in whole.sections:
        assert len(shown[section.title]) == min(len(section.lines), SHOWN)
        if len(section.lines) <= SHOWN:
            assert tuple(map(said, shown[section.title])) == tuple(map(said, section.lines))
    assert found.dossier.names == whole.names
    assert (found.dossier.reports, found.dossier.lineages) == (whole.reports, whole.lineages)
    assert {d.id for d in found.dossier.disputes} <= {d.id for d in whole.disputes}


def said(line: Line) -> Line:
    assert not line.more
    return line


def test_disputes_without_a_date_are_those_of_the_dossier(states: tuple[Opened, ...]) -> None:
    for state in states:
        for entity in state.index.place:
            found = leaf(state, entity)
            assert found.dossier.disputes == dossier(state.whole, entity).disputes
            assert found.disputed == sum(fact.id in state.whole.disputed for fact in about(state, entity))
            assert found.facts == len(about(state, entity))


def about(state: Opened, entity: str) -> tuple[Fact, ...]:
    return state.whole.facts_about.get(entity, ())


def test_a_leaf_shows_some_and_counts_all(large: Opened) -> None:
    found = leaf(large, entity_id("Oru Band", {}))
    assert found.totals == {"Beginnings and ends": 1, "Events": MANY}
    assert [len(section.lines) for section in found.dossier.sections] == [1, SHOWN]
    assert (found.dossier.reports, found.dossier.lineages, found.facts) == (MANY + 1,) * 3


def test_what_is_denied_is_evidence_of_no_day(large: Opened, tmp_path: Path) -> None:
    found = leaf(large, entity_id("Oru Band", {}))
    assert (found.first, found.last) == ("1991-01-01", "2031-01-01")
    held = holdings_of(
        (
            Told("Oru Band", "active_in", "the hills", Period.evidenced("2014")),
            Told("Oru Band", "active_in", "the marsh", Period.evidenced("2019"), polarity=Polarity.DENIED),
        ),
        {"Oru Band": GROUP},
    )
    found = leaf(written(tmp_path, held), entity_id("Oru Band", {}))
    assert (found.first, found.last) == ("2014-01-01", "2014-01-01")


@pytest.mark.parametrize("on", [None, "2005"])
def test_leafing_through_a_section_meets_every_fact_once(large: Opened, on: str | None) -> None:
    entity = entity_id("Oru Band", {})
    first = leaflet(large, entity, "Events", 1, on)
    pages = [leaflet(large, entity, "Events", page, on) for page in range(1, first.pages + 1)]
    lines = [line for page in pages for line in page.section.lines]
    whole = next(section for section in dossier(large.whole, entity, on).sections if section.title == "Events")
    assert {line.fact for line in lines} == {line.fact for line in whole.lines} and len(lines) == len(whole.lines)
    assert [by_time(line.when) for line in lines] == sorted(by_time(line.when) for line in lines)
    assert all(len(page.section.lines) == ON_A_PAGE for page in pages[:-1]) and first.total == len(lines)


def test_a_rename_into_another_has_its_page(large: Opened) -> None:
    for name in ("Oru Band", "Tarn Guard"):
        page = leaflet(large, entity_id(name, {}), "Beginnings and ends")
        assert (page.total, [line.predicate for line in page.section.lines]) == (1, ["renamed_to"])


@pytest.mark.parametrize(("title", "page"), [("Events", 0), ("Events", 4), ("Events", -1), ("Arms", 1), ("", 1)])
def test_there_is_no_such_page(large: Opened, title: str, page: int) -> None:
    with pytest.raises(NotFound, match=r"no (page|facts)"):
        leaflet(large, entity_id("Oru Band", {}), title, page)


def test_nobody_has_no_leaf(large: Opened) -> None:
    with pytest.raises(NotFound, match="no entity 'nobody'"):
        leaf(large, "nobody")
