"""The content of a record -> the rows of each table, in the order of every export."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, count
from typing import TypeVar

from sqlalchemy import Table

from stemmata.model import (
    Anchor,
    Claim,
    Collation,
    Derivation,
    Descent,
    Difference,
    Entity,
    EntityName,
    Fact,
    Join,
    Judgement,
    Lineage,
    Mention,
    Report,
    Segment,
    SharedPassage,
    Unread,
    in_order,
)
from stemmata.names.compare import group, person
from stemmata.names.index import keys_of
from stemmata.record import schema
from stemmata.record.content import Content
from stemmata.record.fold import folded
from stemmata.record.rows import Values, listed, period_values, qualifier_rows

T = TypeVar("T")
Owner = TypeVar("Owner", Report, Claim, Lineage, Fact)
Rows = Iterator[tuple[Table, Iterable[Values]]]


def rows_of(content: Content) -> Rows:
    """Every table with its rows; the rows are made while they are taken."""
    yield from _report_rows(content)
    yield schema.mentions, _mention_rows(content)
    yield from _claim_rows(in_order(content.claims))
    yield from _entity_rows(content.identification.entities)
    yield schema.joins, _numbered(content.identification.joins, _join)
    yield from _derivation_rows(content.collation)
    yield from _lineage_rows(content.collation)
    yield from _fact_rows(content.reconciliation.facts, content.claims)
    yield schema.differences, _numbered(content.reconciliation.differences, _difference)
    yield schema.difference_sides, chain.from_iterable(map(_sides, content.reconciliation.differences))
    yield from _judgement_rows(content)
    yield schema.withheld, _numbered(content.withheld, _withheld)
    yield schema.build, ({"key": key, "value": content.build[key]} for key in sorted(content.build))


def _numbered(items: Iterable[T], values: Callable[[T], Values]) -> Iterator[Values]:
    return ({"seq": seq, **values(item)} for seq, item in enumerate(items, start=1))


def _lists(
    nouns: Iterable[Owner], owner: str, column: str, items: Callable[[Owner], Iterable[object]]
) -> Iterator[Values]:
    """The rows of a list table of one column, for nouns that have an id."""
    for noun in nouns:
        values = ({column: item} for item in items(noun))
        yield from listed(values, **{owner: noun.id})


def _report_rows(content: Content) -> Rows:
    reports = content.reports
    yield schema.reports, _numbered(reports, lambda r: _report(r, r.id not in content.unclaimed))
    yield schema.report_metadata, chain.from_iterable(map(_metadata, reports))
    yield schema.report_notes, _lists(reports, "report", "note", lambda r: r.notes)
    yield schema.unread, _numbered(content.unread, _unread)
    yield (
        schema.segments,
        chain.from_iterable(listed(map(_segment, content.segments.get(r.id, ())), report=r.id) for r in reports),
    )


def _report(report: Report, read_for_claims: bool) -> Values:
    names = ("id", "path", "member", "sha256", "size", "media_type", "reader", "text", "text_sha256")
    return {**{name: getattr(report, name) for name in names}, "read_for_claims": read_for_claims}


def _metadata(report: Report) -> Iterator[Values]:
    found = ((key, report.metadata[key]) for key in sorted(report.metadata))
    return listed(({"key": key, "value": m.value, "evidence": m.evidence} for key, m in found), report=report.id)


def _unread(unread: Unread) -> Values:
    return {"path": unread.path, "member": unread.member, "sha256": unread.sha256, "reason": unread.reason}


def _segment(segment: Segment) -> Values:
    about = segment.about or (None, None)
    return {
        "start": segment.start,
        "end": segment.end,
        "role": segment.role.value,
        "flow": segment.flow,
        "label": segment.label,
        "about_start": about[0],
        "about_end": about[1],
        "context": json.dumps(segment.context, ensure_ascii=False),
    }


def _mention_rows(content: Content) -> Iterator[Values]:
    order = {report.id: seq for seq, report in enumerate(content.reports)}
    ordered = sorted(content.mentions, key=lambda m: (order[m.report], m.start, m.end))
    return _numbered(ordered, lambda m: _mention(m, content.identification.entity_of.get(m.id)))


def _mention(mention: Mention, entity: str | None) -> Values:
    return {
        "id": mention.id,
        "report": mention.report,
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "type": mention.type.value,
        "kind": mention.kind.value,
        "confidence": mention.confidence,
        "refers": mention.refers,
        "entity": entity,
    }


def _claim_rows(claims: Sequence[Claim]) -> Rows:
    yield schema.claims, _numbered(claims, _claim)
    yield schema.claim_parts, chain.from_iterable(map(_parts, claims))
    yield schema.claim_voices, _lists(claims, "claim", "voice", lambda c: c.voices)
    yield (
        schema.claim_qualifiers,
        chain.from_iterable(listed(qualifier_rows(c.qualifiers), claim=c.id) for c in claims),
    )


def _claim(claim: Claim) -> Values:
    names = ("id", "report", "start", "end", "quote", "predicate", "modality", "confidence", "method", "reading")
    return {
        **{name: getattr(claim, name) for name in names},
        "subject_text": claim.subject.text,
        "subject_mention": claim.subject.mention,
        "object_text": claim.object.text,
        "object_mention": claim.object.mention,
        "polarity": claim.polarity.value,
        **period_values(claim.when),
    }


def _parts(claim: Claim) -> Iterator[Values]:
    return listed(({"start": start, "end": end} for start, end in claim.parts), claim=claim.id)


def _entity_rows(entities: Sequence[Entity]) -> Rows:
    yield schema.entities, _numbered(entities, lambda e: {"id": e.id, "type": e.type, "name": e.name})
    names = [(entity.id, name) for entity in entities for name in entity.names]
    yield schema.entity_names, _numbered(names, lambda pair: _entity_name(*pair))
    yield schema.name_keys, chain.from_iterable(map(_name_keys, entities))
    held = zip(count(1), names)
    yield (
        schema.entity_name_claims,
        chain.from_iterable(listed(({"claim": c} for c in name.claims), name=seq) for seq, (_, name) in held),
    )
    yield schema.entity_ids, chain.from_iterable(map(_ids, entities))


def _name_keys(entity: Entity) -> Iterator[Values]:
    """The keys that an entity is found by under a name that is spelled otherwise."""
    ready = person if entity.type == "Person" else group
    names = dict.fromkeys((entity.name, *(name.text for name in entity.names if name.kind != "description")))
    keys = dict.fromkeys(key for name in names for key in keys_of(ready(name)))
    return ({"key": key, "entity": entity.id} for key in keys)


def _entity_name(entity: str, name: EntityName) -> Values:
    return {
        "entity": entity,
        "text": name.text,
        "folded": folded(name.text),
        "script": name.script,
        "kind": name.kind,
        **period_values(name.when),
    }


def _ids(entity: Entity) -> Iterator[Values]:
    return listed(({"scheme": scheme, "value": entity.ids[scheme]} for scheme in sorted(entity.ids)), entity=entity.id)


def _join(join: Join) -> Values:
    return {"one": join.one, "other": join.other, "verdict": join.verdict, "rule": join.rule, "why": join.why}


def _derivation_rows(collation: Collation) -> Rows:
    yield schema.derivations, _numbered(collation.derivations, _derivation)
    numbered = list(enumerate(collation.derivations, start=1))
    yield (
        schema.derivation_evidence,
        chain.from_iterable(listed(({"evidence": e} for e in d.evidence), derivation=seq) for seq, d in numbered),
    )
    yield (
        schema.derivation_passages,
        chain.from_iterable(listed(map(_passage, d.passages), derivation=seq) for seq, d in numbered),
    )


def _derivation(derivation: Derivation) -> Values:
    names = ("source", "target", "directed", "score")
    return {**{name: getattr(derivation, name) for name in names}, "kind": derivation.kind.value}


def _passage(passage: SharedPassage) -> Values:
    return {name: getattr(passage, name) for name in ("from_start", "from_end", "to_start", "to_end")}


def _lineage_rows(collation: Collation) -> Rows:
    lineages = collation.lineages
    yield schema.lineages, _numbered(lineages, lambda lineage: {"id": lineage.id})
    yield schema.lineage_reports, _lists(lineages, "lineage", "report", lambda lineage: lineage.reports)
    yield schema.lineage_reasons, _lists(lineages, "lineage", "reason", lambda lineage: lineage.why)
    yield schema.descents, _numbered(collation.descents, _descent)


def _descent(descent: Descent) -> Values:
    return {name: getattr(descent, name) for name in ("family", "report", "parent", "lost", "sure", "why")}


def _fact_rows(facts: Sequence[Fact], claims: Iterable[Claim]) -> Rows:
    yield schema.facts, _numbered(facts, _fact)
    yield schema.fact_claims, _claims_under(facts, {claim.id: _evidenced(claim) for claim in claims})
    yield schema.fact_reports, _lists(facts, "fact", "report", lambda f: f.reports)
    yield schema.fact_lineages, _lists(facts, "fact", "lineage", lambda f: f.lineages)
    yield schema.fact_voices, _lists(facts, "fact", "voice", lambda f: f.voices)
    yield schema.fact_reasons, _lists(facts, "fact", "reason", lambda f: f.reasons)
    yield schema.fact_qualifiers, chain.from_iterable(listed(qualifier_rows(f.qualifiers), fact=f.id) for f in facts)


def _claims_under(facts: Iterable[Fact], evidenced: Mapping[str, int]) -> Iterator[Values]:
    """What each fact rests on; what is evidenced last, and of the same day what stands first, is most recent."""
    for fact in facts:
        days = [-evidenced.get(claim, 0) for claim in fact.claims]
        recent = {place: rank for rank, place in enumerate(sorted(range(len(days)), key=days.__getitem__))}
        values = ({"claim": claim, "recent": recent[place]} for place, claim in enumerate(fact.claims))
        yield from listed(values, fact=fact.id)


def _evidenced(claim: Claim) -> int:
    """The last day that a claim is known to speak of, 0 for none."""
    day = claim.when.end.earliest or claim.when.start.earliest
    return day.toordinal() if day else 0


def _fact(fact: Fact) -> Values:
    names = ("id", "predicate", "subject", "object", "value", "confidence")
    values = {name: getattr(fact, name) for name in names}
    counts = {"claims": len(fact.claims), "reports": len(fact.reports), "lineages": len(fact.lineages)}
    return {**values, "polarity": fact.polarity.value, **period_values(fact.when), **counts}


def _difference(difference: Difference) -> Values:
    names = ("id", "sub", "why", "settle")
    return {**{name: getattr(difference, name) for name in names}, "kind": difference.kind.value}


def _sides(difference: Difference) -> Iterator[Values]:
    nothing = dict.fromkeys(("fact", "claim", "voice", "lineage"))
    values = (
        {"side": number, **nothing, what: value}
        for number, side in enumerate(difference.sides)
        for what in nothing
        for value in getattr(side, f"{what}s")
    )
    return listed(values, difference=difference.id)


def _judgement_rows(content: Content) -> Rows:
    numbered = list(enumerate(content.judgements, start=1))
    yield schema.judgements, _numbered(content.judgements, lambda j: _judgement(j, j not in content.unplaced))
    yield (
        schema.judgement_anchors,
        chain.from_iterable(listed(map(_anchor, j.anchors), judgement=seq) for seq, j in numbered),
    )
    yield (
        schema.judgement_values,
        chain.from_iterable(
            listed(({"key": key, "value": j.value[key]} for key in sorted(j.value)), judgement=seq)
            for seq, j in numbered
        ),
    )


def _judgement(judgement: Judgement, placed: bool) -> Values:
    return {**{name: getattr(judgement, name) for name in ("who", "when", "what", "why")}, "placed": placed}


def _anchor(anchor: Anchor) -> Values:
    names = ("report", "quote", "context", "predicate")
    arguments = json.dumps(anchor.arguments, ensure_ascii=False)
    return {**{name: getattr(anchor, name) for name in names}, "arguments": arguments}


def _withheld(words: tuple[str, int, int]) -> Values:
    return dict(zip(("report", "start", "end"), words, strict=True))
