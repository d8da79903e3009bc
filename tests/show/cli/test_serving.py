"""`stemmata serve`, as a process: one line, one address, and nothing left behind when it ends."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from typer.testing import CliRunner

from stemmata.show.cli import app
from tests.show.world import write_world


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_world(tmp_path_factory.mktemp("served"))


@contextmanager
def serving(folder: Path, aside: Path, *words: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The process, and the line that it says."""
    aside.mkdir()
    said = {**os.environ, "TMPDIR": str(aside), "STEMMATA_WHO": "nele"}
    command = [str(Path(sys.executable).with_name("stemmata")), "-C", str(folder), "serve", "--port", "0", *words]
    process = subprocess.Popen(command, env=said, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stderr is not None
    try:
        yield process, process.stderr.readline()
    finally:
        process.kill()
        process.wait()


def read(address: str) -> bytes:
    """A page, as soon as it is made."""
    while True:
        try:
            with urllib.request.urlopen(address) as answer:
                return bytes(answer.read())
        except urllib.error.HTTPError as error:
            if error.code != 503:
                raise
            time.sleep(0.2)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_serves_until_it_is_ended_and_leaves_nothing(folder: Path, tmp_path: Path, number: signal.Signals) -> None:
    aside = tmp_path / "aside"
    with serving(folder, aside) as (process, line):
        found = re.fullmatch(r"serving \S+ at (http://127\.0\.0\.1:\d+/) \(Ctrl-C ends it\)\n", line)
        assert found, line
        assert b"<h1>Reports</h1>" in read(f"{found[1]}reports")
        assert b"<h1>Reports</h1>" in read(f"{found[1]}reports?known_by=2017")
        (put,) = aside.glob("stemmata-*")
        assert put.stat().st_mode & 0o777 == 0o700 and list(put.glob("*record.db"))
        process.send_signal(number)
        said, wrong = process.communicate(timeout=60)
        assert (process.returncode, said, wrong) == (0, "", "")
        assert list(aside.glob("stemmata-*")) == []


def run(folder: Path, *words: str) -> tuple[int, str]:
    found = CliRunner().invoke(app, ["-C", str(folder), "serve", *words])
    return found.exit_code, found.output


def test_what_cannot_be_served_is_one_line(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        no_key = tmp_path / "none.pem"
        no_key.write_text("no key", encoding="utf-8")
        for words, said in (
            (("--port", str(port)), f"cannot listen at 127.0.0.1:{port}: Address already in use"),
            (("--host", "0.0.0.0"), "users"),
            (("--host", "no.such.host.invalid", "--name", "x"), "users"),
            (("--cert", str(no_key)), "--cert and --key go together"),
            (
                ("--port", "0", "--cert", str(no_key), "--key", str(no_key)),
                f"and --key {no_key} cannot be",
            ),
            (("--port", "0", "--cert", str(no_key), "--key", str(tmp_path / "absent")), "cannot be used"),
        ):
            status, told = run(folder, *words)
            assert (status, told.count("\n")) == (1, 1) and told.startswith("error: ") and said in told, told
    assert run(folder, "--port", "99999")[0] == 2
    assert "no record here; run `stemmata build`" in run(tmp_path, "--port", "0")[1]
    assert [path.name for path in tmp_path.iterdir()] == ["none.pem"]
