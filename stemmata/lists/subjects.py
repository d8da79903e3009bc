"""Entities of a record as entries of a list are held against them: names, when they lived, where they belong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from stemmata.lists.words import place_of
from stemmata.model import Entity, Fact, Polarity

GROUPS = ("ArmedGroup", "Coalition", "StateForce", "Organization")
ARMED = frozenset({"ArmedGroup", "Coalition", "StateForce"})
PERSON = "Person"
# What ties an entity to the place or state that it is at home in; to others it has dealings.
_HOME = frozenset({"active_in", "controls", "headquartered_at", "located_in", "part_of", "member_of", "holds_post"})
# Ties to those who back or judge it from elsewhere.
_FOREIGN = frozenset({"supplied_by", "funded_by", "trained_by", "allied_with", "designated_by", "stance"})
_IN = frozenset({"holds_post", "member_of", "part_of", "joined"})  # ties to a group that an entity belongs to
_FORMED = "formed"


@dataclass(frozen=True, slots=True)
class Subject:
    """An entity that entries may stand for. What no report says is empty."""

    id: str
    type: str
    name: str
    names: tuple[str, ...]
    first: date | None = None  # the first and the last day that something dated is told of it
    last: date | None = None
    formed: date | None = None
    home: frozenset[str] = frozenset()  # places and states, as words.place_of writes them
    places: frozenset[str] = frozenset()  # those, and others that it is told of with, backers left out
    groups: tuple[str, ...] = ()  # names of what it belongs to

    @property
    def is_person(self) -> bool:
        return self.type == PERSON


def subjects(entities: Iterable[Entity], facts: Iterable[Fact]) -> tuple[Subject, ...]:
    """The groups and persons among some entities that have a name, with what the facts tell of them."""
    known = {entity.id: entity for entity in entities}
    told: dict[str, list[Fact]] = {}
    for fact in facts:
        if fact.polarity is not Polarity.DENIED:
            for end in {fact.subject, fact.object or fact.subject}:
                told.setdefault(end, []).append(fact)
    wanted = (entity for entity in known.values() if entity.type in (*GROUPS, PERSON))
    made = (_subject(entity, told.get(entity.id, ()), known) for entity in wanted)
    return tuple(sorted((subject for subject in made if subject.names), key=lambda s: s.id))


def _subject(entity: Entity, facts: Sequence[Fact], known: dict[str, Entity]) -> Subject:
    named = (name.text for name in sorted(entity.names, key=lambda n: n.kind != "main") if name.kind != "description")
    firsts = [day for f in facts if (day := f.when.start.earliest or f.when.end.earliest) is not None]
    lasts = [day for f in facts if (day := f.when.end.latest or f.when.start.latest) is not None]
    begun = [f.when.start.earliest for f in facts if f.predicate == _FORMED and f.subject == entity.id]
    return Subject(
        id=entity.id,
        type=entity.type,
        name=entity.name,
        names=tuple(dict.fromkeys(named)),
        first=min(firsts, default=None),
        last=max((*lasts, *firsts), default=None),
        formed=next((day for day in begun if day is not None), None),
        home=frozenset(_places(entity, (f for f in facts if f.predicate in _HOME), known)),
        places=frozenset(_places(entity, (f for f in facts if f.predicate not in _FOREIGN), known)),
        groups=tuple(_groups(entity, facts, known)),
    )


def _places(entity: Entity, facts: Iterable[Fact], known: dict[str, Entity]) -> Iterator[str]:
    for fact in facts:
        other = known.get((fact.object if fact.subject == entity.id else fact.subject) or "")
        if other is not None and other.type in ("State", "Place"):
            yield from (place_of(name.text) for name in other.names if name.kind != "description")
        elif other is None and fact.value is not None and fact.predicate in _HOME:
            yield place_of(fact.value)


def _groups(entity: Entity, facts: Iterable[Fact], known: dict[str, Entity]) -> Iterator[str]:
    for fact in facts:
        other = known.get(fact.object or "")
        if fact.predicate in _IN and fact.subject == entity.id and other is not None:
            yield from (name.text for name in other.names if name.kind != "description")
