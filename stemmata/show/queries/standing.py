"""Who belonged to, or was backed by, whom on a day, over all that is said of each pair."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from stemmata.model import Fact, Polarity
from stemmata.show.answers import Line, Named, Standing, Standings
from stemmata.show.asof import Window, evidenced_on
from stemmata.show.holdings import Holdings
from stemmata.show.queries.find import find, named
from stemmata.show.queries.lines import in_order, line_of
from stemmata.when import Bounds, Holds, Period

_ORDER = {Holds.YES: 0, None: 1, Holds.MAYBE: 1, Holds.NO: 2}


@dataclass(frozen=True, slots=True)
class Relation:
    """Predicates that speak of one standing, by the end that the question is asked from."""

    words: str
    subject: tuple[str, ...]
    object: tuple[str, ...]


# joined and formed_by begin a membership, left and split_from end one, the others tell of it while it lasts.
MEMBERS = Relation(
    "members of", ("formed_by",), ("part_of", "member_of", "joined", "left", "split_from", "merged_into")
)
ABOVE = Relation("above", ("part_of", "member_of", "joined", "left", "split_from", "merged_into"), ("formed_by",))
BACKERS = Relation("backers of", ("supplied_by", "funded_by", "trained_by"), ())
BEGINS, ENDS = frozenset({"joined", "formed_by", "merged_into"}), frozenset({"left", "split_from"})


def standings(held: Holdings, name: str, relation: Relation, on: str | None = None) -> Standings:
    """Every actor that stood in the relation to `name`, and whether it did on the day. Raises NotFound, InvalidDate."""
    entity = find(held, name)
    window = None if on is None else Window.of(on)
    pairs: dict[Named, list[tuple[Line, Fact]]] = {}
    for fact in held.facts_about.get(entity.id, ()):
        if fact.predicate in (relation.subject if fact.subject == entity.id else relation.object):
            line = line_of(held, fact, entity.id, window)
            pairs.setdefault(line.other, []).append((line, fact))
    found = [_standing(who, pair, window) for who, pair in pairs.items()]
    ordered = sorted(found, key=lambda s: (_ORDER[s.holds], s.who.name, s.who.entity or ""))
    words = f"{relation.words} {entity.name}"
    return Standings(words, named(held, entity.id), window.words if window else "", tuple(ordered))


def _standing(who: Named, pair: list[tuple[Line, Fact]], window: Window | None) -> Standing:
    facts = [fact for _, fact in pair]
    return Standing(who, None if window is None else verdict(facts, window), in_order(line for line, _ in pair))


def verdict(facts: list[Fact], window: Window) -> Holds:
    """Whether the standing lasted on the day: a stated end counts until something later shows it again."""
    said = [(fact, lasting(fact)) for fact in facts if fact.polarity is not Polarity.DENIED]
    given_up = [p.end.latest for _, p in said if p.end.latest is not None and p.end.latest < window.first]
    shown = [p for fact, p in said if fact.predicate not in ENDS]
    if given_up and not _shown_after(shown, max(given_up)):
        return Holds.NO
    answers = {window.meets(period) for period in shown}
    if Holds.YES in answers:
        return Holds.YES
    return Holds.MAYBE if Holds.MAYBE in answers or not shown else Holds.NO


def lasting(fact: Fact) -> Period:
    """The time of the standing that a fact speaks of: since a joining, until a leaving, or as the fact says."""
    when = fact.when
    if fact.predicate in BEGINS:
        return Period(begin=when.at or when.begin, start=when.start, end=Bounds(when.start.earliest, None))
    if fact.predicate in ENDS:
        return Period(finish=when.at or when.finish, start=Bounds(None, when.end.latest), end=when.end)
    return when


def _shown_after(periods: list[Period], day: date) -> bool:
    return any((shown := evidenced_on(period)) is not None and shown > day for period in periods)
