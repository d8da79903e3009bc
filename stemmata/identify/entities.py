"""From a cluster of mentions to an entity: its type, its best name, and all its names with their kinds and times."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from stemmata.identify.clusters import Clusters
from stemmata.identify.readings import FAMILIES, Reading, of_arms, plain_statement
from stemmata.identify.stated import NAMING
from stemmata.model import Claim, Entity, EntityName, MentionKind, MentionType
from stemmata.names.lexicon import state_of
from stemmata.names.parse import parse
from stemmata.names.scripts import script_of
from stemmata.names.spelling import APOSTROPHES, fold, plain
from stemmata.when import UNKNOWN, Period

# Of types that are met equally often the one that says more wins.
_SPECIFIC = (
    MentionType.STATE_FORCE,
    MentionType.COALITION,
    MentionType.ARMED_GROUP,
    MentionType.STATE,
    MentionType.PERSON,
    MentionType.OPERATION,
    MentionType.AGREEMENT,
    MentionType.WEAPON,
    MentionType.PUBLICATION,
    MentionType.PROGRAMME,
    MentionType.PLACE,
    MentionType.ORGANIZATION,
)
_ARMED = _SPECIFIC[:3]


Naming = Mapping[int, list[tuple[str, Claim | None]]]


def named_by(clusters: Clusters) -> Naming:
    """For each reading whether it is said to be an "old", a "new" or an "other" name, and the claim that says so."""
    readings = clusters.readings
    found: dict[int, list[tuple[str, Claim | None]]] = {}
    for step in clusters.steps:
        if step.rule == "beside_former" and step.verdict == "same":
            found.setdefault(step.other, []).append(("old", None))
    sides = {"alias": ("", "other"), "former_name": ("", "old"), "renamed_to": ("old", "new")}
    for claim in readings.claims:
        if claim.predicate not in NAMING or not plain_statement(claim):
            continue
        for side, end in zip(sides[claim.predicate], (claim.subject, claim.object), strict=True):
            at = readings.index.get(end.mention or "")
            if at is not None and side:
                found.setdefault(at, []).append((side, claim))
    return found


def entity_type(cluster: Sequence[Reading]) -> MentionType:
    """The type that most names have (of descriptions, where there is no name); of equals, the one that says more.

    Only types of the kind that the names were found to be count: a brigade that a model took for a place is none.
    "Organization" says least: it gives way to any kind of armed body that a quarter of the names are taken for, or
    that one is where a word of the name tells of arms.
    """
    named = [r for r in cluster if r.named] or list(cluster)
    fitting = [r.mention.type for r in named if FAMILIES[r.mention.type] == r.family]
    counts = Counter(fitting or [_plainest(r) for r in named])
    best = min(counts, key=lambda t: (-counts[t], _SPECIFIC.index(t)))
    if best is MentionType.ORGANIZATION:
        least = 1 if any(r.name is not None and of_arms(r.name) for r in named) else counts.total() / 4
        armed = [t for t in _ARMED if counts[t] and counts[t] >= least]
        best = max(armed, key=lambda t: (counts[t], -_SPECIFIC.index(t)), default=best)
    return best


def _plainest(reading: Reading) -> MentionType:
    """A type of the kind that a name was found to be, where no reader gave it one."""
    if reading.family == "group":
        return MentionType.ARMED_GROUP if reading.name and of_arms(reading.name) else MentionType.ORGANIZATION
    return {"state": MentionType.STATE, "place": MentionType.PLACE}.get(reading.family, reading.mention.type)


def display(reading: Reading) -> str:
    """The name as it is shown: one line, no rank, no English article, no possessive."""
    text = reading.person.bare if reading.person is not None else reading.mention.text
    text = " ".join(text.split()).strip(' "“”«»,;:')
    for ending in [f"{a}s" for a in APOSTROPHES]:
        text = text.removesuffix(ending)
    if text.count(".") == 1:
        text = text.removesuffix(".")
    return text[4:] if text[:4].casefold() == "the " and len(text) > 4 else text


class _Spelling:
    """One name of an entity while its mentions are gathered."""

    def __init__(self) -> None:
        self.texts: Counter[str] = Counter()
        self.sides: list[tuple[str, Claim | None]] = []
        self.full = False

    @property
    def text(self) -> str:
        return min(self.texts, key=lambda t: (-self.texts[t], t))

    @property
    def count(self) -> int:
        return self.texts.total()

    @property
    def old(self) -> bool:
        sides = {side for side, _ in self.sides}
        return "old" in sides and "new" not in sides


def entity(id: str, cluster: Sequence[Reading], naming: Naming, values: list[Claim]) -> Entity:
    """The entity that a cluster is. `values` are naming claims about it whose other name is a bare value."""
    spellings = _gathered(cluster, naming, values)
    if not spellings:
        text = " ".join(min(cluster, key=_says_little).mention.text.split())
        name = EntityName(text, script_of(text), "description")
        return Entity(id, entity_type(cluster), text, (name,))
    best = min(spellings.values(), key=_preference)
    rest = sorted((s for s in spellings.values() if s is not best), key=lambda s: (-s.count, s.text))
    main = EntityName(best.text, script_of(best.text), "main", *_evidence(best))
    names = (main, *(EntityName(s.text, script_of(s.text), _kind(s, best), *_evidence(s)) for s in rest))
    return Entity(id, entity_type(cluster), best.text, names)


def _says_little(reading: Reading) -> tuple[bool, bool]:
    """Pronouns and bare numbers last: "the defectors" rather than "they" or "500"."""
    bare = not any(c.isalpha() for c in reading.mention.text)
    return bare, reading.mention.kind is MentionKind.PRONOUN


def _gathered(cluster: Sequence[Reading], naming: Naming, values: list[Claim]) -> dict[str, _Spelling]:
    spellings: dict[str, _Spelling] = {}
    for reading in cluster:
        if not reading.named:
            continue
        text = display(reading)
        spelling = spellings.setdefault(plain(text).replace("-", " "), _Spelling())
        spelling.texts[text] += 1
        spelling.sides += naming.get(reading.at, [])
        adjective = reading.family == "state" and state_of(text) is not None
        spelling.full |= reading.person.full if reading.person else not (reading.acronym or adjective)
    for claim in values if spellings else []:
        spelling = spellings.setdefault(plain(claim.object.text).replace("-", " "), _Spelling())
        spelling.texts[claim.object.text] += 0
        spelling.sides.append(("old" if claim.predicate == "former_name" else "other", claim))
    return spellings


def _preference(spelling: _Spelling) -> tuple[bool, bool, bool, int]:
    """Latin and in full, not given up, and what most mentions say; `min` takes the first met of equals."""
    in_full = script_of(spelling.text) == "Latn" and spelling.full
    return not spelling.count, not in_full, spelling.old, -spelling.count


def _kind(spelling: _Spelling, best: _Spelling) -> str:
    text = spelling.text
    if script_of(text) != "Latn" and script_of(best.text) == "Latn":
        return "original_script"
    if spelling.old:
        return "former"
    if parse(text).is_acronym:
        return "acronym"
    return "translation" if _translates(text, best.text) else "alias"


def _translates(one: str, other: str) -> bool:
    """Whether both name the same kind of body in words of two languages."""
    ours, theirs = parse(one), parse(other)
    if not ours.has_unit or ours.frame != theirs.frame or ours.words == theirs.words:
        return False
    mine = {fold(p.text) for p in ours.parts if p.role == "unit"}
    return mine.isdisjoint(fold(p.text) for p in theirs.parts if p.role == "unit")


def _evidence(spelling: _Spelling) -> tuple[Period, tuple[str, ...]]:
    """When the name was borne, as far as the claims say, and the claims."""
    claims = tuple(sorted({claim.id for _, claim in spelling.sides if claim is not None}))
    dated = sorted(
        (_borne(side, claim) for side, claim in spelling.sides if claim is not None),
        key=lambda p: (not p.known, p.edtf, p.words),
    )
    return (dated[0] if dated else UNKNOWN), claims


def _borne(side: str, claim: Claim) -> Period:
    """A renaming on a day begins the new name and ends the old one; otherwise the claim's own time."""
    when = claim.when
    if claim.predicate != "renamed_to" or not when.at:
        return when
    if side == "old":
        return Period.span(finish=when.at, words=when.words)
    return Period.span(begin=when.at, words=when.words)
