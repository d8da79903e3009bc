"""Every page: whole, quiet, for everybody, in light and dark, on a phone and on a desk."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from stemmata.show.web.guard.people import Role
from tests.show.web.browser import places, reading
from tests.show.web.browser.reading import LOOK, Reader, signed_in, window
from tests.show.web.premises import folder_of

LONE = {"account", "who did what", "data for programs"}  # routes of the guard and of the API
HEADINGS = "[...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map(h => Number(h.tagName[1]))"
FOCUSED = """() => { const at = document.activeElement, look = getComputedStyle(at), box = at.getBoundingClientRect();
  return { tag: at.tagName, html: at.outerHTML.slice(0, 120), seen: box.width > 0 && box.height > 0 && box.bottom > 0
    && look.outlineStyle !== 'none' && parseFloat(look.outlineWidth) >= 2 } }"""


@pytest.fixture(scope="module")
def known(chromium: Browser, here: str) -> dict[str, str]:
    with window(chromium, here) as finder:
        return places.known(finder)


@pytest.fixture(scope="module")
def quiet(chromium: Browser, here: str) -> Iterator[Reader]:
    """One window for all pages, so that files of ours are fetched once."""
    with window(chromium, here) as one:
        yield one


@pytest.mark.parametrize("name", places.ADDRESSES)
def test_a_page(quiet: Reader, known: dict[str, str], name: str) -> None:
    quiet.wrong.clear()
    page = quiet.page
    page.set_viewport_size({"width": 1280, "height": 900})
    page.emulate_media(color_scheme="light")
    quiet.open(places.ADDRESSES[name].format(**known))
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.title().endswith("stemmata") and page.locator("h1").count() == 1
    headings = page.evaluate(HEADINGS)
    assert headings[0] == 1 and all(there <= here_ + 1 for here_, there in itertools.pairwise(headings)), headings
    assert quiet.violations() == []
    page.set_viewport_size({"width": 360, "height": 740})
    page.emulate_media(color_scheme="dark")
    assert quiet.violations(LOOK) == []
    for width in (320, 640):  # 640 is a window of 1280 at 200 %
        page.set_viewport_size({"width": width, "height": 740})
        assert quiet.overflow() <= 0, f"at {width} px: {wide(quiet)}"
    assert quiet.wrong == []


def wide(quiet: Reader) -> object:
    return quiet.page.evaluate(
        "[...document.querySelectorAll('main *')].filter(e => e.getBoundingClientRect().right > innerWidth)"
        ".slice(0, 4).map(e => e.outerHTML.slice(0, 160))"
    )


def test_no_page_is_forgotten(known: dict[str, str]) -> None:
    paths = [
        address.format(**known).partition("?")[0] for name, address in places.ADDRESSES.items() if name not in LONE
    ]
    met = {next((r.path for r in places.routes() if r.path_regex.fullmatch(path)), path) for path in paths}
    assert {route.path for route in places.routes()} - met - places.NO_PAGES == set()


@pytest.mark.parametrize("path", ["/", "/entities/{group}", "/review/claims/{claim}"])
def test_where_the_keyboard_is_can_be_seen(quiet: Reader, known: dict[str, str], path: str) -> None:
    quiet.page.set_viewport_size({"width": 1280, "height": 900})
    quiet.open(path.format(**known))
    for _ in range(24):
        quiet.press("Tab")
        found = quiet.page.evaluate(FOCUSED)
        assert found["tag"] == "BODY" or found["seen"], found


def test_the_head_can_be_skipped(quiet: Reader) -> None:
    quiet.open("/reports")
    quiet.press("Tab", "Enter")
    assert quiet.page.evaluate("document.activeElement.id") == "main"
    quiet.press("Tab")
    assert quiet.page.evaluate("document.activeElement.closest('main') !== null")


def test_what_is_not_there_is_a_page(chromium: Browser, here: str) -> None:
    with window(chromium, here) as lost:
        for path in ("/entities/0000000000000000", "/facts/x", "/nowhere", "/reports?page=99", "/search?on=yesterday"):
            lost.page.goto(here + path)
            assert lost.page.locator("h1").count() == 1 and lost.page.locator(".notice").count() == 1, path
            assert lost.violations() == [], path
            assert [wrong for wrong in lost.wrong if "4" not in wrong] == []


def test_signing_in(chromium: Browser, tmp_path: Path, hama: Path) -> None:
    folder = folder_of(tmp_path / "record", {})
    (folder / "record.db").write_bytes((hama / "record.db").read_bytes())
    with reading.site(folder, {"ada": Role.ADMIN}) as here, window(chromium, here, width=360) as ada:
        ada.open("/account/login")
        assert ada.violations() == [] and ada.overflow() <= 0
        signed_in(ada, "ada")
        for path in ("/", "/account", "/account/log"):
            ada.open(path)
            assert ada.page.locator(".person").inner_text() == "ada"
            assert ada.violations() == [] and ada.overflow() <= 0
        ada.page.set_viewport_size({"width": 1280, "height": 900})
        assert ada.overflow() <= 0 and ada.wrong == []
