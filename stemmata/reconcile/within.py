"""Differences inside one fact: its claims agree, but not in how exactly, how many, or in whose voice."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations
from pathlib import Path

import yaml

from stemmata.model import Difference, DifferenceKind, Polarity, Side
from stemmata.reconcile.causes import within_death
from stemmata.reconcile.entries import Entry, World
from stemmata.reconcile.slots import Statement
from stemmata.reconcile.values import amount, plain_name
from stemmata.reconcile.verdicts import akin
from stemmata.reconcile.wording import joined, matter, within_side
from stemmata.when import Period

QUANTITIES = Path(__file__).parent / "quantities.yml"
SECOND_HAND = (Polarity.REPORTED, Polarity.ALLEGED)


def within(entry: Entry, world: World) -> Iterator[Difference]:
    """What the claims of one fact say differently."""
    if len(entry.group.statements) == 1:
        return
    for kind, sub, parts in found_in(entry, world):
        sides = tuple(side(entry, part, world) for part in parts.values())
        said = joined(within_side(text, part, world) for text, part in parts.items())
        yield Difference(kind, sub, sides, f"{matter(entry, world)}: {said}. {REASONS[sub]}")


def found_in(entry: Entry, world: World) -> tuple[Found, ...]:
    return (
        *precision(entry),
        *voices(entry, world),
        *extents(entry),
        *counts(entry),
        *culprits(entry, world),
        *within_death(entry, world),
    )


EXTENTS = ("degree", "extent")  # qualifiers that say how much of a thing
REASONS = {
    "precision": "The one time is only more exact than the other.",
    "voice": "It is the same statement, made by one as a fact and by another at second hand.",
    "doubt": "It is nobody's own statement; one passes it on, and another keeps its distance.",
    "scope": "The one speaks of the whole, the other of a part of it.",
    "culprit": "A person dies once, of one cause.",
    "cause": "A person dies once, of one cause.",
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
    begun, ended = ([(term(s.when)[end], s) for s in statements] for end in (0, 1))
    stated = any(s.when.begin for s in statements), any(s.when.finish for s in statements)
    for texts in (event, begun if stated[0] else (), ended if stated[1] else ()):
        parts = sorted_by(texts)
        if len(parts) > 1:
            yield DifferenceKind.GRANULARITY, "precision", parts
            return


def term(when: Period) -> tuple[str, str]:
    """The beginning and the end of a state that are stated; "2009 to 2012" has both."""
    if when.at and when.start != when.end and "/" in when.at:
        begin, _, finish = when.at.partition("/")
        return begin.strip("."), finish.strip(".")
    return when.begin, when.finish


def vouched(statement: Statement, heard: Container[str], world: World) -> bool:
    """Whether it is somebody's word by which the report stands, in a lineage that does not say it in its own voice."""
    claim = statement.claim
    return claim.polarity is Polarity.ASSERTED and bool(claim.voices) and world.lineage[claim.report] not in heard


def voices(entry: Entry, world: World) -> Iterator[Found]:
    """A statement in a report's own voice beside the same as somebody's word; or passed on here, and doubted there."""
    statements = entry.group.statements
    own = tuple(s for s in statements if s.claim.polarity is Polarity.ASSERTED and not s.claim.voices)
    heard = {world.lineage[s.claim.report] for s in own}
    other = tuple(s for s in statements if s.claim.polarity in SECOND_HAND or vouched(s, heard, world))
    if own and other:
        yield DifferenceKind.ATTRIBUTION, "voice", {"as a fact": own, "at second hand": other}
        return
    doubted = tuple(s for s in other if s.claim.polarity is Polarity.ALLEGED)
    believed = tuple(s for s in other if s.claim.polarity is not Polarity.ALLEGED)
    if doubted and believed and reports_of(doubted).isdisjoint(reports_of(believed)):
        yield DifferenceKind.ATTRIBUTION, "doubt", {"passed on": believed, "with doubt": doubted}


def reports_of(statements: Iterable[Statement]) -> set[str]:
    return {statement.claim.report for statement in statements}


@cache
def partly() -> frozenset[str]:
    """Words that say that a part is meant (quantities.yml)."""
    given = yaml.load(QUANTITIES.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return frozenset(map(str, given["partly"]))


def extents(entry: Entry) -> Iterator[Found]:
    """A whole of which another report says that it was a part: "controls Kesh", "controls most of Kesh"."""
    key = next((key for key in EXTENTS if key in entry.rule.qualifiers), None)
    if key is None:
        return
    told = [(s, set(plain_name(str(s.claim.qualifiers.get(key, ""))).split())) for s in entry.group.statements]
    part = tuple(s for s, said in told if said & partly())
    whole = tuple(s for s, said in told if not said & partly())
    if part and whole and reports_of(part).isdisjoint(reports_of(whole)):
        yield DifferenceKind.GRANULARITY, "scope", {"the whole": whole, "a part": part}


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
