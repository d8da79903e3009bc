"""Things a run at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")


def runs(things: Iterable[T], most: int) -> Iterator[tuple[T, ...]]:
    """The things in their order, so many at a time."""
    left = iter(things)
    while run := tuple(islice(left, most)):
        yield run
