"""Which reports could have been read by a day: by their dates, their bounds, and the copies that were made of them."""

from __future__ import annotations

from datetime import date

from stemmata.model import DerivationKind, Report
from stemmata.show.holdings import Holdings
from stemmata.when import edtf_bounds

# Of these two, neither need be older than the other; but who reads the one reads the words of the other.
SAME_WORDS = frozenset({DerivationKind.IDENTICAL})


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
    published = report.known("published")
    if published is None and _not_written(report, day):
        return False
    first, _ = edtf_bounds(published or "")
    lasts = (edtf_bounds(report.known(key) or "")[1] for key in ("retrieved", "not_after"))
    return any(known is not None and known <= day for known in (first, *lasts))


def _not_written(report: Report, day: date) -> bool:
    first, _ = edtf_bounds(report.known("not_before") or "")
    return first is not None and first > day


def _later(held: Holdings, id_: str, day: date) -> bool:
    """Whether a report is known to be later than the day, whatever was copied: a page that went on being changed."""
    report = held.reports[id_]
    first, _ = edtf_bounds(report.known("published") or "")
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
