"""The lines of a plain text, and what can be told from the shape of one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from stemmata.clean.lexicon import folded, furniture, gloss_words, shapes

_LINE = re.compile(r"[^\n\r\f\v\u2028\u2029]+")
_QUOTE = re.compile(r"[ \t]*(?:>[ \t]?)+")
_BULLET = re.compile(r"[ \t\u00a0]*(?:[•‣◦▪●○■∙·*\u2013\u2014-]|\(?\d{1,2}[.)]|[a-z]\))[ \t\u00a0]+(?=\S)")
_NOTE = re.compile(r"[ \t]*(?:\d{1,3}\.[ \t]*\^|\^[ \t]|\[\d{1,3}\][ \t]*[:^]?[ \t]*\S|↑)")
_SENTENCE_END = re.compile(r"[.!?…。؟۔।][\"'”’»)\]]*(?:\[[^\]\s]{1,12}\])*\s*$")
_INNER_END = re.compile(r"[\w)”\"’][.!?؟۔।][\"”’)]?(?:\[\w{1,8}\])*\s+[\"“(]?[^\Wa-z_]")
_END_MARKS = re.compile(r"(?:\[[^\]\s]{1,12}\])+$")
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class Line:
    """A line without its white space. `number` counts blank lines too: a gap of two means one blank line between.

    `depth` counts the marks of quoted mail before it, which are not of its text.
    """

    start: int
    end: int
    text: str
    indent: int
    number: int
    depth: int = 0

    @property
    def edge(self) -> int:
        """How many characters it takes from the left margin to its end."""
        return self.indent + len(self.text)

    @property
    def body(self) -> int:
        """Where the words begin, after a bullet."""
        found = _BULLET.match(self.text)
        return self.start + (found.end() if found else 0)

    @property
    def is_item(self) -> bool:
        return _BULLET.match(self.text) is not None

    @property
    def is_note(self) -> bool:
        """An entry of a list of references."""
        return _NOTE.match(self.text) is not None


def lines_of(text: str) -> tuple[Line, ...]:
    """The lines that hold more than white space."""
    made: list[Line] = []
    number, last = 0, 0
    for found in _LINE.finditer(text):
        number += text.count("\n", last, found.start()) or (1 if made else 0)
        last = found.start()
        mark = _quote_mark(found.group())
        words = found.group()[mark:].strip()
        if not words:
            continue
        indent = found.group().index(words, mark)
        start = found.start() + indent
        made.append(Line(start, start + len(words), words, indent, number, found.group()[:mark].count(">")))
    return tuple(made)


def quote_marks(text: str) -> Iterator[tuple[int, int]]:
    """The marks of quoted mail at the heads of lines."""
    for found in _LINE.finditer(text):
        if mark := _quote_mark(found.group()):
            yield found.start(), found.start() + mark


def _quote_mark(line: str) -> int:
    found = _QUOTE.match(line)
    return found.end() if found else 0


def stanzas(lines: tuple[Line, ...]) -> Iterator[tuple[int, int]]:
    """Ranges of lines with no blank line between."""
    first = 0
    for at in range(1, len(lines) + 1):
        if at == len(lines) or lines[at].number - lines[at - 1].number > 1:
            yield first, at
            first = at


def ends_sentence(words: str) -> bool:
    return _SENTENCE_END.search(words) is not None


def hangs(words: str) -> bool:
    """A line that ends as no line should: in a comma, in "the"."""
    return words.endswith((",", "،", "-", "–")) or words.split()[-1] in gloss_words().unfinished


def is_prose(words: str) -> bool:
    """Sentences, rather than a name, a heading, a row of a table."""
    count = words.count(" ") + 1
    if ends_sentence(words):
        return count >= 8 or (count >= 4 and _has_verb(words))
    return count >= 12 and (_INNER_END.search(words) is not None or count >= 30)


def _has_verb(words: str) -> bool:
    return not shapes().finite.isdisjoint(words.split())


def is_furniture(words: str) -> bool:
    """Words of the page: a menu, a button, a banner, a notice."""
    lists = furniture()
    if len(words) > 400:
        return False
    plain = folded(words)
    if plain in lists.lines or not plain or lists.shapes.fullmatch(words):
        return True
    if lists.openings.match(words) and (len(words) < 160):
        return True
    return plain in lists.networks or (" " in plain and set(plain.split()) <= lists.networks)


def is_byline(words: str) -> bool:
    return len(words) < 120 and furniture().bylines.fullmatch(words) is not None


def is_heading(words: str) -> bool:
    """Short, no end of sentence, begins as a title does."""
    words = _END_MARKS.sub("", words)
    if len(words) > 100 or words.count(" ") > 13 or words[-1:] in ("", *".,;:…!،؛"):
        return False
    first = words.lstrip("\"'“‘(«¿¡")[:1]
    return bool(first) and not first.islower()


def is_caption(words: str) -> bool:
    """A description of a picture: opens as one, or is one phrase without a finite verb."""
    if shapes().pictures.match(words) and len(words) < 250:
        return True
    tokens = words.rstrip(".").split()
    if not 5 <= len(tokens) <= 45 or _INNER_END.search(words) or words[0] in "\"“'‘" or not words.endswith("."):
        return False
    if not shapes().finite.isdisjoint(token.strip(",;()\"'“”’") for token in tokens):
        return False
    if any(token.endswith("ing") and token not in shapes().prepositions for token in tokens[1:6]):
        return True
    return not any(re.fullmatch(r"[a-z]+ed,?", token) for token in tokens) and _YEAR.search(words[-14:]) is not None
