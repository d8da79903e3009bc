"""Where groups were on a day, and what had happened where by then: what the map shows.

Groups and past events alone; a place is as fine as its name; no person, no route and no movement.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from stemmata.model import DifferenceKind, Entity, Fact, Polarity
from stemmata.record.fold import folded
from stemmata.show.answers import Line, Named
from stemmata.show.asof import Window, evidenced_on
from stemmata.show.gazetteer import gazetteer
from stemmata.show.gazetteer.corrections import Corrections
from stemmata.show.gazetteer.evidence import PLACE, evidence_of, is_any, rules
from stemmata.show.gazetteer.placing import Placing, Refusal
from stemmata.show.holdings import Holdings
from stemmata.show.placed import Absence, LeftOut, Mapped, Mark, Presence, Told, Unplaced
from stemmata.show.queries.find import named, names_of
from stemmata.show.queries.lines import by_time, holds, line_of
from stemmata.when import Holds

ATTRIBUTION = "Places: GeoNames (CC BY 4.0). Outlines: Natural Earth."
PERSONS = "of a person, and persons are never placed"
DENIED = "denied"
NO_GROUP = "of where something is that is no group and no state"
NO_PLACE = "without a place that is named"
NOT_THEN = "of another time: not so on the day, or not yet"
_RANK = {Holds.YES: 0, None: 1, Holds.MAYBE: 1, Holds.NO: 2}
_WORST = tuple(Absence)
At = tuple[str | None, str]  # the entity of a place, and its name
Found = tuple[Fact, Holds | None]  # and whether it holds on the day


@dataclass
class _Gathered:
    """The facts of one place, as they are found."""

    name: str
    groups: dict[str, list[Found]] = field(default_factory=dict)
    events: list[Found] = field(default_factory=list)


def last_evidenced(held: Holdings) -> str:
    """The last day on which anything is known to have been so; "" where no fact has a date."""
    facts = (fact for fact in held.facts.values() if fact.polarity is not Polarity.DENIED)
    days = [day for fact in facts if (day := evidenced_on(fact.when)) is not None]
    return max(days).isoformat() if days else ""


def map_of(
    held: Holdings, on: str | None = None, corrections: Corrections | None = None, most: int | None = None
) -> Mapped:
    """Groups and past events by place, as of a date or of the last day the record has. Raises InvalidDate.

    `most`: so many lines are written out of each group at a place, and of the events there; all are counted.
    """
    day = last_evidenced(held) if on is None else on
    window = Window.of(day) if day else None
    places, left_out = _Reader(held, window).read()
    writing = _Writing(held, window, most)
    evidence = evidence_of(held, gazetteer())
    placing = Placing(held, gazetteer(), evidence, corrections or {})
    marks, unplaced = [], []
    for (entity, name), found in places.items():
        told, where = writing.told(entity, found), placing.place(entity, name)
        if isinstance(where, Refusal):
            unplaced.append(Unplaced(told, where.absence, where.why, where.fitting, where.candidates))
        else:
            marks.append(Mark(told, where))
    countries = tuple(gazetteer().countries.get(code, code) for code in evidence.about)
    return Mapped(
        on=window.words if window else "",
        given=on is not None,
        marks=tuple(sorted(marks, key=lambda mark: _order(mark.told))),
        unplaced=tuple(sorted(unplaced, key=lambda each: (_WORST.index(each.absence), *_order(each.told)))),
        left_out=tuple(LeftOut(why, facts) for why, facts in sorted(left_out.items())),
        groups=_groups(marks),
        countries=countries,
        attribution=ATTRIBUTION,
    )


def _order(told: Told) -> tuple[int, str, str]:
    return -told.facts, told.place.name, told.place.entity or ""


def _groups(marks: list[Mark]) -> tuple[Named, ...]:
    tally = Counter(presence.who for mark in marks for presence in mark.told.groups)
    return tuple(sorted(tally, key=lambda who: (-tally[who], who.name, who.entity or "")))


@dataclass(frozen=True)
class _Writing:
    """Facts of a place -> what people read."""

    held: Holdings
    window: Window | None
    most: int | None

    def told(self, entity: str | None, found: _Gathered) -> Told:
        groups = [self._presence(who, facts) for who, facts in found.groups.items()]
        events = sorted(found.events, key=_newest_first)
        return Told(
            place=Named(found.name, entity),
            groups=tuple(sorted(groups, key=lambda each: (_RANK[each.holds], each.who.name, each.who.entity or ""))),
            events=self._lines(events),
            facts=len(found.events) + sum(map(len, found.groups.values())),
            happened=len(found.events),
        )

    def _presence(self, who: str, found: list[Found]) -> Presence:
        surely = any(holds is Holds.YES for _, holds in found)
        differences = [each for fact, _ in found for each in self.held.disputes_over.get(fact.id, ())]
        return Presence(
            who=named(self.held, who),
            holds=Holds.YES if surely else Holds.MAYBE,
            disputed=any(each.kind is DifferenceKind.CONTRADICTION for each in differences),
            facts=len(found),
            lines=self._lines(sorted(found, key=_surest_first)),
        )

    def _lines(self, found: list[Found]) -> tuple[Line, ...]:
        return tuple(line_of(self.held, fact, None, self.window) for fact, _ in found[: self.most])


def _surest_first(found: Found) -> tuple[int, str, str, float, str]:
    fact, holds = found
    return _RANK[holds], *by_time(fact.when), -fact.confidence, fact.id


def _newest_first(found: Found) -> tuple[int, str]:
    fact, _ = found
    day = evidenced_on(fact.when) or fact.when.start.latest
    return (-day.toordinal() if day else 0, fact.id)


class _Reader:
    """The facts of a record that a map can show, by place."""

    def __init__(self, held: Holdings, window: Window | None) -> None:
        self._held, self._window, self._rules = held, window, rules()
        self._by_name: dict[str, list[str]] = {}
        for entity in held.entities.values():
            if entity.type == PLACE:
                for name in {folded(name) for name in names_of(entity)}:
                    self._by_name.setdefault(name, []).append(entity.id)

    def read(self) -> tuple[dict[At, _Gathered], Counter[str]]:
        """What is told of each place; why the other facts are left out, and how many."""
        places: dict[At, _Gathered] = {}
        left_out: Counter[str] = Counter()
        for fact in self._held.facts.values():
            presence = fact.predicate in self._rules.presence
            if not presence and fact.predicate not in self._rules.events:
                continue
            sites = tuple(self._sites(fact, presence))
            then = None if self._window is None else holds(fact, self._window)
            why = self._barred(fact, presence) or ("" if sites else NO_PLACE) or (NOT_THEN if then is Holds.NO else "")
            if why:
                left_out[why] += 1
                continue
            for entity, name in sites:
                found = places.setdefault((entity, folded(name) if entity is None else name), _Gathered(name))
                (found.groups.setdefault(fact.subject, []) if presence else found.events).append((fact, then))
        return places, left_out

    def _barred(self, fact: Fact, presence: bool) -> str:
        """Why a fact is not for a map at all; "" where it is."""
        ends = [self._held.entities.get(end) for end in (fact.subject, fact.object) if end is not None]
        if any(entity is not None and self._is_person(entity, fact) for entity in ends):
            return PERSONS
        if fact.polarity is Polarity.DENIED:
            return DENIED
        subject = ends[0]
        if presence and (subject is None or not is_any(subject.type, self._rules.groups)):
            return NO_GROUP
        return ""

    def _is_person(self, entity: Entity, fact: Fact) -> bool:
        """A person, or people of whom it is not sure that they are several and have no name."""
        if not is_any(entity.type, self._rules.persons):
            return False
        unnamed = all(name.kind == "description" for name in entity.names)
        return not (unnamed and any(_number(fact, key) > 1 for key in self._rules.counts))

    def _sites(self, fact: Fact, presence: bool) -> Iterator[At]:
        """Where a fact says that it is or was: an end that is a place, else what the qualifier `place` names."""
        if presence:
            yield from (self._site(fact.value),) if fact.object is None and fact.value else self._ended(fact.object)
            return
        ends = [site for end in (fact.object, fact.subject) for site in self._ended(end) if self._is_place(end)]
        given = fact.qualifiers.get("place", ())
        words = given if isinstance(given, tuple) else (str(given),)
        yield from ends[:1] or [self._site(name) for name in words if name.strip()]

    def _ended(self, end: str | None) -> Iterator[At]:
        if end is not None:
            yield end, self._held.name(end)

    def _is_place(self, entity: str | None) -> bool:
        found = None if entity is None else self._held.entities.get(entity)
        return found is not None and found.type == PLACE

    def _site(self, name: str) -> At:
        """A place by its words: the one entity of the record that bears the name, or the bare name."""
        found = self._by_name.get(folded(name), [])
        return (found[0], self._held.name(found[0])) if len(found) == 1 else (None, name)


def _number(fact: Fact, key: str) -> float:
    try:
        return float(str(fact.qualifiers.get(key, 0)))
    except ValueError:
        return 0
