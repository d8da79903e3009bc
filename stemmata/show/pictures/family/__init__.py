"""Families -> the family tree: groups as bands over time, which split, merge, change their names and join others."""

from __future__ import annotations

from stemmata.show.families import Families
from stemmata.show.pictures.canvas import Address
from stemmata.show.pictures.family.sheet import Sheet


def draw_family(answer: Families, address: Address) -> str:
    """The picture to stand in a page; `address` gives the address of a thing ("entity" or "fact") by its id."""
    return Sheet(answer, address).drawn()
