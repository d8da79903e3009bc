"""One spelling for many: how names and words are compared when somebody looks for them."""

from __future__ import annotations

import re
from functools import cache

from stemmata.names.spelling import APOSTROPHES, plain

_BETWEEN = re.compile(r"[\W_]+")
_APOSTROPHES = dict.fromkeys(map(ord, APOSTROPHES))
# Writers of Arabic choose freely between these at the end of a word.
_ENDINGS = str.maketrans("ىة", "يه")


def folded(text: str) -> str:
    """Text without case, accents, vowel signs and apostrophes; words parted by single blanks."""
    return " ".join(_BETWEEN.split(fold_letters(text))).strip()


def fold_letters(text: str) -> str:
    """Text in folded letters; all that is no letter stays, save apostrophes and joiners, which stand in words."""
    if text.isascii():  # most texts are, and a record has millions of letters
        return text.lower().translate(_APOSTROPHES)
    return "".join(map(_folded_letter, text))


@cache
def _folded_letter(letter: str) -> str:
    return plain(letter.translate(_ENDINGS))
