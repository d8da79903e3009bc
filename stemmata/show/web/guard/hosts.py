"""Which host a record is served to, and by which names it answers: another name is a trick (DNS rebinding)."""

from __future__ import annotations

import ipaddress
import re
import socket
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from stemmata.errors import SettingsError
from stemmata.show.web.guard.store import has_users

LOCALHOST = "localhost"
_HEADER = re.compile(r"(\[[0-9a-f:.]+\]|[a-z0-9_](?:[a-z0-9._-]*[a-z0-9_])?)\.?(?::(\d{1,5}))?")


class Mode(Enum):
    """Who is let in."""

    ALONE = "alone"  # one person, on this machine
    USERS = "users"  # whoever signs in


@dataclass(frozen=True, slots=True)
class Host:
    """The host that a request asks for."""

    name: str
    port: str  # "" where none is given

    @property
    def is_loopback(self) -> bool:
        return is_loopback(self.name)


def host_of(header: str) -> Host | None:
    """The Host header taken apart; None where it is none."""
    found = _HEADER.fullmatch(header.lower())
    return Host(found[1].strip("[]"), found[2] or "") if found else None


def is_loopback(name: str) -> bool:
    """Does only this machine reach it?"""
    found = _address(name)
    return name.lower().rstrip(".") == LOCALHOST if found is None else found.is_loopback


def check_host(host: str, folder: Path, names: tuple[str, ...] = ()) -> Mode:
    """Who is to be let in. Raises SettingsError where everybody would be.

    Where there are users they sign in, also on this machine: a server before this one may pass on what others ask.
    """
    if has_users(folder):
        return Mode.USERS
    if not is_loopback(host):
        raise SettingsError(
            f"--host {host}: others could read and decide, and {folder} has no users; "
            "`stemmata users add NAME --role admin` makes the first"
        )
    if names:
        raise SettingsError(
            f"answering as {', '.join(names)}: others could read and decide, and {folder} has no users; "
            "`stemmata users add NAME --role admin` makes the first"
        )
    return Mode.ALONE


@dataclass(frozen=True)
class Names:
    """The names by which a record answers."""

    known: frozenset[str]
    addresses: bool  # any bare address is fine: no other site can be called so

    @classmethod
    def of(cls, mode: Mode, host: str, names: tuple[str, ...] = ()) -> Names:
        own = () if mode is Mode.ALONE else (socket.gethostname(),)
        known = (LOCALHOST, host, *own, *names)
        return cls(frozenset(name.lower().strip("[]").rstrip(".") for name in known), mode is Mode.USERS)

    def admit(self, host: Host) -> bool:
        if host.name in self.known or host.is_loopback:
            return True
        return self.addresses and _address(host.name) is not None


def _address(name: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        found = ipaddress.ip_address(name.strip("[]"))
    except ValueError:
        return None
    mapped = found.ipv4_mapped if isinstance(found, ipaddress.IPv6Address) else None
    return found if mapped is None else mapped
