"""Results of earlier builds, kept in record.db under a key of all that they were made from."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from hashlib import sha256
from pathlib import Path
from types import TracebackType

from sqlalchemy import Connection, Engine, select
from sqlalchemy.exc import DBAPIError

import stemmata
from stemmata.errors import RecordError
from stemmata.record.schema import cache, step_results

HERE = Path(stemmata.__file__).parent
_TOGETHER = 100  # results that one transaction writes: a build that is broken off loses no more than these


class Kept:
    """Step results by key. Those that a build has no use for are dropped: what is withdrawn does not linger."""

    def __init__(self, engine: Engine) -> None:
        self._connection: Connection = engine.connect()
        with self._connection.begin():
            cache.create_all(self._connection)
        self._waiting: list[dict[str, object]] = []
        self._used: set[tuple[str, str]] = set()

    def get(self, step: str, key: str) -> tuple[str, ...] | None:
        """What a step once made of what the key stands for; None if it has not."""
        table = step_results.c
        query = select(table.result).where(table.step == step, table.key == key).order_by(table.position)
        with self._connection.begin():
            rows = self._connection.execute(query).scalars().all()
        if not rows:
            return None
        self._used.add((step, key))
        return tuple(zlib.decompress(row).decode("utf-8") for row in rows[1:])

    def put(self, step: str, key: str, results: Iterable[str]) -> None:
        """Keeps the results, none of them too; the first row only says that they are there."""
        self._used.add((step, key))
        for position, result in enumerate(("", *results)):
            packed = zlib.compress(result.encode("utf-8"), 1)
            self._waiting.append({"step": step, "key": key, "position": position, "result": packed})
        if len(self._waiting) >= _TOGETHER:
            self.flush()

    def flush(self) -> None:
        if self._waiting:
            with self._connection.begin():
                self._connection.execute(step_results.insert().prefix_with("OR REPLACE"), self._waiting)
        self._waiting = []

    def __enter__(self) -> Kept:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """What was made is kept, also where the build was broken off; a build that came through drops the rest."""
        try:
            if error is None or not isinstance(error, RecordError | DBAPIError):  # which may well come from a full disk
                self.flush()
            if error is None:
                self._drop_unused()
        finally:
            self._connection.close()

    def _drop_unused(self) -> None:
        table = step_results.c
        with self._connection.begin():
            held = self._connection.execute(select(table.step, table.key).distinct()).all()
            for step, key in sorted({(row.step, row.key) for row in held} - self._used):
                self._connection.execute(step_results.delete().where(table.step == step, table.key == key))


def made_by(packages: Sequence[str], *others: Path) -> str:
    """A key of program and data: every file of these packages or modules, and other files or folders.

    Lexicons and patterns are data files that researchers edit, so a version number alone would not tell.
    """
    hashed = sha256()
    for root in (*(HERE / package for package in packages), *others):
        for path in [root] if root.is_file() else sorted(p for p in root.rglob("*") if _counts(p)):
            hashed.update(f"{path.relative_to(root.parent).as_posix()}\0".encode())
            hashed.update(sha256(path.read_bytes()).digest())
    return hashed.hexdigest()[:16]


def _counts(path: Path) -> bool:
    return path.is_file() and "__pycache__" not in path.parts
