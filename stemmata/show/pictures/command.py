"""A chain of command as a picture: the highest unit first, each below what it belonged to, with who commanded it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from stemmata.show.answers import Line
from stemmata.show.networks import Command, Holder, Link, Unit
from stemmata.show.pictures.axis import INK
from stemmata.show.pictures.canvas import Address, Canvas, fitted
from stemmata.show.pictures.marks import ASIDE, QUIET, WARNING, draw_shape, nowhere
from stemmata.show.printed.facts import time_of
from stemmata.show.wording import HOLDS, counted, kind_of
from stemmata.when import Holds

MARGIN, TOP, WIDTH, COMMAND, POST = 16, 96, 1160, 620, 808
NAME, LINE, STEP, BEND, BETWEEN, RADIUS = 14, 16, 30, 14, 16, 6
TIE = "#7d6530"
LOOSE = 1.15  # most letters take less room than the widest


def draw_command(answer: Command, address: Address = nowhere) -> str:
    """The chain as SVG, to stand in a page; links where `address` gives any."""
    return Drawing(answer, address).draw()


@dataclass
class Drawing:
    """One picture while it is drawn."""

    answer: Command
    address: Address
    names: dict[str, str] = field(default_factory=dict)
    at: dict[str, tuple[float, float]] = field(default_factory=dict)

    def draw(self) -> str:
        title = f"Chain of command of {self.answer.entity.name}{f', on {self.answer.on}' if self.answer.on else ''}"
        canvas = Canvas(title, "; ".join(_told(unit) for unit in self.answer.units))
        canvas.text((MARGIN, 28), title, 17, fill=INK, font_weight="bold", class_="title")
        canvas.text((MARGIN, 46), _composed(self.answer), ASIDE, fill=QUIET, class_="aside")
        for x, words in ((MARGIN, "unit"), (COMMAND, "in command")):
            canvas.text((x, TOP - 22), words, ASIDE, fill=QUIET, class_="aside")
        canvas.line((MARGIN, TOP - 14), (WIDTH - MARGIN, TOP - 14), "#dddddd", class_="rule")
        self.names = {unit.who.entity or "": unit.who.name for unit in self.answer.units}
        units = in_order(self.answer)
        bottom = self._place(units)
        for link in self.answer.links:
            self._draw_link(canvas, link)
        for unit in units:
            self._draw_unit(canvas, unit)
        for words in self._notes():
            bottom += 18
            canvas.text((MARGIN, bottom), fitted(words, WIDTH - 2 * MARGIN, ASIDE), ASIDE, fill=QUIET, class_="aside")
        return canvas.inline(WIDTH, bottom + MARGIN, "group")

    def _place(self, units: Sequence[Unit]) -> float:
        """Each unit in its row; those above the one asked for like stairs, so that no line runs through another."""
        above = sum(unit.level < 0 for unit in units)
        step = min(STEP, 260 / max(above, 1))
        y = float(TOP)
        for at, unit in enumerate(units):
            deep = step * at if unit.level < 0 else step * above + STEP * unit.level
            self.at[unit.who.entity or ""] = (MARGIN + RADIUS + deep, y + 4)
            rows = max(1 + len(self._below_name(unit)), len(unit.commanders) or 1)
            y += LINE * rows + BETWEEN
        return y

    def _ties(self, unit: Unit) -> list[Link]:
        return [link for link in self.answer.links if link.one == unit.who.entity]

    def _below_name(self, unit: Unit) -> list[tuple[str, Link | None]]:
        """What is said under the name of a unit: to what it belonged, or that this is not stated."""
        said: list[tuple[str, Link | None]] = [(self._says(link), link) for link in self._ties(unit)]
        if not said:
            said.append(("to what it belonged is not stated", None))
        if unit.more:
            side = "above" if unit.level < 0 else "above or below" if unit.level == 0 else "below"
            said.append((f"{counted(unit.more, 'more unit')} {side}, not followed", None))
        return said

    def _says(self, link: Link) -> str:
        """A link in words, with the statement that tells most surely of it."""
        line = link.lines[0]
        holds = "" if link.holds is None else f"{HOLDS[link.holds]}; "
        disputed = "; disputed" if link.disputed else ""
        return f"{line.label} {line.other.name}: {holds}{time_of(line)}{disputed}"

    def _draw_link(self, canvas: Canvas, link: Link) -> None:
        (x, y), (a, b) = self.at[link.other], self.at[link.one]
        faint = 0.45 if link.holds is Holds.MAYBE else 1.0
        dashes = "4 3" if link.disputed else "none"
        classes = f"link{' maybe' if link.holds is Holds.MAYBE else ''}{' disputed' if link.disputed else ''}"
        title = f"{self.names[link.one]}: {self._says(link)}"
        with canvas.link(self.address("fact", link.lines[0].fact), title, class_=classes):
            bend = f"M{x:.1f},{y + RADIUS:.1f} L{x:.1f},{b:.1f} L{a - RADIUS:.1f},{b:.1f}"
            looks = {"stroke": TIE, "stroke_width": 1.6, "stroke_opacity": faint, "stroke_dasharray": dashes}
            canvas.path(bend, class_="line", **looks)

    def _draw_unit(self, canvas: Canvas, unit: Unit) -> None:
        x, y = self.at[unit.who.entity or ""]
        asked = unit.who == self.answer.entity
        with canvas.link(self.address("entity", unit.who.entity or ""), _told(unit), class_="actor"):
            draw_shape(canvas, unit.type, (x, y), RADIUS + (1.5 if asked else 0))
            name = fitted(unit.who.name, (COMMAND - x - 40) * LOOSE, NAME)
            weight = "bold" if asked else "normal"
            canvas.text((x + BEND, y + 5), name, NAME, fill=INK, font_weight=weight, class_="label")
        for at, (words, link) in enumerate(self._below_name(unit), start=1):
            where = (x + BEND, y + 4 + LINE * at)
            with canvas.link(self.address("fact", link.lines[0].fact) if link else "", words, class_="said"):
                shown = fitted(words, (COMMAND - x - 40) * LOOSE, ASIDE)
                style = "normal" if link else "italic"
                canvas.text(where, shown, ASIDE, fill=QUIET, font_style=style, class_="aside")
        self._draw_commanders(canvas, unit, y)

    def _draw_commanders(self, canvas: Canvas, unit: Unit, y: float) -> None:
        if not unit.commanders:
            looks = {"fill": QUIET, "font_style": "italic", "class_": "aside"}
            canvas.text((COMMAND + BEND, y + 5), "who commanded it is not stated", 12, **looks)
        for at, holder in enumerate(unit.commanders):
            self._draw_holder(canvas, holder, y + LINE * at)

    def _draw_holder(self, canvas: Canvas, holder: Holder, y: float) -> None:
        """A person with a mark: full where they surely held the post on the day, hollow where they may have."""
        sure = holder.holds is not Holds.MAYBE
        canvas.circle(
            (COMMAND + 4, y), 3.5, fill=INK if sure else "#ffffff", stroke=INK, class_="sure" if sure else "unsure"
        )
        line = holder.lines[0]
        with canvas.link(self.address("entity", holder.who.entity or ""), holder.who.name, class_="actor"):
            name = fitted(holder.who.name, (POST - COMMAND - BEND - 8) * LOOSE, 13)
            canvas.text((COMMAND + BEND, y + 5), name, 13, fill=INK, class_="label")
        disputed = any(each.disputed for each in holder.lines)
        told = f"{'? ' if disputed else ''}{_post(line)}: {_held(holder)}{time_of(line)}"
        with canvas.link(
            self.address("fact", line.fact), f"{holder.who.name}, {told} ({line.certainty})", class_="said"
        ):
            looks = {"fill": WARNING if disputed else QUIET, "class_": "warning" if disputed else "aside"}
            canvas.text((POST, y + 5), fitted(told, (WIDTH - MARGIN - POST) * LOOSE, ASIDE), ASIDE, **looks)

    def _notes(self) -> Iterator[str]:
        if any(link.holds is Holds.MAYBE for link in self.answer.links):
            yield "faint line, open circle: may hold on the day; no report tells that it ended before"
        for link in self.answer.aside:
            yield f"also stated, beside this order: {self.names[link.one]} {self._says(link)}"


def in_order(answer: Command) -> list[Unit]:
    """Each unit above those that belonged to it: what is above the one asked for, itself, and what is below."""
    units = {unit.who.entity or "": unit for unit in answer.units}
    start = answer.entity.entity or ""
    found: dict[str, Unit] = {}

    def put(id_: str, downwards: bool) -> None:
        if id_ in found:
            return
        if downwards:
            found[id_] = units[id_]
        for link in answer.links:
            one, other = (link.other, link.one) if downwards else (link.one, link.other)
            if one == id_ and (units[other].level > 0 if downwards else units[other].level < 0):
                put(other, downwards)
        if not downwards:
            found[id_] = units[id_]

    put(start, downwards=False)
    del found[start]
    put(start, downwards=True)
    return list(found.values())


def _composed(answer: Command) -> str:
    links = counted(len(answer.links), "statement")
    if not answer.links:
        return "no report tells to what it belonged, or what belonged to it"
    if len(answer.links) == 1:
        return "one statement of belonging; each commander is a statement of its own"
    if answer.whole:
        return f"put together from {links} of belonging, all of them in {', '.join(answer.whole)}"
    times = "" if answer.on else ", which may be of different times"
    return f"put together from {links} of belonging{times}: no report tells of the whole chain"


def _told(unit: Unit) -> str:
    commanders = ", ".join(f"{h.who.name} ({_held(h)}{time_of(h.lines[0])})" for h in unit.commanders)
    known = f"commanded by {commanders}" if commanders else "who commanded it is not stated"
    return f"{unit.who.name} ({kind_of(unit.type)}), {known}"


def _held(holder: Holder) -> str:
    return "" if holder.holds is None else f"{HOLDS[holder.holds]}; "


def _post(line: Line) -> str:
    return str(line.qualifiers.get("role", "")) or "in command"
