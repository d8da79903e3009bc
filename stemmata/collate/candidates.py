"""Which reports may be translations of one another: those in two languages that have rare numbers in common.

Only digits are looked at, so that a large folder in one language with a few reports in others costs next to nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from stemmata.collate.alignment import Rarity
from stemmata.collate.anchors import number
from stemmata.collate.tongues import foreign

Pair = tuple[int, int]
CROWD = 24  # reports that may hold a clue before it no longer leads from one to the other
NEAR = 3  # numbers behind a number with which it makes a pair worth looking up
RARE = 3.0  # how rare a number must be to lead to other reports by itself
ENOUGH = 7.0  # how rare what two reports share must be, in sum, before they are aligned
PART = 0.2  # the same, of what the one that has less of it could share
MOST = 8  # others that a report is aligned with, so that work stays linear
_NUMBER = re.compile(r"\d+(?:[.,٫٬ \u00a0\u202f]\d{3}(?!\d))*(?:[.,٫]\d+)?")


def candidates(texts: Sequence[str], languages: Sequence[str]) -> list[Pair]:
    """The places of texts in different languages that share rare numbers: for each those that share most."""
    kinds = Counter(languages)
    if not any(foreign(one, other) for one in kinds for other in kinds if one < other):
        return []
    numbers = [tuple(map(number, _NUMBER.findall(text))) for text in texts]
    rarity = Rarity(numbers)
    usual = kinds.most_common(1)[0][0]
    fewer: set[str] = set()  # what the reports in all other languages hold
    for found, language in zip(numbers, languages, strict=True):
        if language != usual:
            fewer.update(clues(found, rarity))
    holders: dict[str, list[int]] = {}
    could = []
    for at, found in enumerate(numbers):
        own = clues(found, rarity)
        could.append(PART * sum(worth(clue, rarity) for clue in own))
        for clue in own:
            if clue in fewer:
                holders.setdefault(clue, []).append(at)
    weights = shared(holders, languages, rarity)
    enough = {pair: has for pair, has in weights.items() if has >= max(ENOUGH, min(could[end] for end in pair))}
    return sorted(strongest(enough))


def clues(numbers: Sequence[str], rarity: Rarity) -> tuple[str, ...]:
    """What leads from a text to its translation: rare numbers, and two numbers near one another, in either order."""
    found = dict.fromkeys(one for one in numbers if rarity.weight(one) >= RARE)
    for at, one in enumerate(numbers):
        for two in numbers[at + 1 : at + 1 + NEAR]:
            if one != two:
                found[f"{one} {two}" if one < two else f"{two} {one}"] = None
    return tuple(found)


def worth(clue: str, rarity: Rarity) -> float:
    """How rare a number is, or two of them in the mean."""
    numbers = clue.split(" ")
    return sum(map(rarity.weight, numbers)) / len(numbers)


def shared(holders: Mapping[str, Sequence[int]], languages: Sequence[str], rarity: Rarity) -> dict[Pair, float]:
    """Pairs of texts in different languages, and how rare what they share is."""
    found: dict[Pair, float] = {}
    for clue, held in holders.items():
        if 2 <= len(held) <= CROWD:
            weight = worth(clue, rarity)
            for first, one in enumerate(held):
                for other in held[first + 1 :]:
                    if foreign(languages[one], languages[other]):
                        found[one, other] = found.get((one, other), 0.0) + weight
    return found


def strongest(found: Mapping[Pair, float]) -> set[Pair]:
    """The pairs that are among the strongest of either of their two."""
    beside: dict[int, list[tuple[float, Pair]]] = {}
    for pair, weight in found.items():
        for end in pair:
            beside.setdefault(end, []).append((-weight, pair))
    return {pair for those in beside.values() for _, pair in sorted(those)[:MOST]}
