"""A report without a date over a whole build: it gets its years from the others, and loses them with the others."""

from pathlib import Path

import pytest

from stemmata.model import TELLS_OF, Claim
from stemmata.pipeline import build
from stemmata.record.check import check
from stemmata.record.read import Record
from stemmata.settings import init

UNDATED = """The Reed Front joins the Salt League

On 14 December, the Reed Front joined the Salt League. On 20 December, the Reed Front attacked the Delta Guard.
"""
DATED = """The year of the Salt League

The Reed Front joined the Salt League on 14 December 2015. The Salt League is led by General Nele Brook.
"""
OTHER = """The Marsh Army

Tolin Post, 3 March 2012

On 20 February, the Marsh Army attacked the Delta Guard.
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("record")
    init(folder)
    for name, text in (("undated", UNDATED), ("dated", DATED), ("other", OTHER)):
        (folder / "reports" / f"{name}.txt").write_text(text, "utf-8")
    return folder


def said(folder: Path, path: str, predicate: str) -> list[Claim]:
    with Record.open(folder) as record:
        (report,) = (report.id for report in record.reports() if report.path == path)
        return [claim for claim in record.claims(predicate=predicate) if claim.report == report]


def test_years_come_and_go_with_the_reports_that_give_them(folder: Path) -> None:
    build(folder)
    assert check(folder) == []
    with Record.open(folder) as record:
        known = {report.path: report.metadata.get(TELLS_OF) for report in record.reports()}
    assert known["dated.txt"] is None is known["other.txt"]
    inferred = known["undated.txt"]
    assert inferred is not None
    assert inferred.value == "2015-12-14"
    assert "as dated.txt does" in inferred.evidence
    assert "2015-12-14" in {claim.when.at for claim in said(folder, "undated.txt", "joined")}  # the title has no day
    (attack,) = said(folder, "undated.txt", "attacked")
    assert (attack.when.at, attack.when.words) == ("2015-12-20", "20 December (year inferred)")
    (folder / "reports" / "dated.txt").unlink()
    assert build(folder).kept == 2
    (attack,) = said(folder, "undated.txt", "attacked")
    assert (attack.when.edtf, attack.when.words) == ("", "20 December")


def test_built_again_the_second_reading_is_kept_too(folder: Path) -> None:
    (folder / "reports" / "dated.txt").write_text(DATED, "utf-8")
    build(folder)
    before = said(folder, "undated.txt", "attacked")
    assert build(folder).kept == 3
    assert said(folder, "undated.txt", "attacked") == before
