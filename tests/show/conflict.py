"""An invented conflict of as many groups as are asked for: always the same for the same number."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from stemmata.model import MentionType, Polarity
from stemmata.show.holdings import Holdings
from stemmata.when import UNKNOWN, Period
from tests.show.sentences import Told, holdings_of

FIRST, DAYS = date(2010, 3, 1), 3650
HEADS = "Oru Tarn Vell Mara Delt Kesh Luno Bray Sorn Ilda Pell Quor Ruva Nesh Hald Yoma Zent Ferr Gwin Jask".split()
TAILS = "River Hill Lake North South Dawn Reed Stone Valley Border Mill Coast Forest Ford Plain".split()
KINDS = "Band Guard Front Brigade Battalion Legion Company Wing Column Movement Division".split()
WHOLES = "League Union Council Operations Room;Joint Command;Alliance".replace(" O", ";O").replace(" U", ";U")


class War:
    """The statements of a conflict while they are made up."""

    def __init__(self, size: int, seed: int = 7) -> None:
        self.chance, self.size = Random(seed * 1000 + size), size
        self.told: list[Told] = []
        self.types: dict[str, MentionType] = {}
        self.same: dict[str, str] = {}
        self.against: list[tuple[int, int]] = []
        self.life: dict[str, tuple[int, int]] = {}

    def make(self) -> Holdings:
        wholes = [self.coalition(at) for at in range(max(self.size // 16, 1))]
        loose = self.size // 12
        while len(self.types) < self.size - loose:
            self.family(self.chance.choice((2, 2, 3, 3, 4, 5, 6, 8, 12, 18)))
        for name in [name for name in self.life if name not in wholes]:
            self.join(name, wholes)
            self.count(name)
        for _ in range(loose):
            self.group(self.day(0, DAYS - 400), 300)
        return holdings_of(self.told, self.types, self.same, self.against)

    def name(self) -> str:
        while True:
            chosen = f"{self.chance.choice(HEADS)} {self.chance.choice(TAILS)} {self.chance.choice(KINDS)}"
            if chosen not in self.types:
                return chosen

    def day(self, low: float, high: float) -> int:
        return int(self.chance.uniform(low, max(high, low + 1)))

    def when(self, day: int) -> Period:
        """A day, a month or a year: as reports have it."""
        at = FIRST + timedelta(days=day)
        return Period.event(
            self.chance.choice((at.isoformat(), at.isoformat(), f"{at:%Y-%m}", f"{at:%Y-%m}", f"{at:%Y}"))
        )

    def tell(self, subject: str, predicate: str, object_: str, when: Period = UNKNOWN, **more: object) -> int:
        self.told.append(Told(subject, predicate, object_, when, **more))  # type: ignore[arg-type]
        return len(self.told) - 1

    def group(self, begin: int, least: int = 200) -> str:
        name = self.name()
        self.types[name] = MentionType.ARMED_GROUP
        end = min(begin + least + int(self.chance.expovariate(1 / 900)), DAYS)
        self.life[name] = (begin, end)
        if self.chance.random() < 0.75:
            self.tell(name, "formed", str(begin), self.when(begin))
        self.tell(name, "active_in", "the hills", Period.evidenced(f"{FIRST + timedelta(days=end):%Y-%m}"))
        if self.chance.random() < 0.3 and end < DAYS - 60:
            self.ended(name, end)
        if self.chance.random() < 0.15:
            self.rename(name, self.day(begin + 30, end))
        return name

    def ended(self, name: str, end: int) -> None:
        one = self.tell(name, "dissolved", "then", self.when(end + 31))
        if self.chance.random() < 0.3:
            other = self.tell(name, "dissolved", "later", self.when(end + self.day(100, 500)))
            self.against.append((one, other))

    def rename(self, name: str, day: int) -> None:
        old = self.name()
        self.types[old] = MentionType.ARMED_GROUP
        self.same[old] = name
        self.tell(old, "renamed_to", name, self.when(day))

    def family(self, size: int) -> None:
        own = [self.group(self.day(0, DAYS / 2), 700)]
        while len(own) < size and len(self.types) < self.size:
            own.append(self.child(self.chance.choice(own)))

    def child(self, parent: str) -> str:
        begin, end = self.life[parent]
        day = self.day(begin + 60, end)
        kind = self.chance.random()
        if kind < 0.5:
            child = self.group(day)
            one = self.tell(child, "split_from", parent, self.when(day))
            if self.chance.random() < 0.12:
                self.against.append((one, self.tell(child, "split_from", parent, self.when(day + 700))))
            return child
        if kind < 0.85:
            child = self.group(self.day(max(begin - 900, 0), day - 30), 30)
            self.life[child] = (self.life[child][0], day)
            denied = {"polarity": Polarity.DENIED} if self.chance.random() < 0.08 else {}
            when = UNKNOWN if self.chance.random() < 0.1 else self.when(day)
            self.tell(child, "merged_into", parent, when, **denied)
            return child
        child = self.group(end)
        self.tell(parent, "renamed_to", child, self.when(end))
        return child

    def coalition(self, at: int) -> str:
        name = f"{self.chance.choice(HEADS)} {self.chance.choice(WHOLES.split(';'))} {at + 1}"
        self.types[name] = MentionType.COALITION
        begin = self.day(0, DAYS - 900)
        self.life[name] = (begin, min(begin + self.day(500, 1800), DAYS))
        self.tell(name, "formed", "then", self.when(begin))
        last = FIRST + timedelta(days=self.life[name][1])
        self.tell(name, "active_in", "the hills", Period.evidenced(last.isoformat()))
        return name

    def join(self, name: str, wholes: list[str]) -> None:
        for whole in self.chance.sample(wholes, self.chance.choice((0, 0, 0, 1, 1, 2 if len(wholes) > 1 else 1))):
            (begin, end), (first, last) = self.life[name], self.life[whole]
            low, high = max(begin, first), min(end, last)
            if high - low < 90:
                continue
            kind, day = self.chance.random(), self.day(low, high - 60)
            if kind < 0.6:
                self.tell(name, "joined", whole, self.when(day))
                if self.chance.random() < 0.5:
                    self.tell(name, "left", whole, self.when(self.day(day + 30, high)))
            elif kind < 0.85:
                self.tell(name, "member_of", whole, Period.evidenced(f"{FIRST + timedelta(days=day):%Y}"))
            else:
                self.tell(name, "part_of", whole)

    def count(self, name: str) -> None:
        if self.chance.random() > 0.4:
            return
        begin, end = self.life[name]
        size = int(10 ** self.chance.uniform(1.7, 3.9))
        for _ in range(self.chance.choice((1, 1, 2, 3))):
            low = max(int(size * self.chance.uniform(0.6, 1.6)), 10)
            high = low if self.chance.random() < 0.5 else int(low * self.chance.uniform(1.2, 2.2))
            when = Period.evidenced(f"{FIRST + timedelta(days=self.day(begin, end)):%Y-%m}")
            self.tell(
                name, "strength", f"{low} to {high}", when, qualifiers={"min": low, "max": high, "unit": "fighters"}
            )


def conflict(size: int = 200) -> Holdings:
    """The record of a conflict of so many names."""
    return War(size).make()
