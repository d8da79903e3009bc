"""Who was allied with, opposed to, part of or backed by whom, as of a date."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from stemmata.errors import NotFound
from stemmata.model import DifferenceKind, Fact, Polarity
from stemmata.ontology import ontology
from stemmata.show.answers import Line
from stemmata.show.asof import Window
from stemmata.show.holdings import Holdings
from stemmata.show.networks import Actor, Bond, Network
from stemmata.show.queries.find import find, named
from stemmata.show.queries.kinship import has_name
from stemmata.show.queries.lines import in_order, line_of
from stemmata.show.queries.standing import verdict
from stemmata.when import Holds

RULES = Path(__file__).with_name("network.yml")
BOTH = "both"


@dataclass(frozen=True, slots=True)
class Scope:
    """How much of a network is asked for: kinds of network.yml, steps from an actor, the most actors and ties.

    The ties of the actor that is asked for come first; the best supported tie of each actor is kept beyond the most.
    """

    kinds: tuple[str, ...] = ("allied", "opposed")
    steps: int = 1
    most: int = 60
    ties: int = 110


SCOPE = Scope()


@dataclass(frozen=True, slots=True)
class Pair:
    """The facts that tell of one kind of tie between two actors."""

    kind: str
    one: str
    other: str
    facts: tuple[Fact, ...]
    holds: Holds | None

    @property
    def denied(self) -> bool:
        return all(fact.polarity is Polarity.DENIED for fact in self.facts)

    @property
    def lineages(self) -> frozenset[str]:
        return frozenset(lineage for fact in self.facts for lineage in fact.lineages)


def network(held: Holdings, on: str | None = None, name: str | None = None, scope: Scope = SCOPE) -> Network:
    """The ties of all actors, or those around one. Raises NotFound, InvalidDate.

    Of more actors than asked for, those with the best supported ties are kept, after those that are nearer.
    """
    entity, window = None if name is None else find(held, name), None if on is None else Window.of(on)
    pairs, unnamed = _pairs(held, scope.kinds, window, None if entity is None else entity.id)
    lasting = [pair for pair in pairs if pair.holds is not Holds.NO]
    steps = _steps(entity.id if entity else None, lasting, scope.steps)
    within = [pair for pair in lasting if pair.one in steps and pair.other in steps]
    support = _support(within)
    kept = _kept(steps, support, within, scope.most)
    shown = _shown(
        (pair for pair in within if pair.one in kept and pair.other in kept), scope.ties, entity.id if entity else ""
    )
    chosen = sorted(kept, key=lambda id_: (steps[id_], -len(support[id_]), held.name(id_), id_))
    return Network(
        entity=None if entity is None else named(held, entity.id),
        on=window.words if window else "",
        kinds=scope.kinds,
        steps=scope.steps,
        actors=tuple(_actor(held, id_, steps[id_], len(support[id_])) for id_ in chosen),
        bonds=tuple(_bond(held, pair, window) for pair in sorted(shown, key=_order)),
        left_out=len(steps) - len(kept),
        bonds_left_out=len(within) - len(shown),
        not_then=sum(pair.holds is Holds.NO and _near(pair, steps) for pair in pairs),
        unnamed=unnamed,
    )


def predicates_of(kinds: Iterable[str]) -> tuple[str, ...]:
    """The predicates that tell of some kinds of tie: the facts that a network is made of. Raises NotFound."""
    return tuple(predicate for kind in kinds for predicate in kind_rule(kind)["predicates"])


def kind_rule(kind: str) -> Mapping[str, Any]:
    """What network.yml says of a kind of tie. Raises NotFound for an unknown one."""
    if kind not in rules()["kinds"]:
        raise NotFound(f"no kind of tie {kind!r}; have {', '.join(rules()['kinds'])}")
    found: Mapping[str, Any] = rules()["kinds"][kind]
    return found


@cache
def rules() -> Mapping[str, Any]:
    """The rules of network.yml."""
    found: Mapping[str, Any] = yaml.load(RULES.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return found


def ends_of(fact: Fact, end: str) -> tuple[str, str] | None:
    """The ends of a fact, the one that stands at `end` first, in any lasting order for both; None for a value."""
    if fact.object is None or fact.object == fact.subject:
        return None
    if end == BOTH:
        return min(fact.subject, fact.object), max(fact.subject, fact.object)
    return (fact.subject, fact.object) if end == "subject" else (fact.object, fact.subject)


def _pairs(held: Holdings, kinds: Collection[str], window: Window | None, about: str | None) -> tuple[list[Pair], int]:
    """Every tie, and how many facts have an end that is no actor; only those about the actor itself count there."""
    kind_of = {predicate: kind for kind in kinds for predicate in kind_rule(kind)["predicates"]}
    found: dict[tuple[str, str, str], list[Fact]] = {}
    unnamed = 0
    for fact in held.facts.values():
        kind = kind_of.get(fact.predicate)
        if kind is None:
            continue
        ends = ends_of(fact, kind_rule(kind)["predicates"][fact.predicate])
        if ends is not None and all(is_actor(held, end) for end in ends):
            found.setdefault((kind, *ends), []).append(fact)
        else:
            unnamed += about is None or about in (fact.subject, fact.object)
    return [Pair(*key, tuple(facts), standing(facts, window)) for key, facts in found.items()], unnamed


def is_actor(held: Holdings, entity: str) -> bool:
    """Whether something may stand in a network: of a fitting type, and with a name of its own."""
    known = held.entities.get(entity)
    if known is None or known.type not in ontology().types:
        return False
    return ontology().allows(known.type, tuple(rules()["actors"])) and has_name(held, entity)


def standing(facts: list[Fact], window: Window | None) -> Holds | None:
    """Whether a tie lasted on the day, over all that is said of it."""
    return None if window is None else verdict(facts, window)


def _steps(start: str | None, pairs: list[Pair], most: int) -> dict[str, int]:
    """How far from the start each actor stands; what is only denied leads nowhere. Without a start all stand at 0."""
    if start is None:
        return {end: 0 for pair in pairs for end in (pair.one, pair.other)}
    beside: dict[str, set[str]] = {}
    for pair in pairs:
        if not pair.denied or start in (pair.one, pair.other):
            beside.setdefault(pair.one, set()).add(pair.other)
            beside.setdefault(pair.other, set()).add(pair.one)
    found, border = {start: 0}, {start}
    for step in range(1, most + 1):
        border = {other for id_ in border for other in beside.get(id_, ()) if other not in found}
        found |= dict.fromkeys(border, step)
    return found


def _support(pairs: Iterable[Pair]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for pair in pairs:
        for end in (pair.one, pair.other):
            found.setdefault(end, set()).update(pair.lineages)
    return found


def _kept(steps: Mapping[str, int], support: dict[str, set[str]], pairs: Iterable[Pair], most: int) -> set[str]:
    """The nearest and best supported; of those, all that have a tie to another that is kept."""
    degree: dict[str, int] = {}
    for pair in pairs:
        degree[pair.one] = degree.get(pair.one, 0) + 1
        degree[pair.other] = degree.get(pair.other, 0) + 1
    for id_ in steps:
        support.setdefault(id_, set())
    ranked = sorted(steps, key=lambda id_: (steps[id_], -len(support[id_]), -degree.get(id_, 0), id_))
    first = set(ranked[:most])
    tied = {end for pair in pairs if pair.one in first and pair.other in first for end in (pair.one, pair.other)}
    return {id_ for id_ in first if id_ in tied or len(steps) == 1}


def _shown(pairs: Iterable[Pair], most: int, start: str) -> list[Pair]:
    """The best supported ties, and of each actor the best of its own, so that none stands without."""
    seen: set[str] = set()
    found = []
    for at, pair in enumerate(
        sorted(pairs, key=lambda p: (start not in (p.one, p.other), -len(p.lineages), p.one, p.other))
    ):
        if at < most or not {pair.one, pair.other} <= seen:
            found.append(pair)
        seen |= {pair.one, pair.other}
    return found


def _near(pair: Pair, steps: Mapping[str, int]) -> bool:
    return not steps or pair.one in steps or pair.other in steps


def _actor(held: Holdings, id_: str, steps: int, lineages: int) -> Actor:
    return Actor(named(held, id_), held.entities[id_].type, steps, lineages)


def _order(pair: Pair) -> tuple[int, int, str, str]:
    return list(rules()["kinds"]).index(pair.kind), -len(pair.lineages), pair.one, pair.other


def _bond(held: Holdings, pair: Pair, window: Window | None) -> Bond:
    return Bond(
        kind=pair.kind,
        words=kind_rule(pair.kind)["words"],
        one=pair.one,
        other=pair.other,
        holds=pair.holds,
        denied=pair.denied,
        disputed=is_disputed(held, pair.facts),
        lineages=len(pair.lineages),
        facts=tuple(fact.id for fact in sorted(pair.facts, key=_best)),
        lines=in_order(_lines(held, pair, window)),
    )


def _best(fact: Fact) -> tuple[int, int, float, str]:
    return -len(fact.lineages), -len(fact.reports), -fact.confidence, fact.id


def is_disputed(held: Holdings, facts: Collection[Fact]) -> bool:
    """Whether a contradiction stands over one of the facts, or some deny what others assert."""
    over = (d for fact in facts for d in held.disputes_over.get(fact.id, ()))
    denied = sum(fact.polarity is Polarity.DENIED for fact in facts)
    return 0 < denied < len(facts) or any(d.kind is DifferenceKind.CONTRADICTION for d in over)


def _lines(held: Holdings, pair: Pair, window: Window | None) -> Iterator[Line]:
    return (line_of(held, fact, pair.one, window) for fact in pair.facts)
