"""The tables of the lexicon keep their form, and the lists that judge by meanings name only meanings that exist."""

from __future__ import annotations

from pathlib import Path

import pytest

import stemmata.names
from stemmata.names.lexicon import (
    first_forms,
    folded_words,
    lands,
    languages,
    legal_forms,
    read_data,
    roles,
    senses,
    words_of_language,
)

FOLDER = Path(stemmata.names.__file__).parent
FILES = sorted(path for path in (FOLDER / "languages").glob("*.tsv") if path.stem != "meanings")
ROLES = {"unit", "honour", "service", "cause", "splinter", "place", "function"}
LISTS = ("echelons", "directions", "bodies", "movements", "common", "wings", "empty", "small_units", "bands")


def rows(path: Path) -> list[list[str]]:
    return [line.split("\t") for line in path.read_text("utf-8").splitlines()]


def forms(cell: str) -> list[str]:
    return [form.strip() for form in cell.split(";")]


def twice(told: list[tuple[str, str]]) -> list[tuple[str, str, str]]:
    """Forms with the two meanings that they are told under."""
    first: dict[str, str] = {}
    return [(form, first[form], meaning) for form, meaning in told if first.setdefault(form, meaning) != meaning]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_language_has_a_heading_and_two_full_cells_a_row(path: Path) -> None:
    heading, *table = rows(path)
    assert heading == ["meaning", "forms"]
    assert [row for row in table if len(row) != 2 or not all(cell.strip() for cell in row)] == []
    assert [row[0] for row in table if "" in forms(row[1])] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_language_tells_each_known_meaning_once(path: Path) -> None:
    told = [row[0] for row in rows(path)[1:]]
    assert set(told) <= roles().keys()
    assert len(told) == len(set(told))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_form_of_a_language_has_two_meanings_there(path: Path) -> None:
    assert twice([(form, meaning) for meaning, cell in rows(path)[1:] for form in forms(cell)]) == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_forms_are_in_lower_case(path: Path) -> None:
    assert [form for _, cell in rows(path)[1:] for form in forms(cell) if form != form.lower()] == []


def test_meanings_have_a_role_that_is_known() -> None:
    heading, *table = rows(FOLDER / "languages" / "meanings.tsv")
    assert heading == ["meaning", "role", "gloss"]
    assert {len(row) for row in table} == {3}
    assert {row[1] for row in table} == ROLES
    assert len({row[0] for row in table}) == len(table)


def test_every_file_is_a_language_and_english_stands_first() -> None:
    assert sorted(languages()) == [path.stem for path in FILES]
    assert languages()[0] == "en"


@pytest.mark.parametrize(("name", "heading"), [("places", "place"), ("legal", "meaning")])
def test_lands_and_legal_forms_have_two_cells_and_no_form_twice(name: str, heading: str) -> None:
    first, *table = rows(FOLDER / f"{name}.tsv")
    assert first == [heading, "forms"]
    assert [row for row in table if len(row) != 2 or not row[0].strip()] == []
    assert len({row[0] for row in table}) == len(table)
    assert twice([(form, row[0]) for row in table for form in forms(row[1]) if form]) == []


def test_no_form_of_a_land_is_the_name_of_another() -> None:
    known = {folded_words(row[0]): row[0] for row in rows(FOLDER / "places.tsv")[1:]}
    assert [(land, known[form]) for form, land in lands().items() if known.get(form, land) != land] == []


@pytest.mark.parametrize("section", [*LISTS, "common_honours"])
def test_the_lists_name_meanings_that_exist(section: str) -> None:
    known = read_data("words")[section]
    assert [meaning for meaning in known if meaning not in roles()] == []
    assert len(known) == len(set(known))


def test_meanings_that_are_near_exist() -> None:
    unknown = {meaning for each in read_data("words")["near"] for meaning in each} - roles().keys()
    assert not unknown


def test_a_meaning_is_near_to_another_and_stands_once_in_its_set() -> None:
    sets = read_data("words")["near"]
    assert [each for each in sets if len(set(each)) < 2 or len(set(each)) < len(each)] == []


def test_levels_of_an_army_are_units_and_honours_are_honours() -> None:
    lists = read_data("words")
    assert {roles()[meaning] for meaning in (*lists["echelons"], *lists["small_units"])} == {"unit"}
    assert {roles()[meaning] for meaning in (*lists["common_honours"], *lists["bands"])} == {"honour"}
    assert set(read_data("words")["mixing"]) <= set(languages())


@pytest.mark.parametrize("meaning", ["brigade", "battalion", "front", "army", "movement"])
def test_what_most_groups_are_called_is_known_in_many_languages(meaning: str) -> None:
    assert sum(meaning in told for told in first_forms().values()) >= 20


@pytest.mark.parametrize("language", [path.stem for path in FILES])
def test_every_form_that_is_written_is_found_with_its_meaning(language: str) -> None:
    for meaning, written in words_of_language(language):
        for form in written:
            assert (language, meaning) in {(s.language, s.meaning) for s in senses()[folded_words(form)]}, form


def test_legal_forms_are_written_without_dots() -> None:
    assert [form for form in legal_forms() if any("." in word or not word for word in form)] == []
