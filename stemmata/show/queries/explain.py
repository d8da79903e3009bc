"""Why a fact stands: every claim in its context, its voices, why its names were joined, why this confidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from stemmata.errors import NotFound
from stemmata.model import Claim, Entity, Fact, Join, Lineage
from stemmata.show.answers import Evidence, Explanation, Names, NameWithReasons, Reason, Saying, Testimony
from stemmata.show.asof import Window
from stemmata.show.holdings import Holdings
from stemmata.show.queries.disputes import dispute_of
from stemmata.show.queries.find import find, named
from stemmata.show.queries.lines import argument_name, line_of, quote_of
from stemmata.show.queries.naming import names_of
from stemmata.show.queries.sources import witness

AROUND = 160  # characters of context on each side
LEAST = 4  # of an id, so that a slip does not hit by chance


def explain(held: Holdings, id_: str) -> Explanation:
    """What stands behind a fact, named by its id, the beginning of its id, or a claim of it. Raises NotFound."""
    fact = _fact(held, id_)
    lineages = [lineage for lineage in held.lineages if lineage.id in fact.lineages]
    return Explanation(
        line=line_of(held, fact),
        reasons=fact.reasons,
        voices=fact.voices,
        lineages=tuple(witness(held, lineage) for lineage in lineages),
        evidence=tuple(_evidence(held, claim) for claim in held.claims_of(fact)),
        disputes=tuple(dispute_of(held, difference) for difference in held.disputes_over.get(fact.id, ())),
        witnesses=tuple(_witnesses(held, fact, lineages)),
    )


def _witnesses(held: Holdings, fact: Fact, lineages: Iterable[Lineage]) -> Iterator[Testimony]:
    """Each witness with the reports under it; then the reports that are of other lineages and yet no witnesses."""
    voices: dict[str, dict[str, None]] = {}
    for claim in held.claims_of(fact):
        voices.setdefault(claim.report, {}).update(dict.fromkeys(claim.voices[:1]))
    for lineage in lineages:
        own = [report for report in voices if report in lineage.reports]
        yield Testimony(lineage.id, tuple(_saying(held, r, voices.pop(r)) for r in own), witness(held, lineage))
    if voices:
        yield Testimony("", tuple(_saying(held, report, said) for report, said in voices.items()), None)


def _saying(held: Holdings, report: str, voices: Iterable[str]) -> Saying:
    return Saying(held.reports[report].name, tuple(voices))


def _fact(held: Holdings, id_: str) -> Fact:
    facts = _beginning(held.facts, id_)
    through_claims = {f.id for claim in _beginning(held.claims, id_) for f in held.facts_of.get(claim, ())}
    found = sorted({*facts, *through_claims})
    if len(found) == 1:
        return held.facts[found[0]]
    if found:
        raise NotFound(f"{id_!r} is the beginning of {len(found)} facts: {', '.join(found[:8])}")
    raise NotFound(
        f"no fact and no claim of a fact has an id that begins with {id_!r} (ids stand in brackets in a dossier)"
    )


def _beginning(ids: object, id_: str) -> list[str]:
    return [known for known in ids if known.startswith(id_)] if len(id_) >= LEAST else []  # type: ignore[attr-defined]


def _evidence(held: Holdings, claim: Claim) -> Evidence:
    report = held.reports[claim.report]
    return Evidence(
        quote=quote_of(held, claim),
        before=report.text[max(claim.start - AROUND, 0) : claim.start],
        words=claim.quote,
        after=report.text[claim.end : claim.end + AROUND],
        subject=argument_name(held, claim.subject),
        object=argument_name(held, claim.object),
        said=f"{claim.subject.text} | {claim.predicate} | {claim.object.text}",
        joined=tuple(_reasons(held, claim)),
        metadata=report.metadata,
    )


def _reasons(held: Holdings, claim: Claim) -> Iterator[Reason]:
    mentions = {argument.mention for argument in (claim.subject, claim.object) if argument.mention is not None}
    for join in held.joins:
        if mentions & {join.one, join.other}:
            yield reason_of(held, join)


def reason_of(held: Holdings, join: Join) -> Reason:
    """A join with the words of its mentions instead of their ids."""
    return Reason(place(held, join.one), place(held, join.other), join.verdict, join.rule, join.why)


def place(held: Holdings, mention: str) -> str:
    """A mention as its words and where they stand."""
    found = held.mentions.get(mention)
    if found is None:
        return mention
    return f"{found.text} ({held.reports[found.report].name}:{found.start})"


def names(held: Holdings, name: str, on: str | None = None) -> Names:
    """Every spelling of an entity, where it stands, and why it was taken for a name of it.

    With a date the names are those that may have been in use then. Raises NotFound, InvalidDate.
    """
    entity, window = find(held, name), None if on is None else Window.of(on)
    used, words = names_of(held, entity, window), window.words if window else ""
    return Names(named(held, entity.id), entity.type, used, *_forms(held, entity), words)


def _forms(held: Holdings, entity: Entity) -> tuple[tuple[NameWithReasons, ...], tuple[Reason, ...]]:
    own = {mention for mention, whose in held.entity_of.items() if whose == entity.id}
    by_text: dict[str, list[str]] = {}
    for mention in held.mentions.values():
        if mention.id in own:
            by_text.setdefault(mention.text, []).append(mention.id)
    touching = [join for join in held.joins if {join.one, join.other} & own]
    forms = tuple(_form(held, text, ids, touching) for text, ids in sorted(by_text.items()))
    return forms, tuple(reason_of(held, join) for join in touching if join.verdict != "same")


def _form(held: Holdings, text: str, mentions: list[str], joins: list[Join]) -> NameWithReasons:
    own = set(mentions)
    same = (join for join in joins if join.verdict == "same" and own & {join.one, join.other})
    found = [held.mentions[mention] for mention in mentions]
    places = (f"{held.reports[m.report].name}:{m.start}-{m.end}" for m in found)
    return NameWithReasons(text, tuple(places), tuple(reason_of(held, join) for join in same))
