"""What `stemma` answers with: the trees of copies, each report below the one that it was taken from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Copied:
    """A report in its tree. `parent` is the report above it, "" for a root or below an original that is not here.

    `kind`, `words` and `share` tell of the tie to the parent: the words of the shared passages here, changed ones too,
    and what part of the taker's prose they are; they are "" and 0 where there is no parent.
    """

    report: str
    depth: int
    parent: str
    lost: bool  # it stands below an original that is not among the reports
    sure: bool  # something says so; else it is a guess by the nearest text
    why: str
    published: str  # EDTF, "" where it is not known
    publisher: str
    kind: str
    words: int
    share: float


@dataclass(frozen=True, slots=True)
class Stemma:
    """One family of copies, parents before children. `lost`: some of them stand below an original that is lost."""

    id: str
    lost: bool
    reports: tuple[Copied, ...]


@dataclass(frozen=True, slots=True)
class Stemmas:
    """The trees, or those that a report stands in."""

    report: str
    stemmas: tuple[Stemma, ...]
    alone: int  # reports that are in no tree
