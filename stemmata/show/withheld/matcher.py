"""Finds many forms of names in a text at once, however they are written: one pattern, made as a tree of letters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from stemmata.names.scripts import script_of
from stemmata.show.withheld.forms import Form
from stemmata.show.withheld.letters import is_disguised, placed, readings

BLOT = "[withheld]"
JOINED = 7  # letters from which a name written in one word is found inside a longer one (@officialmaraoru)
_GAP, _BLANK = r"[\W_]*", r"[\W_]+"
# And, so, by, for, as are written on to the Arabic word that follows.
_START = r"(?:(?<![^\W\d_])|(?<=(?<![^\W\d_])[وفبلك]))"
_END = r"(?=s?(?![^\W\d_]))"  # the s of the genitive: its apostrophe is folded away
_ENDING = r"[^\W\d_a-z]{0,3}"  # of a word that is declined
_DECLINED = frozenset({"Cyrl", "Grek", "Armn", "Geor"})
_SOFT = "аеиоуыэюяьй"
_STEM = 3  # letters that are left of a declined word

_LONG = re.compile(rf"[^\W\d_]{{{JOINED},}}")

Tree = dict[str, Any]
Span = tuple[int, int]


class Matcher:
    """Finds forms. False where it has none."""

    def __init__(self, forms: Iterable[Form]) -> None:
        tree: Tree = {}
        in_one: Tree = {}
        for form in sorted(set(forms)):
            _put(tree, [*_letters(form), _END])
            if len(form) > 1 and len("".join(form)) >= JOINED and len(form[0]) > 1:
                _put(in_one, [*map(re.escape, "".join(form))])
        self._pattern = re.compile(_START + _written(tree)) if tree else None
        self._in_one = re.compile(_written(in_one)) if in_one else None

    def __bool__(self) -> bool:
        return self._pattern is not None

    def within(self, text: str) -> bool:
        """Whether a form stands in a text."""
        return self._pattern is not None and any(self._matches(letters) for letters in readings(text))

    def _matches(self, letters: str) -> bool:
        assert self._pattern is not None
        if self._pattern.search(letters):
            return True
        return self._in_one is not None and self._in_one.search(" ".join(_LONG.findall(letters))) is not None

    def spans(self, text: str) -> list[Span]:
        """Where forms stand, in order; those that overlap or touch are one."""
        if not self.within(text):
            return []
        found = [*self._found(text, disguises=False)]
        if is_disguised(text):
            found += [span for joined in (True, False) for span in self._found(text, joined)]
        return merged(found)

    def hide(self, text: str, blot: str = BLOT) -> str:
        """The text with a blot for each form."""
        return hidden(text, self.spans(text), blot)

    def _found(self, text: str, joined: bool = True, disguises: bool = True) -> Iterator[Span]:
        assert self._pattern is not None
        letters, places = placed(text, joined, disguises)
        for pattern in (self._pattern, self._in_one):
            for match in pattern.finditer(letters) if pattern else ():
                yield places[match.start()][0], places[match.end() - 1][1]


def hidden(text: str, spans: Iterable[Span], blot: str = BLOT) -> str:
    """A text with a blot in the place of each span; spans are in order and apart."""
    pieces, at = [], 0
    for start, end in spans:
        pieces += [text[at:start], blot]
        at = end
    return "".join([*pieces, text[at:]])


def merged(spans: Iterable[Span]) -> list[Span]:
    """Spans in order, those that overlap or touch made one."""
    made: list[Span] = []
    for start, end in sorted(spans):
        if made and start <= made[-1][1]:
            made[-1] = made[-1][0], max(made[-1][1], end)
        else:
            made.append((start, end))
    return made


def _letters(form: Form) -> Iterator[str]:
    """A form as pieces of a pattern: letters, gaps between words, endings."""
    for at, word in enumerate(form):
        if at:
            yield _BLANK if len(form[at - 1]) == 1 else _GAP
        letters = _stem(word)
        for letter in letters:
            yield re.escape(letter)
        if len(letters) < len(word) or script_of(word) in _DECLINED:
            yield _ENDING


def _stem(word: str) -> str:
    """A word without the ending that declension changes."""
    if script_of(word) not in _DECLINED:
        return word
    bare = word.rstrip(_SOFT)
    return bare if len(bare) >= _STEM else word


def _put(tree: Tree, pieces: Iterable[str]) -> None:
    for piece in pieces:
        tree = tree.setdefault(piece, {})
    tree[""] = {}


def _written(tree: Tree) -> str:
    """A tree as a pattern: what goes on first, so that the longest form is found."""
    branches = [piece + _written(tree[piece]) for piece in sorted(tree, reverse=True) if piece]
    if not branches:
        return ""
    if "" in tree:
        branches.append("")
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
