"""Sites of records as they are served, opened inside the test; and somebody who follows every link."""

from __future__ import annotations

import re
import time
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from fastapi import FastAPI
from starlette.testclient import TestClient

from stemmata.settings import init
from stemmata.show.web.app import app_of
from stemmata.show.web.guard.door import Guard, Rules
from stemmata.show.web.guard.hosts import Mode
from stemmata.show.web.guard.limits import Pace
from stemmata.show.web.guard.passwords import Passwords
from stemmata.show.web.guard.registry import Registry
from stemmata.show.web.guard.store import Store
from stemmata.show.web.room import Room
from tests.show.web.guard.site import CHEAP, LOCAL, PASSWORD, ROLES, Browser

HASTE = Rules(searches=Pace(burst=10_000), reads=("/api/v1/reconcile",))
ID = re.compile(r"[0-9a-f]{16}")
LINK = re.compile(r'(?:href|action|data-more|data-progress)="(/[^"]*)"')


def folder_of(folder: Path, texts: Mapping[str, str]) -> Path:
    """A record folder with reports, by their file names, that are not read yet."""
    init(folder)
    for name, text in texts.items():
        (folder / "reports" / name).write_text(text, encoding="utf-8")
    return folder


@contextmanager
def site_at(folder: Path, mode: Mode = Mode.ALONE, show_withheld: bool = False, rules: Rules = HASTE) -> Iterator[Any]:
    """The application of a record folder. In the mode USERS there is somebody of each role."""
    passwords = Passwords(CHEAP)
    if mode is Mode.USERS and not (folder / "users.db").exists():
        registry = Registry.of(Store(folder, make=True), passwords=passwords)
        for name, role in ROLES.items():
            registry.users.add(name, PASSWORD, role, by="test")
        registry.close()
    app = app_of(Room(folder, show_withheld), Guard(folder, mode, rules, passwords=passwords))
    try:
        yield app
    finally:
        house = app.state.house
        house.builder.close()
        house.guard.close()
        house.room.close()


def alone(app: FastAPI) -> TestClient:
    """The one person of a machine, at a browser."""
    return TestClient(app, LOCAL, raise_server_exceptions=False, follow_redirects=False)


def signed_in(app: FastAPI, name: str) -> Browser:
    browser = Browser(app, LOCAL, f"10.0.0.{len(name)}")
    assert browser.sign_in(name).status_code == 303
    return browser


def token_in(page: str) -> str:
    """The token of the forms of a page."""
    found = re.search(r'name="csrf" value="([0-9a-f]{64})"', page)
    assert found is not None, page
    return found[1]


def send(client: TestClient, page: str, path: str, **form: str) -> Any:
    """What a browser sends from a form on a page."""
    return client.post(path, data={"csrf": token_in(client.get(page).text), **form})


def built(app: FastAPI, patience: float = 60) -> str:
    """Waits for the record to be built anew: what went wrong."""
    until = time.monotonic() + patience
    while app.state.house.builder.progress().building:
        assert time.monotonic() < until, "the record was not built"
        time.sleep(0.05)
    return str(app.state.house.builder.progress().failed)


@dataclass
class Walker:
    """Follows links, so many of each kind of page."""

    client: TestClient
    each: int
    clocks: str = ""
    said: dict[str, Any] = field(default_factory=dict)

    def walk(self, starts: Iterable[str]) -> dict[str, Any]:
        """Address -> answer."""
        waiting, kinds = deque(starts), Counter[str]()
        while waiting:
            address = unescape(waiting.popleft()).partition("#")[0]
            kind = _kind(address)
            if address in self.said or kinds[kind] >= self.each or address.startswith("/static/"):
                continue
            kinds[kind] += 1
            answer = self.client.get(self._dated(address), headers={"Accept": "text/html"})
            self.said[address] = answer
            if "html" in answer.headers.get("content-type", ""):
                waiting.extend(LINK.findall(answer.text))
            if "location" in answer.headers:
                waiting.append(answer.headers["location"])
        return self.said

    def _dated(self, address: str) -> str:
        if not self.clocks or self.clocks.split("=")[0] in address:
            return address
        return f"{address}{'&' if '?' in address else '?'}{self.clocks}"


def _kind(address: str) -> str:
    """An address without what differs between pages of a kind."""
    parts = urlsplit(address)
    path = re.sub(r"^/publishers/.+", "/publishers/*", ID.sub("*", unquote(parts.path)))
    names = sorted(re.findall(r"(?:^|&)(\w+)=", parts.query))
    form = re.search(r"form=(\w+)", parts.query)
    return f"{path}?{'&'.join(names)}{form[1] if form else ''}"


def everything(answer: Any) -> str:
    """All of an answer that travels, as text."""
    headers = "\n".join(f"{name}: {value}" for name, value in answer.headers.items())
    return f"{headers}\n{answer.text}"
