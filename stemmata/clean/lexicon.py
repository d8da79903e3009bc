"""The word lists of this step, read once from the YAML files beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml


def _read(name: str) -> Any:
    return yaml.load(files("stemmata.clean").joinpath(name).read_text("utf-8"), Loader=yaml.CSafeLoader)


def folded(words: str) -> str:
    """Words as lists are compared: case folded, blanks single, no punctuation at the ends."""
    return " ".join(words.casefold().split()).strip(" .:;!?…»«\"'“”→>|·•-–—")


def one_of(spellings: Iterable[str]) -> str:
    """A regular expression for any of the spellings, the longest first; a blank stands for any blanks."""
    ordered = sorted(set(spellings), key=lambda s: (-len(s), s))
    return "|".join(re.escape(s).replace(r"\ ", r"[ \t\u00a0]+") for s in ordered)


def _plurals(spelling: str) -> list[str]:
    """ "Group(s)" is also "Group" and "Groups"."""
    if "(s)" not in spelling:
        return [spelling]
    return [spelling, spelling.replace("(s)", ""), spelling.replace("(s)", "s")]


@dataclass(frozen=True, slots=True)
class Labels:
    """Infobox labels: folded spelling -> canonical key, and those that also begin ordinary names."""

    keys: Mapping[str, str]
    strict: frozenset[str]
    pattern: re.Pattern[str]

    def key(self, words: str) -> str | None:
        return self.keys.get(folded(words))


@cache
def labels() -> Labels:
    data = _read("labels.yml")
    keys: dict[str, str] = {}
    for key, spellings in data["labels"].items():
        for spelling in spellings:
            for each in _plurals(spelling):
                keys.setdefault(folded(each), key)
    every = [each for spellings in data["labels"].values() for s in spellings for each in _plurals(s)]
    pattern = re.compile(rf"[ \t]*({one_of(every)})", re.IGNORECASE)
    strict = frozenset(folded(each) for s in data["strict"] for each in _plurals(s))
    return Labels(keys, strict, pattern)


@dataclass(frozen=True, slots=True)
class Furniture:
    """Words that belong to the page and not to its article."""

    lines: frozenset[str]
    openings: re.Pattern[str]
    shapes: re.Pattern[str]
    networks: frozenset[str]
    edit_link: re.Pattern[str]
    bylines: re.Pattern[str]


@cache
def furniture() -> Furniture:
    data = _read("furniture.yml")
    edit, glued = one_of(data["edit_links"]), one_of(words for words in data["edit_links"] if words[0].isupper())
    return Furniture(
        lines=frozenset(folded(line) for line in data["lines"]),
        openings=re.compile(rf"\s*(?:{one_of(data['openings'])})(?!\w)", re.IGNORECASE),
        shapes=re.compile("|".join(f"(?:{shape})" for shape in data["shapes"]), re.IGNORECASE),
        networks=frozenset(folded(word) for word in data["networks"]),
        edit_link=re.compile(
            rf"[ \t]*\[[ \t]*(?:{edit})[ \t]*\]$|(?<=[^\WA-Z_])(?:{glued})$|(?<=[)\]\"”’'])(?:{glued})$"
        ),
        bylines=re.compile("|".join(f"(?:{shape})" for shape in data["bylines"])),
    )


@cache
def sections() -> Mapping[str, str]:
    """Folded heading -> role of what stands below it, for the back matter of a page."""
    data = _read("sections.yml")
    return {folded(heading): role for role, headings in data.items() for heading in headings}


@dataclass(frozen=True, slots=True)
class Shapes:
    """What the shape of a sentence is told by."""

    finite: frozenset[str]
    prepositions: frozenset[str]
    pictures: re.Pattern[str]
    camel: frozenset[str]


@cache
def shapes() -> Shapes:
    data = _read("shapes.yml")
    return Shapes(
        finite=frozenset(data["finite_verbs"]),
        prepositions=frozenset(data["prepositions"]),
        pictures=re.compile(rf"\s*[\[(]?(?:{one_of(data['pictures'])})(?!\w)", re.IGNORECASE),
        camel=frozenset(data["camel_case"]),
    )


@dataclass(frozen=True, slots=True)
class GlossWords:
    """What a pasted-in definition is told by."""

    articles: frozenset[str]
    openers: re.Pattern[str]
    copulas: re.Pattern[str]
    disambiguation: re.Pattern[str]
    endings: frozenset[str]
    unfinished: frozenset[str]


@cache
def gloss_words() -> GlossWords:
    data = _read("glosses.yml")
    return GlossWords(
        articles=frozenset(data["articles"]),
        openers=re.compile(rf"(?:{one_of(data['articles'] + data['openers'])})(?=[ \t])|{{{{"),
        copulas=re.compile(rf"(?<!\w)(?:{one_of(data['copulas'])})(?!\w)|{{{{"),
        disambiguation=re.compile(rf"(?<!\w)(?:{one_of(data['disambiguation'])})(?!\w)"),
        endings=frozenset(data["endings"]),
        unfinished=frozenset(data["unfinished"]),
    )
