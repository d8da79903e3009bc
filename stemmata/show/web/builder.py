"""Builds the record anew when somebody has decided something: beside the readers, who go on reading meanwhile."""

from __future__ import annotations

import logging
import multiprocessing
import os
import signal
import sqlite3
import threading
import time
from concurrent.futures import CancelledError, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from stemmata.errors import RecordError, StemmataError
from stemmata.pipeline import build
from stemmata.record.database import DATABASE, sole_builder

BEFORE = f"{DATABASE}-before"  # which .gitignore leaves out with record.db
OFTEN, BETWEEN = 1200, 0.5  # how often, and how many seconds apart, we look whether another build has ended
OURS = "the build broke off by a fault of ours; the log of the server says what"
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far decisions have come: `waiting` are written down and not yet in the record; `failed` says why not."""

    building: bool
    waiting: int
    failed: str


class Builder:
    """One build at a time, in a process of its own that stays warm; what is decided meanwhile goes into the next."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.RLock()  # a build that ends at once is told of by the thread that began it
        self._pool: ProcessPoolExecutor | None = None
        self._building = self._closed = False
        self._asked = self._taken = 0  # decisions asked for, and those that the build at work has
        self._failed = ""

    def ask(self) -> None:
        """A decision was written down: the record is to have it."""
        with self._lock:
            self._asked += 1
            if not self._building:
                self._begin()

    def progress(self) -> Progress:
        with self._lock:
            return Progress(self._building, self._asked if self._building else 0, self._failed)

    def close(self) -> None:
        with self._lock:
            self._closed = True
            self._drop_pool()

    def _begin(self) -> None:
        self._building, self._taken = True, self._asked
        try:
            if self._pool is None:
                self._pool = ProcessPoolExecutor(1, multiprocessing.get_context("spawn"), _undisturbed)
            self._pool.submit(_built, self._folder).add_done_callback(self._ended)
        except (BrokenProcessPool, OSError) as error:
            self._end(_told(error))

    def _ended(self, future: Future[str]) -> None:
        try:
            failed = future.result()
        except CancelledError:
            failed = ""
        except Exception as error:  # whatever it was, who decided something must be told, and the next build begin
            failed = _told(error)
        self._end(failed)

    def _end(self, failed: str) -> None:
        with self._lock:
            if failed == OURS:
                self._drop_pool()
            self._failed, self._building = failed, False
            self._asked -= self._taken
            if self._asked and not self._closed:
                self._begin()

    def _drop_pool(self) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._pool = None


def stamp_of(folder: Path) -> str:
    """Which build before is kept in a folder, "" where none is."""
    try:
        found = (folder / BEFORE).stat()
    except OSError:
        return ""
    return f"{found.st_ino} {found.st_mtime_ns}"


def _told(error: Exception) -> str:
    log.error("the record was not built anew", exc_info=error)
    return OURS


def _undisturbed() -> None:
    """Ctrl-C goes to every process of a terminal: the server ends, and a build that is under way is not torn."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _built(folder: Path) -> str:
    """Builds; what went wrong, in words. The build before is kept, so that the two can be compared."""
    fresh = folder / f"{BEFORE}.new"
    try:
        _wait(folder)
        _copy(folder / DATABASE, fresh)
        build(folder)
        os.replace(fresh, folder / BEFORE)
    except (StemmataError, OSError, sqlite3.Error) as error:
        fresh.unlink(missing_ok=True)
        log.warning("the record was not built anew: %s", error)
        return str(error).replace(f"{folder}{os.sep}", "")
    return ""


def _wait(folder: Path) -> None:
    """Somebody may build by hand: what was decided goes into the record when that has ended."""
    for _ in range(OFTEN):
        try:
            with sole_builder(folder):
                return
        except RecordError:
            time.sleep(BETWEEN)


def _copy(database: Path, copy: Path) -> None:
    """Through SQLite: readers may keep a part of the last build beside the file."""
    copy.unlink(missing_ok=True)
    with closing(sqlite3.connect(database)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
