"""The second clock: a record as it could have been known by a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from stemmata.model import Claim, Collation, Entity, Identification, Lineage, Report
from stemmata.reconcile import reconcile
from stemmata.show.asof import Window
from stemmata.show.holdings import Holdings
from stemmata.when import edtf_bounds


def known_by(held: Holdings, by: str) -> Holdings:
    """Only the reports that could have been read by then, and the facts that they alone make. Raises InvalidDate.

    Which names are one actor is taken from the whole record: who reads later knows that, and it tells of no event.
    """
    day = Window.of(by).last
    reports = {id_: report for id_, report in held.reports.items() if could_be_read(report, day)}
    claims = {id_: claim for id_, claim in held.claims.items() if claim.report in reports}
    mentions = {id_: mention for id_, mention in held.mentions.items() if mention.report in reports}
    entity_of = {mention: entity for mention, entity in held.entity_of.items() if mention in mentions}
    collation = _collation(held, reports)
    entities = _entities(held, claims, frozenset(entity_of.values()))
    identification = Identification(tuple(entities.values()), entity_of, (), ())
    said, told_in = tuple(claims.values()), tuple(reports.values())
    told = reconcile(said, identification, collation, told_in, tuple(mentions.values()))
    return Holdings(
        reports=reports,
        mentions=mentions,
        claims=claims,
        entities=entities,
        entity_of=entity_of,
        facts={fact.id: fact for fact in told.facts},
        differences=told.differences,
        derivations=collation.derivations,
        lineages=collation.lineages,
        joins=tuple(join for join in held.joins if {join.one, join.other} <= set(mentions)),
    )


def could_be_read(report: Report, day: date) -> bool:
    """Whether a report may have been published by a day, or surely was there by then. One without dates was not."""
    first, _ = edtf_bounds(report.known("published") or "")
    lasts = (edtf_bounds(report.known(key) or "")[1] for key in ("retrieved", "not_after"))
    return any(known is not None and known <= day for known in (first, *lasts))


def _collation(held: Holdings, reports: Iterable[str]) -> Collation:
    there = set(reports)
    kept = (tuple(report for report in lineage.reports if report in there) for lineage in held.lineages)
    lineages = (Lineage(ids, lineage.why) for ids, lineage in zip(kept, held.lineages, strict=True) if ids)
    return Collation(tuple(d for d in held.derivations if {d.source, d.target} <= there), tuple(lineages))


def _entities(held: Holdings, claims: dict[str, Claim], mentioned: frozenset[str]) -> dict[str, Entity]:
    """The entities that those reports mention; a name that only later claims give is not among their names."""
    return {id_: _then(entity, claims) for id_, entity in held.entities.items() if id_ in mentioned}


def _then(entity: Entity, claims: dict[str, Claim]) -> Entity:
    names = (name for name in entity.names if not name.claims or any(claim in claims for claim in name.claims))
    return replace(entity, names=tuple(names))
