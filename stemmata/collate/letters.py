"""Characters made comparable: which of them make words, and which are the same but for case, width and accents.

Tables over Unicode, a block of 256 characters at a time, filled in when a text first needs the block.
"""

from __future__ import annotations

import unicodedata
from typing import Any

import numpy as np
from numpy.typing import NDArray

ALONE, PART, SEVERAL = 1, 2, 3  # a word by itself (scripts without blanks); a part of a word; a part that is several
_UNKNOWN = 255
_BLOCK = 256
_CHARACTERS = 0x110000
# Thai and Lao, Burmese, Khmer, kana, Chinese characters: written without blanks.
_WITHOUT_BLANKS = (
    *((0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x3040, 0x30FF)),
    *((0x3400, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF)),
)
_STRETCH = "\u0640"  # Arabic: makes a word longer, and no other


class Letters:
    """What each character is (a kind, or 0), and a number for the letter that it counts as (0: it does not count).

    `several`: characters that count as more than one, such as the ligature fi, with the numbers of these.
    """

    def __init__(self) -> None:
        self._kinds = np.full(_CHARACTERS, _UNKNOWN, dtype=np.uint8)
        self._values = np.zeros(_CHARACTERS, dtype=np.uint64)
        self.several: dict[int, list[int]] = {}

    def kinds(self, codes: NDArray[np.uint32]) -> NDArray[np.uint8]:
        found = self._kinds[codes]
        if found.max(initial=0) == _UNKNOWN:
            for block in np.unique(codes[found == _UNKNOWN] // _BLOCK).tolist():
                self._fill(block * _BLOCK)
            found = self._kinds[codes]
        return found

    def values(self, codes: NDArray[np.uint32]) -> NDArray[np.uint64]:
        """The numbers of characters whose kinds were asked for."""
        return self._values[codes]

    def _fill(self, first: int) -> None:
        for code in range(first, first + _BLOCK):
            letter = chr(code)
            category = unicodedata.category(letter)
            counts = category[0] in "LNM" or category == "Cf"  # soft hyphens and joiners stand inside words
            plain = folded(letter) if counts and category != "Cf" and letter != _STRETCH else ""
            kind = ALONE if any(a <= code <= b for a, b in _WITHOUT_BLANKS) else PART
            self._kinds[code] = (SEVERAL if len(plain) > 1 else kind) if counts else 0
            self._values[code] = ord(plain[0]) if plain else 0
            if len(plain) > 1:
                self.several[code] = scrambled(np.array([ord(c) for c in plain])).tolist()
        block = slice(first, first + _BLOCK)
        self._values[block] = scrambled(self._values[block])  # which leaves 0 as it is


def scrambled(values: NDArray[Any]) -> NDArray[np.uint64]:
    """Numbers with their bits well mixed (the finalizer of SplitMix64)."""
    mixed = values.astype(np.uint64)
    mixed ^= mixed >> np.uint64(30)
    mixed *= np.uint64(0xBF58476D1CE4E5B9)
    mixed ^= mixed >> np.uint64(27)
    mixed *= np.uint64(0x94D049BB133111EB)
    mixed ^= mixed >> np.uint64(31)
    return mixed


def folded(letter: str) -> str:
    """A letter without case, width and accents, as one character where Unicode has one."""
    spread = unicodedata.normalize("NFKD", letter.casefold())
    return unicodedata.normalize("NFC", "".join(c for c in spread if not unicodedata.combining(c)))
