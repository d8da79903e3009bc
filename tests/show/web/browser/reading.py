"""How tests read: a real server, a real browser, and somebody who notices whatever goes wrong on a page."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from argon2 import PasswordHasher
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from stemmata.show.web.app import app_of
from stemmata.show.web.guard.door import Guard, Rules
from stemmata.show.web.guard.hosts import Mode
from stemmata.show.web.guard.passwords import Passwords
from stemmata.show.web.guard.people import Role
from stemmata.show.web.guard.registry import Registry
from stemmata.show.web.guard.store import Store
from stemmata.show.web.room import Room
from tests.show.web.guard.site import served

CHROMIUM = shutil.which("chromium")
NO_BROWSER = "no browser here: chromium is not installed"
PASSWORD = "a boat of reeds and salt"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PATIENCE = 30_000  # milliseconds that a page, or a build, may take on a machine that has much to do
LOOK = ("color-contrast", "target-size", "link-in-text-block", "scrollable-region-focusable")
OUTSIDE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost"  # nothing is reached but ourselves


@contextmanager
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", OUTSIDE])
        yield chromium
        chromium.close()


@contextmanager
def site(folder: Path, people: dict[str, Role] | None = None) -> Iterator[str]:
    """The address of a record that is served on a free port. `people`: who signs in; nobody does where none are."""
    passwords = Passwords(PasswordHasher(time_cost=1, memory_cost=64, parallelism=1))
    if people:
        registry = Registry.of(Store(folder, make=True), passwords=passwords)
        for name, role in people.items():
            registry.users.add(name, PASSWORD, role, by="test")
        registry.close()
    guard = Guard(folder, Mode.USERS if people else Mode.ALONE, Rules(), passwords=passwords)
    with served(app_of(Room(folder), guard)) as (_, port):
        yield f"http://localhost:{port}"


@dataclass
class Reader:
    """Somebody at a browser. `wrong`: complaints of the browser, requests to elsewhere, answers that are errors."""

    page: Page
    here: str
    wrong: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.set_default_timeout(PATIENCE)
        self.page.on("console", lambda said: self._complain(said.type, said.text))
        self.page.on("pageerror", lambda error: self.wrong.append(f"{self.page.url}: {error}"))
        self.page.on("dialog", lambda dialog: (self.wrong.append(f"a dialog: {dialog.message}"), dialog.dismiss()))
        self.page.on("request", lambda request: self._asked(request.url))
        self.page.on("response", lambda answer: self._answered(answer.status, answer.url))

    def open(self, path: str) -> Page:
        self.page.goto(self.here + path)  # modules have run when it has loaded
        return self.page

    def links(self, path: str, start: str) -> list[str]:
        """Addresses on a page that begin so, without the dates that they carry."""
        self.open(path)
        found = self.page.eval_on_selector_all(
            "main a[href], body > header a", "all => all.map(a => a.getAttribute('href'))"
        )
        return list(dict.fromkeys(each.partition("?")[0].partition("#")[0] for each in found if each.startswith(start)))

    def violations(self, only: Sequence[str] = ()) -> list[str]:
        """What axe-core finds on the page as it is. `only`: rules on the look, once all were asked."""
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(Axe().axe_script)
        asked = {"runOnly": list(only) or RULES, "resultTypes": ["violations"]}
        found: Any = self.page.evaluate("asked => axe.run(asked)", asked)
        return [
            f"{each['id']}: {node['target']} {node['html'][:160]} {node.get('failureSummary', '')[:300]}"
            for each in found["violations"]
            for node in each["nodes"][:3]
        ]

    def overflow(self) -> int:
        """By how many pixels the page is wider than the window."""
        return int(self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def go(self, key: str) -> None:
        """Presses a key that leads to another page."""
        with self.page.expect_navigation():
            self.page.keyboard.press(key)

    def built(self) -> None:
        """Waits until the record has what was decided."""
        until = time.monotonic() + PATIENCE / 1000
        while time.monotonic() < until:
            at = self.page.request.get(f"{self.here}/review/progress").json()
            assert not at["failed"], at
            if not at["building"]:
                return
            time.sleep(0.1)
        raise TimeoutError("the record is still being built")

    def has(self, path: str, status: Sequence[int] = (200,)) -> bool:
        """Whether an address answers so; nobody complains of it."""
        return self.page.request.get(self.here + path).status in status

    def _complain(self, kind: str, text: str) -> None:
        if kind in ("error", "warning"):
            self.wrong.append(f"{self.page.url}: {kind}: {text}")

    def _asked(self, url: str) -> None:
        self.requests.append(url)
        if not url.startswith(self.here + "/"):
            self.wrong.append(f"{self.page.url} asked for {url}")

    def _answered(self, status: int, url: str) -> None:
        if status >= 400:
            self.wrong.append(f"{url} answered {status}")


@contextmanager
def window(chromium: Browser, here: str, width: int = 1280, **more: Any) -> Iterator[Reader]:
    """A reader with a window of their own."""
    context = chromium.new_context(viewport={"width": width, "height": 900}, **more)
    yield Reader(context.new_page(), here)
    context.close()


def signed_in(reader: Reader, name: str) -> Reader:
    reader.open("/account/login")
    reader.page.fill("#name", name)
    reader.page.fill("#password", PASSWORD)
    reader.page.click("main form button")
    reader.page.wait_for_load_state("networkidle")
    return reader
