"""Across reports: what may meet, and what must never."""

from __future__ import annotations

import pytest
from marked import record, told


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("{Jaysh al-Fajr|ArmedGroup}", "{Jaish al-Fajr|ArmedGroup}"),
        ("{Liwa al-Wadi|ArmedGroup}", "{al-Wadi Brigade|ArmedGroup}"),
        ("{Wadi Falcons|ArmedGroup}", "{Suqour al-Wadi|ArmedGroup}"),
        ("{Jaysh al-Fajr|ArmedGroup}", "{جيش الفجر|ArmedGroup}"),
        ("{Muhammad Qassem|Person}", "{Capt. Mohammed Kasim|Person}"),
        ("{Samir Toufi|Person}", "{سمير الطوفي|Person}"),
        ("{Ivan Petrov|Person}", "{Иван Петров|Person}"),
        ("{Jon A. Toufi|Person}", "{Jon Toufi|Person}"),
        ("{Norland|State}", "{Norland|Place}"),
        ("{Turkey|State}", "{Turkish|State}"),
        ("{the U.S.|State}", "{United States|State}"),
        ("{BGM-9 Dart|Weapon}", "{BGM-9 Darts|Weapon}"),
        ("{BGM-9 Dart|Weapon}", "{Dart anti-tank guided missiles|Weapon}"),
    ],
)
def test_one_name_in_two_reports(one: str, other: str) -> None:
    assert len(record(told("a.txt", one), told("b.txt", other)).result.entities) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("{Army of Glory|ArmedGroup}", "{Army of Dawn|ArmedGroup}"),
        ("{111th Regiment|ArmedGroup}", "{1st Regiment|ArmedGroup}"),
        ("{Ali Oru Brigade|ArmedGroup}", "{Ali Oru Division|ArmedGroup}"),
        ("{Ahrar al-Wadi|ArmedGroup}", "{Ajnad al-Wadi|ArmedGroup}"),
        ("{Jaysh al-Wadi|ArmedGroup}", "{Ahrar al-Wadi Brigade|ArmedGroup}"),
        ("{Norland-backed Free Army|ArmedGroup}", "{Free Army|ArmedGroup}"),
        ("{Norland Army|StateForce}", "{Norland Arab Army|StateForce}"),
        ("{Free Army|Coalition}", "{Free Norland Army|Coalition}"),
        ("{National Front for Renewal|Coalition}", "{National Renewal Front|Coalition}"),
        ("{Murak|Place}", "{Murak Hawks Brigades|ArmedGroup}"),
        ("{Oru|Person}", "{Oru|Place}"),
        ("{Abu Oru|Person}", "{Abu Oru|ArmedGroup}"),
        ("{Samir Toufi|Person}", "{Salim Toufi|Person}"),
        ("{Salim Toufi|Person}", "{Salam Toufi|Person}"),
        ("{Samir Toufi|Person}", "{Toufi|Person}"),
        ("{Jon A. Toufi|Person}", "{Jon B. Toufi|Person}"),
        ("{Toufi|Person}", "{Toufi|Person}"),
        ("{3rd Infantry Brigade|ArmedGroup}", "{3rd Infantry Brigade|ArmedGroup}"),
        ("{Azure|ArmedGroup}", "{Azure Front|ArmedGroup}"),
        ("{Niger|State}", "{Nigerian|State}"),
        ("{Turkish|Organization}", "{Turkey|State}"),
        ("{2016 Oru offensive|Operation}", "{2017 Oru offensive|Operation}"),
        ("{BGM-9 Dart|Weapon}", "{BGM-7 Dart|Weapon}"),
        ("{northern Oru|Place}", "{northwestern Oru|Place}"),
    ],
)
def test_two_names_that_stay_two(one: str, other: str) -> None:
    assert len(record(told("a.txt", one), told("b.txt", other)).result.entities) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Free Army|Coalition", "Free Norland Army|Coalition"),
        ("National Front for Renewal|Coalition", "National Renewal Front|Coalition"),
        ("Salim Toufi|Person", "Salam Toufi|Person"),
        ("Samir Toufi|Person", "Toufi|Person"),
        ("Azure|ArmedGroup", "Azure Front|ArmedGroup"),
    ],
)
def test_near_names_are_listed_as_maybe(one: str, other: str) -> None:
    r = record(told("a.txt", f"{{{one}}}"), told("b.txt", f"{{{other}}}"))
    assert r.verdicts(one.split("|")[0], other.split("|")[0]) == {"maybe"}


def test_a_spelling_between_two_names_joins_neither() -> None:
    r = record(*(told(f"{n}.txt", f"{{{n} Toufi|Person}}") for n in ("Salim", "Salem", "Salam")))
    assert len(r.result.entities) == 3 and r.verdicts("Salim Toufi", "Salem Toufi") == {"maybe"}


def test_two_spellings_in_one_list_are_two_names() -> None:
    r = record(told("a.txt", "{Mohammed Kasim|Person}, {Nele Oru|Person} and {Muhammad Qassem|Person} met."))
    assert not r.together("Mohammed Kasim", "Muhammad Qassem")
    assert r.verdicts("Mohammed Kasim", "Muhammad Qassem") == {"different"}


def test_an_acronym_defined_elsewhere() -> None:
    defined = told("a.txt", "The {National Front for Renewal|Coalition} ({NFR|Coalition}) met.")
    used = told("b.txt", "The {NFR|Coalition} left.")
    assert record(defined, used).together("National Front for Renewal", "NFR")
    assert len(record(defined, used).result.entities) == 1
    rival = told("c.txt", "The {New Federal Rally|Coalition} ({NFR|Coalition}) met.")
    r = record(defined, used, rival)
    assert len(r.result.entities) == 3 and r.id("NFR", "a.txt") != r.id("NFR", "c.txt") != r.id("NFR", "b.txt")


def test_a_surname_in_the_company_of_the_same_group() -> None:
    full = told("a.txt", "{Samir Toufi|Person} leads the {Azure Front|ArmedGroup}.")
    short = told("b.txt", "{Maj. Toufi|Person} of the {Azure Front|ArmedGroup} left.")
    post = ("holds_post", "Azure Front")
    r = record(full.claiming("Samir Toufi", *post), short.claiming("Maj. Toufi", *post))
    assert r.together("Samir Toufi", "Maj. Toufi")
    assert not record(full, short).together("Samir Toufi", "Maj. Toufi")


def test_a_numbered_unit_of_the_same_whole() -> None:
    def unit(path: str, whole: str) -> object:
        return told(path, f"The {{3rd Brigade|ArmedGroup}} left the {{{whole}|ArmedGroup}}.").claiming(
            "3rd Brigade", "left", whole
        )

    same = record(unit("a.txt", "Azure Front"), unit("b.txt", "Azure Front"))  # type: ignore[arg-type]
    other = record(unit("a.txt", "Azure Front"), unit("b.txt", "Grey Army"))  # type: ignore[arg-type]
    assert same.id("3rd Brigade", "a.txt") == same.id("3rd Brigade", "b.txt")
    assert other.id("3rd Brigade", "a.txt") != other.id("3rd Brigade", "b.txt")


def test_a_surname_under_the_same_rank_where_only_one_person_bears_it() -> None:
    full, short = told("a.txt", "{President Nele Oru|Person} spoke."), told("b.txt", "{President Oru|Person} left.")
    rival, bare = told("c.txt", "{Jon Oru|Person} met."), told("d.txt", "{Oru|Person} met.")
    assert record(full, short).together("President Nele Oru", "President Oru")
    assert not record(full, short, rival).together("President Nele Oru", "President Oru")
    assert not record(full, bare).together("President Nele Oru", "Oru")


def test_a_movement_of_common_words_goes_by_its_name_and_a_ministry_does_not() -> None:
    def stories(text: str) -> int:
        return len(record(told("a.txt", text), told("b.txt", text)).result.entities)

    assert stories("{Northern Alliance|Coalition}") == 1
    assert stories("{Ministry of Defence|Organization}") == 2


def test_a_state_is_shown_by_its_name_though_its_adjective_is_met_more() -> None:
    r = record(told("a.txt", "{Turkish|State} {Turkish|State} {Turkey|State}"))
    assert r.entity("Turkish").name == "Turkey"


def test_a_name_of_common_words_and_an_honour_is_a_name() -> None:
    stories = [told(f"{n}.txt", "The {Northern Shield|Organization} met.") for n in range(3)]
    assert len(record(*stories).result.entities) == 1


def test_a_body_that_every_movement_has_is_not_known_by_its_name() -> None:
    stories = [told(f"{n}.txt", "The {Revolutionary Council|ArmedGroup} met.") for n in range(2)]
    assert len(record(*stories).result.entities) == 2


@pytest.mark.parametrize("guess", ["Organization", "Place", "Person", "State"])
def test_a_telling_word_beats_what_a_reader_takes_it_for(guess: str) -> None:
    one = told("a.txt", "The {Kesh Shield|ArmedGroup} met.")
    other = told("b.txt", f"The {{Kesh Shield|{guess}}} met.")
    made = record(one, other)
    assert len(made.result.entities) == 1
    assert made.entity("Kesh Shield").type == "ArmedGroup"


def test_a_town_is_a_town_where_one_reader_of_many_says_otherwise() -> None:
    towns = [told(f"{n}.txt", "In {Kesh|Place} it rained.") for n in range(3)]
    assert len(record(*towns, told("x.txt", "From {Kesh|Organization}.")).result.entities) == 1
    assert len(record(*towns, told("x.txt", "It was Maj. {Maj. Kesh|Person}.")).result.entities) == 2
    assert len(record(*towns, told("x.txt", "{Ali Kesh|Person} came. {Kesh|Person} left.")).result.entities) == 2


def test_an_adjective_of_a_state_is_the_state_whatever_it_was_taken_for() -> None:
    made = record(told("a.txt", "The {Turkish|Place} army."), told("b.txt", "{Turkey|State} denied it."))
    assert made.together("Turkish", "Turkey") and made.entity("Turkey").type == "State"


def test_units_of_one_number_whose_side_one_report_tells() -> None:
    ours = told("a.txt", "The {3rd Brigade|ArmedGroup} is part of the {Kesh Army|ArmedGroup}.")
    ours = ours.claiming("3rd Brigade", "part_of", "Kesh Army")
    silent = told("b.txt", "The {Kesh Army|ArmedGroup} met. The {3rd Brigade|ArmedGroup} came.")
    other = told(
        "c.txt", "The {3rd Brigade|ArmedGroup} of the {Lesk Army|ArmedGroup} fought the {Kesh Army|ArmedGroup}."
    )
    other = other.claiming("3rd Brigade", "part_of", "Lesk Army")
    assert record(ours, silent).id("3rd Brigade", "a.txt") == record(ours, silent).id("3rd Brigade", "b.txt")
    three = record(ours, silent, other)
    assert len({three.id("3rd Brigade", path) for path in ("a.txt", "b.txt", "c.txt")}) == 3
