"""The record held open for readers: as it is now, and as it was known by other days.

Where persons are withheld, readers read another record: one that is written from what may be shown, so that nothing
else is there to be read. Only who may see everything reads the record itself.
"""

from __future__ import annotations

import hmac
import shutil
import tempfile
import threading
import weakref
from collections import OrderedDict
from collections.abc import Callable, Iterable
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as TooSlow
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import count
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection

from stemmata.errors import StemmataError
from stemmata.model import Collation, Identification, Publisher, Reconciliation
from stemmata.model import digest as digest_of
from stemmata.names.written import Written
from stemmata.record import columns, load
from stemmata.record.content import Content
from stemmata.record.database import DATABASE, writing
from stemmata.record.read import Record
from stemmata.record.write import write
from stemmata.settings import SETTINGS, Settings
from stemmata.show.asof import Window
from stemmata.show.holdings import Holdings, read
from stemmata.show.index import Index, index_of
from stemmata.show.queries.known import known_by
from stemmata.show.queries.readable import undated
from stemmata.show.slices import PLAIN, Asked, slice_of, written_in
from stemmata.show.web.watch import Watch
from stemmata.show.withheld import Veil, veil_of
from stemmata.show.withheld.key import key_of

STATES = 6  # records of other days that are kept made
WAITING = 8  # such records that are being made, or wait for it; who asks for more asks again
PATIENCE = 1.5  # seconds that a reader waits for such a record before being told that it is being made
T = TypeVar("T")


class BeingMade(Exception):  # an answer for the reader, not an error
    """The record as it was known by a day takes longer to make than a reader should wait."""

    def __init__(self, day: str) -> None:
        super().__init__(f"the record as it was known by {day} is being made")
        self.day = day


@dataclass(frozen=True)
class State:
    """One state of the record: what was read from it stays right as long as it is not built anew.

    `record` is what is shown; `real` is the record itself, for what is written down; the two are one where nothing is
    withheld.
    """

    record: Record
    real: Record
    index: Index
    key: str  # of all that it was built from: pages of the same key and address are the same
    known_by: str
    counts: dict[str, int]
    veil: Veil
    undated: int = 0  # reports that no day can be given for, and that are therefore known by none
    _kept: dict[object, object] = field(default_factory=dict, repr=False)

    def slice(self, facts: Iterable[str], asked: Asked = PLAIN) -> Holdings:
        """The part of the record that has these facts."""
        with self.record.connected() as connection:
            return slice_of(connection, facts, asked)

    def asking(self, question: Callable[[Connection], T]) -> T:
        """What a question to the tables answers."""
        with self.record.connected() as connection:
            return question(connection)

    def written(self) -> Written:
        """Every name by its letters, whatever its script; its owner is the entity that has it."""
        return self.once("written", lambda: self.asking(written_in))

    def once(self, name: object, make: Callable[[], T]) -> T:
        """What is the same as long as the record is, made when it is first asked for."""
        if name not in self._kept:
            self._kept[name] = make()
        return self._kept[name]  # type: ignore[return-value]

    @cached_property
    def whole(self) -> Holdings:
        """Everything that is shown, for questions that go through all of it."""
        return read(self.record)


class Room:
    """Where a record is read. A build meanwhile is noticed at the next request."""

    def __init__(self, folder: Path, show_withheld: bool = False) -> None:
        """`show_withheld`: whether who may see everything does. Raises RecordError: absent, older, newer, damaged."""
        self.folder = folder if folder.is_dir() else folder.parent
        self.show_withheld = show_withheld
        self._watch = Watch(folder)
        self._lock = threading.Lock()
        self._made: tuple[int, ...] = ()
        self._now: dict[bool, State] = {}
        self._publishers: tuple[Publisher, ...] | None = None
        self._then: OrderedDict[tuple[str, str], Future[State]] = OrderedDict()
        self._maker = ThreadPoolExecutor(1, "known-by")
        self._shelf = Path(tempfile.mkdtemp(prefix="stemmata-"))  # only its owner can look into it
        self._numbers = count(1)
        self.last: State | None = None  # that readers had: to tell them what is wrong when there is no other

    def close(self) -> None:
        self._maker.shutdown(wait=False, cancel_futures=True)
        self._watch.close()
        shutil.rmtree(self._shelf, ignore_errors=True)

    @property
    def publishers(self) -> tuple[Publisher, ...]:
        """What sources.yml says; nothing where a record.db stands alone. Raises SettingsError."""
        found = self._publishers
        if found is None:
            found = Settings.read(self.folder).publishers if (self.folder / SETTINGS).is_file() else ()
            self._publishers = found
        return found

    @property
    def name(self) -> str:
        """What the record is called: its folder."""
        return self.folder.resolve().name

    def now(self, everything: bool = False) -> State:
        """The record as it is. `everything`: withheld persons as well. Raises RecordError where it went away."""
        with self._lock:
            made = self._watch.stamp()
            if made != self._made:
                self._now, self._made, self._publishers = {}, made, None
            if everything not in self._now:
                self._now[everything] = self._state(everything)
            if not everything:
                self.last = self._now[everything]
            return self._now[everything]

    def latest(self) -> State:
        """The record as it is; as it was, where it went away. Raises RecordError where nobody has read it yet."""
        try:
            return self.now()
        except StemmataError:
            if self.last is None:
                raise
            return self.last

    def at(self, known: str, everything: bool = False) -> State:
        """The record as it could have been known by a date. Raises InvalidDate, BeingMade, RecordError."""
        if not known:
            return self.now(everything)
        day = Window.of(known).last.isoformat()
        try:
            return self._future(self.now(everything), day).result(timeout=PATIENCE)
        except (TooSlow, CancelledError):
            raise BeingMade(day) from None

    def _future(self, now: State, day: str) -> Future[State]:
        """Raises BeingMade where too many others wait."""
        key = (now.key, day)
        with self._lock:
            if key not in self._then or _failed(self._then[key]):
                if sum(not future.done() for future in self._then.values()) >= WAITING:
                    raise BeingMade(day)
                self._then[key] = self._maker.submit(self._as_known, now, day)
            self._then.move_to_end(key)
            made = [old for old, future in self._then.items() if future.done()]
            for old in made[: max(len(made) - STATES, 0)]:
                del self._then[old]
            return self._then[key]

    def _state(self, everything: bool) -> State:
        record = self._watch.record
        veil = veil_of(record, everything)
        key = _key(record, "everything" if everything else "", str(self._watch.told))
        if not veil:
            return _opened(record, record, key, "", veil)
        shown = self._written(_content(record, read(record), veil))
        return _opened(shown, record, _keyed(record, key), "", veil)

    def _as_known(self, now: State, day: str) -> State:
        """A record of its own, made from the reports that could have been read by then."""
        held = read(now.real)
        content = _content(now.real, known_by(held, day), now.veil)
        state = _opened(self._written(content), now.real, digest_of(now.key, day), day, now.veil)
        return replace(state, undated=undated(held))

    def _written(self, content: Content) -> Record:
        """What a reader may read, as a record of its own: its file goes when nobody reads it any more."""
        path = self._shelf / f"{next(self._numbers)}-{DATABASE}"
        with writing(path) as engine, engine.begin() as connection:
            write(connection, content)
        record = Record.open(path)
        weakref.finalize(record, _removed, path).atexit = False
        return record


def _removed(path: Path) -> None:
    for each in path.parent.glob(f"{path.name}*"):
        with suppress(OSError):  # it went with the folder, or somebody still reads it where that keeps a file there
            each.unlink()


def _failed(future: Future[State]) -> bool:
    """Whether there is no state in it, and never will be: it is tried again."""
    return future.cancelled() or (future.done() and future.exception() is not None)


def _key(record: Record, *more: str) -> str:
    return digest_of("state", *(f"{name}={value}" for name, value in sorted(record.build().items())), *more)


def _keyed(record: Record, digest: str) -> str:
    """A digest that tells nothing: of one without a key, who guesses a withheld name could see whether it fits."""
    return hmac.new(key_of(record.folder), digest.encode(), "sha256").hexdigest()[: len(digest)]


def _opened(record: Record, real: Record, key: str, known: str, veil: Veil) -> State:
    with record.connected() as connection:
        return State(record, real, index_of(connection), key, known, columns.counts(connection), veil)


def _content(record: Record, held: Holdings, veil: Veil) -> Content:
    """What a reader may read of the holdings of a record (or of a day of it), as a record holds it."""
    with record.connected() as connection:
        segments = load.all_segments(connection)
    shown = veil.holdings(held)
    return Content(
        reports=tuple(shown.reports.values()),
        segments={veil.id(id_): veil.segments(id_, segments.get(id_, ())) for id_ in held.reports},
        mentions=tuple(shown.mentions.values()),
        claims=tuple(shown.claims.values()),
        collation=Collation(shown.derivations, shown.lineages, shown.descents),
        identification=Identification(tuple(shown.entities.values()), dict(shown.entity_of), shown.joins, ()),
        reconciliation=Reconciliation(tuple(shown.facts.values()), shown.differences),
        unread=shown.unread,
        unclaimed=frozenset(veil.id(report.id) for report in record.unclaimed() if report.id in held.reports),
        judgements=tuple(map(veil.judgement, record.judgements())),
        unplaced=tuple(map(veil.judgement, record.unplaced())),
        build=_built(record, veil),
    )


def _built(record: Record, veil: Veil) -> dict[str, str]:
    """How the record was built; what it was built from has the names of whoever is withheld in its digest."""
    found = dict(record.build())
    if veil and "inputs" in found:
        found["inputs"] = _keyed(record, found["inputs"])
    return found
