"""Lines that a margin broke, as in e-mails and wires, told from lines that end where their words do.

A program that wraps a text breaks each line where the next word had no room. Where all lines between two blank ones
are so, and one goes on in the middle of a sentence, they are wrapped; lists, tables, verse and stacked headings differ
in their lengths by more than the next word. Where letters have no capitals two such lines must stand for that one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from stemmata.clean.lexicon import gloss_words, shapes
from stemmata.clean.lines import Line, ends_sentence, hangs, is_byline, is_furniture, is_prose, stanzas

WIDEST = 140
NARROWEST = 40
ROOM = 0.93  # of the margin: programs that even out their lines do not fill each
STRAY = 5  # one line in so many may have been changed by hand after the text was wrapped
_OPENERS = "\"'“‘«("
_COLUMNS = re.compile(r"\t|[ \u00a0]{3,}|\|")
_LABEL = re.compile(r"[^\W\d_][\w-]*(?: [\w-]+){0,3}:(?:\s|$)")


@dataclass(frozen=True)
class _Stanza:
    """The lines between two blank ones; `first` is the number of its first line among all."""

    first: int
    lines: Sequence[Line]

    @cached_property
    def width(self) -> int:
        """The longest line that could have been broken; 0 where that is too long or too short to have been."""
        longest = max((line.edge for line in self.lines if " " in line.text and "://" not in line.text), default=0)
        return longest if NARROWEST <= longest <= WIDEST else 0

    @cached_property
    def is_full(self) -> bool:
        """Whether no line but the last had room for the next word."""
        return all(_is_full(above, line, self.width) for above, line in pairwise(self.lines))

    @cached_property
    def is_wrapped(self) -> bool:
        """Whether it tells by itself that it was broken at its width."""
        pairs = [(above, line) for above, line in pairwise(self.lines) if not ends_sentence(above.text)]
        full = [(above, line) for above, line in pairs if _is_full(above, line, self.width)]
        stray = sum(not (_is_full(*pair, self.width) or _goes_on(*pair) or _begins_row(pair[1])) for pair in pairs)
        if not self.width or stray * STRAY > len(self.lines):
            return False
        caseless = sum(_has_no_case(line.text[0]) for _, line in full)
        return any(_goes_on(*pair) for pair in full) or (caseless > 1 and self.is_sentence)

    @cached_property
    def is_sentence(self) -> bool:
        return ends_sentence(self.lines[-1].text) and is_prose(" ".join(line.text for line in self.lines))

    @cached_property
    def rows(self) -> int:
        return sum(_begins_row(line) for line in self.lines)


def broken(lines: Sequence[Line]) -> frozenset[int]:
    """The numbers of the lines that go on from the line above, which a margin broke."""
    every = [_Stanza(first, lines[first:end]) for first, end in stanzas(tuple(lines)) if end - first > 1]
    margin = max((stanza.width for stanza in every if stanza.is_wrapped), default=0)
    return frozenset(at for stanza in every for at in _broken(stanza, margin))


def _broken(stanza: _Stanza, margin: int) -> Iterator[int]:
    for at, (above, line) in enumerate(pairwise(stanza.lines), start=1):
        if above.depth != line.depth or not stanza.width or _is_apart(stanza, at):
            continue
        if stanza.is_wrapped:
            on = _is_full(above, line, stanza.width) or (line.text[0].islower() and not ends_sentence(above.text))
        else:
            on = _may_go_on(stanza, at, margin) and _is_full(above, line, max(margin, stanza.width))
        if on:
            yield stanza.first + at


def _is_full(above: Line, line: Line, width: int) -> bool:
    """Whether the first word of a line had no room in the line above."""
    return above.edge >= NARROWEST and above.edge + 1 + len(line.text.split()[0]) > ROOM * width


def _goes_on(above: Line, line: Line) -> bool:
    return line.text[0].islower() or hangs(above.text)


def _has_no_case(letter: str) -> bool:
    return letter.isalpha() and letter.lower() == letter.upper()


def _begins_row(line: Line) -> bool:
    return line.is_item or line.is_note


def _is_apart(stanza: _Stanza, at: int) -> bool:
    """Whether a line is of a list, a table or the page. A lone dash or number that begins a line may be of its text."""
    above, line = stanza.lines[at - 1], stanza.lines[at]
    if _begins_row(line):
        lone = stanza.rows == 1 and stanza.is_wrapped
        return not lone or ends_sentence(above.text) or above.text.endswith((":", ";"))
    return any(_COLUMNS.search(each.text) or is_byline(each.text) for each in (above, line)) or is_furniture(above.text)


def _may_go_on(stanza: _Stanza, at: int, margin: int) -> bool:
    """Whether a line goes on, in lines that do not tell by themselves: a heading may stand right above a sentence."""
    above, line = stanza.lines[at - 1], stanza.lines[at]
    if ends_sentence(above.text) or not stanza.is_sentence or _LABEL.match(line.text):
        return False
    if _is_small(line.text) and line.text.lstrip(_OPENERS)[:1].isupper():
        return False  # "The" begins a sentence
    known = margin > 0 or (at > 1 and stanza.is_full) or not line.text.lstrip(_OPENERS)[:1].isalpha()
    return known or _is_small(above.text) or not shapes().finite.isdisjoint(above.text.split())


def _is_small(words: str) -> bool:
    """Whether words begin with one such as "the", which stands in front of others."""
    return words.split()[0].strip(_OPENERS).lower() in gloss_words().unfinished
