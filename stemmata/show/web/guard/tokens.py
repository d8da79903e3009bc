"""Tokens by which programs read and write through the API in the name of a user."""

from __future__ import annotations

import secrets
import time
from dataclasses import dataclass

from sqlalchemy import bindparam, delete, insert, select

from stemmata.errors import NotFound
from stemmata.show.web.guard import store
from stemmata.show.web.guard.audit import Audit, Clock, Deed, moment
from stemmata.show.web.guard.people import Person, Role
from stemmata.show.web.guard.sessions import hash_of
from stemmata.show.web.guard.store import SECRET_BYTES, USERS, Store
from stemmata.show.web.guard.users import key_of

PREFIX = "stemmata_"  # by which programs that look for leaked secrets can know one
DAY = 86400
_WHOSE = (
    select(store.tokens.c.role, store.tokens.c.ends, store.users.c.name, store.users.c.role.label("most"))
    .join(store.users)
    .where(store.tokens.c.hash == bindparam("token"))
)


@dataclass(frozen=True, slots=True)
class Token:
    """A token as people see it: everything but itself."""

    id: str
    user: str
    role: str
    note: str
    made: str
    ends: str


class Tokens:
    """The tokens in users.db, by their hashes."""

    def __init__(self, store: Store, clock: Clock = time.time) -> None:
        self._store, self._clock, self._audit = store, clock, Audit(store, clock)

    def add(self, name: str, role: Role, days: int, note: str, by: str) -> str:
        """The token itself, which is shown this once. It never may more than its user. Raises NotFound."""
        token, id_, now = PREFIX + secrets.token_urlsafe(SECRET_BYTES), secrets.token_hex(4), self._clock()
        row = {"hash": hash_of(token), "role": role.word, "note": note, "made": now, "ends": now + days * DAY}
        with self._store.writing() as connection:
            user = connection.execute(select(store.users.c.key).where(store.users.c.key == key_of(name))).first()
            if user is None:
                raise NotFound(f"no user {name!r} in {USERS}")
            connection.execute(insert(store.tokens).values(id=id_, user=user.key, **row))
            self._audit.note_in(connection, Deed.TOKEN, by, about=f"{name}: {id_} made as {role.word}, {days} days")
        return token

    def remove(self, id_: str, by: str) -> None:
        """Raises NotFound."""
        with self._store.writing() as connection:
            if not connection.execute(delete(store.tokens).where(store.tokens.c.id == id_)).rowcount:
                raise NotFound(f"no token {id_!r} in {USERS}")
            self._audit.note_in(connection, Deed.TOKEN, by, about=f"{id_} removed")

    def all(self) -> tuple[Token, ...]:
        table = store.tokens
        with self._store.reading() as connection:
            query = select(table, store.users.c.name).join(store.users).order_by(store.users.c.key, table.c.made)
            rows = connection.execute(query).all()
        return tuple(Token(r.id, r.name, r.role, r.note, moment(r.made), moment(r.ends)) for r in rows)

    def person(self, token: str) -> Person | None:
        """In whose name the token speaks; None where it has ended or never was."""
        with self._store.reading() as connection:
            row = connection.execute(_WHOSE, {"token": hash_of(token)}).first()
        if row is None or row.ends < self._clock():
            return None
        return Person(row.name, min(Role.of(row.role), Role.of(row.most)))
