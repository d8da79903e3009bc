"""Chosen facts as an answer, for a brief of what somebody picked."""

from __future__ import annotations

from collections.abc import Iterable

from stemmata.errors import NotFound
from stemmata.show.answers import Lines
from stemmata.show.asof import Window
from stemmata.show.holdings import Holdings
from stemmata.show.queries.lines import line_of


def chosen(held: Holdings, facts: Iterable[str], on: str | None = None) -> Lines:
    """Facts by their ids, each once, in the order given; on a date by how they stand to it.

    Raises NotFound, InvalidDate.
    """
    window, wanted = None if on is None else Window.of(on), tuple(dict.fromkeys(facts))
    missing = [fact for fact in wanted if fact not in held.facts]
    if missing:
        raise NotFound(
            f"no fact {', '.join(map(repr, missing))} in this record; after a build a fact may have a new id"
        )
    lines = tuple(line_of(held, held.facts[fact], window=window) for fact in wanted)
    return Lines("chosen facts", None, window.words if window else "", lines, by_time=window is None)
