"""Whatever goes wrong, the earlier record stands, and one clear line says why."""

import os
import sqlite3
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from marsh import CONTENT, REPORT, put

from stemmata.errors import RecordError
from stemmata.record.database import sole_builder
from stemmata.record.read import Record

HERE = Path(__file__).parent


def test_no_record_is_said(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="run `stemmata build`"):
        Record.open(tmp_path)


def with_version(folder: Path, version: int) -> None:
    put(folder, CONTENT)
    with sqlite3.connect(folder / "record.db") as connection:
        connection.execute(f"PRAGMA user_version = {version}")


def test_a_newer_record_is_neither_read_nor_overwritten(tmp_path: Path) -> None:
    with_version(tmp_path, 99)
    before = (tmp_path / "record.db").read_bytes()
    with pytest.raises(RecordError, match="newer stemmata"):
        Record.open(tmp_path)
    with pytest.raises(RecordError, match="newer stemmata"):
        put(tmp_path, CONTENT)
    assert (tmp_path / "record.db").read_bytes() == before


def test_an_older_record_is_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("database", "schema"):
        monkeypatch.setattr(f"stemmata.record.{module}.VERSION", 7)
    with_version(tmp_path, 6)
    with pytest.raises(RecordError, match="run `stemmata build`"):
        Record.open(tmp_path)
    put(tmp_path, CONTENT)
    with Record.open(tmp_path) as record:
        assert record.reports() == CONTENT.reports


@pytest.mark.parametrize("data", [b"", b"no database at all, but long enough to be looked at as if it were one" * 20])
def test_a_file_that_is_no_record_is_said(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "record.db").write_bytes(data)
    with pytest.raises(RecordError, match="build") as met:
        Record.open(tmp_path)
    assert "\n" not in str(met.value)


def test_two_builds_at_once(tmp_path: Path) -> None:
    with sole_builder(tmp_path), pytest.raises(RecordError, match="another build"), sole_builder(tmp_path):
        pass
    with sole_builder(tmp_path):
        pass


def test_the_lock_goes_with_a_build_that_was_killed(tmp_path: Path) -> None:
    program = (
        "import os, pathlib, sys; from stemmata.record.database import sole_builder\n"
        "with sole_builder(pathlib.Path(sys.argv[1])): os._exit(9)"
    )
    assert subprocess.run([sys.executable, "-c", program, str(tmp_path)], check=False).returncode == 9
    with sole_builder(tmp_path):
        pass


FULL_DISK = """
import pathlib, resource, signal, sys
sys.path.insert(0, sys.argv[2])
from marsh import CONTENT, REPORT, put
from dataclasses import replace
from stemmata.errors import RecordError
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))
words = " ".join(f"word{n}" for n in range(200_000))
more = tuple(replace(REPORT, id=f"x{n}", path=f"x{n}", text=words) for n in range(3))
try:
    put(pathlib.Path(sys.argv[1]), replace(CONTENT, reports=(*CONTENT.reports, *more)))
except RecordError as error:
    print(error)
    sys.exit(3)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="the limit on file sizes is a thing of POSIX")
def test_a_full_disk_leaves_the_earlier_record(tmp_path: Path) -> None:
    """A file-size limit is met by SQLite as a disk without room is: the write fails half-way."""
    put(tmp_path, CONTENT)
    command = [sys.executable, "-c", FULL_DISK, str(tmp_path), str(HERE)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ended.returncode == 3, ended.stderr
    assert len(ended.stdout.splitlines()) == 1
    assert "the earlier record stands" in ended.stdout
    with Record.open(tmp_path) as record:
        assert record.reports() == CONTENT.reports
        assert len(record.facts()) == 2
    put(tmp_path, replace(CONTENT, reports=CONTENT.reports))


def test_a_build_killed_half_way_leaves_the_earlier_record(tmp_path: Path) -> None:
    put(tmp_path, CONTENT)
    program = f"""
import os, pathlib, sys
sys.path.insert(0, {str(HERE)!r})
from marsh import CONTENT
from stemmata.record.database import writing
from stemmata.record.write import write
with writing(pathlib.Path(sys.argv[1]) / "record.db") as engine, engine.begin() as connection:
    write(connection, CONTENT)
    connection.exec_driver_sql("DELETE FROM facts")
    os._exit(9)
"""
    assert subprocess.run([sys.executable, "-c", program, str(tmp_path)], check=False).returncode == 9
    with Record.open(tmp_path) as record:
        assert len(record.facts()) == 2


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_is_read(tmp_path: Path) -> None:
    put(tmp_path, CONTENT)
    tmp_path.chmod(0o555)
    with Record.open(tmp_path) as record:
        assert record.report("r1") == REPORT
    with pytest.raises(RecordError, match="cannot be built here"), sole_builder(tmp_path):
        pass
    tmp_path.chmod(0o755)


def test_other_programs_can_read_it(tmp_path: Path) -> None:
    """As Datasette does: read only, and with nothing beside the file."""
    put(tmp_path, CONTENT)
    with sqlite3.connect(f"file:{tmp_path}/record.db?mode=ro&immutable=1", uri=True) as connection:
        rows = connection.execute("SELECT predicate, subject_text FROM claims ORDER BY seq").fetchall()
    assert rows == [("holds_post", "Oru"), ("type", "Reed Front")]
    assert [path.name for path in tmp_path.iterdir()] == ["record.db"]
