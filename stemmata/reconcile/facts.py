"""Claims that say the same at a compatible time, as one fact."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from operator import itemgetter

from stemmata.model import Claim, Fact, Polarity, Qualifier
from stemmata.ontology import ontology
from stemmata.ontology.predicates import Aspect, Predicate, ValueKind
from stemmata.reconcile.slots import Slot, Statement
from stemmata.reconcile.support import Support
from stemmata.reconcile.times import Calendar, Window, can_meet, disjoint, window
from stemmata.reconcile.values import plain_name
from stemmata.reconcile.voices import Voices
from stemmata.when import Period, agrees, meet

STRONGEST = (Polarity.ASSERTED, Polarity.REPORTED, Polarity.ALLEGED, Polarity.DENIED)
NAMES_OF_PLACES = ("place", "battle")  # two events at two places are two, even on one day


@dataclass(frozen=True, slots=True)
class Group:
    """Statements of one fact, and the time that all of them allow."""

    slot: Slot
    when: Period
    statements: tuple[Statement, ...]
    claims: tuple[Claim, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "claims", tuple(statement.claim for statement in self.statements))

    def where(self) -> dict[str, set[str]]:
        """The places that its statements name."""
        return {key: {str(c.qualifiers[key]) for c in self.claims if key in c.qualifiers} for key in NAMES_OF_PLACES}


def groups(statements: Iterable[Statement]) -> list[Group]:
    """The statements, each in one group, in a fixed order."""
    slots: dict[Slot, list[Statement]] = {}
    for statement in statements:
        slots.setdefault(statement.slot, []).append(statement)
    return [
        group for slot, found in sorted(slots.items(), key=lambda item: repr(item[0])) for group in split(slot, found)
    ]


def split(slot: Slot, found: Sequence[Statement]) -> list[Group]:
    """The statements of one slot by time: the exact ones first, so that vaguer ones find what they may mean.

    A statement that fits several groups, or has no time where there are several, is a group of its own: which of
    them it means is not for us to say.
    """
    if len(found) == 1:
        return [Group(slot, found[0].when, (found[0],))]
    made: list[_Growing] = []
    calendar = Calendar()
    rule = ontology()[slot.predicate]
    for statement in sorted(found, key=exactness):
        days = window(statement.when)
        near = calendar.near(days) if dated(rule) else range(len(made))
        fits = list(islice((at for at in near if compatible(made[at], statement, days, rule)), 2))
        if len(fits) == 1:
            made[fits[0]].add(statement)
        else:
            calendar.add(len(made), days)
            made.append(_Growing(statement))
    return [Group(slot, group.when, tuple(group.statements)) for group in made]


class _Growing:
    """A group while it is put together: the time that all of its statements allow, and the places that they name."""

    def __init__(self, statement: Statement) -> None:
        self.when = statement.when
        self.statements: list[Statement] = []
        self.places: dict[str, set[str]] = {}
        self.add(statement)

    def add(self, statement: Statement) -> None:
        self.when = meet(self.when, statement.when) or self.when
        self.days = window(self.when)
        self.statements.append(statement)
        for key, place in places(statement):
            self.places.setdefault(key, set()).add(place)


def places(statement: Statement) -> Iterator[tuple[str, str]]:
    said = statement.claim.qualifiers
    return ((key, str(said[key])) for key in NAMES_OF_PLACES if key in said)


def dated(rule: Predicate) -> bool:
    """Whether statements of other days are never one: of events, and of numbers, which of 2015 say nothing of 2019."""
    return rule.aspect is Aspect.EVENT or rule.value is ValueKind.NUMBER


def exactness(statement: Statement) -> tuple[bool, int, tuple[date, date, date, str], str]:
    days = window(statement.when)
    length = 0 if days is None else (days[1] - days[0]).days
    return days is None, length, statement.when.order, statement.id


def compatible(group: _Growing, statement: Statement, days: Window, rule: Predicate) -> bool:
    """Whether a statement, of these days, may speak of what the group speaks of."""
    if not rule.once and not same_place(group, statement):
        return False
    if not (group.when.known and statement.when.known):
        return group.when.known == statement.when.known or not rule.repeats
    if dated(rule) and disjoint(group.days, days):
        return False
    if rule.aspect is Aspect.EVENT:
        return agrees(group.when, statement.when) and can_meet(group.when, statement.when)
    return can_meet(group.when, statement.when)


def same_place(group: _Growing, statement: Statement) -> bool:
    return all(key not in group.places or place in group.places[key] for key, place in places(statement))


def fact(group: Group, support: Support, voices: Voices) -> Fact:
    """A group as a Fact; its confidence is set when the differences are known."""
    told = sorted(group.statements, key=lambda s: (s.claim.report, s.claim.start, s.claim.end, s.id))
    claims = [statement.claim for statement in told]
    rule = ontology()[group.slot.predicate]
    return Fact(
        predicate=rule.name,
        subject=group.slot.subject,
        object=group.slot.object,
        value=None if group.slot.object is not None else shown(group, rule),
        when=group.when,
        claims=tuple(statement.id for statement in told),
        reports=tuple(sorted({claim.report for claim in claims})),
        lineages=support.lineages,
        voices=spelled_once((voices.key(claim), voices.name(claim)) for claim in claims),
        polarity=min((claim.polarity for claim in claims), key=STRONGEST.index),
        confidence=0.0,
        reasons=(),
        qualifiers=merged(claims, group, rule),
    )


def shown(group: Group, rule: Predicate) -> str:
    """The value as most claims write it; of a date the most exact."""
    if rule.value is ValueKind.DATE and group.slot.value == "" and group.when.edtf:
        return group.when.edtf
    told = [claim.object.text for claim in group.claims if claim.object.text != claim.subject.text]
    texts = Counter(told or [claim.object.text for claim in group.claims])
    return min(texts, key=lambda text: (-texts[text], text))


def spelled_once(names: Iterable[tuple[Hashable, str]]) -> tuple[str, ...]:
    """Names in order; of one voice one of its names, and of voices spelled alike one spelling."""
    by_voice = dict(sorted(names, key=itemgetter(1), reverse=True))
    return tuple(sorted({plain_name(name): name for name in sorted(by_voice.values(), reverse=True)}.values()))


def merged(claims: Sequence[Claim], group: Group, rule: Predicate) -> dict[str, Qualifier]:
    """The qualifiers of all claims; where they say different things, all of these."""
    found: dict[str, Qualifier] = {}
    for key in sorted({key for claim in claims for key in claim.qualifiers}):
        values = [claim.qualifiers[key] for claim in claims if key in claim.qualifiers]
        plain = dict(group.slot.qualifiers).get(key, "")
        if key == "role" and plain and rule.role(plain) == plain:
            found[key] = plain
        elif all(value == values[0] for value in values):
            found[key] = values[0]
        else:
            found[key] = tuple(sorted({text for value in values for text in texts(value)}))
    return found


def texts(value: Qualifier) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else (str(value),)
