"""Contradictions that take more than two answers to one question: who did it when a voice blames another, who holds a
place that was taken, what a group and its leader say, what a death was."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations
from math import inf

from stemmata.model import Difference, DifferenceKind
from stemmata.ontology.predicates import Aspect, AtOnce
from stemmata.reconcile.causes import not_murdered
from stemmata.reconcile.entries import Entry, World
from stemmata.reconcile.posts import given
from stemmata.reconcile.rivals import opposite
from stemmata.reconcile.slots import Slot, Statement
from stemmata.reconcile.tenure import says_it_goes_on, written
from stemmata.reconcile.times import disjoint, window
from stemmata.reconcile.values import plain_name
from stemmata.reconcile.verdicts import SHORTLY, akin, independent
from stemmata.reconcile.within import partly
from stemmata.reconcile.wording import joined, matter, told_by
from stemmata.when import Holds

ONCE_FOR_TWO = ("split_from", "merged_into", "founded_by", "renamed_to")  # between the same two it happens once
COMES_BACK = ("joined", "merged_into", "split_from", "left")  # unless they came together, or parted, in between
DEEDS = ("attacked", "assassinated")
By = Mapping[str, Sequence[Entry]]
WHY = {
    "culprit": "Who denies the one lays it to the other",
    "holder": "What was taken is no longer in other hands",
    "stance": "A group and its leader cannot take opposite stands at one time",
    "cause": "The one is nobody's deed, the other is a murder",
    "date": "It can have happened, or begun, only once",
    "merger": "What merges goes into one other",
}


def clashes(entries: Sequence[Entry], world: World) -> Iterator[Difference]:
    by: dict[str, list[Entry]] = {}
    for entry in entries:
        by.setdefault(entry.fact.predicate, []).append(entry)
    for pairs in (
        mergers(by, world),
        blamed(by, world),
        held(by, world),
        led(by, world),
        murders(by, world),
        dated(by, world),
    ):
        yield from (difference(sub, one, other, world) for sub, one, other in pairs)


Pairs = Iterator[tuple[str, Entry, Entry]]


def shelves(entries: Sequence[Entry], end: str) -> dict[str, list[Entry]]:
    """Facts by the entity at one end."""
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        entity = entry.fact.subject if end == "subject" else entry.fact.object
        if entity is not None:
            found.setdefault(entity, []).append(entry)
    return found


def mergers(by: By, world: World) -> Pairs:
    """Two bodies into which one merged in the same days, by reports of which none tells both."""
    told = [e for e in by.get("merged_into", ()) if not e.denied and not loose(e, world)]
    for same in shelves(told, "subject").values():
        for at, one in enumerate(same):
            for other in same[at + 1 :]:
                if one.fact.object != other.fact.object and at_one_time(one, other) and rivals(one, other, world):
                    yield "merger", one, other


def loose(entry: Entry, world: World) -> bool:
    """Whether what takes it in is a coalition or a state, in which it may go on as it was."""
    return entry.fact.object is None or world.is_known(entry.fact.object, ("Coalition", "State"))


def rivals(one: Entry, other: Entry, world: World) -> bool:
    ends = one.fact.object, other.fact.object
    related = ends[0] is not None and ends[1] is not None and akin(ends[0], ends[1], world)
    return not related and independent(one, other) and not set(one.fact.reports) & set(other.fact.reports)


def at_one_time(one: Entry, other: Entry) -> bool:
    """Whether both are told to within a month, and may be of the same days."""
    days = window(one.fact.when), window(other.fact.when)
    short = all(each is not None and each[1] - each[0] <= SHORTLY for each in days)
    return short and not disjoint(*days)


def blamed(by: By, world: World) -> Pairs:
    """Who is said to have done it, and whom the voice that denies that says to have done it."""
    for predicate in DEEDS:
        for same in shelves(by.get(predicate, ()), "object").values():
            said = [entry for entry in same if not entry.denied]
            for denial in (entry for entry in same if entry.denied):
                others = [e for e in said if e.fact.subject != denial.fact.subject and one_mouth(e, denial, world)]
                firsts = [e for e in said if e.fact.subject == denial.fact.subject]
                yield from (("culprit", e, other) for e in firsts for other in others if matches(e, other, world))


def one_mouth(one: Entry, denial: Entry, world: World) -> bool:
    """Whether one report has both from one voice."""
    mouths = [{(claim.report, world.voices.key(claim)) for claim in e.group.claims} for e in (one, denial)]
    return not mouths[0].isdisjoint(mouths[1])


def matches(one: Entry, other: Entry, world: World) -> bool:
    apart = disjoint(window(one.fact.when), window(other.fact.when))
    return not apart and independent(one, other) and not akin(one.fact.subject, other.fact.subject, world)


def held(by: By, world: World) -> Pairs:
    """A place that one took, and that another is told to hold in the weeks after it."""
    holding = shelves([e for e in by.get("controls", ()) if not e.denied and not part(e)], "object")
    for place, takings in shelves([e for e in by.get("captured", ()) if not e.denied], "object").items():
        if place in holding and world.is_any(place, ("Place",)):
            days = sorted((day, at) for at, e in enumerate(holding[place]) for day in showings(e, world))
            taken_by = shelves(takings, "subject")
            for taken in takings:
                for at, last in after(taken, days).items():
                    other = holding[place][at]
                    if still_held(taken, other, last, taken_by.get(other.fact.subject, ()), world):
                        yield "holder", taken, other


def showings(entry: Entry, world: World) -> list[date]:
    """The days on which a holding is surely told."""
    return [day for statement in entry.group.statements if (day := shown(statement, world)) is not None]


def after(taken: Entry, days: Sequence[tuple[date, int]]) -> dict[int, date]:
    """Which holdings are told in the weeks after a taking, and the last day of each there; `days`: those of all."""
    known = window(taken.fact.when)
    if known is None or known[1] - known[0] > SHORTLY or part(taken):
        return {}
    return {
        at: day for day, at in days[bisect_left(days, (known[1], -1)) : bisect_left(days, (known[1] + SHORTLY, inf))]
    }


def still_held(taken: Entry, other: Entry, last: date, own: Iterable[Entry], world: World) -> bool:
    """Whether the other held it then, though the one had taken it; `own`: the takings of the other."""
    if not independent(taken, other) or akin(taken.fact.subject, other.fact.subject, world):
        return False
    first = window(taken.fact.when)
    return first is not None and not any(back(again, first[0], last) for again in own)


def back(again: Entry, first: date, last: date) -> bool:
    """Whether it was taken back in between, as far as is told."""
    days = window(again.fact.when)
    return days is None or (days[1] >= first and days[0] <= last)


def shown(statement: Statement, world: World) -> date | None:
    """The day on which a state is surely told to hold: of its own words, or of a report that says it goes on."""
    if statement.stated.known:
        days = window(statement.stated)
        return days[0] if days is not None and days[0] == days[1] and statement.stated.at else None
    return written(world.reports[statement.claim.report]) if says_it_goes_on(statement) else None


def part(entry: Entry) -> bool:
    words = (str(claim.qualifiers.get(key, "")) for claim in entry.group.claims for key in ("degree", "extent"))
    return any(partly() & set(plain_name(text).split()) for text in words)


def led(by: By, world: World) -> Pairs:
    """Opposite stands of a group and of who stands at its head."""
    stands = [e for e in by.get("stance", ()) if not e.denied]
    taken = shelves(stands, "subject")
    for post in by.get("holds_post", ()):
        head = not post.denied and post.qualifier("role") in given("heads") and post.fact.object is not None
        for own in taken.get(post.fact.subject, ()) if head else ():
            for other in taken.get(post.fact.object or "", ()):
                same = own.value == other.value and opposite(own, other) and at_one_time(own, other)
                if same and independent(own, other) and post.fact.when.overlaps(own.fact.when) is not Holds.NO:
                    yield "stance", own, other


def murders(by: By, world: World) -> Pairs:
    """A murder, and a death that was nobody's deed."""
    deaths = shelves([e for e in by.get("died", ()) if not e.denied and not_murdered(e)], "subject")
    for murder in by.get("assassinated", ()):
        for death in deaths.get(murder.fact.object or "", ()) if not murder.denied else ():
            if not disjoint(window(murder.fact.when), window(death.fact.when)) and independent(murder, death):
                yield "cause", death, murder


def dated(by: By, world: World) -> Pairs:
    """Two days of what happens once between the same two; two beginnings of a state that went on through both."""
    tied = ties(by)
    for predicate, entries in by.items():
        slots: dict[Slot, list[Entry]] = {}
        for entry in entries:
            if entry.fact.when.known and not entry.denied:
                slots.setdefault(entry.group.slot, []).append(entry)
        for same in (each for each in slots.values() if len(each) > 1 and each[0].rule.at_once is not AtOnce.ONE):
            again = predicate in ONCE_FOR_TWO and came_back(same[0], tied)
            for one, other in () if again else combinations(same, 2):
                apart = other_days(one, other) if predicate in ONCE_FOR_TWO else other_beginnings(one, other)
                if apart and independent(one, other) and not set(one.fact.reports) & set(other.fact.reports):
                    yield "date", one, other


def ties(by: By) -> set[tuple[str, str, str | None]]:
    """Who came together with whom, or parted."""
    return {(name, e.fact.subject, e.fact.object) for name in COMES_BACK for e in by.get(name, ()) if not e.denied}


def came_back(entry: Entry, tied: Container[tuple[str, str, str | None]]) -> bool:
    """Whether the same two are told to have come together or parted in another way too, so that it may be so twice."""
    others = (name for name in COMES_BACK if name != entry.fact.predicate)
    return any((name, entry.fact.subject, entry.fact.object) in tied for name in others)


def other_days(one: Entry, other: Entry) -> bool:
    return disjoint(window(one.fact.when), window(other.fact.when))


def other_beginnings(one: Entry, other: Entry) -> bool:
    """Whether both tell when a state began, on other days, and it is known to have lasted through both."""
    here, there = one.fact.when, other.fact.when
    told = one.rule.aspect is Aspect.STATE and here.begin and there.begin
    return bool(told) and here.start.meet(there.start) is None and here.overlaps(there) is Holds.YES


def difference(sub: str, one: Entry, other: Entry, world: World) -> Difference:
    ordered = sorted((one, other), key=lambda entry: (entry.fact.when.order, entry.fact.id))
    said = joined(f"{what(entry, world)}{told_by(entry, world)}" for entry in ordered)
    return Difference(DifferenceKind.CONTRADICTION, sub, tuple(e.side for e in ordered), f"{said}. {WHY[sub]}.")


def what(entry: Entry, world: World) -> str:
    stand = entry.qualifier("stance")
    return f"{matter(entry, world)}: {stand}" if stand else matter(entry, world)
