"""Opening record.db: one writer at a time, readers never disturbed, every failure one clear line."""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool

from stemmata.errors import RecordError
from stemmata.record.schema import VERSION

if sys.platform == "win32":
    import msvcrt

    def _take(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


DATABASE = "record.db"


def database_of(path: Path) -> Path:
    """The database of a record folder; a path to a database is taken as it is."""
    return path / DATABASE if path.is_dir() else path


@contextmanager
def failures_of(path: Path) -> Iterator[None]:
    """Whatever the database complains of becomes a RecordError of one line that names the file."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        cause = str(error.orig if isinstance(error, DBAPIError) else error)
        raise RecordError(f"{path}: {_advice(cause)}") from error


def _advice(cause: str) -> str:
    if "disk is full" in cause or "disk I/O error" in cause:
        return f"{cause}; nothing was changed, the earlier record stands"
    if "malformed" in cause or "not a database" in cause:
        return f"{cause}; it is damaged: delete it and build again, it holds nothing that the folder does not"
    if "readonly" in cause or "unable to open" in cause:
        return f"{cause}; the folder cannot be written to"
    return cause


@contextmanager
def sole_builder(folder: Path) -> Iterator[None]:
    """Nobody else builds this record meanwhile. The system drops the lock when the process ends, however it ends."""
    path = folder / f"{DATABASE}.lock"
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise RecordError(f"{path}: {error.strerror}; the record cannot be built here") from error
    try:
        try:
            _take(handle)
        except OSError as error:
            raise RecordError(f"{folder}: another build of this record is running; wait for it to end") from error
        yield
    finally:
        os.close(handle)


def reading(path: Path) -> Engine:
    """Many threads may read through it, also while a build writes: each sees one whole record. Raises RecordError."""
    if not path.is_file():
        raise RecordError(f"{path}: no record here; run `stemmata build`")
    engine = _engine(uri_of(path), "BEGIN", "foreign_keys = ON")
    with failures_of(path), engine.connect() as connection:
        version = version_of(connection)
    if version != VERSION:
        engine.dispose()
        raise RecordError(_version_line(path, version))
    return engine


def uri_of(path: Path) -> str:
    """Under which SQLite opens a record to read it."""
    uri = f"{path.resolve().as_uri()}?mode=ro"
    # A WAL database wants to put a file beside itself, which this folder may not allow.
    return uri if _can_stand_beside(path) else f"{uri}&immutable=1"


def _can_stand_beside(path: Path) -> bool:
    return os.access(path.parent, os.W_OK) or path.with_name(f"{path.name}-shm").exists()


def _version_line(path: Path, version: int) -> str:
    if version > VERSION:
        return f"{path}: made by a newer stemmata (schema {version}, this one knows {VERSION}); update stemmata"
    return f"{path}: no record of schema {VERSION} but {version}; run `stemmata build` to make it anew"


@contextmanager
def writing(path: Path) -> Iterator[Engine]:
    """The database to write to, made where it is absent. Raises RecordError, also for one of a newer version.

    One of an older version is deleted: all that it held is made again from the folder.
    """
    _make_room(path)
    # References are checked all together before a build commits (write.py), not row by row while tables are replaced.
    # What is withdrawn is overwritten. The larger cache keeps the pages of one transaction from being written twice.
    pragmas: tuple[str, ...] = ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = OFF", "secure_delete = ON")
    pragmas += ("cache_size = -65536", "temp_store = MEMORY")
    engine = _engine(f"{path.absolute().as_uri()}?mode=rwc", "BEGIN IMMEDIATE", *pragmas)
    try:
        with failures_of(path):
            yield engine
        _settle(path, engine)
    finally:
        engine.dispose()


def _make_room(path: Path) -> None:
    if not path.exists():
        return
    with failures_of(path), closing(sqlite3.connect(path)) as connection:
        version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if version > VERSION:
        raise RecordError(_version_line(path, version))
    if 0 < version < VERSION:
        for name in (path.name, f"{path.name}-wal", f"{path.name}-shm"):
            path.with_name(name).unlink(missing_ok=True)


def _settle(path: Path, engine: Engine) -> None:
    """Moves the write-ahead log into the file, which then is whole by itself."""
    try:
        with closing(engine.raw_connection()) as connection:
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except sqlite3.Error as error:
        raise RecordError(f"{path}: {error}; the new record is whole, but only together with {path}-wal") from error


def version_of(connection: Connection) -> int:
    """The schema version of a database; 0 for an empty one."""
    return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def _engine(uri: str, begin: str, *pragmas: str) -> Engine:
    """Transactions begin when we say: sqlite3's own implicit ones leave table definitions outside."""

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False, timeout=30)
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}")
        return connection

    engine = create_engine("sqlite+pysqlite://", creator=connect, poolclass=QueuePool)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql(begin))
    return engine
