"""What happened in the invented war: statements, of which every report tells some, new or told before."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from records.world import TERM, Being, World, hashed

AMONG_GROUPS = ("allied_with", "opposed_to")
USUAL = {"coalition": 2, "place": 8, "state": 3, "weapon": 5, "operation": 12, "agreement": 4}
FOUNDINGS = ("formed", "split_from", "merged_into", "renamed_to")  # said of a group only as it was


@cache
def lists() -> Mapping[str, Any]:
    """sentences.yml."""
    text = Path(__file__).with_name("sentences.yml").read_text(encoding="utf-8")
    given: dict[str, Any] = yaml.load(text, Loader=yaml.CSafeLoader)
    return given


@dataclass(frozen=True, slots=True)
class Statement:
    """What a sentence says, in no language. `since`: when it began; `numbers`: the least and the most counted."""

    predicate: str
    group: Being  # whom it is about
    subject: Being
    day: int
    object: Being | None = None
    since: int | None = None
    value: str = ""
    numbers: tuple[int, int] | None = None
    role: str = ""
    stance: str = ""
    item: str = ""
    place: Being | None = None


class Events:
    """Makes statements about groups; what is said of the foundings of groups comes of itself when its day is there."""

    def __init__(self, world: World) -> None:
        self.world, self.dice = world, world.dice
        self.rules: Mapping[str, Any] = lists()["predicates"]
        self.names = list(self.rules)
        self.shares = [rule["share"] for rule in self.rules.values()]
        self.due = sorted((*self.foundings(), *self.origins()), key=lambda said: said.day, reverse=True)
        self.fixed: dict[tuple[str, int], Statement] = {(said.predicate, said.group.rank): said for said in self.due}

    def foundings(self) -> list[Statement]:
        groups = self.world.groups.things
        return [Statement("formed", group, group, self.world.founded[group.rank]) for group in groups]

    def origins(self) -> list[Statement]:
        groups = self.world.groups.things
        return [Statement(o.predicate, groups[o.group], groups[o.group], o.day, groups[o.other])
                for o in self.world.origins]  # fmt: skip

    def next_due(self, day: int) -> Statement | None:
        """A founding, split or merger that a report of this day can be the first to tell."""
        return self.due.pop() if self.due and self.due[-1].day <= day else None

    def new(self, group: Being, day: int, spoken: Mapping[str, object]) -> Statement:
        """Something about a group, happened by that day, that can be said in the language of these sentences."""
        while True:
            predicate = self.dice.choices(self.names, self.shares)[0]
            made = self.stated(predicate, group, day) if predicate in spoken else None
            if made is not None and made.object is not made.subject:
                return made

    def stated(self, predicate: str, group: Being, day: int) -> Statement | None:
        if predicate in FOUNDINGS:
            return self.once(predicate, group, day)
        founded = self.world.founded[group.rank]
        past = max(founded, day - int(self.dice.expovariate(1 / 150)))
        if predicate == "located_in":
            return self.lying(group, past)
        if self.rules[predicate]["subject"] == "person":
            return self.manned(predicate, group, past)
        said = Statement(predicate, group, group, past)
        if "place" in self.rules[predicate].get("more", ()):
            said = replace(said, place=self.usually("place", group))
        return self.timed(self.filled(said), day)

    def timed(self, said: Statement, day: int) -> Statement | None:
        """The statement at its time; None where that is not yet."""
        time = self.rules[said.predicate]["time"]
        if time not in ("once", "state") or said.object is None:
            return said
        ends = sorted((said.subject.id, said.object.id))
        began = self.world.founded[said.group.rank] + hashed(*ends) % 1200
        if said.predicate == "left":
            began += 100 + hashed(*ends, "left") % 1200
        if began > day:
            return None
        return replace(said, day=began) if time == "once" else replace(said, day=max(said.day, began), since=began)

    def once(self, predicate: str, group: Being, day: int) -> Statement | None:
        if predicate == "renamed_to":
            new = next((name for name in group.names if name.kind == "translation"), None)
            day_of = self.world.founded[group.rank] + 300
            return None if new is None or day_of > day else Statement(predicate, group, group, day_of, value=new.text)
        said = self.fixed.get((predicate, group.rank))
        return said if said is not None and said.day <= day else None

    def lying(self, group: Being, day: int) -> Statement:
        """A place near a group lies in a larger one."""
        place, around = self.usually("place", group), self.world.places.things[: max(5, group.rank % 40)]
        return Statement("located_in", group, place, day, around[hashed(place.id) % len(around)])

    def manned(self, predicate: str, group: Being, day: int) -> Statement | None:
        role, term, founded = (
            self.dice.choice(lists()["more"]["role"]),
            day // TERM * TERM,
            self.world.founded[group.rank],
        )
        if predicate == "holds_post":
            person = self.world.officer(group, role, day, rival=self.dice.random() < 0.02)
            return Statement(predicate, group, person, day, group, max(founded, term), role=role)
        if term <= founded:
            return None
        person = self.world.officer(group, role, term - 1)  # who held the post before died in it
        value, place = lists()["more"]["words"][hashed(person.id) % 3], self.usually("place", group)
        return Statement(predicate, group, person, term - 1, value=value, place=place)

    def filled(self, said: Statement) -> Statement:
        """The statement with its object."""
        kind = self.rules[said.predicate]["object"]
        if kind == "number":  # estimates come out now and then, and are told until the next
            said = replace(said, day=max(self.world.founded[said.group.rank], said.day // 90 * 90))
        if kind in ("number", "toll"):
            return replace(said, numbers=self.counted(said, kind))
        object_ = self.usually(kind, said.group) if kind != "group" else self.world.draw("group")
        more = {key: lists()["more"][key][hashed(key, said.group.id, object_.id) % len(lists()["more"][key])]
                for key in self.rules[said.predicate].get("more", ()) if key != "place"}  # fmt: skip
        if kind != "group":
            return replace(said, object=object_, **more)
        return replace(said, predicate=self.between(said.predicate, said.group, object_), object=object_)

    def usually(self, kind: str, group: Being) -> Being:
        return self.world.usual(kind, group, USUAL[kind])

    def between(self, predicate: str, one: Being, other: Being) -> str:
        """Two groups are allies or enemies, and only now and then something else is said."""
        if predicate not in AMONG_GROUPS or self.dice.random() < 0.03:
            return predicate
        return AMONG_GROUPS[hashed(*sorted((one.id, other.id))) % 2]

    def counted(self, said: Statement, kind: str) -> tuple[int, int]:
        if kind == "toll":
            return (self.dice.randrange(1, 60),) * 2
        base = 100 + hashed(said.group.id, said.day // 365) % 4000
        least = max(50, base * self.dice.choices((7, 10, 15), (1, 14, 1))[0] // 1000 * 100)
        return least, least * self.dice.choices((1, 2), (9, 1))[0]


def altered(said: Statement, dice: random.Random) -> Statement:
    """A statement as the next one tells it: numbers change on the way."""
    if said.numbers is None or dice.random() < 0.95:
        return said
    least, most = said.numbers
    return replace(said, numbers=(max(1, least * dice.choice((9, 12)) // 10), max(2, most * 12 // 10)))
