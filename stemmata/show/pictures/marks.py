"""Signs that several pictures share: what an actor is, and what is disputed or denied."""

from __future__ import annotations

from stemmata.ontology import ontology
from stemmata.show.pictures.axis import INK
from stemmata.show.pictures.canvas import Canvas, Point

ASIDE, QUIET, WARNING = 11, "#5f5f5f", "#b00020"
_SIGNS = ("Coalition", "Group", "State", "Organization")


def nowhere(kind: str, id_: str) -> str:
    """The address of everything where a picture stands alone: none."""
    return ""


def sign_of(type_: str) -> str:
    """The narrowest of the types that have a sign of their own."""
    if type_ not in ontology().types:
        return "Group"
    found = next((step for step in ontology().lineage(type_) if step in _SIGNS), "Group")
    return "ArmedGroup" if found == "Group" else found


def draw_shape(canvas: Canvas, type_: str, at: Point, radius: float) -> None:
    """A disc for a group, a ring for a coalition, a square for a state, a diamond for an organization."""
    x, y = at
    sign = sign_of(type_)
    looks: dict[str, object] = {"class_": f"sign {sign.lower()}"}
    if sign == "Coalition":
        canvas.circle(at, radius, fill="#ffffff", stroke=INK, stroke_width=2.4, **looks)
    elif sign == "State":
        canvas.rect((x - radius, y - radius), (2 * radius, 2 * radius), INK, **looks)
    elif sign == "Organization":
        wide = radius * 1.25
        canvas.path(
            f"M{x},{y - wide:.2f} l{wide:.2f},{wide:.2f} l{-wide:.2f},{wide:.2f} l{-wide:.2f},{-wide:.2f} Z",
            fill=INK,
            **looks,
        )
    else:
        canvas.circle(at, radius, fill=INK, **looks)


def draw_badge(canvas: Canvas, at: Point, mark: str) -> None:
    """A sign in a small circle: "?" over what is disputed, "×" over what is denied."""
    canvas.circle(at, 7, fill="#ffffff", stroke=WARNING, stroke_width=1.2, class_="badge")
    looks = {"fill": WARNING, "text_anchor": "middle", "font_weight": "bold", "class_": "warning"}
    canvas.text((at[0], at[1] + 4), mark, ASIDE, **looks)
