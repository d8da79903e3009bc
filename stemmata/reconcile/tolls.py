"""Tolls: two numbers for one side are compared where they are surely of one event.

That is so where both name one battle, or one place at a time that fits, or one day and no other place; where a report
gives both as two voices' numbers; and where a later version of a report puts the number right. Two events that are only
near in time are two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from stemmata.model import Claim, Difference, DifferenceKind
from stemmata.ontology.predicates import ValueKind
from stemmata.reconcile.entries import Entry, World, told
from stemmata.reconcile.scenes import NEARBY, Scene, of_toll, stories
from stemmata.reconcile.times import Calendar, window
from stemmata.reconcile.values import Amount
from stemmata.reconcile.verdicts import SHORTLY, akin, corrected, independent
from stemmata.reconcile.wording import joined, one_side, told_by
from stemmata.when import Period, agrees

TOLLS = Path(__file__).parent / "tolls.yml"
CONTRADICTION, CORRECTION = DifferenceKind.CONTRADICTION, DifferenceKind.CORRECTION
GRANULARITY = DifferenceKind.GRANULARITY
MISSING = 3  # persons whom a report may name beside a number that leaves them out
Kind = tuple[DifferenceKind, str]
REASONS: Mapping[Kind, str] = {
    (CONTRADICTION, "number"): "The numbers exclude each other",
    (CORRECTION, "number"): "A later version of the same report says otherwise",
    (GRANULARITY, "range"): "The numbers allow each other",
    (GRANULARITY, "precision"): "The one number is only more exact than the other",
    (GRANULARITY, "scope"): "The one number is told as a part of the other, or leaves out whom the report names",
}


@dataclass(frozen=True, slots=True)
class Toll:
    """A fact with the event that it is of: as its own words say, and as the report says around them."""

    entry: Entry
    own: Scene
    scene: Scene

    @property
    def numbers(self) -> Mapping[str, Amount]:
        return self.entry.numbers


def is_toll(entry: Entry) -> bool:
    return entry.rule.repeats and entry.rule.value is ValueKind.NUMBER


def tolls(entries: Sequence[Entry], world: World) -> Iterator[Difference]:
    """Numbers of one side in one event: all that exclude each other as one difference, the others two by two."""
    given = [entry for entry in entries if is_toll(entry) and not entry.denied and entry.numbers]
    near = stories(entries, {report for entry in given for report in entry.fact.reports}, world)
    by_subject: dict[str, list[Toll]] = {}
    for entry in given:
        by_subject.setdefault(entry.fact.subject, []).append(Toll(entry, *of_toll(entry, near, world)))
    for same in by_subject.values():
        yield from of_one_side(same, world)


def of_one_side(given: Sequence[Toll], world: World) -> Iterator[Difference]:
    apart: list[tuple[Toll, Toll]] = []
    for one, other in candidates(given, world):
        kind = verdict(one, other, world)
        if kind == (CONTRADICTION, "number"):
            apart.append((one, other))
        elif kind is not None:
            yield difference(kind, [[one], [other]], world)
    for sides in disputes(apart, world):
        yield difference((CONTRADICTION, "number"), sides, world)


# --- which two may be of one event -------------------------------------------------------------------------------


def candidates(given: Sequence[Toll], world: World) -> Iterator[tuple[Toll, Toll]]:
    """Pairs that share a battle, a place, a day or a passage, or of which one may be the correction of the other."""
    shelves: dict[object, list[int]] = {}
    versions: dict[str, list[tuple[str, str]]] = {}
    for pair in world.revised:
        for report in pair:
            versions.setdefault(report, []).append(pair)
    for at, toll in enumerate(given):
        for key in dict.fromkeys((*toll.scene.keys(), *toll.own.keys(), *passages(toll.entry, versions))):
            shelves.setdefault(key, []).append(at)
    pairs = {(one, other) for shelf in shelves.values() for at, one in enumerate(shelf) for other in shelf[at + 1 :]}
    pairs.update(of_like_days(given))
    yield from ((given[one], given[other]) for one, other in sorted(pairs))


def of_like_days(given: Sequence[Toll]) -> Iterator[tuple[int, int]]:
    """Pairs of tolls that may be of one day, each told to within a month."""
    calendar = Calendar()
    days = ((window(toll.entry.fact.when), at) for at, toll in enumerate(given))
    short = [(last - first, first, last, at) for (first, last), at in ((d, at) for d, at in days if d is not None)]
    for length, first, last, at in sorted(short):
        if length <= SHORTLY:
            yield from ((min(at, other), max(at, other)) for other in calendar.near((first, last)))
            calendar.add(at, (first, last))


def passages(entry: Entry, versions: Mapping[str, Sequence[tuple[str, str]]]) -> Iterator[tuple[str, object]]:
    """Where a toll stands: the stretches of its reports; of a report with versions, its versions."""
    for claim in entry.group.claims:
        stretch = claim.start // NEARBY
        yield from (("passage", (claim.report, stretch + step)) for step in (0, 1))
        yield from (("versions", pair) for pair in versions.get(claim.report, ()))


def of_one_event(one: Toll, other: Toll, world: World) -> bool:
    if one.scene.elsewhere(other.scene) or other_side(one, other, world) or part(one.entry) != part(other.entry):
        return False
    if one.scene.battles & other.scene.battles or side_by_side(one.entry, other.entry):
        return True
    here, there = one.entry.fact.when, other.entry.fact.when
    if here.known and there.known:
        return agrees(here, there) and short(here) and short(there)
    if one.own.places & other.own.places:
        return True
    days = one.scene.days, other.scene.days
    if one.scene.places & other.scene.places:
        return (days[0] is not None and days[1] is not None) or told_together(one, other, world)
    return one.scene.day is not None and one.scene.day == other.scene.day


def short(when: Period) -> bool:
    """Whether a time is told to within a month: a toll of a year is of all its fights."""
    days = window(when)
    return days is not None and days[1] - days[0] <= SHORTLY


def other_side(one: Toll, other: Toll, world: World) -> bool:
    """Whether they are told as the work of two who have nothing to do with each other."""
    causes = [culprits(toll.entry, world) for toll in (one, other)]
    return bool(causes[0] and causes[1]) and not any(akin(a, b, world) for a in causes[0] for b in causes[1])


def culprits(entry: Entry, world: World) -> set[str]:
    words = ((claim.report, str(claim.qualifiers.get("caused_by", ""))) for claim in entry.group.claims)
    return {entity for report, text in words if (entity := world.voices.entity(report, text)) is not None}


def told_together(one: Toll, other: Toll, world: World) -> bool:
    """Whether what was told of one place was told within a month."""
    spoken = told(one.entry, world.reports), told(other.entry, world.reports)
    here, there = one.scene.days or spoken[0], other.scene.days or spoken[1]
    if here is None or there is None:
        return False
    return max(here[0], there[0]) - min(here[1], there[1]) <= SHORTLY


def side_by_side(one: Entry, other: Entry) -> bool:
    """Whether one report gives both, without a day and near each other, each from another voice."""
    if one.fact.when.known or other.fact.when.known or not one.origins.isdisjoint(other.origins):
        return False
    return near(one, other) is not None


def near(one: Entry, other: Entry) -> tuple[Claim, Claim] | None:
    """Claims of both that stand near each other in one report."""
    there: dict[str, list[Claim]] = {}
    for claim in other.group.claims:
        there.setdefault(claim.report, []).append(claim)
    pairs = ((claim, each) for claim in one.group.claims for each in there.get(claim.report, ()))
    return next((pair for pair in pairs if abs(pair[0].start - pair[1].end) <= NEARBY), None)


# --- what they are to each other ---------------------------------------------------------------------------------


def verdict(one: Toll, other: Toll, world: World) -> Kind | None:
    common = sorted(set(one.numbers) & set(other.numbers))
    if not common:
        return None
    if corrected(one.entry, other.entry, world):
        return None if agree(one, other, common) else (CORRECTION, "number")
    if part_of(one.entry, other.entry):
        return None if agree(one, other, common) else (GRANULARITY, "scope")
    if not independent(one.entry, other.entry) or not of_one_event(one, other, world):
        return None
    if agree(one, other, common):
        return alike(one, other, common)
    left_out = any(beside(toll.entry) for toll in (one, other))
    if left_out and all(widened(one.numbers[key]).meets(widened(other.numbers[key])) for key in common):
        return GRANULARITY, "scope"
    return CONTRADICTION, "number"


def agree(one: Toll, other: Toll, common: Sequence[str]) -> bool:
    return all(one.numbers[key].meets(other.numbers[key]) for key in common)


def alike(one: Toll, other: Toll, common: Sequence[str]) -> Kind | None:
    """Numbers that allow each other: a wider and a narrower one, or the same less and more exactly."""
    if any(one.numbers[key] != other.numbers[key] for key in common):
        return GRANULARITY, "range"
    return (GRANULARITY, "precision") if rounded(one.entry) != rounded(other.entry) else None


def widened(number: Amount) -> Amount:
    return Amount(number.least, number.most + MISSING)


@cache
def patterns(key: str) -> tuple[str, ...]:
    """A list of tolls.yml."""
    given = yaml.load(TOLLS.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return tuple(map(str, given[key]))


def said(claim: Claim, key: str) -> bool:
    """Whether the words around the number of a claim are as a pattern has them."""
    if not claim.object.text:
        return False
    number = rf"(?:{re.escape(claim.object.text)}|{re.escape(claim.object.text.split()[0])})"
    return any(re.search(each.replace("#", number), claim.quote, re.IGNORECASE) for each in patterns(key))


def part_of(one: Entry, other: Entry) -> bool:
    """Whether a report gives the one as a part of the other, in the same words or right after it."""
    pair = near(one, other)
    if pair is None:
        return False
    whole, less = sorted(zip(pair, (one, other), strict=True), key=lambda told: -max(least(told[1])))
    return whole[0].start <= less[0].start and said(less[0], "part")


def part(entry: Entry) -> bool:
    """Whether the number is told as a part of a greater one: the dead of one day of a siege."""
    return any(said(claim, "part") for claim in entry.group.claims)


def least(entry: Entry) -> list[float]:
    return [number.least for number in entry.numbers.values()]


def beside(entry: Entry) -> bool:
    return any(said(claim, "beside") for claim in entry.group.claims)


def rounded(entry: Entry) -> bool:
    """Whether all say the number with a word that it is not exact."""
    words = tuple(f"{word} " for word in patterns("about"))
    return all(claim.object.text.casefold().startswith(words) for claim in entry.group.claims)


# --- disputes ----------------------------------------------------------------------------------------------------


def disputes(apart: Sequence[tuple[Toll, Toll]], world: World) -> Iterator[list[list[Toll]]]:
    """Pairs that exclude each other, put together where all of them are of one event: a side for each number."""
    groups: list[list[list[Toll]]] = []
    for pair in apart:
        if not any(all(placed(toll, sides, world) for toll in pair) for sides in groups):
            groups.append([[pair[0]], [pair[1]]])
    yield from groups


def placed(toll: Toll, sides: list[list[Toll]], world: World) -> bool:
    """Puts a toll on its side of a dispute, or on a new one; whether it is of the event of all who say otherwise."""
    if any(other is toll for side in sides for other in side):
        return True
    same = next((side for side in sides if all(same_number(toll, other) for other in side)), None)
    if not all(of_one_event(toll, other, world) for side in sides if side is not same for other in side):
        return False
    if same is not None:
        same.append(toll)
    else:
        sides.append([toll])
    return True


def same_number(one: Toll, other: Toll) -> bool:
    common = set(one.numbers) & set(other.numbers)
    return bool(common) and all(one.numbers[key] == other.numbers[key] for key in common)


def difference(kind: Kind, sides: Sequence[Sequence[Toll]], world: World) -> Difference:
    ordered = sorted(([toll.entry for toll in side] for side in sides), key=lambda side: order(side[0]))
    first = ordered[0][0]
    told_ = joined(", ".join(f"{counted(entry)}{told_by(entry, world)}" for entry in side) for side in ordered)
    why = f"{world.name(first.fact.subject)} {first.rule.label}: {told_}. {REASONS[kind]}."
    return Difference(*kind, tuple(one_side(side) for side in ordered), why)


def order(entry: Entry) -> tuple[object, ...]:
    return *entry.fact.when.order, entry.fact.id


def counted(entry: Entry) -> str:
    return "; ".join(f"{number} {key}".strip() for key, number in entry.numbers.items())
