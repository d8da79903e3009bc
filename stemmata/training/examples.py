"""What is learnt from: sentences cut into our own words, with whatever labels their source has for them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from stemmata.extract import tokens
from stemmata.extract.labels import DEPS

Offsets = tuple[int, int]
Tags = tuple[frozenset[str], ...]  # for every word the tags that it may have


@dataclass(frozen=True, slots=True)
class Syntax:
    pos: tuple[str, ...]
    heads: tuple[int, ...]  # index in the sentence; its own for the root
    deps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words with their labels; None where the source has no labels of that kind."""

    words: tuple[str, ...]
    syntax: Syntax | None = None
    names: Tags | None = None
    mentions: Tags | None = None


Document = tuple[Sentence, ...]  # sentences that stand together in this order


@dataclass(frozen=True, slots=True)
class Scheme:
    """How the labels of one source become our types."""

    types: dict[str, tuple[str, ...]]
    unmarked: tuple[str, ...]
    titles: frozenset[str]

    def of(self, label: str) -> tuple[str, ...]:
        return self.types.get(label, ())


@cache
def scheme(source: str) -> Scheme:
    """The scheme of a source as schemes.yml has it."""
    text = files("stemmata.training").joinpath("schemes.yml").read_text(encoding="utf-8")
    entry = yaml.load(text, Loader=yaml.CSafeLoader)[source]
    types = {label: (kind,) if isinstance(kind, str) else tuple(kind) for label, kind in entry["types"].items()}
    return Scheme(types, tuple(entry["unmarked"]), frozenset(entry.get("titles", ())))


def possible_tags(
    count: int, spans: Iterable[tuple[int, int, Sequence[str]]], unmarked: Sequence[str]
) -> tuple[frozenset[str], ...]:
    """For every word the BIOES tags that spans [first, last) of words allow; spans do not overlap.

    Types the source does not mark stay possible outside its spans, so that silence teaches nothing about them
    (partial annotation, as in Tsuboi et al. 2008, a word at a time).
    """
    outside = frozenset({"O", *(f"{place}-{kind}" for kind in unmarked for place in "BIES")})
    tags = [outside] * count
    for first, last, kinds in spans:
        for at in range(first, last):
            place = "S" if last - first == 1 else "B" if at == first else "E" if at == last - 1 else "I"
            tags[at] = frozenset("O" if kind == "O" else f"{place}-{kind}" for kind in kinds)
    return tuple(tags)


def over_words(spans: Sequence[Offsets], start: int, end: int) -> Offsets:
    """The range [first, last) of words that a stretch of characters touches."""
    touched = [i for i, (a, b) in enumerate(spans) if a < end and start < b]
    return (touched[0], touched[-1] + 1) if touched else (0, 0)


def recut(text: str, units: Sequence[Offsets], syntax: Syntax) -> tuple[list[Offsets], Syntax]:
    """A treebank's syntax over its own units, as syntax over our words of the same text.

    Where one word holds several units it takes the place of the one that governs them; where several words lie in
    one unit, the rest hang flat on the first.
    """
    words = tokens.words(text)
    home = [over_words(words, *unit)[0] for unit in units]
    pos, heads, deps = [], [], []
    for at, (start, end) in enumerate(words):
        inside = [u for u, (a, b) in enumerate(units) if a < end and start < b]
        top = next((u for u in inside if syntax.heads[u] not in inside or syntax.heads[u] == u), inside[0])
        pos.append(syntax.pos[top])
        first = home[top]
        heads.append(home[syntax.heads[top]] if first == at else first)
        deps.append(plain_relation(syntax.deps[top]) if first == at else "flat")
    return words, Syntax(tuple(pos), tuple(heads), tuple(deps))


def plain_relation(dep: str) -> str:
    """A relation without the subtypes that we do not keep."""
    return dep if dep in DEPS else dep.split(":")[0]
