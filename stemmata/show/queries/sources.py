"""The reports, what is known of each and by what evidence, and who copied whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from stemmata.model import Derivation, Lineage, Report
from stemmata.show.answers import Copy, Left, Source, Sources, Witness
from stemmata.show.holdings import Holdings


def sources(held: Holdings) -> Sources:
    """Every report, every lineage, and what stayed unread."""
    claims = Counter(claim.report for claim in held.claims.values())
    unread = (Left(u.path if u.member is None else f"{u.path}!{u.member}", u.reason) for u in held.unread)
    reports = sorted(held.reports.values(), key=lambda report: report.name)
    return Sources(
        tuple(_source(held, report, claims[report.id]) for report in reports),
        tuple(witness(held, lineage) for lineage in held.lineages),
        tuple(unread),
    )


def _source(held: Holdings, report: Report, claims: int) -> Source:
    return Source(
        id=report.id,
        report=report.name,
        sha256=report.sha256,
        media_type=report.media_type,
        reader=report.reader,
        metadata=report.metadata,
        notes=report.notes,
        claims=claims,
        lineage=held.lineage_of.get(report.id, ""),
    )


def witness(held: Holdings, lineage: Lineage) -> Witness:
    """A lineage with the names of its reports and the copying inside it."""
    inside = set(lineage.reports)
    copies = tuple(copy_of(held.reports, d) for d in held.derivations if {d.source, d.target} <= inside)
    names = sorted(held.reports[report].name for report in lineage.reports)
    return Witness(lineage.id, tuple(names), lineage.why, copies)


def copy_of(reports: Mapping[str, Report], derivation: Derivation) -> Copy:
    """A derivation with the names of its reports."""
    return Copy(
        one=reports[derivation.source].name,
        other=reports[derivation.target].name,
        kind=derivation.kind,
        direction="from the first to the second" if derivation.directed else "unknown",
        evidence=derivation.evidence,
        passages=len(derivation.passages),
        score=derivation.score,
    )
