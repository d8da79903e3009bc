"""Compound adjectives that tie a group to another: "Turkish-backed", "FSA-affiliated"."""

from __future__ import annotations

import re
from functools import cache

from stemmata.model import Qualifier

# Second half of a compound -> predicate and what goes with it; the first half is the object.
COMPOUNDS: dict[str, tuple[str, dict[str, Qualifier]]] = {
    "backed": ("supplied_by", {"item": "backing"}),
    "supported": ("supplied_by", {"item": "support"}),
    "sponsored": ("supplied_by", {"item": "sponsorship"}),
    "armed": ("supplied_by", {"item": "arms"}),
    "equipped": ("supplied_by", {"item": "equipment"}),
    "supplied": ("supplied_by", {"item": "supplies"}),
    "funded": ("funded_by", {}),
    "financed": ("funded_by", {}),
    "trained": ("trained_by", {}),
    "affiliated": ("part_of", {"relation": "affiliated with"}),
    "aligned": ("allied_with", {}),
    "allied": ("allied_with", {}),
    "linked": ("allied_with", {"relation": "linked to"}),
}


@cache
def compound_pattern() -> re.Pattern[str]:
    """ "Turkish-backed ", "Free Army-affiliated, ": a name, what it does, and the blank before what it describes."""
    name = r"(?:al-|el-)?[A-Z][\w.'’]*(?:\s[A-Z][\w.'’]*){0,3}"
    return re.compile(rf"(?P<name>{name})\s?[-–‑]\s?(?P<does>(?i:{'|'.join(sorted(COMPOUNDS))})),?\s+")
