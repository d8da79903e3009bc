"""The second clock: a record as it could have been known by a day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace

from stemmata.model import Claim, Collation, Descent, Entity, Identification, Lineage
from stemmata.reconcile import reconcile
from stemmata.show.asof import Window
from stemmata.show.holdings import Holdings
from stemmata.show.queries.readable import legible, readable

NOT_THERE = "what it was taken from was not there yet"


def known_by(held: Holdings, by: str) -> Holdings:
    """Only the reports that could have been read by then, and the facts that they alone make. Raises InvalidDate.

    Which names are one actor is taken from the whole record: who reads later knows that, and it tells of no event.
    """
    day = Window.of(by).last
    there = readable(held, day)
    reports = {id_: report for id_, report in held.reports.items() if id_ in there}
    claims = {id_: claim for id_, claim in held.claims.items() if claim.report in reports}
    mentions = {id_: mention for id_, mention in held.mentions.items() if mention.report in reports}
    entity_of = {mention: entity for mention, entity in held.entity_of.items() if mention in mentions}
    collation = _collation(held, reports)
    entities = _entities(held, claims, frozenset(entity_of.values()))
    identification = Identification(tuple(entities.values()), entity_of, (), ())
    said, told_in = tuple(claims.values()), tuple(map(legible, reports.values()))
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
        descents=collation.descents,
        joins=tuple(join for join in held.joins if {join.one, join.other} <= set(mentions)),
    )


def _collation(held: Holdings, reports: Iterable[str]) -> Collation:
    there = set(reports)
    kept = (tuple(report for report in lineage.reports if report in there) for lineage in held.lineages)
    lineages = (Lineage(ids, lineage.why) for ids, lineage in zip(kept, held.lineages, strict=True) if ids)
    derivations = tuple(d for d in held.derivations if {d.source, d.target} <= there)
    return Collation(derivations, tuple(lineages), tuple(_descents(held, there)))


def _descents(held: Holdings, there: AbstractSet[str]) -> Iterator[Descent]:
    """The trees of what was there: below the nearest of its sources that was, or below one that was not yet there."""
    above = {descent.report: descent for descent in held.descents}
    families = Counter(descent.family for descent in held.descents if descent.report in there)
    for descent in held.descents:
        if descent.report in there and families[descent.family] > 1:
            yield descent if descent.parent is None or descent.parent in there else _moved(descent, above, there)


def _moved(descent: Descent, above: Mapping[str, Descent], there: AbstractSet[str]) -> Descent:
    parent, seen = descent.parent, {descent.report}
    while parent is not None and parent not in there and parent not in seen:
        seen.add(parent)
        parent = above[parent].parent if parent in above else None
    why = f"{descent.why}; the report between was not there yet" if parent in there else NOT_THERE
    return replace(descent, parent=parent if parent in there else None, lost=parent not in there, why=why)


def _entities(held: Holdings, claims: dict[str, Claim], mentioned: frozenset[str]) -> dict[str, Entity]:
    """The entities that those reports mention; a name that only later claims give is not among their names."""
    return {id_: _then(entity, claims) for id_, entity in held.entities.items() if id_ in mentioned}


def _then(entity: Entity, claims: dict[str, Claim]) -> Entity:
    known = ((name, tuple(claim for claim in name.claims if claim in claims)) for name in entity.names)
    return replace(entity, names=tuple(replace(name, claims=own) for name, own in known if own or not name.claims))
