"""Answers -> pictures in SVG. DRAWN says which function draws which answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from stemmata.errors import NotFound
from stemmata.show.ancestry import Ancestry
from stemmata.show.pictures.lineage import draw_lineage
from stemmata.show.pictures.stemma import draw_stemmas
from stemmata.show.pictures.strength import draw_strengths
from stemmata.show.stemmas import Stemmas
from stemmata.show.strengths import Strengths

DRAWN: dict[type, Callable[[Any], str]] = {
    Ancestry: draw_lineage,
    Strengths: draw_strengths,
    Stemmas: draw_stemmas,
}


def picture_of(answer: object) -> str:
    """An answer as an SVG file. Raises NotFound for one that is not drawn."""
    if type(answer) not in DRAWN:
        raise NotFound(f"no picture of {type(answer).__name__}; have {', '.join(kind.__name__ for kind in DRAWN)}")
    return DRAWN[type(answer)](answer)
