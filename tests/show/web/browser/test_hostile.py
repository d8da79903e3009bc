"""Report text is hostile: nothing in it runs, and nothing is asked of anybody else."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser

from tests.show.web.browser.attack import OVERRIDE, RUN, id_of
from tests.show.web.browser.reading import Reader, window

LEFT_TO_RIGHT = """() => {
  const link = [...document.querySelectorAll('.said .words a')].find(a => a.textContent.includes('\u202e'));
  const after = document.createRange(); after.selectNodeContents(link.nextSibling ?? link.parentElement.nextSibling);
  return after.getBoundingClientRect().left >= link.getBoundingClientRect().right - 2 }"""


@pytest.fixture
def victim(chromium: Browser, attacked: str) -> Iterator[Reader]:
    with window(chromium, attacked) as one:
        yield one


def addresses(victim: Reader) -> list[str]:
    delta = id_of("Delta Guard")
    reports = victim.links("/reports", "/reports/")
    return [
        "/",
        f"/entities/{delta}",
        *(f"/entities/{id_of(name)}" for name in (*RUN, OVERRIDE)),
        *(f"/entities/{delta}/{view}" for view in ("timeline", "network", "tree", "disputes", "brief")),
        *("/reports", "/publishers", "/disputes", "/tree", "/network", "/timeline", "/map", "/review", "/log"),
        *reports[:8],
        *(f"/publishers/{quote(name, safe='')}" for name in RUN[2:4]),
        *(f"/search?q={quote(name)}" for name in RUN),
        f"/facts/{victim.links(f'/entities/{id_of(RUN[0])}', '/facts/')[0].rpartition('/')[2]}",
    ]


def test_nothing_runs_and_nothing_is_asked_for(victim: Reader) -> None:
    for path in addresses(victim):
        page = victim.open(path)
        for summary in page.locator(".said summary").all()[:3]:
            summary.click()
        for element in page.locator("main a, main mark").all()[:4]:
            element.hover(force=True, timeout=2000, no_wait_after=True) if element.is_visible() else None
        assert page.evaluate("window.ran") is None, path
        assert page.locator("main script, main iframe, main object, main base, main img, main link").count() == 0, path
        assert page.locator("[onload], [onerror], [onclick], [onfocus], [onmouseover], [style]").count() == 0, path
        assert page.locator("a[href^='javascript:' i]").count() == 0, path
        assert page.locator("main a[href*='elsewhere.example']:not([href^='/'])").count() == 0, path
        assert page.locator("h1").is_visible() and "ran" not in page.title().split(" · ")[-1]
    assert victim.wrong == []


def test_hostile_words_are_words(victim: Reader) -> None:
    for name in RUN:
        page = victim.open(f"/entities/{id_of(name)}")
        assert page.inner_text("h1") == name.replace("\n", " ")
        assert victim.violations() == [], name


def test_a_name_that_turns_the_text_round_turns_only_itself(victim: Reader) -> None:
    page = victim.open(f"/entities/{id_of('Delta Guard')}")
    assert page.evaluate(LEFT_TO_RIGHT)
    assert page.title().endswith("stemmata")
