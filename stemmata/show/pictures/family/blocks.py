"""Groups -> an order from top to bottom: families apart, members below their coalition, children near their parents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from stemmata.show.ancestry import Node, Tie
from stemmata.show.pictures.family.order import Ends as Places
from stemmata.show.pictures.family.order import Line
from stemmata.show.pictures.family.stays import MEMBERSHIPS, homes_of, stays_of
from stemmata.show.printed.lineage import FOLLOWED

MOST = 28  # families that only memberships tie are one while they are no more than so many groups
Ends = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Seat:
    """A group in its order. `run`: those of one run stand directly below one another; `depth`: coalitions around it."""

    node: Node
    run: int
    depth: int


@dataclass(frozen=True, slots=True)
class Clan:
    """Groups that hang together from top to bottom, the whole below which each member is drawn, and their ties."""

    seats: tuple[Seat, ...]
    homes: Mapping[str, str]
    ties: tuple[Tie, ...]


def clans_of(nodes: Sequence[Node], ties: Sequence[Tie], first: str = "") -> tuple[Clan, ...]:
    """The families of a record, that of one group first, then the largest.

    Families that only memberships tie together stay apart where they are large.
    """
    homes = homes_of(stays_of(ties), {node.id: node.type for node in nodes}, _descents(ties))
    by_id = {node.id: node for node in nodes}
    place = {node.id: at for at, node in enumerate(nodes)}
    parts = _parts(list(by_id), ties, homes)
    parts.sort(key=lambda part: (first not in part, -len(part), min(place[id_] for id_ in part)))
    part_of = {id_: at for at, part in enumerate(parts) for id_ in part}
    inside: dict[int, list[Tie]] = {}
    for tie in ties:
        if part_of[tie.one] == part_of[tie.other]:
            inside.setdefault(part_of[tie.one], []).append(tie)
    ordered = ([by_id[id_] for id_ in sorted(part, key=place.__getitem__)] for part in parts)
    return tuple(_clan(own, tuple(inside.get(at, ())), homes) for at, own in enumerate(ordered))


def _descents(ties: Iterable[Tie]) -> list[Ends]:
    return [(tie.one, tie.other) for tie in ties if tie.kind in FOLLOWED and not tie.denied]


class Parts:
    """Sets of groups that hang together."""

    def __init__(self, ids: Iterable[str]) -> None:
        self.root = {id_: id_ for id_ in ids}
        self.size = dict.fromkeys(self.root, 1)

    def top(self, id_: str) -> str:
        while self.root[id_] != id_:
            self.root[id_] = self.root[self.root[id_]]
            id_ = self.root[id_]
        return id_

    def join(self, ends: Ends, most: float = float("inf")) -> None:
        """Joins the sets of two groups unless they would be more than so many."""
        one, other = self.top(ends[0]), self.top(ends[1])
        if one != other and self.size[one] + self.size[other] <= most:
            self.root[one] = other
            self.size[other] += self.size[one]


def _parts(ids: Sequence[str], ties: Sequence[Tie], homes: Mapping[str, str]) -> list[list[str]]:
    parts = Parts(ids)
    for ends in (*_descents(ties), *homes.items()):
        parts.join(ends)
    for tie in sorted(ties, key=lambda tie: tie.denied):
        parts.join((tie.one, tie.other), MOST)
    found: dict[str, list[str]] = {}
    for id_ in ids:
        found.setdefault(parts.top(id_), []).append(id_)
    return list(found.values())


def _clan(nodes: Sequence[Node], ties: tuple[Tie, ...], homes: Mapping[str, str]) -> Clan:
    inside = {node.id: homes[node.id] for node in nodes if node.id in homes}
    return Clan(tuple(Seating(nodes, ties, inside).seats()), inside, ties)


class Seating:
    """The order of one family while it is made: from the outside in."""

    def __init__(self, nodes: Sequence[Node], ties: Sequence[Tie], homes: Mapping[str, str]) -> None:
        self.nodes = {node.id: node for node in nodes}
        self.ties, self.homes = ties, homes
        self.inside: dict[str, list[str]] = {}
        for id_ in _by_descent(list(self.nodes), ties):
            self.inside.setdefault(homes.get(id_, ""), []).append(id_)
        self.size: dict[str, int] = {}
        for id_ in self.nodes:
            self._sized(id_)
        self.runs = 0
        self.above: set[str] = set()
        self.around: dict[str, tuple[str, ...]] = {id_: self._chain(id_) for id_ in self.nodes}

    def _sized(self, id_: str) -> int:
        if id_ not in self.size:
            self.size[id_] = 1 + sum(self._sized(member) for member in self.inside.get(id_, ()))
        return self.size[id_]

    def _chain(self, id_: str) -> tuple[str, ...]:
        """A group, its home, the home of that, and "" for the outside."""
        chain = [id_]
        while chain[-1] in self.homes:
            chain.append(self.homes[chain[-1]])
        return (*chain, "")

    def seats(self) -> list[Seat]:
        return list(self._seated("", 0))

    def _seated(self, home: str, depth: int) -> Iterator[Seat]:
        self.runs += 1
        for id_ in self._arranged(home):
            self.above.add(id_)
            if id_ not in self.inside and self.nodes[id_].type != "Coalition":
                yield Seat(self.nodes[id_], self.runs, depth)
                continue
            self.runs += 1
            yield Seat(self.nodes[id_], self.runs, depth + 1)
            yield from self._seated(id_, depth + 1)
            self.runs += 1

    def _arranged(self, home: str) -> list[str]:
        units = self.inside.get(home, [])
        at = {id_: place for place, id_ in enumerate(units)}
        ties, pull = self._weighed(home, at)
        order = Line([self.size[id_] for id_ in units], ties, pull).arranged(range(len(units)))
        return [units[place] for place in order]

    def _weighed(self, home: str, at: Mapping[str, int]) -> tuple[dict[Places, float], dict[int, float]]:
        """The ties between the units of a home, and how much each is drawn up (more than 0) or down by outsiders."""
        between: dict[Places, float] = {}
        pull: dict[int, float] = {}
        for tie in self.ties:
            one, other = (self._unit(end, home) for end in (tie.one, tie.other))
            if one in at and other in at and one != other:
                ends = min(at[one], at[other]), max(at[one], at[other])
                between[ends] = between.get(ends, 0.0) + _weight(tie)
            for mine, theirs, end in ((one, other, tie.other), (other, one, tie.one)):
                if home and mine in at and theirs not in at and end != home:
                    pull[at[mine]] = pull.get(at[mine], 0.0) + (1 if end in self.above else -1) * _weight(tie)
        return between, pull

    def _unit(self, id_: str, home: str) -> str:
        """What holds a group among those directly inside the home; "" where it is outside."""
        chain = self.around[id_]
        return chain[chain.index(home) - 1] if home in chain and chain[0] != home else ""


def _weight(tie: Tie) -> float:
    if tie.denied:
        return 0.25
    return 0.5 if tie.kind in MEMBERSHIPS else 3.0


def _by_descent(ids: Sequence[str], ties: Sequence[Tie]) -> list[str]:
    """Each group after what it came from, those that came of one in the order of time."""
    below: dict[str, list[str]] = {}
    for tie in ties:
        if tie.kind in FOLLOWED and not tie.denied:
            below.setdefault(tie.one, []).append(tie.other)
    under = {id_ for several in below.values() for id_ in several}
    found: dict[str, None] = {}
    waiting = [*(id_ for id_ in ids if id_ not in under), *ids][::-1]
    while waiting:
        id_ = waiting.pop()
        if id_ not in found:
            found[id_] = None
            waiting.extend(reversed(below.get(id_, ())))
    return list(found)
