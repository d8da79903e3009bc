"""Characters made comparable: which of them make words, and which are the same but for case, width and accents.

Tables over Unicode, a block of 256 characters at a time, filled in when a text first needs the block.
"""

from __future__ import annotations

import unicodedata

import numpy as np
from numpy.typing import NDArray

ALONE, PART = 1, 2  # a word by itself (scripts written without blanks); a part of a word
_BLOCK = 256
_CHARACTERS = 0x110000
# Thai and Lao, Burmese, Khmer, kana, Chinese characters: written without blanks.
_WITHOUT_BLANKS = ((0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x3040, 0x30FF), (0x3400, 0x9FFF))


class Letters:
    """What each character is (0, ALONE or PART), and the character that it counts as (0: it does not count)."""

    def __init__(self) -> None:
        self.kind = np.zeros(_CHARACTERS, dtype=np.uint8)
        self.plain = np.zeros(_CHARACTERS, dtype=np.uint32)
        self.many = np.zeros(_CHARACTERS, dtype=bool)  # characters that count as more than one: the ligature fi
        self.several: dict[int, tuple[int, ...]] = {}  # as which
        self._filled = np.zeros(_CHARACTERS // _BLOCK, dtype=bool)

    def know(self, codes: NDArray[np.uint32]) -> None:
        """Fills the tables for the characters of a text."""
        blocks = np.zeros(len(self._filled), dtype=bool)
        blocks[codes >> 8] = True
        for block in np.flatnonzero(blocks & ~self._filled).tolist():
            self._fill(block)

    def _fill(self, block: int) -> None:
        for code in range(block * _BLOCK, (block + 1) * _BLOCK):
            letter = chr(code)
            category = unicodedata.category(letter)
            if category[0] in "LNM":
                self.kind[code] = ALONE if any(a <= code <= b for a, b in _WITHOUT_BLANKS) else PART
                plain = folded(letter)
                self.plain[code] = ord(plain[0]) if plain else 0
                if len(plain) > 1:
                    self.many[code], self.several[code] = True, tuple(map(ord, plain))
        self._filled[block] = True


def folded(letter: str) -> str:
    """A letter without case, width and accents, as one character where Unicode has one."""
    spread = unicodedata.normalize("NFKD", letter.casefold())
    return unicodedata.normalize("NFC", "".join(c for c in spread if not unicodedata.combining(c)))
