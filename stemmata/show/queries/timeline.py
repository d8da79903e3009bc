"""What happened and what held, in the order of time; and how an attitude changed."""

from __future__ import annotations

from stemmata.model import Fact
from stemmata.record.fold import folded
from stemmata.show.answers import Lines
from stemmata.show.asof import Window
from stemmata.show.holdings import Holdings
from stemmata.show.queries.find import find, named, names_of
from stemmata.show.queries.lines import by_time, line_of
from stemmata.when import Holds


def timeline(held: Holdings, name: str | None = None, on: str | None = None) -> Lines:
    """Every dated fact, or every one about an entity, as its time may have begun. Raises NotFound, InvalidDate.

    With a date: what may have happened or begun by then.
    """
    entity, window = None if name is None else find(held, name), None if on is None else Window.of(on)
    facts = held.facts.values() if entity is None else held.facts_about.get(entity.id, ())
    told = [fact for fact in facts if fact.when.known and _by(window, fact)]
    dated = sorted(told, key=lambda f: (*by_time(f.when), f.predicate, f.id))
    lines = tuple(line_of(held, fact, entity.id if entity else None, window) for fact in dated)
    who = named(held, entity.id) if entity else None
    return Lines("timeline" + (f" of {entity.name}" if entity else ""), who, _words(window), lines, by_time=True)


def _by(window: Window | None, fact: Fact) -> bool:
    return window is None or window.reached(fact.when) is not Holds.NO


def _words(window: Window | None) -> str:
    return "" if window is None else window.words


def stance(held: Holdings, name: str, to: str | None = None, on: str | None = None) -> Lines:
    """The stands that an actor took, in time; `to` narrows to a matter whose name has these words.

    With a date: those that it may have taken by then. Raises NotFound, InvalidDate.
    """
    entity, window = find(held, name), None if on is None else Window.of(on)
    facts = [f for f in held.facts_about.get(entity.id, ()) if f.predicate == "stance" and f.subject == entity.id]
    chosen = [fact for fact in facts if _by(window, fact) and (to is None or _is_about(held, fact, to))]
    ordered = sorted(chosen, key=lambda f: (*by_time(f.when), f.id))
    question = f"stands of {entity.name}" + (f" on {to}" if to else "")
    lines = tuple(line_of(held, fact, entity.id, window) for fact in ordered)
    return Lines(question, named(held, entity.id), _words(window), lines, by_time=True)


def _is_about(held: Holdings, fact: Fact, matter: str) -> bool:
    wanted = set(folded(matter).split())
    names = (fact.value or "",) if fact.object is None else names_of(held.entities[fact.object])
    spoken = (claim.object.text for claim in held.claims_of(fact))
    return any(wanted <= set(folded(text).split()) for text in (*names, *spoken))
