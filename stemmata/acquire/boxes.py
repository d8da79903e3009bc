"""The infobox of an encyclopedia's page that was saved as text: where it begins, and whom it names at its top.

Reed Company            the name,
Камышовая рота          in the script of its country,
Kamyshovaya rota        romanised;
LeadersAda Moss         then labels, each glued to its value
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from stemmata.acquire.head import Line
from stemmata.acquire.language import script_of

# "warsLong War": a word that begins small and holds a capital is two. Names such as iPhone begin with one letter,
# others with an article or "son of" ("alQaryah", "ibnSina").
_GLUED_WORDS = re.compile(r"(?<![^\W_])(?!(?:al|el|as|ad|an|at|ar|ash|bin|ibn|de|van|von)[A-Z])[a-z]{2,}[A-Z][a-z]")


@dataclass(frozen=True, slots=True)
class Box:
    """`first` is the number of the line in which it begins; `name` the line that names its subject, if one does."""

    first: int
    name: Line | None


@cache
def _forms() -> tuple[re.Pattern[str], re.Pattern[str]]:
    listed = yaml.load(Path(__file__).with_name("boxes.yml").read_text("utf-8"), Loader=yaml.CSafeLoader)
    labels = "|".join(re.escape(label) for label in sorted(listed["labels"], key=lambda label: (-len(label), label)))
    return re.compile(rf"(?:{labels})(?=[^\W_a-z])(?=[^\Wа-яё_])"), re.compile(listed["pictures"])


def is_row(text: str) -> bool:
    """Whether a line is a label glued to its value."""
    return _forms()[0].match(text) is not None or _GLUED_WORDS.search(text) is not None


def box_of(head: Sequence[Line]) -> Box | None:
    """The infobox in the lines of a head: two glued rows, or one below a name in two scripts; None without."""
    rows = [at for at, line in enumerate(head) if is_row(line.text)]
    if not rows:
        return None
    first = rows[0]
    while first > 0 and head[first].number - head[first - 1].number == 1:
        first -= 1
    names = [line for line in head[first : rows[0]] if not _forms()[1].search(line.text)]
    scripts = {script for line in names if (script := script_of(line.text)) is not None}
    if len(rows) < 2 and len(scripts) < 2:
        return None
    return Box(head[first].number, names[0] if names else None)
