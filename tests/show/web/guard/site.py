"""A small site behind the guard, with real pages, and a browser for it."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import uvicorn
from argon2 import PasswordHasher
from fastapi import APIRouter, Depends, FastAPI, Form, Request
from fastapi.responses import HTMLResponse, PlainTextResponse, Response
from jinja2 import ChoiceLoader, DictLoader, Environment, FileSystemLoader, StrictUndefined
from starlette.testclient import TestClient
from starlette.types import ASGIApp

from stemmata import settings
from stemmata.show.web.guard import account
from stemmata.show.web.guard.audit import Deed
from stemmata.show.web.guard.door import Guard, Rules, need
from stemmata.show.web.guard.hosts import Mode
from stemmata.show.web.guard.passwords import Passwords
from stemmata.show.web.guard.people import Person, Role
from stemmata.show.web.guard.protection import protect
from stemmata.show.web.guard.registry import Registry
from stemmata.show.web.guard.store import Store
from stemmata.show.web.guard.visitor import visitor_of

TEMPLATES = Path(account.__file__).parents[1] / "templates"
BASE = "<!doctype html><html lang=en><title>{% block title %}{% endblock %}</title><main>{% block main %}{% endblock %}"
BASE += "</main></html>"
CHEAP = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
LOCAL = "http://localhost:8000"
PUBLIC = "https://record.example.org"
PASSWORD = "a boat of reeds and salt"
ROLES = {"rana": Role.READER, "wim": Role.REVIEWER, "eda": Role.EDITOR, "ada": Role.ADMIN}


class Clock:
    """A clock that goes when it is told to."""

    def __init__(self) -> None:
        self.now = 1_700_000_000.0

    def __call__(self) -> float:
        return self.now

    def forward(self, seconds: float) -> None:
        self.now += seconds


_env = Environment(
    loader=ChoiceLoader([DictLoader({"page.html": BASE}), FileSystemLoader(TEMPLATES)]),
    autoescape=True,
    undefined=StrictUndefined,
)


def page(request: Request, template: str, **context: Any) -> Response:
    return HTMLResponse(_env.get_template(template).render(**context))


def front(request: Request) -> Response:
    visitor = visitor_of(request)
    name = visitor.person.name if visitor.person else ""
    html = f'<main id="main"><p id="who">{name}</p><form method="post" action="/review/7">'
    html += f'<input name="csrf" value="{visitor.form_token}"><button>Accept</button></form></main>'
    return HTMLResponse(html, headers={"ETag": f'"{visitor.mark}"'})


def text(q: str = "") -> Response:
    return PlainTextResponse(q)


def facts(request: Request) -> dict[str, str]:
    return {"for": visitor_of(request).by.value}


def reconcile(queries: Annotated[str, Form()]) -> dict[str, str]:
    return {"asked": queries}


def broken() -> Response:
    raise ZeroDivisionError


def decisions(guard: Guard, did: list[tuple[str, str]]) -> APIRouter:
    """Where something is decided."""
    router = APIRouter()

    @router.post("/review/7")
    def review(
        request: Request, person: Annotated[Person, Depends(need(Role.REVIEWER))], verdict: Annotated[str, Form()] = ""
    ) -> Response:
        did.append((person.name, verdict))
        guard.note(request, Deed.JUDGEMENT, f"7: {verdict}")
        return PlainTextResponse(verdict)

    @router.post("/forgotten")
    def forgotten() -> Response:
        did.append(("somebody", "forgotten"))
        return PlainTextResponse("done")

    @router.post("/api/v1/judgements")
    def judge(person: Annotated[Person, Depends(need(Role.REVIEWER))], body: dict[str, str]) -> dict[str, str]:
        did.append((person.name, body["verdict"]))
        return body

    return router


def app_behind(guard: Guard) -> FastAPI:
    """Pages of all kinds; `did` holds what was decided."""
    app = FastAPI()
    app.state.did = []
    app.get("/")(front)
    app.get("/search", dependencies=[Depends(guard.pace)])(text)
    app.get("/withheld", dependencies=[Depends(need(Role.ADMIN))])(text)
    app.get("/static/site.css")(text)
    app.get("/api/v1/facts")(facts)
    app.post("/api/v1/reconcile")(reconcile)
    app.get("/broken")(broken)
    app.include_router(decisions(guard, app.state.did))
    protect(app, guard, page)
    return app


@dataclass
class Site:
    """The site, what it is guarded by, and the clock that both go by."""

    guard: Guard
    app: FastAPI
    clock: Clock
    folder: Path

    @property
    def registry(self) -> Registry:
        assert self.guard.registry is not None
        return self.guard.registry

    @property
    def did(self) -> list[tuple[str, str]]:
        found: list[tuple[str, str]] = self.app.state.did
        return found

    def browser(self, base: str = LOCAL, address: str = "10.0.0.7") -> Browser:
        return Browser(self.app, base, address)


class Browser:
    """What a browser does: it keeps cookies, says where it comes from, and fills in forms."""

    def __init__(self, app: FastAPI, base: str, address: str) -> None:
        self.base = base
        self.client = TestClient(app, base, follow_redirects=False, client=(address, 50000))

    def get(self, path: str, **headers: str) -> Any:
        said = {"Accept": "text/html", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}
        return self.client.get(path, headers={**said, "Sec-Fetch-Site": "none", **_named(headers)})

    def post(self, path: str, form: dict[str, str], **headers: str) -> Any:
        said = {"Accept": "text/html", "Origin": self.base, "Sec-Fetch-Site": "same-origin"}
        sent = {**said, **_named(headers)}
        return self.client.post(path, data=form, headers={name: value for name, value in sent.items() if value})

    def token(self, path: str = "/account/login") -> str:
        """The token in the form of a page."""
        found = re.search(r'name="csrf" value="([^"]*)"', self.get(path).text)
        assert found is not None
        return found[1]

    def sign_in(self, name: str, password: str = PASSWORD, next_: str = "/") -> Any:
        form = {"csrf": self.token(), "name": name, "password": password, "next": next_}
        return self.post("/account/login", form)

    def cookies(self) -> dict[str, str]:
        return dict(self.client.cookies)


def _named(headers: dict[str, str]) -> dict[str, str]:
    """Sec_Fetch_Site="x" as Sec-Fetch-Site."""
    return {name.replace("_", "-"): value for name, value in headers.items()}


def record(folder: Path) -> Path:
    settings.init(folder)
    return folder


@contextmanager
def site_of(folder: Path, mode: Mode, rules: Rules | None = None, clock: Clock | None = None) -> Iterator[Site]:
    """The site of a record folder, with a user of each role where users sign in."""
    clock = clock or Clock()
    passwords = Passwords(CHEAP)
    if mode is Mode.USERS and not (folder / "users.db").exists():
        registry = Registry.of(Store(folder, make=True), clock, passwords=passwords)
        for name, role in ROLES.items():
            registry.users.add(name, PASSWORD, role, by="test")
        registry.close()
    guard = Guard(folder, mode, rules, clock, passwords)
    try:
        yield Site(guard, app_behind(guard), clock, folder)
    finally:
        guard.close()


@contextmanager
def served(app: ASGIApp) -> Iterator[tuple[str, int]]:
    """An application on a real server, and where."""
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="error"))
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            time.sleep(0.01)
        yield server.servers[0].sockets[0].getsockname()
    finally:
        server.should_exit = True
        thread.join()
