"""Records that the tests of pages read: an example with something of all kinds, and one that withholds persons."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI

from stemmata.pipeline import build
from stemmata.show.web.guard.hosts import Mode
from tests.show.web.premises import site_at
from tests.show.withholding import build_withheld

EXAMPLE = Path(__file__).parents[3] / "examples" / "two_rivers"


@pytest.fixture(scope="session")
def rivers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record with a coalition, posts, strengths, disputes, copies and places."""
    folder = tmp_path_factory.mktemp("rivers") / "rivers"
    shutil.copytree(EXAMPLE, folder, ignore=shutil.ignore_patterns("record.db*", "*.jsonl", ".gitignore"))
    build(folder)
    return folder


@pytest.fixture(scope="session")
def veiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record that withholds four persons, in every guise of their names."""
    return build_withheld(tmp_path_factory.mktemp("veiled") / "veiled")


@pytest.fixture(scope="session")
def open_site(rivers: Path) -> Iterator[FastAPI]:
    """The example, for one person alone; nobody decides anything there."""
    with site_at(rivers) as app:
        yield app


@pytest.fixture(scope="session")
def shared_site(veiled: Path) -> Iterator[FastAPI]:
    """What is withheld, where users sign in; nobody decides anything there."""
    with site_at(veiled, Mode.USERS, show_withheld=True) as app:
        yield app
