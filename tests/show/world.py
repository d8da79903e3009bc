"""A small invented record, made of the model's nouns: what the tests of `show` ask their questions of."""

from __future__ import annotations

from pathlib import Path

from stemmata.model import (
    Argument,
    Claim,
    Collation,
    Derivation,
    DerivationKind,
    Descent,
    Difference,
    DifferenceKind,
    Entity,
    EntityName,
    Fact,
    Identification,
    Join,
    Lineage,
    Mention,
    MentionKind,
    MentionType,
    Metadatum,
    Polarity,
    Reconciliation,
    Report,
    Side,
    Unread,
    digest,
    report_id,
)
from stemmata.record.content import Content
from stemmata.record.database import writing
from stemmata.record.write import write
from stemmata.show.holdings import Holdings
from stemmata.when import UNKNOWN, Period

TEXTS = {
    "gazette.txt": (
        "The Reed Band was renamed Delta Guard in March 2014. Colonel Mara Oru became commander of the Delta Guard on "
        "11 August 2015. Velia trained the Delta Guard until 2016. The Delta Guard is part of the Northern League."
    ),
    "wire.txt": (
        "The Delta Guard has 400 fighters. In May 2015 the Delta Guard accepted the Oxbow Accord; in June 2016 "
        "it rejected the Oxbow Accord."
    ),
    "mirror.txt": "The Delta Guard has 400 fighters. Copied from the wire.",
    "post.txt": "According to the Ministry, the Delta Guard has 900 fighters. Tomas Vell led the Reed Band from 2013.",
}
TYPES = {
    "Delta Guard": MentionType.ARMED_GROUP,
    "Northern League": MentionType.COALITION,
    "Mara Oru": MentionType.PERSON,
    "Tomas Vell": MentionType.PERSON,
    "Velia": MentionType.STATE,
    "Oxbow Accord": MentionType.AGREEMENT,
}
ALSO = {"Reed Band": "Delta Guard"}


def report_of(path: str) -> Report:
    text, sha256 = TEXTS[path], digest("bytes", TEXTS[path], length=64)
    known = {"title": Metadatum(path.split(".")[0].capitalize(), "file name")}
    if path == "gazette.txt":
        known["published"] = Metadatum("2016-12-01", "sidecar")
    if path == "wire.txt":
        known["publisher"] = Metadatum("The Wire", "sidecar")
    return Report(report_id(sha256, path, None), path, None, sha256, len(text), "text/plain", "text/1", text, known)


REPORTS = {path: report_of(path) for path in TEXTS}


def entity_id(name: str) -> str:
    return digest("entity", ALSO.get(name, name))


def mention(path: str, name: str, quote: str) -> Mention:
    report = REPORTS[path]
    start = report.text.index(name, report.text.index(quote))
    kind = TYPES[ALSO.get(name, name)]
    return Mention(report.id, start, start + len(name), name, kind, MentionKind.NAME)


def claim(path: str, quote: str, subject: str, predicate: str, object_: str, **more: object) -> Claim:
    report = REPORTS[path]
    start = report.text.index(quote)
    return Claim(
        report=report.id,
        start=start,
        end=start + len(quote),
        quote=quote,
        predicate=predicate,
        subject=argument(path, subject, quote),
        object=argument(path, object_, quote),
        method="pattern:test",
        confidence=0.9,
        **more,  # type: ignore[arg-type]
    )


def argument(path: str, name: str, quote: str) -> Argument:
    known = ALSO.get(name, name) in TYPES
    return Argument(name, mention(path, name, quote).id if known else None)


def the_claims() -> tuple[Claim, ...]:
    delta, oxbow, led = "Delta Guard", "Oxbow Accord", "Tomas Vell led the Reed Band from 2013"
    post = "Mara Oru became commander of the Delta Guard on 11 August 2015"
    commander, strong = {"role": "commander", "rank": "Colonel"}, "Delta Guard has 400 fighters"
    alleged = {"voices": ("Ministry",), "polarity": Polarity.ALLEGED}
    first, then = "Delta Guard accepted the Oxbow Accord", "it rejected the Oxbow Accord"
    return (
        claim("gazette.txt", "Reed Band was renamed Delta Guard", "Reed Band", "renamed_to", delta, when=MARCH),
        claim("gazette.txt", post, "Mara Oru", "holds_post", delta, when=SINCE, qualifiers=commander),
        claim("gazette.txt", "Velia trained the Delta Guard until 2016", delta, "trained_by", "Velia", when=UNTIL),
        claim("gazette.txt", "Delta Guard is part of the Northern League", delta, "part_of", "Northern League"),
        claim("wire.txt", strong, delta, "strength", "400"),
        claim("mirror.txt", strong, delta, "strength", "400"),
        claim("post.txt", "the Delta Guard has 900 fighters", delta, "strength", "900", **alleged),
        claim("post.txt", led, "Tomas Vell", "holds_post", "Reed Band", when=LED, qualifiers={"role": "leader"}),
        claim("wire.txt", first, delta, "stance", oxbow, when=MAY, qualifiers={"stance": "accepted"}),
        claim("wire.txt", then, "it", "stance", oxbow, when=JUNE, qualifiers={"stance": "rejected"}),
    )


MARCH, UNTIL = Period.event("2014-03", "in March 2014"), Period.span(finish="2016", words="until 2016")
SINCE, LED = Period.span("2015-08-11", words="on 11 August 2015"), Period.span("2013", words="from 2013")
MAY, JUNE = Period.event("2015-05", "In May 2015"), Period.event("2016-06", "in June 2016")


def the_facts(claims: tuple[Claim, ...], lineage_of: dict[str, str]) -> tuple[Fact, ...]:
    """One fact for the claims that say the same."""
    alike: dict[tuple[str, ...], list[Claim]] = {}
    for one in claims:
        point = str(one.qualifiers.get("stance", one.qualifiers.get("role", "")))
        alike.setdefault((one.predicate, one.subject.text, one.object.text, point), []).append(one)
    return tuple(fact(several, lineage_of) for several in alike.values())


def fact(claims: list[Claim], lineage_of: dict[str, str]) -> Fact:
    first, reports = claims[0], tuple(sorted({c.report for c in claims}))
    subject = "Delta Guard" if first.subject.text == "it" else first.subject.text
    return Fact(
        predicate=first.predicate,
        subject=entity_id(subject),
        object=None if first.object.is_value else entity_id(first.object.text),
        value=first.object.text if first.object.is_value else None,
        when=first.when,
        claims=tuple(c.id for c in claims),
        reports=reports,
        lineages=tuple(sorted({lineage_of[report] for report in reports})),
        voices=tuple(sorted({voice for c in claims for voice in c.voices})),
        polarity=first.polarity,
        confidence=0.8,
        reasons=("0.8: a rule of the test",),
        qualifiers=first.qualifiers,
    )


def the_collation() -> Collation:
    wire, mirror = REPORTS["wire.txt"].id, REPORTS["mirror.txt"].id
    copied = Derivation(wire, mirror, DerivationKind.LIFTED_PASSAGE, True, ('the mirror says "Copied from the wire"',))
    alone = (Lineage((REPORTS[path].id,), ("shares no words",)) for path in ("gazette.txt", "post.txt"))
    root = Descent("family", wire, None, False, True, "those that share its words were taken from it")
    below = Descent("family", mirror, wire, False, True, 'mirror.txt says "Copied from the wire"')
    return Collation((copied,), (*alone, Lineage((wire, mirror), ("one copied the other",))), (root, below))


def the_entities(mentions: tuple[Mention, ...], claims: tuple[Claim, ...]) -> tuple[Entity, ...]:
    renamed = claims[0].id
    made = []
    for name, kind in TYPES.items():
        names = [EntityName(name, "Latn", "main")]
        if name == "Delta Guard":
            names += [EntityName("Reed Band", "Latn", "former", UNKNOWN, (renamed,))]
            names += [EntityName("حرس الدلتا", "Arab", "original_script")]
        made.append(Entity(entity_id(name), kind.value, name, tuple(names)))
    return tuple(made)


def the_content() -> Content:
    claims, collation = the_claims(), the_collation()
    facts = the_facts(claims, collation.lineage_of())
    mentions = the_mentions(claims)
    entity_of = {m.id: entity_id(m.text) for m in mentions}
    delta = [m.id for m in mentions if m.text in ("Delta Guard", "Reed Band")]
    join = Join(delta[0], delta[1], "same", "renamed", "the report says that the one was renamed to the other")
    return Content(
        reports=tuple(REPORTS[path] for path in sorted(REPORTS)),
        segments={},
        mentions=mentions,
        claims=claims,
        collation=collation,
        identification=Identification(the_entities(mentions, claims), entity_of, (join,), ()),
        reconciliation=Reconciliation(facts, (the_dispute(facts),)),
        unread=(Unread("broken.pdf", None, "no text layer"),),
    )


def the_mentions(claims: tuple[Claim, ...]) -> tuple[Mention, ...]:
    texts = {report.id: path for path, report in REPORTS.items()}
    found = {
        made.id: made
        for one in claims
        for end in (one.subject, one.object)
        if end.mention is not None
        for made in (mention(texts[one.report], end.text, one.quote),)
    }
    return tuple(found[key] for key in sorted(found))


def the_dispute(facts: tuple[Fact, ...]) -> Difference:
    strengths = [fact for fact in facts if fact.predicate == "strength"]
    sides = tuple(Side((f.id,), f.claims, f.voices, f.lineages) for f in strengths)
    return Difference(DifferenceKind.CONTRADICTION, "value", sides, "400 and 900 cannot both be the strength")


def write_world(folder: Path) -> Path:
    """A record.db of this world in the folder."""
    with writing(folder / "record.db") as engine, engine.begin() as connection:
        write(connection, the_content())
    return folder


def the_holdings() -> Holdings:
    content = the_content()
    found, told = content.identification, content.reconciliation
    return Holdings(
        reports={report.id: report for report in content.reports},
        mentions={mention.id: mention for mention in content.mentions},
        claims={claim.id: claim for claim in content.claims},
        entities={entity.id: entity for entity in found.entities},
        entity_of=found.entity_of,
        facts={fact.id: fact for fact in told.facts},
        differences=told.differences,
        derivations=content.collation.derivations,
        lineages=content.collation.lineages,
        descents=content.collation.descents,
        joins=found.joins,
        unread=content.unread,
    )
