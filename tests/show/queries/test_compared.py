"""One at two dates, two publishers on the same facts."""

from __future__ import annotations

from pathlib import Path

import pytest

from stemmata.model import MentionType
from stemmata.show.answers import Line
from stemmata.show.asof import Window
from stemmata.show.queries import compared
from stemmata.show.queries.compared import at_two_dates, shared_facts
from stemmata.show.queries.lines import holds
from stemmata.show.wording import is_event
from stemmata.when import Holds, Period
from tests.show.conflict import conflict
from tests.show.sentences import Told, entity_id, holdings_of
from tests.show.states import Opened, written

GROUP = MentionType.ARMED_GROUP
TYPES = dict.fromkeys(("Oru Band", "Tarn Guard", "Far Legion", "Lake League"), GROUP)
TOLD = (
    Told("Oru Band", "part_of", "Tarn Guard", Period.span("2011", "2013")),
    Told("Far Legion", "part_of", "Oru Band", Period.span("2014-06")),
    Told("Oru Band", "part_of", "Lake League", Period.span("2010", "2018")),
    Told("Oru Band", "attacked", "Far Legion", Period.event("2012")),
    Told("Oru Band", "active_in", "the hills"),
)


@pytest.fixture(scope="module")
def state(tmp_path_factory: pytest.TempPathFactory) -> Opened:
    return written(tmp_path_factory.mktemp("compared"), holdings_of(TOLD, TYPES))


def others(lines: tuple[Line, ...]) -> list[str]:
    return [line.other.name for line in lines]


def test_what_ended_and_what_began(state: Opened) -> None:
    found = at_two_dates(state, entity_id("Oru Band", {}), (Window.of("2012"), Window.of("2015")))
    assert (others(found.ended), others(found.begun)) == (["Tarn Guard"], ["Far Legion"])
    assert others(found.both) == ["Lake League", "the hills"] and found.begun[0].inverse
    assert (found.first, found.second, found.entity.name, found.left_out) == ("2012", "2015", "Oru Band", 0)


def test_turned_round_it_is_the_same_turned_round(state: Opened) -> None:
    windows = Window.of("2012"), Window.of("2015")
    there, back = (at_two_dates(state, entity_id("Oru Band", {}), pair) for pair in (windows, windows[::-1]))
    assert (there.ended, there.begun, there.both) == (back.begun, back.ended, back.both)


def test_every_state_stands_where_it_held(tmp_path: Path) -> None:
    state, windows = written(tmp_path, conflict(40)), (Window.of("2012-05"), Window.of("2016"))
    for entity in state.index.place:
        found = at_two_dates(state, entity, windows)
        facts = [f for f in state.whole.facts_about.get(entity, ()) if not is_event(f.predicate)]
        held = {f.id: tuple(holds(f, window) is not Holds.NO for window in windows) for f in facts}
        for lines, wanted in ((found.ended, (True, False)), (found.begun, (False, True)), (found.both, (True, True))):
            assert {line.fact for line in lines} == {id_ for id_, when in held.items() if when == wanted}


def test_what_does_not_fit_is_counted(state: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compared, "SHOWN", 1)
    found = at_two_dates(state, entity_id("Oru Band", {}), (Window.of("2012"), Window.of("2015")))
    assert (len(found.both), found.left_out) == (1, 1)


def test_two_lists_share_what_both_have(state: Opened) -> None:
    one, two, three, *_ = state.whole.facts
    shared = shared_facts(state, [one, two], iter([two, three]))
    assert ([line.fact for line in shared.lines], shared.counts) == ([two], (2, 2, 1))
    assert shared_facts(state, [one], [three]).lines == ()
