"""What is new, gone or changed between two records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from stemmata.model import Claim, Entity, Fact, Report
from stemmata.record.read import Record

T = TypeVar("T", Report, Claim, Entity, Fact)


@dataclass(frozen=True, slots=True)
class Changes(Generic[T]):
    """Changed nouns are pairs: as it was, as it is."""

    added: tuple[T, ...]
    removed: tuple[T, ...]
    changed: tuple[tuple[T, T], ...]

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed)


@dataclass(frozen=True, slots=True)
class Diff:
    """`facts` are matched by what they say (see `saying`), the others by id."""

    reports: Changes[Report]
    claims: Changes[Claim]
    entities: Changes[Entity]
    facts: Changes[Fact]

    def __bool__(self) -> bool:
        return bool(self.reports or self.claims or self.entities or self.facts)


def diff(old: Path, new: Path) -> Diff:
    """How two records (folders, or record.db files) differ. Raises RecordError."""
    with Record.open(old) as before, Record.open(new) as after:
        return Diff(
            reports=_changes(_by_id(before.reports()), _by_id(after.reports())),
            claims=_changes(_by_id(before.claims()), _by_id(after.claims())),
            entities=_changes(_by_id(before.entities()), _by_id(after.entities())),
            facts=_changes(_by_saying(before.facts()), _by_saying(after.facts())),
        )


def saying(fact: Fact) -> tuple[str, ...]:
    """What a fact says, whoever says it: one more claim under it changes a fact, and makes no new one."""
    qualifiers = (f"{key}={fact.qualifiers[key]}" for key in sorted(fact.qualifiers))
    return fact.predicate, fact.subject, fact.object or "", fact.value or "", fact.polarity, fact.when.edtf, *qualifiers


def _by_id(nouns: Iterable[T]) -> dict[tuple[str, ...], T]:
    return {(noun.id,): noun for noun in nouns}


def _by_saying(facts: Iterable[Fact]) -> dict[tuple[str, ...], Fact]:
    """Facts of one saying that were kept apart are matched in their order."""
    found: dict[tuple[str, ...], Fact] = {}
    for fact in facts:
        key = saying(fact)
        while key in found:
            key = (*key, "again")
        found[key] = fact
    return found


def _changes(before: Mapping[tuple[str, ...], T], after: Mapping[tuple[str, ...], T]) -> Changes[T]:
    return Changes(
        added=tuple(noun for key, noun in after.items() if key not in before),
        removed=tuple(noun for key, noun in before.items() if key not in after),
        changed=tuple((before[key], noun) for key, noun in after.items() if key in before and before[key] != noun),
    )
