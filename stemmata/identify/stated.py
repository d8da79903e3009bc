"""What the reports say of names: what points back, second and former names, and what stands against what."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stemmata.identify.alike import stands_alone
from stemmata.identify.beside import in_lists, names_beside
from stemmata.identify.clusters import Clusters, Proposal
from stemmata.identify.readings import Reading, plain_statement
from stemmata.model import Claim
from stemmata.names.parse import Name, parse
from stemmata.names.person import parse_person

_TRUSTED = 0.5  # a wrong second name makes one thing of two; below this the reader itself doubts
NAMING = ("alias", "former_name", "renamed_to")
# Claims that only make sense of two things: nobody joins, fights, pays or is part of himself.
RELATIONS = frozenset(
    {
        "opposed_to",
        "allied_with",
        "attacked",
        "was_attacked_by",
        "merged_into",
        "split_from",
        "joined",
        "left",
        "part_of",
    }
    | {"member_of", "formed_by", "founded_by", "pledged_to", "defected_from_to", "captured", "released", "assassinated"}
    | {"supplied_by", "funded_by", "trained_by", "withdrew_from"}
)
# "the Turkish-backed Free Army": the name may be no more than the end of the name that is meant.
_MODIFIER = re.compile(r"[^\W\d_]+-[^\W\d_]+\s$")


def pointing_back(clusters: Clusters) -> Iterator[Proposal]:
    """Descriptions, pronouns and short forms are what they point back to."""
    index = clusters.readings.index
    for reading in clusters.readings.all:
        back = index.get(reading.mention.refers or "")
        if back is not None and back != reading.at:
            why = f"{reading} points back to {clusters.readings.all[back]}"
            yield Proposal(back, reading.at, "same", "refers", why, sure=True)


def note_doubts(clusters: Clusters) -> None:
    """Sets down the signs that two names are two things: one list holds both, or a claim relates one to the other."""
    readings = clusters.readings
    for one, other in in_lists(readings):
        if not clusters.together(one.at, other.at):
            clusters.doubt(one.at, other.at, "listed_apart", f"{one} stands in one list with '{other.mention.text}'")
    # Words that were read both ways, as a second name and as a relation, are no witness against themselves.
    named = {readings.ends(claim) for claim in readings.claims if claim.predicate in NAMING}
    for claim in readings.claims:
        ends = readings.ends(claim) if claim.predicate in RELATIONS and plain_statement(claim) else None
        if ends in named or (ends is not None and ends[::-1] in named):
            continue
        if ends is not None and all(readings.all[at].named for at in ends) and not clusters.together(*ends):
            why = f"{readings.all[ends[0]]} is said to be something else than {readings.all[ends[1]]}"
            clusters.doubt(*ends, "related", f"{why} ({claim.predicate}): {_quoted(claim)}")


def beside(clusters: Clusters) -> Iterator[Proposal]:
    """A second name that stands right beside the first: in brackets, or after "also known as" and its like."""
    for readings in clusters.readings.by_report.values():
        for found in names_beside(readings):
            one, other = found.first, found.second
            why = f"{one} is given another name right beside it ({found.kind}): '{found.words}'"
            trouble = _trouble(one, other, other.name)
            verdict = "same" if trouble is None else "different"
            sure = found.kind == "acronym"
            yield Proposal(one.at, other.at, verdict, f"beside_{found.kind}", trouble or why, sure)


def naming_claims(clusters: Clusters) -> Iterator[Proposal]:
    """Other names that claims state, both ends mentions, or the second a bare value that is a name elsewhere."""
    readings = clusters.readings
    by_key: dict[tuple[object, ...], list[Reading]] = {}
    for reading in readings.named:
        by_key.setdefault(reading.key, []).append(reading)
    for claim in readings.claims:
        if claim.predicate not in NAMING:
            continue
        ends = readings.ends(claim)
        one = readings.index.get(claim.subject.mention or "")
        if ends is not None:
            yield _judged(clusters, claim, readings.all[ends[0]], readings.all[ends[1]])
        elif one is not None and claim.object.is_value:
            yield from _by_value(clusters, claim, readings.all[one], by_key)


def _by_value(
    clusters: Clusters, claim: Claim, one: Reading, by_key: dict[tuple[object, ...], list[Reading]]
) -> Iterator[Proposal]:
    key: tuple[object, ...] = parse(claim.object.text).key
    if one.family == "person":
        key = ("person", *parse_person(claim.object.text).key)
    bearers = by_key.get(key, [])
    at_home = [reading for reading in bearers if reading.report.id == claim.report]
    for reading in (at_home or [reading for reading in bearers if stands_alone(reading)])[:1]:
        yield _judged(clusters, claim, one, reading)


def _judged(clusters: Clusters, claim: Claim, one: Reading, other: Reading) -> Proposal:
    """A naming claim, believed or not, with the reason."""
    quote = f"both '{one.mention.text}' and '{other.mention.text}' are given as names of one ({claim.predicate})"
    why = f"{quote} in {one.report.name}: {_quoted(claim)}"
    if not plain_statement(claim):
        return Proposal(one.at, other.at, "maybe", "hedged_name", f"not stated outright ({claim.polarity}): {why}")
    if claim.confidence < _TRUSTED:
        return Proposal(one.at, other.at, "maybe", "hedged_name", f"read with too little confidence: {why}")
    trouble = _nameless(clusters, one, other) or _trouble(one, other, other.name)
    if trouble is None:
        return Proposal(one.at, other.at, "same", claim.predicate, why)
    verdict = "different" if claim.predicate == "alias" and trouble.startswith("the numbers") else "maybe"
    return Proposal(one.at, other.at, verdict, "doubtful_name", f"{trouble} (against: {why})")


def _nameless(clusters: Clusters, *ends: Reading) -> str | None:
    """Which end is no name, and points back to none: "formerly a militia" tells no name."""
    for end in ends:
        if not clusters.families[clusters.root(end.at)]:
            return f"'{end.mention.text}' is no name"
    return None


def _trouble(one: Reading, other: Reading, name: Name | None) -> str | None:
    """Why a stated name should not be believed, if anything speaks against it."""
    numbers = (one.name.numbers if one.name else ()), (name.numbers if name else ())
    if all(numbers) and numbers[0] != numbers[1]:
        return f"the numbers differ: {' '.join(numbers[0])} and {' '.join(numbers[1])}"
    before = other.report.text[max(other.mention.start - 40, 0) : other.mention.start]
    modifier = _MODIFIER.search(before)
    if other.named and modifier is not None and other.family == "group":
        return f"'{modifier[0].strip()}' before '{other.mention.text}' may be part of the name"
    return None


def _quoted(claim: Claim) -> str:
    words = " ".join((claim.reading or claim.quote).split())
    return f"'{words if len(words) <= 200 else words[:200] + '...'}'"
