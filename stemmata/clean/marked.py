"""A marked-up page (HTML, DOCX) -> blocks: the roles that its elements give, where they are of the article at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from stemmata.clean.elements import HEADINGS, Unit, units_of
from stemmata.clean.glosses import definition_after, goes_on_glued
from stemmata.clean.hints import hint_kinds
from stemmata.clean.lexicon import folded, furniture, sections
from stemmata.clean.lines import is_byline, is_caption, is_furniture, is_prose
from stemmata.clean.mainness import headline_of, in_article, is_bare, main_scores, model
from stemmata.clean.pieces import Block, Cut, trimmed
from stemmata.clean.tables import box_blocks, boxes_of
from stemmata.model import Report, Role, Run

SHORTEST_GLOSS = 40  # characters
_NOTE_MARK = re.compile(r"\W*\w{0,6}[\s.]?\d{0,3}\W*")
_EDIT_HINT = re.compile(r"edit-?section|editlink|edit-link", re.IGNORECASE)
_ANCHOR_HINT = re.compile(r"headerlink|anchor", re.IGNORECASE)


_OF_SITES = ("text/html", "application/xhtml+xml")


@dataclass(frozen=True, slots=True)
class _Page:
    text: str
    units: list[Unit]
    headline: int
    main: list[bool]
    widest: int  # letters of an element that is the article itself, not a part of it


def marked_blocks(report: Report) -> Iterator[Block]:
    """The blocks of a report whose runs tell its elements, in order."""
    page = _page(report)
    boxes = boxes_of(page.text, page.units)
    at = 0
    last: Block | None = None
    while at < len(page.units):
        if at in boxes:
            yield from box_blocks(page.text, page.units[at : boxes[at]])
            at, last = boxes[at], None
            continue
        for block in _following(page, at, last):
            yield block
            last = block
        at += 1


def _page(report: Report) -> _Page:
    units = units_of(report.text, report.runs)
    title = report.known("title") or ""
    headline = headline_of(report.text, units, title)
    if report.media_type in _OF_SITES and not is_bare(units):
        main = in_article(main_scores(report.text, units, title, model()), units, model())
    else:
        main = [not _is_page_matter(report.text, unit, i < headline) for i, unit in enumerate(units)]
    letters = sum(unit.end - unit.start for unit, of_it in zip(units, main, strict=True) if of_it)
    return _Page(report.text, units, headline, main, letters // 2)


def _is_page_matter(text: str, unit: Unit, is_above: bool) -> bool:
    """On a bare page: a menu above the headline, a button, a byline."""
    words = text[unit.start : unit.end]
    if unit.within("tr") or unit.tag in HEADINGS:
        return False
    return is_furniture(words) or is_byline(words) or (is_above and not is_prose(words))


def _following(page: _Page, at: int, last: Block | None) -> Iterator[Block]:
    """A unit as a block; text that goes on after a definition set between belongs to the paragraph before that."""
    unit = page.units[at]
    role = _role(page, at)
    start = unit.start
    goes_on = last is not None and last.role is Role.GLOSS and role is Role.BODY and at >= 2
    if goes_on and last is not None and not goes_on_glued(page.text[last.end : last.end + 12]):
        start = last.end
    about = None
    if role is Role.GLOSS:
        about = _term_before(page.text, unit.start, page.units[at - 1] if at else None)
    level = int(unit.tag[1]) if role is Role.HEADING and unit.tag in HEADINGS else 0
    yield Block(start, unit.end, role, level=level, about=about, cuts=_cuts(page.text, unit, role), continues=goes_on)


def _role(page: _Page, at: int) -> Role:
    unit, words = page.units[at], page.text[page.units[at].start : page.units[at].end]
    if at == page.headline:
        return Role.TITLE
    kinds = frozenset(
        kind for run in unit.around if run.end - run.start < page.widest for kind in hint_kinds(run.hints)
    )
    if "tooltip" in kinds and len(words) >= SHORTEST_GLOSS and at and page.main[at - 1] and unit.tag != "li":
        return Role.GLOSS
    if "reference" in kinds and (unit.tag == "li" or is_prose(words)):
        return Role.REFERENCE
    if not page.main[at] or (unit.tag in HEADINGS and sections().get(folded(words)) in ("asides", "furniture")):
        return Role.FURNITURE
    return _element_role(page, unit, words, kinds)


def _element_role(page: _Page, unit: Unit, words: str, kinds: frozenset[str]) -> Role:
    if unit.tag in HEADINGS:
        return Role.HEADING
    if unit.tag in ("figcaption", "caption") or unit.within("figure") or ("caption" in kinds and len(words) < 300):
        return Role.CAPTION
    quote = unit.within("blockquote")
    if quote and quote.end - quote.start < page.widest:
        return Role.QUOTATION
    if unit.tag in ("li", "dt", "dd") or unit.within("tr"):
        return Role.LIST if unit.tag != "td" or "\t" in words or len(words) < 200 else Role.BODY
    return Role.CAPTION if is_caption(words) and len(words) < 160 and unit.tag != "p" else Role.BODY


def _cuts(text: str, unit: Unit, role: Role) -> tuple[Cut, ...]:
    """What the elements inside a paragraph say is not of it."""
    if role in (Role.FURNITURE, Role.REFERENCE, Role.GLOSS):
        return ()
    found: list[Cut] = []
    for run in unit.inside:
        if run.start < unit.start or run.end > unit.end:
            continue
        cut = _cut(text, unit, run, role)
        if cut and cut.start < cut.end <= unit.end and (not found or cut.start >= found[-1].end):
            found.append(cut)
    return tuple(found)


def _cut(text: str, unit: Unit, run: Run, role: Role) -> Cut | None:
    words = text[run.start : run.end]
    if "tooltip" in hint_kinds(run.hints) and run.start > unit.start:
        return _gloss(text, run.start, run.end, _term(text, unit, run))
    if run.tag == "sup" and ("reference" in hint_kinds(run.hints) or words[:1] == "[" or words.isdigit()):
        return Cut(run.start, run.end, Role.REFERENCE) if _NOTE_MARK.fullmatch(words) else None
    if (
        role is Role.HEADING
        and (_EDIT_HINT.search(run.hints) or _ANCHOR_HINT.search(run.hints))
        and run.start > unit.start
    ):
        return Cut(run.start, run.end, Role.FURNITURE)
    if role is Role.HEADING and run.start > unit.start and furniture().edit_link.fullmatch(f"[{words.strip('[] ')}]"):
        return Cut(run.start, run.end, Role.FURNITURE)
    if run.tag == "a" and role is Role.BODY:
        end = definition_after(text[run.start : run.end], text[run.end : min(unit.end, run.end + 700)])
        return _gloss(text, run.end, run.end + end, (run.start, run.end)) if end else None
    return None


def _gloss(text: str, start: int, end: int, term: tuple[int, int]) -> Cut:
    """A definition with the blanks around it that the sentence does not need."""
    start = trimmed(text, term[1], start)[1] if text[term[1] : start].strip() == "" else start
    if goes_on_glued(text[end : end + 12]):
        end += len(text[end : end + 3]) - len(text[end : end + 3].lstrip())
    return Cut(start, end, Role.GLOSS, term)


def _term(text: str, unit: Unit, tooltip: Run) -> tuple[int, int]:
    """The term that a definition inside a paragraph defines: the element that ends before it, or that holds it."""
    ended = [run for run in unit.inside if run.end <= tooltip.start and not text[run.end : tooltip.start].strip()]
    if ended:
        return ended[0].start, ended[0].end
    holding = [run for run in unit.inside if run.start < tooltip.start and run.end >= tooltip.end]
    if holding:
        return trimmed(text, holding[-1].start, tooltip.start)
    before = text[unit.start : tooltip.start].rstrip()
    return unit.start + before.rfind(" ") + 1, unit.start + len(before)


def _term_before(text: str, start: int, above: Unit | None) -> tuple[int, int] | None:
    """The term that a definition on lines of its own defines: the link that ends the line above, else its last word."""
    if above is None:
        return None
    links = [
        run for run in (*above.inside, *above.around[-1:]) if run.tag in ("a", "abbr", "span") and run.end == above.end
    ]
    if links:
        return links[0].start, links[0].end
    return above.start + text[above.start : above.end].rfind(" ") + 1, above.end
