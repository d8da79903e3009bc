"""The chain of command of a unit on a day: whom it belonged to, who commanded each, put together from single facts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from stemmata.model import Polarity
from stemmata.ontology import ontology
from stemmata.show.answers import Line, Named, Standing
from stemmata.show.asof import Window
from stemmata.show.holdings import Holdings
from stemmata.show.networks import Command, Holder, Link, Unit
from stemmata.show.queries.find import find, named
from stemmata.show.queries.kinship import has_name
from stemmata.show.queries.lines import in_order, line_of
from stemmata.show.queries.posts import who
from stemmata.show.queries.standing import ABOVE, ENDS, MEMBERS, Relation, standings, verdict
from stemmata.when import Holds

RULES = Path(__file__).with_name("command.yml")
_ORDER = {Holds.YES: 0, None: 1, Holds.MAYBE: 1, Holds.NO: 2}


def chain_of_command(held: Holdings, name: str, on: str | None = None) -> Command:
    """The unit, whom it belonged to, what belonged to it, and who commanded each. Raises NotFound, InvalidDate.

    Nothing is concluded: a unit without a stated commander has none, and each link is a documented statement.
    """
    entity = find(held, name)
    walk = Walk(held, on)
    walk.add(entity.id, 0)
    walk.follow(entity.id, ABOVE, -1, rules()["up"])
    walk.follow(entity.id, MEMBERS, 1, rules()["down"])
    units = sorted(walk.units.values(), key=lambda u: (u.level, u.who.name, u.who.entity or ""))
    words = Window.of(on).words if on is not None else ""
    links = sorted(walk.links.values(), key=lambda link: (walk.units[link.other].level, link.other, link.one))
    down = tuple(link for link in links if walk.goes_down(link))
    aside = tuple(link for link in links if not walk.goes_down(link))
    return Command(named(held, entity.id), words, tuple(units), down, aside, _whole(down))


@cache
def rules() -> Mapping[str, Any]:
    """The rules of command.yml."""
    found: Mapping[str, Any] = yaml.load(RULES.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return found


@dataclass
class Walk:
    """A chain while it is followed, level by level; no unit stands in it twice."""

    held: Holdings
    on: str | None
    units: dict[str, Unit] = field(default_factory=dict)
    links: dict[tuple[str, str], Link] = field(default_factory=dict)

    def add(self, id_: str, level: int) -> None:
        self.units[id_] = Unit(
            named(self.held, id_), self.held.entities[id_].type, level, commanders(self.held, id_, self.on)
        )

    def goes_down(self, link: Link) -> bool:
        return self.units[link.other].level < self.units[link.one].level

    def follow(self, start: str, relation: Relation, step: int, levels: int) -> None:
        """Adds what stands in the relation to the start, then to those, for so many levels."""
        border = [start]
        for level in range(1, levels + 1):
            border = self._level(border, relation, step, level)
        for id_ in border:
            self._count(id_, sum(s.who.entity not in self.units for s in self._beside(id_, relation)))

    def _level(self, border: list[str], relation: Relation, step: int, level: int) -> list[str]:
        found: list[str] = []
        for id_ in border:
            for standing in self._beside(id_, relation):
                other = standing.who.entity or ""
                fits = len(found) < rules()["at_once"] and not _only_left(standing.lines)
                if other not in self.units and fits:
                    self.add(other, step * level)
                    found.append(other)
                if other not in self.units:
                    self._count(id_, 1)
                elif not _only_left(standing.lines):
                    ends = (id_, other) if step < 0 else (other, id_)
                    self.links.setdefault(ends, _link(self.held, ends, standing, self.on))
        return found

    def _count(self, id_: str, left: int) -> None:
        self.units[id_] = replace(self.units[id_], more=self.units[id_].more + left)

    def _beside(self, id_: str, relation: Relation) -> list[Standing]:
        """Units that may have stood so on the day, the surest first."""
        found = standings(self.held, id_, relation, self.on).standings
        return [s for s in found if s.holds is not Holds.NO and self._is_unit(s.who) and not _denied(s.lines)]

    def _is_unit(self, end: Named) -> bool:
        known = self.held.entities.get(end.entity or "")
        if known is None or known.type not in ontology().types or not has_name(self.held, known.id):
            return False
        return ontology().allows(known.type, tuple(rules()["units"]))


def commanders(held: Holdings, unit: str, on: str | None) -> tuple[Holder, ...]:
    """Who may have commanded a unit on the day, over all that is said of each, the surest and newest first."""
    lines: dict[str, dict[str, Line]] = {}
    for post in rules()["posts"]:
        for line in who(held, unit, post, on).lines:
            if line.inverse and line.other.entity is not None and line.polarity is not Polarity.DENIED:
                lines.setdefault(line.other.entity, {})[line.fact] = line
    found = [_holder(held, person, tuple(by.values()), on) for person, by in lines.items()]
    return tuple(sorted((h for h in found if h.holds is not Holds.NO), key=lambda h: _ORDER[h.holds]))


def _holder(held: Holdings, person: str, lines: tuple[Line, ...], on: str | None) -> Holder:
    facts = [held.facts[line.fact] for line in lines]
    return Holder(named(held, person), None if on is None else verdict(facts, Window.of(on)), lines)


def _denied(lines: Iterable[Line]) -> bool:
    return all(line.polarity is Polarity.DENIED for line in lines)


def _only_left(lines: Iterable[Line]) -> bool:
    """Whether all that is told of a belonging is that it ended, or never was."""
    return all(line.predicate in ENDS or line.polarity is Polarity.DENIED for line in lines)


def _link(held: Holdings, ends: tuple[str, str], standing: Standing, on: str | None) -> Link:
    """A belonging, told from what belonged."""
    window = None if on is None else Window.of(on)
    lines = in_order(line_of(held, held.facts[line.fact], ends[0], window) for line in standing.lines)
    said = [line for line in lines if line.polarity is not Polarity.DENIED and line.predicate not in ENDS]
    first = tuple(sorted(lines, key=lambda line: line not in said))
    return Link(*ends, standing.holds, any(line.disputed for line in lines), first)


def _whole(links: Iterable[Link]) -> tuple[str, ...]:
    """The reports that state every link."""
    each = [{quote.report for line in link.lines for quote in line.quotes} for link in links]
    return tuple(sorted(set.intersection(*each))) if each else ()
