"""Who and what there is: groups with their families and foundings, officers, coalitions, places, states.

How often each is spoken of falls off as 1 over its rank.
"""

from __future__ import annotations

import random
from bisect import bisect
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import accumulate, chain, cycle, pairwise
from typing import Generic, TypeVar
from zlib import crc32

from records.names import Namer, lists
from stemmata.model import EntityName, MentionType, digest

T = TypeVar("T")
DAYS = 4000  # from the first day of the war to the last
FAMILIES = (200, 60, 25, 12, 6, 4, 3, 2, 1, 1, 1, 1)  # how many groups came from one, again and again
TERM = 500  # days that one officer stays
SCRIPT = {"en": "Latn", "ar": "Arab", "ru": "Cyrl"}


@dataclass(frozen=True, slots=True)
class Being:
    """Something that reports speak of; `rank` is its place among those of its sort."""

    id: str
    type: MentionType
    names: tuple[EntityName, ...]
    rank: int

    @property
    def name(self) -> str:
        return self.names[0].text

    def spelled(self, language: str, dice: random.Random) -> str:
        """How a report in a language calls it: in its script where there is such a name; now and then otherwise."""
        if dice.random() < 0.15:
            return dice.choice(self.names).text
        return next((name.text for name in self.names if name.script == SCRIPT[language]), self.name)


class Pool(Generic[T]):
    """Things that are drawn the less often the later they stand."""

    def __init__(self, things: Sequence[T]) -> None:
        self.things = things
        self.sums = list(accumulate(1 / rank for rank in range(1, len(things) + 1)))

    def at(self, share: float) -> T:
        """The thing at a place between 0 and 1."""
        return self.things[bisect(self.sums, share * self.sums[-1])]


@dataclass(frozen=True, slots=True)
class Origin:
    """How a group began or ended: from, or into, another."""

    group: int
    other: int
    predicate: str  # split_from, merged_into
    day: int


class World:
    """Everything there is, from one pair of dice, as large as some number of claims wants it."""

    def __init__(self, claims: int, dice: random.Random) -> None:
        self.dice, self.namer = dice, Namer(dice)
        self._officers: dict[Hashable, Being] = {}
        namer, made = self.namer, lists()
        self.groups = self.pool(MentionType.ARMED_GROUP, max(40, claims // 50), namer.group)
        self.coalitions = self.pool(
            MentionType.COALITION, max(6, claims // 3000), partial(namer.styled, "coalitions"))  # fmt: skip
        self.places = self.pool(MentionType.PLACE, max(30, claims // 300), partial(namer.styled, "places"))
        others = {"state": ("states", 30), "operation": ("operations", max(8, claims // 500)),
                  "agreement": ("agreements", max(4, claims // 5000)), "weapon": ("weapons", 60)}  # fmt: skip
        self.others = {
            kind: self.pool(MentionType(kind.capitalize()), size, partial(namer.plain, made[key]))
            for kind, (key, size) in others.items()
        }
        self.houses = Pool([namer.plain(made["houses"])[0].text for _ in range(max(12, claims // 2000))])
        self.founded = [self.first_day(rank) for rank in range(len(self.groups.things))]
        self.origins = list(chain.from_iterable(map(self.family, self.families())))

    def pool(self, type: MentionType, size: int, names: Callable[[], tuple[EntityName, ...]]) -> Pool[Being]:
        return Pool([Being(digest("made", type, str(rank)), type, names(), rank) for rank in range(size)])

    def draw(self, kind: str) -> Being:
        return self.of(kind).at(self.dice.random())

    def of(self, kind: str) -> Pool[Being]:
        pools = {"group": self.groups, "coalition": self.coalitions, "place": self.places}
        return pools.get(kind) or self.others[kind]

    def usual(self, kind: str, group: Being, choices: int) -> Being:
        """One of the few of a kind that a group has to do with, always the same few."""
        turn = self.dice.randrange(choices)
        return self.of(kind).at(hashed(kind, group.id, turn) / 2**32)

    def officer(self, group: Being, role: str, day: int, rival: bool = False) -> Being:
        """Who holds a post in a group on a day; or who is wrongly said to."""
        post = group.rank, role, day // TERM, rival
        if post not in self._officers:
            number = len(self._officers)
            id_ = digest("made", MentionType.PERSON, str(number))
            self._officers[post] = Being(id_, MentionType.PERSON, self.namer.styled("persons"), number)
        return self._officers[post]

    def first_day(self, rank: int) -> int:
        """When a group was founded: those that are spoken of most were there early."""
        return self.dice.randrange(300 if rank < 100 else DAYS * 3 // 4)

    def families(self) -> Iterator[list[int]]:
        """The groups, dealt out to families of several sizes; every group is in one."""
        ranks = list(range(len(self.groups.things)))
        self.dice.shuffle(ranks)
        for size in cycle(FAMILIES):
            if not ranks:
                return
            yield sorted(ranks[:size], key=self.founded.__getitem__)
            del ranks[:size]

    def family(self, ranks: Sequence[int]) -> Iterator[Origin]:
        """Each but the oldest split from an older one; some merge into another later."""
        for place, rank in enumerate(ranks[1:], start=1):
            yield Origin(rank, ranks[self.dice.randrange(place)], "split_from", self.founded[rank])
            if self.dice.random() < 0.15:
                day = self.founded[rank] + self.dice.randrange(200, 1500)
                yield Origin(rank, ranks[self.dice.randrange(place)], "merged_into", min(day, DAYS - 1))


def hashed(*parts: object) -> int:
    """The same number for the same parts, in every run."""
    return crc32("|".join(map(str, parts)).encode())


def dealt(total: int, weights: Sequence[float]) -> list[int]:
    """A total in whole parts by weight; the parts add up to it exactly."""
    sums = list(accumulate(weights))
    cuts = [round(total * there / sums[-1]) for there in sums]
    return [after - before for before, after in pairwise([0, *cuts])]
