"""Joining, leaving and belonging -> stays: from when to when one group was part of another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from stemmata.show.ancestry import Tie
from stemmata.show.pictures.lanes import moment
from stemmata.when import Bounds

NOTHING = Bounds()
MEMBERSHIPS = ("joining", "leaving", "membership")


@dataclass(frozen=True, slots=True)
class Stay:
    """One time that a group was in another. `begun` and `ended` are what is told of it."""

    member: str
    whole: str
    begun: Bounds = NOTHING
    ended: Bounds = NOTHING
    joined: Tie | None = None
    left: Tie | None = None
    told: tuple[Tie, ...] = ()

    @property
    def firm(self) -> tuple[date, date] | None:
        """The days on which it surely held."""
        first, last = self.begun.latest, self.ended.earliest
        return (first, last) if first and last and first <= last else None

    @property
    def days(self) -> tuple[date, ...]:
        ends = (self.begun.earliest, self.begun.latest, self.ended.earliest, self.ended.latest)
        return tuple(day for day in ends if day is not None)

    @property
    def ties(self) -> tuple[Tie, ...]:
        return tuple(tie for tie in (self.joined, *self.told, self.left) if tie is not None)


def stays_of(ties: Iterable[Tie]) -> tuple[Stay, ...]:
    """Every dated stay, by member, whole and time. What is denied is none."""
    between: dict[tuple[str, str], list[Tie]] = {}
    for tie in ties:
        if tie.kind in MEMBERSHIPS and not tie.denied and moment(tie):
            between.setdefault((tie.one, tie.other), []).append(tie)
    return tuple(stay for pair in sorted(between) for stay in _in_turn(*pair, between[pair]))


def _in_turn(member: str, whole: str, ties: Sequence[Tie]) -> list[Stay]:
    """Leaving ends the stay that is open then; what is told within a stay bears it out."""
    found: list[Stay] = []
    open_ = False
    for tie in sorted(ties, key=_order):
        if not open_:
            found.append(Stay(member, whole))
        found[-1] = _with(found[-1], tie)
        open_ = tie.kind != "leaving" and found[-1].ended.latest is None
    return found


def _order(tie: Tie) -> tuple[date, int, date]:
    first, last = moment(tie) or (date.max, date.max)
    return first, tie.kind == "leaving", last


def _with(stay: Stay, tie: Tie) -> Stay:
    at = tie.when
    if tie.kind == "joining" and not stay.ties:
        return replace(stay, joined=tie, begun=at.start, ended=Bounds(at.start.latest, None))
    if tie.kind == "joining":
        return replace(stay, told=(*stay.told, tie), ended=_later(stay.ended, at.start))
    if tie.kind == "leaving":
        begun = stay.begun if stay.ties else Bounds(None, at.end.earliest)
        return replace(stay, left=tie, begun=begun, ended=at.end)
    begun = stay.begun if stay.ties else at.start
    evidence = _later(stay.ended, Bounds(at.end.earliest or at.start.latest, None))
    return replace(stay, told=(*stay.told, tie), begun=begun, ended=Bounds(evidence.earliest, at.end.latest))


def _later(one: Bounds, other: Bounds) -> Bounds:
    days = [day for day in (one.earliest, other.earliest) if day is not None]
    return Bounds(max(days, default=None), one.latest)


def homes_of(stays: Sequence[Stay], kinds: Mapping[str, str], descents: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The whole below which a group is drawn: the one it was in for longest; a coalition before any other.

    A group that came of another, or that another came of, stays with it, unless both have the same home.
    """
    members: dict[str, set[str]] = {}
    for stay in stays:
        members.setdefault(stay.whole, set()).add(stay.member)
    long = _longest(stays)
    fits = sorted(whole for whole, own in members.items() if len(own) > 1 or kinds.get(whole) == "Coalition")
    homes: dict[str, str] = {}
    for member in sorted({stay.member for stay in stays}):
        wholes = [whole for whole in fits if member in members[whole] and not _below(whole, member, homes)]
        if wholes:
            homes[member] = max(
                wholes, key=lambda w: (kinds.get(w) == "Coalition", long[member, w], len(members[w]), w)
            )
    return _kept(homes, list(descents))


def _kept(homes: dict[str, str], descents: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Homes without those that would part parents from children."""
    while True:
        parted = {end for ends in descents if homes.get(ends[0]) != homes.get(ends[1]) for end in ends if end in homes}
        if not parted:
            return homes
        homes = {member: home for member, home in homes.items() if member not in parted}


def _longest(stays: Sequence[Stay]) -> dict[tuple[str, str], int]:
    """How many days each group may have been in each whole; a stay of no known end goes on to the last day of any."""
    last = max((day for stay in stays for day in stay.days), default=date.min)
    long: dict[tuple[str, str], int] = {}
    for stay in stays:
        until = last if stay.ended.latest is None else max(stay.days)
        pair = stay.member, stay.whole
        long[pair] = long.get(pair, 0) + (until - min(stay.days)).days
    return long


def _below(whole: str, member: str, homes: Mapping[str, str]) -> bool:
    at: str | None = whole
    while at is not None and at != member:
        at = homes.get(at)
    return at == member
