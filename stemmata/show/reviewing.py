"""What `review` answers with: questions that a person may decide, and what people decided on such questions."""

from __future__ import annotations

from dataclasses import dataclass

from stemmata.show.answers import Named, Reason

IDENTITY, LINK = "identity", "link"


@dataclass(frozen=True, slots=True)
class InContext:
    """A mention, and what stands around it; blanks run together."""

    report: str  # path, with !member
    start: int
    end: int
    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """One side of a question: an entity as the record has it. `first` and `last`: days it is evidenced, "" unknown."""

    entity: Named
    type: str
    names: tuple[str, ...]  # the main one first
    reports: int
    claims: int
    facts: int
    first: str
    last: str
    words: tuple[InContext, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of another list."""

    list: str
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Separated:
    """That the entity `near` may be either of two that a person holds to be two: it can be one of them at most."""

    near: Named
    one: Named
    other: Named
    who: str
    when: str
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """Whether two entities are one (kind "identity"), or an entity is an entry of another list (kind "link").

    `moves`: claims and facts that hang on it; `likely`: the chance of "same"; `value`: what the answer is worth.
    """

    id: str
    kind: str
    value: float
    moves: int
    likely: float
    sides: tuple[Candidate, ...]  # two; one where an entry is the other side
    entry: Entry | None
    why: tuple[Reason, ...]
    why_not: tuple[Reason, ...]
    warnings: tuple[Separated, ...]


@dataclass(frozen=True, slots=True)
class Questions:
    """The first of the open questions, the most valuable first. `about`: the name asked for, "" for all.

    `open`: how many there are; `withheld`: how many more are not shown, being about a person who is withheld.
    """

    about: str
    questions: tuple[Question, ...]
    open: int
    withheld: int


@dataclass(frozen=True, slots=True)
class Backlog:
    """What waits for people: `names` that may be one, `entries` of other lists that may be somebody, and `claims`
    that nobody accepted or corrected. The queue shows those of most value."""

    names: int
    entries: int
    claims: int


@dataclass(frozen=True, slots=True)
class Place:
    """Words that a judgement points to, and what they stand for; None where they are not found any more."""

    words: str
    report: str
    entity: Named | None


@dataclass(frozen=True, slots=True)
class Undone:
    who: str
    when: str
    why: str


@dataclass(frozen=True, slots=True)
class Judged:
    """One judgement. `state`: stands, overruled (a later one says otherwise), lost (its words are gone), undone."""

    who: str
    when: str
    verdict: str  # same, different
    why: str
    places: tuple[Place, ...]
    entry: Entry | None
    state: str
    undone: Undone | None


@dataclass(frozen=True, slots=True)
class Log:
    """What people decided on identity and links, in the order in which they did."""

    judged: tuple[Judged, ...]
