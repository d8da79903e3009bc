"""One spelling for many: how names and words are compared when somebody looks for them."""

from __future__ import annotations

from functools import cache

from stemmata.names.spelling import plain

# Writers of Arabic choose freely between these at the end of a word.
_ENDINGS = str.maketrans("ىة", "يه")


def folded(text: str) -> str:
    """Text without case, accents, vowel signs and apostrophes; words parted by single blanks."""
    return " ".join("".join(c if c.isalnum() else " " for c in fold_letters(text)).split())


def fold_letters(text: str) -> str:
    """Text in folded letters; all that is no letter stays, save apostrophes and joiners, which stand in words."""
    return "".join(map(_folded_letter, text))


@cache
def _folded_letter(letter: str) -> str:
    return plain(letter.translate(_ENDINGS))
