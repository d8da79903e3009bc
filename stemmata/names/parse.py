"""A name, taken apart: which of its words say what it is, which number it bears, and which make it itself."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import NamedTuple

from stemmata.names.lexicon import Sense, languages, longest_forms, longest_sense, ordinals, read_data, senses, word_set
from stemmata.names.scripts import script_of
from stemmata.names.spelling import APOSTROPHES, fold, plain

# The Arabic article before a "sun letter" is written as it sounds: as-Suwayda, ar-Raqqa.
_SUN = re.compile(r"[aeu](?P<sound>sh|dh|th|[sdnrtzl])$")
_ELISION = re.compile(rf"(?<![\w-])[ldLD][{APOSTROPHES}](?=[^\W\d_])")
_POSSESSIVE = re.compile(rf"(?<=[^\W\d_])[{APOSTROPHES}]s?(?![^\W_])")
_DOTTED = re.compile(r"(?<=\b[^\W\d_])\.(?=[^\W\d_]\b)")
_ORDINAL_HYPHEN = re.compile(r"(?<=\d)-(?=(?:[аоеыи]?[йяе]|го|th|st|nd|rd|e|er|ème)\b)")
_MARKED = re.compile(rf"[.{APOSTROPHES}]|\d-")  # what the four above may have to do with
_DIGIT = re.compile(r"\d")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_MARKS = "".join(chr(c) for c in range(0x300, 0x1D00) if unicodedata.category(chr(c)).startswith("M")) + "\u200c\u200d"
_WORD = re.compile(rf"(?:[^\W_]|[{APOSTROPHES}]|[{_MARKS}])+")
_NUMBERED = re.compile(r"(\d+)(?:st|nd|rd|th|er|ere|e|eme|o|a|ª|º|[аоеыи]?[йяеи]|го)?$")
_ROMAN = re.compile(r"(?=[IVXLC]+$)(C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})$")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_OWN = ("honour", "cause", "splinter", "place", "land", "word")  # the roles of the words that make a name itself


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """A word or set phrase of a name; `part` makes equal ones one object.

    role: unit, honour, service, cause, splinter, place, land (the lexicon's), number, article, function, word.
    `meaning` is the common meaning of a word of the lexicon, the land, the digits of a number, or the folded word
    itself; `folded` is the word as it is spelled.
    """

    text: str
    role: str
    meaning: str
    folded: str


part = lru_cache(maxsize=1 << 18)(Part)


@dataclass(frozen=True)
class Name:
    """The name of anything but a person (see person.py)."""

    text: str
    script: str
    parts: tuple[Part, ...]
    language: str = ""  # that most of its words are in, as far as the lexicon knows them; "" where it knows none

    def _all(self, *roles: str) -> tuple[str, ...]:
        return tuple(part.meaning for part in self.parts if part.role in roles)

    @cached_property
    def units(self) -> tuple[str, ...]:
        """What kind of body it is: ("brigade",)."""
        return tuple(sorted(self._all("unit")))

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
        return tuple(part.folded for part in self.parts if part.role in _OWN)

    @cached_property
    def core(self) -> tuple[str, ...]:
        """The words, with a bar where a unit word stands between them: a Front for Liberation is not yet shown
        to be a Liberation Front."""
        kept = [p for p in self.parts if p.role in _OWN or p.role == "unit"]
        while kept and kept[0].role not in _OWN:
            kept.pop(0)
        while kept and kept[-1].role not in _OWN:
            kept.pop()
        return tuple(p.folded if p.role in _OWN else "|" for p in kept)

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
        """Whether any army could have such a part: "3rd Infantry Brigade", "Martyrs Battalion", or any movement such a
        body: "Revolutionary Council". Where and a word of honour together make a name ("Northern Shield")."""
        lists = read_data("words")
        own = self._all(*_OWN)
        if not own:
            movement = bool(self.units) and all(unit in lists["movements"] for unit in self.units)
            return bool(self.numbers) or not self.services or not movement
        if all(word in lists["common_honours"] for word in own):
            return not self.services and all(unit in lists["small_units"] for unit in self.units)
        bodies = all(unit in lists["bodies"] for unit in self.units)
        return bool(self.units) and bodies and all(word in lists["common"] for word in own)

    @cached_property
    def is_acronym(self) -> bool:
        """Whether it is written as one: a single word of two to seven letters, all (or all but one) capitals."""
        return self.script not in ("Arab", "Hebr") and looks_like_acronym(self.text.strip().replace(".", ""))


def looks_like_acronym(word: str) -> bool:
    """Whether a word has two to seven letters and digits, all (or all but one) of them capitals; "M23" is one."""
    if not 2 <= len(word) <= 7 or not word.isalnum():
        return False
    capitals, digits = sum(c.isupper() for c in word), sum(c.isdigit() for c in word)
    if capitals == 1:
        return word[0].isupper() and capitals + digits == len(word)
    return capitals >= 2 and capitals + digits >= len(word) - 1


def split_words(text: str) -> tuple[str, ...]:
    """The words of a name as written: possessives and elisions gone, hyphens and hashtags opened."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    if _MARKED.search(text):
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
    if _DIGIT.search(folded_word):
        digits = "".join(str(unicodedata.digit(c)) if c.isdigit() and not c.isascii() else c for c in folded_word)
        numbered = _NUMBERED.match(digits)
        if numbered:
            return numbered[1].lstrip("0") or "0"
    if word.isupper() and _ROMAN.match(word):
        values = [_ROMAN_VALUES[c] for c in word]
        return str(sum(-v if v < max(values[i:]) else v for i, v in enumerate(values)))
    return ordinals().get(folded_word)


@lru_cache(maxsize=65536)
def parse(text: str) -> Name:
    """Takes a name apart. A name of function words alone keeps them as its words."""
    words = split_words(text)
    known = [each for word in words for each in _known_in(word)]
    parts, language = _parts(known)
    if [p.role for p in parts].count("number") > 1:
        parts = _counted_on(parts)
    if not any(part.role not in ("article", "function") for part in parts):
        parts = [_plain(word, fold(word)) for word in words]
    return Name(text, script_of(text), tuple(_without_lone_roman(parts)), language)


def _plain(word: str, spelled: str) -> Part:
    return part(word, "word", spelled, spelled)


class _Word(NamedTuple):
    """All that one word can tell before its neighbours are looked at."""

    text: str
    spelled: str  # folded, without an Arabic article written on to it
    settled: Part | None  # a number, or a word that the lexicon has not
    senses: tuple[Sense, ...]
    languages: int  # a bit for each language that the word is in, the lowest for the one that reports are most in
    article: Part | None  # what it is where it may be an article
    begins: bool  # whether a longer form of the lexicon may begin with it
    memory: dict[tuple[str, bool, bool], Part]  # what it was found to be, by language, alone or not, shouted or not


@lru_cache(maxsize=1 << 17)
def _known(text: str) -> _Word:
    whole = fold(text)
    spelled = fold(without_article(plain(text)))  # before folding, which would take the article's l with the word's
    number = number_in(text, spelled) or (number_in(text, whole) if whole != spelled else None)
    known = next((form for form in (spelled, whole, *_without_prefix(plain(text))) if (form,) in senses()), None)
    found = senses()[(known,)] if known is not None else ()
    settled = part(text, "number", number, spelled) if number else None if found else _plain(text, spelled)
    article = (
        part(text, "article", spelled, spelled) if spelled in word_set("articles") or _SUN.match(spelled) else None
    )
    begins = not number and longest_forms().get(spelled, 0) > 1
    return _Word(text, known or spelled, settled, found, _bits(found), article, begins, {})


_PREFIXES = ("وال", "بال", "كال", "فال", "لل", "و")  # and, by, as, so, for: written on to the Arabic word


def _without_prefix(word: str) -> Iterator[str]:
    """An Arabic word without the small words written on to it."""
    yield from (
        fold(word.removeprefix(each)) for each in _PREFIXES if word.startswith(each) and len(word) > len(each) + 2
    )


@lru_cache(maxsize=1 << 17)
def opened(word: str) -> tuple[str, ...]:
    """The words that a word is put together from, where the lexicon has each and not the whole: "Guerillaarmee",
    "Janamukti", and names in scripts that leave no blank between words."""
    spelled = fold(without_article(plain(word)))
    if (spelled,) in senses() or number_in(word, spelled):
        return (word,)
    if script_of(word) in _UNSPACED:
        return tuple(_segments(spelled))
    if len(spelled) < _SHORTEST[0]:
        return (word,)
    return next(_halves(spelled), (word,)) if not word.isupper() else (word,)


_UNSPACED = frozenset({"Hani", "Hira", "Kana", "Thai", "Khmr", "Laoo", "Mymr"})
_SHORTEST = (7, 4, 3)  # letters of a word that is opened, of its first half, of its second
_LINKS = ("", "s", "es", "n", "en", "a", "e", "o", "i")


def _halves(word: str) -> Iterator[tuple[str, str]]:
    known = senses()
    for cut in range(len(word) - _SHORTEST[2], _SHORTEST[1] - 1, -1):
        second = known.get((word[cut:],))
        for link in _LINKS if second else ():
            first = known.get((word[: cut - len(link)],)) if word[:cut].endswith(link) else None
            if first and cut - len(link) >= _SHORTEST[1] and _together(first, second or ()):
                yield word[: cut - len(link)], word[cut:]


def _together(one: tuple[Sense, ...], other: tuple[Sense, ...]) -> bool:
    """Whether both are more than function words in one language."""
    ours, theirs = (tuple(s for s in each if s.role != "function") for each in (one, other))
    return bool(_bits(ours) & _bits(theirs))


def _segments(word: str) -> Iterator[str]:
    """The words of a text without blanks, the longest that the lexicon has first; what lies between stays whole."""
    rest = ""
    at = 0
    while at < len(word):
        longest = next((end for end in range(len(word), at, -1) if (word[at:end],) in senses()), None)
        if longest is None:
            rest += word[at]
            at += 1
            continue
        if rest:
            yield rest
        yield word[at:longest]
        rest, at = "", longest
    if rest:
        yield rest


@lru_cache(maxsize=1 << 17)
def _known_in(word: str) -> tuple[_Word, ...]:
    """What the words tell that a word is put together from; mostly it is one."""
    return tuple(_known(each) for each in opened(word))


@lru_cache(maxsize=1 << 16)
def _bits(meant: tuple[Sense, ...]) -> int:
    order = {language: 1 << bit for bit, language in enumerate(languages())}
    return sum({order[sense.language] for sense in meant if sense.language})


class _Found(NamedTuple):
    """A stretch of a name before its language is known: its part, or what it may mean."""

    text: str
    folded: str
    part: Part | None
    senses: tuple[Sense, ...] = ()
    languages: int = 0
    memory: dict[tuple[str, bool, bool], Part] | None = None  # of a single word


def _parts(known: list[_Word]) -> tuple[list[Part], str]:
    found: list[_Found] = []
    at = 0
    while at < len(known):
        word = known[at]
        taken = 1
        if word.article is not None and at + 1 < len(known) and is_article(word.spelled, known[at + 1].spelled):
            stretch = _Found(word.text, word.spelled, word.article)
        elif word.begins and (longer := _longer(known, at)) is not None:
            taken, stretch = longer
        else:
            stretch = _Found(word.text, word.spelled, word.settled, word.senses, word.languages, word.memory)
        found.append(stretch)
        at += taken
    language = _language(found)
    shouted = len(known) > 1 and all([word.text.isupper() for word in known])
    alone = len(found) == 1
    return [each.part or _remembered(each, language, alone, shouted) for each in found], language


def _longer(known: list[_Word], at: int) -> tuple[int, _Found] | None:
    """A set phrase of several words that begins here."""
    found = longest_sense([word.spelled for word in known], at)
    if found is None or found[0] == 1 or (found[1][0].role == "land" and all(map(_is_land, known[at : at + 2]))):
        return None
    here = known[at : at + found[0]]
    text, spelled = " ".join(word.text for word in here), " ".join(word.spelled for word in here)
    return found[0], _Found(text, spelled, None, found[1], _bits(found[1]))


def _is_land(word: _Word) -> bool:
    """Whether a word is a land by itself: Iranian Kurdistan is Kurdistan in Iran, in whatever order they stand."""
    return any(sense.role == "land" for sense in word.senses)


def _language(found: Sequence[_Found]) -> str:
    """The language that most words of the name are in; of equals the one that reports are most in.

    English is believed on one word less than others: a word of it is met by chance in some language or other.
    """
    common = -1
    for stretch in found:
        if stretch.languages:
            common &= stretch.languages
    if common == -1:
        return ""
    if common & 1:
        return languages()[0]
    counts: dict[str, int] = {}
    for stretch in found:
        for language, weight in _weights(stretch.senses):
            counts[language] = counts.get(language, 0) + weight
    if (first := languages()[0]) in counts:
        counts[first] += 2
    return min(counts, key=lambda language: (-counts[language], languages().index(language)))


@lru_cache(maxsize=1 << 16)
def _weights(meant: tuple[Sense, ...]) -> tuple[tuple[str, int], ...]:
    """The languages that a form is in, with what it says for each: a function word less than another."""
    weighed: dict[str, int] = {}
    for sense in meant:
        if sense.language:
            weighed[sense.language] = max(weighed.get(sense.language, 0), 1 if sense.role == "function" else 2)
    return tuple(weighed.items())


def _remembered(stretch: _Found, language: str, alone: bool, shouted: bool) -> Part:
    """What a form means here; of a single word it is worked out once for each language."""
    if stretch.memory is None:
        return _meant(stretch, language, alone=alone, shouted=shouted)
    key = (language, alone, shouted)
    found = stretch.memory.get(key)
    if found is None:
        found = stretch.memory[key] = _meant(stretch, language, alone=alone, shouted=shouted)
    return found


def _meant(stretch: _Found, language: str, *, alone: bool, shouted: bool) -> Part:
    """What a form means in the language of the name; a form that only other languages have means the first of them."""
    if len(stretch.text) == 1 and stretch.text.isupper():
        return _plain(stretch.text, stretch.folded)
    sense = _sense(stretch.senses, language)
    foreign = sense.language not in (language, "")
    unmixed = foreign and language != "" and sense.language not in _mixing() and stretch.text.isascii()
    stray = foreign and (sense.role == "function" or len(stretch.folded) <= _SHORT)
    if unmixed or stray or (sense.role == "function" and alone) or (not shouted and _capitals(stretch.text)):
        return _plain(stretch.text, stretch.folded)
    return part(stretch.text, sense.role, sense.meaning, stretch.folded)


def _sense(meant: tuple[Sense, ...], language: str) -> Sense:
    """What a form means in a language; else the land that it names; else what it means in the first that has it."""
    own = next((sense for sense in meant if sense.language == language), None)
    return own or next((sense for sense in meant if sense.role == "land" or sense.language in _mixing()), meant[0])


@cache
def _mixing() -> frozenset[str]:
    return frozenset(read_data("words")["mixing"])


_SHORT = 3  # letters; a word so short is something in some language by chance


def _capitals(text: str) -> bool:
    """Whether a form is written as an acronym is: "SLA" and "LURD" are no words of any language."""
    return text.isupper() and looks_like_acronym(text)


def _counted_on(parts: list[Part]) -> list[Part]:
    """Numbers written in two words in one: "sixty-second", "двадцать пятая"."""
    found: list[Part] = []
    for each in parts:
        before = found[-1] if found and each.role == "number" and found[-1].role == "number" else None
        if before is not None and (_is_ten(before, each) or _is_ten(each, before)):
            number = str(int(before.meaning) + int(each.meaning))
            found[-1] = part(f"{before.text} {each.text}", "number", number, f"{before.folded} {each.folded}")
        else:
            found.append(each)
    return found


def _is_ten(ten: Part, one: Part) -> bool:
    """Whether words count tens and ones: "sixty" and "second"; in Arabic the ones stand first."""
    tens = len(ten.meaning) == 2 and ten.meaning[1] == "0"
    return tens and len(one.meaning) == 1 and not (ten.text[0].isdigit() or one.text[0].isdigit())


def _without_lone_roman(parts: list[Part]) -> list[Part]:
    """A capital I, V or X is a number only in the name of a unit; elsewhere it is an initial or a word."""
    lone = [p for p in parts if p.role == "number" and len(p.text) == 1 and p.text in "IVXLC"]
    if not lone or any(p.role == "unit" for p in parts):
        return parts
    return [_plain(p.text, fold(p.text)) if p in lone else p for p in parts]
