"""Taking apart what was joined: which spellings are the one thing and which the other, as judgements.

That two are not the same is one judgement, "different", on a place of each. Rules would go on joining the other places
of a name by themselves, to whichever side comes first; so the places of a side are held together by "same". What is put
on neither side is left to the rules.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from stemmata.errors import NotFound
from stemmata.model import Anchor, Judgement, Mention, MentionKind, Report, digest
from stemmata.record import parts
from stemmata.record.places import anchor_of, place

PLACES = 1_000  # of an entity that are looked at
AT_ONCE = 40  # places that one judgement holds together


@dataclass(frozen=True, slots=True)
class Spelling:
    """A name as reports write it. `report` is the id of the one report that it stands for, "" for all that have it."""

    key: str
    words: str
    report: str
    name: str  # of the report
    reports: int
    mentions: tuple[str, ...]


def spellings(mentions: Iterable[Mention], reports: Mapping[str, Report], of: str = "") -> tuple[Spelling, ...]:
    """The spellings among the mentions of an entity; the one that is `of`, report by report."""
    found: dict[tuple[str, str], list[Mention]] = {}
    for mention in mentions:
        if mention.kind is MentionKind.NAME:
            found.setdefault((mention.text, mention.report if mention.text == of else ""), []).append(mention)
    ordered = sorted(found, key=lambda pair: (pair[0], reports[pair[1]].name if pair[1] else ""))
    return tuple(_spelling(*pair, reports, found[pair]) for pair in ordered)


def _spelling(words: str, report: str, reports: Mapping[str, Report], mentions: Sequence[Mention]) -> Spelling:
    number, name = len({mention.report for mention in mentions}), reports[report].name if report else ""
    return Spelling(digest("spelling", words, report), words, report, name, number, tuple(m.id for m in mentions))


def parted(connection: Connection, one: Sequence[str], other: Sequence[str]) -> tuple[Judgement, ...]:
    """That the mentions of two sides are two things; what says so comes last. Raises NotFound."""
    if not one or not other or set(one) & set(other):
        raise NotFound("to part them, put at least one spelling on each side, and none on both")
    sides = [_anchors(connection, side) for side in (one, other)]
    together = (Judgement("", "", "same", "", some) for side in sides for some in _chained(side))
    return (*together, Judgement("", "", "different", "", (sides[0][0], sides[1][0])))


def _anchors(connection: Connection, ids: Sequence[str]) -> list[Anchor]:
    """The places of a side that their words and surroundings lead back to, in the order of the reports."""
    mentions = parts.mentions(connection, ids).values()
    reports = parts.reports(connection, {mention.report for mention in mentions}, texts=True)
    found = list(_found(mentions, reports))
    if not found:
        raise NotFound("no place in a report tells one side from the other, so nothing can be decided on it")
    return found


def _found(mentions: Iterable[Mention], reports: Mapping[str, Report]) -> Iterator[Anchor]:
    spans: dict[tuple[Anchor, str], set[tuple[int, int]]] = {}  # where words come again and again, anchors are few
    for mention in sorted(mentions, key=lambda m: (reports[m.report].name, m.start)):
        report, span = reports[mention.report], (mention.start, mention.end)
        spans.setdefault((anchor_of(report.name, report.text, span), report.id), set()).add(span)
    for (anchor, report_id), own in spans.items():
        if place(anchor, reports[report_id].text) in own:
            yield anchor


def _chained(side: Sequence[Anchor]) -> Iterator[tuple[Anchor, ...]]:
    """The places of a side, so many at once, each time with the first of them."""
    first, rest = side[0], side[1:]
    for at in range(0, len(rest), AT_ONCE - 1):
        yield first, *rest[at : at + AT_ONCE - 1]
