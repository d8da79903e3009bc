"""What was so and was undone (turns.yml): founded and dissolved, split off and come back, in a post and gone over."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from stemmata.model import Difference, DifferenceKind
from stemmata.ontology.predicates import Aspect
from stemmata.reconcile.entries import Entry, World
from stemmata.reconcile.times import window
from stemmata.reconcile.wording import joined, matter, one_side, told_by

TURNS = Path(__file__).parent / "turns.yml"
Ends = tuple[str, ...]  # the letters of a pattern: ("X", "Y"), ("X",)


@dataclass(frozen=True, slots=True)
class Turn:
    """One rule: predicates with the letters of their ends."""

    name: str
    first: tuple[tuple[str, Ends], ...]
    then: tuple[tuple[str, Ends], ...]
    why: str
    turn: tuple[str, ...]
    none: tuple[str, ...]

    @property
    def common(self) -> Ends:
        """The letters that stand on both sides: what the two must share."""
        return tuple(
            sorted({letter for _, ends in self.first for letter in ends} & {x for _, e in self.then for x in e})
        )

    @property
    def apart(self) -> bool:
        return any("Z" in ends for _, ends in self.then)


@cache
def turns() -> tuple[Turn, ...]:
    """The rules in the order of the file."""
    given = yaml.load(TURNS.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return tuple(read_turn(name, rule) for name, rule in given.items())


def read_turn(name: str, rule: Mapping[str, Any]) -> Turn:
    first, then = (tuple(pattern(text) for text in rule[key]) for key in ("first", "then"))
    return Turn(name, first, then, str(rule["why"]), tuple(rule["turn"]), tuple(rule["none"]))


def pattern(text: str) -> tuple[str, Ends]:
    subject, predicate, *object_ = text.split()
    return predicate, (subject, *object_)


def undone(entries: Sequence[Entry], world: World) -> Iterator[Difference]:
    """One difference for each entity, or pair of them, and each rule."""
    by_predicate: dict[str, list[Entry]] = {}
    for entry in entries:
        if not entry.denied:
            by_predicate.setdefault(entry.fact.predicate, []).append(entry)
    for rule in turns():
        firsts, thens = (shelved(patterns, rule.common, by_predicate) for patterns in (rule.first, rule.then))
        for key in firsts.keys() & thens.keys():
            yield from turned(rule, firsts[key], thens[key], world)


def shelved(
    patterns: Sequence[tuple[str, Ends]], common: Ends, by_predicate: Mapping[str, Sequence[Entry]]
) -> dict[Ends, list[Entry]]:
    """Facts by the entities that the two sides of a rule share."""
    found: dict[Ends, list[Entry]] = {}
    for predicate, letters in patterns:
        for entry in by_predicate.get(predicate, ()):
            ends = dict(zip(letters, (entry.fact.subject, entry.fact.object or ""), strict=False))
            key = tuple(ends[letter] for letter in common)
            if all(key):
                found.setdefault(key, []).append(entry)
    return found


def turned(rule: Turn, firsts: Sequence[Entry], thens: Sequence[Entry], world: World) -> Iterator[Difference]:
    ended = [entry for entry in firsts if any(undoes(then, entry, rule.apart) for then in thens)]
    ending = [then for then in thens if any(undoes(then, entry, rule.apart) for entry in ended)]
    if ended and ending:
        sides = [sorted(side, key=lambda e: (e.fact.when.order, e.fact.id)) for side in (ended, ending)]
        said = joined(f"{matter(entry, world)}{told_by(entry, world)}" for side in sides for entry in side)
        yield Difference(DifferenceKind.CHANGE_OVER_TIME, "turn", tuple(map(one_side, sides)), f"{said}. {rule.why}.")


def undoes(then: Entry, first: Entry, apart: bool) -> bool:
    """Whether the one may have come after the other, before that ended otherwise; `apart`: where it must lead to
    another end (Z is not Y).
    """
    here, there = window(first.fact.when), window(then.fact.when)
    later = here is None or there is None or here[0] <= there[1]
    if first.rule.aspect is Aspect.STATE and there is not None:
        later = later and (first.fact.when.end.latest or date.max) >= there[0]
    return later and not (apart and then.fact.object == first.fact.object)
