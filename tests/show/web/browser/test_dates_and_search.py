"""The date bar, and search in scripts and spellings."""

from __future__ import annotations

import re

from playwright.sync_api import Browser, Page

from tests.show.web.browser.attack import ARABIC, CYRILLIC, id_of
from tests.show.web.browser.reading import Reader, window


def group(one: Reader) -> str:
    return one.links("/search?q=izza&in=names", "/entities/")[0]


def when_made(one: Reader, path: str) -> Page:
    """A page of the record as it was known by a day; readers are told to wait while that is being made."""
    for _ in range(60):
        answer = one.page.goto(one.here + path)
        if answer is not None and answer.status != 503:
            break
        one.page.wait_for_timeout(500)
    one.wrong = [each for each in one.wrong if "503" not in each]
    return one.page


def test_the_slider_changes_the_address(reader: Reader) -> None:
    page = reader.open(group(reader))
    slider = page.get_by_role("slider")
    slider.focus()
    with page.expect_navigation():
        slider.press("Home")
    assert re.search(r"\?on=\d{4}-\d\d$", page.url), page.url
    first = re.search(r"on=(.*)$", page.url)
    assert first is not None and page.input_value("#on") == first[1]
    with page.expect_navigation():
        page.get_by_role("slider").press("ArrowRight")
    assert page.url != first.string and page.input_value("#on") > first[1]
    page.go_back()
    assert page.is_enabled("#on") and page.input_value("#on") == first[1]
    page.click("text=Any time, all reports")
    assert "?" not in page.url and reader.wrong == []


def test_links_carry_both_dates_along(chromium: Browser, attacked: str) -> None:
    with window(chromium, attacked) as one:
        page = when_made(one, f"/entities/{id_of('Delta Guard')}?on=2015-09&known_by=2030")
        for where in (".ways a >> nth=1", "main .views a >> nth=0", "main .said a.name >> nth=0", ".mark"):
            href = page.get_attribute(where, "href") or ""
            assert "on=2015-09" in href and "known_by=2030" in href, (where, href)
        page.fill("#q", "delta")
        page.press("#q", "Enter")
        page.wait_for_url("**/search?*q=delta*")
        assert "on=2015-09" in page.url and "known_by=2030" in page.url and one.wrong == []


def test_known_by_changes_the_facts(chromium: Browser, attacked: str) -> None:
    with window(chromium, attacked) as one:
        facts = []
        for day in ("2015", "2030"):
            page = when_made(one, f"/entities/{id_of('Delta Guard')}?known_by={day}")
            ids: list[str] = page.eval_on_selector_all(".said", "all => all.map(each => each.id)")
            facts.append(set(ids))
            assert page.input_value("#known_by") == day and f"read by {day}" in page.inner_text("footer.foot")
        assert facts[0] and facts[0] < facts[1] and one.wrong == []


def test_search_in_arabic_cyrillic_and_misspelled(chromium: Browser, attacked: str) -> None:
    with window(chromium, attacked) as one:
        for query in (ARABIC, CYRILLIC, "حرس الدلتا ", "Delta Gard", "delta guard"):
            page = one.open("/")
            page.press("body", "/")
            assert page.evaluate("document.activeElement.id") == "q"
            page.keyboard.insert_text(query)
            one.go("Enter")
            assert "Delta Guard" in page.inner_text("main section >> nth=0"), query
            assert page.input_value("#q").strip() == query.strip()
        page.press("#q", "/")
        assert "/" in page.input_value("#q")  # who writes, writes
        assert one.wrong == []


def test_search_in_arabic_finds_the_group_of_the_example(reader: Reader) -> None:
    for query in ("جيش العزة", "Jaish al-Izzah", "izza"):
        reader.open("/")
        reader.press("/")
        reader.page.keyboard.insert_text(query)
        reader.go("Enter")
        assert "Jaysh al-Izza" in reader.page.inner_text("#main"), query
    assert reader.wrong == []


def test_on_a_phone_a_map_and_a_network_begin_where_something_stands(reader: Reader) -> None:
    reader.page.set_viewport_size({"width": 390, "height": 800})
    for path in ("/map", "/network"):
        reader.open(path)
        assert reader.page.locator("figure[data-pan=middle]").evaluate("each => each.scrollLeft") > 50
