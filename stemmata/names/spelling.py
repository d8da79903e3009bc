"""Spellings: a word without what transliterators disagree about, and whether two spellings can be one word."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

APOSTROPHES = "'’‘ʼʾʿ`´ʹʻ′ˈ״׳"
_INVISIBLE = re.compile(r"[\u00ad\u0640\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_COMBINING = re.compile(f"[{''.join(chr(c) for c in range(0x300, 0xAC00) if unicodedata.combining(chr(c)))}]")
_LETTERS = str.maketrans(
    {
        "ı": "i",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "ə": "e",
        "ی": "ي",
        "ک": "ك",
        "ة": "ه",
        "ى": "ي",
        "ہ": "ه",
    }
    | dict.fromkeys(APOSTROPHES, "")
)
# The vowels and endings that one sound is written with; doubled letters carry nothing that writers agree on.
_RESPELT = (
    (re.compile(r"ou|oo"), "u"),
    (re.compile(r"ee"), "i"),
    (re.compile(r"(?<=[a-z])i(?:yy?)?(?:ah?|eh)$"), "ia"),
    (re.compile(r"(?<=[a-z])ah$|(?<=[b-df-hj-np-tv-xz]{2})eh$"), "a"),
    (re.compile(r"([^\W\d_])\1+"), r"\1"),
)
_RESPELLABLE = re.compile(r"ou|oo|ee|i[ayeh]|[ae]h$|([^\W\d_])\1")  # what any of them may change
_CONSONANTS = (
    (re.compile(r"tch|ch"), "sh"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"ck|q|c"), "k"),
    (re.compile(r"dj"), "j"),
    (re.compile(r"(?<=[dtg])h"), ""),
    (re.compile(r"x"), "ks"),
)
_RUN = re.compile(r"[aeiouyw]+")
_SOUNDS = (
    ("y", "i"),
    ("w", "u"),
    ("ae", "ai"),
    ("ei", "ai"),
    ("ao", "au"),
    ("ow", "au"),
    ("ie", "i"),
    ("ii", "i"),
    ("uu", "u"),
)
_NEAR = frozenset({"ae", "ei", "ou"})


@lru_cache(maxsize=1 << 19)
def plain(word: str) -> str:
    """The word in lower case without accents, apostrophes, joiners and the other marks that print drops."""
    if word.isascii():
        return word.lower().translate(_LETTERS)
    bare = unicodedata.normalize("NFKD", _INVISIBLE.sub("", word)).casefold().translate(_LETTERS)
    return _COMBINING.sub("", bare)


@lru_cache(maxsize=1 << 19)
def fold(word: str) -> str:
    """The word as it is compared: equal for spellings that nobody would take for two names (Izza, 'Izzah)."""
    folded = plain(word)
    if not _RESPELLABLE.search(folded):
        return folded
    for pattern, spelling in _RESPELT:
        folded = pattern.sub(spelling, folded)
    return folded


@lru_cache(maxsize=1 << 18)
def skeleton(folded: str) -> str:
    """The consonants of a folded Latin word, as far as transliterators tell them apart."""
    for pattern, spelling in _CONSONANTS:
        folded = pattern.sub(spelling, folded)
    return re.sub(r"([^\W\d_])\1+", r"\1", _RUN.sub("", folded))


def spelled_alike(one: str, other: str) -> bool:
    """Whether two folded Latin words can be spellings of one: the same consonants, and vowels that writers swap.

    a and e, e and i, o and u are swapped, and ay and e, aw and o; a and i never are: Salim is not Salam. The relation
    is not transitive (Salem is near both), so a caller must ask it of every pair that it brings together.
    """
    if one == other:
        return True
    if skeleton(one) != skeleton(other):
        return False
    ours, theirs = _runs(one), _runs(other)
    return len(ours) == len(theirs) and all(map(_same_sound, ours, theirs))


def _runs(folded: str) -> tuple[str, ...]:
    """The vowels before each consonant and after the last; "" where there are none."""
    for pattern, spelling in _CONSONANTS:
        folded = pattern.sub(spelling, folded)
    return tuple(_sound(run) for run in re.split(r"[^aeiouyw]", folded.replace("sh", "s").replace("kh", "k")))


@lru_cache(maxsize=1 << 16)
def _sound(run: str) -> str:
    for spelling, sound in _SOUNDS:
        run = run.replace(spelling, sound)
    return run


def _same_sound(one: str, other: str) -> bool:
    if one == other or {one, other} in ({"ai", "e"}, {"au", "o"}):
        return True
    if len(one) != len(other):
        return False
    return all(a == b or "".join(sorted((a, b))) in _NEAR for a, b in zip(one, other, strict=True))
