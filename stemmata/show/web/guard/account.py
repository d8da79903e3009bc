"""Signing in and out, one's own account, and the audit log for admins."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from anyio import CapacityLimiter, to_thread
from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from stemmata.errors import SettingsError
from stemmata.show.web.guard import cookies
from stemmata.show.web.guard.audit import Deed
from stemmata.show.web.guard.door import Guard, address_of, need
from stemmata.show.web.guard.hosts import Mode
from stemmata.show.web.guard.limits import too_many
from stemmata.show.web.guard.onward import HOME, SIGN_IN, onward
from stemmata.show.web.guard.people import Person, Role
from stemmata.show.web.guard.refusal import Page, Refused
from stemmata.show.web.guard.registry import Registry
from stemmata.show.web.guard.visitor import By, visitor_of

WRONG = "The name or the password is not right."
AT_ONCE = 2  # passwords that are looked at; each takes 64 MiB for a moment
WAITING = 30  # that wait for it; more are sent away
UNENCRYPTED = "passwords do not travel unencrypted: sign in by https, or on the machine itself"
ACCOUNT = "/account"


@dataclass(frozen=True, slots=True)
class Form:
    """What was filled in."""

    fields: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        return self.fields.get(name, "")

    @classmethod
    async def of(cls, request: Request) -> Form:
        async with request.form(max_files=0) as form:
            return cls({name: value for name, value in form.items() if isinstance(value, str)})


class Desk:
    """Where people sign in. Where one person is alone, there is nothing to do here."""

    def __init__(self, guard: Guard, page: Page) -> None:
        self._guard, self._page = guard, page
        self._looking: CapacityLimiter | None = None

    def routes(self) -> APIRouter:
        router = APIRouter()
        for path, answer, method in (
            (SIGN_IN, self.form, "GET"),
            (SIGN_IN, self.sign_in, "POST"),
            ("/account/logout", self.sign_out, "POST"),
            (ACCOUNT, self.account, "GET"),
            ("/account/password", self.set_password, "POST"),
            ("/account/log", self.log, "GET"),
        ):
            router.add_route(path, answer, methods=[method], include_in_schema=False)
        return router

    def form(self, request: Request) -> Response:
        """The form to sign in; who is signed in already goes on."""
        next_ = onward(request.query_params.get("next", HOME))
        if self._guard.mode is Mode.ALONE or visitor_of(request).person is not None:
            return RedirectResponse(next_, 303)
        return self._form(request, next_, "")

    async def sign_in(self, request: Request) -> Response:
        registry = self._registry(request)
        form = await Form.of(request)
        name, next_ = form["name"].strip(), onward(form["next"] or HOME)
        person = await self._checked(request, registry, name, form["password"])
        if person is None:
            return await run_in_threadpool(self._form, request, next_, WRONG, name)
        response = RedirectResponse(next_, 303)
        await run_in_threadpool(self._begin, request, response, registry, person)
        return response

    def sign_out(self, request: Request) -> Response:
        visitor, response = visitor_of(request), RedirectResponse(SIGN_IN, 303)
        if self._guard.registry is not None and visitor.by is By.SESSION:
            self._guard.registry.sessions.end(visitor.secret)
            self._guard.note(request, Deed.SIGNED_OUT)
        scheme, host = request.scope["scheme"], visitor.host
        for kind in (cookies.SESSION, cookies.BROWSER):
            response.headers.append("Set-Cookie", cookies.ending(kind, scheme, host))
        if cookies.is_secure(scheme, host):
            response.headers["Clear-Site-Data"] = '"cache", "storage"'
        return response

    def account(self, request: Request) -> Response:
        return self._account(request, need(Role.READER)(request), "")

    async def set_password(self, request: Request) -> Response:
        """Ends all sessions of the person, and begins one here."""
        person, registry = need(Role.READER)(request), self._registry(request)
        if visitor_of(request).by is not By.SESSION:
            raise Refused(403, "sign in to change a password")
        form = await Form.of(request)
        complaint = await self._changed(request, registry, person, form)
        if complaint:
            return await run_in_threadpool(self._account, request, person, complaint)
        response = RedirectResponse(f"{ACCOUNT}?changed=1", 303)
        await run_in_threadpool(self._begin, request, response, registry, person)
        return response

    def log(self, request: Request) -> Response:
        """Who did what, newest first."""
        need(Role.ADMIN)(request)
        registry, query = self._guard.registry, request.query_params
        before = query.get("before", "")
        number = int(before) if before.isascii() and before.isdigit() and len(before) < 16 else None
        who, what = query.get("who", "").strip(), query.get("what", "")
        entries = registry.audit.page(number, who, what) if registry is not None else None
        deeds = tuple(deed.value for deed in Deed)
        return self._page(request, "account/log.html", log=entries, who=who, what=what, deeds=deeds)

    def _registry(self, request: Request) -> Registry:
        if self._guard.registry is None:
            raise Refused(404, "one person is alone here, so nobody signs in")
        if request.scope["scheme"] != "https" and not visitor_of(request).host.is_loopback:
            raise Refused(403, UNENCRYPTED)
        return self._guard.registry

    async def _checked(self, request: Request, registry: Registry, name: str, password: str) -> Person | None:
        """Raises Refused (429, 503). Every try is counted, and set down, whether there is such a user or not."""
        address = address_of(request)
        if wait := await run_in_threadpool(registry.attempts.take, name, address):
            raise too_many(wait, "tries to sign in")
        self._looking = limiter = self._looking or CapacityLimiter(AT_ONCE)
        if limiter.statistics().tasks_waiting >= WAITING:
            raise Refused(503, "many people sign in just now: wait 5 seconds", {"Retry-After": "5"})
        person = await to_thread.run_sync(registry.users.check, name, password, limiter=limiter)
        await run_in_threadpool(self._count, registry, person, name, address)
        return person

    def _count(self, registry: Registry, person: Person | None, name: str, address: str) -> None:
        if person is not None:
            registry.attempts.forgive(name, address)
        else:  # a name that nobody has may be a password in the wrong field
            known = registry.users.named(name)
            registry.audit.note(Deed.REFUSED, known, address, "" if known else "a name that nobody has")

    def _begin(self, request: Request, response: Response, registry: Registry, person: Person) -> None:
        """A new token whoever had which before: one that was planted is worth nothing."""
        visitor, scheme = visitor_of(request), request.scope["scheme"]
        if visitor.by is By.SESSION:
            registry.sessions.end(visitor.secret)
        token = registry.sessions.begin(person.name)
        registry.audit.note(Deed.SIGNED_IN, person.name, address_of(request))
        response.headers.append("Set-Cookie", cookies.setting(cookies.SESSION, token, scheme, visitor.host))
        response.headers.append("Set-Cookie", cookies.ending(cookies.BROWSER, scheme, visitor.host))

    async def _changed(self, request: Request, registry: Registry, person: Person, form: Form) -> str:
        """Changes the password; or what is wrong with it."""
        if form["new"] != form["again"]:
            return "The two new passwords differ."
        if await self._checked(request, registry, person.name, form["old"]) is None:
            return "The old password is not right."
        try:
            await to_thread.run_sync(
                registry.users.set_password, person.name, form["new"], person.name, limiter=self._looking
            )
        except SettingsError as error:
            return f"{str(error)[:1].upper()}{str(error)[1:]}."
        return ""

    def _form(self, request: Request, next_: str, message: str, name: str = "") -> Response:
        token = visitor_of(request).form_token
        response = self._page(request, "account/login.html", csrf=token, next=next_, message=message, name=name)
        response.status_code = 403 if message else 200
        return response

    def _account(self, request: Request, person: Person, message: str) -> Response:
        visitor = visitor_of(request)
        response = self._page(
            request,
            "account/account.html",
            csrf=visitor.form_token,
            name=person.name,
            role=person.role.word,
            is_admin=person.can(Role.ADMIN),
            is_session=visitor.by is By.SESSION,
            is_changed=request.query_params.get("changed") == "1",
            message=message,
        )
        response.status_code = 422 if message else 200
        return response
