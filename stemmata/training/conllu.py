"""Treebanks in CoNLL-U: UD English EWT and GUM, the latter with entities."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from stemmata.training.examples import Document, Offsets, Sentence, Syntax, over_words, possible_tags, recut, scheme

_EDGE = re.compile(r"\((\d+)-([a-z]+)-[^()]*(\))?|(\d+)\)")
_GLUE = frozenset(
    {"of", "the", "for", "and", "&", "-", "'s", "’s", "de", "la", "al", "in", "on", "to", "von", "van", "bin"}
)
LONGEST_NAME, LONGEST_TIME = 10, 7


@dataclass(frozen=True, slots=True)
class Unit:
    """A line of CoNLL-U."""

    form: str
    lemma: str
    pos: str
    xpos: str
    head: int
    dep: str
    misc: str
    start: int
    end: int

    @property
    def capital(self) -> bool:
        return self.form[:1].isupper() or self.form[:1].isdigit()


@dataclass(frozen=True, slots=True)
class Tree:
    text: str
    units: tuple[Unit, ...]

    def syntax(self) -> Syntax:
        heads = (index if unit.head == 0 else unit.head - 1 for index, unit in enumerate(self.units))
        return Syntax(tuple(u.pos for u in self.units), tuple(heads), tuple(u.dep for u in self.units))


def read_trees(path: Path) -> Iterator[list[Tree]]:
    """The documents of a treebank as lists of trees."""
    trees: list[Tree] = []
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        if "# newdoc" in block and trees:
            yield trees
            trees = []
        if "\n1\t" in block or block.startswith("1\t"):
            trees.append(_tree(block))
    yield trees


def read_ewt(path: Path) -> list[Document]:
    """Syntax alone."""
    return [tuple(_sentence(tree, None) for tree in trees) for trees in read_trees(path)]


def read_gum(path: Path) -> list[Document]:
    """Syntax, and names made from the entities that GUM marks; those that run on over sentences are left out."""
    return [tuple(_sentence(tree, entities(tree.units)) for tree in trees) for trees in read_trees(path)]


def entities(units: Sequence[Unit]) -> list[tuple[int, int, str]]:
    """The entities of a sentence as ranges [first, last) of units with GUM's type."""
    opened: dict[str, list[tuple[int, str]]] = {}
    found = []
    for index, unit in enumerate(units):
        entity = next((part[7:] for part in unit.misc.split("|") if part.startswith("Entity=")), "")
        for match in _EDGE.finditer(entity):
            if match[4] is None and match[3]:
                found.append((index, index + 1, match[2]))
            elif match[4] is None:
                opened.setdefault(match[1], []).append((index, match[2]))
            elif opened.get(match[4]):
                first, kind = opened[match[4]].pop()
                found.append((first, index + 1, kind))
    return found


def _sentence(tree: Tree, marked: list[tuple[int, int, str]] | None) -> Sentence:
    units = [(unit.start, unit.end) for unit in tree.units]
    spans, syntax = recut(tree.text, units, tree.syntax())
    words = tuple(tree.text[a:b] for a, b in spans)
    if marked is None:
        return Sentence(words, syntax)
    named = _apart(_names(tree.units, marked))
    over = [(*over_words(spans, tree.units[a].start, tree.units[b - 1].end), kinds) for a, b, kinds in named]
    return Sentence(words, syntax, possible_tags(len(words), _word_apart(over), scheme("gum").unmarked))


def _names(units: Sequence[Unit], marked: list[tuple[int, int, str]]) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Entities that are names (their head is a proper noun) cut to the name; times; adjectives of nations."""
    for first, last, kind in marked:
        head = _head(units, first, last)
        if kind == "time" and units[head].pos in {"NOUN", "NUM", "PROPN"} and last - first <= LONGEST_TIME:
            yield first, last, ("Time",)
        elif units[head].xpos == "NNPS" and kind == "person":
            yield head, head + 1, ("Nationality",)
        elif units[head].pos == "PROPN" and kind == "person":
            yield *_person_within(units, last, head), ("Person",)
        elif units[head].pos == "PROPN":
            yield *_name_within(units, first, last, head), scheme("gum").of(kind)
    for index, unit in enumerate(units):
        if unit.xpos == "JJ" and unit.pos == "ADJ" and unit.lemma[:1].isupper() and unit.lemma[1:].islower():
            yield index, index + 1, ("Nationality",)


def _head(units: Sequence[Unit], first: int, last: int) -> int:
    return next(i for i in range(first, last) if not first < units[i].head <= last)


def _name_within(units: Sequence[Unit], first: int, last: int, head: int) -> tuple[int, int]:
    """The capitalised stretch around the head: 'the late University of York, in England' -> University of York."""
    start = end = head
    for at in range(head - 1, first - 1, -1):
        if units[at].capital and units[at].pos != "DET":
            start = at
        elif units[at].form.lower() not in _GLUE:
            break
    for at in range(head + 1, last):
        if units[at].capital:
            end = at
        elif units[at].form.lower() not in _GLUE:
            break
    return start, end + 1


def _person_within(units: Sequence[Unit], last: int, head: int) -> tuple[int, int]:
    """A person's name begins at its head, for names are flat; what stands before it is rank and office."""
    end = head + 1
    while end < last and (units[end].dep == "flat" or units[end].form == "-"):
        end += 1
    start = head + (units[head].form.lower() in scheme("gum").titles)
    return start, end


def _apart(spans: Iterator[tuple[int, int, tuple[str, ...]]]) -> list[tuple[int, int, tuple[str, ...]]]:
    """The longest spans, none of which overlap, with a type that we have."""
    kept: list[tuple[int, int, tuple[str, ...]]] = []
    for first, last, kinds in sorted(spans, key=lambda s: (s[0] - s[1], s[0])):
        if 0 < last - first <= LONGEST_NAME and kinds and all(last <= a or b <= first for a, b, _ in kept):
            kept.append((first, last, kinds))
    return sorted(kept)


def _word_apart(spans: list[tuple[int, int, tuple[str, ...]]]) -> list[tuple[int, int, tuple[str, ...]]]:
    """Spans of units may meet in one word of ours: the longer takes it."""
    return _apart(iter(spans))


def _tree(block: str) -> Tree:
    text = next(line[9:] for line in block.split("\n") if line.startswith("# text = "))
    rows = [line.split("\t") for line in block.split("\n") if line[:1].isdigit()]
    units: list[Unit] = []
    at, joined, whole = 0, 0, (0, 0)
    for row in rows:
        if "-" in row[0]:  # a word of several units: "don't" = do + n't
            start = text.index(row[1], at)
            at, joined, whole = start, int(row[0].split("-")[1]), (start, start + len(row[1]))
        elif "." not in row[0]:
            within = whole if int(row[0]) <= joined else (at, len(text))
            span = _found(row[1], text, at, within)
            at = max(at, span[1] if int(row[0]) != joined else whole[1])
            units.append(Unit(row[1], row[2], row[3], row[4], int(row[6]), row[7], row[9], *span))
    return Tree(text, tuple(units))


def _found(form: str, text: str, at: int, within: Offsets) -> Offsets:
    """Where a form stands; the whole word where it is not in it as it is written ("im" = I + m)."""
    start = text.find(form, at, within[1])
    return within if start < 0 else (start, start + len(form))
