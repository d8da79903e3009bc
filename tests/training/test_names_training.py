"""The weights by which names are compared: learned from pairs, believed where no pair shows anything."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import numpy as np
import pytest
import yaml

from stemmata.names.compare.scoring import believed, weights
from stemmata.training import names
from stemmata.training.names import Pairs, cross_validated, figures, fitted, laid_out, pairs_of_lists, read_pairs, write

OWN = ("Kesh", "Lesk", "Marn", "Nold", "Pirn", "Quel", "Rusk", "Tarn", "Ulm", "Vosk")
WAYS = (  # two names that are one, and two that are two
    ("{} Liberation Front", "Frente de Liberación de {}", True),
    ("{} Falcons Brigade", "Liwa Suqour {}", True),
    ("Northern {} Army", "Southern {} Army", False),
    ("{} Dawn Battalion", "{} Glory Battalion", False),
)


def row(one: str, other: str, match: bool, schema: str = "Organization", conflict: str = "x") -> dict[str, str]:
    return {"case_group": conflict, "schema": schema, "name1": one, "name2": other, "is_match": str(match).lower()}


@pytest.fixture(scope="module")
def rows() -> list[dict[str, str]]:
    return [row(one.format(own), other.format(own), match, conflict=own) for own in OWN for one, other, match in WAYS]


@pytest.fixture(scope="module")
def pairs(rows: list[dict[str, str]]) -> Pairs:
    return laid_out(rows, "groups")


def test_the_table_has_a_row_a_pair_and_the_bias_first(pairs: Pairs) -> None:
    assert pairs.rows.shape == (40, len(weights("groups")))
    assert pairs.names[0] == "bias" and pairs.rows[:, 0].tolist() == [1.0] * 40
    assert pairs.labels.sum() == 20


def test_a_person_is_laid_out_apart(rows: list[dict[str, str]]) -> None:
    more = [*rows, row("Samir Toufi", "Samir al-Tofi", True, "Person")]
    assert len(laid_out(more, "people").labels) == 1 and len(laid_out(more, "groups").labels) == 40


@pytest.mark.parametrize("penalty", [1.0, 4.0])
def test_learned_weights_part_the_pairs(pairs: Pairs, penalty: float) -> None:
    assert ((pairs.rows @ fitted(pairs, penalty) > 0) == (pairs.labels > 0)).all()


def test_what_no_pair_shows_stays_as_it_was_believed(pairs: Pairs) -> None:
    found = dict(zip(pairs.names, fitted(pairs, 4.0), strict=True))
    silent = [name for at, name in enumerate(pairs.names) if not pairs.rows[:, at].any() and name not in names._SETTLED]
    assert len(silent) > 20
    assert {name: found[name] for name in silent} == pytest.approx({name: believed("groups")[name] for name in silent})


@pytest.mark.parametrize("kind", ["groups", "people"])
def test_what_is_settled_is_not_learned(rows: list[dict[str, str]], kind: str) -> None:
    told = [*rows, *(row(f"Salim {own}", f"Salam {own}", True, "Person") for own in OWN)]
    laid = laid_out(told, kind)
    found = dict(zip(laid.names, fitted(laid, 1.0), strict=True))
    assert {name: found[name] for name in names._SETTLED if name in found} == {
        name: value for name, value in names._SETTLED.items() if name in found
    }


def test_what_can_only_speak_against_is_never_in_favour() -> None:
    turned = laid_out([row(f"Northern {own} Army", f"Southern {own} Army", True) for own in OWN], "groups")
    found = zip(turned.names, fitted(turned, 0.01), strict=True)
    assert [name for name, value in found if name.startswith(names._AGAINST) and value > 0] == []


def test_a_heavier_penalty_stays_nearer_to_belief(pairs: Pairs) -> None:
    light, heavy = (np.abs(fitted(pairs, penalty) - pairs.believed)[1:] for penalty in (0.5, 50.0))
    learnt = [at for at, name in enumerate(pairs.names[1:]) if name not in names._SETTLED]
    assert heavy[learnt].sum() < light[learnt].sum()


def test_conflicts_that_were_held_out_are_parted_too(pairs: Pairs) -> None:
    chance = cross_validated(pairs, 1.0, folds=5)
    assert figures(chance, pairs.labels, 0.5) == {"f1": 1.0, "precision": 1.0, "recall": 1.0, "joined": 0.0}


def test_figures_where_nothing_is_right() -> None:
    said = figures(np.array([0.9, 0.1]), np.array([0.0, 1.0]), 0.5)
    assert said == {"f1": 0.0, "precision": 0.0, "recall": 0.0, "joined": 1.0}


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "weights.yml"
    shutil.copy(names._WEIGHTS, path)
    monkeypatch.setattr(names, "_WEIGHTS", path)
    return path


@pytest.mark.parametrize("kind", ["groups", "people"])
def test_writing_changes_numbers_and_nothing_else(copy: Path, kind: str) -> None:
    before = copy.read_text("utf-8")
    old = yaml.safe_load(before)
    write(kind, tuple(weights(kind)), np.arange(len(weights(kind))) / 4 - 3)
    after = copy.read_text("utf-8")
    new = yaml.safe_load(after)
    blank = re.compile(r"(?m)^(  \w+: \[)[-\d.]+,")
    assert blank.sub(r"\1,", after) == blank.sub(r"\1,", before)
    assert [each[0] for each in new[kind].values()] == [at / 4 - 3 for at in range(len(weights(kind)))]
    assert {key: old[key] for key in old if key != kind} == {key: new[key] for key in new if key != kind}


def test_pairs_come_from_files_and_from_lists(tmp_path: Path) -> None:
    (tmp_path / "pairs.csv").write_text("schema,name1,name2,is_match\nPerson,a,b,true\n", "utf-8")
    assert read_pairs([tmp_path / "pairs.csv"]) == [
        {"schema": "Person", "name1": "a", "name2": "b", "is_match": "true"}
    ]
    clusters = [
        {"schema": "Organization", "entity": "1", "names": ["Oru Liberation Front", "OLF"]},
        {"schema": "Organization", "entity": "2", "names": ["Oru Freedom Front"]},
        {"schema": "Organization", "entity": "3", "names": ["Heron League"]},
    ]
    (tmp_path / "oru.yml").write_text(yaml.safe_dump({"clusters": clusters}), "utf-8")
    found = {(r["name1"], r["name2"]): r["is_match"] for r in pairs_of_lists(tmp_path)}
    assert found["Oru Liberation Front", "OLF"] == "true"
    assert found["Oru Liberation Front", "Oru Freedom Front"] == "false"
    assert not any("Heron League" in pair for pair in found)
