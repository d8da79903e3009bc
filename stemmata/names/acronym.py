"""Acronyms: whether letters can stand for a name."""

from __future__ import annotations

from collections import Counter
from functools import cache

from stemmata.names.parse import parse
from stemmata.names.spelling import plain


def letters_of(acronym: str) -> str:
    """The letters that are compared: "F.S.A." -> "fsa"."""
    return "".join(c for c in plain(acronym) if c.isalnum())


@cache
def is_acronym_of(acronym: str, name: str) -> bool:
    """Whether the letters are the first letters of the name's words, in order; small words may be left out.

    A name must have two words for it, and the letters must be two at least.
    """
    wanted = letters_of(acronym)
    initials = _initials(name)
    if len(wanted) < 2 or sum(not optional for _, optional in initials) < 2:
        return False
    return _spells(wanted, initials)


def shares_letters(acronym: str, name: str) -> bool:
    """Whether half of the letters or more are first letters of the name: an acronym made in another language
    ("FARC" for the Revolutionary Armed Forces of Colombia) mostly keeps them, in another order."""
    wanted = Counter(letters_of(acronym))
    there = Counter(initial for initial, optional in _initials(name) if not optional)
    return len(there) >= 2 and 2 * (wanted & there).total() >= wanted.total()


@cache
def _initials(name: str) -> tuple[tuple[str, bool], ...]:
    """The first letter of each word of a name, and whether it may be left out."""
    found = []
    for part in parse(name).parts:
        for word in part.text.split():
            found.append((plain(word)[:1], part.role in ("article", "function")))
    return tuple(found)


def _spells(wanted: str, initials: tuple[tuple[str, bool], ...]) -> bool:
    if not initials:
        return not wanted
    (initial, optional), rest = initials[0], initials[1:]
    if wanted.startswith(initial) and initial and _spells(wanted[1:], rest):
        return True
    return optional and _spells(wanted, rest)
