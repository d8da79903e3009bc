"""What kind of difference two answers to one question are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from pathlib import Path

import yaml

from stemmata.model import Claim, DifferenceKind, Polarity
from stemmata.ontology.predicates import Aspect, ValueKind
from stemmata.reconcile.entries import Entry, World, told
from stemmata.reconcile.rivals import ONE_AFTER_ANOTHER, Question
from stemmata.reconcile.times import Times, bounded, disjoint, hands_over, times, window
from stemmata.reconcile.values import plain_name
from stemmata.when import Holds

CONTRADICTION, CHANGE = DifferenceKind.CONTRADICTION, DifferenceKind.CHANGE_OVER_TIME
SHORTLY = timedelta(31)
QUANTITIES = Path(__file__).parent / "quantities.yml"
GRANULARITY, CORRECTION = DifferenceKind.GRANULARITY, DifferenceKind.CORRECTION


@dataclass(frozen=True, slots=True)
class Verdict:
    kind: DifferenceKind
    sub: str


def verdict(question: Question, one: Entry, other: Entry, world: World) -> Verdict | None:
    """The kind of a difference, or None where the two say nothing different."""
    if question.about == "rename":
        return renamed(one, other)
    if question.about == "post" and {one.fact.subject, other.fact.subject} & world.described:
        return None  # "its spokesman", whom nobody names, may be the one who is named elsewhere
    if question.about in ONE_AFTER_ANOTHER:
        return followed(question, one, other, world)
    found = culprits(one, other, world) if question.about == "culprit" else answers(question, one, other, world)
    if found is not None and otherwise(found) and corrected(one, other, world):
        return Verdict(CORRECTION, found.sub if found.kind is CONTRADICTION else question.about)
    return found


def otherwise(found: Verdict) -> bool:
    """Whether the two cannot both be right, or one author says both without saying when."""
    return found.kind is CONTRADICTION or found == Verdict(CHANGE, "undated")


def renamed(one: Entry, other: Entry) -> Verdict | None:
    """Two names of other times; or one renaming, of which the old name's end is told and the new name's beginning."""
    if one.value == other.value:
        return None
    ends = {entry.fact.predicate: entry.fact.when for entry in (one, other)}
    if len(ends) == 2 and ends["former_name"].end != ends["renamed_to"].start:
        end, begin = ends["former_name"].end, ends["renamed_to"].start
        if bounded(end) and bounded(begin) and (end.within(begin) or begin.within(end)):
            return Verdict(GRANULARITY, "precision")
    return Verdict(CHANGE, "rename")


def followed(question: Question, one: Entry, other: Entry, world: World) -> Verdict | None:
    """Whether a post followed another, of one person or in one body, or one holder of a place another, as is told."""
    place = one.fact.object
    if question.about == "holder" and (place is None or not world.is_any(place, ("Place",))):
        return None
    if question.about == "succession":
        return Verdict(CHANGE, "post") if gave_way(one, other, world) else None
    apart = times(one.fact.when, other.fact.when) is Times.APART
    if question.about == "career":
        apart = apart or one.former != other.former or told_apart(one, other, world)
    return Verdict(CHANGE, question.about) if apart else None


def gave_way(one: Entry, other: Entry, world: World) -> bool:
    """Whether the one surely ended when the other began, or before: by their stated times, or by a death."""
    here, there = one.fact.when, other.fact.when
    handed = hands_over(here, there) or hands_over(there, here) or here.overlaps(there) is Holds.NO
    return handed or outlived(one, other, world)


def told_apart(one: Entry, other: Entry, world: World) -> bool:
    """Whether of two posts the one has no time, and was told before the other began, or after it had ended."""

    def before_or_after(undated: Entry, dated: Entry) -> bool:
        spoken = told(undated, world.reports)
        began, ended = dated.fact.when.start.earliest, dated.fact.when.end.latest
        if undated.fact.when.known or not dated.fact.when.known or spoken is None:
            return False
        return bool(began and spoken[1] < began) or bool(ended and ended < spoken[0])

    return before_or_after(one, other) or before_or_after(other, one)


def culprits(one: Entry, other: Entry, world: World) -> Verdict | None:
    """Two who are said to have killed one person: one of them may be a part of the other."""
    if not independent(one, other) or disjoint(window(one.fact.when), window(other.fact.when)):
        return None
    return (
        Verdict(GRANULARITY, "scope")
        if akin(one.fact.subject, other.fact.subject, world)
        else Verdict(CONTRADICTION, "culprit")
    )


def akin(one: str, other: str, world: World) -> bool:
    """Whether the one lies in the other, or belongs to it, or may be it: the words of one name are in the other."""
    names = [set(plain_name(world.name(each)).split()) for each in (one, other)]
    return one in inside(other, world) or other in inside(one, world) or names[0] <= names[1] or names[1] <= names[0]


def answers(question: Question, one: Entry, other: Entry, world: World) -> Verdict | None:
    if question.about != "value":
        return by_time(question.about, one, other, world)
    if one.rule.once:
        return None  # of two days orders.yml tells
    if one.rule.value is ValueKind.DATE:
        return dates(one, other, world)
    if one.rule.value is ValueKind.NUMBER:
        return numbers(one, other, world)
    if one.value == other.value:
        return stints(one, other)
    if nested(one, other, world):
        return Verdict(GRANULARITY, "scope")
    return by_time("value", one, other, world)


def by_time(about: str, one: Entry, other: Entry, world: World) -> Verdict | None:
    """Two answers that cannot both be right at once: a contradiction at one time, else a change."""
    if about == "denial" and later_denial(one, other, world):
        return Verdict(CONTRADICTION, about)
    if about in ("value", "post") and (one.former != other.former or outlived(one, other, world)):
        return Verdict(CHANGE, about)
    lie = lying(one, other, world)
    if lie is Times.APART:
        return None if one.rule.repeats else Verdict(CHANGE, about)
    if lie is not Times.SAME and not independent(one, other):
        return Verdict(CHANGE, "undated")  # one author who says both tells of a change, without saying just when
    if lie is not Times.UNDATED:
        return Verdict(CONTRADICTION, about)
    both = not one.fact.when.known and not other.fact.when.known
    return Verdict(CONTRADICTION, about) if both or about == "denial" else Verdict(GRANULARITY, "undated")


def outlived(one: Entry, other: Entry, world: World) -> bool:
    """Whether the one who holds a post surely died before the other began."""

    def before(dead: Entry, heir: Entry) -> bool:
        day, began = world.deaths.get(dead.fact.subject), heir.fact.when.start.earliest
        seen = window(dead.fact.when)
        return day is not None and began is not None and day <= began and (seen is None or seen[0] <= day)

    return before(one, other) or before(other, one)


def later_denial(one: Entry, other: Entry, world: World) -> bool:
    """Whether what one source says is denied by another, without a time, and not before it can have been so.

    Of what happens again and again a denial means what happened shortly before.
    """
    denial, said = (one, other) if one.denied else (other, one)
    if (denial.fact.when.known and said.fact.when.known) or not independent(one, other):
        return False
    days, spoken = window(said.fact.when), told(denial, world.reports)
    if denial.fact.when.known or days is None or spoken is None:
        return not said.rule.repeats
    return spoken[1] >= days[0] and (not said.rule.repeats or spoken[0] - days[1] <= SHORTLY)


def refuted(denial: Entry, other: Entry, world: World) -> bool:
    """Whether a denial denies what another fact, of another predicate perhaps, takes for granted."""
    found = by_time("denial", denial, other, world)
    return found is not None and found.kind is CONTRADICTION and independent(denial, other)


def lying(one: Entry, other: Entry, world: World) -> Times:
    """How the times of two facts lie; for an undated one, the day it was published stands in."""
    found = times(one.fact.when, other.fact.when)
    if found is not Times.UNDATED:
        return found
    here = window(one.fact.when) or told(one, world.reports)
    there = window(other.fact.when) or told(other, world.reports)
    if here is None or there is None:
        return Times.UNDATED
    return Times.APART if disjoint(here, there) else Times.NEAR


def independent(one: Entry, other: Entry) -> bool:
    """Whether two facts have different sources: other lineages, or other voices in one report."""
    if len({*one.fact.lineages, *other.fact.lineages}) > 1:
        return True
    attributed = any(claim.voices for entry in (one, other) for claim in entry.group.claims)
    return attributed and one.origins.isdisjoint(other.origins)


def dates(one: Entry, other: Entry, world: World) -> Verdict | None:
    """Two dates of what happens once: one may be of the announcement, or of another name."""
    if one.group.slot.value or other.group.slot.value or not (one.fact.when.known and other.fact.when.known):
        return None
    if one.fact.qualifiers.get("announced") != other.fact.qualifiers.get("announced"):
        return Verdict(GRANULARITY, "announcement")
    names = {plain_name(str(entry.fact.qualifiers.get("under_name", ""))) for entry in (one, other)}
    if len(names) > 1:
        return Verdict(GRANULARITY, "scope")
    if not independent(one, other):
        return Verdict(GRANULARITY, "steps")
    if times(one.fact.when, other.fact.when) in (Times.SAME, Times.NEAR):
        return Verdict(GRANULARITY, "precision")
    return Verdict(GRANULARITY, "rename") if of_renaming(one, other, world) else Verdict(CONTRADICTION, "date")


def of_renaming(one: Entry, other: Entry, world: World) -> bool:
    """Whether the later of two foundings is of a day on which the entity is told to have changed its name."""
    if one.fact.predicate != "formed":
        return False
    later = window(max(one, other, key=lambda entry: entry.fact.when.order).fact.when)
    return any(not disjoint(later, days) for days in world.renamings.get(one.fact.subject, ()))


def numbers(one: Entry, other: Entry, world: World) -> Verdict | None:
    """Two numbers of one thing: of one time they must meet, of other times they may differ."""
    common = sorted(set(one.numbers) & set(other.numbers))
    if not common:
        return None
    if all(one.numbers[key].meets(other.numbers[key]) for key in common):
        same = all(one.numbers[key] == other.numbers[key] for key in common)
        return None if same or not comparable(one, other, world) else Verdict(GRANULARITY, "range")
    return Verdict(GRANULARITY, "nominal") if nominal(one) != nominal(other) else by_time("number", one, other, world)


def nominal(entry: Entry) -> bool:
    """Whether a number is said to be an authorised one, or one on paper."""
    return any(beside(claim.object.text).search(claim.quote) is not None for claim in entry.group.claims)


def beside(number: str) -> re.Pattern[str]:
    """A word of quantities.yml for a nominal strength shortly before a number, or right after it."""
    words = f"(?:{'|'.join(map(re.escape, not_actual()))})"
    given = re.escape(number) if number else "(?!)"
    return re.compile(rf"\b{words}\W+(?:\w+\W+){{0,3}}?{given}|{given}\W+(?:\w+\W+){{0,1}}{words}\b", re.IGNORECASE)


@cache
def not_actual() -> tuple[str, ...]:
    given = yaml.load(QUANTITIES.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return tuple(map(str, given["nominal"]))


def comparable(one: Entry, other: Entry, world: World) -> bool:
    """Whether two numbers that allow each other may be of one time."""
    if not (one.fact.when.known or other.fact.when.known):
        return True
    return lying(one, other, world) in (Times.SAME, Times.NEAR)


def stints(one: Entry, other: Entry) -> Verdict | None:
    """One value told with two beginnings or two ends, of what lasted through both."""
    if one.rule.aspect is Aspect.EVENT or times(one.fact.when, other.fact.when) is not Times.SAME:
        return None
    return Verdict(CONTRADICTION, "date")


def nested(one: Entry, other: Entry, world: World) -> bool:
    """Whether one place lies in the other, or one name only says more than the other: "Kesh" and "Kesh area"."""
    here, there = one.fact.object, other.fact.object
    if here is not None and there is not None and akin(here, there, world):
        return True
    words = [set(plain_name(world.name(e.fact.object) if e.fact.object else e.value).split()) for e in (one, other)]
    return bool(words[0] and words[1]) and (words[0] <= words[1] or words[1] <= words[0])


def inside(place: str, world: World) -> frozenset[str]:
    return world.inside.get(place, frozenset())


def corrected(one: Entry, other: Entry, world: World) -> bool:
    """Whether all who tell the one as a fact are reports whose later version says the other; that version may repeat
    the one to tell what it corrects, and others may have taken it up."""

    def replaced(old: Entry, new: Entry) -> bool:
        own = {claim.report for claim in old.group.claims if told_outright(claim)} or set(old.fact.reports)
        earlier = [report for report in sorted(own) if report not in new.fact.reports]
        return bool(earlier) and all(
            any((report, later) in world.revised for later in new.fact.reports) for report in earlier
        )

    return replaced(one, other) or replaced(other, one)


def told_outright(claim: Claim) -> bool:
    return claim.polarity is Polarity.ASSERTED and not claim.voices
