"""A name -> entities that it may mean, by the same comparison that joins names when a record is built."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from stemmata.model import Entity
from stemmata.names.compare import GroupName, Person, compare, group, person
from stemmata.names.compare.scoring import Comparison
from stemmata.ontology import ontology
from stemmata.record import parts
from stemmata.record.fold import folded
from stemmata.show.queries.find import names_of
from stemmata.show.queries.finding import Question
from stemmata.show.web.answers.search import searched
from stemmata.show.web.api.reconcile.asked import Query
from stemmata.show.web.api.reconcile.properties import values_of
from stemmata.show.web.room import State
from stemmata.show.wording import counted, kind_of

SAME, DIFFERENT = "same", "different"


@dataclass(frozen=True, slots=True)
class Type:
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Feature:
    """What speaks for or against a candidate."""

    id: str
    value: bool | float


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entity that a name may mean. `match`: the comparison says "same" of it, and nothing else is near."""

    id: str
    name: str
    description: str
    type: tuple[Type, ...]
    score: float  # of 100
    match: bool
    features: tuple[Feature, ...]


@dataclass(frozen=True, slots=True)
class Candidates:
    result: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class _Near:
    """An entity, the name of it that is nearest to what was asked for, and what else was asked for."""

    entity: Entity
    facts: int
    likeness: Comparison
    spelled_so: bool
    of_type: bool
    known: Mapping[str, bool]

    @property
    def is_same(self) -> bool:
        return self.likeness.verdict == SAME or (self.spelled_so and not self.likeness.barred)


def candidates(state: State, query: Query) -> Candidates:
    """The entities that a name may mean, the likeliest first."""
    if not query.query.strip():
        return Candidates(())
    found = searched(state, Question(query.query.strip(), "names"))
    entities = state.asking(lambda connection: parts.entities(connection, [each.id for each in found.names]))
    near = [_near(state, entities[each.id], each.facts, query) for each in found.names if each.id in entities]
    kept = [one for one in near if one.of_type or query.type_strict == "should"]
    ranked = sorted(kept, key=lambda n: (not n.of_type, not n.spelled_so, -n.likeness.score, -n.facts, n.entity.id))
    sure = _sure(ranked) if found.pages == 1 else None
    return Candidates(tuple(_candidate(one, one is sure) for one in ranked[: query.limit]))


def _sure(ranked: Iterable[_Near]) -> _Near | None:
    """The one that is meant; None where another may be. What is not of the type that was asked for is no other."""
    near = [one for one in ranked if one.of_type and (one.spelled_so or one.likeness.verdict != DIFFERENT)]
    return near[0] if len(near) == 1 and near[0].is_same and all(near[0].known.values()) else None


def _near(state: State, entity: Entity, facts: int, query: Query) -> _Near:
    ready = _person if entity.type == "Person" else _group
    asked = ready(query.query)
    names = names_of(entity)
    return _Near(
        entity,
        facts,
        max((compare(asked, ready(name)) for name in names), key=lambda found: found.score),
        folded(query.query) in {folded(name) for name in names},
        _is_of(entity.type, query),
        {known.pid: bool(known.values() & values_of(state, entity, known.pid)) for known in query.properties},
    )


def _is_of(type_: str, query: Query) -> bool:
    known = ontology()
    fits = [type_ in known.types and wanted in known.types and known.is_a(type_, wanted) for wanted in query.types]
    return not fits or (all(fits) if query.type_strict == "all" else any(fits))


def _candidate(near: _Near, is_match: bool) -> Candidate:
    features = [
        Feature("name_likeness", round(near.likeness.score, 4)),
        Feature("spelled_so", near.spelled_so),
        Feature("of_type", near.of_type),
        *(Feature(pid, value) for pid, value in near.known.items()),
    ]
    entity = near.entity
    return Candidate(
        entity.id,
        entity.name,
        f"{kind_of(entity.type)}; {counted(near.facts, 'fact')}; {', '.join(near.likeness.reasons[:3])}",
        types_of(entity.type),
        round(100 * near.likeness.score, 1),
        is_match,
        tuple(features),
    )


def types_of(type_: str) -> tuple[Type, ...]:
    """A type and the broader ones, the narrowest first."""
    known = ontology()
    return tuple(Type(name, kind_of(name)) for name in (known.lineage(type_) if type_ in known.types else (type_,)))


def _person(text: str) -> GroupName | Person:
    return person(text)


def _group(text: str) -> GroupName | Person:
    return group(text)
