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
    def full(self) -> Sequence[bool]:
        """Of each line but the last, whether it had no room for the next word."""
        return [_is_full(above, line, self.width) for above, line in pairwise(self.lines)]

    @cached_property
    def is_full(self) -> bool:
        return all(self.full)

    @cached_property
    def open(self) -> Sequence[bool]:
        """Of each line, whether a sentence goes on below it or a text without sentences ends."""
        return [not ends_sentence(line.text) for line in self.lines]

    @cached_property
    def is_wrapped(self) -> bool:
        """Whether it tells by itself that it was broken at its width."""
        if not self.width:
            return False
        pairs = list(zip(pairwise(self.lines), self.full, self.open, strict=False))
        stray = sum(not (full or _goes_on(*pair) or _begins_row(pair[1])) for pair, full, is_open in pairs if is_open)
        if stray * STRAY > len(self.lines):
            return False
        broken = [pair for pair, full, is_open in pairs if full and is_open]
        caseless = sum(_has_no_case(line.text[0]) for _, line in broken)
        return any(_goes_on(*pair) for pair in broken) or (caseless > 1 and self.is_sentence)

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
    for at in range(1, len(stanza.lines)) if stanza.width else ():
        above, line = stanza.lines[at - 1], stanza.lines[at]
        if stanza.is_wrapped:
            on = stanza.full[at - 1] or (line.text[0].islower() and stanza.open[at - 1])
        else:
            on = _is_full(above, line, max(margin, stanza.width)) and _may_go_on(stanza, at, margin)
        if on and above.depth == line.depth and not _is_apart(stanza, at):
            yield stanza.first + at


def _is_full(above: Line, line: Line, width: int) -> bool:
    """Whether the first word of a line had no room in the line above."""
    return above.edge >= NARROWEST and above.edge + 1 + len(line.text.split(maxsplit=1)[0]) > ROOM * width


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
        return not lone or not stanza.open[at - 1] or above.text.endswith((":", ";"))
    if any(_COLUMNS.search(each.text) for each in (above, line)):
        return True
    return not stanza.is_wrapped and (is_furniture(above.text) or is_byline(above.text) or is_byline(line.text))


def _may_go_on(stanza: _Stanza, at: int, margin: int) -> bool:
    """Whether a line goes on, in lines that do not tell by themselves: a heading may stand right above a sentence."""
    above, line = stanza.lines[at - 1], stanza.lines[at]
    if not stanza.open[at - 1] or not stanza.is_sentence or _LABEL.match(line.text):
        return False
    if _is_small(line.text) and line.text.lstrip(_OPENERS)[:1].isupper():
        return False  # "The" begins a sentence
    known = margin > 0 or (at > 1 and stanza.is_full) or not line.text.lstrip(_OPENERS)[:1].isalpha()
    return known or _is_small(above.text) or not shapes().finite.isdisjoint(above.text.split())


def _is_small(words: str) -> bool:
    """Whether words begin with one such as "the", which stands in front of others."""
    return words.split(maxsplit=1)[0].strip(_OPENERS).lower() in gloss_words().unfinished
