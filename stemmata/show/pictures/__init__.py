"""Answers -> pictures in SVG. DRAWN says which function draws which answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from stemmata.errors import NotFound
from stemmata.show.ancestry import Ancestry
from stemmata.show.families import Families
from stemmata.show.networks import Command, Network
from stemmata.show.pictures.canvas import as_file
from stemmata.show.pictures.command import draw_command
from stemmata.show.pictures.family import draw_family
from stemmata.show.pictures.lineage import draw_lineage
from stemmata.show.pictures.map import draw_map
from stemmata.show.pictures.network import draw_network
from stemmata.show.pictures.stemma import draw_stemmas
from stemmata.show.pictures.strength import draw_strengths
from stemmata.show.placed import Mapped
from stemmata.show.stemmas import Stemmas
from stemmata.show.strengths import Strengths

Drawn = Ancestry | Families | Strengths | Stemmas | Network | Command | Mapped
DRAWN: dict[type, Callable[[Any], str]] = {
    Ancestry: draw_lineage,
    Families: draw_family,
    Strengths: draw_strengths,
    Stemmas: draw_stemmas,
    Network: draw_network,
    Command: draw_command,
    Mapped: draw_map,
}


def picture_of(answer: object) -> str:
    """An answer as an SVG file. Raises NotFound for one that is not drawn."""
    if type(answer) not in DRAWN:
        raise NotFound(f"no picture of {type(answer).__name__}; have {', '.join(kind.__name__ for kind in DRAWN)}")
    return as_file(DRAWN[type(answer)](answer))
