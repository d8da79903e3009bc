"""A passage as the claim readers see it: its words, its tree and what each stretch of words stands for."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from functools import cached_property

from stemmata.extract.analysis import Analysis
from stemmata.extract.syntax import Tree
from stemmata.model import Mention, MentionKind, MentionType, Passage


@dataclass(frozen=True, slots=True)
class Spot:
    """Words of a passage that stand for something. `refers` is the id of the mention they point back to."""

    start: int
    end: int
    type: MentionType
    kind: MentionKind
    confidence: float = 1.0
    refers: str | None = None

    def overlaps(self, other: Spot) -> bool:
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class About(Spot):
    """What a page is about: a mention that stands elsewhere in the report."""

    text: str = ""
    mention: str = ""


class Scene:
    """One passage with its analysis and its spots, which do not overlap except where one holds the other whole."""

    def __init__(self, passage: Passage, analysis: Analysis, spots: tuple[Spot, ...], tree: Tree | None = None) -> None:
        self.passage = passage
        self.analysis = analysis
        self.spots = tuple(sorted(spots, key=lambda s: (s.start, -s.end)))
        self.tree = tree or self._tree()
        self.about: About | None = None  # set by the reader, for clauses that lost their subject

    def _tree(self) -> Tree:
        names = [s for s in self.spots if s.kind is MentionKind.NAME]
        return Tree(self.analysis, [inside for s in names if (inside := self.tokens_in(s.start, s.end))])

    def with_spots(self, spots: tuple[Spot, ...]) -> Scene:
        """The same passage with other descriptions, or other references; its names stay as they are."""
        return Scene(self.passage, self.analysis, spots, self.tree)

    @cached_property
    def by_head(self) -> dict[int, Spot]:
        """Token -> the longest spot that hangs on it. A name that the tree takes apart has several such tokens."""
        heads: dict[int, Spot] = {}
        for spot in self.spots:
            for index in self._hangs_on(spot):
                held = heads.get(index)
                if held is None or _rank(spot) > _rank(held):
                    heads[index] = spot
        return heads

    def _hangs_on(self, spot: Spot) -> list[int]:
        """The tokens of a spot that hang on words outside it; of a description its head alone."""
        head = self.tree.head_of(spot.start, spot.end)
        if spot.kind is not MentionKind.NAME:
            return [] if head is None else [head]
        inside = self.tokens_in(spot.start, spot.end)
        return [i for i in inside if self.tree.token(i).head not in inside or self.tree.token(i).head == i]

    @cached_property
    def covering(self) -> dict[int, Spot]:
        """Token -> the shortest spot that covers it."""
        covers: dict[int, Spot] = {}
        for spot in self.spots:
            for index in self.tokens_in(spot.start, spot.end):
                held = covers.get(index)
                if held is None or spot.end - spot.start < held.end - held.start:
                    covers[index] = spot
        return covers

    def tokens_in(self, start: int, end: int) -> list[int]:
        first = bisect_right(self._ends, start)
        return list(range(first, max(first, bisect_left(self._starts, end))))

    @cached_property
    def _starts(self) -> list[int]:
        return [t.start for t in self.analysis.tokens]

    @cached_property
    def _ends(self) -> list[int]:
        return [t.end for t in self.analysis.tokens]

    def text(self, start: int, end: int) -> str:
        return self.passage.text[start:end]

    def mention_id(self, spot: Spot) -> str:
        start, end = self.place(spot)
        return f"{self.passage.report}:{start}-{end}"

    def place(self, spot: Spot) -> tuple[int, int]:
        """Where a spot stands in the report: its longest piece, where matter is pasted into it."""
        pieces = self.passage.pieces(spot.start, spot.end)
        return max(pieces, key=lambda piece: (piece[1] - piece[0], -piece[0]))

    def mention(self, spot: Spot, text: str) -> Mention:
        """The spot as a mention of the report; `text` is the report's whole text."""
        start, end = self.place(spot)
        return Mention(
            report=self.passage.report,
            start=start,
            end=end,
            text=text[start:end],
            type=spot.type,
            kind=spot.kind,
            confidence=spot.confidence,
            refers=spot.refers,
        )

    def phrase(self, head: int) -> tuple[int, int]:
        """The words of a noun phrase: its head with what stands before it and of-phrases after it."""
        tokens = self.analysis.tokens
        inside = [head]
        if (
            head + 1 < len(tokens)
            and tokens[head + 1].text == "of"
            and tokens[head].pos in ("DET", "NUM", "PRON", "ADJ")
        ):
            inside.extend(i for noun in (tokens[head + 1].head,) if noun > head for i in self.tree.subtree(noun))
        for child in self.tree.children[head]:
            dep = tokens[child].dep.split(":")[0]
            if dep in ("det", "amod", "nummod", "compound", "flat", "nmod", "fixed", "advmod"):
                of = dep != "nmod" or self.tree.preposition(child) in (
                    "of",
                    "in",
                    "for",
                    "from",
                    "to",
                    "against",
                    "",
                    "'s",
                    "’s",
                )
                if of and (child < head or dep in ("flat", "nmod", "compound", "nummod", "fixed")):
                    inside.extend(self.tree.subtree(child))
        first, last = min(inside), max(inside)
        while first > 0 and tokens[first].text in ("'s", "’s"):
            first -= 1
        return tokens[first].start, tokens[last].end


def _rank(spot: Spot) -> tuple[bool, int]:
    """Names go before descriptions that hold them, then the longer before the shorter."""
    return spot.kind is MentionKind.NAME, spot.end - spot.start


def without_overlaps(spots: list[Spot]) -> tuple[Spot, ...]:
    """The spots that remain when of two that overlap the surer, then the longer, stays."""
    kept: list[Spot] = []
    for spot in sorted(spots, key=lambda s: (-s.confidence, s.start - s.end, s.start)):
        if not any(spot.overlaps(other) for other in kept):
            kept.append(spot)
    return tuple(sorted(kept, key=lambda s: s.start))


def refer(spot: Spot, mention: str) -> Spot:
    return replace(spot, refers=mention)
