"""One spelling for many: how names and words are compared when somebody looks for them."""

from __future__ import annotations

import unicodedata
from functools import cache

# Writers choose freely between these letters: hamza seats, alif maqsura, ta marbuta, Persian kaf and ya.
_LETTERS = str.maketrans("أإآٱىیةکؤئ", "ااااييهكوي")
_TATWEEL = "\u0640"
_APOSTROPHES = dict.fromkeys(map(ord, "'’‘`ʿʾʻʼ´"))


def folded(text: str) -> str:
    """Text without case, accents, vowel signs and spelling variants of letters; words parted by single blanks."""
    return " ".join("".join(c if c.isalnum() else " " for c in fold_letters(text)).split())


def fold_letters(text: str) -> str:
    """Text in folded letters, everything between words left as it is (apostrophes, which are in words, go)."""
    return "".join(map(_folded_letter, text.translate(_APOSTROPHES)))


@cache
def _folded_letter(letter: str) -> str:
    plain = unicodedata.normalize("NFKD", letter.translate(_LETTERS)).casefold()
    return "".join(c for c in plain if not unicodedata.combining(c) and c != _TATWEEL)
