"""A selection from a record that is small tells what the whole tells; from one that is not, no more than fits."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from stemmata.model import MentionType
from stemmata.show.asof import Window
from stemmata.show.networks import Network
from stemmata.show.queries import selection
from stemmata.show.queries.command import chain_of_command, rules
from stemmata.show.queries.family import family, family_in
from stemmata.show.queries.network import Scope, network
from stemmata.show.queries.selection import chain_rows, dated_rows, family_rows, placed_rows, ties_rows
from stemmata.show.queries.timeline import timeline
from stemmata.show.slices import Asked
from stemmata.when import Period
from tests.show.conflict import conflict
from tests.show.kin import SAME, TOLD, TYPES
from tests.show.sentences import Told, entity_id, holdings_of
from tests.show.states import Opened, written

LIGHT = Asked(claims=4, differences=0)
EVERY = Scope(("allied", "opposed", "membership", "backing"))


@pytest.fixture(scope="module")
def states(tmp_path_factory: pytest.TempPathFactory) -> tuple[Opened, ...]:
    made = (holdings_of(TOLD, TYPES, SAME, [(8, 11)]), conflict(60))
    return tuple(written(tmp_path_factory.mktemp("selection"), held) for held in made)


def groups(state: Opened) -> list[str]:
    return [e.id for e in state.index.entities if e.type in ("ArmedGroup", "Coalition")][:12]


@pytest.mark.parametrize("on", [None, "2015-03"])
def test_a_family_tree_of_a_selection_is_that_of_the_whole(states: tuple[Opened, ...], on: str | None) -> None:
    for state in states:
        for entity in (None, *groups(state)):
            steps = None if entity is None else 3
            part, chosen = family_in(state, entity, on, steps, LIGHT)
            whole = family(state.whole, entity, on, steps)
            assert part.ancestry.ties == whole.ancestry.ties
            assert {n.id: n for n in part.ancestry.nodes} == {n.id: n for n in whole.ancestry.nodes}
            assert (part.names, part.strengths, part.beyond) == (whole.names, whole.strengths, whole.beyond)
            assert (chosen.actors_left_out, chosen.facts_left_out) == (0, 0)


@pytest.mark.parametrize("on", [None, "2015-03", "2019"])
@pytest.mark.parametrize("scope", [Scope(), EVERY, Scope(steps=2), replace(EVERY, steps=2)])
def test_a_network_of_a_selection_is_that_of_the_whole(
    states: tuple[Opened, ...], on: str | None, scope: Scope
) -> None:
    window = None if on is None else Window.of(on)
    for state in states:
        for entity in (None, *groups(state)):
            rows = ties_rows(state.index, scope, entity, window).rows
            part = network(
                state.slice(state.index.ids(rows), replace(LIGHT, entities=(entity,) if entity else ())),
                on,
                entity,
                scope,
            )
            whole = network(state.whole, on, entity, scope)
            assert _drawn(part) == _drawn(whole)


def _drawn(answer: Network) -> Network:
    """Without the counts of what is in no network: a selection leaves out what they count."""
    return replace(answer, not_then=0, unnamed=0)


def test_a_timeline_of_a_selection_is_that_of_the_whole(states: tuple[Opened, ...]) -> None:
    for state in states:
        for entity, on in ((None, None), (groups(state)[0], None), (None, "2014")):
            chosen = dated_rows(state.index, entity, 9_999, None if on is None else Window.of(on))
            part = timeline(state.slice(state.index.ids(chosen.rows), LIGHT), entity, on)
            assert part == timeline(state.whole, entity, on) and chosen.facts_left_out == 0
            few = dated_rows(state.index, entity, 3, None)
            assert len(few.rows) == 3 and few.facts_left_out == len(timeline(state.whole, entity).lines) - 3


def test_a_chain_of_command_takes_in_no_stranger(tmp_path: Path) -> None:
    """A tie to a bare value ties nobody to whatever else has a bare value."""
    types = dict.fromkeys(("Oru Band", "Tarn Guard", "Far Legion"), MentionType.ARMED_GROUP)
    types |= {"Mara Oru": MentionType.PERSON, "Tomas Vell": MentionType.PERSON}
    told = (
        Told("Oru Band", "part_of", "Tarn Guard", Period.evidenced("2014")),
        Told("Oru Band", "part_of", "the army", Period.evidenced("2014")),
        Told("Mara Oru", "holds_post", "Oru Band", Period.span("2014"), {"role": "commander"}),
        Told("Tomas Vell", "holds_post", "some unit", Period.span("2014"), {"role": "commander"}),
        Told("Far Legion", "part_of", "the army", Period.evidenced("2014")),
    )
    state = written(tmp_path, holdings_of(told, types))
    oru = entity_id("Oru Band", {})
    rows = chain_rows(state.index, "holds_post", oru, 3).rows
    part = state.slice(state.index.ids(rows), LIGHT)
    assert "Tomas Vell" not in {entity.name for entity in part.entities.values()}
    assert chain_of_command(part, oru) == chain_of_command(state.whole, oru)


def test_a_chain_of_a_selection_is_that_of_the_whole(states: tuple[Opened, ...]) -> None:
    steps = max(rules()["up"], rules()["down"])
    for state in states:
        for entity in groups(state):
            rows = chain_rows(state.index, "holds_post", entity, steps).rows
            part = state.slice(state.index.ids(rows), replace(LIGHT, entities=(entity,)))
            assert chain_of_command(part, entity) == chain_of_command(state.whole, entity)


def test_what_does_not_fit_is_left_out_and_counted(states: tuple[Opened, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    index = states[1].index
    tied = family_rows(index, None)
    monkeypatch.setattr(selection, "GROUPS", 10)
    few = family_rows(index, None)
    assert {int(index.subject[row]) for row in few.rows} <= {*few.groups.tolist()} and len(few.groups) == 10
    assert few.actors_left_out > 0 and len(few.rows) < len(tied.rows)
    drawn, _ = family_in(states[1])
    assert {node.id for node in drawn.ancestry.nodes} <= {index.entities[group].id for group in few.groups.tolist()}
    assert family_rows(index, None).rows.tolist() == few.rows.tolist()
    assert placed_rows(index, ["active_in"], 5, None).rows.tolist() == index.best(index.of(["active_in"]))[:5].tolist()


def test_a_life_keeps_its_bounds_whatever_else_is_told(tmp_path: Path) -> None:
    """What names or designates a group long after shows nothing of its life, and must not displace what does."""
    types = {"Oru Band": MentionType.ARMED_GROUP, "Tarn Guard": MentionType.ARMED_GROUP, "Velia": MentionType.STATE}
    told = (
        Told("Oru Band", "split_from", "Tarn Guard", Period.event("2012")),
        Told("Oru Band", "active_in", "the hills", Period.evidenced("2016")),
        Told("Oru Band", "active_in", "the marsh", Period.evidenced("2013")),
        Told("Oru Band", "designated_by", "Velia", Period.span("2025")),
        *(Told("Oru Band", "alias", f"Band {at}", Period.evidenced("2014")) for at in range(40)),
    )
    state = written(tmp_path, holdings_of(told, types))
    part, _ = family_in(state)
    whole = family(state.whole)
    assert {n.id: n.life for n in part.ancestry.nodes} == {n.id: n.life for n in whole.ancestry.nodes}


def test_facts_of_no_lineage_are_ties_too(tmp_path: Path) -> None:
    held = holdings_of(TOLD, TYPES, SAME)
    bare = {id_: replace(fact, lineages=()) for id_, fact in held.facts.items()}
    state = written(tmp_path, replace(held, facts=bare))
    assert family_rows(state.index, entity_id("Oru Front", SAME)).rows.size
    assert np.array_equal(family_rows(state.index, None).rows, np.unique(family_rows(state.index, None).rows))
