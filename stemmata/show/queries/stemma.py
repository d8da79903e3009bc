"""The stemma of each family of copies, from the descents that collate found and the words that the reports share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from stemmata.errors import NotFound
from stemmata.model import Derivation, Descent, Report
from stemmata.record.fold import folded
from stemmata.show.holdings import Holdings
from stemmata.show.stemmas import Copied, Stemma, Stemmas

SHOWN = 8


def stemma(held: Holdings, report: str | None = None) -> Stemmas:
    """Every tree of copies, or the one that a report stands in. `report` is its name or a part of it. Raises NotFound.

    A report that no other shares words with stands in no tree.
    """
    asked = None if report is None else report_named(held, report)
    families: dict[str, list[Descent]] = {}
    for descent in held.descents:
        if descent.report in held.reports:
            families.setdefault(descent.family, []).append(descent)
    chosen = [family for family in families.values() if asked is None or any(d.report == asked.id for d in family)]
    ties = {frozenset((d.source, d.target)): d for d in sorted(held.derivations, key=lambda d: len(d.passages))}
    trees = sorted((_stemma(held, family, ties) for family in chosen), key=lambda s: (s.reports[0].report, s.id))
    alone = len(held.reports) - len({descent.report for family in families.values() for descent in family})
    return Stemmas(asked.name if asked else "", tuple(trees), alone)


def report_named(held: Holdings, name: str) -> Report:
    """The report of a name, an id, or the only one whose name or title has these words. Raises NotFound."""
    exact = [r for r in held.reports.values() if name in (r.name, r.id)]
    found = exact or [r for r in held.reports.values() if folded(name) in folded(f"{r.name} {r.known('title') or ''}")]
    if len(found) == 1:
        return found[0]
    names = sorted(r.name for r in found)
    if not names:
        raise NotFound(f"no report {name!r} in this record (stemmata sources lists them)")
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    raise NotFound(f"{name!r} may be any of {len(names)} reports: {', '.join(names[:SHOWN])}{more}")


def _stemma(held: Holdings, family: Sequence[Descent], ties: Mapping[frozenset[str], Derivation]) -> Stemma:
    reports = tuple(_copied(held, descent, depth, ties) for depth, descent in _in_tree_order(held, family))
    return Stemma(family[0].family, any(copied.lost for copied in reports), reports)


def _in_tree_order(held: Holdings, family: Sequence[Descent]) -> Iterator[tuple[int, Descent]]:
    """Parents before children, those of one parent by date and name; what is below a lost original is one deeper."""
    by_report = {descent.report: descent for descent in family}
    below: dict[str | None, list[Descent]] = {}
    for descent in family:
        below.setdefault(descent.parent if descent.parent in by_report else None, []).append(descent)
    seen: set[str] = set()
    roots = sorted(below.get(None, ()), key=lambda d: (not d.lost, *_place(held, d)))
    circles = sorted(family, key=lambda d: _place(held, d))  # which no collation makes, but a record may hold
    waiting = [(int(d.lost), d) for d in (*roots, *circles)][::-1]
    while waiting:
        depth, descent = waiting.pop()
        if descent.report not in seen:
            seen.add(descent.report)
            yield depth, descent
            children = sorted(below.get(descent.report, ()), key=lambda d: _place(held, d))
            waiting.extend((depth + 1, child) for child in reversed(children))


def _place(held: Holdings, descent: Descent) -> tuple[str, str]:
    report = held.reports[descent.report]
    return report.known("published") or "9999", report.name


def _copied(held: Holdings, descent: Descent, depth: int, ties: Mapping[frozenset[str], Derivation]) -> Copied:
    report = held.reports[descent.report]
    parent = held.reports.get(descent.parent or "")
    tie = None if parent is None else ties.get(frozenset((parent.id, report.id)))
    words = 0 if tie is None else _words(report, tie)
    return Copied(
        report=report.name,
        depth=depth,
        parent="" if parent is None else parent.name,
        lost=descent.lost,
        sure=descent.sure,
        why=descent.why,
        published=report.known("published") or "",
        publisher=report.known("publisher") or "",
        kind="" if tie is None else tie.kind.value,
        words=words,
        share=0.0 if tie is None else tie.score,
    )


def _words(report: Report, tie: Derivation) -> int:
    """How many words of a report the shared passages have."""
    spans = [(p.from_start, p.from_end) if report.id == tie.source else (p.to_start, p.to_end) for p in tie.passages]
    if not spans and tie.kind.value == "identical":
        spans = [(0, len(report.text))]
    return sum(len(report.text[start:end].split()) for start, end in spans)
