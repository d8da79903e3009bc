"""What is to be made and what was made, on disk: a site may have more pages than memory holds."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import parse_qsl, unquote

from stemmata.errors import StemmataError
from stemmata.show.web.publish.addresses import Address

TABLES = """
PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
CREATE TABLE pages (number INTEGER PRIMARY KEY, address TEXT NOT NULL UNIQUE);
CREATE TABLE files (path TEXT PRIMARY KEY, sha256 TEXT NOT NULL, size INTEGER NOT NULL) WITHOUT ROWID;
"""


class Ledger:
    """Pages in the order in which they were first linked to, each once; files with what is in them."""

    def __init__(self, path: Path) -> None:
        self._base = sqlite3.connect(path, isolation_level=None)
        self._base.executescript(TABLES)

    def close(self) -> None:
        self._base.close()

    def ask(self, addresses: Iterable[Address]) -> None:
        """Pages that are to be made, unless they are known already."""
        self._base.execute("BEGIN")
        self._base.executemany(
            "INSERT OR IGNORE INTO pages (address) VALUES (?)", ((str(address),) for address in addresses)
        )
        self._base.execute("COMMIT")

    def waiting(self, after: int, most: int) -> list[tuple[int, Address]]:
        """The next pages, by number."""
        rows = self._base.execute("SELECT number, address FROM pages WHERE number > ? LIMIT ?", (after, most))
        return [(number, _address(text)) for number, text in rows]

    def wrote(self, path: str, sha256: str, size: int) -> None:
        """A file that was written. Raises StemmataError where it was written before: then pages would be lost."""
        try:
            self._base.execute("INSERT INTO files VALUES (?, ?, ?)", (path, sha256, size))
        except sqlite3.IntegrityError as error:
            raise StemmataError(f"{path}: two pages would be this file") from error

    def files(self) -> Iterator[tuple[str, str]]:
        """Every file with its SHA-256, by path."""
        return iter(self._base.execute("SELECT path, sha256 FROM files ORDER BY path"))

    @property
    def pages(self) -> int:
        return int(self._base.execute("SELECT count(*) FROM pages").fetchone()[0])

    @property
    def total(self) -> tuple[int, int]:
        """How many files there are, and their bytes."""
        files, size = self._base.execute("SELECT count(*), coalesce(sum(size), 0) FROM files").fetchone()
        return int(files), int(size)


def _address(text: str) -> Address:
    path, _, query = text.partition("?")
    return Address(unquote(path), tuple(parse_qsl(query, keep_blank_values=True)))
