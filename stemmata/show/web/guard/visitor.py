"""The visitor: who a request comes from, and the secret that makes a form ours."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from enum import Enum

from starlette.requests import HTTPConnection

from stemmata.show.web.guard.hosts import Host
from stemmata.show.web.guard.people import Person
from stemmata.show.web.guard.store import SECRET_BYTES

KEY = "stemmata.visitor"  # in the scope of a request


class By(Enum):
    """How somebody is known."""

    ALONE = "alone"
    SESSION = "session"
    TOKEN = "token"
    NOBODY = "nobody"


@dataclass(slots=True)
class Visitor:
    """Who asks. `secret` is that of the session, or of the browser where nobody is signed in."""

    person: Person | None
    by: By
    secret: str
    host: Host
    is_new: bool = False  # the browser does not have the secret yet
    is_shown: bool = False  # the answer depends on it, so the browser must get it

    @property
    def form_token(self) -> str:
        """What each form of ours carries."""
        self.is_shown = True
        return token_of(self.secret)

    @property
    def mark(self) -> str:
        """What differs between visitors who are shown different pages: part of every ETag."""
        self.is_shown = True
        name, role = (self.person.name, self.person.role.word) if self.person else ("", "")
        return hashlib.sha256("\0".join((self.secret, name, role)).encode()).hexdigest()[:16]


def visitor_of(request: HTTPConnection) -> Visitor:
    """The visitor that the gate let in; without a gate nobody gets further."""
    found = request.scope.get(KEY)
    if not isinstance(found, Visitor):
        raise RuntimeError("no gate stands before this application: call Guard.protect(app)")
    return found


def new_secret() -> str:
    return secrets.token_urlsafe(SECRET_BYTES)


def token_of(secret: str) -> str:
    """Nobody gets from it to the secret, nor from another secret to it."""
    return hmac.new(secret.encode(), b"form", hashlib.sha256).hexdigest()
