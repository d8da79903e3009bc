"""A timeline as a picture: a lane for each kind of statement, what held as bars, what happened as marks.

Many events are counted by the month, lane by lane; an event whose month is not told is never put into one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache

import yaml

from stemmata.model import Polarity
from stemmata.show.answers import Line, Lines
from stemmata.show.asof import Window
from stemmata.show.pictures.axis import FAINT, INK, Axis, axis_over, draw_axis
from stemmata.show.pictures.canvas import Address, Canvas, fitted, width_of
from stemmata.show.pictures.marks import ASIDE, QUIET, WARNING, nowhere
from stemmata.show.pictures.spells import days_of, draw_dispute, draw_spell, draw_window, spell_of
from stemmata.show.printed.facts import statement, time_of, whole_statement
from stemmata.show.queries.dossier import OTHER, SECTIONS, titles
from stemmata.show.wording import counted, doubt, is_event

MARGIN, TOP, WIDTH, LEFT = 16, 84, 1160, 168
ROW, BAR, PAD, HIGH = 19, 9, 10, 54  # a row, a bar in it, the room around a lane, how high the greatest month is
MANY = 150  # events: of more than these the months are counted
LONGEST = 50  # letters of a label
STATES, EVENTS = "#3d6b99", "#96683a"
Month = tuple[int, int]


def draw_chronicle(lines: Lines, address: Address = nowhere) -> str:
    """The timeline as SVG, to stand in a page; links where `address` gives any ("month" and 2015-03 among them)."""
    title = f"{lines.question[:1].upper()}{lines.question[1:]}{f', until {lines.on}' if lines.on else ''}"
    dated = [line for line in lines.lines if days_of(line.when)]
    canvas = Canvas(title, f"{counted(len(dated), 'dated statement')}. {_told(dated)}")
    canvas.text((MARGIN, 28), title, 17, fill=INK, font_weight="bold", class_="title")
    axis = axis_over(_days(dated, lines.on), LEFT, WIDTH - MARGIN - 12)
    if axis is None:
        canvas.text((MARGIN, 52), "nothing in this record has a date", 13, fill=INK, class_="label")
        return canvas.inline(WIDTH, 52 + MARGIN, "group")
    dense = sum(is_event(line.predicate) for line in dated) > MANY
    said = _COUNTED if dense else _SINGLE
    canvas.text((MARGIN, 46), said, ASIDE, fill=QUIET, class_="aside")
    lanes = [_lane(section, axis, dense, lines.entity is None) for section in _by_section(dated).items()]
    bottom = TOP + sum(lane.height for lane in lanes)
    draw_axis(canvas, axis, TOP, bottom)
    draw_window(canvas, axis, lines.on, TOP, bottom)
    y = float(TOP)
    for lane in lanes:
        canvas.line((MARGIN, y), (WIDTH - MARGIN, y), FAINT, class_="rule")
        canvas.text((MARGIN, y + PAD + 12), lane.title, 12, fill=INK, font_weight="bold", class_="label")
        _draw_lane(canvas, lane, y + PAD, address)
        y += lane.height
    return canvas.inline(WIDTH, y + MARGIN, "group")


_SINGLE = "bar: it held, faint where it may have, fading where no beginning or end is told; diamond: it happened"
_COUNTED = (
    "each column is a month, and its height the events or beginnings in it, each lane to its own scale;"
    " +: of which only the year is told"
)


def _told(lines: Sequence[Line]) -> str:
    if len(lines) > MANY:
        return f"The first {time_of(lines[0])}, the last {time_of(lines[-1])}"
    return "; ".join(f"{time_of(line)}: {whole_statement(line)}" for line in lines)


def _days(lines: Iterable[Line], on: str) -> Iterator[date]:
    for line in lines:
        yield from days_of(line.when)
    if on:
        window = Window.of(on)
        yield from (window.first, window.last)


@cache
def _sections() -> Mapping[str, str]:
    """Predicate -> the title of the section of sections.yml in which it stands."""
    sections = yaml.load(SECTIONS.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return {
        predicate: section["title"]
        for section in reversed(sections)
        for end in ("subject", "object")
        for predicate in section.get(end, ())
    }


def _by_section(lines: Iterable[Line]) -> dict[str, list[Line]]:
    found: dict[str, list[Line]] = {title: [] for title in titles()}
    for line in lines:
        found[_sections().get(line.predicate, OTHER)].append(line)
    return {title: several for title, several in found.items() if several}


@dataclass(frozen=True, slots=True)
class Item:
    """A statement in its row."""

    line: Line
    row: int
    label: str
    at: float  # where the label begins, or ends
    to_left: bool


@dataclass
class Lane:
    """The statements of one kind: each for itself in `rows` rows, or counted by the month."""

    title: str
    axis: Axis
    lines: Sequence[Line]
    counted: bool
    items: list[Item] = field(default_factory=list)
    rows: int = 0

    @property
    def height(self) -> float:
        return HIGH + 30 + 2 * PAD if self.counted else ROW * self.rows + 2 * PAD


def _lane(section: tuple[str, list[Line]], axis: Axis, dense: bool, whole: bool) -> Lane:
    title, lines = section
    lane = Lane(title, axis, lines, dense)
    if not dense:
        _pack(lane, whole)
    return lane


def _pack(lane: Lane, whole: bool) -> None:
    """Each statement with its label in the first row where it has room; in a `whole` conflict its subject is named."""
    taken: list[list[tuple[float, float]]] = []
    for line in lane.lines:
        spell = spell_of(lane.axis, line.when)
        if spell is None:
            continue
        left, right = spell.known if is_event(line.predicate) else spell.reach
        room = max(WIDTH - MARGIN - right - 8, left - 8 - LEFT)
        label = fitted(_label(line, whole), min(width_of("n" * LONGEST, ASIDE), max(room, ROW)), ASIDE)
        wide = width_of(label, ASIDE) * 0.92
        to_left = right + 8 + wide > WIDTH - MARGIN and left - 8 - wide > LEFT
        span = (left - 14 - wide, right + 6) if to_left else (left - 6, right + 14 + wide)
        row = next((at for at, row in enumerate(taken) if all(span[1] < a or b < span[0] for a, b in row)), len(taken))
        taken.extend([] for _ in range(row - len(taken) + 1))
        taken[row].append(span)
        lane.items.append(Item(line, row, label, left - 8 if to_left else right + 8, to_left))
    lane.rows = len(taken)


def _label(line: Line, whole: bool) -> str:
    words = whole_statement(line) if whole else f"{doubt(line.polarity)}{statement(line)}"
    return f"{'? ' if line.disputed else ''}{words}"


def _draw_lane(canvas: Canvas, lane: Lane, top: float, address: Address) -> None:
    if lane.counted:
        _draw_months(canvas, lane, top, address)
    for item in lane.items:
        line = item.line
        says = f"{time_of(line)}: {whole_statement(line)} ({line.certainty})"
        classes = f"{'event' if is_event(line.predicate) else 'state'}{' disputed' if line.disputed else ''}"
        with canvas.link(address("fact", line.fact), f"{says}{'; disputed' if line.disputed else ''}", class_=classes):
            _draw_item(canvas, lane.axis, item, top + ROW * item.row)


def _draw_item(canvas: Canvas, axis: Axis, item: Item, top: float) -> None:
    line = item.line
    spell = spell_of(axis, line.when)
    if spell is None:
        return
    middle = top + ROW / 2
    faint = 0.4 if line.polarity is Polarity.DENIED else 1.0
    if is_event(line.predicate):
        low, high = spell.known
        if high - low > 8:
            canvas.line((low, middle), (high, middle), EVENTS, stroke_width=1.2, stroke_opacity=0.6, class_="within")
        x = (low + high) / 2
        path = f"M{x:.1f},{middle - 5:.1f} l4.5,5 l-4.5,5 l-4.5,-5 Z"
        canvas.path(path, fill=EVENTS, fill_opacity=faint, class_="mark")
    else:
        draw_spell(canvas, spell, middle - BAR / 2, BAR, STATES)
    if line.disputed:
        draw_dispute(canvas, spell, middle - BAR / 2, BAR)
    looks = {"fill": WARNING if line.disputed else INK, "class_": "warning" if line.disputed else "label"}
    anchor = {"text_anchor": "end"} if item.to_left else {}
    canvas.text((item.at, middle + 4), item.label, ASIDE, **looks, **anchor)


def _draw_months(canvas: Canvas, lane: Lane, top: float, address: Address) -> None:
    """A column for each month, its number above where there is room, and below it what is known by the year alone."""
    axis, base = lane.axis, top + HIGH + 8
    months = Counter(month for month in map(_month, lane.lines) if month is not None)
    greatest = max(months.values(), default=1)
    canvas.line((axis.left, base), (axis.right, base), INK, stroke_width=0.6, class_="base")
    told: list[tuple[float, float]] = []
    for month, many in sorted(months.items(), key=lambda each: (-each[1], each[0])):
        left, right = axis.x(date(*month, 1)), axis.x(_next(month))
        name = f"{month[0]}-{month[1]:02}"
        high = HIGH * many / greatest
        with canvas.link(address("month", name), f"{lane.title}, {name}: {many}", class_="month"):
            canvas.rect((left + 0.4, base - high), (max(right - left - 0.8, 0.8), high), EVENTS, class_="column")
            middle, wide = (left + right) / 2, width_of(str(many), 10)
            if not any(abs(middle - x) < (wide + w) / 2 + 2 for x, w in told):
                told.append((middle, wide))
                looks = {"fill": QUIET, "text_anchor": "middle", "class_": "aside"}
                canvas.text((middle, base - high - 3), str(many), 10, **looks)
    years = Counter(year for year in map(_year, lane.lines) if year is not None)
    for year, many in sorted(years.items()):
        middle = (axis.x(date(year, 1, 1)) + axis.after(date(year, 12, 31))) / 2
        with canvas.group(f"{lane.title}: {many} of which only the year {year} is told"):
            canvas.text((middle, base + 13), f"+{many}", 10, fill=QUIET, text_anchor="middle", class_="aside")
    words = counted(len(lane.lines), "statement")
    canvas.text((MARGIN, top + 28), words, ASIDE, fill=QUIET, class_="aside")
    loose = len(lane.lines) - sum(months.values()) - sum(years.values())
    if loose:
        canvas.text((MARGIN, top + 43), f"{loose} dated less finely", ASIDE, fill=QUIET, class_="aside")


def _begun(line: Line) -> tuple[date, date] | None:
    """The days between which something happened or began; None where no such day is told."""
    start = line.when.start
    return (start.earliest, start.latest) if start.earliest and start.latest else None


def _month(line: Line) -> Month | None:
    """The month in which something happened or began, where that is surely one."""
    begun = _begun(line)
    if begun is None or (begun[0].year, begun[0].month) != (begun[1].year, begun[1].month):
        return None
    return begun[0].year, begun[0].month


def _year(line: Line) -> int | None:
    """The year, where the month is not told."""
    begun = _begun(line)
    return begun[0].year if begun and _month(line) is None and begun[0].year == begun[1].year else None


def _next(month: Month) -> date:
    year, number = month
    return date(year + number // 12, number % 12 + 1, 1)
