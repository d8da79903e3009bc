"""The guard at the door: `Guard` knows who comes, `need` says who may go on."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from starlette.requests import HTTPConnection, Request

from stemmata.show.web.guard import cookies
from stemmata.show.web.guard.audit import Clock, Deed
from stemmata.show.web.guard.csrf import is_safe
from stemmata.show.web.guard.hosts import Host, Mode, Names, host_of
from stemmata.show.web.guard.limits import Buckets, Pace, Sizes, too_many
from stemmata.show.web.guard.onward import sign_in_from
from stemmata.show.web.guard.passwords import Passwords
from stemmata.show.web.guard.people import Person, Role, person_alone
from stemmata.show.web.guard.refusal import Refused, is_for_programs
from stemmata.show.web.guard.registry import Registry
from stemmata.show.web.guard.sessions import Life
from stemmata.show.web.guard.store import Store
from stemmata.show.web.guard.visitor import By, Visitor, new_secret, visitor_of

BEARER = "bearer "
ACCOUNT = "/account/"


@dataclass(frozen=True)
class Rules:
    """What the guard goes by. A path that ends in "/" stands for all below it."""

    host: str = "127.0.0.1"  # that the site is served at
    names: tuple[str, ...] = ()  # host names by which it answers, besides
    origins: frozenset[str] = frozenset()  # other sites whose pages may ask
    public: tuple[str, ...] = ("/static/", "/account/login", "/favicon.ico")
    reads: tuple[str, ...] = ()  # where even POST changes nothing
    life: Life = field(default_factory=Life)
    sizes: Sizes = field(default_factory=Sizes)
    searches: Pace = field(default_factory=Pace)


class Guard:
    """Who comes to a record: one person on this machine, or whoever signs in."""

    def __init__(
        self,
        folder: Path,
        mode: Mode,
        rules: Rules | None = None,
        clock: Clock = time.time,
        passwords: Passwords | None = None,
    ) -> None:
        """Raises RecordError: users.db cannot be used."""
        self.mode, self.rules = mode, rules or Rules()
        self.names = Names.of(mode, self.rules.host, self.rules.names)
        self.registry: Registry | None = None
        self._alone: Person | None = None
        if mode is Mode.ALONE:
            self._alone = person_alone()
        else:
            passwords = passwords or Passwords()
            passwords.prepare()
            self.registry = Registry.of(Store(folder), clock, self.rules.life, passwords)
        self._searches = Buckets(self.rules.searches, clock)

    def close(self) -> None:
        if self.registry is not None:
            self.registry.close()

    def host(self, request: HTTPConnection) -> Host:
        """The host that is asked for. Raises Refused (400), and gives nothing away to who asks by another name."""
        given = request.headers.getlist("host")
        found = host_of(given[0]) if len(given) == 1 else None
        if found is None or not self.names.admit(found):
            raise Refused(400, "this name is not one that is answered to here", bare=True)
        return found

    def visitor(self, request: Request, host: Host) -> Visitor:
        """Who asks. Raises Refused (401) for a token that is not, or not any more."""
        if self._alone is not None:
            return _in_browser(request, host, self._alone, By.ALONE)
        assert self.registry is not None
        said = request.headers.get("authorization", "")
        if is_for_programs(request) and said.lower().startswith(BEARER):
            person = self.registry.tokens.person(said[len(BEARER) :].strip())
            if person is None:
                raise _sign_in(request, "this token is unknown, or has ended")
            return Visitor(person, By.TOKEN, "", host)
        session = cookies.read(request, cookies.SESSION, host)
        if session and (person := self.registry.sessions.person(session)):
            return Visitor(person, By.SESSION, session, host)
        return _in_browser(request, host, None, By.NOBODY)

    def admit(self, request: Request, visitor: Visitor) -> None:
        """Raises Refused where nobody of the kind has any business, whatever a page may further ask.

        So a page that forgets to ask for a role is still no page for strangers, nor one by which a reader decides.
        """
        path = request.scope["path"]
        if _among(path, self.rules.public):
            return
        if visitor.person is None:
            raise _sign_in(request)
        if not (is_safe(request) or self.only_asks(request) or path.startswith(ACCOUNT)):
            _check(visitor.person, Role.REVIEWER)

    def only_asks(self, request: Request) -> bool:
        """Does it change nothing, though it is a POST?"""
        return request.method == "POST" and _among(request.scope["path"], self.rules.reads)

    def person_of(self, request: Request) -> Person | None:
        return person_of(request)

    def pace(self, request: Request) -> None:
        """Before each search. Raises Refused (429). Alone on a machine, nobody is kept waiting."""
        visitor = visitor_of(request)
        if visitor.by is By.ALONE:
            return
        client = f"person {visitor.person.name}" if visitor.person else f"address {address_of(request)}"
        if wait := self._searches.take(client):
            raise too_many(wait, "searches")

    def note(self, request: Request, deed: Deed, about: str = "") -> None:
        """Sets down what a person did. Where one person is alone there is no log: there is nobody to tell apart."""
        if self.registry is not None:
            person = person_of(request)
            self.registry.audit.note(deed, person.name if person else "", address_of(request), about)


def need(role: Role) -> Callable[[Request], Person]:
    """What a route depends on that is for some people only: it gives who asks. Raises Refused (401, 403)."""

    def needed(request: Request) -> Person:
        person = person_of(request)
        if person is None:
            raise _sign_in(request)
        return _check(person, role)

    return needed


def person_of(request: HTTPConnection) -> Person | None:
    """Who asks; None for a stranger."""
    return visitor_of(request).person


def address_of(request: HTTPConnection) -> str:
    """Where a request comes from."""
    return request.client.host if request.client else ""


def _check(person: Person, role: Role) -> Person:
    if not person.can(role):
        raise Refused(403, f"this is for the role {role.word}, and {person.name} is {person.role.word}")
    return person


def _sign_in(request: Request, message: str = "sign in first") -> Refused:
    """A person who follows a link goes to the form; whatever else asks is told."""
    headers, challenge = request.headers, {"WWW-Authenticate": "Bearer"}
    if is_for_programs(request):
        return Refused(401, f"{message}: Authorization: Bearer TOKEN; `stemmata users token` makes one", challenge)
    by_person = "text/html" in headers.get("accept", "") and headers.get("sec-fetch-mode", "navigate") == "navigate"
    if is_safe(request) and by_person:
        return Refused(303, message, {"Location": sign_in_from(request)})
    return Refused(401, message, challenge)


def _in_browser(request: Request, host: Host, person: Person | None, by: By) -> Visitor:
    secret = cookies.read(request, cookies.BROWSER, host)
    return Visitor(person, by, secret or new_secret(), host, is_new=not secret)


def _among(path: str, paths: tuple[str, ...]) -> bool:
    return any(path == each or (each.endswith("/") and path.startswith(each)) for each in paths)
