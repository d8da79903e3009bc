"""Posts over time: a row for each statement of who held what, told as far as it is documented and no further."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from stemmata.model import Polarity
from stemmata.show.answers import Line, Lines
from stemmata.show.asof import Window
from stemmata.show.pictures.axis import INK, Axis, axis_over, draw_axis
from stemmata.show.pictures.canvas import Address, Canvas, fitted, width_of
from stemmata.show.pictures.marks import ASIDE, QUIET, WARNING, nowhere
from stemmata.show.pictures.spells import Spell, days_of, draw_dispute, draw_spell, draw_window, spell_of
from stemmata.show.printed.facts import time_of
from stemmata.show.queries.lines import by_time

MARGIN, TOP, WIDTH, ROW, BAR, BETWEEN = 16, 84, 920, 22, 11, 9
LETTERS, ROLES, LEFT = 13, 190, 364  # where the posts begin, and the axis
COLOUR = "#3d6b99"
Block = tuple[str, Sequence[Line]]


def draw_tenures(lines: Lines, address: Address = nowhere) -> str:
    """The posts as SVG, to stand in a page; links where `address` gives any."""
    title = f"{lines.question[:1].upper()}{lines.question[1:]}{f', on {lines.on}' if lines.on else ''}"
    told = "; ".join(f"{line.other.name}, {_role(line)}, {time_of(line)}" for line in lines.lines)
    canvas = Canvas(title, told or "nothing in this record says so")
    canvas.text((MARGIN, 28), title, 17, fill=INK, font_weight="bold", class_="title")
    said = (
        "solid: surely held; faint: may have been held; fading: no beginning or end is told; thin line: last evidenced"
    )
    canvas.text((MARGIN, 46), said, ASIDE, fill=QUIET, class_="aside")
    blocks = _blocks(lines.lines)
    height = ROW * len(lines.lines) + BETWEEN * len(blocks)
    axis = axis_over(_days(lines), LEFT + 30, WIDTH - MARGIN - 40)
    if axis is not None:
        draw_axis(canvas, axis, TOP, TOP + height)
        draw_window(canvas, axis, lines.on, TOP, TOP + height)
    y = float(TOP) + BETWEEN / 2
    for who, held in blocks:
        y = _draw_block(canvas, axis, (who, held), y, address) + BETWEEN
    if not blocks:
        canvas.text((MARGIN, TOP), "nothing in this record says so", LETTERS, fill=INK, class_="label")
    return canvas.inline(WIDTH, TOP + max(height, ROW) + MARGIN, "group")


def _blocks(lines: Iterable[Line]) -> list[Block]:
    """The posts by person (or by group), whoever came first above."""
    found: dict[tuple[str, str], list[Line]] = {}
    for line in sorted(lines, key=lambda line: (*by_time(line.when), _role(line), line.fact)):
        found.setdefault((line.other.entity or "", line.other.name), []).append(line)
    return [(name, held) for (_, name), held in found.items()]


def _role(line: Line) -> str:
    return str(line.qualifiers.get("role", "")) or "post not stated"


def _days(lines: Lines) -> Iterator[date]:
    for line in lines.lines:
        yield from days_of(line.when)
        if line.last_evidenced:
            yield date.fromisoformat(line.last_evidenced)
    if lines.on:
        window = Window.of(lines.on)
        yield from (window.first, window.last)


def _draw_block(canvas: Canvas, axis: Axis | None, block: Block, y: float, address: Address) -> float:
    """One person (or group) with a row for each statement; where it ends."""
    name, lines = block
    with canvas.link(address("entity", lines[0].other.entity or ""), name, class_="actor"):
        shown = fitted(name, ROLES - MARGIN - 8, LETTERS)
        canvas.text((MARGIN, y + 15), shown, LETTERS, fill=INK, font_weight="bold", class_="label")
    for line in lines:
        says = f"{name}, {_role(line)}: {time_of(line)} ({line.certainty}){'; disputed' if line.disputed else ''}"
        with canvas.link(address("fact", line.fact), says, class_="tenure disputed" if line.disputed else "tenure"):
            role = fitted(_role(line), LEFT - ROLES - 12, ASIDE)
            canvas.text((ROLES, y + 15), role, ASIDE, fill=INK, class_="label")
            _draw_tenure(canvas, axis, line, y + (ROW - BAR) / 2)
        y += ROW
    return y


def _draw_tenure(canvas: Canvas, axis: Axis | None, line: Line, top: float) -> None:
    spell = None if axis is None else spell_of(axis, line.when)
    if axis is None or spell is None:
        canvas.text((LEFT, top + 10), "no date told", ASIDE, fill=QUIET, font_style="italic", class_="aside")
        return
    if line.polarity is Polarity.DENIED:
        left, right = spell.reach
        canvas.rect((left, top), (right - left, BAR), "none", stroke=COLOUR, stroke_dasharray="1 3", class_="denied")
    else:
        draw_spell(canvas, spell, top, BAR, COLOUR)
    if line.last_evidenced:
        x = axis.x(date.fromisoformat(line.last_evidenced))
        canvas.line((x, top - 3), (x, top + BAR + 3), INK, stroke_width=1.4, class_="evidenced")
    if line.disputed:
        draw_dispute(canvas, spell, top, BAR)
    _draw_words(canvas, line, spell, top)


def _draw_words(canvas: Canvas, line: Line, spell: Spell, top: float) -> None:
    """The time in words beside the bar, where there is room."""
    marks = ("? " if line.disputed else "") + ("denied: " if line.polarity is Polarity.DENIED else "")
    words = f"{marks}{time_of(line)}"
    wide = width_of(words, ASIDE)
    looks = {"fill": WARNING if marks else QUIET, "class_": "warning" if marks else "aside"}
    left, right = spell.reach
    if right + 8 + wide <= WIDTH - MARGIN:
        canvas.text((right + 8, top + 10), words, ASIDE, **looks)
    elif left - 8 - wide >= LEFT:
        canvas.text((left - 8, top + 10), words, ASIDE, text_anchor="end", **looks)
