"""What is true of a family: which pairs share words and how, who took from whom, who are one witness."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from families.text import Article, Family
from stemmata.edtf import edtf_bounds

SLIGHT = 20  # words: who shares fewer is counted neither as a copy nor as independent
WITNESS = 0.3  # of the prose of the one that took: from there on the two are one witness
DOUBT = 0.05  # on both sides of it: either is right
WHOLE = 0.8  # of the shorter one's prose


@dataclass(frozen=True, slots=True)
class Pair:
    """Two reports that share something, by number. `source` is the one that the other comes from, near or far."""

    one: int
    other: int
    kind: str  # whole, partial, edited, quotation, slight, one_house, none
    how: str  # of the later one: mirror, lift_40, edited_0.06, ...; sibling where neither comes from the other
    source: int | None
    parent: bool  # the source is the very one that was copied
    known: bool  # a reader can see which is the source


@dataclass(frozen=True, slots=True)
class Truth:
    """`apart` and `together` are the least and the most that may be put together as one witness."""

    recipe: str
    pairs: tuple[Pair, ...]
    apart: tuple[frozenset[int], ...]
    together: tuple[frozenset[int], ...]
    parents: dict[int, int | None]  # of each copy; None where the parent is lost


@dataclass(frozen=True, slots=True)
class Marks:
    prose: frozenset[int]
    spoken: frozenset[int]
    length: int


def truth_of(family: Family) -> Truth:
    here = [article for article in family.articles if not article.lost]
    marks = {article.number: marks_of(article) for article in here}
    above = ancestry(family.articles)
    pairs = tuple(_pair(one, other, family, (marks, above)) for one, other in combinations(here, 2))
    ties = list(_ties(pairs, here, family, marks))
    numbers = [article.number for article in here]
    lost = {article.number for article in family.articles if article.lost}
    return Truth(
        family.recipe,
        pairs,
        joined(numbers, [(p.one, p.other) for p, (least, _) in zip(pairs, ties, strict=True) if least]),
        joined(numbers, [(p.one, p.other) for p, (_, most) in zip(pairs, ties, strict=True) if most]),
        {a.number: None if a.parent in lost else a.parent for a in here if a.parent is not None},
    )


def marks_of(article: Article) -> Marks:
    prose: set[int] = set()
    spoken: set[int] = set()
    for sentence in article.prose:
        (spoken if sentence.spoken else prose).update(sentence.marks)
    return Marks(frozenset(prose - {0}), frozenset(spoken - {0}), article.length)


def ancestry(articles: Sequence[Article]) -> dict[int, list[Article]]:
    """Each article and those that it comes from, nearest first."""
    made: dict[int, list[Article]] = {}
    for article in articles:
        made[article.number] = [article, *(made[article.parent] if article.parent is not None else [])]
    return made


Knowledge = tuple[dict[int, Marks], dict[int, list[Article]]]


def _pair(one: Article, other: Article, family: Family, known: Knowledge) -> Pair:
    _, above = known
    kind = _kind(one, other, family, known)
    older = one if one in above[other.number] else None  # parents stand before their children
    told = older is not None and kind in ("whole", "partial", "edited") and is_known(older, other)
    how = other.how if older is not None else "sibling"
    return Pair(
        one.number, other.number, kind, how, None if older is None else older.number, other.parent == one.number, told
    )


def _kind(one: Article, other: Article, family: Family, known: Knowledge) -> str:
    marks, above = known
    a, b = marks[one.number], marks[other.number]
    shared = len(a.prose & b.prose)
    if shared == 0:
        return "quotation" if a.spoken & b.spoken else "one_house" if family.one_house else "none"
    if shared < SLIGHT:
        return "slight"
    if any(step.edits for step in _steps(above[one.number], above[other.number])):
        return "edited"
    return "whole" if shared >= WHOLE * min(a.length, b.length) else "partial"


def _steps(one: list[Article], other: list[Article]) -> Iterator[Article]:
    """Those that were made on the way from the nearest that both come from."""
    common = {article.number for article in one} & {article.number for article in other}
    yield from (article for article in (*one, *other) if article.number not in common)


def is_known(source: Article, target: Article) -> bool:
    """Whether a reader can see that `target` is the later: by dates that order surely, or because it says so."""
    if target.credited and source.named and target.parent == source.number:
        return True
    last, first = edtf_bounds(source.published or "")[1], edtf_bounds(target.published or "")[0]
    return last is not None and first is not None and last < first


def _ties(
    pairs: Sequence[Pair], here: Sequence[Article], family: Family, marks: dict[int, Marks]
) -> Iterator[tuple[bool, bool]]:
    """For each pair: whether it surely is one witness, and whether it may be."""
    by_number = {article.number: article for article in here}
    for pair in pairs:
        one, other = by_number[pair.one], by_number[pair.other]
        if family.one_house or _handed_on(one, other, pair):
            yield True, True
            continue
        shared = len(marks[pair.one].prose & marks[pair.other].prose)
        shares = [shared / marks[number].length for number in (pair.one, pair.other)]
        least = shares[1] if pair.source is not None else min(shares)
        most = shares[1] if pair.known else max(shares)
        yield least >= WITNESS + DOUBT, most >= WITNESS - DOUBT


def _handed_on(one: Article, other: Article, pair: Pair) -> bool:
    """Copies as wholes, of one another or of the same."""
    if pair.source is not None:
        return pair.parent and other.witness
    return one.witness and other.witness and one.parent == other.parent


def joined(numbers: Sequence[int], ties: Sequence[tuple[int, int]]) -> tuple[frozenset[int], ...]:
    """The sets into which the ties put the numbers together."""
    home = {number: {number} for number in numbers}
    for one, other in ties:
        if home[one] is not home[other]:
            both = home[one] | home[other]
            home.update(dict.fromkeys(both, both))
    return tuple({id(group): frozenset(group) for group in home.values()}.values())
