"""The name of a person, taken apart: ranks and titles off, particles bound, the last word found."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from stemmata.names.lexicon import folded, longest, read_data, word_set
from stemmata.names.parse import is_article, split_words, without_article
from stemmata.names.scripts import script_of
from stemmata.names.spelling import fold, plain

# Abdullah, Abd Allah, Abdel Baset, Abdulbaset, Abdurrahman: "servant of", written on to the next word or not.
_ABD = re.compile(r"^abd(?:[aeiou]+(?:l(?=.{3})|(?=[rsnzdt]{1,2}))|[aeiou]*$)")
_ALLAH = re.compile(r"^abd[aeou]la$")
# Nur al-Din, Noureddine, Nureddin: "of the religion", likewise.
_DIN = re.compile(r"^(?P<first>.{2,}?)[aeu]l?dine?$")


@dataclass(frozen=True)
class PersonName:
    """A person's name. `words` are folded, without articles and kinship words; initials stand apart."""

    text: str
    script: str
    ranks: tuple[str, ...]  # military ranks before the name, by meaning
    titles: tuple[str, ...]
    words: tuple[str, ...]
    initials: tuple[str, ...]
    kept: tuple[str, ...]  # the words as written, ranks and titles taken off

    @cached_property
    def bare(self) -> str:
        """The name as written, ranks and titles taken off."""
        return _tail(self.text, self.kept)

    @property
    def full(self) -> bool:
        """Whether it has more than one word: a kunya alone ("Abu Omar") counts as one."""
        return len(self.words) > 1

    @property
    def surname(self) -> str:
        return self.words[-1] if self.words else ""

    @property
    def feminine(self) -> bool:
        return any(title in read_data("ranks")["feminine"] for title in self.titles)

    @property
    def key(self) -> tuple[str, ...]:
        return (*self.words, *(f"{initial}." for initial in self.initials))


@lru_cache(maxsize=65536)
def parse_person(text: str) -> PersonName:
    """Takes a person's name apart; words before a rank ("Turkish President ...") go with the rank."""
    words = split_words(text)
    start, ranks, titles = _titles(words)
    kept = words[start:]
    initials = tuple(fold(word) for word in kept if _is_initial(word))
    bound = _bound([word for word in kept if not _is_initial(word)])
    return PersonName(text, script_of(text), ranks, titles, bound, initials, kept)


def _is_initial(word: str) -> bool:
    return len(word) == 1 and word.isupper()


def _tail(text: str, kept: tuple[str, ...]) -> str:
    """The end of the text that holds the kept words, cut where the first of them begins."""
    if not kept:
        return text.strip()
    at = text.rfind(kept[0])
    for start in range(len(text)):
        if split_words(text[start:]) == kept and (start == 0 or not text[start - 1].isalnum()):
            at = start
            break
    return text[max(at, 0) :].strip(" .,;:\"'")


def _titles(words: tuple[str, ...]) -> tuple[int, tuple[str, ...], tuple[str, ...]]:
    """Where the name proper begins, and the ranks and titles before it."""
    spelled = [without_article(fold(word)) for word in words]
    ranks: list[str] = []
    titles: list[str] = []
    start = at = 0
    while at < len(words) - 1 and at <= start + _ADJECTIVES:
        found = _title(spelled[at:])
        if found is None:
            at += 1
            continue
        taken, meaning, is_rank = found
        at = start = at + taken
        (ranks if is_rank else titles).append(meaning)
    return start, tuple(ranks), tuple(titles)


_ADJECTIVES = 1  # "Turkish President X", "rebel commander X": one word may stand before a title, never a name's worth


def _title(spelled: list[str]) -> tuple[int, str, bool] | None:
    """The rank or title that the words begin with, if a name is left after it."""
    if spelled[0] not in _title_beginnings():
        return None
    for section, left in (("ranks", 1), ("titles", 1), ("doubtful", 2)):
        form = longest(folded("ranks", section), spelled)
        if form is not None and len(spelled) - form[0] >= left:
            return form[0], form[1], section == "ranks"
    return None


@cache
def _generations() -> frozenset[str]:
    return frozenset(plain(word) for word in read_data("words")["generations"])


@cache
def _title_beginnings() -> frozenset[str]:
    return frozenset(form[0] for form in folded("ranks", "ranks", "titles", "doubtful"))


def _bound(words: list[str]) -> tuple[str, ...]:
    """Articles and kinship words dropped, "Abu" and "Abd" tied to the word that follows."""
    spelled = [fold(word) for word in words]
    bound: list[str] = []
    tie = ""
    for at, word in enumerate(spelled):
        following = spelled[at + 1] if at + 1 < len(spelled) else None
        if following is not None and (is_article(word, following) or word in word_set("kinship")):
            continue
        if following is not None and word in word_set("kunya"):
            tie = "umm " if word in word_set("mothers") else "abu "
            continue
        if following is not None and word in word_set("abd"):
            tie += "abd"
            continue
        if bound and plain(words[at]) in _generations():
            bound.append(plain(words[at]))  # folded, II and III would be one
            continue
        first, *rest = _opened(without_article(word))
        bound += [tie + first, *rest]
        tie = ""
    return tuple(bound)


def _opened(word: str) -> list[str]:
    """Compounds that are written in one word or in several, in one form."""
    religion = _DIN.match(word)
    if religion is not None:
        return [religion["first"], "din"]
    return [_ABD.sub("abd", _ALLAH.sub("abdala", word))]
