"""Passwords: which are good enough, and how they are kept."""

from __future__ import annotations

import secrets
import unicodedata
from functools import cache
from pathlib import Path

import yaml
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from stemmata.errors import SettingsError

SHORTEST = 12
LONGEST = 1024
FEWEST = 5  # different characters
KNOWN = Path(__file__).with_name("passwords.yml")


class Passwords:
    """argon2id. The library's parameters, unless told others; they rise with its releases."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher()
        self._nobodys = ""

    def hashed(self, password: str) -> str:
        return self._hasher.hash(_bytes(password))

    def fits(self, hash_: str | None, password: str) -> bool:
        """Is it the password? As much work where there is no user (None) as where there is one."""
        try:
            fits = self._hasher.verify(hash_ or self._of_nobody(), _bytes(password))
        except (VerificationError, InvalidHashError):
            return False
        return fits and hash_ is not None

    def outdated(self, hash_: str) -> bool:
        return self._hasher.check_needs_rehash(hash_)

    def prepare(self) -> None:
        """So that the first unknown name does not take longer than the second."""
        self._of_nobody()

    def _of_nobody(self) -> str:
        if not self._nobodys:
            self._nobodys = self._hasher.hash(secrets.token_bytes(16))
        return self._nobodys


def check_password(name: str, password: str) -> None:
    """Raises SettingsError: too short, too long, the name, one of those that everybody tries first."""
    said = _folded(password)
    complaint = ""
    if len(said) < SHORTEST:
        complaint = f"of {len(said)} characters; looked for {SHORTEST} or more"
    elif len(said) > LONGEST:
        complaint = f"of {len(said)} characters; looked for {LONGEST} or fewer"
    elif said == _folded(name) or (len(_folded(name)) >= FEWEST and not said.replace(_folded(name), "")):
        complaint = "that is the name; looked for one that nobody guesses"
    elif len(set(said)) < FEWEST:
        complaint = f"of {len(set(said))} different characters; looked for {FEWEST} or more"
    elif said in known():
        complaint = "that is among those tried first; looked for one that nobody guesses"
    if complaint:
        raise SettingsError(f"a password {complaint}")


@cache
def known() -> frozenset[str]:
    """Long passwords that everybody tries first."""
    return frozenset(_folded(str(word)) for word in yaml.safe_load(KNOWN.read_text("utf-8"))["known"])


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _bytes(password: str) -> bytes:
    """The same for two keyboards that compose letters differently."""
    return unicodedata.normalize("NFKC", password)[: LONGEST * 2].encode("utf-8", "surrogatepass")
