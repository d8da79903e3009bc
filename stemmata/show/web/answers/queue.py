"""What waits for review, as pages and API show it: questions on names and entries, and claims to check."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future
from pathlib import Path

from stemmata.model import Anchor, Judgement
from stemmata.record import doubts
from stemmata.record.lines import read_judgements, standing
from stemmata.show.holdings import read
from stemmata.show.judging import Desk
from stemmata.show.queries.backlog import Files, Meant, meant_in, open_entries, open_pairs, settled_by
from stemmata.show.queries.chosen import Chosen, chosen, counted, part_of
from stemmata.show.queries.judged import DECIDING
from stemmata.show.queries.queue import ToCheck, to_check
from stemmata.show.web.news import files_of, meanwhile, pairs_in, soon
from stemmata.show.web.room import State
from stemmata.show.web.visit import Visit, sees_everything
from stemmata.show.withheld.desk import desk_of, hidden_among

QUEUE = 40  # claims in the queue at a time
MOST = 300_000  # claims of a record that is looked at whole for its questions; of a larger one some are chosen
CHOSEN = 200  # questions of such a record
PATIENCE = 1.5  # seconds that a reader waits for them before being told that they are being chosen
JUDGED = ("accept", "reject", "correct")


def today(visit: Visit) -> State:
    """What is asked of people is asked of the record as it is, whatever the day that it is read as of."""
    if not visit.known_by:
        return visit.state
    return visit.house.room.now(sees_everything(visit.house, visit.request))


def is_selected(visit: Visit) -> bool:
    """Whether the questions are only those of most value."""
    return today(visit).counts["claims"] > MOST


def desk(visit: Visit) -> Desk:
    """The questions on names; raised once for each state of the record."""
    return _begun(visit).result()


def desk_soon(visit: Visit) -> Desk | None:
    """The same; None where they are still being chosen from a large record."""
    return soon(_begun(visit), PATIENCE) if is_selected(visit) else desk(visit)


def _begun(visit: Visit) -> Future[Desk]:
    state, folder = today(visit), visit.house.room.folder
    make = _selected if is_selected(visit) else _whole
    return meanwhile(state, "desk", lambda: make(state, folder))


def _whole(state: State, folder: Path) -> Desk:
    there = read(state.real)
    return desk_of(folder, there, state.veil.holdings(there), state.veil)


def _selected(state: State, folder: Path) -> Desk:
    """The questions of most value, with the part of the record that they need."""
    files, veil = files_of(folder), state.veil
    with state.real.connected() as connection:
        found = _chosen(state, files, meant_in(connection, files, veil))
        own = [id_ for entity in found.entities if (id_ := veil.internal(entity)) is not None]
        joins = doubts.joins_of(connection, found.pairs)
        there = part_of(connection, own, joins, (*found.anchors, *_decided(state, files)))
    counts = state.asking(lambda connection: counted(connection, state.index, found.entities))
    return desk_of(folder, there, veil.holdings(there), veil, counts)


def _chosen(state: State, files: Files, meant: Meant) -> Chosen:
    settled, hidden = settled_by(files, meant), hidden_among(state.index.entities)
    names = open_pairs(pairs_in(state), settled, hidden)
    return chosen(state.index, names, open_entries(files, meant, settled, hidden), CHOSEN)


def _decided(state: State, files: Files) -> Iterator[Anchor]:
    """Where judgements point that may answer a question which the record, or links.jsonl, still has."""
    built = set(map(_known, state.real.judgements()))
    for judgement in files.judgements:
        if judgement.what == "link" or (judgement.what in DECIDING and _known(judgement) not in built):
            yield from judgement.anchors


def _known(judgement: Judgement) -> tuple[str, str, str]:
    return judgement.who, judgement.when, judgement.what


def queue(visit: Visit) -> tuple[ToCheck, ...]:
    """Claims to look at that nobody has decided on."""
    judged = {(a.report, a.quote) for j in standing_in(visit) for a in j.anchors if j.what in JUDGED}
    found = visit.state.once("to check", lambda: to_check(visit.state, lambda report, quote: False, 10 * QUEUE))
    kept = [
        item
        for item in found
        if not any((q.report, q.quote) in judged for q in item.line.quotes if q.claim == item.claim)
    ]
    return tuple(kept[:QUEUE])


def standing_in(visit: Visit) -> tuple[Judgement, ...]:
    return standing(read_judgements(visit.house.room.folder))
