"""Which of two reports came first, where something says so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from stemmata.collate.passages import Sharing
from stemmata.collate.publishers import Tie
from stemmata.errors import InvalidDate
from stemmata.model import Report
from stemmata.when import edtf_bounds

BESIDE = 200  # characters before and after a passage in which a credit belongs to it


ENOUGH = 24  # shared words from which on the older report is taken for their source; fewer may come from a third


@dataclass(frozen=True, slots=True)
class Pointer:
    """Something that says which of two reports the words come from. `first`: from the first of the two.

    `weak`: it gives no direction by itself; against another it takes that away.
    """

    first: bool
    words: str
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Witness:
    """A report with what is known of where it comes from."""

    report: Report
    ties: tuple[Tie, ...]
    text: str = ""  # a hash of the text

    @property
    def own(self) -> frozenset[str]:
        return frozenset(tie.key for tie in self.ties if not tie.relayed)

    @property
    def credited(self) -> int:
        """How many sources it says it repeats; a source and who owns it are one."""
        said = [tie.why for tie in self.ties if tie.relayed]
        return sum(not any(why.startswith(f"{other}, which ") for other in said) for why in said)

    @property
    def relayed(self) -> frozenset[str]:
        return frozenset(tie.key for tie in self.ties if tie.relayed)


def pointers(one: Witness, other: Witness, found: Sharing | None) -> tuple[Pointer, ...]:
    """All that says which came first, the surest sort first: a credit, a name beside the words, a quotation, dates."""
    return (
        *credit(one, other, True),
        *credit(other, one, False),
        *(() if found is None else (*beside(one, other, found), *quotation(one, other, found))),
        *dates(one.report, other.report, found is not None and third(one, other, found)),
    )


def third(one: Witness, other: Witness, found: Sharing) -> bool:
    """Whether both may well have the words from a third: then their dates tell nothing."""
    credited = one.relayed & other.relayed
    return found.words < ENOUGH or found.quoted() or bool(credited)


def direction(said: Sequence[Pointer]) -> bool | None:
    """True: from the first; False: from the second; None: nothing says so, or two things say opposite."""
    ways = {pointer.first for pointer in said if not pointer.weak}
    opposed = len({pointer.first for pointer in said}) > 1
    return ways.pop() if len(ways) == 1 and not opposed else None


def credit(source: Witness, target: Witness, first: bool) -> Iterator[Pointer]:
    for tie in target.ties:
        if tie.relayed and tie.key in source.own:
            yield Pointer(first, f"{target.report.name} {tie.why}")


def beside(one: Witness, other: Witness, found: Sharing) -> Iterator[Pointer]:
    """A report that names the publisher of the other right beside the shared words took them from there.

    A publisher that stands behind both names itself.
    """
    both = one.own & other.own
    for source, first in ((one, True), (other, False)):
        for report, around in surroundings(one, other, found, first):
            names = (tie.name for tie in source.ties if not tie.relayed and tie.key not in both and len(tie.name) > 3)
            for name in names:
                if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", around, re.IGNORECASE):
                    yield Pointer(first, f"{report.name} names {name} beside the shared words")
                    break


def surroundings(one: Witness, other: Witness, found: Sharing, first: bool) -> Iterator[tuple[Report, str]]:
    """What stands around the passages in the one that may have taken them."""
    for passage in found.passages:
        report = other.report if first else one.report
        start, end = (passage.to_start, passage.to_end) if first else (passage.from_start, passage.from_end)
        yield report, report.text[max(0, start - BESIDE) : start] + "\n" + report.text[end : end + BESIDE]


def quotation(one: Witness, other: Witness, found: Sharing) -> Iterator[Pointer]:
    """Words that one report gives as a quotation and the other as its own come from the other."""
    if found.quoted_other >= 0.8 and found.quoted_one <= 0.2:
        yield Pointer(True, f"{other.report.name} gives the words as a quotation, {one.report.name} as its own")
    if found.quoted_one >= 0.8 and found.quoted_other <= 0.2:
        yield Pointer(False, f"{one.report.name} gives the words as a quotation, {other.report.name} as its own")


def dates(one: Report, other: Report, weak: bool) -> Iterator[Pointer]:
    """A report that must have been written before the other could be."""
    (one_first, one_last), (other_first, other_last) = written(one), written(other)
    if one_last is not None and other_first is not None and one_last < other_first:
        yield Pointer(True, f"{one.name} is older (by {one_last}) than {other.name} (not before {other_first})", weak)
    if other_last is not None and one_first is not None and other_last < one_first:
        yield Pointer(False, f"{other.name} is older (by {other_last}) than {one.name} (not before {one_first})", weak)


def written(report: Report) -> tuple[date | None, date | None]:
    """The first and the last day on which a report can have been written, by its metadata."""
    published = bounds(report, "published")
    firsts = [day for day in (published[0], bounds(report, "not_before")[0]) if day is not None]
    last_days = (published[1], bounds(report, "not_after")[1], bounds(report, "retrieved")[1])
    lasts = [day for day in last_days if day is not None]
    return max(firsts, default=None), min(lasts, default=None)


def bounds(report: Report, key: str) -> tuple[date | None, date | None]:
    try:
        return edtf_bounds(report.known(key) or "")
    except InvalidDate as error:
        raise InvalidDate(f"{report.name}: {key}: {error}") from error
