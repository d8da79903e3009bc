"""The record on the disk, watched: whether what is read from it may be another since it was last looked at."""

from __future__ import annotations

from pathlib import Path

from stemmata.errors import RecordError
from stemmata.model import Anchor
from stemmata.record import columns
from stemmata.record.database import database_of, failures_of, reading
from stemmata.record.lines import JUDGEMENTS_FILE, read_judgements, standing
from stemmata.record.read import Record

Mark = tuple[int, ...]
GONE: Mark = ()


class Watch:
    """Not for several threads at once. Whatever changes counts: a build, another file, somebody withheld since."""

    def __init__(self, path: Path) -> None:
        """Raises RecordError: absent, older, newer, damaged."""
        self._path = database_of(path)
        self._judged, self._withheld = GONE, frozenset[Anchor]()
        self.told = 0
        self._open()
        self._look()
        self.told = 0  # how often somebody was withheld since, or is not any more

    def stamp(self) -> Mark:
        """Raises RecordError where record.db went away, or is damaged."""
        if _file(self._path) != self._opened:
            self.close()
            self._open()
        # Of one connection, always: what two of them have of this number cannot be compared.
        with failures_of(self._path), self._line.begin():
            version = columns.state(self._line)
        self._look()
        return *self._opened, version, self.told

    def close(self) -> None:
        self._line.close()
        self._engine.dispose()
        self.record.close()

    def _open(self) -> None:
        self.record = Record.open(self._path)
        self._engine = reading(self._path)
        self._line = self._engine.connect()
        self._opened = _file(self._path)

    def _look(self) -> None:
        """Who is withheld must be hidden at once, however long the next build takes."""
        judged = _written(self._path.parent / JUDGEMENTS_FILE)
        if judged == self._judged:
            return
        try:
            stand = standing(read_judgements(self._path.parent))
        except RecordError:
            return  # the build says what is wrong with the file; until it is mended, what was read before stands
        withheld = frozenset(anchor for j in stand if j.what == "withhold" for anchor in j.anchors)
        if withheld != self._withheld:
            self.told += 1
        self._judged, self._withheld = judged, withheld


def _file(path: Path) -> Mark:
    """Which file that is; it is another after somebody has replaced it. A build writes into the same."""
    try:
        found = path.stat()
    except OSError as error:
        raise RecordError(f"{path}: no record here any more; run `stemmata build`") from error
    return found.st_dev, found.st_ino


def _written(path: Path) -> Mark:
    try:
        found = path.stat()
    except OSError:
        return GONE
    return found.st_ino, found.st_mtime_ns, found.st_size
