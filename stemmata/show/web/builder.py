"""Builds the record anew when somebody has decided something: beside the readers, who go on reading meanwhile."""

from __future__ import annotations

import logging
import multiprocessing
import shutil
import threading
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from stemmata.errors import StemmataError
from stemmata.pipeline import build
from stemmata.record.database import DATABASE

BEFORE = f"{DATABASE}-before"  # which .gitignore leaves out with record.db
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
        self._lock = threading.Lock()
        self._pool: ProcessPoolExecutor | None = None
        self._building = False
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
            if self._pool is not None:
                self._pool.shutdown(wait=False, cancel_futures=True)
                self._pool = None

    def _begin(self) -> None:
        if self._pool is None:
            self._pool = ProcessPoolExecutor(1, multiprocessing.get_context("spawn"))
        self._building, self._taken = True, self._asked
        self._pool.submit(_built, self._folder).add_done_callback(self._done)

    def _done(self, future: Future[str]) -> None:
        error = future.exception()
        if error is not None:  # the process died: the next decision starts another
            log.warning("the build ended by itself: %s", error)
            self._pool = None
        self._ended(future.result() if error is None else f"the build ended by itself: {error}")

    def _ended(self, failed: str) -> None:
        with self._lock:
            self._failed = failed
            self._asked -= self._taken
            self._building = False
            if self._asked and self._pool is not None and not failed:
                self._begin()


def _built(folder: Path) -> str:
    """Builds; what went wrong, in words. The build before is kept, so that the two can be compared."""
    try:
        shutil.copyfile(folder / DATABASE, folder / BEFORE)
        build(folder)
    except (StemmataError, OSError) as error:
        log.warning("the record was not built anew: %s", error)
        return str(error)
    return ""
