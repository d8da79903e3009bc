"""The users of a record: added, changed and removed by whoever holds the machine; checked at the door."""

from __future__ import annotations

import re
import time
import unicodedata
from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from stemmata.errors import NotFound, SettingsError
from stemmata.show.web.guard import store
from stemmata.show.web.guard.audit import Audit, Clock, Deed, moment
from stemmata.show.web.guard.passwords import Passwords, check_password
from stemmata.show.web.guard.people import Person, Role
from stemmata.show.web.guard.store import Store

LONGEST = 64
# Letters and digits of any script with their marks, and what joins them; nothing that could end a line or a header.
_NAME = re.compile(r"\w(?:[\w .@'-]*\w)?")


@dataclass(frozen=True, slots=True)
class User:
    """Somebody who may sign in."""

    name: str
    role: Role
    made: str


class Users:
    """The users in users.db. Whatever changes one is set down in the audit log, in the same transaction."""

    def __init__(self, store: Store, clock: Clock = time.time, passwords: Passwords | None = None) -> None:
        self._store, self._clock = store, clock
        self._passwords = passwords or Passwords()
        self._audit = Audit(store, clock)

    def add(self, name: str, password: str, role: Role, by: str) -> User:
        """Raises SettingsError: a bad name or password, or one of the name there already."""
        name = sound_name(name)
        check_password(name, password)
        hash_, now = self._passwords.hashed(password), self._clock()
        row = {"name": name, "role": role.word, "hash": hash_, "made": now, "changed": now}
        with self._store.writing() as connection:
            try:
                connection.execute(insert(store.users).values(key=key_of(name), **row))
            except IntegrityError as error:
                raise SettingsError(f"there is a user {name!r} already") from error
            self._audit.note_in(connection, Deed.USER, by, about=f"{name} added as {role.word}")
        return User(name, role, moment(now))

    def set_password(self, name: str, password: str, by: str) -> None:
        """Ends all sessions of the user. Raises NotFound, SettingsError."""
        check_password(name, password)
        changes: dict[str, str | float] = {"hash": self._passwords.hashed(password), "changed": self._clock()}
        self._change(name, changes, by, "password changed")

    def set_role(self, name: str, role: Role, by: str) -> None:
        """Ends all sessions of the user. Raises NotFound."""
        self._change(name, {"role": role.word}, by, f"made {role.word}")

    def remove(self, name: str, by: str) -> None:
        """With all sessions and tokens. What the user decided stands. Raises NotFound."""
        with self._store.writing() as connection:
            if not connection.execute(delete(store.users).where(store.users.c.key == key_of(name))).rowcount:
                raise _absent(connection, name)
            self._audit.note_in(connection, Deed.USER, by, about=f"{name} removed")

    def all(self) -> tuple[User, ...]:
        with self._store.reading() as connection:
            rows = connection.execute(select(store.users).order_by(store.users.c.key)).all()
        return tuple(User(row.name, Role.of(row.role), moment(row.made)) for row in rows)

    def named(self, name: str) -> str:
        """The name as it is kept; "" where nobody has it."""
        query = select(store.users.c.name).where(store.users.c.key == key_of(name))
        with self._store.reading() as connection:
            return str(connection.execute(query).scalar() or "")

    def check(self, name: str, password: str) -> Person | None:
        """Who that is; None where the name or the password is wrong, after as much work in either case."""
        with self._store.reading() as connection:
            row = connection.execute(select(store.users).where(store.users.c.key == key_of(name))).first()
        if not self._passwords.fits(None if row is None else row.hash, password) or row is None:
            return None
        if self._passwords.outdated(row.hash):
            self._rehash(row.key, row.hash, password)
        return Person(row.name, Role.of(row.role))

    def _rehash(self, key: str, old: str, password: str) -> None:
        changed = update(store.users).where(store.users.c.key == key, store.users.c.hash == old)
        hash_ = self._passwords.hashed(password)
        with self._store.writing() as connection:
            connection.execute(changed.values(hash=hash_))

    def _change(self, name: str, changes: dict[str, str | float], by: str, about: str) -> None:
        key = key_of(name)
        with self._store.writing() as connection:
            if not connection.execute(update(store.users).where(store.users.c.key == key).values(**changes)).rowcount:
                raise _absent(connection, name)
            connection.execute(delete(store.sessions).where(store.sessions.c.user == key))
            self._audit.note_in(connection, Deed.USER, by, about=f"{name}: {about}")


def sound_name(name: str) -> str:
    """The name as it is kept. Raises SettingsError."""
    name = unicodedata.normalize("NFC", name.strip())
    if len(name) > LONGEST or not _NAME.fullmatch(name):
        raise SettingsError(
            f"{name[:LONGEST]!r} is no name for a user; looked for 1 to {LONGEST} letters, digits and . _ - @ '"
        )
    return name


def key_of(name: str) -> str:
    """The same for names that people take for one."""
    return unicodedata.normalize("NFKC", name.strip()[: 2 * LONGEST]).casefold()


def _absent(connection: Connection, name: str) -> NotFound:
    have = ", ".join(connection.execute(select(store.users.c.name).order_by(store.users.c.key).limit(20)).scalars())
    return NotFound(f"no user {name!r} in {store.USERS}; have {have or 'none'}")
