"""Facts between groups -> ties: those of one kind between the same two at the same time are one tie."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from stemmata.model import Fact, Polarity
from stemmata.ontology import ontology
from stemmata.show.ancestry import Life, Tie
from stemmata.show.holdings import Holdings
from stemmata.show.queries.lines import by_time, line_of
from stemmata.when import Period, meet

KINSHIP = Path(__file__).with_name("kinship.yml")
GROUPS, WHOLES = ("Group",), ("Group", "Organization", "State")
Ends = tuple[str, str, str, bool]  # kind, one, other, whether it is denied


@dataclass(frozen=True)
class Kinship:
    """What kinship.yml says."""

    ties: Mapping[str, Mapping[str, str]]
    memberships: frozenset[str]
    begins: tuple[str, ...]
    ends: frozenset[str]
    shown: tuple[str, ...]
    silent: Mapping[str, list[str]]


@cache
def kinship() -> Kinship:
    """The rules of kinship.yml."""
    given = yaml.load(KINSHIP.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    sets = {key: frozenset(given[key]) for key in ("memberships", "ends")}
    return Kinship(
        ties=given["ties"], begins=tuple(given["begins"]), shown=tuple(given["shown"]), silent=given["silent"], **sets
    )


def ties_of(held: Holdings) -> tuple[Tie, ...]:
    """Every tie between two groups, in the order of time."""
    alike: dict[Ends, list[Fact]] = {}
    for fact in held.facts.values():
        ends = _ends(held, fact)
        if ends is not None:
            alike.setdefault(ends, []).append(fact)
    found = [_tie(held, ends, facts, when) for ends in alike for when, facts in _at_one_time(alike[ends])]
    return tuple(sorted(found, key=order))


def order(tie: Tie) -> tuple[str, ...]:
    """A key that puts ties in the order of time, always the same."""
    return (*by_time(tie.when), tie.kind, tie.one, tie.other, *(line.fact for line in tie.lines))


def _ends(held: Holdings, fact: Fact) -> Ends | None:
    rule = kinship().ties.get(fact.predicate)
    if rule is None or fact.object is None or fact.object == fact.subject:
        return None
    first = fact.subject if rule["one"] == "subject" else fact.object
    then = fact.object if rule["one"] == "subject" else fact.subject
    kind = rule["kind"]
    if "in_coalition" in rule and _is_a(held, then, ("Coalition",)):
        kind = rule["in_coalition"]
    fitting = GROUPS if kind in kinship().memberships else WHOLES
    fits = all(_is_a(held, end, fitting) and has_name(held, end) for end in (first, then))
    return (kind, first, then, fact.polarity is Polarity.DENIED) if fits else None


def tie_kind(held: Holdings, fact: Fact) -> str | None:
    """What a fact would tie if both its ends were groups with a name; None where it tells of no tie at all."""
    rule = kinship().ties.get(fact.predicate)
    if rule is None or fact.object is None or fact.object == fact.subject:
        return None
    return rule["kind"] if all(_is_a(held, end, WHOLES) for end in (fact.subject, fact.object)) else None


def is_tie(held: Holdings, fact: Fact) -> bool:
    """Whether a fact ties two groups that each have a name."""
    return _ends(held, fact) is not None


def has_name(held: Holdings, entity: str) -> bool:
    """Whether anything names an actor: "ten other brigades" are groups, but no group of their own."""
    known = held.entities.get(entity)
    return known is not None and any(name.kind != "description" for name in known.names)


def _is_a(held: Holdings, entity: str, types: tuple[str, ...]) -> bool:
    known = held.entities.get(entity)
    return known is not None and known.type in ontology().types and ontology().allows(known.type, types)


def _at_one_time(facts: list[Fact]) -> Iterator[tuple[Period, list[Fact]]]:
    """Facts whose dates can be one; those without a date go with the first."""
    found: list[tuple[Period, list[Fact]]] = []
    for fact in sorted(facts, key=lambda f: (not f.when.known, *by_time(f.when), f.id)):
        for at, (when, together) in enumerate(found):
            both = meet(when, fact.when)
            if both is not None:
                found[at] = (both, [*together, fact])
                break
        else:
            found.append((fact.when, [fact]))
    yield from found


def _tie(held: Holdings, ends: Ends, facts: list[Fact], when: Period) -> Tie:
    kind, one, other, denied = ends
    lines = tuple(line_of(held, fact) for fact in facts)
    return Tie(kind, one, other, when, lines, any(line.disputed for line in lines), denied)


def absorbs(whole: Life, tie: Tie) -> bool:
    """Whether a group had surely existed before another merged into it."""
    begun, merged = whole.when.start.latest, tie.when.start.earliest
    return begun is not None and merged is not None and begun < merged
