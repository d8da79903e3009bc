"""How much waits for people, counted by queries: nothing of the record is read whole for it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass

from sqlalchemy import Connection

from stemmata.model import Anchor, Judgement, Link
from stemmata.record import doubts
from stemmata.show.queries.judged import DECIDING, Settled
from stemmata.show.queries.questions import Asked, entries, is_linked
from stemmata.show.reviewing import Backlog
from stemmata.show.withheld import Veil


@dataclass(frozen=True)
class Files:
    """What people wrote beside the record, as far as it is about who is who: judgements that stand, and links."""

    judgements: Sequence[Judgement]
    links: Sequence[Link]

    @property
    def anchors(self) -> Iterable[Anchor]:
        yield from (link.anchor for link in self.links)
        yield from (anchor for j in self.judgements if j.what in DECIDING for anchor in j.anchors)


@dataclass(frozen=True)
class Meant:
    """The entities, by the ids that go out, that the anchors of some files mean."""

    known: dict[Anchor, str]

    def __call__(self, anchor: Anchor) -> str | None:
        return self.known.get(anchor)


def meant_in(connection: Connection, files: Files, veil: Veil) -> Meant:
    """`connection` reads the record itself, as anchors do."""
    return Meant({anchor: veil.id(own) for anchor, own in doubts.meant(connection, files.anchors).items()})


def open_pairs(pairs: Iterable[doubts.Pair], settled: Settled, hidden: Set[str]) -> list[doubts.Pair]:
    """Those that nobody has decided on, without who is hidden."""
    seen = (pair for pair in pairs if not {pair.one, pair.other} & hidden)
    return [pair for pair in seen if not settled.answered(pair.one, pair.other)]


def open_entries(files: Files, meant: Meant, settled: Settled, hidden: Set[str]) -> list[Asked]:
    asked = entries(meant, files.links)
    return [one for one in asked if one.entities[0] not in hidden and not is_linked(settled, one)]


def settled_by(files: Files, meant: Meant) -> Settled:
    return Settled((j for j in files.judgements if j.what in DECIDING), meant)


def backlog(
    pairs: Iterable[doubts.Pair], files: Files, meant: Meant, unchecked: int, hidden: Set[str] = frozenset()
) -> Backlog:
    """`hidden`: the entities of which only a blot is shown."""
    settled = settled_by(files, meant)
    names, listed = open_pairs(pairs, settled, hidden), open_entries(files, meant, settled, hidden)
    return Backlog(len(names), len(listed), unchecked)
