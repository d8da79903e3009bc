"""What identify works on: every mention that stands for something, its name taken apart, in one fixed order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from stemmata.model import Anchor, Claim, Extraction, Mention, MentionKind, MentionType, Polarity, Report
from stemmata.names.lexicon import read_data, state_of
from stemmata.names.parse import Name, parse
from stemmata.names.person import PersonName, parse_person

FAMILIES = {
    MentionType.ARMED_GROUP: "group",
    MentionType.COALITION: "group",
    MentionType.STATE_FORCE: "group",
    MentionType.ORGANIZATION: "group",
    MentionType.STATE: "state",
    MentionType.PUBLICATION: "publication",
    MentionType.PERSON: "person",
    MentionType.PLACE: "place",
    MentionType.WEAPON: "weapon",
    MentionType.OPERATION: "event",
    MentionType.AGREEMENT: "event",
    MentionType.PROGRAMME: "programme",
}
# What may bear one name and be one thing, because reporters and readers type it now so, now so.
_NEAR = (
    {"group", "state"},  # a government
    {"group", "publication"},  # a newspaper and the house that prints it
    {"state", "place"},  # a country
    {"event", "programme"},
    {"group", "programme"},
)
# A name with one of these is a force, whatever a model took it for.
_FORCES = frozenset(
    {"army", "armed_forces", "corps", "division", "brigade", "regiment", "battalion", "movement", "militia"}
)
_ARMS = _FORCES - {"movement"}
CONTEXT = 40


def compatible(one: str, other: str) -> bool:
    """Whether things of these two families can be one thing."""
    return one == other or {one, other} in _NEAR


def of_arms(name: Name) -> bool:
    """Whether a word of the name tells that it bears arms: a kind of force, or a word of honour."""
    return any(p.role == "honour" or (p.role == "unit" and p.meaning in _ARMS) for p in name.parts)


@dataclass(frozen=True)
class Reading:
    """A mention that stands for something. `at` is its place among all, by report name and offset."""

    at: int
    mention: Mention
    report: Report
    family: str
    name: Name | None  # of what is named and is no person
    person: PersonName | None

    @property
    def named(self) -> bool:
        return self.mention.kind is MentionKind.NAME

    @cached_property
    def key(self) -> tuple[object, ...]:
        """Equal for spellings of one name."""
        if self.person is not None:
            return ("person", *self.person.key)
        return () if self.name is None else self.name.key

    @property
    def acronym(self) -> bool:
        return self.name is not None and self.name.is_acronym

    @cached_property
    def anchor(self) -> Anchor:
        """The words, and what stands around them."""
        text, start, end = self.report.text, self.mention.start, self.mention.end
        context = f"{text[max(start - CONTEXT, 0) : start]}|{text[end : end + CONTEXT]}"
        return Anchor(self.report.name, self.mention.text, context)

    def __str__(self) -> str:
        return f"'{' '.join(self.mention.text.split())}' in {self.report.name}"


@dataclass(frozen=True)
class Readings:
    """All readings, in order, and the claims that speak of them."""

    all: tuple[Reading, ...]
    claims: tuple[Claim, ...]
    reports: Mapping[str, Report]

    @cached_property
    def index(self) -> Mapping[str, int]:
        """Mention id -> place."""
        return {reading.mention.id: reading.at for reading in self.all}

    @cached_property
    def by_report(self) -> Mapping[str, tuple[Reading, ...]]:
        """Report name -> its readings, as they stand."""
        found: dict[str, list[Reading]] = {}
        for reading in self.all:
            found.setdefault(reading.report.name, []).append(reading)
        return {name: tuple(readings) for name, readings in found.items()}

    @property
    def named(self) -> Iterator[Reading]:
        return (reading for reading in self.all if reading.named)

    def ends(self, claim: Claim) -> tuple[int, int] | None:
        """The two things that a claim is about, where it is about two."""
        one = self.index.get(claim.subject.mention or "")
        other = self.index.get(claim.object.mention or "")
        return None if one is None or other is None or one == other else (one, other)


def plain_statement(claim: Claim) -> bool:
    """Whether a claim says that something is so: not hedged, not denied, not planned."""
    return claim.polarity is Polarity.ASSERTED and claim.modality is None


def read(reports: Sequence[Report], extractions: Sequence[Extraction]) -> Readings:
    """Every mention that stands for something: names, what points back to them, and described ends of claims."""
    known = {report.id: report for report in reports}
    claims = sorted((c for e in extractions for c in e.claims), key=lambda c: (c.report, c.start, c.end, c.id))
    ends = {end.mention for claim in claims for end in (claim.subject, claim.object)}
    mentions = {m.id: m for e in extractions for m in e.mentions if m.type in FAMILIES and m.report in known}
    meant = {m.refers for m in mentions.values()}  # "the defectors" whom a later "they" points back to
    used = ends | meant
    kept = [m for m in mentions.values() if m.kind is MentionKind.NAME or m.id in used or m.refers in mentions]
    kept.sort(key=lambda m: (known[m.report].name, m.report, m.start, m.end))
    made = [_reading(at, m, known[m.report]) for at, m in enumerate(kept)]
    return Readings(tuple(_acronyms_agree(made)), tuple(claims), known)


def _acronyms_agree(readings: list[Reading]) -> list[Reading]:
    """Models see too little in an acronym: one that is a group anywhere is no person and no place elsewhere."""
    groups = {r.key for r in readings if r.acronym and r.family == "group"}
    return [
        replace(r, family="group") if r.acronym and r.family == "place" and r.key in groups else _unperson(r, groups)
        for r in readings
    ]


def _unperson(reading: Reading, groups: set[tuple[object, ...]]) -> Reading:
    if reading.person is None:
        return reading
    name = parse(reading.mention.text)
    if not name.is_acronym or name.key not in groups:
        return reading
    return replace(reading, family="group", name=name, person=None)


def _of_force(name: Name) -> bool:
    return any(part.role == "unit" and part.meaning in _FORCES for part in name.parts)


def _band(name: Name) -> bool:
    """Whether the name begins with a band that no person is called by: "Suqour al-Wadi"."""
    first = name.parts[0] if len(name.parts) > 1 else None
    return first is not None and first.role == "honour" and first.meaning in read_data("words")["bands"]


def _reading(at: int, mention: Mention, report: Report) -> Reading:
    family = FAMILIES[mention.type]
    if mention.kind is not MentionKind.NAME:
        return Reading(at, mention, report, family, None, None)
    if family == "place" and state_of(mention.text) is not None:
        family = "state"  # "Turkish" says whose, not where
    name = parse((family == "state" and state_of(mention.text)) or mention.text)
    if family in ("person", "place") and (_of_force(name) or _band(name)):
        family = "group"
    if family == "person":
        return Reading(at, mention, report, family, None, parse_person(mention.text))
    return Reading(at, mention, report, family, name, None)
