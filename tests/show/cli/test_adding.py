from pathlib import Path

import pytest

from stemmata.errors import RecordError
from stemmata.show.cli.adding import Added, add


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_files_and_folders_are_copied_once(tmp_path: Path) -> None:
    reports = tmp_path / "reports"
    reports.mkdir()
    one, folder = write(tmp_path / "one.txt", "one"), write(tmp_path / "news/may/two.txt", "two").parent.parent
    assert add(reports, [one, folder]) == Added(("news/may/two.txt", "one.txt"), ())
    assert add(reports, [one, folder]) == Added((), ("news/may/two.txt", "one.txt"))
    assert (reports / "news/may/two.txt").read_text(encoding="utf-8") == "two"


def test_another_file_of_the_name_is_refused_before_anything_is_copied(tmp_path: Path) -> None:
    write(tmp_path / "reports/two.txt", "theirs")
    with pytest.raises(RecordError, match="has another file at"):
        add(tmp_path / "reports", [write(tmp_path / "one.txt", "one"), write(tmp_path / "two.txt", "ours")])
    assert [path.name for path in (tmp_path / "reports").iterdir()] == ["two.txt"]


def test_what_is_absent_is_named(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="init"):
        add(tmp_path / "reports", [])
    (tmp_path / "reports").mkdir()
    with pytest.raises(RecordError, match=r"gone\.txt: no such"):
        add(tmp_path / "reports", [tmp_path / "gone.txt"])


def test_links_are_not_followed(tmp_path: Path) -> None:
    secret = write(tmp_path / "secret.txt", "secret")
    write(tmp_path / "news/a.txt", "a")
    (tmp_path / "news/link.txt").symlink_to(secret)
    (tmp_path / "reports").mkdir()
    assert add(tmp_path / "reports", [tmp_path / "news"]).added == ("news/a.txt",)
