"""Differences inside one fact: its claims agree, but not in how exactly, how many, or in whose voice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from stemmata.model import Difference, DifferenceKind, Polarity, Side
from stemmata.reconcile.entries import Entry, World
from stemmata.reconcile.slots import Statement
from stemmata.reconcile.values import amount
from stemmata.reconcile.verdicts import akin
from stemmata.reconcile.wording import joined, matter, within_side

SECOND_HAND = (Polarity.REPORTED, Polarity.ALLEGED)


def within(entry: Entry, world: World) -> Iterator[Difference]:
    """What the claims of one fact say differently."""
    for kind, sub, parts in (*precision(entry), *voices(entry), *counts(entry), *culprits(entry, world)):
        sides = tuple(side(entry, part, world) for part in parts.values())
        said = joined(within_side(text, part, world) for text, part in parts.items())
        yield Difference(kind, sub, sides, f"{matter(entry, world)}: {said}. {REASONS[sub]}")


REASONS = {
    "precision": "The one time is only more exact than the other.",
    "voice": "It is the same statement, made by one as a fact and by another at second hand.",
    "culprit": "A person dies once, of one cause.",
    "number": "The numbers exclude each other.",
    "range": "The numbers allow each other.",
}
Parts = dict[str, tuple[Statement, ...]]
Found = tuple[DifferenceKind, str, Parts]


def side(entry: Entry, part: Sequence[Statement], world: World) -> Side:
    claims = [statement.claim for statement in part]
    inside = {statement.id for statement in part}
    ids = tuple(claim for claim in entry.fact.claims if claim in inside)
    names = tuple(sorted({world.voices.name(claim) for claim in claims}))
    return Side((entry.fact.id,), ids, names, tuple(sorted({world.lineage[claim.report] for claim in claims})))


def sorted_by(texts: Iterable[tuple[str, Statement]]) -> Parts:
    found: dict[str, list[Statement]] = {}
    for text, statement in texts:
        if text:
            found.setdefault(text, []).append(statement)
    return {text: tuple(sorted(found[text], key=lambda s: s.id)) for text in sorted(found)}


def precision(entry: Entry) -> Iterator[Found]:
    """The same day, beginning or end, told more and less exactly."""
    statements = entry.group.statements
    event = ((s.when.edtf, s) for s in statements if s.when.at and s.when.start == s.when.end)
    for texts in (event, ((s.when.begin, s) for s in statements), ((s.when.finish, s) for s in statements)):
        parts = sorted_by(texts)
        if len(parts) > 1:
            yield DifferenceKind.GRANULARITY, "precision", parts
            return


def voices(entry: Entry) -> Iterator[Found]:
    """A statement in a report's own voice beside the same at second hand."""
    own = tuple(s for s in entry.group.statements if s.claim.polarity is Polarity.ASSERTED and not s.claim.voices)
    other = tuple(s for s in entry.group.statements if s.claim.polarity in SECOND_HAND)
    if own and other:
        yield DifferenceKind.ATTRIBUTION, "voice", {"as a fact": own, "at second hand": other}


def counts(entry: Entry) -> Iterator[Found]:
    """A number beside the statement (how many defected) that is not the same in all claims."""
    for key in sorted(key for key, rule in entry.rule.qualifiers.items() if rule.kind == "number"):
        if entry.numbers:
            return
        told = [(number, s) for s in entry.group.statements if (number := amount(s.claim.qualifiers.get(key)))]
        parts = sorted_by((str(number), s) for number, s in told)
        if len(parts) > 1:
            apart = any(not one.meets(other) for one, _ in told for other, _ in told)
            yield verdict_of(apart), "number" if apart else "range", parts
            return


def culprits(entry: Entry, world: World) -> Iterator[Found]:
    """Those who are said to have caused a death, where they are entities of which none belongs to another."""
    if not entry.rule.once:
        return
    by_cause: dict[str, list[Statement]] = {}
    for statement in entry.group.statements:
        cause = world.voices.entity(statement.claim.report, str(statement.claim.qualifiers.get("caused_by", "")))
        if cause is not None:
            by_cause.setdefault(cause, []).append(statement)

    def differ(pair: tuple[str, str]) -> bool:
        return not akin(pair[0], pair[1], world) and told_apart(pair, by_cause, world)

    apart = [pair for pair in combinations(sorted(by_cause), 2) if differ(pair)]
    if apart:
        parts = {world.name(cause): tuple(sorted(by_cause[cause], key=lambda s: s.id)) for cause in apart[0]}
        yield DifferenceKind.CONTRADICTION, "culprit", parts


def told_apart(pair: Sequence[str], by_cause: Mapping[str, Sequence[Statement]], world: World) -> bool:
    """Whether two causes are told by other voices."""
    one, other = ({world.voices.key(statement.claim) for statement in by_cause[cause]} for cause in pair)
    return one.isdisjoint(other)


def verdict_of(apart: bool) -> DifferenceKind:
    return DifferenceKind.CONTRADICTION if apart else DifferenceKind.GRANULARITY
