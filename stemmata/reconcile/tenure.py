"""How long a state went on, beyond what its own claims say: until the writing, and not after a successor or a death.

No end is claimed here: only the bounds of a period are drawn in, and a fact says why.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import yaml

from stemmata.model import Difference, DifferenceKind, Fact, Report
from stemmata.ontology.predicates import Aspect, AtOnce
from stemmata.reconcile.entries import BELIEVED, Entry, World, dead, told
from stemmata.reconcile.former import at_its_end, had_ended
from stemmata.reconcile.rivals import post
from stemmata.reconcile.slots import Statement, is_event
from stemmata.reconcile.times import window
from stemmata.when import Bounds, Period, edtf_bounds

ONGOING = Path(__file__).parent / "ongoing.yml"
# News tells what holds: of a beginning so short before the writing the report would tell the end too.
FRESH = timedelta(days=31)


@cache
def _ongoing() -> re.Pattern[str]:
    words: list[str] = yaml.load(ONGOING.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b", re.IGNORECASE)


def through_writing(statements: Iterable[Statement], reports: Mapping[str, Report]) -> Iterator[Statement]:
    """The statements; a state told with its beginning and no end is known to have gone on until it was written."""
    for given in statements:
        statement = at_end(given, reports[given.claim.report])
        day = written(reports[statement.claim.report])
        if day is None or not _open(statement, day):
            yield statement
        elif statement.when.finish == "..":
            until = statement.when.through(day)
            yield replace(statement, when=until, stated=until)
        elif says_it_goes_on(statement) or day - (statement.when.start.earliest or day) <= FRESH:
            yield replace(statement, when=statement.when.through(day))
        else:
            yield statement


def written(report: Report) -> date | None:
    """The first day on which a report can have been written, as far as that is known."""
    published = edtf_bounds(report.known("published") or "")[0]
    return published or edtf_bounds(report.known("not_before") or "")[0]


def at_end(statement: Statement, report: Report) -> Statement:
    """The statement, with its time as its end where the words after it say so."""
    when = at_its_end(statement.claim, report)
    return statement if when is statement.claim.when else replace(statement, when=when, stated=when)


def _open(statement: Statement, day: date) -> bool:
    """Whether it is a state with a beginning before the day of writing, or said to go on, and no end."""
    when, begun = statement.when, statement.when.start.earliest
    if is_event(statement.claim.predicate) or statement.slot.denied or when.end.latest is not None:
        return False
    return when.finish == ".." or bool(when.begin and begun is not None and begun <= day)


def says_it_goes_on(statement: Statement) -> bool:
    """Whether the report says that it goes on while it is written."""
    return statement.when.finish == ".." or _ongoing().search(statement.claim.quote) is not None


@dataclass(frozen=True, slots=True)
class End:
    """A day after which a state cannot have gone on, and why."""

    day: date
    why: str


def ends(entries: Sequence[Entry], found: Sequence[Difference], world: World) -> dict[str, End]:
    """The first such day of each fact that has one: of a successor in a post for one, a death, a word for its end."""
    disputed = {
        frozenset(fact for side in difference.sides for fact in side.facts)
        for difference in found
        if difference.kind is DifferenceKind.CONTRADICTION
    }
    limits: dict[str, End] = {}
    for fact, end in (*_successions(entries, disputed, world), *_deaths(entries, world), *_formers(entries, world)):
        if fact.id not in limits or end.day < limits[fact.id].day:
            limits[fact.id] = end
    return limits


def ended(fact: Fact, end: End | None) -> Fact:
    """The fact with its period bounded, and the reason among its reasons."""
    if end is None:
        return fact
    return replace(fact, when=bounded(fact.when, end.day), reasons=(*fact.reasons, f"not after {end.day}: {end.why}"))


def bounded(when: Period, day: date) -> Period:
    """The same period, ended by a day at the latest; as it is where it is known to have gone on after."""
    limit = when.end.meet(Bounds(None, day))
    return when if limit is None else replace(when, end=limit)


def _successions(entries: Sequence[Entry], disputed: set[frozenset[str]], world: World) -> Iterator[tuple[Fact, End]]:
    held: dict[tuple[str, str, str], list[Entry]] = {}
    for entry in entries:
        at = post(entry) if entry.rule.at_once is AtOnce.ONE_FOR_OBJECT and not entry.denied else None
        if at is not None:
            held.setdefault((entry.fact.predicate, entry.value, at), []).append(entry)
    for holders in held.values():
        for one in holders:
            for other in holders:
                day = other.fact.when.start.latest
                agreed = frozenset((one.fact.id, other.fact.id)) not in disputed
                if day is not None and agreed and follows(other, one, day, world):
                    yield one.fact, _succeeded(other, day, world)


def _succeeded(other: Entry, day: date, world: World) -> End:
    verb = "began" if other.fact.when.begin else "is shown in the post"
    return End(day, f"{world.name(other.fact.subject)} {verb} then [{_names(other.fact, world)}]")


def follows(other: Entry, one: Entry, day: date, world: World) -> bool:
    """Whether another holder took a post after the one, on or before the day."""
    began = window(other.fact.when)
    if other.fact.subject == one.fact.subject or began is None:
        return False
    if other.fact.polarity not in BELIEVED or not _open_after(one.fact.when, day):
        return False
    seen = window(one.fact.when) or told(one, world.reports)
    return seen is not None and seen[1] < began[0]


def _open_after(when: Period, day: date) -> bool:
    """Whether a period may have ended by a day, and is not known to."""
    may = when.end.earliest is None or when.end.earliest <= day
    return may and (when.end.latest is None or when.end.latest > day)


def _formers(entries: Sequence[Entry], world: World) -> Iterator[tuple[Fact, End]]:
    for entry in entries:
        told_of = [claim.report for claim in entry.group.claims if had_ended(claim)] if entry.former else []
        days = [(day, report) for report in told_of if (day := last_written(world.reports[report])) is not None]
        if days:
            day, report = min(days)
            yield entry.fact, End(day, f"it was called former [{world.reports[report].name}]")


def last_written(report: Report) -> date | None:
    """The last day on which a report can have been written, as far as that is known."""
    published = edtf_bounds(report.known("published") or "")[1]
    return published or edtf_bounds(report.known("not_after") or "")[1]


def _deaths(entries: Sequence[Entry], world: World) -> Iterator[tuple[Fact, End]]:
    told_of: dict[str, list[str]] = {}
    for entry in entries:
        person = dead(entry)
        if person is not None and person in world.deaths and entry.fact.when.end.latest == world.deaths[person]:
            told_of.setdefault(person, []).append(_names(entry.fact, world))
    died = {who: End(world.deaths[who], f"{world.name(who)} died [{told_of[who][0]}]") for who in sorted(told_of)}
    for entry in entries:
        end = died.get(entry.fact.subject)
        state = entry.rule.aspect is Aspect.STATE and entry.fact.object is not None and not entry.denied
        if end is not None and state and _open_after(entry.fact.when, end.day):
            yield entry.fact, end


def _names(fact: Fact, world: World) -> str:
    return ", ".join(sorted(world.reports[report].name for report in fact.reports))
