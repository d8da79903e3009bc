"""Clocks: what the reports of a record say -> for those without a date, what others date of the things they tell.

A report that says "on 14 December" and names no year speaks of the last one before it was written. Where other reports
tell the same event with its year, it can be read by that year: if they give no other one, and if all such events of the
report lie within one year and fit what else is known of its day of writing. Otherwise nothing is inferred.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from stemmata.model import (
    Claim,
    Extraction,
    Mention,
    MentionKind,
    MentionType,
    Metadatum,
    Polarity,
    Report,
)
from stemmata.names import parse, parse_person
from stemmata.ontology import ontology
from stemmata.ontology.predicates import Aspect, AtOnce
from stemmata.when import edtf_bounds

_CLOCK = ("published", "not_before", "not_after")
_DATED = re.compile(r"(\d{4})-(0[1-9]|1[0-2])(?:-(\d\d))?")  # neither a stretch of time nor in doubt
_YEAR = timedelta(365)

Key = tuple[object, ...]  # all spellings of a name have one
Month = tuple[int, int | None]  # 1 to 12, and the day where one is named


@dataclass(frozen=True, slots=True)
class Told:
    """A report as it was first read. `months`: by id, the claims that are dated but for the year."""

    report: Report
    extraction: Extraction
    months: Mapping[str, Month]

    @property
    def dateless(self) -> bool:
        """Whether nothing but its own story says when it was written."""
        return not any(key in self.report.metadata for key in _CLOCK)


@dataclass(frozen=True, slots=True)
class _Event:
    report: Report
    claim: Claim
    names: frozenset[Key]
    month: Month
    year: int = 0

    @property
    def edtf(self) -> str:
        return "-".join((f"{self.year:04d}", *(f"{part:02d}" for part in self.month if part is not None)))

    @property
    def order(self) -> tuple[str, int, str]:
        return self.report.name, self.claim.start, self.claim.id


def clocks(told: Sequence[Told]) -> dict[str, Metadatum]:
    """Report id -> what the report tells of (EDTF), with the reason; for dateless reports whose year others give.

    Evidence are only dates that were read without such help: no inference rests on another.
    """
    dated: dict[frozenset[Key], list[_Event]] = {}
    for event in (event for one in told for event in _dated(one)):
        dated.setdefault(event.names, []).append(event)
    found = {one.report.id: _clock(one, dated) for one in told if one.dateless and one.months}
    return {report: clock for report, clock in found.items() if clock is not None}


def _clock(one: Told, dated: Mapping[frozenset[Key], Sequence[_Event]]) -> Metadatum | None:
    pairs = [pair for event in _yearless(one) if (pair := _paired(event, dated.get(event.names, ()))) is not None]
    if not pairs or not _fits(one, [edtf_bounds(mine.edtf) for mine, _ in pairs]):
        return None
    mine, other = max(pairs, key=lambda pair: (pair[0].edtf, pair[0].order))
    return Metadatum(mine.edtf, _evidence(mine, other))


def _fits(one: Told, days: Sequence[tuple[date | None, date | None]]) -> bool:
    """Whether a day can be found, after all these dates and not a year after any, on which it may have been written."""
    first = max(first for first, _ in days if first is not None)
    last = min(last for _, last in days if last is not None) + _YEAR
    own = one.extraction.bounds.get("not_before")
    tells = None if own is None else edtf_bounds(own.value)[0]
    retrieved = edtf_bounds(one.report.known("retrieved") or "")[1]
    return first <= last and (tells is None or tells <= last) and (retrieved is None or first <= retrieved)


def _evidence(mine: _Event, other: _Event) -> str:
    claim = mine.claim
    said = f"{claim.subject.text} {ontology().predicates[claim.predicate].label} {claim.object.text}"
    told = next(t for t in (other.claim.when.at, other.claim.when.begin, other.claim.when.finish) if t == other.edtf)
    return f'inferred: tells of "{said}" ({claim.when.words}) as {other.report.name} does, dated {told}'


def _paired(mine: _Event, others: Iterable[_Event]) -> tuple[_Event, _Event] | None:
    """The event in the year that others give it, and the first that does; None where they give none, or two."""
    same = [other for other in others if other.report.id != mine.report.id and _same(mine, other)]
    if len({other.year for other in same}) != 1:
        return None
    other = min(same, key=lambda event: event.order)
    return replace(mine, year=other.year), other


def _same(mine: _Event, other: _Event) -> bool:
    """Whether two claims about the same names tell one event.

    What happens between the same two on one day counts, whatever it is called; where no day is told, and of one name
    alone, only what happens once.
    """
    (month, day), (their_month, their_day) = mine.month, other.month
    if month != their_month or (day and their_day and day != their_day):
        return False
    if (day or 0) > monthrange(other.year, month)[1]:
        return False
    if len(mine.names) > 1 and day is not None and day == their_day:
        return True
    return mine.claim.predicate == other.claim.predicate and _happens_once(mine)


def _happens_once(event: _Event) -> bool:
    rule = ontology().predicates[event.claim.predicate]
    once = not rule.repeats if len(event.names) > 1 else rule.at_once is AtOnce.ONE
    return rule.aspect is Aspect.EVENT and once


def _yearless(one: Told) -> Iterator[_Event]:
    for claim, names in _events(one):
        if claim.id in one.months:
            yield _Event(one.report, claim, names, one.months[claim.id])


def _dated(one: Told) -> Iterator[_Event]:
    for claim, names in _events(one):
        for edtf in (claim.when.at, claim.when.begin, claim.when.finish):
            if (found := _DATED.fullmatch(edtf)) is not None:
                day = None if found[3] is None else int(found[3])
                yield _Event(one.report, claim, names, (int(found[2]), day), int(found[1]))


def _events(one: Told) -> Iterator[tuple[Claim, frozenset[Key]]]:
    """The claims that something is so, with the names that they are about; none about what has no name."""
    named = _named(one.extraction.mentions)
    for claim in one.extraction.claims:
        told = claim.modality is None and claim.polarity is not Polarity.DENIED
        keys = [named.get(end.mention or "") for end in (claim.subject, claim.object) if not end.is_value]
        if told and not claim.subject.is_value and None not in keys:
            yield claim, frozenset(key for key in keys if key is not None)


def _named(mentions: Sequence[Mention]) -> dict[str, Key]:
    """Mention id -> what it is called, here or where it points back to."""
    table = {mention.id: mention for mention in mentions}
    found: dict[str, Key] = {}
    for mention in mentions:
        seen = {mention.id: mention}
        while mention.refers in table and mention.refers not in seen:
            mention = seen[mention.refers] = table[mention.refers]
        if mention.kind is MentionKind.NAME and (key := _key(mention)) is not None:
            found |= dict.fromkeys(seen, key)
    return found


def _key(mention: Mention) -> Key | None:
    """None for a name that any army has a bearer of ("1st Brigade"): reports that say it may mean two."""
    if mention.type is MentionType.PERSON:
        person = parse_person(mention.text)
        return person.key if person.full else None
    name = parse(mention.text)
    return None if name.generic else name.key
