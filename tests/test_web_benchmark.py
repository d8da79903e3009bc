"""The benchmark of the site: which addresses it asks for, how it counts, and that the real server answers it."""

from __future__ import annotations

import asyncio
import json
import random
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))

import made_record
from serving.asked import Asked, drawn, families
from serving.crowd import Connection
from serving.reader import Reader, spread
from serving.server import Server

CROWD = Path(__file__).parents[1] / "benchmarks/serving/crowd.py"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("web") / "record"
    made_record.made(folder, 60, 600)
    return folder


class Page(BaseHTTPRequestHandler):
    """/sized/N sends N bytes, /chunked/N the same in chunks, anything else is not there."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        _, kind, *rest = self.path.split("/")
        self.send_response(200 if kind in ("sized", "chunked") else 404)
        body = b"x" * int(rest[0] if rest else 0)
        if kind == "chunked":
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            self.wfile.write(b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body))
        else:
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Page)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_address[1]
    server.shutdown()
    server.server_close()


def test_the_addresses_are_those_of_the_record(folder: Path) -> None:
    asked = Asked.of(folder, 20, 20, 1)
    assert len(set(asked.groups)) == 20
    assert len(asked.searches) == 20
    assert any("%D8" in address for address in asked.searches)  # Arabic
    assert asked == Asked.of(folder, 20, 20, 1)
    assert len(asked.family) > 2


def test_the_heaviest_are_drawn_most_often() -> None:
    weight = {"much": 1000, **{f"little {number}": 1 for number in range(50)}}
    found = [drawn(weight, 5, random.Random(seed)) for seed in range(50)]
    assert sum("much" in groups for groups in found) > 45
    assert all(len(set(groups)) == 5 for groups in found)


def test_groups_hang_together_by_what_they_came_from() -> None:
    found = families([("b", "a"), ("c", "b"), ("y", "x"), ("d", "a")])
    assert sorted(map(sorted, found)) == [["a", "b", "c", "d"], ["x", "y"]]


def test_spread_is_of_all_that_was_asked() -> None:
    assert spread([]) == {"asked": 0}
    assert spread([0.002]) == {"asked": 1, "p50_ms": 2.0, "p95_ms": 2.0, "most_ms": 2.0}
    assert spread([number / 1000 for number in range(1, 101)])["p95_ms"] == pytest.approx(95, abs=1)


def test_a_connection_reads_what_is_sized_and_what_is_chunked(port: int) -> None:
    async def all_of_them() -> list[tuple[int, int]]:
        connection = Connection(port)
        found = [await connection.ask(address) for address in ("/sized/70000", "/chunked/300", "/sized/5", "/gone")]
        connection.close()
        return found

    assert asyncio.run(all_of_them()) == [(200, 70000), (200, 300), (200, 5), (404, 0)]


def test_the_crowd_counts_answers_and_errors(port: int) -> None:
    plan = {"port": port, "readers": 5, "seconds": 0.5, "seed": 1, "asked": [[90, ["/sized/2048"]], [10, ["/gone"]]]}
    done = subprocess.run(
        [sys.executable, str(CROWD)], input=json.dumps(plan), capture_output=True, text=True, check=True
    )
    found = json.loads(done.stdout)
    assert found["requests_per_second"] > 10
    assert 0 < found["errors"] < found["asked"]
    assert found["first_errors"] == {"404 /gone": found["errors"]}


def test_the_crowd_tells_of_a_server_that_is_not_there() -> None:
    plan = {"port": 1, "readers": 1, "seconds": 0.1, "seed": 1, "asked": [[1, ["/"]]]}
    done = subprocess.run(
        [sys.executable, str(CROWD)], input=json.dumps(plan), capture_output=True, text=True, check=True
    )
    assert json.loads(done.stdout)["errors"] > 0


def test_the_real_server_answers(folder: Path) -> None:
    asked = Asked.of(folder, 5, 5, 1)
    with Server(folder) as server:
        reader = Reader(server.port)
        told = reader.timed([reader.ask(each) for each in ("/", *asked.groups, *asked.largest[:2])])
        assert (told["asked"], told["errors"], told["first_errors"]) == (8, 0, [])
        view = reader.first_view(asked.largest[0])
        memory = server.memory()
    assert 0 < view.gzip < view.identity and 0 < len(view.assets) < 20
    assert memory is None or memory["now"] > 20
    assert server.process.poll() is not None


def test_a_record_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="no record here"), Server(tmp_path):
        pass
