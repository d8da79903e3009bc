"""The lineage of groups as a picture: time from left to right, a lane for each group, lines for what ties them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from stemmata.show.ancestry import Ancestry, Node, Tie
from stemmata.show.asof import Window
from stemmata.show.pictures.axis import INK, Axis, axis_over, draw_axis
from stemmata.show.pictures.canvas import Canvas, fitted, width_of
from stemmata.show.pictures.lanes import BAR, COALITION, GROUP, LANE, draw_lane, middle_of, moment
from stemmata.show.pictures.ties import KINDS, draw_tie
from stemmata.show.printed.lineage import FOLLOWED, lifetime
from stemmata.show.wording import counted, kind_of

MARGIN, TOP, WIDTH = 16, 86, 1160
LABEL, LABELS = 13, 330  # size of the letters of a name; the most room for names
SLOT = 14  # room of a tie without a date
MOVES = 6  # so often is a line moved aside, not more: it must stand near its time


def draw_lineage(answer: Ancestry) -> str:
    """The graph as SVG."""
    title = f"Lineage of {answer.entity.name}" if answer.entity else "Lineage of all groups"
    about = "; ".join(f"{node.name}: {lifetime(node.life)}" for node in answer.nodes)
    canvas = Canvas(title, f"{counted(len(answer.nodes), 'lane')}, time from left to right. {about}")
    Drawing(canvas, answer).draw(title)
    return canvas.written(WIDTH, TOP + LANE * len(answer.nodes) + _legend_height(answer))


class Drawing:
    """One picture while it is drawn."""

    def __init__(self, canvas: Canvas, answer: Ancestry) -> None:
        self.canvas, self.answer = canvas, answer
        self.nodes = in_tree_order(answer)
        self.names = {node.id: node.name for node in self.nodes}
        self.lane = {node.id: at for at, node in enumerate(self.nodes)}
        self.labels = min(max((width_of(node.name, LABEL) for node in self.nodes), default=0), LABELS) + MARGIN
        self.undated = _slots({at: tie for at, tie in enumerate(answer.ties) if moment(tie) is None}, self.lane)
        self.bottom = TOP + LANE * len(self.nodes)
        beside = SLOT * (max(self.undated.values(), default=-1) + 1)
        self.slots_left = self.labels + MARGIN
        self.left = self.slots_left + (max(beside, 44) + 2 * MARGIN if beside else 0)
        self.axis = axis_over(_days(answer), self.left, WIDTH - MARGIN)

    def draw(self, title: str) -> None:
        aside = f", as of {self.answer.on}" if self.answer.on else ""
        self.canvas.text((MARGIN, 28), f"{title}{aside}", 17, fill=INK, font_weight="bold")
        said = "solid: surely existed; faint: may have existed; open to a side: nothing is told of that end"
        self.canvas.text((MARGIN, 46), said, 11, fill="#666666")
        if self.axis is not None:
            draw_axis(self.canvas, self.axis, TOP, self.bottom)
            self._draw_date(self.axis)
        if self.undated:
            self.canvas.text((self.slots_left, TOP - 6), "no date", 11, fill=INK)
        for node in self.nodes:
            self._draw_node(node)
        taken: list[tuple[float, float, float, str]] = []
        for at, tie in enumerate(self.answer.ties):
            self._draw_tie(at, tie, taken)
        draw_legend(self.canvas, self.answer, self.bottom + 30)

    def _draw_date(self, axis: Axis) -> None:
        if self.answer.on:
            window = Window.of(self.answer.on)
            one, other = axis.x(window.first), axis.after(window.last)
            self.canvas.rect((one, TOP), (max(other - one, 1.5), self.bottom - TOP), "#ffe9a8", fill_opacity=0.6)

    def _draw_node(self, node: Node) -> None:
        y = self._y(node.id)
        with self.canvas.group(f"{node.name} ({kind_of(node.type)}): {lifetime(node.life)}"):
            weight = "bold" if self.answer.entity == node.entity else "normal"
            self.canvas.text((MARGIN, y + 4), fitted(node.name, self.labels - MARGIN, LABEL), LABEL, font_weight=weight)
            if self.axis is not None:
                draw_lane(self.canvas, self.axis, node, y)

    def _draw_tie(self, at: int, tie: Tie, taken: list[tuple[float, float, float, str]]) -> None:
        one, other = self._y(tie.one), self._y(tie.other)
        spread = None if self.axis is None else moment(tie)
        if self.axis is None or spread is None:
            x, whisker = self.slots_left + SLOT * (0.5 + self.undated[at]), None
        else:
            whisker = (self.axis.x(spread[0]), self.axis.after(spread[1]))
            x = _free((whisker[0] + whisker[1]) / 2, min(one, other), max(one, other), tie.other, taken)
        ends = ((x, other), (x, one)) if tie.kind == "leaving" else ((x, one), (x, other))
        draw_tie(self.canvas, tie, ends, whisker, self._says(tie))

    def _says(self, tie: Tie) -> str:
        return f"{self.names[tie.one]} {KINDS[tie.kind].words} {self.names[tie.other]}"

    def _y(self, node: str) -> float:
        return middle_of(TOP, self.lane[node])


def _free(x: float, top: float, bottom: float, into: str, taken: list[tuple[float, float, float, str]]) -> float:
    """A place near x where no other line runs, if there is one; lines into one lane at one time may share theirs."""
    for _ in range(MOVES):
        if not any(abs(x - a) < 5 and top < d and c < bottom and (into != b or x != a) for a, c, d, b in taken):
            break
        x += 5
    taken.append((x, top, bottom, into))
    return x


def _slots(ties: Mapping[int, Tie], lane: Mapping[str, int]) -> dict[int, int]:
    """Ties without a date side by side, so that no two that pass the same lane share a place."""
    slots: dict[int, int] = {}
    for at, tie in ties.items():
        taken = {slot for other, slot in slots.items() if _pass(ties[other], tie, lane)}
        slots[at] = next(slot for slot in range(len(ties) + 1) if slot not in taken)
    return slots


def _pass(one: Tie, other: Tie, lane: Mapping[str, int]) -> bool:
    """Whether the lines of two ties run beside the same lane."""
    (low, high), (least, most) = (sorted((lane[tie.one], lane[tie.other])) for tie in (one, other))
    return low <= most and least <= high


def _days(answer: Ancestry) -> Iterator[date]:
    periods = [*(node.life.when for node in answer.nodes), *(tie.when for tie in answer.ties)]
    for period in periods:
        ends = (period.start.earliest, period.start.latest, period.end.earliest, period.end.latest)
        yield from (day for day in ends if day is not None)
    if answer.on:
        window = Window.of(answer.on)
        yield from (window.first, window.last)


def in_tree_order(answer: Ancestry) -> list[Node]:
    """Each group below what it came from, as the text has them: lines stay short."""
    nodes = {node.id: node for node in answer.nodes}
    below: dict[str, list[str]] = {}
    for tie in answer.ties:
        if tie.kind in FOLLOWED and not tie.denied:
            below.setdefault(tie.one, []).append(tie.other)
    under = {id_ for others in below.values() for id_ in others}
    roots = [node.id for node in answer.nodes if node.id not in under]
    found: dict[str, Node] = {}
    waiting = [*roots, *nodes][::-1]
    while waiting:
        id_ = waiting.pop()
        if id_ not in found:
            found[id_] = nodes[id_]
            waiting.extend(reversed(below.get(id_, ())))
    return list(found.values())


def draw_legend(canvas: Canvas, answer: Ancestry, top: float) -> None:
    """What the colours and lines mean: only what is in the picture."""
    x = float(MARGIN)
    types = {"coalition" if node.type == "Coalition" else "group" for node in answer.nodes}
    for colour, words in ((GROUP, "group"), (COALITION, "coalition")):
        if words not in types:
            continue
        canvas.rect((x, top - 9), (26, BAR), colour)
        canvas.text((x + 32, top + 1), words, 11, fill=INK)
        x += 50 + width_of(words, 11)
    canvas.line((x + 4, top - 12), (x + 4, top + 6), INK, stroke_width=2)
    canvas.text((x + 12, top + 1), "last evidenced, which is no end", 11, fill=INK)
    x = float(MARGIN)
    for kind in _kinds(answer):
        look = KINDS[kind]
        canvas.line((x, top + 22), (x + 26, top + 22), look.colour, stroke_width=2, stroke_dasharray=look.dashes)
        canvas.text((x + 32, top + 26), kind, 11, fill=INK)
        x += 50 + width_of(kind, 11)
    canvas.text((MARGIN, top + 48), MARKS, 11, fill="#666666")


MARKS = "? disputed; × denied; a line across an arrow: within these days; point at a line or lane for what it says"


def _kinds(answer: Ancestry) -> list[str]:
    present = {tie.kind for tie in answer.ties}
    return [kind for kind in KINDS if kind in present]


def _legend_height(answer: Ancestry) -> float:
    return 94.0
