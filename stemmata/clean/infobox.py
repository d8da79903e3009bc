"""Infoboxes flattened to lines: labels glued to values, values below one another, bullets within bullets."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from stemmata.clean.lexicon import folded, labels, shapes
from stemmata.clean.lines import Line, is_furniture, is_prose
from stemmata.clean.pieces import Block, trimmed
from stemmata.model import Role

_IMAGE = re.compile(r"\S.*\.(?:svg|png|jpe?g|gif|webp|tiff?)(?:\W.*)?$", re.IGNORECASE)
_IMAGE_NOTE = re.compile(
    r"(?:Official |Original |Old |Former |Current )?(?:[Ll]ogo|[Ff]lag|[Ee]mblem|[Bb]adge|[Ii]nsignia|[Ss]eal)\b"
)
_SEAM = re.compile(r"(?:(?<=\])|(?<=\))|(?<=[a-z]{3}))(?=[^\W\d_a-z])")
FEWEST_LABELS = 2
WIDEST_GAP = 30  # lines of values between two labels


@dataclass(frozen=True, slots=True)
class Hit:
    """A label at the head of a line: where its words end, and how its value stands to it."""

    key: str
    end: int
    form: str  # glued, colon, alone, spaced


def label_at(words: str) -> Hit | None:
    """The label that a line begins with, if it does."""
    found = labels().pattern.match(words)
    if not found or found.group(1)[0].islower():
        return None
    rest = words[found.end() :]
    form = _form(rest)
    plain = folded(found.group(1))
    if form is None or (form == "spaced" and plain in labels().strict):
        return None
    end = found.end()
    if form == "colon":
        end += rest.index(":") + 1
    return Hit(labels().keys[plain], end, form)


def _form(rest: str) -> str | None:
    if not rest.strip():
        return "alone"
    if re.match(r"[ \t\u00a0]*:|[ \t\u00a0][^:.]{1,40}:$", rest):
        return "colon"
    if rest[0] == "\t":
        return "colon" if ":" in rest[:2] else "tab"
    if rest[0] in " \u00a0":
        return "spaced" if not rest.lstrip()[0].islower() or rest.lstrip().startswith("the ") else None
    return None if rest[0].islower() or rest[0] in "-–,.;'’/" else "glued"


def find_infoboxes(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """Ranges of lines that are infoboxes."""
    hits = {i: hit for i, line in enumerate(lines) if (hit := label_at(line.text)) and _is_row(line.text, hit)}
    return [_whole(lines, hits, group) for group in _groups(lines, hits) if _convinces([hits[i] for i in group])]


def _is_row(words: str, hit: Hit) -> bool:
    return hit.form == "glued" or not is_prose(words)


def _groups(lines: Sequence[Line], hits: dict[int, Hit]) -> Iterator[list[int]]:
    group: list[int] = []
    for i in sorted(hits):
        if group and (i - group[-1] > WIDEST_GAP or any(is_prose(lines[j].text) for j in range(group[-1] + 1, i))):
            yield group
            group = []
        group.append(i)
    if group:
        yield group


def _convinces(hits: Sequence[Hit]) -> bool:
    """Two labels of which one is glued to its value, or three of any form that is not mere words in a row."""
    keys = {hit.key for hit in hits}
    firm = [hit for hit in hits if hit.form != "spaced"]
    glued = any(hit.form == "glued" for hit in hits)
    return bool(firm) and len(keys) >= (FEWEST_LABELS if glued else FEWEST_LABELS + 1)


def _whole(lines: Sequence[Line], hits: dict[int, Hit], group: Sequence[int]) -> tuple[int, int]:
    first, last = group[0], group[-1]
    while first > 0 and lines[first].number - lines[first - 1].number == 1 and not is_prose(lines[first - 1].text):
        first -= 1
    empty = lines[last].text[hits[last].end :].strip() == ""
    end = last + 1
    while end < len(lines) and not is_prose(lines[end].text):
        gap = lines[end].number - lines[end - 1].number
        if gap > 1 and not (lines[end].is_item and (empty or gap == 2)):
            break
        end += 1
    return first, end


def infobox_blocks(lines: Sequence[Line], script: str) -> Iterator[Block]:
    """The rows of an infobox as blocks. `script` is that of the page: a name in another one is the native name."""
    at = 0
    while at < len(lines) and label_at(lines[at].text) is None:
        yield _name(lines, at, script)
        at += 1
    key, row = "", ""
    parents: list[tuple[int, str]] = []
    for line in lines[at:]:
        hit = label_at(line.text)
        start = line.body
        if hit and not line.is_item:
            key, parents = hit.key, []
            words = line.text[: hit.end].strip()
            row = words if hit.form == "colon" and folded(words) not in labels().keys else ""
            yield Block(line.start, line.start + len(line.text[: hit.end].rstrip()), Role.INFOBOX, "label")
            start = line.start + hit.end
        yield from _values(line, start, key, _under(row, parents, line))
        _descend(parents, line)


def _under(row: str, parents: Sequence[tuple[int, str]], line: Line) -> tuple[str, ...]:
    above = tuple(words for indent, words in parents if line.is_item and indent < line.indent)
    return ((row,) if row else ()) + above


def _descend(parents: list[tuple[int, str]], line: Line) -> None:
    """Keep the bullets that stand above the next line."""
    while parents and parents[-1][0] >= line.indent:
        parents.pop()
    if line.is_item:
        parents.append((line.indent, line.text[line.body - line.start :]))


def _values(line: Line, start: int, key: str, under: tuple[str, ...]) -> Iterator[Block]:
    offset = start - line.start
    if not offset and _is_picture(line.text):
        yield Block(line.start, line.end, Role.CAPTION)
        return
    if line.is_item and line.text.endswith(":"):
        yield Block(line.start, line.end, Role.INFOBOX, "label", under=under)
        return
    if line.is_item and start > line.start:
        yield Block(line.start, start, Role.FURNITURE)
    for first, last in value_spans(line.text[offset:]):
        a, b = trimmed(line.text, offset + first, offset + last)
        if a < b:
            yield Block(line.start + a, line.start + b, Role.INFOBOX, key or "label", under=under)


def _is_picture(words: str) -> bool:
    return (_IMAGE.match(words) or _IMAGE_NOTE.match(words)) is not None


def value_spans(words: str) -> list[tuple[int, int]]:
    """A cell cut where two values are glued: after a footnote mark, a bracket, or a small letter before a capital."""
    seams = [0]
    for found in _SEAM.finditer(words):
        if not _is_one_name(words, found.start()):
            seams.append(found.start())
    return list(zip(seams, [*seams[1:], len(words)], strict=True))


def _is_one_name(words: str, seam: int) -> bool:
    if words[seam - 1] in "])":
        return False
    before = re.search(r"[^\W\d_]+$", words[:seam])
    after = re.match(r"[^\W\d_]+", words[seam:])
    return before is None or before.group() in shapes().camel or after is None or len(after.group()) < 3


def _name(lines: Sequence[Line], at: int, script: str) -> Block:
    """A line above the first label: a name, in this script or another, or what is left of a picture."""
    line = lines[at]
    if is_furniture(line.text):
        return Block(line.start, line.end, Role.FURNITURE)
    if _is_picture(line.text) or (at and _IMAGE.match(lines[at - 1].text)):
        return Block(line.start, line.end, Role.CAPTION)
    return Block(line.start, line.end, Role.INFOBOX, "name" if script_of(line.text) in (script, "") else "native_name")


def script_of(words: str) -> str:
    """The script of most letters, by the first word of their Unicode names; empty where there are none."""
    counts: dict[str, int] = {}
    for letter in filter(str.isalpha, words):
        name = "LATIN" if letter.isascii() else unicodedata.name(letter, "").partition(" ")[0]
        counts[name] = counts.get(name, 0) + 1
    return max(sorted(counts), key=lambda name: counts[name], default="")
