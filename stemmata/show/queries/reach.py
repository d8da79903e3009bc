"""Networks, ties and chains of command of a record of any size: from its index alone, or which facts they need.

`network_of` answers as `network` does, without the words: names, counts and verdicts come from columns. Here a tie
counts the lineages of its best supported statement: the index does not tell which lineages several have in common.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from stemmata.ontology import ontology
from stemmata.show.answers import Named
from stemmata.show.asof import Window
from stemmata.show.index import EVER, NEVER, Index, Marks, Rows
from stemmata.show.networks import Actor, Bond, Network
from stemmata.show.queries import command
from stemmata.show.queries.network import BOTH, SCOPE, Scope, kind_rule, predicates_of, rules
from stemmata.show.queries.standing import ABOVE, BEGINS, ENDS, MEMBERS
from stemmata.when import Holds

Places = NDArray[np.int64]
Numbers = NDArray[np.int64]
NO, MAYBE, YES = 0, 1, 2
_HOLDS = (Holds.NO, Holds.MAYBE, Holds.YES)
FACTS = 240  # of so many facts at the most are ties and chains made: they are read with all their words
EACH = 2  # the best supported statements of each belonging and post


def network_of(
    index: Index,
    on: str | None = None,
    entity: str | None = None,
    scope: Scope = SCOPE,
    nameless: Container[str] = frozenset(),
) -> Network:
    """The network around an entity (by its id), or of all. `nameless`: entities without a name of their own."""
    window = None if on is None else Window.of(on)
    pairs = _pairs(index, scope.kinds, nameless)
    holds = pairs.holds(window)
    lasting = np.flatnonzero(holds != NO)
    start = None if entity is None else index.place[entity]
    steps = _steps(pairs, lasting, start, scope.steps, len(index.entities))
    within = lasting[(steps[pairs.one[lasting]] >= 0) & (steps[pairs.other[lasting]] >= 0)]
    kept = _kept(pairs, within, steps, scope.most)
    shown = _shown(pairs, within[kept[pairs.one[within]] & kept[pairs.other[within]]], scope.ties, start)
    near = (steps[pairs.one] >= 0) | (steps[pairs.other] >= 0)
    support = pairs.support(within, len(index.entities))
    return Network(
        entity=None if start is None else Named(index.entities[start].name, entity),
        on=window.words if window else "",
        kinds=scope.kinds,
        steps=scope.steps,
        actors=_actors(index, np.flatnonzero(kept), steps, support),
        bonds=tuple(_bond(index, pairs, at, int(holds[at]) if window else None) for at in pairs.ordered(shown)),
        left_out=int((steps >= 0).sum() - kept.sum()),
        bonds_left_out=len(within) - len(shown),
        not_then=int((near & (holds == NO)).sum()),
        unnamed=pairs.unnamed if start is None else int(np.isin(index.about(entity or ""), pairs.loose).sum()),
    )


@dataclass(frozen=True)
class Pairs:
    """Facts by the pair and kind that they tell of. `pair` says of each row in which of the pairs it is."""

    index: Index
    kinds: Sequence[str]
    rows: Rows
    pair: Numbers
    kind: Numbers  # of each pair
    one: Places
    other: Places
    loose: Rows  # facts with an end that is no actor

    @property
    def unnamed(self) -> int:
        return len(self.loose)

    @cached_property
    def lineages(self) -> Numbers:
        found = np.zeros(len(self.kind), np.int64)
        np.maximum.at(found, self.pair, self.index.lineages[self.rows])
        return found

    @cached_property
    def denied(self) -> Marks:
        return self._all(self.index.denied[self.rows])

    @cached_property
    def disputed(self) -> Marks:
        some = self._any(self.index.denied[self.rows])
        return self._any(self.index.disputed[self.rows]) | (some & ~self.denied)

    def _any(self, marks: Marks) -> Marks:
        return np.bincount(self.pair[marks], minlength=len(self.kind)) > 0

    def _all(self, marks: Marks) -> Marks:
        return ~self._any(~marks)

    def holds(self, window: Window | None) -> Numbers:
        """The verdict on each pair, as `standing.verdict` has it; everything holds where no day is asked for."""
        if window is None:
            return np.full(len(self.kind), YES)
        first, last = window.first.toordinal(), window.last.toordinal()
        start, end = self._lasting()
        said = ~self.index.denied[self.rows]
        over = said & (end[:, 1] < first)
        given_up = np.full(len(self.kind), EVER - 1)
        np.maximum.at(given_up, self.pair[over], end[over, 1])
        shown = said & ~self._is(ENDS)
        evidence = np.where(end[:, 0] != EVER, end[:, 0], start[:, 0])
        again = self._any(shown & (evidence > given_up[self.pair]))
        met = shown & (end[:, 1] >= first) & (start[:, 0] <= last)
        surely = met & (start[:, 1] <= last) & (end[:, 0] >= first)
        answers = np.where(self._any(surely), YES, np.where(self._any(met) | ~self._any(shown), MAYBE, NO))
        return np.where((given_up >= EVER) & ~again, NO, answers)

    def _lasting(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The bounds of the standing that each row speaks of, as `standing.lasting` has them."""
        start, end = (each[self.rows].astype(np.int64) for each in (self.index.start, self.index.end))
        begins, ends = self._is(BEGINS), self._is(ENDS)
        end[begins, 0], end[begins, 1] = start[begins, 0], NEVER
        start[ends, 0], start[ends, 1] = EVER, end[ends, 1]
        return start, end

    def _is(self, predicates: Iterable[str]) -> Marks:
        wanted = [at for at, name in enumerate(self.index.predicates) if name in set(predicates)]
        return np.isin(self.index.predicate[self.rows], wanted)

    def support(self, pairs: Numbers, entities: int) -> Numbers:
        """By entity, the lineages of its ties in these pairs."""
        ends = np.concatenate([self.one[pairs], self.other[pairs]])
        return np.bincount(ends, np.tile(self.lineages[pairs], 2), minlength=entities).astype(np.int64)

    def ordered(self, pairs: Numbers) -> list[int]:
        order = np.lexsort((self.other[pairs], self.one[pairs], -self.lineages[pairs], self.kind[pairs]))
        return [int(at) for at in pairs[order]]

    @cached_property
    def _by_pair(self) -> tuple[Numbers, Numbers]:
        order = np.argsort(self.pair, kind="stable")
        return order, np.searchsorted(self.pair[order], np.arange(len(self.kind) + 1))

    def facts(self, pair: int) -> tuple[str, ...]:
        order, begins = self._by_pair
        return tuple(self.index.ids(self.index.best(self.rows[order[begins[pair] : begins[pair + 1]]])))


def _pairs(index: Index, kinds: Sequence[str], nameless: Container[str]) -> Pairs:
    rows = index.of(predicates_of(kinds))
    actors = _are_actors(index, nameless)
    subject, object_ = index.subject[rows].astype(np.int64), index.object[rows].astype(np.int64)
    fits = (object_ >= 0) & (subject != object_) & actors[subject] & actors[np.maximum(object_, 0)]
    loose, rows, subject, object_ = rows[~fits], rows[fits], subject[fits], object_[fits]
    number, end = _rules(index, kinds)
    kind, where = number[index.predicate[rows]], end[index.predicate[rows]]
    turned = (where == 1) | ((where == 2) & (subject > object_))
    one, other = np.where(turned, object_, subject), np.where(turned, subject, object_)
    key = np.stack([kind, one, other], axis=1)
    found, pair = np.unique(key, axis=0, return_inverse=True)
    return Pairs(index, kinds, rows, pair.reshape(-1), found[:, 0], found[:, 1], found[:, 2], loose)


def _are_actors(index: Index, nameless: Container[str]) -> Marks:
    known, fitting = ontology(), tuple(rules()["actors"])
    fits = {type_: type_ in known.types and known.allows(type_, fitting) for type_ in {e.type for e in index.entities}}
    return np.array([fits[e.type] and e.id not in nameless for e in index.entities], bool)


def _rules(index: Index, kinds: Sequence[str]) -> tuple[Numbers, Numbers]:
    """By predicate: which of the kinds it tells of, and at which end the one stands (0 subject, 1 object, 2 both)."""
    number, end = np.zeros(len(index.predicates), np.int64), np.zeros(len(index.predicates), np.int64)
    for at, kind in enumerate(kinds):
        for predicate, where in kind_rule(kind)["predicates"].items():
            if predicate in index.predicates:
                place = list(index.predicates).index(predicate)
                number[place], end[place] = at, {"subject": 0, "object": 1, BOTH: 2}[where]
    return number, end


def _steps(pairs: Pairs, lasting: Numbers, start: int | None, most: int, entities: int) -> Numbers:
    """How far each entity stands from the start, -1 beyond; without a start, 0 for all that have a tie."""
    steps = np.full(entities, -1)
    if start is None:
        steps[pairs.one[lasting]] = steps[pairs.other[lasting]] = 0
        return steps
    steps[start] = 0
    leading = lasting[~pairs.denied[lasting] | (pairs.one[lasting] == start) | (pairs.other[lasting] == start)]
    for step in range(1, most + 1):
        for here, there in ((pairs.one[leading], pairs.other[leading]), (pairs.other[leading], pairs.one[leading])):
            reached = there[steps[here] == step - 1]
            steps[reached[steps[reached] < 0]] = step
    return steps


def _kept(pairs: Pairs, within: Numbers, steps: Numbers, most: int) -> Marks:
    """The nearest and best supported; of those, all that have a tie to another that is kept."""
    support = pairs.support(within, len(steps))
    degree = np.bincount(np.concatenate([pairs.one[within], pairs.other[within]]), minlength=len(steps))
    there = np.flatnonzero(steps >= 0)
    first = np.zeros(len(steps), bool)
    first[there[np.lexsort((there, -degree[there], -support[there], steps[there]))][:most]] = True
    both = within[first[pairs.one[within]] & first[pairs.other[within]]]
    tied = np.zeros(len(steps), bool)
    tied[pairs.one[both]] = tied[pairs.other[both]] = True
    return first & tied if len(there) > 1 else first


def _shown(pairs: Pairs, among: Numbers, most: int, start: int | None) -> Numbers:
    """The best supported ties, and of each actor the best of its own, so that none stands without."""
    away = np.ones(len(among), bool) if start is None else (pairs.one[among] != start) & (pairs.other[among] != start)
    order = among[np.lexsort((pairs.other[among], pairs.one[among], -pairs.lineages[among], away))]
    ends = np.stack([pairs.one[order], pairs.other[order]], axis=1).reshape(-1)
    own = np.unique(np.unique(ends, return_index=True)[1] // 2)
    return order[np.union1d(np.arange(min(most, len(order))), own)]


def _actors(index: Index, kept: Places, steps: Numbers, support: Numbers) -> tuple[Actor, ...]:
    found = [
        Actor(
            Named(index.entities[at].name, index.entities[at].id), index.entities[at].type, *_ints(steps, support, at)
        )
        for at in kept
    ]
    return tuple(sorted(found, key=lambda a: (a.steps, -a.lineages, a.who.name, a.who.entity or "")))


def _ints(steps: Numbers, support: Numbers, at: int) -> tuple[int, int]:
    return int(steps[at]), int(support[at])


def _bond(index: Index, pairs: Pairs, at: int, holds: int | None) -> Bond:
    kind = pairs.kinds[int(pairs.kind[at])]
    return Bond(
        kind=kind,
        words=kind_rule(kind)["words"],
        one=index.entities[int(pairs.one[at])].id,
        other=index.entities[int(pairs.other[at])].id,
        holds=None if holds is None else _HOLDS[holds],
        denied=bool(pairs.denied[at]),
        disputed=bool(pairs.disputed[at]),
        lineages=int(pairs.lineages[at]),
        facts=pairs.facts(at),
        lines=(),
    )


def facts_for_ties(index: Index, one: str, other: str, most: int = FACTS) -> list[str]:
    """The facts that `ties_between` needs of two entities, the best supported of those they share.

    Where they are few, all facts about both: a statement may name the other in its words.
    """
    mine, theirs = index.about(one), index.about(other)
    if len(mine) + len(theirs) <= most:
        return index.ids(np.union1d(mine, theirs))
    between = np.intersect1d(mine, theirs)
    wanted = {predicate for rule in rules()["shared"] for predicate in rule["ends"]}
    shared = [np.intersect1d(rows, index.of(wanted)) for rows in (mine, theirs)]
    ends = [_beyond(index, rows, id_) for rows, id_ in zip(shared, (one, other), strict=True)]
    common = np.intersect1d(ends[0], ends[1])
    rows = np.concatenate([r[np.isin(e, common)] for r, e in zip(shared, ends, strict=True)])
    return index.ids(np.union1d(index.best(between)[: most // 2], index.best(np.setdiff1d(rows, between))[: most // 2]))


def _beyond(index: Index, rows: Rows, entity: str) -> Places:
    """The other end of each fact."""
    at = index.place[entity]
    return np.where(index.subject[rows] == at, index.object[rows], index.subject[rows]).astype(np.int64)


def facts_for_command(index: Index, entity: str, on: str | None = None) -> list[str]:
    """The facts that `chain_of_command` needs: belongings up and down, and posts in the units met on the way."""
    window = None if on is None else Window.of(on)
    limits = command.rules()
    belonging = index.of({*ABOVE.subject, *ABOVE.object, *MEMBERS.subject, *MEMBERS.object})
    belonging = belonging[index.object[belonging] >= 0]
    part = np.isin(index.predicate[belonging], [i for i, p in enumerate(index.predicates) if p in MEMBERS.subject])
    ends = index.subject[belonging], index.object[belonging]
    child, parent = np.where(part, ends[1], ends[0]), np.where(part, ends[0], ends[1])
    start = np.array([index.place[entity]])
    met = [start]
    for here, there, levels in ((child, parent, limits["up"]), (parent, child, limits["down"])):
        border = start
        for _ in range(levels):
            border = np.setdiff1d(there[np.isin(here, border)], np.concatenate(met))[: limits["at_once"]]
            met.append(border)
    units = np.concatenate(met)
    posts = index.of(("holds_post", "member_of"))
    posts = posts[np.isin(index.object[posts], units)]
    if window is not None:
        posts = posts[index.holds(posts, window) > NO]
    links = belonging[np.isin(child, units) & np.isin(parent, units)]
    both = np.concatenate([_first_of_each(index, links), _first_of_each(index, posts)])
    return index.ids(index.best(both)[:FACTS])


def _first_of_each(index: Index, rows: Rows) -> Rows:
    """The best supported facts of each predicate between each two."""
    best = index.best(rows)
    key = np.stack([index.predicate[best], index.subject[best], index.object[best]], axis=1)
    _, pair = np.unique(key, axis=0, return_inverse=True)
    order = np.argsort(pair.reshape(-1), kind="stable")
    begins = np.searchsorted(pair.reshape(-1)[order], pair.reshape(-1)[order])
    return best[order[np.arange(len(order)) - begins < EACH]]
