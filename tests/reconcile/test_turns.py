"""What was so and was undone: each rule of turns.yml on its own examples."""

from __future__ import annotations

import pytest
from test_impossible import time_of
from test_reconcile import APART, REPORTS

from stemmata.model import Argument, Claim, Difference, DifferenceKind, Entity, Identification
from stemmata.ontology import ontology
from stemmata.reconcile import reconcile
from stemmata.reconcile.turns import Turn, turns
from stemmata.when import Period

NAMES = {
    "Front": "ArmedGroup",
    "League": "ArmedGroup",
    "Guard": "ArmedGroup",
    "Ada": "Person",
    "Kesh": "Place",
    "Talks": "Agreement",
}
KNOWN = Identification(
    tuple(Entity(f"e-{name}", type_, name, ()) for name, type_ in NAMES.items()),
    {f"m:{name}": f"e-{name}" for name in NAMES},
    (),
    (),
)


def stated(text: str, report: str) -> Claim:
    """A statement as the examples write it: "Front formed - at 2012"."""
    subject, predicate, object_, *words = text.split()
    when = time_of(words)
    rule = ontology()[predicate]
    if rule.aspect == "event" and when.at:
        when = Period.event(when.at)
    value = Argument("" if object_ == "-" else object_, f"m:{object_}" if object_ in NAMES else None)
    more = {"role": "judge"} if predicate == "holds_post" else {}
    return Claim(
        report, 0, 9, "some words", predicate, Argument(subject, f"m:{subject}"), value, "test", 0.8, more, when
    )  # fmt: skip


def found(example: str) -> list[Difference]:
    claims = [stated(text, report) for text, report in zip(example.split(" | "), "ab", strict=True)]
    return [each for each in reconcile(claims, KNOWN, APART, REPORTS).differences if each.sub == "turn"]


@pytest.mark.parametrize(("rule", "example"), [(rule, example) for rule in turns() for example in rule.turn])
def test_a_turn(rule: Turn, example: str) -> None:
    (difference,) = found(example)
    assert difference.kind is DifferenceKind.CHANGE_OVER_TIME
    assert difference.why.endswith(f". {rule.why}.")


@pytest.mark.parametrize("example", [example for rule in turns() for example in rule.none])
def test_no_turn(example: str) -> None:
    assert not found(example)


def test_the_predicates_are_those_of_the_ontology() -> None:
    assert not {name for rule in turns() for name, _ in (*rule.first, *rule.then)} - set(ontology().predicates)
