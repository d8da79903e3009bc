"""The columns of a record answer as the questions do that read every fact."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stemmata.model import MentionType, Polarity
from stemmata.ontology import ontology
from stemmata.show.asof import Window, evidenced_on
from stemmata.show.index import HOLDS
from stemmata.show.queries.lines import by_time, holds
from stemmata.when import UNKNOWN, Bounds, Period
from tests.show.conflict import conflict
from tests.show.sentences import Told, holdings_of
from tests.show.states import Opened, written

FIRST = date(2010, 1, 1)
PREDICATES = ("holds_post", "attacked", "part_of", "renamed_to", "dissolved", "strength")
TYPES = {"Oru Band": MentionType.ARMED_GROUP, "Tarn Guard": MentionType.ARMED_GROUP}
DAYS = st.one_of(st.none(), st.integers(0, 40).map(lambda day: FIRST + timedelta(days=day)))


@st.composite
def bounds(draw: st.DrawFn) -> Bounds:
    earliest, latest = draw(DAYS), draw(DAYS)
    if earliest and latest and latest < earliest:
        earliest, latest = latest, earliest
    return Bounds(earliest, latest)


PERIODS = st.builds(lambda start, end: Period(start=start, end=end), bounds(), bounds())
WINDOWS = st.builds(
    lambda at, days: Window(FIRST + timedelta(days=at), FIRST + timedelta(days=at + days), "then"),
    st.integers(0, 40),
    st.integers(0, 20),
)


def record_of(folder: str, told: Iterable[tuple[str, Period]]) -> Opened:
    """One fact for each: numbers tell those apart that say the same."""
    sentences = [Told("Oru Band", what, f"thing {at}", when) for at, (what, when) in enumerate(told)]
    return written(Path(folder), holdings_of(sentences, TYPES))


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(PREDICATES), PERIODS), max_size=40), st.lists(WINDOWS, min_size=1, max_size=8)
)
def test_columns_hold_as_facts_do(told: list[tuple[str, Period]], windows: Sequence[Window]) -> None:
    with TemporaryDirectory() as folder:
        state = record_of(folder, told)
        facts, rows = list(state.whole.facts.values()), np.arange(len(told))
        assert [fact.id for fact in facts] == state.index.ids(rows)
        for window in windows:
            assert state.index.holds(rows, window).tolist() == [HOLDS[holds(fact, window)] for fact in facts]
        ordered = [fact.id for fact in sorted(facts, key=lambda fact: by_time(fact.when))]
        assert state.index.ids(state.index.by_time(rows)) == ordered


@pytest.mark.parametrize("day", ["0001", "9999-12", "2012-02-29"])
def test_the_ends_of_the_calendar(day: str, tmp_path: Path) -> None:
    told = [("part_of", Period.span(day)), ("attacked", Period.event(day)), ("part_of", Period.evidenced(day))]
    state, window = record_of(str(tmp_path), [*told, ("part_of", UNKNOWN)]), Window.of(day)
    expected = [HOLDS[holds(fact, window)] for fact in state.whole.facts.values()]
    assert state.index.holds(np.arange(4), window).tolist() == expected


@pytest.fixture(scope="module")
def state(tmp_path_factory: pytest.TempPathFactory) -> Opened:
    return written(tmp_path_factory.mktemp("conflict"), conflict(60))


def test_an_index_knows_whom_facts_are_about(state: Opened) -> None:
    held, index = state.whole, state.index
    assert index.about("nobody").size == 0
    for at, entity in enumerate(index.entities):
        about = {fact.id for fact in held.facts_about.get(entity.id, ())}
        assert set(index.ids(index.about(entity.id))) == about and index.weight[at] == len(about)


def test_columns_say_what_facts_say(state: Opened) -> None:
    held, index = state.whole, state.index
    assert index.ids(np.flatnonzero(index.disputed)) == [id_ for id_ in held.facts if id_ in held.disputed]
    denied = [fact.id for fact in held.facts.values() if fact.polarity is Polarity.DENIED]
    assert denied and index.ids(np.flatnonzero(index.denied)) == denied
    assert index.reports.tolist() == [len(fact.reports) for fact in held.facts.values()]
    assert index.lineages.tolist() == [len(fact.lineages) for fact in held.facts.values()]
    tied = [fact.id for fact in held.facts.values() if fact.predicate in ("joined", "left")]
    assert index.ids(index.of(name for name in ("joined", "left", "unheard_of"))) == tied
    events = [fact.id for fact in held.facts.values() if ontology()[fact.predicate].aspect == "event"]
    assert index.ids(np.flatnonzero(index.is_event)) == events


def test_the_days_of_a_record(state: Opened) -> None:
    told = [fact.when for fact in state.whole.facts.values()]
    assert state.index.last_evidenced() == max(day for period in told if (day := evidenced_on(period)))
    assert state.index.first_evidenced() == min(p.start.earliest for p in told if p.start.earliest)


def test_an_empty_record_has_an_index(tmp_path: Path) -> None:
    index = written(tmp_path, holdings_of([], {})).index
    rows = np.arange(0)
    assert index.holds(rows, Window.of("2012")).tolist() == [] == index.ids(index.best(index.by_time(rows)))
    assert index.is_event.tolist() == [] == index.of(["attacked"]).tolist()
    assert index.last_evidenced() is None and index.first_evidenced() is None


def test_the_best_supported_come_first(state: Opened) -> None:
    rows = state.index.best(np.arange(len(state.index.facts)))
    support = [(f.lineages, f.reports, f.confidence) for f in (state.whole.facts[i] for i in state.index.ids(rows))]
    keys = [(-len(lineages), -len(reports), -confidence) for lineages, reports, confidence in support]
    assert keys == sorted(keys)
