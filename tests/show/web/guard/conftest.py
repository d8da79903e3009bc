from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from stemmata.show.web.guard.door import Rules
from stemmata.show.web.guard.hosts import Mode
from tests.show.web.guard.site import Clock, Site, record, site_of


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A record folder without users."""
    return record(tmp_path / "record")


@pytest.fixture
def site(folder: Path) -> Iterator[Site]:
    """Where users sign in."""
    rules = Rules(names=("record.example.org",), reads=("/api/v1/reconcile",))
    with site_of(folder, Mode.USERS, rules) as site:
        yield site


@pytest.fixture
def alone(folder: Path) -> Iterator[Site]:
    """Where one person is alone on a machine."""
    with site_of(folder, Mode.ALONE, Rules(reads=("/api/v1/reconcile",))) as site:
        yield site
