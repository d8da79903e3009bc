from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from stemmata.show.web.guard.door import Rules
from stemmata.show.web.guard.hosts import Mode
from tests.show.web.api.served import OPENREFINE, READS, app_at
from tests.show.world import write_world


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_world(tmp_path_factory.mktemp("served"))


@pytest.fixture(scope="session")
def app(world: Path) -> Iterator[FastAPI]:
    """The site of the invented record, for one person alone."""
    with app_at(world, Mode.ALONE, Rules(reads=READS, origins=frozenset({OPENREFINE}))) as app:
        yield app


@pytest.fixture
def api(app: FastAPI) -> TestClient:
    return TestClient(app, "http://127.0.0.1:8765", raise_server_exceptions=False)
