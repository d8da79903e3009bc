"""A small writer of SVG: shapes in order, every text escaped, the same bytes for the same shapes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from html import escape

from stemmata.model import digest
from stemmata.show.terminal import columns, one_line

FONT = "Helvetica, Arial, 'DejaVu Sans', sans-serif"
LETTER = 0.62  # width of a letter as part of its height: more than most are, so that nothing overlaps
FILE = '<?xml version="1.0" encoding="UTF-8"?>\n'
Point = tuple[float, float]
Address = Callable[[str, str], str]  # kind of a thing ("entity", "fact", "report", "dispute") and its id -> an address


class Canvas:
    """Shapes are drawn in the order in which they are put on."""

    def __init__(self, title: str, about: str) -> None:
        self._title, self._about = title, about
        self._shapes: list[str] = []
        self._fades: set[str] = set()

    def fade(self, name: str, colour: str, to_left: bool) -> str:
        """A filling that fades out to one side; it goes on being called `name`."""
        if name in self._fades:
            return f"url(#{name})"
        self._fades.add(name)
        stops = (("0%", 0.04), ("100%", 0.28)) if to_left else (("0%", 0.28), ("100%", 0.04))
        given = "".join(f'<stop offset="{at}" stop-color="{colour}" stop-opacity="{much}"/>' for at, much in stops)
        self._shapes.append(f'<defs><linearGradient id="{name}">{given}</linearGradient></defs>')
        return f"url(#{name})"

    def rect(self, at: Point, size: Point, fill: str, **more: object) -> None:
        x, y = at
        width, height = size
        self._put("rect", {"x": x, "y": y, "width": max(width, 0.5), "height": height, "fill": fill, **more})

    def line(self, one: Point, other: Point, stroke: str, **more: object) -> None:
        ends = {"x1": one[0], "y1": one[1], "x2": other[0], "y2": other[1]}
        self._put("line", {**ends, "stroke": stroke, **more})

    def path(self, data: str, **more: object) -> None:
        self._put("path", {"d": data, **({"fill": "none"} | more)})

    def circle(self, at: Point, radius: float, **more: object) -> None:
        self._put("circle", {"cx": at[0], "cy": at[1], "r": radius, **more})

    def text(self, at: Point, words: str, size: float = 12, **more: object) -> None:
        given = {"x": at[0], "y": at[1], "font_size": size, **more}
        self._shapes.append(f"<text{_attributes(given)}>{_escaped(words)}</text>")

    @contextmanager
    def group(self, title: str, **more: object) -> Iterator[None]:
        """Shapes that belong together; who points at one, or hears the picture read, gets the title."""
        self._shapes.append(f"<g{_attributes(more)}><title>{_escaped(title)}</title>")
        yield
        self._shapes.append("</g>")

    @contextmanager
    def link(self, address: str, title: str, **more: object) -> Iterator[None]:
        """Shapes that lead to an address; a plain group where there is none."""
        if not address:
            with self.group(title, **more):
                yield
            return
        self._shapes.append(f"<a{_attributes({'href': address, **more})}><title>{_escaped(title)}</title>")
        yield
        self._shapes.append("</a>")

    def _put(self, tag: str, given: dict[str, object]) -> None:
        self._shapes.append(f"<{tag}{_attributes(given)}/>")

    def written(self, width: float, height: float) -> str:
        """The whole file."""
        return as_file(self.inline(width, height))

    def inline(self, width: float, height: float, role: str = "img") -> str:
        """The picture to stand in a page. Its role is "group" where it has links in it: an image has no parts."""
        size = f'width="{_number(width)}" height="{_number(height)}" viewBox="0 0 {_number(width)} {_number(height)}"'
        mark = digest("picture", self._title, self._about)[:8]  # two pictures may stand on one page
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="{role}"'
            f' aria-labelledby="title-{mark} about-{mark}" font-family="{FONT}">',
            f'<title id="title-{mark}">{_escaped(self._title)}</title>',
            f'<desc id="about-{mark}">{_escaped(self._about)}</desc>',
            f'<rect class="paper" width="{_number(width)}" height="{_number(height)}" fill="#ffffff"/>',
        )
        return "\n".join((*head, *self._shapes, "</svg>")) + "\n"


def as_file(picture: str) -> str:
    """A picture as a file of its own."""
    return picture if picture.startswith(FILE) else FILE + picture


def _attributes(given: dict[str, object]) -> str:
    """`class_` is written as class: a word of Python's cannot be an argument."""
    return "".join(f' {name.rstrip("_").replace("_", "-")}="{_value(value)}"' for name, value in given.items())


def _value(value: object) -> str:
    return _number(value) if isinstance(value, int | float) else escape(str(value), quote=True)


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _escaped(words: str) -> str:
    return escape(one_line(words), quote=False)


def width_of(words: str, size: float = 12) -> float:
    """How much room a text may take, rather too much than too little."""
    return columns(one_line(words)) * size * LETTER


def fitted(words: str, room: float, size: float = 12) -> str:
    """A text with its end left out where it takes more than the room."""
    line = one_line(words)
    if width_of(line, size) <= room:
        return line
    kept = line
    while kept and width_of(f"{kept}…", size) > room:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"
