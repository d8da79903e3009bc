"""What the questions answer with. Every line of an answer carries its fact, and every fact the words that say it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from stemmata.model import DerivationKind, DifferenceKind, Metadatum, Polarity, Qualifier
from stemmata.when import Holds, Period


@dataclass(frozen=True, slots=True)
class Named:
    """One end of a statement: an entity by its id and name, or a bare value (`entity` is None)."""

    name: str
    entity: str | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """A claim as it can be cited: the file, its SHA-256, offsets in its text, and the words there."""

    claim: str
    report: str  # path, with !member
    sha256: str
    start: int
    end: int
    quote: str
    reading: str
    predicate: str
    voices: tuple[str, ...]
    polarity: Polarity
    modality: str | None
    method: str
    confidence: float
    when: Period


@dataclass(frozen=True, slots=True)
class Line:
    """One fact. `inverse`: it is told from its object, so that `other` is its subject."""

    fact: str
    predicate: str
    label: str
    about: Named
    other: Named
    inverse: bool
    qualifiers: Mapping[str, Qualifier]
    when: Period
    holds: Holds | None  # on the day that was asked for; None where none was
    begun: bool  # surely begun by that day
    last_evidenced: str  # a day, "" where no report says
    certainty: str
    polarity: Polarity
    confidence: float
    disputed: bool
    quotes: tuple[Quote, ...]
    more: int = 0  # claims that are not quoted here


@dataclass(frozen=True, slots=True)
class NameLine:
    """A name and when it was in use, as far as reports say."""

    text: str
    script: str
    kind: str
    when: Period
    holds: Holds | None
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Section:
    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class SideOf:
    """One side of a difference: who says it, in how many lineages, and the facts it rests on."""

    lines: tuple[Line, ...]
    voices: tuple[str, ...]
    reports: tuple[str, ...]
    lineages: int
    more: int = 0  # facts of this side that are not written out here


@dataclass(frozen=True, slots=True)
class Dispute:
    id: str
    kind: DifferenceKind
    sub: str
    why: str
    sides: tuple[SideOf, ...]
    settle: str = ""  # what would settle it, in words; "" where nothing needs to be settled


@dataclass(frozen=True, slots=True)
class Dossier:
    """All that a record says of one entity."""

    entity: Named
    type: str
    on: str  # the date asked for, "" where none was
    known_by: str
    names: tuple[NameLine, ...]
    sections: tuple[Section, ...]
    disputes: tuple[Dispute, ...]
    reports: int
    lineages: int
    ids: Mapping[str, str] = field(default_factory=dict)  # in other people's lists


@dataclass(frozen=True, slots=True)
class Lines:
    """The answer to a narrower question: facts in order, of time where `by_time`, else what holds before what may."""

    question: str
    entity: Named | None
    on: str
    lines: tuple[Line, ...]
    by_time: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether one actor belonged to another on a day, over all that is said of the two."""

    who: Named
    holds: Holds | None
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Standings:
    question: str
    entity: Named
    on: str
    standings: tuple[Standing, ...]


@dataclass(frozen=True, slots=True)
class Disputes:
    entity: Named | None
    disputes: tuple[Dispute, ...]
    on: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """One report, what is known of it and by what evidence, and what it gave."""

    id: str
    report: str
    sha256: str
    media_type: str
    reader: str
    metadata: Mapping[str, Metadatum]
    notes: tuple[str, ...]
    claims: int
    lineage: str


@dataclass(frozen=True, slots=True)
class Copy:
    """Two reports that are not independent. `direction`: from the first to the second, or "unknown"."""

    one: str
    other: str
    kind: DerivationKind
    direction: str
    evidence: tuple[str, ...]
    passages: int
    score: float


@dataclass(frozen=True, slots=True)
class Witness:
    """A lineage: the reports that count as one, why, and the copying inside it."""

    id: str
    reports: tuple[str, ...]
    why: tuple[str, ...]
    copies: tuple[Copy, ...]


@dataclass(frozen=True, slots=True)
class Left:
    """A file that gave no report, and why."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Sources:
    reports: tuple[Source, ...]
    lineages: tuple[Witness, ...]
    unread: tuple[Left, ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why two mentions are taken for one, or kept apart."""

    one: str
    other: str
    verdict: str
    rule: str
    why: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """A claim with what stands around it, and why its names mean whom they mean."""

    quote: Quote
    before: str
    words: str
    after: str
    subject: str
    object: str
    said: str
    joined: tuple[Reason, ...]
    metadata: Mapping[str, Metadatum]


@dataclass(frozen=True, slots=True)
class Saying:
    """A report that states a fact, and in whose voices; none: in its own."""

    report: str
    voices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Testimony:
    """A witness of a fact: the reports that state it and count as one. `family`: all that its lineage holds.

    `lineage` is "" for reports that are of another lineage and yet no witness of their own, as those that repeat the
    voice of a witness; the reasons of the fact say why.
    """

    lineage: str
    says: tuple[Saying, ...]
    family: Witness | None


@dataclass(frozen=True, slots=True)
class Explanation:
    line: Line
    reasons: tuple[str, ...]  # why this confidence
    voices: tuple[str, ...]
    lineages: tuple[Witness, ...]
    evidence: tuple[Evidence, ...]
    disputes: tuple[Dispute, ...] = field(default=())
    witnesses: tuple[Testimony, ...] = ()


@dataclass(frozen=True, slots=True)
class NameWithReasons:
    """A spelling, where it stands, and the joins that made it a name of the entity."""

    text: str
    places: tuple[str, ...]  # report:start-end
    joined: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Names:
    entity: Named
    type: str
    names: tuple[NameLine, ...]
    forms: tuple[NameWithReasons, ...]
    kept_apart: tuple[Reason, ...]
    on: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where words were found: in a report, in a claim's quote, or as a name of an entity."""

    what: str
    id: str
    where: str  # report:start-end, or the entity's name
    quote: str


@dataclass(frozen=True, slots=True)
class Hits:
    query: str
    hits: tuple[Hit, ...]
