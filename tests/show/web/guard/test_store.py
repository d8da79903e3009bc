from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import pytest

from stemmata.errors import RecordError
from stemmata.show.web.guard.store import Store, has_users
from tests.show.web.guard.site import record

posix = pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")


@posix
def test_only_its_owner_may_read_it(folder: Path) -> None:
    old = os.umask(0)
    try:
        store = Store(folder, make=True)
    finally:
        os.umask(old)
    assert {oct(path.stat().st_mode & 0o777) for path in folder.glob("users.db*")} == {"0o600"}
    store.close()
    (folder / "users.db").chmod(0o644)
    Store(folder).close()
    assert (folder / "users.db").stat().st_mode & 0o777 == 0o600


def test_version_control_does_not_see_it_in_old_records_either(folder: Path) -> None:
    (folder / ".gitignore").write_text("record.db", "utf-8")
    Store(folder, make=True).close()
    assert (folder / ".gitignore").read_text("utf-8") == "record.db\nusers.db*\n"
    (folder / "users.db").unlink()
    (folder / ".gitignore").unlink()
    Store(folder, make=True).close()
    Store(folder, make=True).close()
    assert (folder / ".gitignore").read_text("utf-8") == "users.db*\n"


def test_what_is_wrong_is_named(tmp_path: Path, folder: Path) -> None:
    with pytest.raises(RecordError, match=r"no record folder; `stemmata init`"):
        Store(tmp_path, make=True)
    with pytest.raises(RecordError, match=r"users\.db: absent; `stemmata users add NAME`"):
        Store(folder)
    assert not has_users(folder)
    (folder / "users.db").write_bytes(b"no database at all" * 100)
    with pytest.raises(RecordError, match=r"users\.db: file is not a database"):
        has_users(folder)


def test_one_of_a_newer_version_is_not_touched(folder: Path) -> None:
    Store(folder, make=True).close()
    with sqlite3.connect(folder / "users.db") as connection:
        connection.execute("PRAGMA user_version = 9")
    with pytest.raises(RecordError, match="made by a newer stemmata"):
        Store(folder)


def test_two_that_make_it_at_once_make_one(tmp_path: Path) -> None:
    folder = record(tmp_path / "record")
    one, other = Store(folder, make=True), Store(folder, make=True)
    with other.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM secret").scalar() == 1
    one.close()
    other.close()
