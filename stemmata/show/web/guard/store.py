"""users.db: the users of a record and what they did. Its owner alone may read it; version control never sees it."""

from __future__ import annotations

import os
import secrets
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import (
    Column,
    Connection,
    Engine,
    Float,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    create_engine,
    event,
    insert,
)
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool

from stemmata.errors import RecordError
from stemmata.settings import SETTINGS

USERS = "users.db"
IGNORED = f"{USERS}*"  # in .gitignore
VERSION = 1
SECRET_BYTES = 32

metadata = MetaData()
users = Table(
    "users",
    metadata,
    Column("key", String, primary_key=True),  # the name folded: no two users differ in case alone
    Column("name", String, nullable=False),
    Column("role", String, nullable=False),
    Column("hash", String, nullable=False),
    Column("made", Float, nullable=False),
    Column("changed", Float, nullable=False),  # the password
)
sessions = Table(
    "sessions",
    metadata,
    Column("hash", LargeBinary, primary_key=True),
    Column("user", ForeignKey("users.key", ondelete="CASCADE"), nullable=False, index=True),
    Column("made", Float, nullable=False),
    Column("seen", Float, nullable=False),
)
tokens = Table(
    "tokens",
    metadata,
    Column("id", String, primary_key=True),
    Column("hash", LargeBinary, nullable=False, unique=True),
    Column("user", ForeignKey("users.key", ondelete="CASCADE"), nullable=False, index=True),
    Column("role", String, nullable=False),
    Column("note", String, nullable=False),
    Column("made", Float, nullable=False),
    Column("ends", Float, nullable=False),
)
attempts = Table(
    "attempts",
    metadata,
    Column("key", LargeBinary, primary_key=True),  # of a name or an address; see limits.py
    Column("failures", Integer, nullable=False),
    Column("last", Float, nullable=False),
    Column("until", Float, nullable=False),
)
audit = Table(
    "audit",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("at", Float, nullable=False),
    Column("who", String, nullable=False),
    Column("address", String, nullable=False),
    Column("what", String, nullable=False),
    Column("about", String, nullable=False),
    sqlite_autoincrement=True,
)
secret = Table("secret", metadata, Column("value", LargeBinary, nullable=False))
APPEND_ONLY = tuple(
    f"CREATE TRIGGER audit_{verb.lower()} BEFORE {verb} ON audit BEGIN SELECT RAISE(ABORT, 'append-only'); END"
    for verb in ("UPDATE", "DELETE")
)


class Store:
    """users.db, open. Any thread may use it."""

    def __init__(self, folder: Path, make: bool = False) -> None:
        """Raises RecordError: no record, no users.db (unless it is to be made), a newer one, a damaged one."""
        self.path = folder / USERS
        if make and not self.path.exists():
            _make(self.path)
        if not self.path.is_file():
            raise RecordError(f"{self.path}: absent; `stemmata users add NAME` makes it")
        _close_to_others(self.path)
        self._engine = _engine(self.path)
        self._writing = self._engine.execution_options(writes=True)
        with self.writing() as connection:
            _prepare(connection, self.path)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        with failures_of(self.path), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One writer at a time: what is read in it stays true until it ends."""
        with failures_of(self.path), self._writing.begin() as connection:
            yield connection

    def close(self) -> None:
        self._engine.dispose()


@contextmanager
def failures_of(path: Path) -> Iterator[None]:
    """Whatever the database complains of becomes a RecordError of one line that names the file."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        raise RecordError(f"{path}: {cause}") from error


def has_users(folder: Path) -> bool:
    """Is there anybody who could sign in? Raises RecordError where users.db cannot be read."""
    path = folder / USERS
    if not path.is_file():
        return False
    with closing(Store(folder)) as store, store.reading() as connection:
        return connection.execute(users.select().limit(1)).first() is not None


def _make(path: Path) -> None:
    if not (path.parent / SETTINGS).is_file():
        raise RecordError(f"{path.parent}: no record folder; `stemmata init` makes one")
    try:
        _ignore(path.parent / ".gitignore")
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError:
        return  # somebody else has just made it
    except OSError as error:
        raise RecordError(f"{error.filename}: {error.strerror}; no users can be kept here") from error


def _ignore(path: Path) -> None:
    """Records of earlier versions have a .gitignore that does not know of users."""
    lines = path.read_text("utf-8") if path.exists() else ""
    if IGNORED not in lines.splitlines():
        path.write_text(f"{lines}{'' if lines.endswith(chr(10)) or not lines else chr(10)}{IGNORED}\n", "utf-8")


def _close_to_others(path: Path) -> None:
    mode = stat.S_IMODE(path.stat().st_mode)
    if os.name == "posix" and mode & 0o077:
        try:
            path.chmod(0o600)
        except OSError as error:
            raise RecordError(f"{path}: others may read it (mode {mode:o}), and {error.strerror}") from error


def _prepare(connection: Connection, path: Path) -> None:
    version = int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
    if version > VERSION:
        raise RecordError(f"{path}: made by a newer stemmata (version {version}, this one knows {VERSION})")
    if version == VERSION:
        return
    metadata.create_all(connection)
    for trigger in APPEND_ONLY:
        connection.exec_driver_sql(trigger)
    connection.execute(insert(secret).values(value=secrets.token_bytes(SECRET_BYTES)))
    connection.exec_driver_sql(f"PRAGMA user_version = {VERSION}")


def _engine(path: Path) -> Engine:
    """Transactions begin when we say, and a writer waits its turn instead of failing half-way."""

    def connect() -> sqlite3.Connection:
        uri = f"{path.absolute().as_uri()}?mode=rw"
        connection = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False, timeout=30)
        # A password hash that was changed is overwritten.
        for pragma in ("journal_mode = WAL", "foreign_keys = ON", "secure_delete = ON", "synchronous = FULL"):
            connection.execute(f"PRAGMA {pragma}")
        return connection

    engine = create_engine("sqlite+pysqlite://", creator=connect, poolclass=QueuePool, pool_size=8, max_overflow=32)
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
