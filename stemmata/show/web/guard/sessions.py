"""Sessions: a random token in the browser, its hash in users.db."""

from __future__ import annotations

import hashlib
import secrets
import time
from dataclasses import dataclass

from sqlalchemy import bindparam, delete, insert, select, update

from stemmata.show.web.guard import store
from stemmata.show.web.guard.audit import Clock
from stemmata.show.web.guard.people import Person, Role
from stemmata.show.web.guard.store import SECRET_BYTES, Store
from stemmata.show.web.guard.users import key_of

MOST = 20  # sessions of one user; the oldest end
SELDOM = 60  # seconds between two notes that a session is alive
HOUR = 3600
# Asked with every request, so made once.
_WHOSE = (
    select(store.sessions.c.made, store.sessions.c.seen, store.users.c.name, store.users.c.role)
    .join(store.users)
    .where(store.sessions.c.hash == bindparam("token"))
)


@dataclass(frozen=True, slots=True)
class Life:
    """How long a session lasts, in seconds: without use, and at most."""

    idle: float = 2 * HOUR
    whole: float = 12 * HOUR


class Sessions:
    """Who is signed in."""

    def __init__(self, store: Store, clock: Clock = time.time, life: Life | None = None) -> None:
        self._store, self._clock, self._life = store, clock, life or Life()

    def begin(self, name: str) -> str:
        """The token of a new session, which nobody has seen before."""
        token, now = secrets.token_urlsafe(SECRET_BYTES), self._clock()
        table, key = store.sessions, key_of(name)
        newest = select(table.c.hash).where(table.c.user == key).order_by(table.c.made.desc()).limit(MOST)
        dead = (table.c.seen < now - self._life.idle) | (table.c.made < now - self._life.whole)
        with self._store.writing() as connection:
            connection.execute(insert(table).values(hash=hash_of(token), user=key, made=now, seen=now))
            connection.execute(delete(table).where(dead))
            connection.execute(delete(table).where(table.c.user == key, table.c.hash.not_in(newest)))
        return token

    def person(self, token: str) -> Person | None:
        """Whose session it is; None where it has ended or never was."""
        now = self._clock()
        with self._store.reading() as connection:
            row = connection.execute(_WHOSE, {"token": hash_of(token)}).first()
        if row is None or not self._alive(row.made, row.seen, now):
            return None
        if now - row.seen > SELDOM:
            self._touch(token, now)
        return Person(row.name, Role.of(row.role))

    def end(self, token: str) -> None:
        with self._store.writing() as connection:
            connection.execute(delete(store.sessions).where(store.sessions.c.hash == hash_of(token)))

    def _alive(self, made: float, seen: float, now: float) -> bool:
        return now - seen <= self._life.idle and now - made <= self._life.whole

    def _touch(self, token: str, now: float) -> None:
        with self._store.writing() as connection:
            connection.execute(update(store.sessions).where(store.sessions.c.hash == hash_of(token)).values(seen=now))


def hash_of(token: str) -> bytes:
    """What is kept of a token: it has 256 random bits, so nothing slower is needed."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()
