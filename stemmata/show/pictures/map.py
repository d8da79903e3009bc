"""The map: groups and past events at their places, on the outlines of lands and countries. No lines between places.

Classes for style sheets: map-sea, map-grid, map-land, map-border, map-country, map-dot, map-ring, map-halo, map-name,
map-line, map-more, map-event, map-scale, map-note, map-frame, map-0 to map-7 and map-other (groups), map-maybe.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from stemmata.show.answers import Named
from stemmata.show.pictures.canvas import Address, Canvas, Point, fitted, width_of
from stemmata.show.pictures.map_glyphs import GLYPH, GROUPS, OTHER, draw_event, draw_glyph
from stemmata.show.pictures.map_ground import Ground, grid, ground_of, nice, path_of
from stemmata.show.pictures.map_labels import Rect, Room, widest
from stemmata.show.placed import Mapped, Mark
from stemmata.show.wording import counted
from stemmata.when import Holds

WIDTH, HEIGHTS = 960.0, (440.0, 720.0)
NAME, SMALL = 12.0, 10.5  # sizes of letters
LINE = 15.0  # height of a line of a label
FEW = 6  # glyphs that stand beside a place
LONGEST = 150.0  # of a name, in pixels
ENTITY = "entity"
INK, QUIET = "#222222", "#5c6670"


@dataclass(frozen=True)
class _Sheet:
    """What every part of the picture is drawn with."""

    canvas: Canvas
    ground: Ground
    room: Room
    looks: Mapping[Named, int]
    address: Address
    on: str


def nowhere(kind: str, id_: str) -> str:
    """No address: a picture without links."""
    return ""


def draw_map(mapped: Mapped, address: Address = nowhere) -> str:
    """The map as SVG to stand in a page; each mark leads to its place."""
    canvas = Canvas(_title(mapped), _about(mapped))
    if not mapped.marks:
        canvas.text((20, 36), "No place of the record can be put on a map; the list says why.", 13, fill=INK)
        return canvas.inline(WIDTH, 60)
    places = np.array([(mark.spot.lon, mark.spot.lat) for mark in mapped.marks])
    ground = ground_of(places, WIDTH, HEIGHTS)
    looks = {who: min(at, OTHER) for at, who in enumerate(mapped.groups)}
    sheet = _Sheet(canvas, ground, Room(WIDTH, ground.height), looks, address, mapped.on)
    _draw_ground(sheet)
    _draw_furniture(sheet, mapped.attribution)
    _draw_marks(sheet, mapped.marks)
    _draw_countries(sheet)
    bottom = _draw_legend(sheet, mapped)
    return canvas.inline(WIDTH, bottom, "img" if address is nowhere else "group")


def _title(mapped: Mapped) -> str:
    return f"Groups and past events by place, as of {mapped.on}" if mapped.on else "Groups and past events by place"


def _about(mapped: Mapped) -> str:
    """What is on the map, for who cannot see it."""
    told = (f"{mark.told.place.name} ({_told(mark)})" for mark in mapped.marks)
    return f"{counted(len(mapped.marks), 'place')}: {'; '.join(told)}. {len(mapped.unplaced)} more are not on the map."


def _told(mark: Mark) -> str:
    parts = [counted(len(mark.told.groups), "group")] if mark.told.groups else []
    parts += [counted(mark.told.happened, "event")] if mark.told.happened else []
    return ", ".join(parts)


def _draw_ground(sheet: _Sheet) -> None:
    canvas, ground = sheet.canvas, sheet.ground
    canvas.rect((0, 0), (WIDTH, ground.height), "#dbe7ef", class_="map-sea")
    canvas.path(path_of(list(grid(ground)), False), stroke="#c3d3de", stroke_width=0.7, class_="map-grid")
    land = {"fill": "#f8f5ec", "stroke": "#8fa6b5", "stroke_width": 0.8, "fill_rule": "evenodd"}
    canvas.path(path_of(list(ground.land()), True), **land, stroke_linejoin="round", class_="map-land")
    border = {"stroke": "#a79c8a", "stroke_width": 1, "stroke_dasharray": "5 2 1 2"}
    canvas.path(path_of(list(ground.borders()), False), **border, class_="map-border")


def _draw_furniture(sheet: _Sheet, attribution: str) -> None:
    """The scale bar on the left, whom the data are owed to on the right, and the frame."""
    canvas, height = sheet.canvas, sheet.ground.height
    wide = width_of(attribution, 9) * 0.85
    canvas.rect((WIDTH - wide - 8, height - 18), (wide + 8, 18), "#ffffff", fill_opacity=0.75, class_="map-note-paper")
    canvas.text((WIDTH - 6, height - 6), attribution, 9, fill=QUIET, text_anchor="end", class_="map-note")
    sheet.room.take((WIDTH - wide - 8, height - 18, WIDTH, height))
    if not sheet.ground.world:
        length = nice(WIDTH * 0.2 / sheet.ground.scale)
        right, base = 16 + length * sheet.ground.scale, height - 14
        bar = {"stroke": INK, "stroke_width": 1.5, "class_": "map-scale"}
        canvas.path(f"M16 {base - 5:.1f}V{base:.1f}H{right:.1f}V{base - 5:.1f}", **bar)
        canvas.text((20, base - 5), f"{length:g} km", SMALL, fill=INK, class_="map-name")
        sheet.room.take((8, base - 20, right + 8, height))
    frame = {"stroke": "#8fa6b5", "stroke_width": 1, "class_": "map-frame"}
    canvas.rect((0.5, 0.5), (WIDTH - 1, height - 1), "none", **frame)


def _draw_marks(sheet: _Sheet, marks: tuple[Mark, ...]) -> None:
    """Dots before words: what is told of most finds its room first, and is drawn last, above the others."""
    spots = sheet.ground.at(np.array([(mark.spot.lon, mark.spot.lat) for mark in marks])).tolist()
    for x, y in spots:
        sheet.room.take((x - 6, y - 6, x + 6, y + 6))
    laid = [(mark, (x, y), sheet.room.beside((x, y), _size(mark))) for mark, (x, y) in zip(marks, spots, strict=True)]
    for mark, at, label in reversed(laid):
        place = mark.told.place
        with sheet.canvas.link(sheet.address(ENTITY, place.entity) if place.entity else "", _says(mark)):
            _draw_dot(sheet, mark, at, label is None)
            if label is not None:
                _draw_label(sheet, mark, at, label)


def _says(mark: Mark) -> str:
    """What who points at a mark reads."""
    groups = [f"{each.who.name}{'' if each.holds is Holds.YES else ' (perhaps)'}" for each in mark.told.groups[:FEW]]
    more = len(mark.told.groups) - len(groups)
    told = [*groups, *([f"{more} more"] if more else [])]
    events = [counted(mark.told.happened, "past event")] if mark.told.happened else []
    wider = "; or the province of that name" if mark.spot.wider else ""
    return f"{mark.told.place.name}{wider}: {', '.join((*told, *events))}"


def _size(mark: Mark) -> tuple[float, float]:
    row = _row_width(mark)
    wide = max(min(width_of(mark.told.place.name, NAME), LONGEST), row)
    return wide, LINE + (GLYPH + 4 if row else 0)


def _row_width(mark: Mark) -> float:
    """How wide the glyphs of a place are together."""
    groups, events = len(mark.told.groups), mark.told.happened
    more = width_of(f"+{groups - FEW}", SMALL) + 3 if groups > FEW else 0
    return min(groups, FEW) * (GLYPH + 3) + more + (GLYPH + 3 + width_of(str(events), SMALL) if events else 0)


def _draw_dot(sheet: _Sheet, mark: Mark, at: Point, alone: bool) -> None:
    if mark.spot.wider:
        ring = {"fill": "none", "stroke": INK, "stroke_width": 1, "stroke_dasharray": "2 2", "class_": "map-ring"}
        sheet.canvas.circle(at, 7.5, **ring)
    dot = {"fill": INK, "stroke": "#ffffff", "stroke_width": 1.2, "class_": "map-dot"}
    sheet.canvas.circle(at, 6.5 if alone else 3.6, **dot)
    if alone:
        count = str(min(mark.told.facts, 99))
        more = {"fill": "#ffffff", "text_anchor": "middle", "class_": "map-count"}
        sheet.canvas.text((at[0], at[1] + 3), count, 8.5, **more)


def _draw_label(sheet: _Sheet, mark: Mark, at: Point, label: tuple[Rect, bool]) -> None:
    (left, top, right, bottom), far = label
    if far:
        nearest = (min(max(at[0], left), right), min(max(at[1], top), bottom))
        sheet.canvas.line(at, nearest, QUIET, stroke_width=0.7, class_="map-line")
    row = _row_width(mark)
    name = fitted(mark.told.place.name, LONGEST, NAME)
    # Words are anchored at the side that is towards the place: how wide they are is only guessed.
    side = "start" if left >= at[0] - 1 else "end" if right <= at[0] + 1 else "middle"
    x = {"start": left, "end": right, "middle": (left + right) / 2}[side]
    halo = {"stroke": "#ffffff", "stroke_width": 3, "stroke_linejoin": "round", "paint_order": "stroke"}
    ink = {"fill": INK, "font_weight": 600, "text_anchor": side, "class_": "map-name"}
    sheet.canvas.text((x, top + 11.5), name, NAME, **ink, **halo)
    if row:
        start = {"start": left, "end": right - row, "middle": (left + right - row) / 2}[side]
        _draw_row(sheet, mark, (start + GLYPH / 2, top + LINE + GLYPH / 2))


def _draw_row(sheet: _Sheet, mark: Mark, at: Point) -> None:
    x, y = at
    groups, events = mark.told.groups, mark.told.happened
    for each in groups[:FEW]:
        draw_glyph(sheet.canvas, sheet.looks[each.who], (x, y), each.holds is Holds.YES)
        x += GLYPH + 3
    halo = {"stroke": "#ffffff", "stroke_width": 2.5, "paint_order": "stroke", "fill": INK, "class_": "map-more"}
    if len(groups) > FEW:
        words = f"+{len(groups) - FEW}"
        sheet.canvas.text((x - GLYPH / 2, y + 3.5), words, SMALL, **halo)
        x += width_of(words, SMALL) + 3
    if events:
        draw_event(sheet.canvas, (x, y))
        sheet.canvas.text((x + GLYPH / 2 + 2, y + 3.5), str(events), SMALL, **halo)


def _draw_countries(sheet: _Sheet) -> None:
    """The names of countries where they have room after all else."""
    for name, rings in sorted(sheet.ground.countries().items()):
        spread = sum(float(np.ptp(ring[:, 0]) * np.ptp(ring[:, 1])) for ring in rings)
        size = 15 if spread > 120_000 else 12.5 if spread > 25_000 else 10.5
        wide = width_of(name, size) * 1.25
        for (x, y), room in widest(rings, sheet.ground.height):
            rect = (x - wide / 2, y - size, x + wide / 2, y + size / 3)
            if room > wide * 0.8 and sheet.room.is_free(rect):
                sheet.room.take(rect)
                more = {"text_anchor": "middle", "letter_spacing": f"{size * 0.16:.1f}", "class_": "map-country"}
                sheet.canvas.text((x, y), name.upper(), size * 0.86, fill="#8a8371", **more)
                break


def _draw_legend(sheet: _Sheet, mapped: Mapped) -> float:
    """Which sign stands for which group, below the map; gives where it ends."""
    x, y = 12.0, sheet.ground.height + 22
    sheet.canvas.rect((0, sheet.ground.height + 1), (WIDTH, 200), "#ffffff", class_="paper")  # the ground ends here
    for draw, words, to in _entries(sheet, mapped):
        wide = GLYPH + 8 + width_of(words, SMALL) + 16
        if x + wide > WIDTH - 8 and x > 12:
            x, y = 12.0, y + 20
        with sheet.canvas.link(to, words):
            draw_sign(sheet.canvas, draw, (x + GLYPH / 2, y))
            sheet.canvas.text((x + GLYPH + 6, y + 3.8), words, SMALL, fill=INK, class_="label")
        x += wide
    return y + 18


def draw_sign(canvas: Canvas, look: int | str, at: Point) -> None:
    """A sign of the legend: the glyph of a group by its number, or by name another sign of the map."""
    if isinstance(look, int):
        draw_glyph(canvas, look, at, True)
    elif look == "maybe":
        canvas.circle(at, 4.4, fill="#ffffff", stroke=QUIET, stroke_width=1.5, class_="map-other map-maybe")
    elif look == "event":
        draw_event(canvas, at)
    else:
        ring = {"fill": "none", "stroke": INK, "stroke_width": 1, "stroke_dasharray": "2 2", "class_": "map-ring"}
        canvas.circle(at, GLYPH / 2, **ring)


def _entries(sheet: _Sheet, mapped: Mapped) -> Iterator[tuple[int | str, str, str]]:
    for look, who in enumerate(mapped.groups[:GROUPS]):
        yield look, fitted(who.name, 230, SMALL), sheet.address(ENTITY, who.entity) if who.entity else ""
    if len(mapped.groups) > GROUPS:
        yield OTHER, f"{len(mapped.groups) - GROUPS} other groups", ""
    if any(presence.holds is not Holds.YES for mark in mapped.marks for presence in mark.told.groups):
        yield "maybe", f"hollow: perhaps there{f' on {mapped.on}' if mapped.on else ''}", ""
    if any(mark.told.happened for mark in mapped.marks):
        yield "event", f"number of past events{f' by {mapped.on}' if mapped.on else ''}", ""
    if any(mark.spot.wider for mark in mapped.marks):
        yield "wider", "town, or the province of that name", ""
