"""Records of a few made sentences: each statement is one claim in a report of its own, and one fact."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from stemmata.model import (
    Argument,
    Claim,
    Difference,
    DifferenceKind,
    Entity,
    EntityName,
    Fact,
    Lineage,
    Mention,
    MentionKind,
    MentionType,
    Metadatum,
    Polarity,
    Qualifier,
    Report,
    Side,
    digest,
    report_id,
)
from stemmata.show.holdings import Holdings
from stemmata.when import UNKNOWN, Period


@dataclass(frozen=True)
class Told:
    """A statement. `object` is a name of `types`, or a bare value; `same` names actors that have several names."""

    subject: str
    predicate: str
    object: str
    when: Period = UNKNOWN
    qualifiers: Mapping[str, Qualifier] = field(default_factory=dict)
    polarity: Polarity = Polarity.ASSERTED
    publisher: str = ""
    voices: tuple[str, ...] = ()


def holdings_of(
    told: Iterable[Told],
    types: Mapping[str, MentionType],
    same: Mapping[str, str] | None = None,
    against: Iterable[tuple[int, int]] = (),
) -> Holdings:
    """What the sentences make. `same`: another name -> the main one; `against`: statements that exclude each other."""
    made = [_Statement(at, each, types, same or {}) for at, each in enumerate(told)]
    mentions = {m.id: m for statement in made for m in statement.mentions}
    facts = [statement.fact for statement in made]
    return Holdings(
        reports={statement.report.id: statement.report for statement in made},
        mentions=mentions,
        claims={statement.claim.id: statement.claim for statement in made},
        entities={entity.id: entity for entity in _entities(types, same or {})},
        entity_of={m.id: entity_id(m.text, same or {}) for m in mentions.values()},
        facts={fact.id: fact for fact in facts},
        differences=tuple(_contradiction(facts[one], facts[other]) for one, other in against),
        lineages=tuple(statement.lineage for statement in made),
    )


def entity_id(name: str, same: Mapping[str, str]) -> str:
    return digest("entity", same.get(name, name))


def _entities(types: Mapping[str, MentionType], same: Mapping[str, str]) -> Iterable[Entity]:
    for name, kind in types.items():
        if name not in same:
            others = (EntityName(other, "Latn", "former") for other, main in same.items() if main == name)
            yield Entity(entity_id(name, {}), kind.value, name, (EntityName(name, "Latn", "main"), *others))


def _contradiction(one: Fact, other: Fact) -> Difference:
    sides = tuple(Side((f.id,), f.claims, f.voices, f.lineages) for f in (one, other))
    return Difference(DifferenceKind.CONTRADICTION, "value", sides, "both cannot be", "a third witness would settle it")


class _Statement:
    """One sentence with its report, claim and fact."""

    def __init__(self, at: int, told: Told, types: Mapping[str, MentionType], same: Mapping[str, str]) -> None:
        text = f"{told.subject} {told.predicate} {told.object}."
        path, sha256 = f"report-{at:02}.txt", digest("bytes", str(at), text, length=64)
        known = {"publisher": Metadatum(told.publisher, "sidecar")} if told.publisher else {}
        size = len(text)
        self.report = Report(
            report_id(sha256, path, None), path, None, sha256, size, "text/plain", "text/1", text, known
        )
        self.lineage = Lineage((self.report.id,), ("shares no words",))
        self.mentions = [
            Mention(self.report.id, start, start + len(name), name, types[name], MentionKind.NAME)
            for name, start in ((told.subject, 0), (told.object, text.rindex(told.object)))
            if name in types
        ]
        known_as = {mention.text: mention.id for mention in self.mentions}
        ends = (Argument(told.subject, known_as.get(told.subject)), Argument(told.object, known_as.get(told.object)))
        self.claim = Claim(
            self.report.id,
            0,
            len(text) - 1,
            text[:-1],
            told.predicate,
            *ends,
            "pattern:test",
            0.9,
            told.qualifiers,
            told.when,
            told.voices,
            told.polarity,
        )
        is_value = told.object not in types
        self.fact = Fact(
            told.predicate,
            entity_id(told.subject, same),
            None if is_value else entity_id(told.object, same),
            told.object if is_value else None,
            told.when,
            (self.claim.id,),
            (self.report.id,),
            (self.lineage.id,),
            told.voices,
            told.polarity,
            0.8,
            ("0.8: a rule of the test",),
            told.qualifiers,
        )
