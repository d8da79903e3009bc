"""The examples: each record is built from its reports and scored on what a reader found in them.

`pytest -s tests/examples` tells the shares and everything that is missed.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from truth import PARTS, Scored

from stemmata.pipeline import build
from stemmata.record.check import check
from stemmata.settings import SETTINGS, init
from stemmata.show.api import open as open_book

ROOT = Path(__file__).parents[2]
EXAMPLES = ("hama", "two_rivers")


def truth_of(name: str) -> dict[str, Any]:
    given: dict[str, Any] = yaml.safe_load((ROOT / "tests/cases" / name / "expected.yml").read_text("utf-8"))
    return given


@pytest.fixture(scope="module", params=EXAMPLES)
def scored(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scored]:
    truth = truth_of(request.param)
    folder = tmp_path_factory.mktemp(request.param)
    source = ROOT / truth["record"]
    shutil.copytree(source / "reports", folder / "reports")
    shutil.copy(source / "sources.yml", folder)
    if (source / SETTINGS).exists():
        shutil.copy(source / SETTINGS, folder)
    else:
        init(folder)
    summary = build(folder)
    assert [unread.reason for unread in summary.unread] == []
    assert list(check(folder)) == []
    with open_book(folder) as book:
        yield Scored(truth, book)


def test_every_report_is_there(scored: Scored) -> None:
    assert sorted(source.report for source in scored.book.sources().reports) == sorted(scored.paths.values())


def test_the_record_comes_near_its_truth(scored: Scored) -> None:
    for part in PARTS:
        found = [each for each in scored.checks if each.part == part]
        print(f"\n{part}: {sum(each.right for each in found)} of {len(found)}")  # noqa: T201
        print(*(f"  - {each.what}" for each in found if not each.right), sep="\n")  # noqa: T201
    fallen = {part: scored.share(part) for part, least in scored.truth["floors"].items() if scored.share(part) < least}
    assert fallen == {}


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_truth_speaks_of_its_own_reports(name: str) -> None:
    truth = truth_of(name)
    assert {said["in"] for said in (*truth["claims"], *truth["traps"])} <= set(truth["reports"])
    assert {short for group in truth["lineages"] for short in group} <= set(truth["reports"])
    assert set(truth["floors"]) <= set(PARTS)
