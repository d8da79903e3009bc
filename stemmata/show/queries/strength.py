"""How strong a group was said to be: every statement with who made it, when, and between which numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stemmata.model import Fact
from stemmata.show.asof import Window
from stemmata.show.holdings import Holdings
from stemmata.show.queries.find import find, named
from stemmata.show.queries.lines import by_time, line_of
from stemmata.show.strengths import Count, Strengths
from stemmata.show.wording import publisher
from stemmata.when import Holds

STRENGTH = "strength"
_NUMBER = re.compile(r"\d[\d,.\s\u00a0\u202f]*")


def strength(held: Holdings, name: str, on: str | None = None) -> Strengths:
    """Every number given for a group; on a date those that may speak of it. Raises NotFound, InvalidDate."""
    entity, window = find(held, name), None if on is None else Window.of(on)
    facts = [f for f in held.facts_about.get(entity.id, ()) if f.predicate == STRENGTH and f.subject == entity.id]
    counts = (_count(held, fact, window) for fact in facts)
    kept = tuple(sorted((count for count in counts if count.line.holds is not Holds.NO), key=_order))
    return Strengths(named(held, entity.id), window.words if window else "", kept)


def _order(count: Count) -> tuple[str, str, float, float, str]:
    return (*by_time(count.line.when), count.least or 0.0, count.most or 0.0, count.line.fact)


def _count(held: Holdings, fact: Fact, window: Window | None) -> Count:
    least, most = _range(fact)
    return Count(
        line=line_of(held, fact, fact.subject, window),
        who=tuple(dict.fromkeys(_sayers(held, fact))),
        unit=str(fact.qualifiers.get("unit", "")),
        least=least,
        most=most,
        lineages=held.support(fact)[2],
    )


def _sayers(held: Holdings, fact: Fact) -> Iterator[str]:
    for claim in held.claims_of(fact):
        yield claim.voices[0] if claim.voices else publisher(held, claim)


def _range(fact: Fact) -> tuple[float | None, float | None]:
    """The numbers that the reader found; where it found none, the one number that the words hold."""
    least, most = (_number(fact.qualifiers.get(key)) for key in ("min", "max"))
    if least is None and most is None:
        found = _NUMBER.findall(fact.value or "")
        least = most = _number(re.sub(r"[^\d]", "", found[0])) if len(found) == 1 else None
    return least, most


def _number(given: object) -> float | None:
    try:
        return None if given is None else float(str(given))
    except ValueError:
        return None
