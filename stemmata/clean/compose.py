"""Blocks -> segments: headings give context, back matter changes roles, marks are cut out of their flow."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from stemmata.clean.lexicon import folded, sections
from stemmata.clean.lines import is_prose
from stemmata.clean.pieces import Block, Cut, Piece, tile, trimmed
from stemmata.model import Role, Segment

_MARK = re.compile(
    r"\[(?:\d{1,3}|[a-z]{1,2}|(?:note|nb|n|a|b|lower-alpha|Note|N|Notes?|nota|прим\.) ?\d{1,3}|"
    r"(?:citation|clarification|dubious|page|year|who|when|better source) ?(?:needed)?[^\]]{0,24}|"
    r"[\u0660-\u0669]{1,3}|\u2191)\]"
    r"(?::\d{1,4}(?:[-–]\d{1,4})?(?!\d))?"
)
_FLOWING = {Role.BODY, Role.QUOTATION, Role.LIST, Role.CAPTION, Role.INFOBOX, Role.HEADING, Role.TITLE}
_ENDS = ".!?…"


def compose(text: str, blocks: Sequence[Block]) -> tuple[Segment, ...]:
    """Segments that tile the text, from blocks in order that hold every word of it."""
    placed = _with_lists(text, _with_sections(text, [block for block in blocks if block.start < block.end]))
    return tile(text, list(_pieces(text, placed)))


@dataclass(frozen=True, slots=True)
class _Placed:
    block: Block
    context: tuple[str, ...]


def _with_sections(text: str, blocks: Sequence[Block]) -> Iterator[_Placed]:
    above: list[tuple[int, str]] = []
    back, back_level, last = "", 0, None
    for block in blocks:
        if block.role is Role.HEADING:
            words = _plain(text, block)
            level = _level(block, above, last, words)
            while above and above[-1][0] >= level:
                above.pop()
            if not back or level <= back_level:
                back, back_level = sections().get(folded(words), ""), level
            yield _Placed(block, tuple(words for _, words in above))
            above.append((level, words))
        else:
            if back == "asides" and block.role is Role.BODY and is_prose(text[block.start : block.end]):
                back, above = "", above[:-1]
            yield _Placed(_in_back_matter(block, back), (*(words for _, words in above), *block.under))
        last = block.role


def _level(block: Block, above: Sequence[tuple[int, str]], last: Role | None, words: str) -> int:
    """Where the format gives no depth: below the heading just above it, beside the last one otherwise."""
    if block.level:
        return block.level
    if not above or folded(words) in sections():
        return 1
    return above[-1][0] + (1 if last is Role.HEADING and folded(above[-1][1]) not in sections() else 0)


def _in_back_matter(block: Block, back: str) -> Block:
    if not back or block.role in (Role.FURNITURE, Role.REFERENCE, Role.INFOBOX, Role.TITLE):
        return block
    return replace(block, role=Role.REFERENCE if back == "reference" else Role.FURNITURE)


def _plain(text: str, block: Block) -> str:
    """The words of a block without what is cut out of it."""
    kept, at = [], block.start
    for cut in _cuts(text, block):
        kept.append(text[at : cut.start])
        at = cut.end
    return " ".join("".join([*kept, text[at : block.end]]).split())


def _with_lists(text: str, placed: Iterator[_Placed]) -> Iterator[_Placed]:
    """Items of a list are about the words that lead into it."""
    lead: tuple[int, int] | None = None
    for each in placed:
        block = each.block
        if block.role is Role.LIST and block.about is None:
            block = replace(block, about=lead)
        elif block.role is Role.BODY:
            lead = _lead(text, block)
        elif block.role in (Role.HEADING, Role.TITLE):
            lead = None
        yield _Placed(block, each.context)


def _lead(text: str, block: Block) -> tuple[int, int] | None:
    """The last sentence of a paragraph that ends in a colon, footnote marks apart."""
    end = block.end
    for cut in reversed(_cuts(text, block)):
        if not text[cut.end : end].strip():
            end = cut.start
    if not text[max(end - 3, block.start) : end].rstrip().endswith(":"):
        return None
    start = max(text.rfind(mark, block.start, end) for mark in _ENDS) + 1
    return trimmed(text, max(start, block.start), end)


def _cuts(text: str, block: Block) -> list[Cut]:
    """What is to be cut out of a block: what its reader found, and footnote marks."""
    if block.role not in _FLOWING:
        return list(block.cuts)
    marks = [Cut(found.start(), found.end(), Role.REFERENCE) for found in _MARK.finditer(text, block.start, block.end)]
    free = [mark for mark in marks if not any(mark.start < cut.end and cut.start < mark.end for cut in block.cuts)]
    return sorted([*block.cuts, *free], key=lambda cut: cut.start)


def _pieces(text: str, placed: Iterator[_Placed]) -> Iterator[Piece]:
    """Blocks with their cuts as pieces. A block keeps one flow around its cuts; each cut has its own."""
    last: dict[Role, int] = {}
    flow = 0
    for each in placed:
        block, flow = each.block, flow + 1
        own = last.get(block.role, flow) if block.continues else flow
        last[block.role] = own
        whole = Piece(block.start, block.end, block.role, own, block.label, block.about, each.context)
        cuts = _cuts(text, block)
        for piece in _around(text, whole, cuts):
            if piece.role is not whole.role or piece.flow < 0:
                flow += 1
                piece = replace(piece, flow=flow)
            yield piece


def _around(text: str, whole: Piece, cuts: Sequence[Cut]) -> Iterator[Piece]:
    """A flow and the cuts in it. Blanks after a cut belong to the flow where that goes on."""
    at = whole.start
    for cut in cuts:
        if at < cut.start:
            yield replace(whole, start=at, end=cut.start)
        yield Piece(cut.start, cut.end, cut.role, -1, "", cut.about, whole.context)
        at = cut.end
    if text[at : whole.end].strip():
        yield replace(whole, start=at)
