"""Whom facts put in a good or a bad light: by side where sources.yml and alliances tell who is on it, else by actor."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from stemmata.model import Fact, Polarity, Publisher
from stemmata.ontology import ontology
from stemmata.record.fold import folded
from stemmata.show.holdings import Holdings
from stemmata.show.profiles import Favour
from stemmata.show.queries.find import names_of
from stemmata.show.wording import rule_of

FOR, AGAINST = "for", "against"
BESIDE = ("allied_with", "part_of", "member_of")  # what puts an actor on the side of another


@dataclass
class _Count:
    entities: set[str] = field(default_factory=set)
    facts: dict[str, set[str]] = field(default_factory=lambda: {FOR: set(), AGAINST: set()})


def favours(held: Holdings, facts: Iterable[Fact], publishers: Sequence[Publisher]) -> tuple[Favour, ...]:
    """For and against, by side or actor, the most spoken of first."""
    sides, actors = side_of(held, publishers), _actors(held)
    found: dict[tuple[str, bool], _Count] = {}
    for fact in facts:
        for entity, name, how in _lights(held, fact, actors):
            side = sides.get(entity, "")
            count = found.setdefault((side or name, bool(side)), _Count())
            count.facts[how].add(fact.id)
            count.entities |= {name} if side else set()
    made = (
        Favour(name, is_side, tuple(sorted(c.entities)), tuple(sorted(c.facts[FOR])), tuple(sorted(c.facts[AGAINST])))
        for (name, is_side), c in found.items()
    )
    return tuple(sorted(made, key=lambda f: (not f.is_side, -len(f.for_) - len(f.against), f.name)))


def _lights(held: Holdings, fact: Fact, actors: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """The actors that a fact puts in a light: their entity ("" where unknown), name, and for or against."""
    ends = {"subject": fact.subject, "object": fact.object}
    for end, how in rule_of(fact.predicate).favours.items():
        light = how if fact.polarity is not Polarity.DENIED else FOR if how == AGAINST else AGAINST
        if end in ends:
            entity = ends[end]
            if entity is not None and _is_actor(held, entity):
                yield entity, held.name(entity), light
        elif end in fact.qualifiers:
            words = str(fact.qualifiers[end])
            meant = actors.get(folded(words), "")
            yield meant, held.name(meant) if meant else words, light


def _is_actor(held: Holdings, entity: str) -> bool:
    known = held.entities.get(entity)
    return known is not None and known.type in ontology().types and ontology().is_a(known.type, "Actor")


def _actors(held: Holdings) -> Mapping[str, str]:
    """Name -> the actor that bears it; "" where several do. A part of a name means nobody: nobody is there to ask."""
    found: dict[str, str] = {}
    for entity in held.entities.values():
        for key in {folded(name) for name in names_of(entity)} if _is_actor(held, entity.id) else ():
            found[key] = "" if found.get(key, entity.id) != entity.id else entity.id
    return found


def side_of(held: Holdings, publishers: Sequence[Publisher]) -> Mapping[str, str]:
    """Entity -> the side of sources.yml that it is, or that it is allied with or a part of; of one side only."""
    actors, sides = _actors(held), {publisher.side for publisher in publishers if publisher.side}
    own = {actors[folded(side)]: side for side in sorted(sides) if actors.get(folded(side))}
    beside: dict[str, set[str]] = {}
    for fact in held.facts.values():
        if fact.predicate not in BESIDE or fact.object is None or fact.polarity is Polarity.DENIED:
            continue
        ends = ((fact.subject, fact.object), (fact.object, fact.subject))
        for one, other in ends if fact.predicate == "allied_with" else ends[:1]:
            if other in own:
                beside.setdefault(one, set()).add(own[other])
    return {entity: next(iter(sides)) for entity, sides in beside.items() if len(sides) == 1} | own
