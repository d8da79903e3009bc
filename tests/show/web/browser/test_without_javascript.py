"""JavaScript off: every page is complete."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.show.web.browser import reading
from tests.show.web.browser.reading import Reader, window


@pytest.fixture
def plain(chromium: Browser, here: str) -> Iterator[Reader]:
    with window(chromium, here, java_script_enabled=False) as one:
        yield one


def group(plain: Reader) -> str:
    return plain.links("/search?q=izza&in=names", "/entities/")[0]


def test_a_statement_unfolds_to_its_words(plain: Reader) -> None:
    page = plain.open(group(plain))
    said = page.locator(".said").first
    assert not said.locator("blockquote").first.is_visible()
    said.locator("summary").click()
    assert said.locator("blockquote").first.is_visible() and said.locator("blockquote q").first.inner_text()
    assert page.locator(".slide").count() == 0 or not page.locator(".slide").is_visible()


def test_the_date_bar_is_a_form(plain: Reader) -> None:
    page = plain.open(group(plain))
    page.fill("#on", "2019-09")
    page.click(".clocks button")
    assert "on=2019-09" in page.url and page.locator(".standing").count() > 0


def test_search(plain: Reader) -> None:
    page = plain.open("/")
    page.fill("#q", "جيش العزة")
    page.press("#q", "Enter")
    assert "Jaysh al-Izza" in page.inner_text("main")


def test_pictures_are_there_and_can_be_read_as_lists(plain: Reader) -> None:
    for path in ("/tree", "/network", "/timeline", "/map"):
        page = plain.open(path)
        assert page.locator("figure svg text").count() > 3, path
        assert page.locator("main li").count() > 0, path


def test_review_by_plain_forms(chromium: Browser, small: Path) -> None:
    with reading.site(small) as here, window(chromium, here, java_script_enabled=False) as plain:
        plain.open(plain.links("/review", "/review/claims/")[0])
        plain.page.fill("#why", "the words do not say it")
        plain.page.click("button[value=reject]")
        assert "/review" in plain.page.url
        page = plain.open("/log")
        assert "the words do not say it" in page.inner_text("table")
        page.click("table button")
        assert "takes back" in page.inner_text("table") and "undone" in page.inner_text("table")
        report = plain.links("/reports", "/reports/")[0]
        plain.open(report)
        page.click("text=Add a claim")
        page.fill("#words", "Tomas Vell")
        assert page.url.endswith("/add") and plain.wrong == []
