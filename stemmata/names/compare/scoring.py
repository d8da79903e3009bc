"""The score of two names: one weight for each thing that speaks for or against, summed and brought between 0 and 1.

The weights (weights.yml) were learned on pairs by logistic regression: `python -m stemmata.training.names`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from stemmata.names.compare.groups import GroupName, group_features
from stemmata.names.compare.people import Person, person_features
from stemmata.names.lexicon import read_data


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two names compared. verdict: same, maybe, different. reasons: in words, those that weigh most first. barred:
    something was found for which no evidence beside the names may join them."""

    score: float
    verdict: str
    reasons: tuple[str, ...]
    barred: bool = False


@cache
def weights(kind: str) -> Mapping[str, float]:
    """What each thing weighs, for "groups" or "people"; positive speaks for one actor."""
    return MappingProxyType({name: row[0] for name, row in read_data("compare/weights")[kind].items()})


@cache
def believed(kind: str) -> Mapping[str, float]:
    """What each thing weighs before any pair was seen."""
    return MappingProxyType({name: row[1] for name, row in read_data("compare/weights")[kind].items()})


@cache
def never(kind: str) -> frozenset[str]:
    """What bars two names from being joined by themselves or by company: only a report or a person may join them."""
    return frozenset(read_data("compare/weights")["never"][kind])


@cache
def wording(kind: str) -> Mapping[str, str]:
    """What each thing is called in a reason."""
    return MappingProxyType({name: row[2] for name, row in read_data("compare/weights")[kind].items()})


def limit(kind: str, name: str) -> float:
    """A limit of the score: from "same" on two names are one actor's, below "maybe" they are not worth a question,
    below "different" names/cluster.py keeps their clusters apart."""
    return float(read_data("compare/weights")["limits"][kind][name])


def features(one: GroupName | Person, other: GroupName | Person) -> dict[str, float]:
    """What speaks for and against two names of one kind."""
    if isinstance(one, Person) and isinstance(other, Person):
        return person_features(one, other)
    if isinstance(one, GroupName) and isinstance(other, GroupName):
        return group_features(one, other)
    raise TypeError("a person and a group are not compared by their names")


def score(one: GroupName | Person, other: GroupName | Person) -> float:
    """How likely two names of one kind, and nothing else, mean one actor: 0 to 1. Symmetric."""
    by = weights("people" if isinstance(one, Person) else "groups")
    found = features(one, other)
    return 1 / (1 + math.exp(-math.fsum([by["bias"], *[by[name] * value for name, value in found.items()]])))


def compare(one: GroupName | Person, other: GroupName | Person) -> Comparison:
    """The score with its verdict and reasons."""
    kind = "people" if isinstance(one, Person) else "groups"
    by, called = weights(kind), wording(kind)
    weighed = {name: by[name] * value for name, value in features(one, other).items() if value}
    total = 1 / (1 + math.exp(-math.fsum([by["bias"], *weighed.values()])))
    telling = sorted((name for name in weighed if weighed[name]), key=lambda name: (-abs(weighed[name]), name))
    verdict = "same" if total >= limit(kind, "same") else "different" if total < limit(kind, "maybe") else "maybe"
    barred = not weighed.keys().isdisjoint(never(kind))
    return Comparison(
        total, "maybe" if barred and verdict == "same" else verdict, tuple(called[name] for name in telling), barred
    )
