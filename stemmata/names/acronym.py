"""Acronyms: whether letters can stand for a name, in its own language or in another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from itertools import islice, product

from stemmata.names.lexicon import first_forms
from stemmata.names.parse import Part, looks_like_acronym, parse
from stemmata.names.scripts import latin
from stemmata.names.spelling import plain

_SMALL_WORDS = 5  # after so many, the rest are always left out: each doubles the number of acronyms
_SYLLABLE = 4  # letters that a word gives to a name made of syllables ("FROLINAT")


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


@lru_cache(maxsize=65536)
def made_of_syllables(letters: str, name: str) -> bool:
    """Whether the letters are beginnings of the name's words, in order, up to four of each: "FROLINAT" for "Front de
    libération nationale du Tchad". Small words may be left out, one other, and the last ones where three gave some."""
    parts = parse(name).parts
    words = [(latin(plain(word)), p.role in ("article", "function")) for p in parts for word in p.text.split()]
    states = {(0, 0, 0)}  # letters taken, words that gave some, words left out
    for word, small in words:
        states = {after for state in states for after in _after(letters, state, word, small)}
    return any(at == len(letters) and gave > 1 + left for at, gave, left in states)


def _after(letters: str, state: tuple[int, int, int], word: str, small: bool) -> list[tuple[int, int, int]]:
    at, gave, left = state
    if at == len(letters) and gave > _SYLLABLES:
        return [state]
    found = [(at, gave, left + (not small))] if small or not left else []
    for length in range(1, _SYLLABLE + 1):
        if word[:length] != letters[at : at + length] or len(word) < length:
            break
        found.append((at + length, gave + 1, left))
    return found


_SYLLABLES = 2


@lru_cache(maxsize=65536)
def translated_letters(name: str) -> frozenset[str]:
    """The letters, sorted, of the acronyms that a name has in any language: each word by the initial of its meaning
    there, in Latin letters; the land may be left out."""
    return frozenset("".join(sorted("".join(initials))) for _, initials in _translations(name))


@lru_cache(maxsize=65536)
def fits_translated(letters: str, name: str) -> str:
    """How letters are the acronym of the name in another language: "order", "any order", or "" where they are not.

    In order: the word for the body comes first or last, the others as they stand or turned, as in languages where the
    adjective follows.
    """
    wanted = sorted(letters)
    found = ""
    for parts, initials in _translations(name):
        if sorted("".join(initials)) == wanted:
            if letters in _orders(parts, initials):
                return "order"
            found = "any order"
    return found


def _translations(name: str) -> Iterator[tuple[list[Part], tuple[str, ...]]]:
    """The words of a name with their initials in each language that has them all."""
    parts = [part for part in parse(name).parts if _gives_a_letter(part)]
    yield from _translations_of(parts)


@lru_cache(maxsize=65536)
def fits_parts(letters: str, parts: tuple[Part, ...]) -> bool:
    """Whether letters are the acronym of some words of a name, in their own language or another."""
    wanted = sorted(letters)
    return any(sorted("".join(initials)) == wanted for _, initials in _translations_of(list(parts)))


def _gives_a_letter(part: Part) -> bool:
    small = part.role in ("article", "function", "number")
    return not small and not (part.role == "word" and looks_like_acronym(part.text))


def _translations_of(parts: list[Part]) -> Iterator[tuple[list[Part], tuple[str, ...]]]:
    landless = [part for part in parts if part.role != "land"]
    for kept in (parts, landless) if len(landless) < len(parts) else (parts,):
        if 2 <= len(kept) <= _LONG:
            yield from ((kept, initials) for initials in _initials_abroad(kept))


def _initials_abroad(parts: list[Part]) -> Iterator[tuple[str, ...]]:
    own = [_own_initials(part) for part in parts]
    common = [initials_in_languages(p.meaning) for p, mine in zip(parts, own, strict=True) if not mine]
    languages = set.intersection(*(set(each) for each in common)) if common else {""}
    seen = set()
    for language in sorted(languages):
        known = iter(common)
        choices = [mine or (next(known)[language],) for mine in own]
        for initials in islice(product(*choices), _CHOICES):
            if initials not in seen:
                seen.add(initials)
                yield initials


_LONG, _CHOICES = 9, 8


def _own_initials(part: Part) -> tuple[str, ...]:
    """The initials of a word that is the same in all languages, as far as we know; none for a word of the lexicon."""
    own = latin(part.folded)[:1]
    if part.role == "land":
        return tuple(dict.fromkeys((own, part.meaning[:1])))
    return (own,) if part.role == "word" else ()


@cache
def initials_in_languages(meaning: str) -> Mapping[str, str]:
    """For each language that has a word for a meaning the first letters of its standard form, in Latin letters."""
    return {
        language: "".join(latin(plain(word))[:1] for word in forms[meaning].split())
        for language, forms in first_forms().items()
        if meaning in forms
    }


def _orders(parts: list[Part], initials: tuple[str, ...]) -> set[str]:
    straight = "".join(initials)
    found = {straight, "".join(initials[::-1])}
    for head, part in enumerate(parts):
        if part.role == "unit":
            rest = initials[:head] + initials[head + 1 :]
            for order in (rest, rest[::-1]):
                found |= {initials[head] + "".join(order), "".join(order) + initials[head]}
    return found


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
