"""Acronyms: whether letters can stand for a name."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

from stemmata.names.parse import parse
from stemmata.names.spelling import plain


def letters_of(acronym: str) -> str:
    """The letters that are compared: "F.S.A." -> "fsa"."""
    return "".join(c for c in plain(acronym) if c.isalnum())


def is_acronym_of(acronym: str, name: str) -> bool:
    """Whether the letters are the first letters of the name's words, in order; small words may be left out."""
    return letters_of(acronym) in acronyms_of(name)


@lru_cache(maxsize=65536)
def acronyms_of(name: str) -> frozenset[str]:
    """All the acronyms that a name of two words or more can have, in the letters of `letters_of`."""
    initials = _initials(name)
    if sum(not optional for _, optional in initials) < 2:
        return frozenset()
    spelled = {""}
    small = 0
    for initial, optional in initials:
        small += optional
        skipped = spelled if optional else set()
        taken = spelled if optional and small > _SMALL_WORDS else {letters + initial for letters in spelled}
        spelled = skipped | taken
    return frozenset(letters for letters in spelled if len(letters) > 1)


_SMALL_WORDS = 5  # after so many, the rest are always left out: each doubles the number of acronyms


def shares_letters(acronym: str, name: str) -> bool:
    """Whether half of the letters or more are first letters of the name: an acronym made in another language
    ("FARC" for the Revolutionary Armed Forces of Colombia) mostly keeps them, in another order."""
    wanted = Counter(letters_of(acronym))
    there = Counter(initial for initial, optional in _initials(name) if not optional)
    return len(there) >= 2 and 2 * (wanted & there).total() >= wanted.total()


@lru_cache(maxsize=65536)
def _initials(name: str) -> tuple[tuple[str, bool], ...]:
    """The first letter of each word of a name, and whether it may be left out."""
    found = []
    for part in parse(name).parts:
        for word in part.text.split():
            found.append((plain(word)[:1], part.role in ("article", "function")))
    return tuple(found)
