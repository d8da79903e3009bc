"""A whole record by the command line: made, filled, built, checked, changed, compared."""

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from stemmata.show.cli import app

GAZETTE = "The Delta Brigade was formed on 3 March 2014. Colonel Mara Oru is the commander of the Delta Brigade."
WIRE = "The Delta Brigade was dissolved on 5 May 2016."


def run(folder: Path, *words: str) -> Result:
    return CliRunner().invoke(app, ["-C", str(folder), *words])


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    assert run(folder, "init").exit_code == 0
    (folder / "gazette.txt").write_text(GAZETTE, encoding="utf-8")
    assert run(folder, "add", str(folder / "gazette.txt")).stderr == "1 file added\n"
    result = run(folder, "build", "--json")
    assert (result.exit_code, json.loads(result.stdout)["reports"]) == (0, 1), result.output
    return folder


def test_what_a_report_says_is_in_the_dossier(built: Path) -> None:
    page = run(built, "show", "Delta Brigade").stdout
    assert "2014-03-03" in page and "Mara Oru" in page


def test_a_record_that_was_built_is_sound(built: Path) -> None:
    result = run(built, "check")
    assert (result.exit_code, result.stdout) == (0, "check  all is well\n")


def test_a_record_that_lost_a_report_is_not(built: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(built, tmp_path / "copy"))
    (copy / "reports" / "gazette.txt").unlink()
    result = run(copy, "check")
    assert result.exit_code == 1
    assert "reports/gazette.txt: gone since the record was built" in result.stdout
    assert result.stderr == "error: 1 problem in this record\n"


def test_a_new_report_shows_in_the_difference(built: Path, tmp_path: Path) -> None:
    new = Path(shutil.copytree(built, tmp_path / "new"))
    (new / "reports" / "wire.txt").write_text(WIRE, encoding="utf-8")
    assert run(new, "build").exit_code == 0
    page = run(built, "diff", str(built), str(new)).stdout
    assert "+ wire.txt" in page and "Delta Brigade was dissolved -- 2016-05-05" in page
    assert "nothing changed" in run(built, "diff", str(built), str(built)).stdout


def test_what_cannot_be_read_is_named_and_strict_fails(built: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(built, tmp_path / "copy"))
    (copy / "reports" / "empty.txt").touch()
    for words, status in ((("build",), 0), (("build", "--strict"), 1)):
        result = run(copy, *words)
        assert result.exit_code == status
        assert "not read: empty.txt: an empty file" in result.stderr


def test_a_folder_that_is_no_record_says_what_to_do(tmp_path: Path) -> None:
    result = run(tmp_path, "build")
    assert result.exit_code == 1 and "stemmata init" in result.stderr


def test_two_builds_give_the_same_bytes_of_every_export(built: Path, tmp_path: Path) -> None:
    again = Path(shutil.copytree(built, tmp_path / "again"))
    (again / "record.db").unlink()
    assert run(again, "build").exit_code == 0
    for what in ("claims", "facts", "differences", "derivations", "lineages", "entities", "mentions"):
        assert run(built, "export", what).stdout == run(again, "export", what).stdout
