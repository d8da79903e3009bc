"""Who was tied to whom as of a date, and what of it is left out."""

import pytest

from stemmata.errors import NotFound
from stemmata.model import MentionType, Polarity
from stemmata.ontology import ontology
from stemmata.show.holdings import Holdings
from stemmata.show.networks import Network
from stemmata.show.queries.network import Scope, network, predicates_of, rules
from stemmata.when import Holds, Period
from tests.show.conflict import conflict
from tests.show.sentences import Told, holdings_of

GROUP = MentionType.ARMED_GROUP
TYPES = {
    **dict.fromkeys(("Oru Front", "Tarn Guard", "Vell Wing", "Mill Company", "Far Legion"), GROUP),
    "Lake League": MentionType.COALITION,
    "Velia": MentionType.STATE,
    "Mara Oru": MentionType.PERSON,
}
TOLD = (
    Told("Oru Front", "allied_with", "Tarn Guard", Period.span("2014", "2016")),
    Told("Tarn Guard", "allied_with", "Oru Front", Period.evidenced("2015")),
    Told("Tarn Guard", "opposed_to", "Vell Wing"),
    Told("Vell Wing", "opposed_to", "Far Legion", Period.evidenced("2015-03")),
    Told("Oru Front", "opposed_to", "Tarn Guard", Period.span("2017")),
    Told("Mill Company", "allied_with", "Oru Front", polarity=Polarity.DENIED),
    Told("Oru Front", "allied_with", "ten other brigades"),
    Told("Mara Oru", "allied_with", "Oru Front"),
    Told("Oru Front", "joined", "Lake League", Period.event("2014-02")),
    Told("Oru Front", "left", "Lake League", Period.event("2016-05")),
    Told("Oru Front", "supplied_by", "Velia", Period.evidenced("2015")),
)
EVERY = Scope(("allied", "opposed", "membership", "backing"), steps=2)


@pytest.fixture(scope="module")
def tied() -> Holdings:
    return holdings_of(TOLD, TYPES, against=[(1, 4)])


def ties(answer: Network) -> set[tuple[str, str, str]]:
    names = {actor.who.entity: actor.who.name for actor in answer.actors}
    return {(bond.kind, *sorted((names[bond.one], names[bond.other]))) for bond in answer.bonds}


def test_a_tie_told_from_both_ends_is_one_and_counts_its_lineages(tied: Holdings) -> None:
    answer = network(tied)
    (bond,) = [b for b in answer.bonds if b.kind == "allied" and not b.denied]
    assert (len(bond.lines), bond.lineages, bond.holds, bond.disputed) == (2, 2, None, True)
    assert answer.actors[0].who.name == "Oru Front"


def test_as_of_a_date_a_tie_holds_may_hold_or_is_counted_as_gone(tied: Holdings) -> None:
    held_in = {year: {(b.kind, b.denied): b.holds for b in network(tied, year).bonds} for year in ("2015", "2018")}
    assert held_in["2015"][("allied", False)] is Holds.YES and ("allied", False) not in held_in["2018"]
    assert network(tied, "2015").not_then == 1 and network(tied, "2018").not_then == 1
    assert held_in["2018"][("opposed", False)] is Holds.MAYBE


def test_around_one_group_by_steps(tied: Holdings) -> None:
    near = network(tied, None, "Oru Front")
    assert {actor.who.name: actor.steps for actor in near.actors} == {
        "Oru Front": 0,
        "Tarn Guard": 1,
        "Mill Company": 1,
    }
    assert near.unnamed == 2
    far = {actor.who.name for actor in network(tied, None, "Oru Front", Scope(steps=2)).actors}
    assert "Vell Wing" in far and "Far Legion" not in far


def test_kinds_are_chosen_and_point_the_right_way(tied: Holdings) -> None:
    answer = network(tied, "2015", "Oru Front", EVERY)
    names = {actor.who.entity: actor.who.name for actor in answer.actors}
    told = {(b.kind, names[b.one], b.words, names[b.other]): b.holds for b in answer.bonds}
    assert told[("membership", "Oru Front", "part of", "Lake League")] is Holds.MAYBE
    assert told[("backing", "Velia", "backer of", "Oru Front")] is Holds.YES
    assert "membership" not in {bond.kind for bond in network(tied, "2017", "Oru Front", EVERY).bonds}
    with pytest.raises(NotFound, match="no kind of tie 'love'; have allied"):
        network(tied, scope=Scope(("love",)))


def test_what_is_too_much_is_left_out_and_counted(tied: Holdings) -> None:
    answer = network(tied, scope=Scope(most=2))
    assert [actor.who.name for actor in answer.actors] == ["Oru Front", "Tarn Guard"]
    assert (answer.left_out, answer.bonds_left_out) == (3, 3)


def test_more_ties_than_can_be_read_are_left_out_but_none_stands_without() -> None:
    answer = network(conflict(60), scope=Scope(EVERY.kinds, ties=5))
    ends = {end for bond in answer.bonds for end in (bond.one, bond.other)}
    assert ends == {actor.who.entity for actor in answer.actors}
    assert len(answer.bonds) < 5 + len(answer.actors) and answer.bonds_left_out > 0


def test_a_group_without_ties_stands_alone(tied: Holdings) -> None:
    answer = network(tied, None, "Lake League")
    assert [actor.who.name for actor in answer.actors] == ["Lake League"] and answer.bonds == ()


def test_the_rules_name_predicates_and_types_of_the_ontology() -> None:
    for kind in rules()["kinds"]:
        assert set(predicates_of([kind])) <= set(ontology().predicates)
    for end in ({p: e for s in rules()["shared"] for p, e in s["ends"].items()}, *_kinds()):
        assert set(end) <= set(ontology().predicates) and set(end.values()) <= {"subject", "object", "both"}
        assert all(ontology()[p].symmetric for p, where in end.items() if where == "both")
    assert set(rules()["actors"]) <= set(ontology().types)


def _kinds() -> list[dict[str, str]]:
    return [rule["predicates"] for rule in rules()["kinds"].values()]
