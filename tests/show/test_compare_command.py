"""`stemmata compare`: a name taken apart, and two compared, without any record."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from stemmata.show.cli import app


def run(*words: str) -> Result:
    result = CliRunner().invoke(app, ["compare", *words])
    assert result.exit_code == 0, result.output
    return result


def said(*words: str) -> list[str]:
    """The lines, with one blank where there are several."""
    return [" ".join(line.split()) for line in run(*words).stdout.splitlines()]


def told(*words: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run(*words, "--json").stdout)
    return found


def test_a_group_is_taken_apart() -> None:
    assert said("the 3rd Free Liwa of Norland") == [
        "the 3rd Free Liwa of Norland",
        "the article",
        "3rd number (3)",
        "Free word for a cause (freedom)",
        "Liwa kind of body (brigade)",
        "of small word",
        "Norland word of its own",
    ]


def test_a_person_is_taken_apart() -> None:
    assert said("--person", "Maj. Abu Omar J. al-Wadi") == [
        "Maj. Abu Omar J. al-Wadi",
        "major rank",
        "j initial",
        "abu omar kunya (father or mother of)",
        "wadi last name",
    ]


def test_two_names_are_compared_with_reasons() -> None:
    lines = said("Jaysh al-Fajr", "Army of Dawn")
    at = lines.index(next(line for line in lines if line.startswith("same, ")))
    assert lines[at].endswith(": by the names alone")
    assert "every word has met" in lines[at + 1 :] and "the same meaning in other words" in lines[at + 1 :]
    assert "Army of Dawn" in lines[:at] and "Jaysh al-Fajr" in lines[:at]


@pytest.mark.parametrize(
    ("words", "verdict"),
    [
        (("5th Brigade", "6th Brigade"), "different"),
        (("Oru Liberation Front", "OLF"), "same"),
        (("--person", "Samir Toufi", "Toufi"), "maybe"),
        (("--person", "Muhammad Qassem", "Mohammed Kasim"), "same"),
    ],
)
def test_the_verdict_is_told_in_words_and_in_json(words: tuple[str, ...], verdict: str) -> None:
    comparison = told(*words)["comparison"]
    assert comparison["verdict"] == verdict
    assert f"{verdict}, {comparison['score']:.2f}: by the names alone" in said(*words)
    assert comparison["reasons"] == said(*words)[-len(comparison["reasons"]) :]


def test_one_name_in_json_has_no_comparison() -> None:
    found = told("Liwa al-Fajr")
    assert found.get("comparison") is None
    assert [row["meaning"] for row in found["names"]["Liwa al-Fajr"]] == ["brigade", "al", "dawn"]
    assert [row["is"] for row in found["names"]["Liwa al-Fajr"]] == ["kind of body", "article", "word of honour"]


def test_a_name_compared_with_itself_is_shown_once() -> None:
    assert said("Oru", "Oru").count("Oru") == 1


def test_no_record_is_asked_for(tmp_path: Path) -> None:
    assert CliRunner().invoke(app, ["-C", str(tmp_path), "compare", "Oru"]).exit_code == 0


@pytest.mark.parametrize("name", ["", "!!", "\x1b[31mOru\u202e"])
def test_a_hostile_or_empty_name_does_no_harm(name: str) -> None:
    for words in ((name,), (name, "Oru"), ("--person", name, "Oru")):
        assert not {"\x1b", "\u202e"} & set(run(*words).stdout)
