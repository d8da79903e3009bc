"""What the benchmarks of names count, on pairs and records small enough to count by hand."""

from __future__ import annotations

import random
import runpy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parents[2] / "benchmarks"
PAIRS = """case_group,schema,name1,name2,is_match,category
oru,Organization,Jaysh al-Fajr,Army of Dawn,true,translation
oru,Organization,5th Oru Brigade,6th Oru Brigade,false,number
oru,Person,Samir Toufi,Karim Wadi,false,easy
oru,Company,Oru Steel AG,Oru Steel Ltd,true,legal form
"""


@pytest.fixture(scope="module")
def names() -> dict[str, Any]:
    return runpy.run_path(str(FOLDER / "name_pairs.py"))


@pytest.fixture
def pairs(names: dict[str, Any], tmp_path: Path) -> list[Any]:
    (tmp_path / "pairs.csv").write_text(PAIRS, "utf-8")
    read: Callable[[Path], list[Any]] = names["read_pairs"]
    return read(tmp_path / "pairs.csv")


def test_pairs_are_read_with_what_is_hard_about_them(pairs: list[Any]) -> None:
    assert [pair.match for pair in pairs] == [True, False, False, True]
    assert [pair.hard for pair in pairs] == [False, True, False, False]


def test_we_answer_each_pair_by_its_kind(names: dict[str, Any], pairs: list[Any]) -> None:
    assert names["ours"](pairs) == [True, False, False, True]


@pytest.mark.parametrize(
    ("said", "figures"),
    [
        ([True, False, False, True], {"f1": 1.0, "precision": 1.0, "recall": 1.0, "hard_joined": 0.0}),
        ([True, True, False, False], {"f1": 0.5, "precision": 0.5, "recall": 0.5, "hard_joined": 1.0}),
        ([False] * 4, {"f1": 0.0, "precision": 0.0, "recall": 0.0, "hard_joined": 0.0}),
    ],
)
def test_figures(names: dict[str, Any], pairs: list[Any], said: list[bool], figures: dict[str, float]) -> None:
    assert names["figures"](pairs, said) == figures


def test_right_answers_by_category(names: dict[str, Any], pairs: list[Any]) -> None:
    assert names["by_category"](pairs, [True, True, False, True]) == {
        "one: legal form": "1 of 1",
        "one: translation": "1 of 1",
        "two: easy": "1 of 1",
        "two: number": "0 of 1",
    }


def test_a_rival_is_measured_at_its_best_limit(names: dict[str, Any], pairs: list[Any]) -> None:
    found = names["at_its_best"](pairs, [0.6, 0.4, 0.1, 0.65])
    assert (found["f1"], found["best_f1_of_any_limit"]) == (0.0, 1.0)


def test_made_actors_are_the_same_for_one_seed() -> None:
    actors = runpy.run_path(str(FOLDER / "names_scale.py"))["actors"]
    one, other = (actors(random.Random(7)) for _ in range(2))
    made = [next(one) for _ in range(50)]
    assert made == [next(other) for _ in range(50)]
    assert all(1 <= len(ways) == len(set(ways)) for ways in made)


def test_ids_outlast_a_report_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(FOLDER))
    measured = runpy.run_path(str(FOLDER / "lasting_ids.py"))["measured"]
    figures = measured(tmp_path / "record", 20, 1)
    assert figures["reports"] == 21 and figures["names"] > 20
    assert figures["ids_changed_without_cause"] == 0
