"""The first view of a group: light, from few files, and nothing jumps."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.show.web.browser.reading import Reader, window

SHIFTS = """() => { window.shifted = 0; new PerformanceObserver(list => { for (const each of list.getEntries())
  if (!each.hadRecentInput) window.shifted += each.value }).observe({ type: 'layout-shift', buffered: true }) }"""
BYTES, REQUESTS, SHIFT = 100_000, 8, 0.02


@pytest.mark.parametrize("width", [1280, 360])
def test_the_first_view_of_a_group(chromium: Browser, here: str, reader: Reader, width: int) -> None:
    group = reader.links("/search?q=izza&in=names", "/entities/")[0]
    with window(chromium, here, width) as first:
        sizes: list[int] = []
        session = first.page.context.new_cdp_session(first.page)
        session.send("Network.enable")
        session.on("Network.loadingFinished", lambda event: sizes.append(int(event["encodedDataLength"])))
        first.page.add_init_script(f"({SHIFTS})()")
        first.open(group)
        first.page.wait_for_load_state("networkidle")
        assert len(first.requests) <= REQUESTS, first.requests
        assert sum(sizes) <= BYTES, sizes
        assert first.page.evaluate("window.shifted") < SHIFT
        assert first.wrong == []


@pytest.mark.parametrize("path", ["/", "/tree", "/network", "/timeline", "/map", "/reports", "/search?q=izza"])
def test_nothing_jumps(chromium: Browser, here: str, path: str) -> None:
    for width in (1280, 360):
        with window(chromium, here, width) as one:
            one.page.add_init_script(f"({SHIFTS})()")
            one.open(path)
            one.page.wait_for_load_state("networkidle")
            assert one.page.evaluate("window.shifted") < SHIFT, f"{path} at {width} px"
