"""What a real browser makes of a page."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from statistics import median
from typing import Any
from urllib.parse import urlsplit

try:
    from playwright.sync_api import Browser, Error, sync_playwright
except ImportError:  # the extra `dev` is not installed
    sync_playwright = None  # type: ignore[assignment]

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
PAINT = """() => Object.fromEntries(performance.getEntriesByType('paint').map(e => [e.name, e.startTime]))"""
SHIFT = """() => new Promise(done => {let sum = 0;
  new PerformanceObserver(list => {for (const e of list.getEntries()) sum += e.value})
    .observe({type: 'layout-shift', buffered: true}); setTimeout(() => done(sum), 300)})"""


def seen(origin: str, addresses: Sequence[str]) -> dict[str, Any]:
    """First paint (median, most) and requests of pages, each opened by somebody who was never here before."""
    if sync_playwright is None or shutil.which(CHROMIUM) is None:
        return {"note": f"no browser at {CHROMIUM}, or no playwright: not measured"}
    with sync_playwright() as tool:
        try:
            browser = tool.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        except Error as error:
            return {"note": f"the browser did not start: {str(error).splitlines()[0]}"}
        with browser:
            opened(browser, f"{origin}{addresses[0]}")  # the browser's own first start
            views = [opened(browser, f"{origin}{address}") for address in addresses]
    paints = [view["paint"]["first-contentful-paint"] / 1000 for view in views]
    return {
        "first_paint_s": round(median(paints), 3),
        "first_paint_most_s": round(max(paints), 3),
        "requests_most": max(len(view["requests"]) for view in views),
        "layout_shift_most": round(max(view["shift"] for view in views), 4),
        "elsewhere": sorted({url for view in views for url in view["requests"] if not url.startswith(origin)}),
        "console": sorted({line for view in views for line in view["console"]})[:5],
        "fetched": sorted({path(url) for view in views for url in view["requests"] if "/static/" in url}),
    }


def opened(browser: Browser, url: str) -> dict[str, Any]:
    context = browser.new_context()
    page = context.new_page()
    requests, console = list[str](), list[str]()
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda line: console.append(line.text) if line.type in ("error", "warning") else None)
    page.goto(url, wait_until="load", timeout=60_000)
    shift = page.evaluate(SHIFT)
    found = {"paint": page.evaluate(PAINT), "requests": requests, "console": console, "shift": shift}
    context.close()
    return found


def path(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path
