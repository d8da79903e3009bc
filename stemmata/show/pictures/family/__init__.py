"""Families -> the family tree: groups as bands over time, which split, merge, change their names and join others."""

from __future__ import annotations

from stemmata.show.families import Families
from stemmata.show.pictures.canvas import Address
from stemmata.show.pictures.family.sheet import Sheet
from stemmata.show.pictures.marks import nowhere


def draw_family(answer: Families, address: Address = nowhere) -> str:
    """The picture to stand in a page; links where `address` gives any ("entity" or "fact" by its id)."""
    return Sheet(answer, address).drawn()
