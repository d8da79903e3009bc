"""What Chromium really sends, and what it lets another site do."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from stemmata.show.web.guard.hosts import Mode
from tests.show.web.guard.site import PASSWORD, Site, served, site_of

CHROMIUM = shutil.which("chromium")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no browser here: chromium is not installed")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context()
    yield context.new_page()
    context.close()


def evil(request: Request) -> Response:
    """Another site: it sends a form, loads pictures, and asks by script, as whoever looks at it."""
    target = request.query_params["target"]
    return HTMLResponse(
        f"""<form id="f" method="post" action="{target}/review/7"><input name="verdict" value="evil"></form>
        <img src="{target}/search?q=x" onload="document.title += ' saw'" onerror="document.title += ' img'">
        <iframe src="{target}/"></iframe>
        <script>
        fetch("{target}/api/v1/judgements", {{method: "POST", mode: "no-cors", credentials: "include",
              body: '{{"verdict": "evil"}}'}}).finally(() => {{
          fetch("{target}/api/v1/facts", {{credentials: "include"}}).then(() => document.title += " read",
              () => document.title += " unread").finally(() => document.title += " done")}});
        </script>"""
    )


def sign_in(page: Page, password: str) -> None:
    page.fill("#name", "wim")
    page.fill("#password", password)
    page.click("main button")


def decide_and_be_attacked(site: Site, page: Page, here: str) -> None:
    page.goto(here)
    page.click("main button")
    assert page.url == f"{here}/review/7" and len(site.did) == 1
    with served(Starlette(routes=[Route("/", evil)])) as (_, port):
        for elsewhere in (f"http://localhost:{port}", f"http://127.0.0.1:{port}"):
            page.goto(f"{elsewhere}/?target={here}")
            page.wait_for_function("document.title.includes('done') && document.title.includes('img')")
            assert "unread" in page.title() and "saw" not in page.title()
            assert all(frame.url.startswith(("chrome-error", elsewhere)) for frame in page.frames)
            page.evaluate("document.getElementById('f').submit()")
            page.wait_for_url(f"{here}/**")
            assert "another site" in page.content()
    assert len(site.did) == 1


def test_signed_in(folder: Path, page: Page) -> None:
    with site_of(folder, Mode.USERS) as site, served(site.app) as (_, port):
        here = f"http://localhost:{port}"
        page.goto(f"{here}/search?q=x")
        sign_in(page, "wrong")
        assert page.inner_text("[role=alert]") == "The name or the password is not right."
        sign_in(page, PASSWORD)
        assert page.url == f"{here}/search?q=x"
        assert page.evaluate("document.cookie") == ""
        decide_and_be_attacked(site, page, here)
        page.goto(f"{here}/account")
        page.click("main button")
        page.goto(here)
        assert page.url == f"{here}/account/login"


def test_alone(folder: Path, page: Page) -> None:
    with site_of(folder, Mode.ALONE) as site, served(site.app) as (_, port):
        decide_and_be_attacked(site, page, f"http://localhost:{port}")
