"""The audit log: who did what, when, from where. Lines are added; the database refuses to change or delete them."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from sqlalchemy import Connection, insert, select

from stemmata.show.terminal import one_line
from stemmata.show.web.guard import store
from stemmata.show.web.guard.store import Store

Clock = Callable[[], float]  # seconds since 1970
LONGEST = 400  # characters of a field
PAGE = 100


class Deed(StrEnum):
    """What is set down."""

    SIGNED_IN = "signed in"
    REFUSED = "refused to sign in"
    SIGNED_OUT = "signed out"
    JUDGEMENT = "judgement"
    USER = "user changed"
    TOKEN = "token changed"
    TAKEN = "data taken"  # export, download
    WITHHELD = "withheld shown"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the log."""

    number: int
    at: str
    who: str
    address: str
    what: str
    about: str


@dataclass(frozen=True, slots=True)
class Entries:
    """A page of the log, newest first; `older` is asked for as `before`, None where there are no more."""

    entries: tuple[Entry, ...]
    older: int | None


class Audit:
    """The log of a record."""

    def __init__(self, store: Store, clock: Clock = time.time) -> None:
        self._store, self._clock = store, clock

    def note(self, what: Deed, who: str, address: str = "", about: str = "") -> None:
        with self._store.writing() as connection:
            self.note_in(connection, what, who, address, about)

    def note_in(self, connection: Connection, what: Deed, who: str, address: str = "", about: str = "") -> None:
        """In a transaction of others: what is done and what is set down of it stand or fall together."""
        row = {"who": who, "address": address, "about": about}
        cut = {name: one_line(text)[:LONGEST] for name, text in row.items()}
        connection.execute(insert(store.audit).values(at=self._clock(), what=what.value, **cut))

    def page(self, before: int | None = None, who: str = "", what: str = "", size: int = PAGE) -> Entries:
        """Entries before a number, newest first."""
        table = store.audit
        query = select(table).order_by(table.c.number.desc()).limit(size + 1)
        for column, wanted in ((table.c.who, who), (table.c.what, what)):
            query = query.where(column == wanted) if wanted else query
        if before is not None:
            query = query.where(table.c.number < before)
        with self._store.reading() as connection:
            rows = connection.execute(query).all()
        entries = tuple(Entry(row.number, moment(row.at), row.who, row.address, row.what, row.about) for row in rows)
        return Entries(entries[:size], entries[size - 1].number if len(entries) > size else None)


def moment(seconds: float) -> str:
    """A time in UTC, to the second: 2024-05-01T12:00:00Z."""
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
