"""What elements.yml says of HTML elements."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml


@dataclass(frozen=True, slots=True)
class Elements:
    """Names of elements by what they do to the text of a page."""

    unseen: frozenset[str]
    apart: frozenset[str]
    blocks: frozenset[str]
    marked: frozenset[str]
    marked_if_hinted: frozenset[str]
    flat: frozenset[str]

    def lines_around(self, tag: str) -> int:
        """How many line ends part an element from what is around it."""
        if tag in self.apart:
            return 2
        return 1 if tag in self.blocks else 0

    def leaves_run(self, tag: str, hints: str) -> bool:
        """Whether an element is told to the steps that follow."""
        return tag in self.marked or (bool(hints) and tag in self.marked_if_hinted)


@cache
def elements() -> Elements:
    """The lists of elements.yml."""
    listed = yaml.load(Path(__file__).with_name("elements.yml").read_text("utf-8"), Loader=yaml.CSafeLoader)
    return Elements(**{kind: frozenset(tags.split()) for kind, tags in listed.items()})
