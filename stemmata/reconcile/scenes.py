"""Which event a report speaks of around its words: a toll seldom says again where and when it was."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from stemmata.model import Claim
from stemmata.reconcile.entries import Entry, World
from stemmata.reconcile.times import Window, disjoint, window
from stemmata.reconcile.values import plain_name

FIGHTS = ("attacked", "was_attacked_by", "captured", "withdrew_from", "participated_in", "died")
NEARBY = 300  # characters between two tolls of one story, or a toll and what it is of


@dataclass(frozen=True, slots=True)
class Scene:
    """Where and when something was: entities, or words where no entity stands for them. Empty where it is not sure."""

    places: frozenset[str] = frozenset()
    battles: frozenset[str] = frozenset()
    days: Window = None

    @property
    def day(self) -> date | None:
        return self.days[0] if self.days is not None and self.days[0] == self.days[1] else None

    def keys(self) -> Iterator[tuple[str, object]]:
        """What two tellings of one event may share."""
        yield from (("battle", battle) for battle in sorted(self.battles))
        yield from (("place", place) for place in sorted(self.places))
        if self.day is not None:
            yield "day", self.day

    def elsewhere(self, other: Scene) -> bool:
        """Whether they name other places, or surely other days."""
        apart = self.places and other.places and not self.places & other.places
        fought = self.battles and other.battles and not self.battles & other.battles
        return bool(apart or (fought and not self.places & other.places)) or disjoint(self.days, other.days)


@dataclass
class Story:
    """The scenes of one report, by where they stand."""

    starts: list[int] = field(default_factory=list)
    scenes: list[Scene] = field(default_factory=list)

    def around(self, claim: Claim) -> Scene:
        """The one that is told shortly before a claim, or with it; where there is none, shortly after it."""
        before = self.within(claim.start - NEARBY, claim.end)
        return before if next(before.keys(), None) else self.within(claim.start - NEARBY, claim.end + NEARBY)

    def within(self, first: int, last: int) -> Scene:
        """What the scenes of a stretch tell; what two of them tell differently is not sure."""
        near = self.scenes[bisect_left(self.starts, first) : bisect_right(self.starts, last)]
        told = {scene.days for scene in near if scene.days is not None}
        places = {scene.places for scene in near if scene.places}
        battles = {scene.battles for scene in near if scene.battles}
        return Scene(alone(places), alone(battles), told.pop() if len(told) == 1 else None)


def alone(found: set[frozenset[str]]) -> frozenset[str]:
    return found.pop() if len(found) == 1 else frozenset()


def stories(entries: Iterable[Entry], reports: Iterable[str], world: World) -> Mapping[str, Story]:
    """The scenes that some reports tell."""
    wanted = set(reports)
    found: dict[str, list[tuple[int, str, Scene]]] = {}
    for entry in entries:
        if entry.fact.predicate in FIGHTS and not entry.denied:
            for statement in entry.group.statements:
                if statement.claim.report in wanted:
                    scene = of_claim(statement.claim, entry, world)
                    found.setdefault(statement.claim.report, []).append((statement.claim.start, statement.id, scene))
    made = {}
    for report, told in found.items():
        told.sort(key=lambda row: row[:2])
        made[report] = Story([start for start, _, _ in told], [scene for _, _, scene in told])
    return made


def of_claim(claim: Claim, entry: Entry, world: World) -> Scene:
    """What the words of a claim themselves say."""
    places, battles = named(claim, "place", world), named(claim, "battle", world)
    target = entry.fact.object
    if target is not None and entry.fact.predicate == "participated_in":
        battles |= {target}
    elif target is not None and world.is_any(target, ("Place",)):
        places |= {target}
    return Scene(places, battles, window(claim.when))


def named(claim: Claim, key: str, world: World) -> frozenset[str]:
    """The place or the battle that a qualifier names."""
    words = claim.qualifiers.get(key)
    if words is None:
        return frozenset()
    text = str(words)
    return frozenset({world.voices.entity(claim.report, text) or plain_name(text)})


def of_toll(entry: Entry, told: Mapping[str, Story], world: World) -> tuple[Scene, Scene]:
    """The event that a toll is of: what its own words say, and that with what stands around them."""
    own = merged([of_claim(claim, entry, world) for claim in entry.group.claims], window(entry.fact.when))
    if own.places and own.battles and own.days:
        return own, own
    around = [told[claim.report].around(claim) for claim in entry.group.claims if claim.report in told]
    fitting = [scene for scene in around if not scene.elsewhere(own)]
    near = merged(fitting, None)
    return own, Scene(own.places or near.places, own.battles or near.battles, own.days or near.days)


def merged(scenes: Sequence[Scene], days: Window) -> Scene:
    """All that scenes of one event tell; several days of it are none."""
    told = {scene.days for scene in scenes if scene.days is not None}
    return Scene(
        frozenset().union(*(scene.places for scene in scenes)),
        frozenset().union(*(scene.battles for scene in scenes)),
        days or (told.pop() if len(told) == 1 else None),
    )
