"""How often somebody may try to sign in, by name and by address: each wait is longer, and outlives a restart."""

from __future__ import annotations

import hashlib
import ipaddress
import time
from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, select
from sqlalchemy.dialects.sqlite import insert

from stemmata.show.web.guard import store
from stemmata.show.web.guard.audit import Clock
from stemmata.show.web.guard.store import Store
from stemmata.show.web.guard.users import key_of

MOST = 20_000  # names and addresses that are remembered
LATER_BY = 2  # each wait is so many times the one before


@dataclass(frozen=True, slots=True)
class Patience:
    """How many tries are free, and how long the next ones wait, in seconds."""

    free: int
    first: float
    longest: float
    quiet: float = 86400  # after which all is forgotten

    def wait(self, failures: int) -> float:
        if failures < self.free:
            return 0
        return float(min(self.first * LATER_BY ** min(failures - self.free, 32), self.longest))


OF_NAME = Patience(free=5, first=30, longest=900)
OF_ADDRESS = Patience(free=20, first=30, longest=3600)


@dataclass(frozen=True, slots=True)
class Count:
    """What is remembered of a name or an address."""

    failures: int = 0
    last: float = 0
    until: float = 0

    def wait(self, now: float) -> float:
        """The seconds from now; none where the clock was set back, which would make them years."""
        return self.until - now if self.last <= now else 0


class Attempts:
    """The tries of late."""

    def __init__(self, store: Store, clock: Clock = time.time) -> None:
        self._store, self._clock = store, clock

    def take(self, name: str, address: str) -> float:
        """Counts a try before its password is looked at, so that many at once are counted too.

        0 where it may go on; else the seconds to wait, and then nothing is counted.
        """
        now = self._clock()
        with self._store.writing() as connection:
            keys = self._keys(connection, name, address)
            counts = {key: _count(connection, key) for key in keys}
            waits = [count.wait(now) for count in counts.values()]
            if max(waits) > 0:
                return max(waits)
            for key, patience in keys.items():
                fresh = counts[key].last < now - patience.quiet
                failures = 1 if fresh else counts[key].failures + 1
                _keep(connection, key, Count(failures, now, now + patience.wait(failures)))
            _forget(connection, now)
        return 0

    def forgive(self, name: str, address: str) -> None:
        """After a right password: the name starts anew, the address has one failure less.

        Not none: whoever has one account could otherwise try those of others for ever.
        """
        with self._store.writing() as connection:
            for key, patience in self._keys(connection, name, address).items():
                count = _count(connection, key)
                left = 0 if patience is OF_NAME else max(count.failures - 1, 0)
                _keep(connection, key, Count(left, count.last, 0))

    def release(self, name: str) -> None:
        """Lets the name try again at once."""
        with self._store.writing() as connection:
            _keep(connection, _key(connection, b"name", key_of(name)), Count())

    def _keys(self, connection: Connection, name: str, address: str) -> dict[bytes, Patience]:
        of_name = _key(connection, b"name", key_of(name))
        return {of_name: OF_NAME, _key(connection, b"address", network_of(address)): OF_ADDRESS}


def _key(connection: Connection, kind: bytes, text: str) -> bytes:
    """Names are kept as a keyed hash: people type passwords where the name belongs."""
    secret = bytes(connection.execute(select(store.secret.c.value)).scalar_one())
    said = text.encode("utf-8", "surrogatepass")
    return hashlib.blake2b(said, key=secret, person=kind, digest_size=16).digest()


def network_of(address: str) -> str:
    """What one person usually holds: an IPv4 address, an IPv6 network of 64 bits."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(found, ipaddress.IPv4Address):
        return str(found)
    if found.ipv4_mapped is not None:
        return str(found.ipv4_mapped)
    return str(ipaddress.ip_network((found, 64), strict=False))


def _count(connection: Connection, key: bytes) -> Count:
    row = connection.execute(select(store.attempts).where(store.attempts.c.key == key)).first()
    return Count() if row is None else Count(row.failures, row.last, row.until)


def _keep(connection: Connection, key: bytes, count: Count) -> None:
    values = {"failures": count.failures, "last": count.last, "until": count.until}
    adding = insert(store.attempts).values(key=key, **values)
    connection.execute(adding.on_conflict_do_update(index_elements=["key"], set_=values))


def _forget(connection: Connection, now: float) -> None:
    """The oldest go first, those that wait last: no flood of other names ends a wait."""
    table = store.attempts
    surplus = connection.execute(select(func.count()).select_from(table)).scalar_one() - MOST
    if surplus > 0:
        oldest = select(table.c.key).order_by(table.c.until > now, table.c.last).limit(surplus)
        connection.execute(delete(table).where(table.c.key.in_(oldest)))
