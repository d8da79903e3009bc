"""The site of a record with its API, as it is served."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import uvicorn
from fastapi import FastAPI
from jsonschema_rs import validator_for

from stemmata.show.web.api import BASE, mount
from stemmata.show.web.app import app_of
from stemmata.show.web.guard.door import Guard, Rules
from stemmata.show.web.guard.hosts import Mode
from stemmata.show.web.room import Room
from tests.show.world import REPORTS, entity_id, the_claims

OPENREFINE = "http://127.0.0.1:3333"
READS = (f"{BASE}/reconcile",)
DELTA, LEAGUE = entity_id("Delta Guard"), entity_id("Northern League")
ORU, VELIA = entity_id("Mara Oru"), entity_id("Velia")
WIRE, MIRROR = REPORTS["wire.txt"].id, REPORTS["mirror.txt"].id
POST = the_claims()[1]  # "Mara Oru became commander of the Delta Guard on 11 August 2015"


@contextmanager
def app_at(folder: Path, mode: Mode, rules: Rules) -> Iterator[FastAPI]:
    """The application of a record folder, which is closed at the end as a server would."""
    room = Room(folder)
    guard = Guard(room.folder, mode, rules)
    app = app_of(room, guard)
    if not any(getattr(route, "path", "") == BASE for route in app.routes):
        mount(app, app.state.house)
    try:
        yield app
    finally:
        app.state.house.builder.close()
        guard.close()
        room.close()


@contextmanager
def listening(app: FastAPI) -> Iterator[str]:
    """The address at which a real server answers, on a free port of this machine."""
    socket_ = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [socket_]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    try:
        yield f"http://127.0.0.1:{socket_.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(10)


def faults(document: dict[str, Any], path: str, answer: object, status: int = 200, method: str = "get") -> list[str]:
    """Where an answer is not what the document says."""
    content = document["paths"][path][method]["responses"][str(status)]["content"]
    schema = next(each["schema"] for kind, each in content.items() if "json" in kind)
    validator = validator_for({**schema, "components": document["components"]})
    return [f"{error.instance_path}: {error.message}" for error in validator.iter_errors(answer)]
