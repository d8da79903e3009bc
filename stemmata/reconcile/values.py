"""Bare values made comparable: words, names, numbers as ranges."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from math import inf
from pathlib import Path

import yaml

from stemmata.model import Qualifier

NUMBER = re.compile(r"\d+(?:[ ,.\u00a0\u202f]\d{3})+(?!\d)|\d+(?:\.\d+)?")
WORD = re.compile(r"[^\W_]+")
HERE = Path(__file__).parent
TOLL = ("killed", "injured", "captured", "missing")


@dataclass(frozen=True, slots=True, order=True)
class Amount:
    """The least and the greatest number that words allow; `most` is infinite where no end is named."""

    least: float
    most: float

    def meets(self, other: Amount) -> bool:
        return self.least <= other.most and other.least <= self.most

    def __str__(self) -> str:
        if self.least == self.most:
            return f"{self.least:.10g}"
        if self.most == inf:
            return f"≥{self.least:.10g}"
        return f"≤{self.most:.10g}" if self.least == 0 else f"{self.least:.10g}-{self.most:.10g}"


@cache
def endings() -> Mapping[str, str]:
    """What endings are changed for, the longest first."""
    given = yaml.load((HERE / "endings.yml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return {str(old): str(new) for old, new in sorted(given.items(), key=lambda item: (-len(item[0]), item[0]))}


@cache
def quantities() -> tuple[tuple[str, ...], tuple[str, ...], Mapping[str, Amount]]:
    """Words that open a number upwards, words that open it downwards, and vague numbers, the longest first."""
    given = yaml.load((HERE / "quantities.yml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    vague = {str(word): Amount(float(low), float(high)) for word, (low, high) in given["vague"].items()}
    longest_first = dict(sorted(vague.items(), key=lambda item: (-len(item[0]), item[0])))
    return tuple(map(str, given["at_least"])), tuple(map(str, given["at_most"])), longest_first


@cache
def people() -> frozenset[str]:
    """Words for people under arms, whose numbers are compared whatever the word."""
    given = yaml.load((HERE / "quantities.yml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return frozenset(stem(str(word)) for word in given["people"])


def plain_unit(text: str) -> str:
    """What is counted; "" for people under arms, who need not be named."""
    words = plain_words(text)
    return "" if set(words.split()) & people() else words


@lru_cache(maxsize=100_000)
def plain_name(text: str) -> str:
    """A name without case, punctuation and a leading article."""
    words = WORD.findall(text.casefold())
    return " ".join(words[1:] if words[:1] in (["the"], ["a"], ["an"]) and len(words) > 1 else words)


def plain_words(text: str) -> str:
    """Words without case, articles and the endings that change nothing: "Sunni Islamists" and "sunni islamism"."""
    return " ".join(stem(word) for word in plain_name(text).split() if word not in ("a", "an", "the"))


def stem(word: str) -> str:
    for ending, instead in endings().items():
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word.removesuffix(ending) + instead
    return word


def amount(value: Qualifier | None) -> Amount | None:
    """The number that a qualifier or a value names: 500, "2,000-5,000", "over 3,000", "hundreds"; None for none."""
    if value is None:
        return None
    if isinstance(value, int | float):
        return Amount(value, value)
    text = " ".join(value) if isinstance(value, tuple) else value
    found = [float(re.sub(r"[ ,\u00a0\u202f]|\.(?=\d{3}\b)", "", number)) for number in NUMBER.findall(text)]
    if not found:
        return vague(text)
    if len(found) > 1:
        return Amount(min(found[:2]), max(found[:2]))
    return opened(text.casefold(), found[0])


def opened(text: str, number: float) -> Amount:
    at_least, at_most, _ = quantities()
    if any(word in text for word in at_most):
        return Amount(0, number)
    return Amount(number, inf) if any(word in text for word in at_least) else Amount(number, number)


def vague(text: str) -> Amount | None:
    words = text.casefold()
    return next((found for word, found in quantities()[2].items() if re.search(rf"\b{word}\b", words)), None)


@cache
def named() -> Mapping[str, int]:
    """Numbers in words."""
    given = yaml.load((HERE / "quantities.yml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return {str(word): int(number) for word, number in given["named"].items()}


def counted(text: str) -> Amount | None:
    """How many things words speak of that begin with a number: "16 groups", "the three groups", "over 10 brigades"."""
    words = plain_name(text).split()
    if words and words[0] in named():
        return Amount(named()[words[0]], named()[words[0]])
    found = NUMBER.search(text)
    return amount(text) if found is not None and text[found.end() :].startswith(" ") else None


def amounts(value: str, qualifiers: Mapping[str, Qualifier]) -> dict[str, Amount]:
    """The numbers of a statement by what they count; "" is the value itself."""
    found = {key: amount(qualifiers.get(key)) for key in TOLL}
    least, most = amount(qualifiers.get("min")), amount(qualifiers.get("max"))
    if least is not None or most is not None:
        whole = Amount(least.least if least else 0, most.most if most else inf)
        found[""] = whole
    elif not any(found.values()):
        found[""] = amount(value)
    return {key: number for key, number in sorted(found.items()) if number is not None}
