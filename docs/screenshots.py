"""Takes the pictures of the site in docs/screenshots: `python -m docs.screenshots`. It needs Debian's Chromium.

The example is copied and built, served on a free port, and read as a person reads it. Fonts are those of the machine.
"""

from __future__ import annotations

import base64
import os
import shutil
import socket
import struct
import subprocess
import sys
import tempfile
import time
import urllib.request
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from stemmata.pipeline import build

HERE = Path(__file__).parent
EXAMPLE = HERE.parent / "examples" / "hama"
OUT = HERE / "screenshots"
NOT_COPIED = shutil.ignore_patterns("record.db*", "identities.jsonl", ".gitignore")
MOST = 150_000  # bytes of a picture
PATIENCE = 60  # seconds until the site answers
PIXELS = """async coded => {
  const answer = await fetch(`data:image/png;base64,${coded}`), image = await createImageBitmap(await answer.blob());
  const canvas = new OffscreenCanvas(image.width, image.height), pen = canvas.getContext("2d");
  pen.drawImage(image, 0, 0);
  const bytes = pen.getImageData(0, 0, image.width, image.height).data;
  let binary = "";
  for (let at = 0; at < bytes.length; at += 32768) binary += String.fromCharCode(...bytes.subarray(at, at + 32768));
  return [image.width, image.height, btoa(binary)];
}"""
Doing = Callable[[Page], object]
Scheme = Literal["dark", "light"]


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture: where the page is (`/search?...` with a `main` link to follow), and what is done on it first."""

    name: str
    path: str
    follow: str = ""
    first: Doing | None = None
    dark: bool = False
    width: int = 1280


GROUP, LINK = "/search?q=izza&in=names", "main .plainlist a"


def _unfold(page: Page) -> None:
    said = page.locator(".said", has_text="commander-in-chief").first
    said.locator("summary").click()
    said.locator(".evidence").first.wait_for()
    said.evaluate("each => scrollTo(0, each.offsetTop - 160)")


def _dated(page: Page) -> None:
    page.fill("#on", "2019-09")
    page.press("#on", "Enter")
    page.wait_for_url("**on=2019-09*")


def _see_text(page: Page) -> None:
    page.locator("#h-text").evaluate("each => scrollTo(0, each.offsetTop - 16)")
    page.locator(".margin li").nth(2).hover()


SHOTS = (
    Shot("front", "/"),
    Shot("search", "/search?q=%D8%AC%D9%8A%D8%B4+%D8%A7%D9%84%D8%B9%D8%B2%D8%A9"),
    Shot("group", GROUP, LINK),
    Shot("group-on-a-day", GROUP, LINK, _dated),
    Shot("group-dark", GROUP, LINK, dark=True),
    Shot("group-phone", GROUP, LINK, width=390),
    Shot("statement", GROUP, LINK, _unfold),
    Shot("tree", "/tree"),
    Shot("tree-dark", "/tree", dark=True),
    Shot("network", "/network"),
    Shot("timeline", "/timeline"),
    Shot("map", "/map"),
    Shot("report", "/reports", "main tbody tr:last-child a", _see_text),
    Shot("side-by-side", "/reports?publisher=FreeLexicon", "main tbody a", lambda page: _to(page, "beside")),
    Shot("disputes", "/disputes"),
    Shot("review", "/review"),
    Shot("review-claim", "/review", ".queue a"),
)


def _to(page: Page, part: str) -> None:
    page.locator(f"main a[href*='/{part}/']").first.click()
    page.wait_for_url(f"**/{part}/**")


def take(browser: Browser, here: str, shot: Shot) -> None:
    """One picture. Raises SystemExit where it is too large to keep."""
    size = ViewportSize(width=shot.width, height=900 if shot.width > 500 else 780)
    scheme: Scheme = "dark" if shot.dark else "light"
    context = browser.new_context(viewport=size, color_scheme=scheme, reduced_motion="reduce")
    page = context.new_page()
    page.goto(here + shot.path)
    if shot.follow:
        page.locator(shot.follow).first.click()
        page.wait_for_load_state()
    if shot.first:
        shot.first(page)
    picture = page.screenshot(animations="disabled", caret="hide")
    page.goto("about:blank")  # the site lets no page read pictures that are not its own
    small = _fewer_colours(page, picture)
    context.close()
    if len(small) > MOST:
        sys.exit(f"{shot.name}.png has {len(small)} bytes; at most {MOST} are kept in this repository")
    (OUT / f"{shot.name}.png").write_bytes(small)


def _fewer_colours(page: Page, picture: bytes) -> bytes:
    """The picture with a palette: a third of the bytes, and the same to see."""
    width, height, coded = page.evaluate(PIXELS, base64.b64encode(picture).decode())
    pixels = np.frombuffer(base64.b64decode(coded), np.uint8).reshape(height * width, 4)[:, :3]
    colours, met, count = np.unique(pixels, axis=0, return_inverse=True, return_counts=True)
    palette = colours[np.argsort(-count, kind="stable")[:256]]
    apart = ((colours[:, None, :].astype(np.int32) - palette[None, :, :]) ** 2).sum(axis=2)
    at = apart.argmin(axis=1)[met.reshape(-1)]
    rows = np.hstack([np.zeros((height, 1), np.uint8), at.reshape(height, width).astype(np.uint8)])
    head = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    chunks = (
        (b"IHDR", head),
        (b"PLTE", palette.tobytes()),
        (b"IDAT", zlib.compress(rows.tobytes(), 9)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*chunk) for chunk in chunks)


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of the record, while `stemmata serve` serves it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    here, own = f"http://localhost:{port}", {**os.environ, "STEMMATA_WHO": "reviewer"}
    command = [
        sys.executable,
        "-c",
        "from stemmata.show.cli import main; main()",
        "-C",
        str(folder),
        "serve",
        "--port",
        str(port),
    ]
    with subprocess.Popen(command, env=own, stdout=subprocess.DEVNULL) as process:
        try:
            _wait(here, time.monotonic() + PATIENCE)
            yield here
        finally:
            process.terminate()


def _wait(here: str, until: float) -> None:
    while True:
        try:
            urllib.request.urlopen(here).close()
            return
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)


def main() -> int:
    chromium = shutil.which("chromium")
    if chromium is None:
        sys.exit("chromium is not installed, and the pictures are taken with it: apt-get install chromium")
    OUT.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as there, sync_playwright() as playwright:
        folder = Path(there) / "hama"
        shutil.copytree(EXAMPLE, folder, ignore=NOT_COPIED)
        build(folder)
        with served(folder) as here:
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            for shot in SHOTS:
                take(browser, here, shot)
            browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
