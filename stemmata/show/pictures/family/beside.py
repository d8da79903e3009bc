"""What is written below a band: the names that it took, and the coalitions that it was in but is not drawn in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from stemmata.show.ancestry import Node, Tie
from stemmata.show.families import Families, Turn
from stemmata.show.pictures.axis import Axis
from stemmata.show.pictures.family.names import Label
from stemmata.show.pictures.family.stays import MEMBERSHIPS, Stay
from stemmata.show.pictures.lanes import moment
from stemmata.show.pictures.ties import KINDS
from stemmata.show.printed.lineage import support, when_of
from stemmata.show.wording import counted
from stemmata.when import Bounds

# How a tie reads at the group that it is written at: the younger, or the one that merged or joined.
LATER = {"split": "split from", "succession": "formerly", "rename": "formerly"}
EARLIER = {
    "merger": "merged into",
    "absorption": "absorbed by",
    "joining": "joined",
    "leaving": "left",
    "membership": "in",
}


class Beside:
    """The labels below the bands of a picture, before it is known which of them find room."""

    def __init__(self, answer: Families, stays: Iterable[Stay], homes: Mapping[str, str], far: Iterable[Tie]) -> None:
        self.names = {node.id: node.name for node in answer.ancestry.nodes}
        self.beyond = answer.beyond
        self.stays: dict[str, list[Stay]] = {}
        for stay in stays:
            if homes.get(stay.member) != stay.whole:
                self.stays.setdefault(stay.member, []).append(stay)
        self.far: dict[str, list[Tie]] = {}
        for tie in far:
            self.far.setdefault(tie.other if tie.kind in LATER else tie.one, []).append(tie)

    def of(self, node: Node, turns: Sequence[Turn], axis: Axis, ends: tuple[float, float]) -> Iterator[Label]:
        """The labels of one band, each at its date."""
        yield from self._turns(node, turns, axis, ends)
        for stay in self.stays.get(node.id, ()):
            yield self._part(stay, axis)
        if self.beyond.get(node.id):
            words = f"+ {counted(self.beyond[node.id], 'more tie')}"
            yield Label(words, ends[0], ends[0], "more", title=f"{node.name} has ties that lead further")
        for tie in self.far.get(node.id, ()):
            yield self._far(node, tie, axis, ends)

    def _part(self, stay: Stay, axis: Axis) -> Label:
        """A coalition where the group joined it; where only its leaving is told, that."""
        doubt = any(tie.disputed for tie in stay.ties)
        verb = "left" if len(stay.ties) == 1 and stay.left is not None else "in"
        words = f"{verb} {self.names[stay.whole]}{', disputed' if doubt else ''}"
        title = "; ".join(title_of(tie, self.names) for tie in stay.ties)
        x = max(axis.x(min(stay.days)), axis.left) + 2
        return Label(words, x, x, "doubt" if doubt else "part", fact=fact_of(stay.ties), title=title)

    def _turns(self, node: Node, turns: Sequence[Turn], axis: Axis, ends: tuple[float, float]) -> Iterator[Label]:
        for at, turn in enumerate(turns):
            day = _taken(turn, at == 0)
            x = ends[0] if day is None else min(max(axis.x(day), ends[0]), ends[1])
            if turn.taken == Bounds() or (turn.text == node.name and x < ends[0] + 6):
                continue
            title = f"{node.name} was called {turn.text}"
            yield Label(turn.text, x, x, "turn", fact=turn.fact, title=title, tick=x > ends[0] and day is not None)

    def _far(self, node: Node, tie: Tie, axis: Axis, ends: tuple[float, float]) -> Label:
        spread = moment(tie)
        x = ends[0] if spread is None else min(max(axis.x(spread[0]), ends[0]), ends[1])
        verb, other = (LATER, tie.one) if node.id == tie.other else (EARLIER, tie.other)
        aside = ", denied" if tie.denied else "" if spread else ", no date"
        words = f"{verb[tie.kind]} {self.names[other]}{aside}"
        kind = "doubt" if tie.denied or tie.disputed else "part" if tie.kind in MEMBERSHIPS else "turn"
        return Label(words, x, x, kind, fact=fact_of((tie,)), title=title_of(tie, self.names))


def _taken(turn: Turn, first: bool) -> date | None:
    return turn.taken.earliest or (None if first else turn.taken.latest)


def is_written(tie: Tie, far: bool) -> bool:
    """Whether a tie is told in words and not drawn: it is denied, or would be a long line that stands for no date."""
    return far if moment(tie) is None else tie.denied


def fact_of(ties: Sequence[Tie]) -> str:
    return next((line.fact for tie in ties for line in tie.lines), "")


def title_of(tie: Tie, names: Mapping[str, str]) -> str:
    """A tie in words, with how well it is supported."""
    said = f"{names[tie.one]} {KINDS[tie.kind].words} {names[tie.other]}"
    return f"{said}{', which is denied' if tie.denied else ''}: {when_of(tie)} {support(tie)}"
