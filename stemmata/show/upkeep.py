"""What the questions about a record itself answer with: what changed from one to another, and what is wrong in one."""

from __future__ import annotations

from dataclasses import dataclass

from stemmata.show.answers import Line


@dataclass(frozen=True, slots=True)
class ChangedFact:
    """A fact of two records: `before` is None for a new one, `after` for one that is gone."""

    before: Line | None
    after: Line | None


@dataclass(frozen=True, slots=True)
class ChangedName:
    """A report or an entity of two records. `how`: added, removed, changed."""

    how: str
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed from one record to another."""

    old: str
    new: str
    reports: tuple[ChangedName, ...]
    entities: tuple[ChangedName, ...]
    facts: tuple[ChangedFact, ...]
    claims_added: int
    claims_removed: int


@dataclass(frozen=True, slots=True)
class Wrong:
    """Something in a record that is not as it should be, and where."""

    where: str
    what: str


@dataclass(frozen=True, slots=True)
class Checked:
    problems: tuple[Wrong, ...]
