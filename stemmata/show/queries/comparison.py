"""What changed from one record to another, in words that people know: names instead of ids."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from stemmata.model import Entity, Fact, Report
from stemmata.record.database import DATABASE
from stemmata.record.diff import Changes, diff
from stemmata.record.read import Record
from stemmata.show.answers import Line
from stemmata.show.holdings import Holdings, read
from stemmata.show.queries.lines import line_of
from stemmata.show.upkeep import ChangedFact, ChangedName, Comparison
from stemmata.show.withheld import Veil

Noun = TypeVar("Noun", Report, Entity)


def comparison(old: Path, new: Record, veil: Veil, show_withheld: bool = False) -> Comparison:
    """How a record differs from an older one (a folder, or a record.db). Raises RecordError.

    Who is withheld in the newer is in neither.
    """
    found = diff(old, new.path)
    with Record.open(old) as before:
        behind = Veil() if show_withheld else Veil.of(before, like=veil)
        was, now = Seen(behind.holdings(read(before)), behind), Seen(veil.holdings(read(new)), veil)
        facts = tuple(_facts(was, now, found.facts))
        return Comparison(
            old=_place(old),
            new=_place(new.path),
            reports=tuple(_names(found.reports, was.report, now.report)),
            entities=tuple(_names(found.entities, was.entity, now.entity)),
            facts=tuple(behind(veil(fact)) for fact in facts),
            claims_added=len(found.claims.added),
            claims_removed=len(found.claims.removed),
        )


@dataclass(frozen=True)
class Seen:
    """A record as others see it."""

    held: Holdings
    veil: Veil

    def report(self, report: Report) -> tuple[str, str]:
        """The id and the name under which a report is shown."""
        shown = self.held.reports[self.veil.id(report.id)]
        return shown.id, shown.name

    def entity(self, entity: Entity) -> tuple[str, str]:
        shown = self.held.entities[self.veil.id(entity.id)]
        return shown.id, shown.name

    def line(self, fact: Fact) -> Line:
        return line_of(self.held, self.held.facts[self.veil.id(fact.id)])


def _place(path: Path) -> str:
    return str(path.parent if path.name == DATABASE else path)


def _names(
    changes: Changes[Noun], was: Callable[[Noun], tuple[str, str]], now: Callable[[Noun], tuple[str, str]]
) -> Iterator[ChangedName]:
    yield from (ChangedName("added", *now(noun)) for noun in changes.added)
    yield from (ChangedName("removed", *was(noun)) for noun in changes.removed)
    yield from (ChangedName("changed", *now(noun)) for _, noun in changes.changed)


def _facts(was: Seen, now: Seen, changes: Changes[Fact]) -> Iterator[ChangedFact]:
    yield from (ChangedFact(None, now.line(fact)) for fact in changes.added)
    yield from (ChangedFact(was.line(fact), None) for fact in changes.removed)
    for before, after in changes.changed:
        yield ChangedFact(was.line(before), now.line(after))
