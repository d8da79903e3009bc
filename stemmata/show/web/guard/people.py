"""People and their roles: what each may do."""

from __future__ import annotations

import getpass
import os
from dataclasses import dataclass
from enum import IntEnum

from stemmata.errors import SettingsError

WHO = "STEMMATA_WHO"


class Role(IntEnum):
    """What a person may do; each may do all that those before it may."""

    READER = 1  # reads
    REVIEWER = 2  # decides what the record asks
    EDITOR = 3  # corrects, adds and withholds
    ADMIN = 4  # sees what is withheld, and who did what

    @property
    def word(self) -> str:
        return self.name.lower()

    @classmethod
    def of(cls, word: str) -> Role:
        """The role of a word. Raises SettingsError."""
        for role in cls:
            if role.word == word.strip().lower():
                return role
        raise SettingsError(f"{word!r} is no role; looked for one of {', '.join(role.word for role in cls)}")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is let in."""

    name: str
    role: Role

    def can(self, role: Role) -> bool:
        return self.role >= role


def person_alone() -> Person:
    """The one person of a record that is served to this machine alone. Raises SettingsError where nobody is named."""
    return Person(_who(), Role.ADMIN)


def _who() -> str:
    try:
        return os.environ.get(WHO, "").strip() or getpass.getuser()
    except (KeyError, OSError, ImportError) as error:
        raise SettingsError(f"nobody is named who decides: set {WHO}") from error
