"""What the page of a report answers with: its text as kept, cut where segments, claims and passages begin and end."""

from __future__ import annotations

from dataclasses import dataclass

from stemmata.show.answers import Copy, Named, Source
from stemmata.when import Period


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that stand in the same claims and the same shared passages throughout. `start`: offset in code points.

    `opens`: the claims that begin here. `passages`: numbers of shared passages, from 1, in the order of their words.
    """

    start: int
    words: str
    claims: tuple[str, ...] = ()
    opens: tuple[str, ...] = ()
    passages: tuple[int, ...] = ()
    begins: tuple[int, ...] = ()  # those of the passages that begin here


@dataclass(frozen=True, slots=True)
class Note:
    """A claim as it stands in the margin. `fact` is "" where it makes none, as a plan does."""

    claim: str
    fact: str
    label: str
    subject: Named
    object: Named
    when: Period
    event: bool
    voices: tuple[str, ...]
    polarity: str
    modality: str
    confidence: float
    method: str


@dataclass(frozen=True, slots=True)
class Block:
    """A segment of a text and the claims that begin in it."""

    role: str
    label: str
    pieces: tuple[Piece, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Tied:
    """Another report that this one shares words with."""

    id: str
    copy: Copy


@dataclass(frozen=True, slots=True)
class ReportText:
    """A report as people read it: a part of its text at a time, counted from 1."""

    source: Source
    blocks: tuple[Block, ...]
    part: int
    parts: int
    characters: int
    claims: int
    ties: tuple[Tied, ...]
    lineage: tuple[Named, ...]  # the reports that count with it as one witness, itself among them
    family: bool  # whether it stands in a tree of copies


@dataclass(frozen=True, slots=True)
class Page:
    """One of two texts that stand side by side."""

    source: Source
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """Two reports side by side, the passages that they share marked and numbered alike."""

    one: Page
    other: Page
    copy: Copy | None


@dataclass(frozen=True, slots=True)
class Listed:
    """A report in a list."""

    id: str
    report: str
    title: str
    publisher: str
    published: str
    language: str
    claims: int
    read_for_claims: bool


@dataclass(frozen=True, slots=True)
class Shelf:
    """A page of the list of reports, counted from 1."""

    reports: tuple[Listed, ...]
    page: int
    pages: int
    total: int
    publisher: str
