"""Invented names of everything that reports speak of, in several styles and scripts (names.yml)."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from stemmata.model import EntityName
from stemmata.when import Period

SCRIPTS = {"latin": "Latn", "translation": "Latn", "arab": "Arab", "cyrl": "Cyrl"}
KINDS = {"latin": "main", "translation": "translation", "arab": "original_script", "cyrl": "original_script"}
Form = Mapping[str, str]  # spelling -> pattern


@cache
def lists() -> Mapping[str, Any]:
    """names.yml."""
    text = Path(__file__).with_name("names.yml").read_text(encoding="utf-8")
    given: dict[str, Any] = yaml.load(text, Loader=yaml.CSafeLoader)
    return given


class Namer:
    """Gives names, no main one twice."""

    def __init__(self, dice: random.Random) -> None:
        self.dice, self.given = dice, set[str]()
        self.styles: Mapping[str, Any] = lists()["styles"]
        self.shares = [style["share"] for style in self.styles.values()]

    def styled(self, what: str) -> tuple[EntityName, ...]:
        """Names of one of `groups`, `coalitions`, `persons`, `places`, in all spellings of its style."""
        while True:
            style = self.style()
            words = {key: self.word(style) for key in "ab"}
            form: Form = self.dice.choice(style[what])
            if self.fresh(form["latin"].format(**words)):
                return tuple(self.spelled(style, form, words, spelling) for spelling in form)

    def spelled(self, style: Mapping[str, Any], form: Form, words: Mapping[str, str], spelling: str) -> EntityName:
        letters = style["letters"].get(spelling)
        written = words if letters is None else {key: lettered(word, letters) for key, word in words.items()}
        if spelling == "cyrl":
            written = {key: word.capitalize() for key, word in written.items()}
        return EntityName(form[spelling].format(**written), SCRIPTS[spelling], KINDS[spelling])

    def plain(self, forms: Sequence[str]) -> tuple[EntityName, ...]:
        """The one name of something that has no more."""
        while True:
            name = self.dice.choice(forms).format(a=self.word(self.style()))
            if self.fresh(name):
                return (EntityName(name, "Latn", "main"),)

    def group(self) -> tuple[EntityName, ...]:
        """The names of a group: those of its style, an acronym of a long one, now and then an earlier one."""
        names = self.styled("groups")
        long = [name.text for name in names if name.script == "Latn" and len(name.text.split()) > 2]
        acronyms = tuple(EntityName(initials(text), "Latn", "acronym") for text in long[:1])
        return names + acronyms + (self.former() if self.dice.random() < 0.1 else ())

    def former(self) -> tuple[EntityName, ...]:
        until = Period.span(finish=f"{self.dice.randrange(2012, 2020)}-{self.dice.randrange(1, 13):02}")
        return tuple(EntityName(n.text, n.script, "former", until) for n in self.styled("groups")[:1])

    def style(self) -> Mapping[str, Any]:
        found: Mapping[str, Any] = self.styles[self.dice.choices(list(self.styles), self.shares)[0]]
        return found

    def word(self, style: Mapping[str, Any]) -> str:
        return "".join(self.dice.choices(style["syllables"], k=self.dice.choice((2, 2, 3)))).capitalize()

    def fresh(self, name: str) -> bool:
        known = name in self.given
        self.given.add(name)
        return not known


def initials(text: str) -> str:
    return "".join(word[0] for word in text.replace("-", " ").split() if word[0].isupper())


def lettered(word: str, letters: Mapping[str, str]) -> str:
    """A word in another script, letter by letter, the longest that the list knows first."""
    return re.sub(pattern(tuple(letters)), lambda found: letters[found[0]], word.lower())


@cache
def pattern(letters: tuple[str, ...]) -> str:
    return "|".join(sorted(letters, key=len, reverse=True))
