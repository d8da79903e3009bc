"""Few names are looked at of many, the right one among them; clusters are the same however they are made."""

from __future__ import annotations

import random
import runpy
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

import pytest

from stemmata.names.cluster import clustered
from stemmata.names.compare import group, person
from stemmata.names.index import Index
from stemmata.names.parse import parse

SCALE = runpy.run_path(str(Path(__file__).parents[2] / "benchmarks" / "names_scale.py"))
DAWN = ["Jaysh al-Fajr", "Army of Dawn", "جيش الفجر", "Jaish el-Fajr"]


def made(count: int) -> list[str]:
    """Names of invented actors, each in some spellings and languages."""
    written = (name for ways in SCALE["actors"](random.Random(1)) for name in ways)
    return list(islice(written, count))


def partition(names: Sequence[str], homes: Sequence[int]) -> set[frozenset[str]]:
    found: dict[int, set[str]] = {}
    for name, home in zip(names, homes, strict=True):
        found.setdefault(home, set()).add(name)
    return {frozenset(each) for each in found.values()}


@pytest.fixture(scope="module")
def index() -> Index[str]:
    full: Index[str] = Index()
    for name in (*made(3000), "Jaysh al-Fajr", "Heron League of Oru", "23rd Saltmarsh Brigade", "OLF"):
        full.add(name, group(name))
    return full


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("Jaysh al-Fajr", "Jaysh al-Fajr"),
        ("Jaish el-Fajr", "Jaysh al-Fajr"),
        ("Army of Dawn", "Jaysh al-Fajr"),
        ("Ejército del Alba", "Jaysh al-Fajr"),
        ("جيش الفجر", "Jaysh al-Fajr"),
        ("Oru Heron League", "Heron League of Oru"),
        ("Herons League of Oru", "Heron League of Oru"),
        ("Saltmarsh Brigade 23", "23rd Saltmarsh Brigade"),
        ("23-я бригада Солтмарш", "23rd Saltmarsh Brigade"),
        ("Saltmersh 23rd Brigade", "23rd Saltmarsh Brigade"),
        ("Oru Liberation Front", "OLF"),
    ],
)
def test_the_right_name_comes_first_of_3000(index: Index[str], asked: str, found: str) -> None:
    near = index.near(group(asked))
    assert near[0] == found
    assert len(near) <= 50


def test_an_acronym_is_found_from_another_language(index: Index[str]) -> None:
    assert "OLF" in index.near(group("Frente de Liberación de Oru"))


def test_another_number_is_not_near(index: Index[str]) -> None:
    assert "23rd Saltmarsh Brigade" not in index.near(group("24th Saltmarsh Brigade"))


def test_no_more_come_back_than_are_asked_for(index: Index[str]) -> None:
    assert len(index.near(group("National Liberation Front"), limit=3)) <= 3


def test_a_key_that_too_many_names_share_is_passed_over() -> None:
    few: Index[int] = Index(bucket=3)
    for number in range(3):
        few.add(number, group("Oru Front"))
    assert few.near(group("Oru Front")) == [0, 1, 2]
    few.add(3, group("Oru Front"))
    assert few.near(group("Oru Front")) == []


def test_a_full_bucket_does_not_hide_what_other_keys_tell() -> None:
    few: Index[str] = Index(bucket=3)
    for word in ("Kesh", "Lesk", "Marn", "Nold", "Pirn"):
        few.add(word, group(f"{word} Liberation Front"))
    assert few.near(group("Liberation Front of Kesh"))[0] == "Kesh"


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("Mohammed Kasim", "Muhammad Qassem"),
        ("Kasim, Mohammed", "Muhammad Qassem"),
        ("J. Toufi", "Jon Toufi"),
        ("Иван Петров", "Ivan Petrov"),
    ],
)
def test_persons_are_found_by_two_words_or_an_initial(asked: str, found: str) -> None:
    people: Index[str] = Index()
    for name in ("Muhammad Qassem", "Jon Toufi", "Ivan Petrov", "Nele Oru", "Karim Wadi"):
        people.add(name, person(name))
    assert people.near(person(asked))[0] == found


def test_persons_and_groups_share_no_key() -> None:
    groups: Index[str] = Index()
    groups.add("Toufi Oru", group("Toufi Oru"))
    assert groups.near(person("Toufi Oru")) == []


def test_two_processes_make_the_same_clusters() -> None:
    names = [*made(250), *DAWN]
    assert clustered(names, processes=2) == clustered(names)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_order_of_names_does_not_matter(seed: int) -> None:
    names = [*dict.fromkeys(made(250)), *DAWN]
    shuffled = random.Random(seed).sample(names, len(names))
    assert partition(shuffled, clustered(shuffled)) == partition(names, clustered(names))


def test_no_cluster_holds_two_numbers() -> None:
    names = made(600)
    for cluster in partition(names, clustered(names)):
        assert len({parse(name).numbers for name in cluster if parse(name).numbers}) <= 1, cluster


def test_spellings_translations_and_scripts_come_together() -> None:
    assert len(set(clustered(DAWN))) == 1


def test_a_number_is_the_place_of_the_first_name() -> None:
    assert clustered(["Oru Front", *DAWN, "Kesh League", "Oru Front"]) == [0, 1, 1, 1, 1, 5, 0]


@pytest.mark.parametrize("name", ["Oru Front", "", "!!", "5", "جيش"])
def test_a_name_that_comes_twice_is_in_one_cluster(name: str) -> None:
    assert clustered([name, "Kesh League", name]) == [0, 1, 0]


@pytest.mark.parametrize("people", [False, True])
def test_no_names_make_no_clusters(people: bool) -> None:
    assert clustered([], people=people) == []


def test_an_acronym_joins_its_name_in_full() -> None:
    assert clustered(["Oru Liberation Front", "OLF", "Heron League"]) == [0, 0, 2]


def test_persons_come_together_by_their_own_rules() -> None:
    names = ["Muhammad Qassem", "Mohammed Kasim", "Salim Toufi", "Salam Toufi"]
    assert clustered(names, people=True) == [0, 0, 2, 3]


def test_a_bridge_joins_no_two_that_are_surely_two() -> None:
    homes = clustered(["5th Oru Brigade", "Oru Brigade", "6th Oru Brigade"])
    assert homes[0] != homes[2]


def test_progress_is_told_for_both_steps() -> None:
    heard: list[tuple[str, int, int]] = []
    clustered(DAWN, progress=lambda step, done, of: heard.append((step, done, of)))
    assert {step for step, *_ in heard} == {"keys", "pairs"}
    assert all(done <= of for _, done, of in heard)


def test_what_the_benchmark_counts() -> None:
    assert SCALE["judged"]([0, 0, 2, 2], [0, 0, 1, 2]) == {
        "clusters": 2, "actors": 3, "together_of_one": 1.0, "together_of_two": 0.5,
    }  # fmt: skip
