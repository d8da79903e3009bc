"""The nouns. Every step takes some of them and makes others; none of them can be changed once made.

Offsets are always Unicode code points of `Report.text`, half open: `report.text[start:end] == quote`.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import accumulate, chain

from stemmata.when import UNKNOWN, Period


def digest(*parts: str, length: int = 16) -> str:
    """The first `length` hex digits of a SHA-256 over the parts: how every derived id is made."""
    joined = "\x1f".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.sha256(joined).hexdigest()[:length]


# --- acquire -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Metadatum:
    """One thing known of a report (title, publisher, ...), with the words or the place that say so."""

    value: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text that the file format marked: an element, a page, a paragraph style. Runs may nest.

    `tag` is the HTML element or its nearest like ("h2", "p", "li", "td", "th", "a", "sup", "figcaption", "page");
    `hints` are the words of class, id, role and itemprop, or the page number.
    """

    start: int
    end: int
    tag: str
    hints: str = ""


METADATA_KEYS = (
    "title",
    "publisher",
    "author",
    "url",
    "language",
    "published",  # EDTF
    "retrieved",  # EDTF
    "not_before",  # EDTF: the report cannot have been written earlier
    "not_after",  # EDTF: it cannot have been written later
    "relays",  # the source that the report itself says it repeats ("Originally published by ...")
)
TELLS_OF = "tells_of"  # EDTF: what a report without a date tells of, as other reports date it (clocks.py sets it alone)


@dataclass(frozen=True, slots=True)
class Report:
    """One appearance of a text. Its id is a hash of its bytes, its path in the record and its member."""

    id: str
    path: str  # POSIX path below reports/
    member: str | None  # ZIP path, WARC record id, row number, MIME part; None for a plain file
    sha256: str  # of the bytes of the file or of the member's payload
    size: int  # bytes
    media_type: str
    reader: str  # name/version of what made `text`
    text: str
    metadata: Mapping[str, Metadatum]  # keys of METADATA_KEYS, and TELLS_OF; an absent one is unknown
    runs: tuple[Run, ...] = ()
    notes: tuple[str, ...] = ()  # what a person should know: "1 BOM dropped", "3 bytes were not UTF-8"

    @property
    def text_sha256(self) -> str:
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def name(self) -> str:
        """Path and member, as people see it."""
        return self.path if self.member is None else f"{self.path}!{self.member}"

    def known(self, key: str) -> str | None:
        """The value of a metadata key, or None where it is unknown."""
        found = self.metadata.get(key)
        return None if found is None else found.value


def report_id(sha256: str, path: str, member: str | None) -> str:
    """The lasting id of one appearance of a text."""
    return digest(sha256, path, member or "")


@dataclass(frozen=True, slots=True)
class Unread:
    """A file or member that gave no report, and why, in one line."""

    path: str
    member: str | None
    reason: str
    sha256: str | None = None


# --- clean -------------------------------------------------------------------------------------------------------


class Role(StrEnum):
    TITLE = "title"
    HEADING = "heading"
    BODY = "body"
    INFOBOX = "infobox"
    LIST = "list"
    CAPTION = "caption"
    QUOTATION = "quotation"
    GLOSS = "gloss"
    REFERENCE = "reference"
    FURNITURE = "furniture"


@dataclass(frozen=True, slots=True)
class Segment:
    """A labelled stretch of a report. The segments of a report tile its text: in order, no gap, no overlap.

    Segments with the same `flow` read as one text (a paragraph around the definitions pasted into it). Within a flow
    the pieces are joined as they are, nothing between them. `label` is the canonical infobox label ("leaders",
    "strength", see clean/labels.yml) of a value, "label" for the words of a label itself. `about` is the span of the
    term that a gloss defines, or of the words that lead into a list ("the following groups:"). `context` holds the
    headings above, outermost first.
    """

    start: int
    end: int
    role: Role
    flow: int
    label: str = ""
    about: tuple[int, int] | None = None
    context: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """The pieces of one flow as one readable text, which still knows where each character came from.

    `text` has the same length as `parts` together; newlines and tabs are blanks in it. Where lines meet it has one
    blank, whatever the report has there: what is left out of that stands in `blanks`, and does not interrupt a word.
    """

    report: str
    role: Role
    parts: tuple[tuple[int, int], ...]
    text: str
    label: str = ""
    about: tuple[int, int] | None = None
    context: tuple[str, ...] = ()
    blanks: frozenset[tuple[int, int]] = frozenset()
    _firsts: tuple[int, ...] = field(default=(), init=False, repr=False, compare=False)  # where parts begin in `text`

    def __post_init__(self) -> None:
        lengths = (end - start for start, end in self.parts)
        object.__setattr__(self, "_firsts", tuple(accumulate(lengths, initial=0))[:-1])

    def offset(self, position: int) -> int:
        """Where a character of `text` stands in the report."""
        at = max(bisect_right(self._firsts, position) - 1, 0)
        start, end = self.parts[at]
        return min(start + position - self._firsts[at], end)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """A stretch of `text` as offsets in the report, pasted matter between included."""
        return self.offset(start), self.offset(end - 1) + 1

    def pieces(self, start: int, end: int) -> tuple[tuple[int, int], ...]:
        """A stretch of `text` as offsets in the report, pasted matter left out."""
        pieces: list[tuple[int, int]] = []
        for at in range(max(bisect_right(self._firsts, start) - 1, 0), bisect_left(self._firsts, end)):
            before, (first, last) = self._firsts[at], self.parts[at]
            a, b = first + max(start - before, 0), first + min(end - before, last - first)
            if a < b and pieces and (pieces[-1][1], a) in self.blanks:
                pieces[-1] = pieces[-1][0], b
            elif a < b:
                pieces.append((a, b))
        return tuple(pieces)


_BLANKS = str.maketrans("\n\r\t\v\f\u00a0\u2028\u2029", "        ")
_BETWEEN_LINES = re.compile(r"(?<!\s)\s(?P<more>\s+)(?=\S)")
_LINE_ENDS = frozenset("\n\r\u2028\u2029")


def passages(report: Report, segments: Sequence[Segment]) -> tuple[Passage, ...]:
    """The segments of a report as readable passages, in the order in which each begins."""
    flows: dict[int, list[Segment]] = {}
    for segment in segments:
        flows.setdefault(segment.flow, []).append(segment)
    return tuple(_passage(report, pieces) for pieces in flows.values())


def _passage(report: Report, pieces: Sequence[Segment]) -> Passage:
    first = pieces[0]
    blanks = [blank for piece in pieces for blank in _between_lines(report.text, piece)]
    ends = sorted(chain(*((p.start, p.end) for p in pieces), *blanks))
    parts = tuple((start, end) for start, end in zip(ends[::2], ends[1::2], strict=True) if start < end)
    text = "".join(report.text[start:end] for start, end in parts).translate(_BLANKS)
    return Passage(report.id, first.role, parts, text, first.label, first.about, first.context, frozenset(blanks))


def _between_lines(text: str, piece: Segment) -> Iterator[tuple[int, int]]:
    """What stands between two lines of a segment beyond one blank: CR and LF, an indent."""
    for found in _BETWEEN_LINES.finditer(text, piece.start, piece.end):
        if not _LINE_ENDS.isdisjoint(found.group()):
            yield found.span("more")


# --- extract -----------------------------------------------------------------------------------------------------


class MentionType(StrEnum):
    """The names are those of ontology/types.yml."""

    ARMED_GROUP = "ArmedGroup"
    COALITION = "Coalition"
    STATE = "State"
    STATE_FORCE = "StateForce"
    ORGANIZATION = "Organization"
    PERSON = "Person"
    PLACE = "Place"
    WEAPON = "Weapon"
    OPERATION = "Operation"
    AGREEMENT = "Agreement"
    PUBLICATION = "Publication"
    PROGRAMME = "Programme"
    QUANTITY = "Quantity"
    TIME = "Time"


class MentionKind(StrEnum):
    NAME = "name"
    DESCRIPTION = "description"
    PRONOUN = "pronoun"


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of a report that stand for something. `refers` is the id of the mention that they point back to."""

    report: str
    start: int
    end: int
    text: str
    type: MentionType
    kind: MentionKind
    confidence: float = 1.0
    refers: str | None = None

    @property
    def id(self) -> str:
        return f"{self.report}:{self.start}-{self.end}"


@dataclass(frozen=True, slots=True)
class Argument:
    """The subject or object of a claim: words that stand for an entity (`mention`, a Mention id), or a bare value.

    `text` is what the report says; for a value it is its normal form ("Sunni Islamism", "3000", "2013").
    """

    text: str
    mention: str | None = None

    @property
    def is_value(self) -> bool:
        return self.mention is None


class Polarity(StrEnum):
    ASSERTED = "asserted"
    REPORTED = "reported"
    ALLEGED = "alleged"
    DENIED = "denied"


Qualifier = str | int | float | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement by one voice in one place."""

    report: str
    start: int
    end: int
    quote: str
    predicate: str
    subject: Argument
    object: Argument
    method: str  # infobox, pattern:NAME, model:NAME, llm:NAME, person:NAME
    confidence: float  # 0 to 1, two decimals
    qualifiers: Mapping[str, Qualifier] = field(default_factory=dict)
    when: Period = UNKNOWN
    voices: tuple[str, ...] = ()  # nearest first; empty: the report's own voice
    polarity: Polarity = Polarity.ASSERTED
    modality: str | None = None  # planned, conditional, possible: such a claim makes no fact
    parts: tuple[tuple[int, int], ...] = ()  # where matter is pasted in: the words without it
    reading: str = ""  # the parts joined; empty where the quote reads on by itself
    _id: str = field(default="", init=False, repr=False, compare=False)  # worked out when first asked for

    @property
    def id(self) -> str:
        if not self._id:
            ends = (self.subject.text, self.subject.mention or "", self.object.text, self.object.mention or "")
            span = (self.report, str(self.start), str(self.end))
            made = digest(*span, self.predicate, *ends, self.polarity, self.modality or "", self.when.edtf)
            object.__setattr__(self, "_id", made)
        return self._id


@dataclass(frozen=True, slots=True)
class Extraction:
    """What one report says. `bounds` are metadata found while reading ("not_before": ...)."""

    report: str
    mentions: tuple[Mention, ...]
    claims: tuple[Claim, ...]
    bounds: Mapping[str, Metadatum] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a large model wrote about a passage: a line of answers.jsonl, an input of every build from then on."""

    key: str  # of the question: model, prompt and all that was sent of the report
    model: str  # as asked for
    text: str  # as it came, whatever it is
    served: str = ""  # the model that the server says it used
    report: str = ""  # the first report that it was asked for, for people
    tokens_in: int = 0
    tokens_out: int = 0


# --- collate -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Publisher:
    """What people know of a publisher (sources.yml)."""

    name: str
    domains: tuple[str, ...] = ()
    owner: str | None = None
    side: str | None = None
    relays: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SharedPassage:
    """The same words in two reports: offsets in the one and in the other."""

    from_start: int
    from_end: int
    to_start: int
    to_end: int


class DerivationKind(StrEnum):
    IDENTICAL = "identical"
    REVISION = "revision"
    MIRROR = "mirror"
    REPOST = "repost"
    LIFTED_PASSAGE = "lifted_passage"
    SHARED_PASSAGE = "shared_passage"
    SHARED_ORIGIN = "shared_origin"
    SAME_PUBLISHER = "same_publisher"
    TRANSLATION = "translation"


@dataclass(frozen=True, slots=True)
class Derivation:
    """Two reports that are not independent. `source` is where the words came from only if `directed`."""

    source: str  # report id
    target: str  # report id
    kind: DerivationKind
    directed: bool
    evidence: tuple[str, ...]
    passages: tuple[SharedPassage, ...] = ()
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Lineage:
    """Reports that count as one witness, and why."""

    reports: tuple[str, ...]
    why: tuple[str, ...]

    @property
    def id(self) -> str:
        return digest("lineage", *sorted(self.reports))


@dataclass(frozen=True, slots=True)
class Descent:
    """Where a report stands in the tree of its family: below `parent`; None for the root, or below a lost original."""

    family: str  # the same for all reports of one tree
    report: str
    parent: str | None
    lost: bool  # its parent is an original that is not among the reports
    sure: bool  # something says so (a date, a credit, a quotation); else it is the nearest text, which is a guess
    why: str


@dataclass(frozen=True, slots=True)
class Collation:
    derivations: tuple[Derivation, ...]
    lineages: tuple[Lineage, ...]
    descents: tuple[Descent, ...] = ()

    def lineage_of(self) -> dict[str, str]:
        """Report id -> id of its lineage."""
        return {report: lineage.id for lineage in self.lineages for report in lineage.reports}


# --- judgements and lasting ids ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place that survives rebuilds: the words, what stood around them, and what was claimed there."""

    report: str  # path, with !member
    quote: str
    context: str = ""  # the 40 characters before, a bar, the 40 after
    predicate: str | None = None
    arguments: tuple[str, ...] = ()


JUDGEMENTS = (
    "same", "different", "link", "accept", "reject", "correct", "add", "withhold", "metadata", "note", "undo"
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person decided. `value` holds what a correction or an addition says.

    "link" says of the entity at the anchor whether an entry of another list is it: `value` has list, id and verdict
    (same or different). "undo" takes back the judgement of the same anchors that `value` names by who, when and what.
    """

    who: str
    when: str  # ISO 8601, given by the caller: the clock is never read while building
    what: str  # one of JUDGEMENTS
    why: str
    anchors: tuple[Anchor, ...]
    value: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Identity:
    """A line of identities.jsonl: an id that was given out, the words it was first given for, where it went since."""

    id: str
    anchor: Anchor
    redirect: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A line of links.jsonl: an entry of a list that people brought, proposed for the entity that a place names."""

    anchor: Anchor
    list: str  # wikidata, ucdp, opensanctions, or a name of the user's own
    id: str
    name: str  # the entry's name that fits best
    verdict: str  # same, maybe
    score: float
    why: str


# --- identify ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class EntityName:
    """A name of an entity. kind: main, alias, former, acronym, translation, original_script, description."""

    text: str
    script: str  # ISO 15924: Latn, Arab, Cyrl ...
    kind: str
    when: Period = UNKNOWN
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entity:
    id: str
    type: str
    name: str
    names: tuple[EntityName, ...]
    ids: Mapping[str, str] = field(default_factory=dict)  # ids in other people's lists


@dataclass(frozen=True, slots=True)
class Join:
    """Two mentions taken for one entity (or kept apart), with the reason in words and the rule that gave it."""

    one: str  # mention id
    other: str
    verdict: str  # same, maybe, different
    rule: str
    why: str


@dataclass(frozen=True, slots=True)
class Identification:
    entities: tuple[Entity, ...]
    entity_of: Mapping[str, str]  # mention id -> entity id, for every mention that stands for something
    joins: tuple[Join, ...]
    identities: tuple[Identity, ...]  # the whole new content of identities.jsonl, old lines first
    unplaced: tuple[Judgement, ...] = ()  # judgements whose anchors no longer fit


# --- reconcile ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Fact:
    """Claims that agree. `object` is an entity id, or None where the object is a bare `value`."""

    predicate: str
    subject: str  # entity id
    object: str | None
    value: str | None
    when: Period
    claims: tuple[str, ...]
    reports: tuple[str, ...]
    lineages: tuple[str, ...]
    voices: tuple[str, ...]
    polarity: Polarity
    confidence: float
    reasons: tuple[str, ...]  # why this confidence, a term a line
    qualifiers: Mapping[str, Qualifier] = field(default_factory=dict)
    _id: str = field(default="", init=False, repr=False, compare=False)  # worked out when first asked for

    @property
    def id(self) -> str:
        if not self._id:
            ends = self.predicate, self.subject, self.object or "", self.value or ""
            object.__setattr__(self, "_id", digest("fact", *ends, *sorted(self.claims)))
        return self._id


class DifferenceKind(StrEnum):
    CONTRADICTION = "contradiction"
    CHANGE_OVER_TIME = "change_over_time"
    GRANULARITY = "granularity"
    ATTRIBUTION = "attribution"
    CORRECTION = "correction"


@dataclass(frozen=True, slots=True)
class Side:
    facts: tuple[str, ...]
    claims: tuple[str, ...]
    voices: tuple[str, ...]
    lineages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """Facts that differ. Only a contradiction is a dispute. `sub`: precision, scope, partial_list, ...

    `settle`: what would settle it, in words; empty where nothing needs to be settled.
    """

    kind: DifferenceKind
    sub: str
    sides: tuple[Side, ...]
    why: str
    settle: str = ""

    @property
    def id(self) -> str:
        return digest("difference", self.kind, self.sub, *sorted(fact for side in self.sides for fact in side.facts))


@dataclass(frozen=True, slots=True)
class Reconciliation:
    facts: tuple[Fact, ...]
    differences: tuple[Difference, ...]


def in_order(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Claims as they stand in their reports: the order of every export."""
    return tuple(sorted(claims, key=lambda c: (c.report, c.start, c.end, c.predicate, c.id)))
