"""Plain text, most often a web page saved as text -> blocks, by the shape of its lines alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from stemmata.clean.bookpages import merged, narrowest, without_heads
from stemmata.clean.glosses import Gloss, find_glosses, goes_on_glued
from stemmata.clean.infobox import find_infoboxes, infobox_blocks, script_of
from stemmata.clean.lexicon import folded, furniture, sections
from stemmata.clean.lines import (
    Line,
    ends_sentence,
    is_byline,
    is_caption,
    is_furniture,
    is_heading,
    lines_of,
    quote_marks,
)
from stemmata.clean.paragraphs import Paragraph, paragraphs, wrap_width
from stemmata.clean.pieces import Block, Cut
from stemmata.clean.wraps import broken
from stemmata.model import Role, Run

_MARKED_HEADING = re.compile(r"(#{1,6})[ \t]+(?=\S)|(={2,6})[ \t]*(?=\S.*?={2,6}$)")
_TEMPLATE = re.compile(r"\{\{(?:[^{}\n]*\}\}|.*)")
_QUOTED = re.compile(r"(?:“[^”]{40,}”?|«[^»]{40,}»?|\"[^\"]{40,}\"?)[.,]?", re.DOTALL)
TITLE_WORDS = 0.5  # share of a title's words that the text says again


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a paragraph stands on its page: what is above it, what comes."""

    last: Role | None
    title: str  # folded; empty where the page has none
    titled: bool  # the title has been seen
    read: bool  # prose has been seen
    more: bool  # prose is to come
    lead: bool  # the words above end in a colon


def plain_blocks(text: str, title: str | None, pages: Sequence[Run] = ()) -> Iterator[Block]:
    """The blocks of a plain text, in order. `title` is the report's title where it is known from elsewhere.

    On the pages of a book, heads and numbers that recur are furniture, and sentences read on across them.
    """
    every = lines_of(text)
    lines, heads = without_heads(every, pages, title or "") if pages else (every, ())
    aside = [*((line.start, line.end) for line in heads), *quote_marks(text)]
    furnishings = [Block(start, end, Role.FURNITURE) for start, end in aside]
    wrap = narrowest(lines, pages) if pages else wrap_width(lines)
    on = frozenset[int]() if pages else broken(lines)
    yield from merged(_read(text, lines, title, wrap, on), furnishings)


def _read(
    text: str, lines: tuple[Line, ...], title: str | None, wrap: int, broken: AbstractSet[int]
) -> Iterator[Block]:
    glosses = find_glosses(lines)
    stretches: list[list[Paragraph]] = []
    boxes = find_infoboxes(lines)
    at = 0
    for first, end in [*boxes, (len(lines), len(lines))]:
        own = {i - at: gloss for i, gloss in glosses.items() if at <= i < first}
        on = frozenset(i - at for i in broken if at < i < first)
        stretches.append(list(paragraphs(lines[at:first], own, wrap, on)))
        at = end
    yield from _page(text, stretches, [lines[first:end] for first, end in boxes], title)


def _page(
    text: str, stretches: list[list[Paragraph]], boxes: list[Sequence[Line]], title: str | None
) -> Iterator[Block]:
    every = [paragraph for stretch in stretches for paragraph in stretch]
    last_prose = max((p.start for p in every if p.is_prose), default=-1)
    prose = " ".join(p.words for p in every if p.is_prose)
    script = script_of(prose[:4000] or text[:4000])
    place = _Place(None, _title(every, prose, title), False, False, last_prose >= 0, False)
    for stretch, box in zip(stretches, [*boxes, ()], strict=True):
        for paragraph in stretch:
            place = _Place(place.last, place.title, place.titled, place.read, paragraph.start < last_prose, place.lead)
            role = _role(paragraph, place)
            yield from _blocks(text, paragraph, role)
            place = _after(place, paragraph, role)
        if box:
            yield from infobox_blocks(box, script)
            place = _Place(Role.INFOBOX, place.title, place.titled, place.read, place.more, False)


def _after(place: _Place, paragraph: Paragraph, role: Role) -> _Place:
    read = place.read or role is Role.BODY
    lead = re.search(r":(?:\[\w+\])*$", paragraph.words) is not None or (place.lead and role is Role.LIST)
    return _Place(role, place.title, place.titled or role is Role.TITLE, read, place.more, lead)


def _title(every: Sequence[Paragraph], prose: str, known: str | None) -> str:
    """The headline: the line above the text whose words the text says most."""
    vocabulary = frozenset(re.findall(r"\w{4,}", prose.casefold()))
    best, share = "", 0.0
    for paragraph in every:
        if paragraph.is_prose:
            break
        words = folded(paragraph.words)
        if known and words == folded(known):
            return words
        if not paragraph.is_one_line or _is_page_matter(paragraph) or len(words) > 200 or paragraph.lines[0].is_item:
            continue
        content = re.findall(r"\w{4,}", words)
        said = sum(word in vocabulary for word in content) / len(content) if content else 0.0
        if said > share and said >= TITLE_WORDS:
            best, share = words, said
    return best


def _is_page_matter(paragraph: Paragraph) -> bool:
    return is_furniture(paragraph.words) or is_byline(paragraph.words)


def _role(paragraph: Paragraph, place: _Place) -> Role:
    line = paragraph.lines[0]
    if line.is_note:
        return Role.REFERENCE
    if place.title and folded(paragraph.words) == place.title and not place.read:
        return Role.FURNITURE if place.titled else Role.TITLE
    if _is_marked_heading(paragraph):
        return Role.HEADING
    if sections().get(folded(paragraph.words), "asides") == "asides" and _is_page_matter(paragraph):
        return Role.FURNITURE
    if line.is_item or (place.lead and paragraph.is_one_line and not paragraph.is_prose):
        return Role.LIST
    if place.last in (Role.TITLE, Role.HEADING, Role.FURNITURE, Role.CAPTION) and is_caption(paragraph.words):
        return Role.CAPTION
    if paragraph.is_prose:
        return Role.QUOTATION if line.depth or _QUOTED.fullmatch(paragraph.words) else Role.BODY
    return _short(paragraph, place)


def _is_marked_heading(paragraph: Paragraph) -> bool:
    if not paragraph.is_one_line or len(paragraph.words) > 120:
        return False
    return bool(_MARKED_HEADING.match(paragraph.words) or furniture().edit_link.search(paragraph.words))


def _short(paragraph: Paragraph, place: _Place) -> Role:
    """A line that is no sentence: a heading where text follows it, else a remnant of the page above or below."""
    if folded(paragraph.words) in sections() and paragraph.is_one_line:
        return Role.HEADING
    heading = paragraph.is_one_line and is_heading(paragraph.words)
    if heading and paragraph.alone and place.more and (place.read or place.titled or place.last is Role.INFOBOX):
        return Role.HEADING
    if ends_sentence(paragraph.words) and " " in paragraph.words:
        return Role.BODY  # "Our paper reports…": who says it
    if not place.read and place.more:
        return Role.FURNITURE
    return Role.FURNITURE if heading and paragraph.alone and place.read else Role.BODY


def _blocks(text: str, paragraph: Paragraph, role: Role) -> Iterator[Block]:
    """A paragraph as a block; a bullet or the mark of a heading stands apart."""
    start, level = paragraph.start, 0
    mark = _MARKED_HEADING.match(paragraph.lines[0].text) if role is Role.HEADING else None
    body = start + mark.end() if mark else paragraph.lines[0].body if role is Role.LIST else start
    if body > start:
        yield Block(start, body, Role.FURNITURE)
    if mark:
        level = len(mark.group(1) or mark.group(2))
    cuts = [*_gloss_cuts(text, paragraph.glosses), *_template_cuts(text, paragraph)]
    if role is Role.HEADING:
        cuts += _heading_cuts(text, paragraph)
    yield Block(body, paragraph.end, role, level=level, cuts=tuple(sorted(cuts, key=lambda cut: cut.start)))


def _gloss_cuts(text: str, glosses: Sequence[Gloss]) -> Iterator[Cut]:
    """Definitions, with the newline after them where a comma or the end of a word follows it."""
    for gloss in glosses:
        end = gloss.end
        if goes_on_glued(text[end : end + 12]):
            end += len(text[end : end + 3]) - len(text[end : end + 3].lstrip())
        yield Cut(gloss.start, end, Role.GLOSS, gloss.term)


def _template_cuts(text: str, paragraph: Paragraph) -> Iterator[Cut]:
    for found in _TEMPLATE.finditer(text, paragraph.start, paragraph.end):
        if not any(gloss.start <= found.start() < gloss.end for gloss in paragraph.glosses):
            yield Cut(found.start(), found.end(), Role.FURNITURE)


def _heading_cuts(text: str, paragraph: Paragraph) -> Iterator[Cut]:
    for pattern in (furniture().edit_link, re.compile(r"[ \t]*(?:={2,6}|#+)$")):
        found = pattern.search(paragraph.lines[-1].text)
        if found:
            start = paragraph.lines[-1].start + found.start()
            yield Cut(start, paragraph.end, Role.FURNITURE)
            return
