"""What is documented between two actors: every statement that names both, and what they share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, product

from stemmata.model import DifferenceKind, Fact, Polarity
from stemmata.record.fold import folded
from stemmata.show.answers import Dispute, Line
from stemmata.show.asof import Window
from stemmata.show.holdings import Holdings
from stemmata.show.networks import Shared, Tied, Ties
from stemmata.show.queries.disputes import dispute_of
from stemmata.show.queries.find import find, named, names_of
from stemmata.show.queries.lines import holds, in_order, line_of
from stemmata.show.queries.network import BOTH, rules, standing
from stemmata.show.queries.standing import lasting
from stemmata.show.wording import is_event
from stemmata.when import Holds

EVENTS, OTHER = ("events", "Events"), ("other", "Other statements")
_ORDER = (Holds.NO, Holds.MAYBE, Holds.YES)
By = Mapping[str, tuple[Fact, ...]]


def ties_between(held: Holdings, one: str, other: str, on: str | None = None) -> Ties:
    """All that ties two actors, told from the first. Raises NotFound, InvalidDate.

    On a date: what may have held then, and what may have happened by then.
    """
    first, second = find(held, one).id, find(held, other).id
    window = None if on is None else Window.of(on)
    between = list(_between(held, first, second))
    kept = [fact for fact in between if _speaks(fact, window)]
    shared = tuple(_all_shared(held, first, second, window))
    return Ties(
        one=named(held, first),
        other=named(held, second),
        on=window.words if window else "",
        groups=tuple(_groups(held, kept, first, window)),
        shared=shared,
        disputes=_disputes(held, kept),
        not_then=len(between) - len(kept),
    )


def _speaks(fact: Fact, window: Window | None) -> bool:
    return window is None or holds(fact, window) is not Holds.NO


def _between(held: Holdings, one: str, other: str) -> Iterator[Fact]:
    """Facts from the one to the other, and facts of either that name the other beside ("taken together with ...")."""
    for id_, beside in ((one, other), (other, one)):
        names = {folded(name) for name in names_of(held.entities[beside])} - {""}
        for fact in held.facts_about.get(id_, ()):
            ends = {fact.subject, fact.object}
            if (ends == {one, other} and id_ == one) or (beside not in ends and names & set(_words_of(fact))):
                yield fact


def _words_of(fact: Fact) -> Iterator[str]:
    """Names that a fact gives in words: its bare value, and its qualifiers."""
    if fact.value is not None:
        yield folded(fact.value)
    for value in fact.qualifiers.values():
        yield from (folded(str(each)) for each in (value if isinstance(value, tuple) else (value,)))


def _groups(held: Holdings, facts: list[Fact], told_from: str, window: Window | None) -> Iterator[Tied]:
    alike: dict[tuple[str, str], list[Fact]] = {}
    for fact in facts:
        alike.setdefault(_sort_of(fact), []).append(fact)
    ties = tuple(dict.fromkeys(_kinds().values()))
    for kind in (*ties, EVENTS, OTHER):
        if kind in alike:
            found = alike[kind]
            lasts = standing(found, window) if kind in ties else None
            yield Tied(*kind, lasts, in_order(line_of(held, fact, told_from, window) for fact in found))


def _kinds() -> dict[str, tuple[str, str]]:
    """Predicate -> the kind of tie that it tells of, with its title."""
    return {
        predicate: (kind, rule["title"]) for kind, rule in rules()["kinds"].items() for predicate in rule["predicates"]
    }


def _sort_of(fact: Fact) -> tuple[str, str]:
    return _kinds().get(fact.predicate, EVENTS if is_event(fact.predicate) else OTHER)


def _disputes(held: Holdings, facts: Iterable[Fact]) -> tuple[Dispute, ...]:
    over = chain.from_iterable(held.disputes_over.get(fact.id, ()) for fact in facts)
    found = {d.id: d for d in over if d.kind is DifferenceKind.CONTRADICTION}
    return tuple(dispute_of(held, difference) for difference in found.values())


def _all_shared(held: Holdings, one: str, other: str, window: Window | None) -> Iterator[Shared]:
    for rule in rules()["shared"]:
        thirds = [_thirds(held, id_, rule["ends"]) for id_ in (one, other)]
        both = [third for third in thirds[0] if third in thirds[1] and third not in (one, other)]
        for third in sorted(both, key=lambda id_: (held.name(id_), id_)):
            pair = thirds[0][third], thirds[1][third]
            if not any(standing(list(facts), window) is Holds.NO for facts in pair):
                yield Shared(
                    words=rule["words"],
                    third=named(held, third),
                    together=_together(*pair),
                    of_one=_lines(held, pair[0], one, window),
                    of_other=_lines(held, pair[1], other, window),
                )


def _thirds(held: Holdings, entity: str, ends: Mapping[str, str]) -> By:
    """To whom an actor stands so, with the facts that say it; what is denied says nothing."""
    found: dict[str, list[Fact]] = {}
    for fact in held.facts_about.get(entity, ()):
        end = ends.get(fact.predicate)
        if end is None or fact.object is None or fact.polarity is Polarity.DENIED:
            continue
        stands = {BOTH: entity, "subject": fact.subject, "object": fact.object}[end]
        if stands == entity:
            found.setdefault(fact.object if fact.subject == entity else fact.subject, []).append(fact)
    return {third: tuple(facts) for third, facts in found.items()}


def _lines(held: Holdings, facts: Iterable[Fact], told_from: str, window: Window | None) -> tuple[Line, ...]:
    return in_order(line_of(held, fact, told_from, window) for fact in facts)


def _together(ones: Iterable[Fact], others: Iterable[Fact]) -> Holds:
    """Whether both stood so at one time, for the two statements that fit best."""
    answers = (lasting(one).overlaps(lasting(other)) for one, other in product(ones, others))
    return max(answers, key=_ORDER.index, default=Holds.MAYBE)
