"""Made-up names in place of real ones, so that a name is known by its company and its build, not by heart."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

import yaml

from stemmata.extract import tokens
from stemmata.training.examples import Document, Sentence, Tags, possible_tags

_LETTERS = "ABCDEFGHIJKLMNOPRSTUVW"
_SMALL = frozenset({"of", "the", "and", "for", "al", "de", "in", "'s", "’s", "-"})
_ARTICLES = frozenset({"the", "a", "an"})
_PART = re.compile(r"\b[XNPOAF]\b")

Span = tuple[int, int, tuple[str, ...]]

_KINDS: dict[tuple[str, ...], str] = {("Organization",): "groups", ("Person",): "persons"}


@cache
def _parts() -> dict[str, list[str]]:
    text = files("stemmata.training").joinpath("invented.yml").read_text(encoding="utf-8")
    return {kind: list(map(str, words)) for kind, words in yaml.load(text, Loader=yaml.CSafeLoader).items()}


def invented(kind: str, chance: random.Random) -> str:
    """A made-up name of a group ("groups") or a person ("persons")."""
    return _PART.sub(lambda match: _part(match[0], chance), chance.choice(_parts()[kind]))


def _part(letter: str, chance: random.Random) -> str:
    if letter == "X":
        return _word(chance)
    if letter == "A":
        return "".join(chance.choices(_LETTERS, k=chance.randint(2, 5)))
    kind = {"N": "nouns", "P": "places", "O": "ordinals", "F": "firsts"}[letter]
    return chance.choice(_parts()[kind])


def _word(chance: random.Random) -> str:
    parts = _parts()
    syllables = (chance.choice(parts["starts"]) + chance.choice(parts["vowels"]) for _ in range(chance.randint(1, 3)))
    return ("".join(syllables) + chance.choice(parts["ends"])).capitalize()


def with_invented_names(document: Document, chance: random.Random) -> Document | None:
    """The document with its groups and persons renamed, without its syntax; None where it names none."""
    renamed = tuple(_renamed(sentence, chance) for sentence in document)
    return renamed if any(new.words != old.words for new, old in zip(renamed, document, strict=True)) else None


def _renamed(sentence: Sentence, chance: random.Random) -> Sentence:
    marked = sentence.names if sentence.names is not None else sentence.mentions
    if marked is None:
        return sentence
    words: list[str] = []
    spans: list[Span] = []
    at = 0
    for first, last, kinds in _spans(marked):
        words.extend(sentence.words[at:first])
        new = _replacement(sentence.words[first:last], kinds, chance)
        spans.append((len(words), len(words) + len(new), kinds))
        words.extend(new)
        at = last
    words.extend(sentence.words[at:])
    tags = _with_silence(possible_tags(len(words), spans, ()), marked)
    named = sentence.names is not None
    return Sentence(tuple(words), names=tags if named else None, mentions=None if named else tags)


def _replacement(words: Sequence[str], kinds: tuple[str, ...], chance: random.Random) -> Sequence[str]:
    """The words of a made-up name after the article that there was; the words themselves where it is no plain name."""
    article = [*words[:1]] if words[0].lower() in _ARTICLES else []
    rest = words[len(article) :]
    kind = _KINDS.get(kinds)
    if kind is None or not rest or not all(word[:1].isupper() or word[:1].isdigit() or word in _SMALL for word in rest):
        return words
    if len(rest) > 5 and kind == "persons":
        return words
    text = invented(kind, chance)
    return [*article, *(text[a:b] for a, b in tokens.words(text))]


def _spans(marked: Tags) -> list[Span]:
    """Stretches with their possible types, from the tags that words may have."""
    spans, first = [], 0
    for at, allowed in enumerate(marked):
        if "O" in allowed:
            continue
        places = {tag[0] for tag in allowed}
        if places & {"B", "S"}:
            first = at
        if places & {"E", "S"}:
            spans.append((first, at + 1, tuple(sorted(tag[2:] for tag in allowed))))
    return spans


def _with_silence(tags: Tags, marked: Tags) -> Tags:
    """Outside names what was possible before stays possible."""
    outside = next((allowed for allowed in marked if "O" in allowed), frozenset({"O"}))
    return tuple(outside if allowed == {"O"} else allowed for allowed in tags)
