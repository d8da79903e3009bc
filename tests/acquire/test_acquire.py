"""The folder of reports: what is read, in which order, and what is refused with which words."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from stemmata.acquire import Limits, acquire, acquire_file, list_files
from stemmata.model import Report, Unread, report_id


def only(root: Path, **options: Limits) -> Report | Unread:
    (result,) = acquire(root, **options)
    return result


def reason(root: Path, **options: Limits) -> str:
    result = only(root, **options)
    assert isinstance(result, Unread), result
    return result.reason


def test_a_text_is_its_decoded_bytes(tmp_path: Path) -> None:
    data = "Line one\r\n\tCafe\u0301 \u00a0x\n\n".encode()
    (tmp_path / "a.txt").write_bytes(data)
    report = only(tmp_path)
    assert isinstance(report, Report)
    assert report.text.encode() == data
    assert (report.path, report.member, report.size, report.reader) == ("a.txt", None, len(data), "text/1")
    assert report.id == report_id(report.sha256, "a.txt", None)


def test_files_come_in_the_order_of_their_posix_paths(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a.txt", "a/.hidden.txt", ".git/x.txt", "b.txt.meta.yml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("publisher: Somebody")
    assert [p.relative_to(tmp_path).as_posix() for p in list_files(tmp_path)] == ["a.txt", "a/z.txt", "b.txt"]


def test_reading_twice_gives_the_same(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<h1>A title</h1><p>Some words.</p>")
    assert list(acquire(tmp_path)) == list(acquire(tmp_path))


def test_identical_files_are_two_reports(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("The same words.")
    one, two = acquire(tmp_path)
    assert isinstance(one, Report) and isinstance(two, Report)
    assert one.sha256 == two.sha256 and one.id != two.id


def test_an_empty_file_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.txt").touch()
    assert reason(tmp_path) == "an empty file"


def test_blanks_alone_are_no_text(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(" \n\t\n")
    assert reason(tmp_path) == "no text in it"


def test_a_file_over_the_limit_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "a.txt").open("wb") as stream:
        stream.truncate(200_000_000)
        stream.write(b"word " * 1000)
    assert reason(tmp_path) == "too large: more than 67,108,864 bytes; split it, or raise the limit"


def test_a_text_over_the_limit_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x" * 101)
    assert reason(tmp_path, limits=Limits(text_chars=100)) == "a text of 101 characters; the limit is 100"


def test_an_unknown_kind_is_named_with_those_we_know(tmp_path: Path) -> None:
    (tmp_path / "a.xyz").write_text("words")
    assert reason(tmp_path).startswith("no reader for '.xyz'; have ['.csv', ")


def test_a_file_that_vanished_says_so(tmp_path: Path) -> None:
    (result,) = acquire_file(tmp_path / "gone.txt", tmp_path)
    assert result == Unread("gone.txt", None, "vanished while it was read")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("words")
    (tmp_path / "a.txt").chmod(0)
    assert reason(tmp_path) == "cannot be opened: Permission denied"


def test_a_folder_named_like_a_file_is_walked(tmp_path: Path) -> None:
    (tmp_path / "page.html").mkdir()
    (tmp_path / "page.html" / "a.txt").write_text("Some words.")
    assert isinstance(only(tmp_path), Report)
    (told,) = acquire_file(tmp_path / "page.html", tmp_path)
    assert isinstance(told, Unread) and told.reason == "a folder; only regular files are read"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_named_pipe_is_never_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    assert reason(tmp_path) == "a named pipe; only regular files are read"


def test_a_link_out_of_the_record_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "outside.txt").write_text("secret")
    root = tmp_path / "reports"
    root.mkdir()
    (root / "a.txt").symlink_to(tmp_path / "outside.txt")
    assert reason(root) == "a link that leads out of the record; it is not followed"


def test_links_inside_the_record_are_read_and_circles_are_named(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Some words.")
    (tmp_path / "b.txt").symlink_to(tmp_path / "a.txt")
    (tmp_path / "c.txt").symlink_to(tmp_path / "c.txt")
    (tmp_path / "d").symlink_to(tmp_path, target_is_directory=True)
    a, b, c, d = acquire(tmp_path)
    assert isinstance(a, Report) and isinstance(b, Report) and b.text == a.text
    assert isinstance(c, Unread) and c.reason == "a link that leads nowhere or in a circle"
    assert isinstance(d, Unread) and d.reason == "a folder; only regular files are read"


def test_a_name_that_is_not_unicode_is_written_out(tmp_path: Path) -> None:
    try:
        (tmp_path / os.fsdecode(b"\xe9t\xe9.txt")).write_text("Some words.")
    except OSError:
        pytest.skip("this file system takes Unicode names only")
    report = only(tmp_path)
    assert report.path == "\\xe9t\\xe9.txt"


def test_the_bytes_tell_the_kind_where_the_name_does_not(tmp_path: Path) -> None:
    page = "<!DOCTYPE html><title>x</title><p>Some <b>words</b>."
    for name in ("a", "b.txt", "c.php"):
        (tmp_path / name).write_text(page)
    (tmp_path / "d").write_text("Plain words.")
    assert [r.reader for r in acquire(tmp_path) if isinstance(r, Report)] == ["html/1", "html/1", "html/1", "text/1"]
