"""Two records and their sites: the example as it is built, and one in many scripts whose every word is an attack."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from stemmata.pipeline import build
from tests.show.web.browser import reading
from tests.show.web.browser.attack import write_attack
from tests.show.web.browser.reading import CHROMIUM, NO_BROWSER, Reader
from tests.show.web.premises import folder_of

HAMA = Path(__file__).parents[4] / "examples" / "hama"


@pytest.fixture(autouse=True)
def somewhere() -> None:
    if CHROMIUM is None:
        pytest.skip(NO_BROWSER)


@pytest.fixture(scope="session", autouse=True)
def who() -> Iterator[None]:
    """Who is alone on this machine."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STEMMATA_WHO", "nele")
        yield


@pytest.fixture(scope="session")
def hama(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the example, built."""
    folder = tmp_path_factory.mktemp("example") / "hama"
    shutil.copytree(HAMA, folder, ignore=shutil.ignore_patterns("record.db*", "identities.jsonl", ".gitignore"))
    build(folder)
    return folder


@pytest.fixture(scope="session")
def here(hama: Path, who: None) -> Iterator[str]:
    """Where the example is served."""
    with reading.site(hama) as address:
        yield address


@pytest.fixture(scope="session")
def attacked(tmp_path_factory: pytest.TempPathFactory, who: None) -> Iterator[str]:
    """Where a record is served whose every word is an attack."""
    with reading.site(write_attack(tmp_path_factory.mktemp("attack"))) as address:
        yield address


# Not for the whole session: one thread can have one Playwright, and other tests want theirs.
@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with reading.browser() as chromium:
        yield chromium


@pytest.fixture
def reader(chromium: Browser, here: str) -> Iterator[Reader]:
    with reading.window(chromium, here) as reader:
        yield reader


SMALL = {
    "gazette.txt": "The river in June\n\nRiver Gazette, 12 March 2016\n\nThe Delta Guard was formed on 3 March 2014. "
    "Colonel Mara Oru is the commander of the Delta Guard. The Delta Guard has 400 fighters. In June 2014, the Delta "
    "Guard joined the Northern League. \U0001f600 Tomas Vell is the spokesman of the Delta Guard.\n",
    "wire.txt": "The Delta Guard has 900 fighters, the Ministry said on 4 May 2014. Peter Banks led the Northern "
    "League from 2013 until 2015. The Marsh Front split from the Delta Guard in July 2014. The Reed Band is allied "
    "with the Marsh Front. The Delta Guard attacked the Marsh Front in August 2015.\n",
}


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A record folder of two reports, built, to decide in."""
    folder = folder_of(tmp_path / "small", SMALL)
    build(folder)
    return folder
