"""Everything that users.db holds, open together."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

from stemmata.show.web.guard.attempts import Attempts
from stemmata.show.web.guard.audit import Audit, Clock
from stemmata.show.web.guard.passwords import Passwords
from stemmata.show.web.guard.sessions import Life, Sessions
from stemmata.show.web.guard.store import Store
from stemmata.show.web.guard.tokens import Tokens
from stemmata.show.web.guard.users import Users


@dataclass(frozen=True)
class Registry:
    """Who may come in, who is in, who tried, and what they did."""

    store: Store
    users: Users
    sessions: Sessions
    tokens: Tokens
    attempts: Attempts
    audit: Audit

    @classmethod
    def of(
        cls, store: Store, clock: Clock = time.time, life: Life | None = None, passwords: Passwords | None = None
    ) -> Registry:
        return cls(
            store,
            Users(store, clock, passwords),
            Sessions(store, clock, life),
            Tokens(store, clock),
            Attempts(store, clock),
            Audit(store, clock),
        )

    @classmethod
    def made(cls, folder: Path) -> Registry:
        """That of a record folder, made where it is absent. Raises RecordError."""
        return cls.of(Store(folder, make=True))

    def close(self) -> None:
        self.store.close()
