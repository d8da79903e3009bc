"""Which reports could have been read by a day: by their dates, their bounds, and the copies that were made of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from stemmata.edtf import Days, edtf_bounds
from stemmata.errors import InvalidDate
from stemmata.model import DerivationKind, Report
from stemmata.show.holdings import Holdings

# Of these two, neither need be older than the other; but who reads the one reads the words of the other.
SAME_WORDS = frozenset({DerivationKind.IDENTICAL})
UNKNOWN: Days = (None, None)
DATES = ("published", "retrieved", "not_before", "not_after")


def readable(held: Holdings, day: date) -> frozenset[str]:
    """The reports that could have been read by a day. What was copied then was there to be copied."""
    found = {id_ for id_, report in held.reports.items() if could_be_read(report, day)}
    older = _older(held)
    waiting = sorted(found)
    while waiting:
        new = {
            source for source in older.get(waiting.pop(), ()) if source not in found and not _later(held, source, day)
        }
        found |= new
        waiting.extend(sorted(new))
    return frozenset(found)


def could_be_read(report: Report, day: date) -> bool:
    """Whether a report may have been published by a day, or surely was there by then, as far as it tells itself.

    One that cannot have been written by then was not, unless it has a date of its own: its text may foretell.
    """
    published = days(report, "published")
    if published == UNKNOWN and _not_written(report, day):
        return False
    lasts = (days(report, key)[1] for key in ("retrieved", "not_after"))
    return any(known is not None and known <= day for known in (published[0] or published[1], *lasts))


def undated(held: Holdings) -> int:
    """How many reports no day can be given for: they have no date that can be read, nor has any copy of them."""
    return len(held.reports) - len(readable(held, date.max))


def days(report: Report, key: str) -> Days:
    """The first and last day that a date of a report may mean; neither where it is unknown, or cannot be read."""
    try:
        return edtf_bounds(report.known(key) or "")
    except InvalidDate:
        return UNKNOWN


def legible(report: Report) -> Report:
    """The report without dates that cannot be read: a record may be changed by hand, or a name withheld in one."""
    wrong = {key for key in DATES if report.known(key) and days(report, key) == UNKNOWN}
    if not wrong:
        return report
    return replace(report, metadata={key: known for key, known in report.metadata.items() if key not in wrong})


def _not_written(report: Report, day: date) -> bool:
    first, _ = days(report, "not_before")
    return first is not None and first > day


def _later(held: Holdings, id_: str, day: date) -> bool:
    """Whether a report is known to be later than the day, whatever was copied: a page that went on being changed."""
    report = held.reports[id_]
    first, _ = days(report, "published")
    return _not_written(report, day) or (first is not None and first > day)


def _older(held: Holdings) -> dict[str, set[str]]:
    """Report -> those that it was taken from, where something says so, and those with the same words."""
    found: dict[str, set[str]] = {}
    for derivation in held.derivations:
        if derivation.directed:
            found.setdefault(derivation.target, set()).add(derivation.source)
        if derivation.kind in SAME_WORDS:
            found.setdefault(derivation.source, set()).add(derivation.target)
            found.setdefault(derivation.target, set()).add(derivation.source)
    for descent in held.descents:
        if descent.parent is not None and descent.sure:
            found.setdefault(descent.report, set()).add(descent.parent)
    return {report: {source for source in sources if source in held.reports} for report, sources in found.items()}
