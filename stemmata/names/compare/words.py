"""How two words of names are related: one spelling of the other, one in another script, a slip of the pen, one stem."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from rapidfuzz.distance import OSA, JaroWinkler

from stemmata.names.lexicon import state_of
from stemmata.names.scripts import latin, reads_as, script_of
from stemmata.names.sounds import likeness, table
from stemmata.names.spelling import skeleton, spelled_alike

# From the nearest to the farthest. spelling: one sound in two spellings. script: one read in the letters of the other.
# slip: a letter or two mistyped. stem: a land and its people, singular and plural. sound: the same sounds as far as
# romanisations of all languages go. vowels: the same consonants and other vowels (Salim, Salam). slip_short: a letter
# mistyped in a name so short that it may be another (Khalid, Khalil; told in people.py). shortened: one is the
# beginning of the other.
RELATIONS = ("same", "spelling", "script", "slip", "stem", "sound", "vowels", "slip_short", "shortened")
_WORD_PAIRS = 1 << 18  # how many pairs are remembered
_ENDINGS = frozenset("n an ian ean ese ish is ais aise ien ienne s es i in ni no na ano ana er e o a nya".split())
_ONE_SLIP, _TWO_SLIPS = 5, 9  # letters that a word must have for one or two slips to be overlooked
_LONG = 7
_SOUNDS = 3  # consonants; with fewer, too many words agree
_LIKELY = -2.1  # log chance a letter: 95 in 100 spellings reach it, 1 in 1,000 of other words
_NEAR = 0.72  # Jaro-Winkler likeness that words of one sound must have besides
_CLASSES = (
    (re.compile(r"tsch|tch|tsh|dsch|dzh|dj|zh|ch|sh|j"), "C"),
    (re.compile(r"ph|v|w"), "f"),
    (re.compile(r"c(?=[eiy])"), "s"),
    (re.compile(r"kh|gh|ck|q|g|x|c"), "k"),
    (re.compile(r"th|dh|d"), "t"),
    (re.compile(r"ts|tz|dz|z"), "s"),
    (re.compile(r"b"), "p"),
    (re.compile(r"(?<!^)h"), ""),
    (re.compile(r"(?<!^)[aeiouy]+"), ""),
    (re.compile(r"^[aeiouy]+"), "a"),
    (re.compile(r"(.)\1+"), r"\1"),
)


@lru_cache(maxsize=_WORD_PAIRS)
def relation(one: str, other: str) -> str:
    """How two folded words are related (one of RELATIONS); "" where they are not."""
    if one == other:
        return "same"
    mine, theirs = script_of(one), script_of(other)
    if mine != theirs:
        turned = mine == "Latn" or (theirs != "Latn" and other < one)
        return _across(other, one) if turned else _across(one, other)
    if mine != "Latn":
        return "slip" if _slip(one, other) else ""
    return next((name for name, holds in _LATIN if holds(one, other)), "")


def _begins(one: str, other: str) -> bool:
    return min(len(one), len(other)) >= _ONE_SLIP - 1 and (one.startswith(other) or other.startswith(one))


def _silent(one: str, other: str) -> bool:
    """Whether the words differ by a letter at the end that is not heard: Kishor, Kishore; Karima is not Karim."""
    shorter, longer = sorted((one, other), key=len)
    return (
        len(shorter) >= _ONE_SLIP - 1
        and len(longer) == len(shorter) + 1
        and longer[:-1] == shorter
        and longer[-1] in "eh"
    )


def _long_slip(one: str, other: str) -> bool:
    """A slip in a word so long that one vowel makes no other name of it."""
    return min(len(one), len(other)) >= _LONG and _slip(one, other)


def _slip(one: str, other: str) -> bool:
    shorter = min(len(one), len(other))
    allowed = (shorter >= _ONE_SLIP) + (shorter >= _TWO_SLIPS)
    if not allowed or one.isdigit() or other.isdigit():
        return False
    return OSA.distance(one, other, score_cutoff=allowed) <= allowed


def _stem(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=lambda word: (len(word), word))
    state = state_of(shorter)
    if state is not None and state == state_of(longer):
        return True
    if len(shorter) < _ONE_SLIP - 1:
        return False
    bare = shorter.rstrip("aeiou")
    rest = longer[len(bare) :]
    return longer.startswith(bare) and (rest in _ENDINGS or rest.lstrip("aeiou") in ("", *_ENDINGS))


def _across(one: str, latin_word: str) -> str:
    """A word of another script and one of Latin letters, or of a third script."""
    if likeness(one, latin_word) >= _LIKELY or reads_as(one, latin_word):
        return "script"
    if table(script_of(one)) is not None:
        return ""  # what was learned of its letters knows better than its consonants: Salim is not Salam in any script
    ours, theirs = latin(one), latin(latin_word)
    if ours == theirs or _same_consonants(ours, theirs):
        return "script"
    return "sound" if _one_sound(ours, theirs) else ""


def _one_sound(one: str, other: str) -> bool:
    if len(sound(one)) < _SOUNDS or sound(one) != sound(other) or skeleton(one) == skeleton(other):
        return False
    return bool(JaroWinkler.similarity(one, other) >= _NEAR) or one[:1] != other[:1]


def _same_consonants(one: str, other: str) -> bool:
    return len(skeleton(one)) >= _SOUNDS and skeleton(one) == skeleton(other)


# How words of Latin letters are related, the nearest first.
_LATIN: tuple[tuple[str, Callable[[str, str], bool]], ...] = (
    ("spelling", spelled_alike),
    ("spelling", _silent),
    ("slip", _long_slip),
    ("vowels", _same_consonants),
    ("slip", _slip),
    ("stem", _stem),
    ("sound", _one_sound),
    ("shortened", _begins),
)


@lru_cache(maxsize=65536)
def sound(word: str) -> str:
    """The consonants of a Latin word by classes that romanisations of one name never leave; a vowel at the start."""
    for pattern, written in _CLASSES:
        word = pattern.sub(written, word)
    return word
