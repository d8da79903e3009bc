"""Reads orders.yml: what cannot follow, or go before, what."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from stemmata.errors import OntologyError
from stemmata.ontology import ontology
from stemmata.ontology.loading import Entry, entries
from stemmata.ontology.predicates import VALUE

ORDERS = Path(__file__).parent / "orders.yml"
ENDS = ("subject", "object")


class Order(StrEnum):
    """What is impossible of a statement, seen from the one that sets the limit."""

    AFTER = "after"
    BEFORE = "before"
    APART = "apart"
    WHILE = "while"


@dataclass(frozen=True, slots=True)
class Pattern:
    """Statements of one predicate, and the end at which the entity stands that a rule is about."""

    predicate: str
    end: str
    denied: bool = False
    qualifier: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of orders.yml; the keys are explained at its top."""

    name: str
    label: str
    limit: tuple[Pattern, ...]
    other: tuple[Pattern, ...]
    order: Order
    sub: str
    why: str
    settle: str
    impossible: tuple[str, ...]
    possible: tuple[str, ...]
    of: tuple[str, ...] = ()
    tie: str = ""
    unless: tuple[Pattern, ...] = ()
    unless_into: tuple[str, ...] = ()
    spares_far: bool = False
    together: bool = False
    without: tuple[str, ...] = ()


@cache
def rules() -> tuple[Rule, ...]:
    """The rules in the order of the file. Raises OntologyError, naming file and key, for one that cannot be."""
    return read_rules(ORDERS)


def read_rules(path: Path) -> tuple[Rule, ...]:
    return tuple(read_rule(name, given) for name, given in entries(path).items())


def read_rule(name: str, given: Entry) -> Rule:
    rule = Rule(
        name=name,
        label=given.take("label", str),
        limit=patterns(given, "limit"),
        other=patterns(given, "other"),
        order=Order(given.one_of("order", tuple(Order))),
        sub=given.take("sub", str),
        why=given.take("why", str),
        settle=given.take("settle", str),
        impossible=given.words("impossible"),
        possible=given.words("possible"),
        of=known_types(given, "of"),
        tie=given.take("tie", str, ""),
        unless=patterns(given, "unless", []),
        unless_into=known_types(given, "unless_into"),
        spares_far=given.take("spares_far", bool, False),
        together=given.take("together", bool, False),
        without=given.words("without", []),
    )
    given.done()
    if rule.tie and rule.tie not in ontology().predicates:
        raise OntologyError(f"{given.where}: tie {rule.tie!r} is no predicate")
    return rule


def known_types(given: Entry, key: str) -> tuple[str, ...]:
    found = given.words(key, [])
    unknown = sorted(set(found) - set(ontology().types))
    if unknown:
        raise OntologyError(f"{given.where}: {key}: no types {unknown}")
    return found


def patterns(given: Entry, key: str, default: list[str] | None = None) -> tuple[Pattern, ...]:
    return tuple(pattern(f"{given.where}: {key}", text) for text in given.words(key, default))


def pattern(where: str, text: str) -> Pattern:
    """A pattern as it is written: "not joined.subject", "stance.subject stance=rejected"."""
    words = text.removeprefix("not ").split()
    predicate, _, end = words[0].partition(".")
    if predicate not in ontology().predicates or end not in ENDS:
        raise OntologyError(f"{where}: {text!r} is not PREDICATE.subject or PREDICATE.object")
    if end == "object" and set(ontology()[predicate].range) == {VALUE}:
        raise OntologyError(f"{where}: {text!r}: the object of {predicate} is never an entity")
    qualifier = None
    if len(words) > 1:
        name, _, value = words[1].partition("=")
        if name not in ontology()[predicate].qualifiers or not value or len(words) > 2:
            raise OntologyError(f"{where}: {text!r}: after {words[0]} stands QUALIFIER=VALUE, and nothing more")
        qualifier = (name, value)
    return Pattern(predicate, end, text.startswith("not "), qualifier)
