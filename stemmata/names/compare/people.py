"""Names of persons, made ready to be compared, and what speaks for and against their being one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from stemmata.names.compare.words import RELATIONS, relation
from stemmata.names.lexicon import read_data, word_set
from stemmata.names.person import PersonName, parse_person
from stemmata.names.scripts import latin
from stemmata.names.spelling import fold, plain


@dataclass(slots=True, eq=False)
class Person:
    """A person's name ready to be compared. `words` are folded, in order; `younger` is a word such as "Jr"; `others`
    are the names that it is made of, where an alias stands beside it, the proper name first."""

    text: str
    name: PersonName
    words: tuple[str, ...]
    initials: tuple[str, ...]
    younger: frozenset[str]
    son: int  # how many words stand before "son of": those after it are the father's name; 0 where it is not said
    others: tuple[Person, ...]


@lru_cache(maxsize=65536)
def person(text: str) -> Person:
    """A person's name, ready to be compared."""
    return ready(parse_person(text))


def ready(name: PersonName) -> Person:
    """The same of a name that was taken apart already."""
    younger = frozenset([w for w in name.words[2:] if w in _generations()])
    words = tuple([w for w in name.words if w not in younger]) if younger else name.words
    return Person(name.text, name, words, name.initials, younger, _before_father(name), tuple(_names_in(name.text)))


@cache
def _generations() -> frozenset[str]:
    return frozenset(plain(word) for word in read_data("words")["generations"])


def _before_father(name: PersonName) -> int:
    at = next((i for i, word in enumerate(name.kept) if i and fold(word) in word_set("sons")), 0)
    return len(parse_person(" ".join(name.kept[:at])).words) if at else 0


def _names_in(text: str) -> Iterator[Person]:
    """The names of "X, alias Y", 'X "Y"' and "X (Y)"."""
    found = [piece.strip(" ,;") for piece in _aliases().split(text)] if _may_hold_alias().search(text) else []
    found = [piece for piece in found if len(piece) > 1]
    if len(found) > 1:
        proper = text if _QUOTED_INSIDE.search(text) else found[0]
        if proper is text:
            found = [" ".join((found[0], found[-1])), *found[1:-1]]
        yield from (ready(parse_person(piece)) for piece in found)


_QUOTED_INSIDE = re.compile(r"\w\s+[(\"“«„][^()\"“”«»„]+[)\"”»“]\s+\w")


@cache
def _may_hold_alias() -> re.Pattern[str]:
    """What a name with an alias cannot be without: looked for first, as most names have none."""
    words = {re.escape(each.split()[0]) for each in read_data("words")["alias"]}
    return re.compile(rf"[(\"“”«»„,]|\s(?:{'|'.join(sorted(words))})\s", re.IGNORECASE)


@cache
def _aliases() -> re.Pattern[str]:
    """What stands between a name and an alias."""
    words = "|".join(re.escape(each) for each in sorted(read_data("words")["alias"], key=len, reverse=True))
    return re.compile(rf"[,;]?\s+(?:{words})\s+|\s*[()\"“”«»„]\s*", re.IGNORECASE)


Pair = tuple[int, int, str]  # places of two words, and how they are related


def person_features(one: Person, other: Person) -> dict[str, float]:
    """What speaks for and against, by the names in weights.yml; absent is 0.

    Where an alias stands beside a name, what shares most is believed; of two proper names in full the aliases are not
    asked.
    """
    if not (one.others or other.others):
        return _features(one, other)
    ours, theirs = (each.others or (each,) for each in (one, other))
    proper = _features(ours[0], theirs[0])
    if "in_full" in proper and "left_on_both" not in proper:
        return proper
    return max((_features(a, b) for a in ours for b in theirs), key=_nearness)


def _nearness(found: dict[str, float]) -> tuple[object, ...]:
    nearest = found.get("all_matched", 0.0), found.get("in_full", 0.0), -found.get("left_on_both", 0.0)
    return (*nearest, sorted(found.items()))  # the last so that which name stands first does not matter


def _features(one: Person, other: Person) -> dict[str, float]:
    found: dict[str, float] = {}
    if one.words == other.words and len(one.words) > 1:
        found["all_matched"] = found["in_full"] = 1.0
    else:
        _aligned(one, other, found)
    _beside(one, other, found)
    return found


def _aligned(one: Person, other: Person, found: dict[str, float]) -> None:
    ours, theirs = _parted_alike(one.words, other.words, found)
    pairs = list(_pairs(ours, theirs))
    for _, _, related in pairs:
        if related != "same":
            found[f"by_{related}"] = found.get(f"by_{related}", 0.0) + 1.0
    mine = [i for i in range(len(ours)) if all(i != p[0] for p in pairs)]
    left = [j for j in range(len(theirs)) if all(j != p[1] for p in pairs)]
    mine, left = _by_initials((one.initials, ours), (other.initials, theirs), mine, left, found)
    if len(pairs) > 1:
        found["in_full"] = 1.0
        if [j for _, j, _ in sorted(pairs)] != sorted(j for _, j, _ in pairs):
            found["other_order"] = 1.0
    if not pairs:
        found["nothing_shared"] = 1.0
    _left(ours, theirs, (mine, left), found)
    if found.get("lone_first") and mine in ([*range(one.son)], []) and left in ([*range(other.son)], []):
        found["generation_differs"] = 1.0  # what one has more is the name of the other's son


def _parted_alike(
    ours: tuple[str, ...], theirs: tuple[str, ...], found: dict[str, float]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Both names with two words of one joined where the other has them in one: Babu Ram, Baburam."""
    for shorter, longer, turned in ((ours, theirs, False), (theirs, ours, True)):
        if len(longer) <= len(shorter):
            continue
        for at in range(len(longer) - 1):
            joined = (longer[at] + longer[at + 1]).replace(" ", "")
            met = next((word for word in shorter if relation(word, joined) in _NEAR), None)
            if met is not None:
                found["by_joining"] = 1.0
                together = (*longer[:at], met, *longer[at + 2 :])
                return (together, shorter) if turned else (shorter, together)
    return ours, theirs


_NEAR = frozenset({"same", "spelling", "script", "slip"})


def _pairs(ours: tuple[str, ...], theirs: tuple[str, ...]) -> Iterator[Pair]:
    """Words that meet, the nearest first; each word meets one."""
    every = []
    for i, one in enumerate(ours):
        for j, other in enumerate(theirs):
            related = "same" if one == other else _related(one, other)
            if related and not (related in _STRAIGHT and i != j and len(ours) == len(theirs)):
                every.append((RELATIONS.index(related), abs(i - j), i, j, related))
    taken: tuple[set[int], set[int]] = (set(), set())
    for _, _, i, j, related in sorted(every):
        if i not in taken[0] and j not in taken[1]:
            taken[0].add(i)
            taken[1].add(j)
            yield i, j, related


def _related(one: str, other: str) -> str:
    """As words are related; a letter mistyped makes another name of a short one: Khalid, Khalil."""
    found = relation(one, other)
    return "slip_short" if found == "slip" and min(len(one), len(other)) < _LONG_NAME else found


_LONG_NAME = 7
_STRAIGHT = frozenset({"shortened", "sound", "stem"})  # relations of words in one place alone: Ivan Petrov, Petr Ivanov


def _by_initials(
    one: tuple[tuple[str, ...], tuple[str, ...]],
    other: tuple[tuple[str, ...], tuple[str, ...]],
    mine: list[int],
    theirs: list[int],
    found: dict[str, float],
) -> tuple[list[int], list[int]]:
    """An initial stands for a word of the other name; one that stands for none says "two"."""
    for initials, left, words in ((one[0], theirs, other[1]), (other[0], mine, one[1])):
        for initial in initials:
            at = next((i for i in left if latin(words[i]).startswith(latin(initial))), None)
            if at is not None:
                left.remove(at)
                found["by_initial"] = 1.0
            elif left:
                found["initial_clash"] = 1.0
    return mine, theirs


def _left(
    ours: tuple[str, ...], theirs: tuple[str, ...], left: tuple[list[int], list[int]], found: dict[str, float]
) -> None:
    mine, others = left
    if not mine and not others:
        found["all_matched"] = 1.0
        return
    if mine and others:
        found["left_on_both"] = 1.0
        found["clash_first"] = float(0 in mine and 0 in others)
        found["clash_last"] = float(len(ours) - 1 in mine and len(theirs) - 1 in others)
        return
    words, at = (ours, mine) if mine else (theirs, others)
    found["lone_words"] = min(float(len(at)), 3.0)
    found["lone_first"] = float(0 in at)
    found["lone_last"] = float(len(words) - 1 in at)
    found["lone_kunya"] = float(any(" " in words[i] for i in at))


def _beside(one: Person, other: Person, found: dict[str, float]) -> None:
    if min(len(one.words), len(other.words)) < 2 and not (one.initials and other.initials):
        found["one_word"] = 1.0
    if one.initials and other.initials and one.initials != other.initials:
        found["initial_clash"] = 1.0
    if one.younger != other.younger:
        found["generation_differs"] = 1.0
    if one.name.feminine != other.name.feminine:
        found["gender_differs"] = 1.0
