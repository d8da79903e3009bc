"""What each infobox label means (lexicon/infobox.yml), and where a value's own words begin and end."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from stemmata.extract.lexicon import read_yaml

_TYPED = {"Group": "ArmedGroup", "State": "State", "Place": "Place", "Person": "Person", "Operation": "Operation",
          "Organization": "Organization", "Weapon": "Weapon"}  # fmt: skip
_STOP = re.compile(r"\s*[(\[,;]|\s*$")


@dataclass(frozen=True, slots=True)
class Row:
    """What lexicon/infobox.yml says of one label."""

    predicate: str
    types: tuple[str, ...]
    value_first: bool = False
    confidence: float = 0.9
    constants: tuple[tuple[str, str], ...] = ()


@cache
def rows() -> dict[str, Row]:
    table = {}
    for label, entry in read_yaml("lexicon/infobox.yml").items():
        assert isinstance(entry, dict)
        constants = tuple((k, str(entry[k])) for k in ("role", "relation", "item") if k in entry)
        table[label] = Row(
            predicate=str(entry["predicate"]),
            types=tuple(str(entry["types"]).split()),
            value_first=entry.get("subject") == "value",
            confidence=float(entry.get("weak", 0.9)),
            constants=constants,
        )
    return table


def value_types(label: str) -> tuple[str, ...]:
    """The types that a label's values may have, the likeliest first; () for words, dates and numbers."""
    row = rows().get(label)
    if row is None or row.types[0] not in _TYPED:
        return ()
    return (_TYPED[row.types[0]], *row.types)


def bare_value(text: str) -> tuple[int, int]:
    """Where the value stands without bullet, brackets and what follows a comma."""
    start = len(text) - len(text.lstrip(" •*-–·"))
    stop = _STOP.search(text, start)
    return start, stop.start() if stop else len(text)
