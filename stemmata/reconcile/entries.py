"""A fact with all that made it: what the differences are told from."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from stemmata.model import Collation, DerivationKind, EntityName, Fact, Identification, Polarity, Report, Side
from stemmata.ontology import ontology
from stemmata.ontology.predicates import Predicate
from stemmata.reconcile.facts import Group
from stemmata.reconcile.former import had_ended
from stemmata.reconcile.support import Support
from stemmata.reconcile.times import Window, window
from stemmata.reconcile.values import Amount
from stemmata.reconcile.voices import Voices
from stemmata.when import edtf_bounds

BELONGS = ("located_in", "part_of", "member_of")
DEATHS = {"died": "subject", "assassinated": "object"}
BELIEVED = (Polarity.ASSERTED, Polarity.REPORTED)


@dataclass(frozen=True, slots=True)
class Entry:
    fact: Fact
    group: Group
    support: Support
    origins: frozenset[Hashable]  # who says it in the end
    rule: Predicate = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "rule", ontology()[self.fact.predicate])

    @property
    def denied(self) -> bool:
        return self.group.slot.denied

    @property
    def former(self) -> bool:
        """Whether a report calls it former, and none says when it was."""
        times = any(claim.when.known for claim in self.group.claims)
        return not times and any(had_ended(claim) for claim in self.group.claims)

    @property
    def numbers(self) -> Mapping[str, Amount]:
        return self.group.statements[0].numbers

    @property
    def value(self) -> str:
        """The object, or the plain form of the value: alike where two facts give the same answer."""
        return self.fact.object or self.group.slot.value

    def qualifier(self, key: str) -> str:
        return dict(self.group.slot.qualifiers).get(key, "")

    @property
    def side(self) -> Side:
        return Side((self.fact.id,), self.fact.claims, self.fact.voices, self.fact.lineages)


@dataclass(frozen=True, slots=True)
class World:
    """What the facts are about and where they come from."""

    voices: Voices
    lineage: Mapping[str, str]  # report -> lineage
    names: Mapping[str, str]  # entity id -> name
    types: Mapping[str, str]  # entity id -> type
    described: frozenset[str]  # entities that no report names: "16 groups"
    inside: Mapping[str, frozenset[str]]  # place or group -> what it lies in or belongs to
    revised: frozenset[tuple[str, str]]  # (earlier report, its later version)
    deaths: Mapping[str, date]  # person -> the last day on which the death can have been
    renamings: Mapping[str, tuple[Window, ...]]  # entity -> the days of its renamings, where they are told
    tellings: dict[str, str] = field(default_factory=dict)  # fact -> who tells it and when, in words; those asked for

    @property
    def reports(self) -> Mapping[str, Report]:
        return self.voices.reports

    def is_any(self, entity: str, among: tuple[str, ...]) -> bool:
        """Whether an entity is of one of these types, of a narrower one, or may be, as far as its own type tells."""
        type_ = self.types.get(entity)
        if type_ is None:
            return False
        broad = ontology().types[type_].abstract
        return ontology().allows(type_, among) or (broad and any(ontology().is_a(kind, type_) for kind in among))

    def is_known(self, entity: str, among: tuple[str, ...]) -> bool:
        """Whether an entity is surely of one of these types."""
        return entity in self.types and ontology().allows(self.types[entity], among)

    def name(self, entity: str) -> str:
        return self.names.get(entity, entity)


def world(voices: Voices, identification: Identification, collation: Collation, entries: tuple[Entry, ...]) -> World:
    """The world of some facts; places lie in places as the facts themselves say."""
    above: dict[str, set[str]] = {}
    for entry in entries:
        if entry.fact.predicate in BELONGS and entry.fact.object is not None and not entry.denied:
            above.setdefault(entry.fact.subject, set()).add(entry.fact.object)
    revised = {
        (tie.source, tie.target)
        for tie in collation.derivations
        if tie.directed and tie.kind is DerivationKind.REVISION
    }
    names = {entity.id: entity.name for entity in identification.entities}
    types = {entity.id: entity.type for entity in identification.entities}
    within = {place: reach(place, above) for place in above}
    described = frozenset(e.id for e in identification.entities if e.names and not any(map(is_name, e.names)))
    return World(
        voices,
        collation.lineage_of(),
        names,
        types,
        described,
        within,
        frozenset(revised),
        deaths(entries),
        renamings(entries),
    )


def is_name(name: EntityName) -> bool:
    return name.kind != "description"


def deaths(entries: Iterable[Entry]) -> dict[str, date]:
    found: dict[str, date] = {}
    for entry in entries:
        person, day = dead(entry), entry.fact.when.end.latest
        if person is not None and day is not None:
            found[person] = max(day, found.get(person, day))  # of two deaths told the later one is the safe bound
    return found


def dead(entry: Entry) -> str | None:
    """Whose death a fact tells, where it is not only alleged."""
    end = DEATHS.get(entry.fact.predicate)
    if end is None or entry.denied or entry.fact.polarity not in BELIEVED:
        return None
    return entry.fact.subject if end == "subject" else entry.fact.object


def renamings(entries: Iterable[Entry]) -> dict[str, tuple[Window, ...]]:
    found: dict[str, tuple[Window, ...]] = {}
    for entry in entries:
        days = window(entry.fact.when) if entry.fact.predicate == "renamed_to" and not entry.denied else None
        if days is not None:
            found[entry.fact.subject] = (*found.get(entry.fact.subject, ()), days)
    return found


def reach(place: str, above: Mapping[str, set[str]]) -> frozenset[str]:
    found: set[str] = set()
    waiting = [place]
    while waiting:
        for wider in above.get(waiting.pop(), ()):
            if wider not in found:
                found.add(wider)
                waiting.append(wider)
    return frozenset(found - {place})


def told(entry: Entry, reports: Mapping[str, Report]) -> tuple[date, date] | None:
    """When an undated fact was told: the days on which its reports were published, where all of them are known."""
    days = [published(reports[report]) for report in entry.fact.reports]
    known = [pair for pair in days if pair is not None]
    if not known or len(known) < len(days):
        return None
    return min(first for first, _ in known), max(last for _, last in known)


def published(report: Report) -> tuple[date, date] | None:
    first, last = edtf_bounds(report.known("published") or "")
    return None if first is None or last is None else (first, last)
