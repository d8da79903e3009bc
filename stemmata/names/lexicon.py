"""The word lists of this package, each read once, when first asked for.

`languages/*.tsv` hold the words that names of armed groups are made of, one file a language, by what they mean
(`languages/meanings.tsv`); the YAML files beside the code hold the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, NamedTuple

import yaml

from stemmata.errors import OntologyError
from stemmata.names.spelling import fold, plain

Forms = Mapping[tuple[str, ...], str]  # the folded words of a form -> what it means
LONGEST_FORM = 4
_LANGUAGES = files("stemmata.names").joinpath("languages")
# Of two languages with one form, the first is meant where nothing in the name tells: those that reports are most in.
_FIRST = ("en", "ar", "es", "fr", "pt", "ru", "uk", "fa", "tr", "ku", "de", "it", "und")


class Sense(NamedTuple):
    """What a form means in a language ("" for a land). role: unit, honour, service, cause, splinter, place, land,
    function."""

    language: str
    role: str
    meaning: str


@cache
def read_data(name: str) -> Mapping[str, Any]:
    """The content of a data file of this package."""
    content = yaml.load(files("stemmata.names").joinpath(f"{name}.yml").read_text("utf-8"), Loader=yaml.CSafeLoader)
    return MappingProxyType(content)


@cache
def roles() -> Mapping[str, str]:
    """Every meaning of the lexicon, in its order, and the role of the words that have it."""
    return MappingProxyType({meaning: role for meaning, role, _ in _rows("meanings")})


@cache
def languages() -> tuple[str, ...]:
    """The languages of the lexicon (ISO 639 codes), those first that reports are most in."""
    found = {file.name.removesuffix(".tsv") for file in _LANGUAGES.iterdir() if file.name.endswith(".tsv")}
    return (*(code for code in _FIRST if code in found), *sorted(found - {"meanings", *_FIRST}))


@cache
def words_of_language(language: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The meanings of a language's file with their forms as written. Raises OntologyError for a meaning unknown."""
    found = []
    for number, (meaning, forms) in enumerate(_rows(language), 2):
        if meaning not in roles():
            raise OntologyError(f"names/languages/{language}.tsv:{number}: {meaning!r} is not in meanings.tsv")
        found.append((meaning, tuple(form.strip() for form in forms.split(";") if form.strip())))
    return tuple(found)


def _rows(name: str, *folder: str) -> Iterator[list[str]]:
    """The cells of each row of a table after its heading."""
    path = files("stemmata.names").joinpath(*(folder or ("languages",)), f"{name}.tsv")
    yield from (line.split("\t") for line in path.read_text("utf-8").splitlines()[1:] if line)


@cache
def senses() -> Mapping[tuple[str, ...], tuple[Sense, ...]]:
    """Every form of every language, its words folded as names are compared, and all that it means."""
    found: dict[tuple[str, ...], list[Sense]] = {}
    for language in languages():
        for meaning, forms in words_of_language(language):
            sense = Sense(language, roles()[meaning], meaning)
            for form in forms:
                there = found.setdefault(folded_words(form), [])
                if sense not in there:
                    there.append(sense)
    for words, land in lands().items():
        found.setdefault(words, []).append(Sense("", "land", land))
    return MappingProxyType({form: tuple(there) for form, there in found.items()})


@cache
def lands() -> Forms:
    """Names of lands and peoples with their adjectives (places.tsv), folded, and the land that each means."""
    found: dict[tuple[str, ...], str] = {}
    for land, forms in _rows("places", "."):
        for form in (land, *forms.split(";")):
            if words := folded_words(form):
                found.setdefault(words, land)
    return MappingProxyType(found)


@cache
def legal_forms() -> Forms:
    """Legal forms of companies (legal.tsv), their words in plain letters, and the kind of form."""
    found: dict[tuple[str, ...], str] = {}
    for meaning, forms in _rows("legal", "."):
        for form in forms.split(";"):
            found.setdefault(tuple(plain(word.replace(".", "")) for word in form.split()), meaning)
    return MappingProxyType(found)


@cache
def longest_forms() -> Mapping[str, int]:
    """How many words the longest form has that begins with a word."""
    found: dict[str, int] = {}
    for form in senses():
        found[form[0]] = max(found.get(form[0], 0), len(form))
    return MappingProxyType(found)


@cache
def first_forms() -> Mapping[str, Mapping[str, str]]:
    """Language -> meaning -> its standard form there, folded: its initials make the acronyms of that language."""
    return {
        language: {meaning: fold(forms[0]) for meaning, forms in words_of_language(language) if forms}
        for language in languages()
    }


def folded_words(form: str) -> tuple[str, ...]:
    """The words of a form, folded; a hyphen parts words."""
    return tuple(fold(word) for word in form.replace("-", " ").split())


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
        forms.setdefault(folded_words(spelling), meaning)
    return MappingProxyType(forms)


def unit_words() -> Mapping[str, str]:
    """Words for a kind of body ("brigade", "liwa", "бригада") and what they mean, in lower case."""
    return _of_role("unit")


def honour_words() -> Mapping[str, str]:
    """Words that groups honour themselves with ("falcons", "suqour") and what they mean, in lower case."""
    return _of_role("honour")


@cache
def _of_role(role: str) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for language in languages():
        for meaning, forms in words_of_language(language):
            if roles()[meaning] == role:
                found.update((form, meaning) for form in forms if form not in found)
    return MappingProxyType(found)


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
    """A plain list of words.yml ("articles", "kinship", "kunya", "abd"), folded."""
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


def longest_sense(words: Sequence[str], at: int) -> tuple[int, tuple[Sense, ...]] | None:
    """How many words from `at` on make a form of the lexicon, and what it means; the longest form wins."""
    known = senses()
    for length in range(min(longest_forms().get(words[at], 0), len(words) - at), 0, -1):
        found = known.get(tuple(words[at : at + length]))
        if found is not None:
            return length, found
    return None
