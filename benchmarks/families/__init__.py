"""Invented families of reports of which it is known who copied whom.

`made(seed)` yields one `Made` after the other, without end and always the same for a seed: reports with their segments,
and what is true of them. Every word of prose carries a mark that goes with it into each copy, so that what two reports
share is counted and not estimated. Nothing in a report tells its family: names, numbers, turns of speech and stock
sentences recur everywhere.

    grammar.py    words and patterns of a language (english.txt, arabic.txt, russian.txt, chinese.txt)
    world.py      conflicts with their places, persons and groups; houses that publish
    writing.py    articles, accounts of one event, statements
    editing.py    swapped, respelt, replaced, dropped words; sentences moved
    recipes.py    how families come about, and how often
    dressing.py   the page around the words
    truth.py      pairs, directions, witnesses, parents
    scoring.py    figures of what was found
    rivals.py     datasketch and rensa
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from families.dressing import Dressed, dressed, report
from families.recipes import families
from families.text import Family
from families.truth import Truth, truth_of
from families.writing import Press
from stemmata.model import Report, Segment

PRIME = 9999991  # so that the order in which reports were made is not to be read from their paths


@dataclass(frozen=True, slots=True)
class Made:
    """One family as it is found: its reports by article number, and the truth in the same numbers."""

    reports: dict[int, tuple[Report, tuple[Segment, ...]]]
    truth: Truth


def made(seed: int) -> Iterator[Made]:
    press = Press(seed)
    for family in families(press):
        yield Made(dict(_pages(press, family)), truth_of(family))


def _pages(press: Press, family: Family) -> Iterator[tuple[int, tuple[Report, tuple[Segment, ...]]]]:
    pages: dict[int, Dressed] = {}
    for article in family.articles:
        same = article.how == "identical" and article.parent is not None
        pages[article.number] = pages[article.parent or 0] if same else dressed(press, article)
        if not article.lost:
            yield article.number, report(article, pages[article.number], article.number * 7919 % PRIME)
