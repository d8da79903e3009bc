"""Which facts are answers to one question, so that they may differ."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from stemmata.ontology.predicates import AtOnce
from stemmata.reconcile.entries import Entry
from stemmata.reconcile.posts import at_the_head, listed_together, untitled

HOLDING = ("controls", "captured")  # whoever captured a place held it then
ONE_AFTER_ANOTHER = ("career", "holder", "succession")  # questions whose answers only follow each other
RENAMES = ("former_name", "renamed_to")


@dataclass(frozen=True, slots=True)
class Question:
    """Facts that answer one question; `about` says which, as `questions` lists them."""

    about: str
    entries: tuple[Entry, ...]


def questions(entries: Sequence[Entry]) -> Iterator[Question]:
    """Every question that has more than one answer."""
    asserted = [entry for entry in entries if not entry.denied]
    single = [entry for entry in asserted if entry.rule.at_once is AtOnce.ONE and not entry.rule.repeats]
    posts = [entry for entry in asserted if entry.rule.at_once is AtOnce.ONE_FOR_OBJECT and post(entry) is not None]
    stands = [entry for entry in asserted if entry.rule.opposites]
    exclusive = [entry for entry in asserted if entry.rule.excludes]
    renames = [entry for entry in asserted if entry.fact.predicate in RENAMES]
    yield from asked("value", single, lambda e: (e.fact.predicate, e.fact.subject, e.group.slot.qualifiers))
    yield from asked("post", posts, lambda e: (e.fact.predicate, e.value, post(e)))
    denied = {statement(entry) for entry in entries if entry.denied}
    yield from asked("denial", (entry for entry in entries if statement(entry) in denied), statement)
    yield from asked("stance", stands, lambda e: (e.fact.predicate, e.fact.subject, e.value))
    yield from asked("exclusion", exclusive, lambda e: frozenset((e.fact.subject, e.value)))
    killings = [entry for entry in asserted if entry.fact.predicate == "assassinated" and entry.fact.object is not None]
    yield from asked("culprit", killings, lambda e: e.value)
    posts_held = [entry for entry in asserted if entry.fact.predicate == "holds_post" and entry.fact.object is not None]
    holding = [entry for entry in asserted if entry.fact.predicate in HOLDING and entry.fact.object is not None]
    yield from asked("career", posts_held, lambda e: e.fact.subject)
    yield from (Question("succession", holders) for holders in at_the_head(posts_held) if len(holders) > 1)
    yield from asked("holder", holding, lambda e: e.value)
    yield from asked("rename", renames, lambda e: e.fact.subject)


def asked(about: str, entries: Iterable[Entry], key: Callable[[Entry], Hashable]) -> Iterator[Question]:
    found: dict[Hashable, list[Entry]] = {}
    for entry in entries:
        found.setdefault(key(entry), []).append(entry)
    yield from (Question(about, tuple(same)) for same in found.values() if len(same) > 1)


def statement(entry: Entry) -> Hashable:
    """What a fact says, or denies, of which entities."""
    return entry.fact.predicate, entry.fact.subject, entry.value, entry.group.slot.qualifiers


def post(entry: Entry) -> str | None:
    """The single-holder post that a fact is about; None where several may hold it at once."""
    return None if listed_together(entry) else entry.rule.post(entry.qualifier("role"))


def rival(question: Question, one: Entry, other: Entry) -> bool:
    """Whether two answers to a question are different ones."""
    match question.about:
        case "denial":
            return one.denied != other.denied
        case "career":
            return (one.value, one.group.slot.qualifiers) != (other.value, other.group.slot.qualifiers)
        case "post" | "culprit" | "holder":
            return one.fact.subject != other.fact.subject
        case "succession":
            titled = post(one) is not None and post(one) == post(other)
            return one.fact.subject != other.fact.subject and not titled and not (untitled(one) and untitled(other))
        case "stance":
            return opposite(one, other)
        case "exclusion":
            return other.fact.predicate in one.rule.excludes
        case _:
            return True


def opposite(one: Entry, other: Entry) -> bool:
    return any(
        {one.qualifier(key), other.qualifier(key)} == set(pair)
        for key, pairs in one.rule.opposites.items()
        for pair in pairs
    )
