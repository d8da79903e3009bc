from __future__ import annotations

import yaml

from stemmata.model import MentionType
from stemmata.show.queries.family import RULES, counts_people, family
from stemmata.when import Period
from tests.show.kin import SAME, TOLD, TYPES
from tests.show.sentences import Told, entity_id, holdings_of


def test_a_strength_is_a_count_of_people() -> None:
    rules = yaml.safe_load(RULES.read_text("utf-8"))
    assert [unit for unit in rules["counts"] if not counts_people(unit)] == []
    assert [unit for unit in rules["counts_not"] if counts_people(unit)] == []


def test_names_in_turn_with_the_fact_that_tells_of_the_change() -> None:
    held = holdings_of(TOLD, TYPES, SAME)
    (turns,) = family(held).names.values()
    assert [turn.text for turn in turns] == ["Oru Band", "Oru Front"]
    assert str(turns[1].taken.earliest) == "2013-02-01" and turns[1].fact in held.facts


def test_groups_that_nothing_ties_are_listed_with_their_lives() -> None:
    told = Told("Hill Band", "formed", "2012", Period.event("2012"))
    held = holdings_of([*TOLD, told], {**TYPES, "Hill Band": MentionType.ARMED_GROUP}, SAME)
    (loose,) = family(held).loose
    assert loose.entity.name == "Hill Band" and loose.life.begin_stated
    assert family(held, on="2010").loose == () and family(held, "Oru Front").loose == ()


def test_steps_keep_what_is_near_and_count_what_is_cut() -> None:
    held = holdings_of(TOLD, TYPES, SAME)
    near = family(held, "Mill Company", steps=1)
    assert {node.name for node in near.ancestry.nodes} == {"Mill Company", "Lake League"}
    assert near.beyond == {entity_id("Lake League", {}): 1}
    assert family(held, "Mill Company").beyond == {}
