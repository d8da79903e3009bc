"""What changed from one record to another, in words that people know: names instead of ids."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from stemmata.model import Entity, Fact, Report
from stemmata.record.database import DATABASE
from stemmata.record.diff import Changes, diff
from stemmata.record.read import Record
from stemmata.show.holdings import Holdings, read
from stemmata.show.queries.lines import line_of
from stemmata.show.upkeep import ChangedFact, ChangedName, Comparison

Noun = TypeVar("Noun", Report, Entity)


def comparison(old: Path, new: Path) -> Comparison:
    """How two records (folders, or record.db files) differ. Raises RecordError."""
    found = diff(old, new)
    with Record.open(old) as before, Record.open(new) as after:
        facts = tuple(_facts(read(before), read(after), found.facts))
    return Comparison(
        old=_place(old),
        new=_place(new),
        reports=tuple(_names(found.reports, _report_name)),
        entities=tuple(_names(found.entities, _entity_name)),
        facts=facts,
        claims_added=len(found.claims.added),
        claims_removed=len(found.claims.removed),
    )


def _place(path: Path) -> str:
    return str(path.parent if path.name == DATABASE else path)


def _report_name(report: Report) -> str:
    return report.name


def _entity_name(entity: Entity) -> str:
    return entity.name


def _names(changes: Changes[Noun], name: Callable[[Noun], str]) -> Iterator[ChangedName]:
    several = (("added", changes.added), ("removed", changes.removed), ("changed", [new for _, new in changes.changed]))
    for how, nouns in several:
        yield from (ChangedName(how, noun.id, name(noun)) for noun in nouns)


def _facts(old: Holdings, new: Holdings, changes: Changes[Fact]) -> Iterator[ChangedFact]:
    yield from (ChangedFact(None, line_of(new, fact)) for fact in changes.added)
    yield from (ChangedFact(line_of(old, fact), None) for fact in changes.removed)
    for before, after in changes.changed:
        yield ChangedFact(line_of(old, before), line_of(new, after))
