"""The word lists beside this file (YAML), each read once, when first asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

import yaml

from stemmata.errors import OntologyError
from stemmata.names.spelling import fold

Forms = Mapping[tuple[str, ...], str]  # the folded words of a form -> what it means


@cache
def read_data(name: str) -> Mapping[str, Any]:
    """The content of a data file of this package."""
    content = yaml.safe_load(files("stemmata.names").joinpath(f"{name}.yml").read_text("utf-8"))
    return MappingProxyType(content)


@cache
def written(name: str, *sections: str) -> Mapping[str, str]:
    """Every form in the sections of a data file, as written there, and what it means. Raises OntologyError."""
    forms: dict[str, str] = {}
    for section in sections:
        table = read_data(name)[section]
        for meaning, spellings in (table if isinstance(table, dict) else {section: table}).items():
            for spelling in spellings:
                if not isinstance(spelling, str):
                    raise OntologyError(f"names/{name}.yml: {section}: {spelling!r} is not text; put it in quotes")
                forms.setdefault(spelling, str(meaning))
    return MappingProxyType(forms)


@cache
def folded(name: str, *sections: str) -> Forms:
    """The same with every form folded word by word, as names are compared."""
    forms: dict[tuple[str, ...], str] = {}
    for spelling, meaning in written(name, *sections).items():
        forms.setdefault(tuple(fold(word) for word in spelling.replace("-", " ").split()), meaning)
    return MappingProxyType(forms)


def unit_words() -> Mapping[str, str]:
    """Words for a kind of body ("brigade", "liwa", "бригада") and what they mean, in lower case."""
    return written("words", "units")


def honour_words() -> Mapping[str, str]:
    """Words that groups honour themselves with ("falcons", "suqour") and what they mean, in lower case."""
    return written("words", "honours")


def rank_words() -> Mapping[str, str]:
    """Military ranks ("maj", "first lieutenant", "نقيب") and what they mean, in lower case, without dots."""
    return written("ranks", "ranks")


def title_words() -> Mapping[str, str]:
    """Titles that stand before a name and are no rank ("mr", "president", "sheikh")."""
    return written("ranks", "titles", "doubtful")


@cache
def ordinals() -> Mapping[str, str]:
    """Ordinals as words, folded, and the number that each counts ("خامسة" -> "5")."""
    return MappingProxyType(
        {fold(word): str(number) for number, words in read_data("numbers").items() for word in words}
    )


@cache
def states() -> Mapping[str, str]:
    """Adjectives and short forms of states, folded without blanks and dots, and the state's name ("turkish")."""
    forms = (
        (fold(form.replace(".", "").replace(" ", "")), state)
        for state, forms in read_data("states").items()
        for form in forms
    )
    return MappingProxyType(dict(forms))


def state_of(text: str) -> str | None:
    """The state that an adjective or a short form means; None where the text is neither."""
    return states().get(fold("".join(text.replace(".", "").split()).removeprefix("the")))


@cache
def word_set(section: str) -> frozenset[str]:
    """A plain list of words.yml ("articles", "functions", "kinship", "kunya", "abd"), folded."""
    return frozenset(words[0] for words in folded("words", section) if len(words) == 1)


def longest(forms: Forms, words: Iterable[str]) -> tuple[int, str] | None:
    """How many words, from the first on, make a form, and its meaning; the longest form wins."""
    found: tuple[int, str] | None = None
    seen: tuple[str, ...] = ()
    for word in words:
        seen = (*seen, word)
        if seen in forms:
            found = len(seen), forms[seen]
        if len(seen) == LONGEST_FORM:
            break
    return found


LONGEST_FORM = 4
