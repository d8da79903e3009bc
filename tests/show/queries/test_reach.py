"""The network from an index alone is the network from the whole record; and the facts that ties and chains need."""

import random
from dataclasses import replace

import numpy as np
import pytest

from stemmata.model import DifferenceKind, MentionType, Polarity
from stemmata.record.columns import EntityRow
from stemmata.show.holdings import Holdings
from stemmata.show.index import EVER, NEVER, Index
from stemmata.show.networks import Network
from stemmata.show.queries.command import chain_of_command
from stemmata.show.queries.network import Scope, network
from stemmata.show.queries.reach import facts_for_command, facts_for_ties, network_of
from stemmata.show.queries.ties import ties_between
from stemmata.when import Period
from tests.show.sentences import Told, holdings_of

EVERY = ("allied", "opposed", "membership", "backing")
KINDS = (
    *("allied_with", "opposed_to", "part_of", "member_of", "joined", "left", "formed_by", "merged_into", "split_from"),
    *("supplied_by", "funded_by", "trained_by", "attacked", "holds_post"),
)
NAMES = [f"Band {at}" for at in range(14)]
TYPES = {
    **dict.fromkeys(NAMES, MentionType.ARMED_GROUP),
    "Lake League": MentionType.COALITION,
    "Velia": MentionType.STATE,
    "Mara Oru": MentionType.PERSON,
}


def conflict() -> Holdings:
    """Statements of every kind and date, some denied, some disputed."""
    chance = random.Random(7)
    told = []
    for _ in range(220):
        one, other = chance.sample(list(TYPES), 2)
        year = chance.randint(2011, 2018)
        when = chance.choice(
            (
                Period(),
                Period.event(f"{year}"),
                Period.evidenced(f"{year}-0{chance.randint(1, 9)}"),
                Period.span(f"{year}"),
                Period.span(f"{year}", f"{year + 2}"),
                Period.span(finish=f"{year}-06"),
            )
        )
        polarity = Polarity.DENIED if chance.random() < 0.15 else Polarity.ASSERTED
        told.append(Told(one, chance.choice(KINDS), other, when, polarity=polarity))
    told.append(Told("Band 1", "allied_with", "ten other bands"))
    return holdings_of(told, TYPES, against=[(at, at + 1) for at in range(0, 60, 7)])


def index_over(held: Holdings) -> Index:
    """The index that a record of these holdings would have."""
    entities = [EntityRow(entity.id, entity.type, entity.name) for entity in held.entities.values()]
    place = {entity.id: at for at, entity in enumerate(entities)}
    facts = list(held.facts.values())
    predicates = sorted({fact.predicate for fact in facts})
    days = [[(b.earliest, b.latest) for b in (fact.when.start, fact.when.end)] for fact in facts]
    bounds = [[(a.toordinal() if a else EVER, b.toordinal() if b else NEVER) for a, b in pair] for pair in days]
    contradicted = {
        f for d in held.differences if d.kind is DifferenceKind.CONTRADICTION for s in d.sides for f in s.facts
    }
    return Index(
        facts=[fact.id for fact in facts],
        entities=entities,
        predicates=predicates,
        predicate=np.array([predicates.index(fact.predicate) for fact in facts], np.int16),
        subject=np.array([place[fact.subject] for fact in facts], np.int32),
        object=np.array([-1 if fact.object is None else place[fact.object] for fact in facts], np.int32),
        start=np.array([pair[0] for pair in bounds], np.int32),
        end=np.array([pair[1] for pair in bounds], np.int32),
        denied=np.array([fact.polarity is Polarity.DENIED for fact in facts], bool),
        disputed=np.array([fact.id in contradicted for fact in facts], bool),
        confidence=np.array([fact.confidence for fact in facts], np.float32),
        reports=np.array([len(fact.reports) for fact in facts], np.int32),
        lineages=np.array([len(fact.lineages) for fact in facts], np.int32),
    )


def without_words(answer: Network) -> dict[object, object]:
    """A network by its ties, without lines, and without the numbers that an index can only bound."""
    ties = {
        (b.kind, *_ends(b.kind, b.one, b.other)): (b.holds, b.denied, b.disputed, set(b.facts)) for b in answer.bonds
    }
    actors = {actor.who.name: actor.steps for actor in answer.actors}
    return {"ties": ties, "actors": actors, "not_then": answer.not_then, "unnamed": answer.unnamed, "on": answer.on}


def _ends(kind: str, one: str, other: str) -> tuple[str, ...]:
    return tuple(sorted((one, other))) if kind in ("allied", "opposed") else (one, other)


@pytest.fixture(scope="module")
def held() -> Holdings:
    return conflict()


@pytest.mark.parametrize("on", [None, "2012", "2015-03", "2015-03-02", "2019"])
@pytest.mark.parametrize(("name", "steps"), [(None, 1), ("Band 3", 1), ("Velia", 2)])
def test_the_index_answers_as_the_whole_record_does(
    held: Holdings, on: str | None, name: str | None, steps: int
) -> None:
    scope = Scope(EVERY, steps, ties=1000)
    entity = next((e.id for e in held.entities.values() if e.name == name), None)
    assert without_words(network_of(index_over(held), on, entity, scope)) == without_words(
        network(held, on, name, scope)
    )


def test_more_ties_than_can_be_read_are_left_out_but_none_stands_without(held: Holdings) -> None:
    for answer in (
        network(held, None, None, Scope(EVERY, ties=5)),
        network_of(index_over(held), scope=Scope(EVERY, ties=5)),
    ):
        tied = {end for bond in answer.bonds for end in (bond.one, bond.other)}
        assert tied == {actor.who.entity for actor in answer.actors} and len(answer.bonds) < 20
        assert answer.bonds_left_out > 50


def test_who_has_no_name_of_its_own_is_no_actor(held: Holdings) -> None:
    band = next(e.id for e in held.entities.values() if e.name == "Band 3")
    assert band not in {actor.who.entity for actor in network_of(index_over(held), nameless={band}).actors}


def test_the_facts_for_a_chain_and_for_ties_are_all_that_they_need(held: Holdings) -> None:
    index = index_over(held)
    ids = {entity.name: entity.id for entity in held.entities.values()}
    part = _part(held, facts_for_command(index, ids["Band 3"], "2015"))
    whole, less = (chain_of_command(each, "Band 3", "2015") for each in (held, part))
    assert [unit.who for unit in whole.units] == [unit.who for unit in less.units] and len(part.facts) < len(held.facts)
    for most in (1000, 60):
        part = _part(held, facts_for_ties(index, ids["Band 3"], ids["Band 5"], most))
        assert ties_between(part, "Band 3", "Band 5") == ties_between(held, "Band 3", "Band 5")


def _part(held: Holdings, facts: list[str]) -> Holdings:
    """These facts, and what the other sides of their disputes say, as a slice of a record has them."""
    over = [side for fact in facts for d in held.disputes_over.get(fact, ()) for side in d.sides]
    wanted = {*facts, *(fact for side in over for fact in side.facts)}
    return replace(held, facts={id_: fact for id_, fact in held.facts.items() if id_ in wanted})
