"""Persons who are withheld: hidden in every answer, export, page and picture. `Veil` is the one object for it."""

from stemmata.show.withheld.matcher import BLOT
from stemmata.show.withheld.veil import Piece, Veil, veil_of, veil_of_folder

__all__ = ["BLOT", "Piece", "Veil", "veil_of", "veil_of_folder"]
