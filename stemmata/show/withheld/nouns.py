"""The nouns of a record as others see them. What is made so hangs together: here too a quote is `text[start:end]`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from stemmata.model import (
    Argument,
    Claim,
    Derivation,
    Descent,
    Difference,
    Entity,
    EntityName,
    Fact,
    Join,
    Lineage,
    Mention,
    MentionKind,
    Side,
)
from stemmata.show.holdings import Holdings
from stemmata.show.withheld.blots import Blots
from stemmata.show.withheld.files import judgement_without, unread_without
from stemmata.show.withheld.hiding import Hiding
from stemmata.show.withheld.matcher import BLOT
from stemmata.when import Period

Noun = TypeVar("Noun", Claim, Fact)
EMPTY = Holdings({}, {}, {}, {}, {}, {})


class Veiling:
    """Goes through holdings, whole or in part."""

    def __init__(self, held: Holdings, hiding: Hiding) -> None:
        self._held, self._hiding, self._ids = held, hiding, hiding.ids
        for report in held.reports.values():
            hiding.look(report)
        self._hidden = hiding.reach.hidden | self._namesakes()

    def _namesakes(self) -> frozenset[str]:
        """Entities of which nothing is left but a blot: whatever else has the very name of somebody withheld."""
        named = (entity for entity in self._held.entities.values() if self._hiding.words(entity.name) == BLOT)
        return frozenset(entity.id for entity in named)

    def holdings(self) -> Holdings:
        """Everything in it as others see it, in an order that tells nothing of what is hidden."""
        held, hiding = self._held, self._hiding
        reports = sorted((self._hiding.report(r) for r in held.reports.values()), key=lambda r: (r.name, r.id))
        names = {report.id: report.name for report in reports}
        entities = sorted(map(self._entity, held.entities.values()), key=lambda e: (e.type, e.name, e.id))
        called = {entity.id: entity.name for entity in entities}
        mentions = {m.id: m for m in self._mentions()}
        claims = sorted(map(self._claim, held.claims.values()), key=lambda c: (names[c.report], c.start, c.end, c.id))
        facts = sorted(
            map(self._fact, held.facts.values()),
            key=lambda f: (f.predicate, called.get(f.subject, ""), f.subject, f.id),
        )
        return Holdings(
            reports={report.id: report for report in reports},
            mentions=dict(sorted(mentions.items(), key=lambda m: (names[m[1].report], m[1].start, m[1].end))),
            claims={claim.id: claim for claim in claims},
            entities={entity.id: entity for entity in entities},
            entity_of=self._entity_of(),
            facts={fact.id: fact for fact in facts},
            differences=tuple(sorted(map(self._difference, held.differences), key=lambda d: (d.kind, d.sub, d.id))),
            derivations=tuple(
                sorted(map(self._derivation, held.derivations), key=lambda d: (d.source, d.target, d.kind))
            ),
            lineages=tuple(sorted(map(self._lineage, held.lineages), key=lambda lineage: lineage.id)),
            descents=tuple(sorted(map(self._descent, held.descents), key=lambda d: (d.family, d.report))),
            joins=tuple(sorted(map(self._join, held.joins), key=lambda j: (j.one, j.other, j.rule))),
            unread=tuple(
                sorted((unread_without(hiding, u) for u in held.unread), key=lambda u: (u.path, u.member or ""))
            ),
            unplaced=tuple(judgement_without(hiding, judgement) for judgement in held.unplaced),
        )

    # --- places

    def mention_id(self, id_: str) -> str:
        """The id of a mention, which is a place in a report."""
        report, start, end = _place(id_)
        shown = self._hiding.blots(report).span(start, end)
        return f"{self._ids(report)}:{shown[0]}-{shown[1]}"

    def _mentions(self) -> Iterable[Mention]:
        """Where several lie under one blot, the one of somebody withheld is the one that is shown."""
        last = sorted(self._held.mentions.values(), key=lambda m: self._held.entity_of.get(m.id) in self._hidden)
        return map(self._mention, last)

    def _mention(self, mention: Mention) -> Mention:
        blots = self._hiding.blots(mention.report)
        start, end = blots.span(mention.start, mention.end)
        return replace(
            mention,
            report=self._ids(mention.report),
            start=start,
            end=end,
            text=blots.piece(mention.text, mention.start),
            refers=None if mention.refers is None else self.mention_id(mention.refers),
        )

    def _entity_of(self) -> dict[str, str]:
        pairs = sorted(self._held.entity_of.items(), key=lambda pair: pair[1] in self._hidden)
        return {self.mention_id(mention): self._ids(entity) for mention, entity in pairs}

    # --- entities

    def _entity(self, entity: Entity) -> Entity:
        if entity.id in self._hidden:
            self._ids.key(entity.id)
            return Entity(self._ids(entity.id), entity.type, BLOT, (EntityName(BLOT, "Zyyy", "main"),))
        return replace(
            entity,
            id=self._ids(entity.id),
            name=self._hiding.words(entity.name),
            names=tuple(self._name(name) for name in entity.names),
            ids={list_: self._hiding.words(id_) for list_, id_ in entity.ids.items()},
        )

    def _name(self, name: EntityName) -> EntityName:
        text = self._hiding.words(name.text)
        return replace(name, text=text, when=self._period(name.when), claims=self._many(name.claims))

    def _join(self, join: Join) -> Join:
        under = any(self._hiding.blots(r).touch(a, b) for r, a, b in (_place(join.one), _place(join.other)))
        why = BLOT if under else self._hiding.words(join.why)
        return replace(join, one=self.mention_id(join.one), other=self.mention_id(join.other), why=why)

    # --- claims and facts

    def _claim(self, claim: Claim) -> Claim:
        blots, persons = self._hiding.blots(claim.report), self._hiding.persons(claim.report)
        start, end = blots.span(claim.start, claim.end)
        made = replace(
            claim,
            report=self._ids(claim.report),
            start=start,
            end=end,
            quote=blots.piece(claim.quote, claim.start),
            subject=self._argument(claim.subject, persons),
            object=self._argument(claim.object, persons),
            method=self._hiding.words(claim.method, persons),
            qualifiers=self._hiding.qualifiers(claim.qualifiers, persons),
            when=self._period(claim.when, persons),
            voices=tuple(self._hiding.words(voice, persons) for voice in claim.voices),
            parts=tuple(blots.span(*part) for part in claim.parts),
            reading=self._reading(claim, blots, persons),
        )
        touched = self._hiding.is_touched(claim.report) or self._ids.is_withheld(claim.id)
        return _with_id(made, self._ids.key(claim.id) if touched else claim.id)

    def _reading(self, claim: Claim, blots: Blots, persons: Iterable[str]) -> str:
        """The words without what is pasted in, which have no offsets of their own."""
        reading = self._hiding.words(claim.reading, persons)
        for start, end in blots.spans if reading else ():
            words = claim.quote[max(start - claim.start, 0) : max(end - claim.start, 0)]
            reading = reading.replace(words, BLOT) if words.strip() else reading
        return reading

    def _argument(self, argument: Argument, persons: Iterable[str]) -> Argument:
        if argument.mention is None:
            return Argument(self._hiding.words(argument.text, persons))
        report, start, end = _place(argument.mention)
        known, blots = self._held.mentions.get(argument.mention), self._hiding.blots(report)
        as_there = end - start == len(argument.text)
        named = known is None or known.kind is MentionKind.NAME
        text = blots.piece(argument.text, start) if as_there else self._hiding.words(argument.text, persons)
        if named and self._held.entity_of.get(argument.mention) in self._hidden:
            text = BLOT
        return Argument(text, self.mention_id(argument.mention))

    def _fact(self, fact: Fact) -> Fact:
        ends = {fact.subject, fact.object or fact.subject} & self._hidden
        among = frozenset[str]().union(ends, *(self._hiding.persons(report) for report in fact.reports))
        made = replace(
            fact,
            subject=self._ids(fact.subject),
            object=None if fact.object is None else self._ids(fact.object),
            value=None if fact.value is None else self._hiding.words(fact.value, among),
            when=self._period(fact.when, among),
            claims=tuple(sorted(map(self._claim_id, fact.claims))),
            reports=self._many(fact.reports),
            lineages=self._lineages(fact.lineages),
            voices=tuple(self._hiding.words(voice, among) for voice in fact.voices),
            reasons=tuple(self._hiding.words(reason, among) for reason in fact.reasons),
            qualifiers=self._hiding.qualifiers(fact.qualifiers, among),
        )
        return _with_id(made, self._fact_id(fact))

    def _claim_id(self, id_: str) -> str:
        claim = self._held.claims.get(id_)
        touched = claim is not None and self._hiding.is_touched(claim.report)
        return self._ids.key(id_) if touched else self._ids(id_)

    def _fact_id(self, fact: Fact) -> str:
        ends = (end for end in (fact.subject, fact.object) if end is not None)
        touched = any(map(self._hiding.is_touched, fact.reports)) or any(
            map(self._ids.is_withheld, (*ends, *fact.claims))
        )
        return self._ids.key(fact.id) if touched else self._ids(fact.id)

    def _difference(self, difference: Difference) -> Difference:
        facts = [self._held.facts[f] for side in difference.sides for f in side.facts if f in self._held.facts]
        among = frozenset(end for fact in facts for end in (fact.subject, fact.object) if end in self._hidden)
        made = replace(
            difference,
            sides=tuple(self._side(side) for side in difference.sides),
            why=self._hiding.words(difference.why, among),
            settle=self._hiding.words(difference.settle, among),
        )
        self._ids.made(difference.id, made.id)
        return made

    def _side(self, side: Side) -> Side:
        claims = [self._held.claims[claim] for claim in side.claims if claim in self._held.claims]
        among = frozenset[str]().union(*(self._hiding.persons(claim.report) for claim in claims))
        facts = tuple(self._fact_id(self._held.facts[f]) if f in self._held.facts else self._ids(f) for f in side.facts)
        return Side(
            facts=facts,
            claims=tuple(sorted(map(self._claim_id, side.claims))),
            voices=tuple(self._hiding.words(voice, among) for voice in side.voices),
            lineages=self._lineages(side.lineages),
        )

    # --- sources

    def _lineages(self, ids: Iterable[str]) -> tuple[str, ...]:
        there = {lineage.id: lineage for lineage in self._held.lineages}
        return tuple(sorted(self._lineage(there[id_]).id if id_ in there else self._ids(id_) for id_ in ids))

    def _lineage(self, lineage: Lineage) -> Lineage:
        persons = frozenset[str]().union(*map(self._hiding.persons, lineage.reports))
        why = tuple(self._hiding.words(reason, persons) for reason in lineage.why)
        made = Lineage(self._many(lineage.reports), why)
        self._ids.made(lineage.id, made.id)
        return made

    def _derivation(self, derivation: Derivation) -> Derivation:
        ends = (derivation.source, derivation.target)
        persons = self._hiding.persons(ends[0]) | self._hiding.persons(ends[1])
        source, target = map(self._hiding.blots, ends)
        passages = tuple(
            type(p)(*source.span(p.from_start, p.from_end), *target.span(p.to_start, p.to_end))
            for p in derivation.passages
        )
        evidence = tuple(self._hiding.words(words, persons) for words in derivation.evidence)
        return replace(
            derivation, source=self._ids(ends[0]), target=self._ids(ends[1]), passages=passages, evidence=evidence
        )

    def _descent(self, descent: Descent) -> Descent:
        return replace(
            descent,
            family=self._ids(descent.family),
            report=self._ids(descent.report),
            parent=None if descent.parent is None else self._ids(descent.parent),
            why=self._hiding.words(descent.why, self._hiding.persons(descent.report)),
        )

    def _period(self, period: Period, persons: Iterable[str] = ()) -> Period:
        words = self._hiding.words(period.words, persons)
        return period if words == period.words else replace(period, words=words)

    def _many(self, ids: Sequence[str]) -> tuple[str, ...]:
        """Ids as they are given out, in an order that tells nothing."""
        public = tuple(map(self._ids, ids))
        return public if public == tuple(ids) else tuple(sorted(public))


def _place(mention: str) -> tuple[str, int, int]:
    report, _, span = mention.rpartition(":")
    start, _, end = span.partition("-")
    return report, int(start), int(end)


def _with_id(noun: Noun, id_: str) -> Noun:
    """A claim or a fact under a given id instead of the hash of what it says."""
    object.__setattr__(noun, "_id", id_)
    return noun
