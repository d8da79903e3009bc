"""The nouns as rows. Every list stands in the order of the text: by report name, then by offset."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from stemmata.model import Argument, Claim, Derivation, Descent, Difference, Entity, Fact, Mention, Qualifier, Report
from stemmata.show.holdings import Holdings
from stemmata.when import Bounds, Period

Value = None | str | int | float | list["Value"] | dict[str, "Value"]
Row = dict[str, Value]


def when_of(period: Period) -> Row:
    """A period as others read it: `at`, or `start` and `end`, or neither; always the bounds and the words."""
    said: Row = {}
    if period.at:
        said = {"at": period.at}
    elif period.begin or period.finish:
        said = {"start": period.begin or None, "end": period.finish or None}
    bounds: Row = {"start": _days(period.start), "end": _days(period.end)}
    return {**said, "bounds": bounds, "words": period.words}


def _days(bounds: Bounds) -> list[Value]:
    return [None if day is None else day.isoformat() for day in (bounds.earliest, bounds.latest)]


def claim_rows(held: Holdings) -> Iterator[Row]:
    ordered = sorted(held.claims.values(), key=lambda c: (*_place(held, c), c.predicate, c.id))
    return (_claim(held, claim) for claim in ordered)


def _place(held: Holdings, words: Claim | Mention) -> tuple[str, int, int]:
    return held.reports[words.report].name, words.start, words.end


def _claim(held: Holdings, claim: Claim) -> Row:
    return {
        "id": claim.id,
        "report": _report(held.reports[claim.report]),
        "start": claim.start,
        "end": claim.end,
        "quote": claim.quote,
        "parts": [[start, end] for start, end in claim.parts],
        "reading": claim.reading,
        "predicate": claim.predicate,
        "subject": _argument(held, claim.subject),
        "object": _argument(held, claim.object),
        "qualifiers": _qualifiers(claim.qualifiers),
        "when": when_of(claim.when),
        "voices": list(claim.voices),
        "polarity": claim.polarity.value,
        "modality": claim.modality,
        "confidence": claim.confidence,
        "method": claim.method,
    }


def _report(report: Report) -> Row:
    return {"id": report.id, "path": report.path, "member": report.member, "sha256": report.sha256}


def _argument(held: Holdings, argument: Argument) -> Row:
    if argument.is_value:
        return {"value": argument.text}
    entity = held.entity_id(argument)
    if entity is None:
        return {"mention": argument.text, "entity": None, "name": None}
    return {"mention": argument.text, **_entity_end(held, entity)}


def _qualifiers(qualifiers: Mapping[str, Qualifier]) -> Row:
    return {name: _qualifier(qualifiers[name]) for name in sorted(qualifiers)}


def _qualifier(value: Qualifier) -> Value:
    return list(value) if isinstance(value, tuple) else value


def fact_rows(held: Holdings) -> Iterator[Row]:
    ordered = sorted(held.facts.values(), key=lambda f: (f.predicate, held.name(f.subject), f.subject, f.id))
    return (_fact(held, fact) for fact in ordered)


def _fact(held: Holdings, fact: Fact) -> Row:
    return {
        "id": fact.id,
        "predicate": fact.predicate,
        "subject": _entity_end(held, fact.subject),
        "object": {"value": fact.value} if fact.object is None else _entity_end(held, fact.object),
        "qualifiers": _qualifiers(fact.qualifiers),
        "when": when_of(fact.when),
        "claims": list(fact.claims),
        "reports": list(fact.reports),
        "lineages": list(fact.lineages),
        "voices": list(fact.voices),
        "polarity": fact.polarity.value,
        "confidence": fact.confidence,
        "reasons": list(fact.reasons),
    }


def _entity_end(held: Holdings, entity: str) -> Row:
    """An entity at the end of a claim or fact; "ids" only where it has any in other people's lists."""
    known = held.entities.get(entity)
    ids: Row = {} if known is None else _ids(known)
    return {"entity": entity, "name": held.name(entity), **({"ids": ids} if ids else {})}


def _ids(entity: Entity) -> Row:
    return {list_: entity.ids[list_] for list_ in sorted(entity.ids)}


def difference_rows(held: Holdings) -> Iterator[Row]:
    return (_difference(difference) for difference in sorted(held.differences, key=lambda d: (d.kind, d.sub, d.id)))


def _difference(difference: Difference) -> Row:
    sides: list[Value] = [
        {
            "facts": list(side.facts),
            "claims": list(side.claims),
            "voices": list(side.voices),
            "lineages": list(side.lineages),
        }
        for side in difference.sides
    ]
    return {
        "id": difference.id,
        "kind": difference.kind.value,
        "sub": difference.sub,
        "sides": sides,
        "why": difference.why,
        "settle": difference.settle,
    }


def derivation_rows(held: Holdings) -> Iterator[Row]:
    rows = (_derivation(held, derivation) for derivation in held.derivations)
    return iter(sorted(rows, key=lambda row: (str(row["from"]), str(row["to"]), str(row["kind"]))))


def _derivation(held: Holdings, derivation: Derivation) -> Row:
    passages: list[Value] = [
        {"from": [shared.from_start, shared.from_end], "to": [shared.to_start, shared.to_end]}
        for shared in derivation.passages
    ]
    return {
        "from": held.reports[derivation.source].name,
        "to": held.reports[derivation.target].name,
        "kind": derivation.kind.value,
        "direction": "from_to" if derivation.directed else None,
        "passages": passages,
        "evidence": list(derivation.evidence),
        "score": derivation.score,
    }


def descent_rows(held: Holdings) -> Iterator[Row]:
    there = (descent for descent in held.descents if descent.report in held.reports)
    rows = (_descent(held, descent) for descent in there)
    return iter(sorted(rows, key=lambda row: (str(row["family"]), str(row["report"]))))


def _descent(held: Holdings, descent: Descent) -> Row:
    parent = held.reports.get(descent.parent or "")
    return {
        "family": descent.family,
        "report": held.reports[descent.report].name,
        "parent": None if parent is None else parent.name,
        "lost": descent.lost,
        "sure": descent.sure,
        "why": descent.why,
    }


def lineage_rows(held: Holdings) -> Iterator[Row]:
    named = ((sorted(held.reports[report].name for report in lin.reports), lin) for lin in held.lineages)
    for names, lineage in sorted(named, key=lambda pair: (pair[0], pair[1].id)):
        yield {"id": lineage.id, "reports": list(names), "why": list(lineage.why)}


def entity_rows(held: Holdings) -> Iterator[Row]:
    return (_entity(entity) for entity in sorted(held.entities.values(), key=lambda e: (e.type, e.name, e.id)))


def _entity(entity: Entity) -> Row:
    names: list[Value] = [
        {
            "text": name.text,
            "script": name.script,
            "kind": name.kind,
            "when": when_of(name.when),
            "claims": list(name.claims),
        }
        for name in entity.names
    ]
    return {"id": entity.id, "type": entity.type, "name": entity.name, "names": names, "ids": _ids(entity)}


def mention_rows(held: Holdings) -> Iterator[Row]:
    for mention in sorted(held.mentions.values(), key=lambda m: _place(held, m)):
        yield {
            "report": _report(held.reports[mention.report]),
            "start": mention.start,
            "end": mention.end,
            "text": mention.text,
            "type": mention.type.value,
            "kind": mention.kind.value,
            "entity": held.entity_of.get(mention.id),
        }
