"""Names taken apart, folded, and read across scripts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemmata.names import (
    fold,
    honour_words,
    is_acronym_of,
    parse,
    parse_person,
    rank_words,
    reads_as,
    script_of,
    spelled_alike,
    title_words,
    unit_words,
)
from stemmata.names.acronym import shares_letters


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jaysh al-Fajr", "Jaish al-Fajr"),
        ("Jaysh al-Fajr", "JAYSH AL FAJR"),
        ("Jaysh al-Fajr", "#JayshAlFajr"),
        ("Jaysh al-Fajr", "Jaysh Fajr"),
        ("Liwa al-'Izzah", "Al-Izza Brigade"),
        ("Liwa as-Salam", "Liwa al-Salam"),
        ("23rd Brigade", "Brigade 23"),
        ("5th Division", "Fifth Division"),
        ("V Corps", "5th Corps"),
        ("الفرقة الخامسة", "5th Division"),
        ("الفرقة ٥", "5th Division"),
        ("5-я бригада", "5th Brigade"),
        ("111. Tugay", "111th Brigade"),
        ("Dara al-Adiyyeh Brigade", "Dara al-‘Adiya Brigades"),
        ("National Front for Renewal", "the National Front Renewal"),
        ("U.N.", "UN"),
        ("Azure Front’s", "Azure Front"),
        ("Lashkar-e-Noor", "Lashkar e Nour"),
    ],
)
def test_spellings_of_one_name_have_one_key(one: str, other: str) -> None:
    assert parse(one).key == parse(other).key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("111th Regiment", "1st Regiment"),
        ("11th Regiment", "111th Regiment"),
        ("Ali Oru Brigade", "Ali Oru Division"),
        ("Northern Front", "Southern Front"),
        ("Northern Hills", "Northwestern Hills"),
        ("Ministry of Defence", "Ministry of the Interior"),
        ("National Front for Renewal", "National Renewal Front"),
        ("Army of Glory", "Army of Victory"),
        ("Norland Army", "Norland Arab Army"),
        ("Jund al-Wadi", "Ajnad al-Wadi"),
        ("Valley Alliance", "Valley Coalition"),
        ("2016 Oru offensive", "2017 Oru offensive"),
        ("Backed Free Army", "Free Army"),
    ],
)
def test_other_names_have_other_keys(one: str, other: str) -> None:
    assert parse(one).key != parse(other).key


def test_parts_of_a_name_say_what_they_are() -> None:
    name = parse("the 3rd Martyrs of Oru Infantry Brigade")
    assert [(part.role, part.meaning) for part in name.parts] == [
        ("article", "the"),
        ("number", "3"),
        ("honour", "martyrs"),
        ("function", "of"),
        ("word", "oru"),
        ("service", "infantry"),
        ("unit", "brigade"),
    ]
    assert not name.generic and parse("3rd Infantry Brigade").generic


@pytest.mark.parametrize("text", ["NFR", "YPG", "M23", "PoNA", "F.S.A."])
def test_acronyms_are_seen(text: str) -> None:
    assert parse(text).is_acronym


@pytest.mark.parametrize("text", ["Oru", "Azure Front", "A", "THE LONGWORD", "جيش"])
def test_words_are_no_acronyms(text: str) -> None:
    assert not parse(text).is_acronym


@pytest.mark.parametrize(
    ("text", "words", "ranks", "bare"),
    [
        ("Maj. Samir al-Toufi", ("samir", "tufi"), ("major",), "Samir al-Toufi"),
        ("first lieutenant Ala Rukn", ("ala", "rukn"), ("first_lieutenant",), "Ala Rukn"),
        ("Lt. Col. John Major", ("john", "major"), ("lieutenant_colonel",), "John Major"),
        ("Norlandish President Nele Oru", ("nele", "oru"), (), "Nele Oru"),
        ("Colonel Major", ("major",), ("colonel",), "Major"),
        ("Abu Omar al-Wadi", ("abu omar", "wadi"), (), "Abu Omar al-Wadi"),
        ("العقيد سمير الطوفي", ("سمير", "طوفي"), ("colonel",), "سمير الطوفي"),
        ("полковник Иван Петров", ("иван", "петров"), ("colonel",), "Иван Петров"),
    ],
)
def test_ranks_come_off_a_person(text: str, words: tuple[str, ...], ranks: tuple[str, ...], bare: str) -> None:
    person = parse_person(text)
    assert (person.words, person.ranks, person.bare) == (words, ranks, bare)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Abdullah Oru", "Abd Allah Oru"),
        ("Abdel Karim Oru", "Abdulkarim Oru"),
        ("Abdurrahman Oru", "Abd ar-Rahman Oru"),
        ("Noureddine Oru", "Nur al-Din Oru"),
        ("Samir bin Oru", "Samir Oru"),
    ],
)
def test_compound_names_have_one_form(one: str, other: str) -> None:
    assert parse_person(one).key == parse_person(other).key


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Muhammad", "Mohammed", True),
        ("Qassem", "Kasim", True),
        ("Hussein", "Husayn", True),
        ("Sharif", "Cherif", True),
        ("Hassan", "Hussein", False),
        ("Salim", "Salam", False),
        ("Nasr", "Nasser", False),
        ("Omar", "Amr", False),
        ("Saleh", "Salah", False),
    ],
)
def test_spellings_that_writers_swap(one: str, other: str, alike: bool) -> None:
    assert spelled_alike(fold(one), fold(other)) is alike


@pytest.mark.parametrize(
    ("word", "latin", "reads"),
    [
        ("موسى", "Moussa", True),
        ("نصر", "Nasr", True),
        ("منصور", "Mansour", True),
        ("نصر", "Mansour", False),
        ("شام", "Sham", True),
        ("Иванов", "Ivanov", True),
        ("Хмельницкий", "Khmelnytsky", True),
        ("Иванов", "Petrov", False),
        ("Παπαδόπουλος", "Papadopoulos", True),
        ("דוד", "David", True),
        ("漢字", "kanji", False),
    ],
)
def test_words_of_other_scripts_are_read_as_latin(word: str, latin: str, reads: bool) -> None:
    assert reads_as(word, fold(latin)) is reads


def test_scripts() -> None:
    assert [script_of(t) for t in ("Oru", "جيش", "армия", "στρατός", "צבא", "軍", "12")] == [
        "Latn", "Arab", "Cyrl", "Grek", "Hebr", "Hani", "Zyyy",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("letters", "name", "fits"),
    [
        ("NFR", "National Front for Renewal", True),
        ("NFFR", "National Front for Renewal", True),
        ("N.F.R.", "the National Front for Renewal", True),
        ("HTW", "Hay'at Tahrir al-Wadi", True),
        ("BNFR", "National Front for Renewal", False),
        ("NF", "National Front for Renewal", False),
        ("O", "Oru", False),
    ],
)
def test_first_letters(letters: str, name: str, fits: bool) -> None:
    assert is_acronym_of(letters, name) is fits


def test_letters_of_another_language_mostly_stay() -> None:
    assert shares_letters("FARC", "Revolutionary Armed Forces of Colombia")
    assert not shares_letters("FSA", "Jaysh al-Wadi")


def test_the_word_lists_can_be_asked() -> None:
    assert unit_words()["liwa"] == "brigade" and rank_words()["maj"] == "major"
    assert honour_words()["suqour"] == "falcons" and title_words()["president"] == "president"


@given(st.text(max_size=40))
def test_any_text_can_be_taken_apart(text: str) -> None:
    assert parse(text).text == parse_person(text).text == text
    assert fold(fold(text)) == fold(fold(fold(text)))


@given(st.lists(st.sampled_from("abdeghiklmnorstuwyz"), min_size=1, max_size=9), st.data())
def test_spelled_alike_runs_both_ways(letters: list[str], data: st.DataObject) -> None:
    one = "".join(letters)
    other = "".join(data.draw(st.permutations(letters)))
    assert spelled_alike(one, one)
    assert spelled_alike(one, other) == spelled_alike(other, one)
