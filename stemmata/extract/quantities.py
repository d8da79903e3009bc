"""Numbers of people and things: "between 2,000 and 5,000 fighters", "more than 500", "some 60", "hundreds of"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from stemmata.extract.spots import Scene

_WORDS = {
    word: value
    for value, words in {
        1: "one", 2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight", 9: "nine", 10: "ten",
        11: "eleven", 12: "twelve", 13: "thirteen", 14: "fourteen", 15: "fifteen", 16: "sixteen", 17: "seventeen",
        18: "eighteen", 19: "nineteen", 20: "twenty", 30: "thirty", 40: "forty", 50: "fifty", 60: "sixty",
        70: "seventy", 80: "eighty", 90: "ninety", 100: "hundred", 1000: "thousand", 1000000: "million",
    }.items()
    for word in words.split()
}  # fmt: skip
_GREAT = frozenset({"hundred", "thousand", "million"})
_VAGUE = frozenset({"dozens", "scores", "hundreds", "thousands", "several", "few", "many", "numerous"})
_BEFORE = frozenset(
    "over more than at least upwards of no fewer not less above under most up to nearly almost below about around some"
    " roughly approximately an estimated between ~ ≤ ≥ < >".split()
)
_NUMBER = r"\d{1,3}(?:[,\u00a0 ]\d{3})+(?!\d)|\d+(?:\.\d+)?"
_RANGE = re.compile(rf"(?:between\s+)?({_NUMBER})\s*(?:-|–|—|to|and)\s*({_NUMBER})", re.I)
_SINGLE = re.compile(_NUMBER)
_AT_LEAST = re.compile(
    r"(over|more than|at least|upwards of|exceeding|no fewer than|not less than|above|>=?|≥|\+)\s*$", re.I
)
_AT_MOST = re.compile(
    r"(under|fewer than|less than|at most|up to|no more than|nearly|almost|below|<=?|≤|≈?<)\s*$", re.I
)
_ABOUT = re.compile(
    r"(about|around|some|roughly|approximately|an estimated|estimated at|circa|nearly|almost|~)\s*$", re.I
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A count with its bounds (None is open), its unit word and where it stands in the passage."""

    start: int
    end: int
    least: int | None
    most: int | None
    unit: str
    words: str
    estimate: bool = False


def _value(text: str) -> int:
    return int(float(re.sub(r"[,\u00a0 ]", "", text)))


def read_quantity(text: str, offset: int = 0) -> Quantity | None:
    """The first quantity of a text ("Over 3,000 (pro-government claim)"), or None. Years are not told apart here."""
    both = _RANGE.search(text)
    if both:
        low, high = _value(both.group(1)), _value(both.group(2))
        if low <= high:
            return _made(text, (both.start(), both.end()), low, high, offset)
    single = _SINGLE.search(text)
    if single:
        value, before = _value(single.group()), text[: single.start()]
        plus = text[single.end() : single.end() + 1] == "+"
        bounded = _AT_MOST.search(before)
        least: int | None = None if bounded else value
        most: int | None = None if plus or (_AT_LEAST.search(before) and not bounded) else value
        start = (_AT_MOST.search(before) or _AT_LEAST.search(before) or single).start()
        return _made(text, (start, single.end()), least, most, offset)
    return _worded(text, offset)


def _worded(text: str, offset: int) -> Quantity | None:
    """The first number in words: "four hundred and twelve", "thirty-five", "dozens"."""
    words = [(m.start(), m.end(), m.group()) for m in re.finditer(r"[a-z]+", text.casefold())]
    for at, (start, end, word) in enumerate(words):
        if word in _WORDS:
            run = _number_run(text, words[at:])
            value = _summed([each for _, _, each in run if each != "and"])
            return _made(text, (start, run[-1][1]), value, value, offset)
        if word in _VAGUE:
            return _made(text, (start, end), None, None, offset)
    return None


def _number_run(text: str, words: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """The words of one number; "and" joins only after a hundred or a thousand."""
    run = [words[0]]
    for word in words[1:]:
        between = text[run[-1][1] : word[0]]
        joined = between in (" ", "-") and (word[2] in _WORDS or (word[2] == "and" and run[-1][2] in _GREAT))
        if not joined:
            break
        run.append(word)
    return run[:-1] if run[-1][2] == "and" else run


def _summed(words: list[str]) -> int:
    """ "two thousand four hundred twelve": 2412."""
    total = part = 0
    for word in words:
        value = _WORDS[word]
        if word == "hundred":
            part = max(part, 1) * value
        elif word in _GREAT:
            total, part = total + max(part, 1) * value, 0
        else:
            part += value
    return total + part


def _made(text: str, span: tuple[int, int], least: int | None, most: int | None, offset: int) -> Quantity:
    start, end = span
    after = re.match(r"\s*([a-z][a-z\-]+)", text[end:])
    estimate = bool(_ABOUT.search(text[:start])) or "estimate" in text[:start].casefold()
    unit = after.group(1) if after else ""
    return Quantity(offset + start, offset + end, least, most, unit, text[start:end].strip(), estimate)


def quantity_at(scene: Scene, index: int) -> Quantity | None:
    """The quantity that a counted noun carries ("500 fighters"), or that stands at the token itself."""
    tree = scene.tree
    numbers = tree.with_dep(index, "nummod")
    around = [index, *numbers, *(c for n in numbers for c in tree.subtree(n))]
    if not numbers and tree.token(index).pos != "NUM" and tree.token(index).text.casefold() not in _VAGUE:
        vague = [c for c in tree.children[index] if tree.token(c).text.casefold() in _VAGUE]
        if not vague:
            return None
        around.extend(vague)
    first, last = min(around), max(around)
    while first > 0 and tree.token(first - 1).text.casefold() in _BEFORE:
        first -= 1
    start, end = tree.token(first).start, tree.token(last).end
    quantity = read_quantity(scene.text(start, end), start)
    if quantity is None or quantity.unit or tree.token(index).pos == "NUM":
        return quantity
    return replace(quantity, end=end, unit=tree.token(index).text)
