"""The invented record of world.py, as holdings and as a record folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from stemmata.show.holdings import Holdings
from tests.show.world import the_holdings, write_world


@pytest.fixture(scope="session")
def held() -> Holdings:
    return the_holdings()


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_world(tmp_path_factory.mktemp("record"))
