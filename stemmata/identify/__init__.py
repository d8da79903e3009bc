"""Identify: mentions and naming claims -> entities, with a reason for every join and every separation.

`identify` is pure and does not depend on the order of reports. The rules are walked in the order of RULES, strongest
first; none may bring together what a person, a stronger rule or a clash of types keeps apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from stemmata.identify.alike import same_name, scripts, spellings
from stemmata.identify.clusters import Clusters, Proposal
from stemmata.identify.compared import compared
from stemmata.identify.elsewhere import ids_elsewhere
from stemmata.identify.entities import entity, named_by
from stemmata.identify.judged import decided, place_judgements
from stemmata.identify.kinds import agreed
from stemmata.identify.lasting import lasting_ids
from stemmata.identify.letters import bracketed, initials, known_letters
from stemmata.identify.people import by_company, surnames
from stemmata.identify.readings import Reading, Readings, plain_statement, read
from stemmata.identify.shortened import short_forms
from stemmata.identify.stated import NAMING, beside, naming_claims, note_doubts, pointing_back
from stemmata.identify.units import by_side
from stemmata.identify.weapons import designations
from stemmata.model import Claim, Entity, Extraction, Identification, Identity, Judgement, Link, Report

VERSION = "3"

Rule = Callable[[Clusters], Iterable[Proposal]]
CERTAIN: tuple[Rule, ...] = (pointing_back, same_name)
RULES: tuple[Rule, ...] = (
    beside,
    surnames,
    short_forms,
    initials,
    designations,
    naming_claims,
    spellings,
    scripts,
    bracketed,
    known_letters,
    by_company,
    by_side,
    compared,
)


def identify(
    reports: Sequence[Report],
    extractions: Sequence[Extraction],
    identities: Sequence[Identity],
    judgements: Sequence[Judgement],
    links: Sequence[Link] = (),
) -> Identification:
    """Which mentions are one actor, place or thing. Mentions of numbers and times stand for nothing and get none.

    `links` are proposals of other lists; the ids of those that are safe, or that a person accepted, are put on.
    """
    found = read(reports, extractions)
    readings = replace(found, all=tuple(agreed(found.all)))
    placed, unplaced = place_judgements(judgements, readings)
    clusters = clustered(readings, decided(placed))
    groups = clusters.groups()
    ids, lines = lasting_ids(groups, readings, identities)
    entity_of = {r.mention.id: id for id, group in zip(ids, groups, strict=True) for r in group}
    elsewhere, lost = ids_elsewhere(links, judgements, readings, entity_of)
    entities = (replace(e, ids=elsewhere.get(e.id, {})) for e in _entities(clusters, groups, ids))
    in_order = tuple(sorted(entities, key=lambda e: e.id))
    return Identification(in_order, entity_of, clusters.joins(), lines, (*unplaced, *lost))


def clustered(readings: Readings, decisions: Iterable[Proposal]) -> Clusters:
    """All rules applied, one after the other; each sees what those before it brought together."""
    clusters = Clusters(readings)
    _walk(clusters, decisions)
    for rule in CERTAIN:
        _walk(clusters, rule(clusters))
    note_doubts(clusters)
    for rule in RULES:
        _walk(clusters, rule(clusters))
    return clusters


def _walk(clusters: Clusters, proposals: Iterable[Proposal]) -> None:
    # What a rule sees must not depend on its own steps, so all are made before the first is taken.
    for proposal in list(proposals):
        clusters.apply(proposal)


def _entities(clusters: Clusters, groups: Sequence[Sequence[Reading]], ids: Sequence[str]) -> Iterable[Entity]:
    naming, readings = named_by(clusters), clusters.readings
    values: dict[int, list[Claim]] = {}
    for claim in readings.claims:
        at = readings.index.get(claim.subject.mention or "")
        if at is not None and claim.object.is_value and claim.predicate in NAMING and plain_statement(claim):
            values.setdefault(at, []).append(claim)
    for id, group in zip(ids, groups, strict=True):
        yield entity(id, group, naming, [claim for r in group for claim in values.get(r.at, [])])
