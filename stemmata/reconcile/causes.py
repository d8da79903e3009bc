"""What a person is said to have died of (causes.yml): by nature, by accident, by violence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

import yaml

from stemmata.model import Claim, DifferenceKind
from stemmata.reconcile.entries import Entry, World
from stemmata.reconcile.slots import Statement

CAUSES = Path(__file__).parent / "causes.yml"
CLASSES = ("nature", "accident", "violence")


@cache
def lists() -> Mapping[str, Any]:
    """causes.yml."""
    given: dict[str, Any] = yaml.load(CAUSES.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return given


@cache
def pattern(kind: str) -> re.Pattern[str]:
    words = sorted(map(str, lists()[kind]), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b", re.IGNORECASE)


def kind_of(words: str) -> str | None:
    """The class of what somebody died of; None where the words have none."""
    return next((kind for kind in CLASSES if pattern(kind).search(words)), None)


def cause(claim: Claim) -> str | None:
    return kind_of(f"{claim.qualifiers.get('cause', '')} {claim.object.text}")


def within_death(entry: Entry, world: World) -> Iterator[tuple[DifferenceKind, str, dict[str, tuple[Statement, ...]]]]:
    """Causes of one death that exclude each other, told by other voices."""
    if not entry.rule.once:
        return
    told: dict[str, list[Statement]] = {}
    for statement in entry.group.statements:
        kind = cause(statement.claim)
        if kind is not None:
            told.setdefault(kind, []).append(statement)
    for one, other in combinations(sorted(told), 2):
        if voices(told[one], world).isdisjoint(voices(told[other], world)):
            parts = {
                ", ".join(sorted({words(s.claim) for s in told[kind]})): tuple(told[kind]) for kind in (one, other)
            }
            yield DifferenceKind.CONTRADICTION, "cause", parts


def voices(statements: Iterable[Statement], world: World) -> set[object]:
    return {world.voices.key(statement.claim) for statement in statements}


def words(claim: Claim) -> str:
    return str(claim.qualifiers.get("cause", "")) or claim.object.text


def not_murdered(death: Entry) -> bool:
    """Whether all who give a cause of a death give one that is nobody's deed."""
    kinds = {kind for claim in death.group.claims if (kind := cause(claim)) is not None}
    return bool(kinds) and "violence" not in kinds
