"""What happened and what held, in the order of time; and how an attitude changed."""

from __future__ import annotations

from stemmata.model import Fact
from stemmata.record.fold import folded
from stemmata.show.answers import Lines
from stemmata.show.holdings import Holdings
from stemmata.show.queries.find import find, named, names_of
from stemmata.show.queries.lines import by_time, line_of


def timeline(held: Holdings, name: str | None = None) -> Lines:
    """Every dated fact, or every one about an entity, as its time may have begun. Raises NotFound."""
    entity = None if name is None else find(held, name)
    facts = held.facts.values() if entity is None else held.facts_about.get(entity.id, ())
    dated = sorted((fact for fact in facts if fact.when.known), key=lambda f: (*by_time(f.when), f.predicate, f.id))
    lines = tuple(line_of(held, fact, entity.id if entity else None) for fact in dated)
    who = named(held, entity.id) if entity else None
    return Lines("timeline" + (f" of {entity.name}" if entity else ""), who, "", lines, by_time=True)


def stance(held: Holdings, name: str, to: str | None = None) -> Lines:
    """The stands that an actor took, in time; `to` narrows to a matter whose name has these words. Raises NotFound."""
    entity = find(held, name)
    facts = [f for f in held.facts_about.get(entity.id, ()) if f.predicate == "stance" and f.subject == entity.id]
    chosen = [fact for fact in facts if to is None or _is_about(held, fact, to)]
    ordered = sorted(chosen, key=lambda f: (*by_time(f.when), f.id))
    question = f"stands of {entity.name}" + (f" on {to}" if to else "")
    lines = tuple(line_of(held, fact, entity.id) for fact in ordered)
    return Lines(question, named(held, entity.id), "", lines, by_time=True)


def _is_about(held: Holdings, fact: Fact, matter: str) -> bool:
    wanted = set(folded(matter).split())
    names = (fact.value or "",) if fact.object is None else names_of(held.entities[fact.object])
    spoken = (claim.object.text for claim in held.claims_of(fact))
    return any(wanted <= set(folded(text).split()) for text in (*names, *spoken))
