"""Scripts: which one a text is in, and whether a word of another script can be read as a Latin spelling."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import cache, lru_cache

from anyascii import anyascii

from stemmata.names.lexicon import read_data
from stemmata.names.spelling import fold

_ISO_15924 = {
    "LATIN": "Latn", "ARABIC": "Arab", "CYRILLIC": "Cyrl", "HEBREW": "Hebr", "GREEK": "Grek", "GEORGIAN": "Geor",
    "ARMENIAN": "Armn", "CJK": "Hani", "HIRAGANA": "Hira", "KATAKANA": "Kana", "HANGUL": "Hang", "DEVANAGARI": "Deva",
    "BENGALI": "Beng", "THAI": "Thai", "ETHIOPIC": "Ethi", "TAMIL": "Taml", "MYANMAR": "Mymr", "SYRIAC": "Syrc",
    "TIBETAN": "Tibt", "GURMUKHI": "Guru", "GUJARATI": "Gujr", "KHMER": "Khmr", "SINHALA": "Sinh", "THAANA": "Thaa",
    "TIFINAGH": "Tfng", "NKO": "Nkoo", "TELUGU": "Telu", "MALAYALAM": "Mlym", "KANNADA": "Knda", "LAO": "Laoo",
}  # fmt: skip
_LETTER = re.compile(r"[A-Za-z]")
_ANY_VOWELS = "[aeiouy]{0,3}"
_SHORT_VOWELS = "[aeiou]{0,2}"


@lru_cache(maxsize=1 << 18)
def script_of(text: str) -> str:
    """The ISO 15924 code of the script that most letters of the text are in; Zyyy where it has no letters."""
    if text.isascii():
        return "Latn" if _LETTER.search(text) else "Zyyy"
    counts = Counter(unicodedata.name(c, "?").split(" ")[0].split("-")[0] for c in text if c.isalpha())
    if not counts:
        return "Zyyy"
    first = min(counts, key=lambda script: (-counts[script], script))
    return _ISO_15924.get(first, "Zzzz")


@dataclass(frozen=True, slots=True)
class Letters:
    """How the letters of a script are written in Latin; `abjad`: short vowels are left out."""

    abjad: bool
    everywhere: dict[str, list[str]]
    start: dict[str, list[str]]
    end: dict[str, list[str]]

    def readings(self, word: list[str], at: int) -> list[str]:
        """The Latin spellings of one letter where it stands."""
        letter = word[at]
        if at == 0 and letter in self.start:
            return self.start[letter]
        if at == len(word) - 1 and letter in self.end:
            return self.end[letter] + self.everywhere.get(letter, [])
        return self.everywhere.get(letter, [])


@cache
def letters(script: str) -> Letters | None:
    """The table of a script (letters.yml), or None where we have none."""
    table = read_data("letters").get(script)
    if table is None:
        return None
    return Letters(table["abjad"], table["all"], table.get("start", {}), table.get("end", {}))


def reads_as(word: str, latin: str) -> bool:
    """Whether a word of another script can be spelled as the folded Latin word: each letter in one of its readings.

    An abjad leaves short vowels out, so any may stand after a consonant; its long vowels must be there.
    """
    pattern = _pattern(word, script_of(word))
    return pattern is not None and pattern.fullmatch(latin) is not None


@lru_cache(maxsize=1 << 14)
def _pattern(word: str, script: str) -> re.Pattern[str] | None:
    table = letters(script)
    if table is None:
        return None
    text = _known_letters(word, table)
    between = _SHORT_VOWELS if table.abjad else ""
    read = [table.readings(text, at) for at in range(len(text))]
    if not text or not all(read):
        return None
    return re.compile(between.join(_either(spellings) for spellings in read))


def _known_letters(word: str, table: Letters) -> list[str]:
    """The letters of the word that the table reads, two at once where it reads them so; accents it has not are gone."""
    composed = [c for c in unicodedata.normalize("NFC", word).casefold() if c.isalpha()]
    known = [c if c in table.everywhere else unicodedata.normalize("NFD", c)[0] for c in composed]
    letters: list[str] = []
    for letter in known:
        pair = letters[-1] + letter if letters else ""
        letters[len(letters) - (pair in table.everywhere) :] = [pair if pair in table.everywhere else letter]
    return letters


def _either(spellings: list[str]) -> str:
    folded = sorted({s if s == "*" else fold(s) for s in spellings} | set(spellings), key=lambda s: (-len(s), s))
    return "(?:" + "|".join(_ANY_VOWELS if s == "*" else s for s in folded) + ")"


@lru_cache(maxsize=65536)
def latin(word: str) -> str:
    """A folded word of any script in Latin letters: enough to meet the same word in another script."""
    return word if word.isascii() else fold(anyascii(word).replace("`", "").lower())
