"""The record held open for readers: as it is now, and as it was known by other days."""

from __future__ import annotations

import shutil
import tempfile
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as TooSlow
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection

from stemmata.model import Collation, Identification, Publisher, Reconciliation
from stemmata.model import digest as digest_of
from stemmata.names.scripts import latin
from stemmata.record import columns, load, parts
from stemmata.record.content import Content
from stemmata.record.database import DATABASE, writing
from stemmata.record.fold import folded
from stemmata.record.read import Record
from stemmata.record.write import write
from stemmata.settings import SETTINGS, Settings
from stemmata.show.asof import Window
from stemmata.show.holdings import Holdings, read
from stemmata.show.index import Index, index_of
from stemmata.show.queries.known import known_by
from stemmata.show.slices import PLAIN, Asked, slice_of
from stemmata.show.withheld.blotter import Blotter

STATES = 6  # records of other days that are kept made
PATIENCE = 1.5  # seconds that a reader waits for such a record before being told that it is being made
T = TypeVar("T")


class BeingMade(Exception):  # an answer for the reader, not an error
    """The record as it was known by a day takes longer to make than a reader should wait."""

    def __init__(self, day: str) -> None:
        super().__init__(f"the record as it was known by {day} is being made")
        self.day = day


@dataclass(frozen=True)
class State:
    """One state of the record: what was read from it stays right as long as it is not built anew."""

    record: Record
    index: Index
    key: str  # of all that it was built from: pages of the same key and address are the same
    known_by: str
    counts: dict[str, int]
    veil: Blotter
    withheld: Mapping[str, tuple[tuple[int, int], ...]]  # report id -> spans that are not shown
    _kept: dict[object, object] = field(default_factory=dict, repr=False)

    def slice(self, facts: Iterable[str], asked: Asked = PLAIN) -> Holdings:
        """The part of the record that has these facts."""
        with self.record.connected() as connection:
            return slice_of(connection, facts, asked)

    def asking(self, question: Callable[[Connection], T]) -> T:
        """What a question to the tables answers."""
        with self.record.connected() as connection:
            return question(connection)

    def hidden_in(self, report: str) -> tuple[tuple[int, int], ...]:
        """The spans of a report that are not shown, in order."""
        return self.withheld.get(report, ())

    def spellings(self) -> tuple[Sequence[str], Sequence[str]]:
        """Every name in folded Latin letters, and the entity that has it."""
        return self.once("spellings", lambda: self.asking(_spellings))

    def once(self, name: object, make: Callable[[], T]) -> T:
        """What is the same as long as the record is, made when it is first asked for."""
        if name not in self._kept:
            self._kept[name] = make()
        return self._kept[name]  # type: ignore[return-value]

    @cached_property
    def whole(self) -> Holdings:
        """Everything in the record, for questions that go through all of it."""
        return read(self.record)


class Room:
    """Where a record is read. A build meanwhile is noticed at the next request."""

    def __init__(self, folder: Path, show_withheld: bool = False) -> None:
        """Raises RecordError: absent, older, newer, damaged."""
        self.folder = folder if folder.is_dir() else folder.parent
        self.show_withheld = show_withheld
        self._record = Record.open(folder)
        self._lock = threading.Lock()
        self._made = -1
        self._now: State | None = None
        self._then: OrderedDict[tuple[str, str], Future[State]] = OrderedDict()
        self._maker = ThreadPoolExecutor(1, "known-by")
        self._shelf = Path(tempfile.mkdtemp(prefix="stemmata-"))

    def close(self) -> None:
        self._maker.shutdown(wait=False, cancel_futures=True)
        for future in self._then.values():
            if future.done() and not future.cancelled() and future.exception() is None:
                future.result().record.close()
        self._record.close()
        shutil.rmtree(self._shelf, ignore_errors=True)

    @cached_property
    def publishers(self) -> tuple[Publisher, ...]:
        """What sources.yml says; nothing where a record.db stands alone."""
        return Settings.read(self.folder).publishers if (self.folder / SETTINGS).is_file() else ()

    @property
    def name(self) -> str:
        """What the record is called: its folder."""
        return self.folder.resolve().name

    def now(self) -> State:
        """The record as it is."""
        with self._lock, self._record.connected() as connection:
            made = columns.state(connection)
            if self._now is None or made != self._made:
                self._now, self._made = self._state(self._record, "", connection), made
            return self._now

    def at(self, known: str) -> State:
        """The record as it could have been known by a date. Raises InvalidDate, BeingMade."""
        if not known:
            return self.now()
        day = Window.of(known).last.isoformat()
        now = self.now()
        future = self._future(now, day)
        try:
            return future.result(timeout=PATIENCE)
        except TooSlow:
            raise BeingMade(day) from None

    def _future(self, now: State, day: str) -> Future[State]:
        with self._lock:
            key = (now.key, day)
            if key not in self._then:
                self._then[key] = self._maker.submit(self._as_known, now, day)
            self._then.move_to_end(key)
            while len(self._then) > STATES:
                _, oldest = self._then.popitem(last=False)
                oldest.add_done_callback(_closed)
            return self._then[key]

    def _as_known(self, now: State, day: str) -> State:
        """A record of its own, made from the reports that could have been read by then."""
        path = self._shelf / f"{digest_of(now.key, day)[:16]}-{DATABASE}"
        with writing(path) as engine, engine.begin() as connection:
            write(connection, _content(now, known_by(now.whole, day)))
        record = Record.open(path)
        with record.connected() as connection:
            return self._state(record, day, connection)

    def _state(self, record: Record, known: str, connection: Connection) -> State:
        built = record.build()
        key = digest_of("state", *(f"{name}={value}" for name, value in sorted(built.items())), known)
        words = () if self.show_withheld else record.withheld()
        veil = Blotter(words, parts.reports(connection, (word[0] for word in words), texts=True))
        spans: dict[str, tuple[tuple[int, int], ...]] = {}
        for report, start, end in sorted(words):
            spans[report] = (*spans.get(report, ()), (start, end))
        return State(record, index_of(connection), key, known, columns.counts(connection), veil, spans)


def _spellings(connection: Connection) -> tuple[list[str], list[str]]:
    pairs = [(folded(latin(name)), entity) for name, entity in columns.names(connection)]
    return [name for name, _ in pairs], [entity for _, entity in pairs]


def _closed(future: Future[State]) -> None:
    if not future.cancelled() and future.exception() is None:
        future.result().record.close()


def _content(now: State, held: Holdings) -> Content:
    """The holdings of a day as what a record holds; segments, decisions and what is withheld are those of now."""
    segments = now.asking(load.all_segments)
    withheld = tuple(words for words in now.record.withheld() if words[0] in held.reports)
    return Content(
        reports=tuple(held.reports.values()),
        segments={report: found for report, found in segments.items() if report in held.reports},
        mentions=tuple(held.mentions.values()),
        claims=tuple(held.claims.values()),
        collation=Collation(held.derivations, held.lineages, held.descents),
        identification=Identification(tuple(held.entities.values()), dict(held.entity_of), held.joins, ()),
        reconciliation=Reconciliation(tuple(held.facts.values()), held.differences),
        unread=(),
        unclaimed=frozenset(report.id for report in now.record.unclaimed() if report.id in held.reports),
        judgements=now.record.judgements(),
        unplaced=now.record.unplaced(),
        withheld=withheld,
        build=now.record.build(),
    )
