"""A name, taken apart: which of its words say what it is, which number it bears, and which make it itself."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property, lru_cache

from stemmata.names.lexicon import folded, longest, ordinals, read_data, word_set
from stemmata.names.scripts import script_of
from stemmata.names.spelling import APOSTROPHES, fold

# The Arabic article before a "sun letter" is written as it sounds: as-Suwayda, ar-Raqqa.
_SUN = re.compile(r"a(?P<sound>sh|dh|th|[sdnrtzl])$")
_ELISION = re.compile(rf"(?<![\w-])[ldLD][{APOSTROPHES}](?=[^\W\d_])")
_POSSESSIVE = re.compile(rf"(?<=[^\W\d_])[{APOSTROPHES}]s?(?![^\W_])")
_DOTTED = re.compile(r"(?<=\b[^\W\d_])\.(?=[^\W\d_]\b)")
_ORDINAL_HYPHEN = re.compile(r"(?<=\d)-(?=(?:[аоеыи]?[йяе]|го|th|st|nd|rd|e|er|ème)\b)")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_WORD = re.compile(rf"(?:[^\W_]|[{APOSTROPHES}]|[\u0300-\u036f\u064b-\u065f\u0670])+")
_NUMBERED = re.compile(r"(\d+)(?:st|nd|rd|th|er|ere|e|eme|o|a|ª|º|[аоеыи]?[йяеи]|го)?$")
_ROMAN = re.compile(r"(?=[IVXL]+$)(XL|L?X{0,3})(IX|IV|V?I{0,3})$")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50}


@dataclass(frozen=True, slots=True)
class Part:
    """A word or set phrase of a name. role: unit, honour, service, number, article, function, word.

    `meaning` is what is compared: the common meaning of a unit word, the digits of a number, the folded word itself.
    """

    text: str
    role: str
    meaning: str


@dataclass(frozen=True)
class Name:
    """The name of anything but a person (see person.py)."""

    text: str
    script: str
    parts: tuple[Part, ...]

    def _all(self, *roles: str) -> tuple[str, ...]:
        return tuple(part.meaning for part in self.parts if part.role in roles)

    @cached_property
    def units(self) -> tuple[str, ...]:
        """What kind of body it is, and its words of honour: ("brigade", "martyrs")."""
        return tuple(sorted(self._all("unit", "honour")))

    @cached_property
    def has_unit(self) -> bool:
        return any(part.role == "unit" for part in self.parts)

    @cached_property
    def numbers(self) -> tuple[str, ...]:
        return tuple(sorted(self._all("number")))

    @cached_property
    def services(self) -> tuple[str, ...]:
        return tuple(sorted(self._all("service")))

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words that make it itself, folded, in their order."""
        return self._all("word")

    @cached_property
    def core(self) -> tuple[str, ...]:
        """The words, with a bar where a unit word stands between them: a Front for Liberation is not yet shown
        to be a Liberation Front."""
        kept = [p for p in self.parts if p.role in ("word", "unit", "honour")]
        while kept and kept[0].role != "word":
            kept.pop(0)
        while kept and kept[-1].role != "word":
            kept.pop()
        return tuple(p.meaning if p.role == "word" else "|" for p in kept)

    @cached_property
    def key(self) -> tuple[tuple[str, ...], ...]:
        """Two names with one key are spellings of one name."""
        return self.units, self.numbers, self.services, self.core

    @cached_property
    def frame(self) -> tuple[tuple[str, ...], ...]:
        """The key without the words that make it itself."""
        return self.units, self.numbers, self.services

    @cached_property
    def generic(self) -> bool:
        """Whether any army could have such a part: "3rd Infantry Brigade", "Special Forces Battalion", or any
        movement such a body: "Revolutionary Council". Words of honour make a name ("Northern Shield")."""
        if self.words:
            return self._common_body()
        if self.numbers or not self.services:
            return True
        own = bool(self.units) and all(unit in read_data("words")["movements"] for unit in self.units)
        return not (own or self._all("honour"))

    def _common_body(self) -> bool:
        """Whether it is a body such as every movement has, told apart by no word but such as all of them use."""
        lists = read_data("words")
        bodies = all(unit in lists["bodies"] for unit in self.units)
        return bool(self.units) and bodies and all(word in word_set("common") for word in self.words)

    @cached_property
    def is_acronym(self) -> bool:
        """Whether it is written as one: a single word of two to seven letters, all (or all but one) capitals."""
        letters = self.text.strip().replace(".", "")
        if not 2 <= len(letters) <= 7 or not letters.isalnum() or self.script in ("Arab", "Hebr"):
            return False
        capitals, digits = sum(c.isupper() for c in letters), sum(c.isdigit() for c in letters)
        if capitals == 1:  # M23
            return letters[0].isupper() and capitals + digits == len(letters)
        return capitals >= 2 and capitals + digits >= len(letters) - 1


def split_words(text: str) -> tuple[str, ...]:
    """The words of a name as written: possessives and elisions gone, hyphens and hashtags opened."""
    text = unicodedata.normalize("NFKC", text)
    text = _POSSESSIVE.sub("", _ELISION.sub("", text))
    text = _ORDINAL_HYPHEN.sub("", _DOTTED.sub("", text))
    words = _WORD.findall(text)
    if len(words) == 1 and len(_CAMEL.findall(words[0])) >= 2:
        words = _CAMEL.split(words[0])
    return tuple(words)


def is_article(word: str, following: str | None) -> bool:
    """Whether a folded word is an article before the folded word that follows."""
    if following is None:
        return False
    if word in word_set("articles"):
        return True
    sun = _SUN.match(word)
    return sun is not None and following.startswith(sun["sound"])


def without_article(word: str) -> str:
    """An Arabic word without the article written on to it."""
    return word[2:] if word.startswith("ال") and len(word) > 4 else word


def number_in(word: str, folded_word: str) -> str | None:
    """The number that a word counts: "5th", "111.", "Fifth", "V", "٥", "الخامسة"."""
    digits = "".join(str(unicodedata.digit(c)) if c.isdigit() and not c.isascii() else c for c in folded_word)
    numbered = _NUMBERED.match(digits)
    if numbered:
        return str(int(numbered[1]))
    if _ROMAN.match(word):
        values = [_ROMAN_VALUES[c] for c in word]
        return str(sum(-v if v < max(values[i:]) else v for i, v in enumerate(values)))
    return ordinals().get(folded_word)


@lru_cache(maxsize=65536)
def parse(text: str) -> Name:
    """Takes a name apart. A name of function words alone keeps them as its words."""
    words = split_words(text)
    parts = _parts(words)
    if not any(part.role in ("word", "unit", "number", "honour", "service") for part in parts):
        parts = [Part(word, "word", fold(word)) for word in words]
    return Name(text, script_of(text), tuple(_without_lone_roman(parts)))


def _parts(words: tuple[str, ...]) -> list[Part]:
    parts: list[Part] = []
    spelled = [without_article(fold(word)) for word in words]
    at = 0
    while at < len(words):
        taken, role, meaning = _role(words, spelled, at)
        parts.append(Part(" ".join(words[at : at + taken]), role, meaning))
        at += taken
    return parts


def _role(words: tuple[str, ...], spelled: list[str], at: int) -> tuple[int, str, str]:
    here = spelled[at]
    if is_article(here, spelled[at + 1] if at + 1 < len(spelled) else None):
        return 1, "article", here
    number = number_in(words[at], here) or number_in(words[at], fold(words[at]))
    if number is not None:
        return 1, "number", number
    for section, role in (("units", "unit"), ("honours", "honour"), ("services", "service")):
        form = longest(folded("words", section), spelled[at : at + 4])
        if form is not None:
            return form[0], role, form[1]
    if here in word_set("functions") and len(words) > 1:
        return 1, "function", here
    return 1, "word", here


def _without_lone_roman(parts: list[Part]) -> list[Part]:
    """A capital I, V or X is a number only in the name of a unit; elsewhere it is an initial or a word."""
    if any(part.role == "unit" for part in parts):
        return parts
    return [Part(p.text, "word", fold(p.text)) if len(p.text) == 1 and p.text in "IVXL" else p for p in parts]
