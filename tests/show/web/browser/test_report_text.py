"""The text of a report: a claim in the margin and its words show each other."""

from __future__ import annotations

import pytest

from tests.show.web.browser.reading import Reader


@pytest.fixture
def report(reader: Reader) -> Reader:
    reader.open(reader.links("/reports", "/reports/")[0])
    return reader


def test_a_note_lights_its_words(report: Reader) -> None:
    page = report.page
    note = page.locator(".margin li").first
    claim = note.get_attribute("data-claim")
    note.hover()
    words = page.locator(f"mark[data-claims~='{claim}']")
    assert words.count() > 0 and all("lit" in (mark.get_attribute("class") or "") for mark in words.all())
    page.mouse.move(1, 1)
    assert page.locator(".lit").count() == 0


def test_words_light_their_notes(report: Reader) -> None:
    page = report.page
    mark = page.locator("mark.claimed").first
    mark.hover()
    ids = (mark.get_attribute("data-claims") or "").split()
    lit = page.eval_on_selector_all("li.lit", "all => all.map(each => each.dataset.claim)")
    assert lit and set(lit) <= set(ids)


def test_the_keyboard_lights_as_well(report: Reader) -> None:
    page = report.page
    link = page.locator(".margin a.to").first
    link.focus()
    assert page.locator("mark.lit").count() > 0
    report.press("Enter")
    assert "#c-" in page.url
    assert report.wrong == [] and report.violations() == []


def test_a_statement_shows_its_words_in_their_place(reader: Reader) -> None:
    group = reader.links("/search?q=izza&in=names", "/entities/")[0]
    page = reader.open(group)
    said = page.locator(".said").first
    said.locator(".when").click()
    said.locator(".evidence mark").first.wait_for()
    assert said.locator("> details").evaluate("each => each.open")
    assert reader.violations() == [] and reader.wrong == []
