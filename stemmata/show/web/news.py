"""What is new of a record: what changed since the build before, and what waits for people.

Both may take longer than a reader should wait: they are counted beside, once for each state of the record, and until
then a page says that they are being counted.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from stemmata.errors import StemmataError
from stemmata.record import doubts
from stemmata.record.lines import read_judgements, read_links, standing
from stemmata.record.turnover import Turnover, turnover
from stemmata.show.queries.backlog import Files, backlog, meant_in
from stemmata.show.reviewing import Backlog
from stemmata.show.web.builder import BEFORE
from stemmata.show.web.guard.people import Role
from stemmata.show.web.room import State
from stemmata.show.web.visit import Visit
from stemmata.show.withheld.desk import hidden_among

PATIENCE = 0.1  # seconds that a reader waits for a count
COUNTING, BUILDING, KNOWN, UNREADABLE = "counting", "building", "known", "unreadable"
T = TypeVar("T")
_one = threading.Lock()


@dataclass(frozen=True, slots=True)
class Since:
    """The facts that came, went and changed since the build before, which stood until the time `until`.

    `state`: known; counting; building (a build is under way, after which there is another one before); unreadable.
    """

    until: str
    state: str
    facts: Turnover | None


@dataclass(frozen=True, slots=True)
class News:
    """`since` is None where no build before is kept, `waiting` for who only reads and while it is being counted.

    `is_final`: whether it is the same as long as the record is.
    """

    since: Since | None
    waiting: Backlog | None
    is_final: bool


def news_of(visit: Visit) -> News:
    """What is new now; nothing of a record as it was known by a day."""
    if visit.known_by:
        return News(None, None, True)
    counting = waiting_in(visit) if visit.person.can(Role.REVIEWER) else None
    waiting, since = soon(counting) if counting else None, _since(visit)
    settled = since is None or since.state in (KNOWN, UNREADABLE)
    return News(since, waiting, settled and (counting is None or counting.done()))


def _since(visit: Visit) -> Since | None:
    before = visit.house.room.folder / BEFORE
    try:
        found = before.stat()
    except OSError:
        return None
    until = datetime.fromtimestamp(found.st_mtime, UTC).isoformat(timespec="seconds")
    if visit.house.builder.progress().building:
        return Since(until, BUILDING, None)
    name = ("turnover", found.st_ino, found.st_mtime_ns)
    counting = meanwhile(visit.state, name, lambda: turnover(before, visit.state.real.path))
    counted = soon(counting)
    state = KNOWN if counted else UNREADABLE if counting.done() else COUNTING
    return Since(until, state, counted)


def waiting_in(visit: Visit) -> Future[Backlog]:
    """How much waits in this state of the record."""
    state, folder = visit.state, visit.house.room.folder
    return meanwhile(state, "backlog", lambda: _backlog(state, folder))


def _backlog(state: State, folder: Path) -> Backlog:
    files = files_of(folder)
    with state.real.connected() as connection:
        meant = meant_in(connection, files, state.veil)
    hidden = hidden_among(state.index.entities)
    return backlog(pairs_in(state), files, meant, state.asking(doubts.unchecked), hidden)


def files_of(folder: Path) -> Files:
    """Raises RecordError."""
    return Files(standing(read_judgements(folder)), read_links(folder))


def pairs_in(state: State) -> list[doubts.Pair]:
    """Every two that may be one; it takes seconds of a very large record."""
    return state.once("pairs", lambda: _pairs(state))


def _pairs(state: State) -> list[doubts.Pair]:
    """Those of the record itself, by the ids that go out."""
    named = state.veil.id
    with state.real.connected() as connection:
        return [pair._replace(one=named(pair.one), other=named(pair.other)) for pair in doubts.pairs(connection)]


def meanwhile(state: State, name: object, make: Callable[[], T]) -> Future[T]:
    """What takes longer than a reader should wait, made beside, once for a state; what went wrong is tried again."""
    with _one:
        begun: dict[str, Future[T]] = state.once(("meanwhile", name), dict)
        if "made" not in begun or (begun["made"].done() and begun["made"].exception() is not None):
            begun["made"] = _begun(make)
        return begun["made"]


def soon(made: Future[T], patience: float = PATIENCE) -> T | None:
    """What is made, if that is so soon; None where it is not, or cannot be."""
    with suppress(TimeoutError, StemmataError, OSError):
        return made.result(timeout=patience)
    return None


def _begun(make: Callable[[], T]) -> Future[T]:
    """In a thread that ends with the server, whatever it is at."""
    made: Future[T] = Future()

    def run() -> None:
        try:
            made.set_result(make())
        except BaseException as error:  # it is raised where somebody asks for it
            made.set_exception(error)

    threading.Thread(target=run, name="news", daemon=True).start()
    return made
