"""A network as a picture: actors that are allied stand near one another, enemies apart; lines say how they are tied."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import log

import numpy as np

from stemmata.show.networks import Actor, Bond, Network
from stemmata.show.pictures.axis import INK
from stemmata.show.pictures.canvas import Address, Canvas, Point, fitted, width_of
from stemmata.show.pictures.marks import ASIDE, QUIET, WARNING, draw_badge, draw_shape, nowhere, sign_of
from stemmata.show.pictures.places import Floats, Room, placed, spread
from stemmata.show.wording import HOLDS, counted, kind_of
from stemmata.when import Holds

MARGIN, TOP, WIDTH, LEAST = 16, 66, 1160, 220
LETTERS, LINE, LETTERS_WIDE = 12, 14, 22
RADIUS = 5.0
THIN, WIDER, MANY_LINEAGES = 1.0, 2.4, 6  # of lines; of so many lineages is a line wide, if none has more
BADGES = 24  # so many are read, more hide what they stand on
NARROW = 0.9  # of the room that a text may take at most: what it takes in most letters


@dataclass(frozen=True, slots=True)
class Look:
    """How a kind of tie is drawn, and how long its line would be: short between those that stand together."""

    colour: str
    dashes: str
    length: float
    words: str
    arrow: bool = False


KINDS = {
    "allied": Look("#1d6f8a", "none", 1.0, "allied"),
    "opposed": Look("#c2452d", "7 4", 2.4, "opposed"),
    "membership": Look("#7d6530", "none", 1.0, "arrow: is part of", arrow=True),
    "backing": Look("#73529a", "2 3", 1.4, "arrow: backs", arrow=True),
}
ENEMIES_OF_ONE = 1.7


def draw_network(answer: Network, address: Address = nowhere) -> str:
    """The network as SVG, to stand in a page; links where `address` gives any."""
    drawing = Drawing(answer, address)
    return drawing.draw()


@dataclass
class Drawing:
    """One picture while it is drawn."""

    answer: Network
    address: Address
    at: dict[str, Point] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)

    def draw(self) -> str:
        canvas = Canvas(_title(self.answer), _about(self.answer))
        canvas.text((MARGIN, 28), _title(self.answer), 17, fill=INK, font_weight="bold", class_="title")
        said = "who is tied stands near, enemies apart; only the lines are statements of the record"
        canvas.text((MARGIN, 46), said, ASIDE, fill=QUIET, class_="aside")
        self.names = {actor.who.entity or "": actor.who.name for actor in self.answer.actors}
        labels = {id_: _in_lines(name) for id_, name in self.names.items()}
        height = self._place(labels)
        for beside in _beside(self.answer.bonds):
            for at, bond in enumerate(beside):
                self._draw_bond(canvas, bond, at - (len(beside) - 1) / 2)
        for actor in self.answer.actors:
            self._draw_actor(canvas, actor, labels[actor.who.entity or ""])
        if not self.answer.bonds:
            canvas.text((MARGIN, TOP + 18), "nothing in this record says so", LETTERS, fill=INK, class_="label")
        bottom = _draw_legend(canvas, self.answer, TOP + height + 34)
        return canvas.inline(WIDTH, bottom + MARGIN, "group")

    def _place(self, labels: dict[str, tuple[str, ...]]) -> float:
        """Finds the place of every actor; how high the field is."""
        ids = list(labels)
        boxes = np.array([_box(labels[id_]) for id_ in ids], np.float64).reshape(-1, 2)
        field_ = Room(WIDTH - 2 * MARGIN, max(LEAST, min(640, 13.0 * len(ids))))
        if not ids:
            return 24.0
        points, height = placed(spread(_lengths(ids, self.answer.bonds)), boxes, field_)
        for id_, (x, y), (_, high) in zip(ids, points, boxes, strict=True):
            self.at[id_] = (float(x) + MARGIN, float(y - high / 2) + TOP + 2 * RADIUS)
        return height

    def _draw_actor(self, canvas: Canvas, actor: Actor, label: tuple[str, ...]) -> None:
        id_ = actor.who.entity or ""
        x, y = self.at[id_]
        asked = self.answer.entity == actor.who
        told = f"{actor.who.name} ({kind_of(actor.type)}); its ties: {counted(actor.lineages, 'lineage')}"
        with canvas.link(self.address("entity", id_), told, class_="actor asked" if asked else "actor"):
            draw_shape(canvas, actor.type, (x, y), RADIUS + (2 if asked else 0))
            for at, words in enumerate(label):
                where = (x, y + RADIUS + LINE * (at + 1))
                weight = "bold" if asked else "normal"
                halo = {"stroke": "#ffffff", "stroke_width": 3, "stroke_linejoin": "round", "paint_order": "stroke"}
                looks = {"fill": INK, "text_anchor": "middle", "font_weight": weight, "class_": "label halo"}
                canvas.text(where, words, LETTERS, **looks, **halo)

    def _draw_bond(self, canvas: Canvas, bond: Bond, aside: float) -> None:
        look = KINDS[bond.kind]
        path, middle, end = _curve(self.at[bond.one], self.at[bond.other], 14 * aside)
        faint = 0.45 if bond.holds is Holds.MAYBE or bond.denied else 1.0
        href = self.address("ties", f"{bond.one},{bond.other}") or self.address("fact", bond.facts[0])
        with canvas.link(href, _says(bond, self.names), class_=_classes(bond)):
            canvas.path(path, stroke="#ffffff", stroke_opacity=0, stroke_width=11, pointer_events="stroke")
            drawn = {
                "stroke": look.colour,
                "stroke_width": self._width(bond),
                "stroke_opacity": faint,
                "class_": "line",
            }
            canvas.path(path, stroke_dasharray="1 4" if bond.denied else look.dashes, **drawn)
            if look.arrow:
                _draw_arrow(canvas, middle, end, {"fill": look.colour, "fill_opacity": faint})
            if bond.disputed or bond.denied:
                self._draw_mark(canvas, bond, middle)

    def _width(self, bond: Bond) -> float:
        """The wider, the more lineages; around one actor, ties of the others among themselves are thin."""
        asked = self.answer.entity
        if asked is not None and asked.entity not in (bond.one, bond.other):
            return THIN
        greatest = max((each.lineages for each in self.answer.bonds), default=1)
        return THIN + 0.2 + WIDER * log(max(bond.lineages, 1)) / log(max(greatest, MANY_LINEAGES))

    def _draw_mark(self, canvas: Canvas, bond: Bond, at: Point) -> None:
        """What is disputed or denied; where nearly everything is, a small ring, so that the lines can be seen."""
        marked = sum(each.disputed or each.denied for each in self.answer.bonds)
        if marked <= BADGES or bond.denied:
            draw_badge(canvas, at, "×" if bond.denied else "?")
        else:
            canvas.circle(at, 2.6, fill="#ffffff", stroke=WARNING, stroke_width=1.2, class_="badge")


def _title(answer: Network) -> str:
    kinds = [word for kind, word in _NOUNS.items() if kind in answer.kinds]
    what = " and ".join(filter(None, (", ".join(kinds[:-1]), kinds[-1] if kinds else ""))).capitalize()
    who = f" of {answer.entity.name}" if answer.entity else ""
    return f"{what}{who}{f', on {answer.on}' if answer.on else ''}"


_NOUNS = {"allied": "allies", "opposed": "enemies", "membership": "members", "backing": "backers"}


def _about(answer: Network) -> str:
    names = {actor.who.entity or "": actor.who.name for actor in answer.actors}
    told = "; ".join(_says(bond, names) for bond in answer.bonds)
    return f"{counted(len(answer.actors), 'actor')}, {counted(len(answer.bonds), 'tie')}. {told}"


def _says(bond: Bond, names: dict[str, str]) -> str:
    holds = "" if bond.holds is None else f"{HOLDS[bond.holds]}, "
    marks = "".join(f"; {word}" for word, given in (("denied", bond.denied), ("disputed", bond.disputed)) if given)
    return f"{names[bond.one]}, {bond.words} {names[bond.other]}: {holds}{counted(bond.lineages, 'lineage')}{marks}"


def _classes(bond: Bond) -> str:
    maybe = " maybe" if bond.holds is Holds.MAYBE else ""
    return f"bond {bond.kind}{maybe}{' denied' if bond.denied else ''}{' disputed' if bond.disputed else ''}"


def _in_lines(name: str) -> tuple[str, ...]:
    """A name in two lines at most, broken between words."""
    room = width_of("n" * LETTERS_WIDE, LETTERS)
    if width_of(name, LETTERS) <= room:
        return (name,)
    words = name.split()
    cut = min(range(1, len(words)), key=lambda at: _widest(words, at), default=0)
    lines = (" ".join(words[:cut]), " ".join(words[cut:])) if cut else (name,)
    return tuple(fitted(line, room, LETTERS) for line in lines)


def _widest(words: Sequence[str], at: int) -> float:
    return max(width_of(" ".join(words[:at]), LETTERS), width_of(" ".join(words[at:]), LETTERS))


def _box(label: tuple[str, ...]) -> tuple[float, float]:
    wide = max(width_of(line, LETTERS) for line in label) * NARROW
    return max(wide, 4 * RADIUS), 4 * RADIUS + LINE * len(label)


def _lengths(ids: Sequence[str], bonds: Sequence[Bond]) -> Floats:
    """How long each line would be; those who have an enemy in common are drawn together a little."""
    at = {id_: place for place, id_ in enumerate(ids)}
    lengths = np.full((len(ids), len(ids)), np.inf)
    enemies = np.zeros((len(ids), len(ids)))
    for bond in bonds:
        one, other = at[bond.one], at[bond.other]
        if bond.kind == "opposed":
            enemies[one, other] = enemies[other, one] = 1
        lengths[one, other] = min(lengths[one, other], KINDS[bond.kind].length)
        lengths[other, one] = lengths[one, other]
    shared = (enemies @ enemies > 0) & ~np.isfinite(lengths)
    return np.where(shared, ENEMIES_OF_ONE, lengths)


def _beside(bonds: Sequence[Bond]) -> Iterator[list[Bond]]:
    """Ties between the same two, whose lines run side by side."""
    found: dict[tuple[str, ...], list[Bond]] = {}
    for bond in bonds:
        found.setdefault(tuple(sorted((bond.one, bond.other))), []).append(bond)
    yield from found.values()


def _curve(one: Point, other: Point, aside: float) -> tuple[str, Point, Point]:
    """A line from mark to mark, bent aside; its middle, and where it ends."""
    (x, y), (a, b) = one, other
    far = max(((a - x) ** 2 + (b - y) ** 2) ** 0.5, 1e-6)
    across, down = (a - x) / far, (b - y) / far
    flip = 1 if (x, y) <= (a, b) else -1  # the same side whichever way it is told
    start, end = (x + across * RADIUS, y + down * RADIUS), (a - across * RADIUS, b - down * RADIUS)
    bend = ((x + a) / 2 - down * aside * flip * 2, (y + b) / 2 + across * aside * flip * 2)
    middle = ((start[0] + 2 * bend[0] + end[0]) / 4, (start[1] + 2 * bend[1] + end[1]) / 4)
    path = f"M{start[0]:.1f},{start[1]:.1f} Q{bend[0]:.1f},{bend[1]:.1f} {end[0]:.1f},{end[1]:.1f}"
    return path, middle, end


def _draw_arrow(canvas: Canvas, middle: Point, end: Point, looks: dict[str, object]) -> None:
    far = max(((end[0] - middle[0]) ** 2 + (end[1] - middle[1]) ** 2) ** 0.5, 1e-6)
    across, down = (end[0] - middle[0]) / far, (end[1] - middle[1]) / far
    base = (end[0] - 8 * across, end[1] - 8 * down)
    sides = [(base[0] - 3.5 * down * s, base[1] + 3.5 * across * s) for s in (1, -1)]
    points = " L".join(f"{x:.1f},{y:.1f}" for x, y in (*sides, end))
    canvas.path(f"M{points} Z", class_="head", **looks)


def _draw_legend(canvas: Canvas, answer: Network, top: float) -> float:
    """What the lines and marks mean, only those that are in the picture; and what is not in it. Where it ends."""
    x = float(MARGIN)
    for kind in dict.fromkeys(bond.kind for bond in answer.bonds):
        look = KINDS[kind]
        drawn = {"stroke_width": 2, "stroke_dasharray": look.dashes, "class_": f"line {kind}"}
        canvas.line((x, top - 4), (x + 30, top - 4), look.colour, **drawn)
        canvas.text((x + 37, top), look.words, ASIDE, fill=INK, class_="label")
        x += 60 + NARROW * width_of(look.words, ASIDE)
    for type_ in dict.fromkeys(sign_of(actor.type) for actor in answer.actors):
        draw_shape(canvas, type_, (x + 6, top - 4), RADIUS)
        canvas.text((x + 18, top), kind_of(type_), ASIDE, fill=INK, class_="label")
        x += 38 + NARROW * width_of(kind_of(type_), ASIDE)
    y = top
    for words in _footnotes(answer):
        y += 18
        canvas.text((MARGIN, y), words, ASIDE, fill=QUIET, class_="aside")
    return y


def _footnotes(answer: Network) -> Iterator[str]:
    faint = "faint: may hold; " if any(bond.holds is Holds.MAYBE for bond in answer.bonds) else ""
    ring = " or a small ring" if sum(bond.disputed or bond.denied for bond in answer.bonds) > BADGES else ""
    yield f"{faint}thicker: more lineages say so; ?{ring}: disputed; ×: denied; point at a line for what it says"
    missing = []
    if answer.left_out:
        missing.append(f"{counted(answer.left_out, 'actor')} with fewer lineages")
    if answer.bonds_left_out:
        theirs = " or of such actors" if answer.left_out else ""
        missing.append(f"{counted(answer.bonds_left_out, 'tie')} with fewer lineages{theirs}")
    if answer.not_then:
        missing.append(f"{counted(answer.not_then, 'tie')} that did not hold then")
    if answer.unnamed:
        missing.append(f"{counted(answer.unnamed, 'statement')} on what has no name of its own or is no group")
    if missing:
        yield f"not drawn: {'; '.join(missing)}"
