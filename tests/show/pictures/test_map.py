"""The map is well formed, the same each time, shows every place and no line between two, and stays small."""

import re
from dataclasses import replace
from itertools import combinations
from xml.etree import ElementTree

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemmata.show.answers import Named
from stemmata.show.pictures.map import WIDTH, draw_map
from stemmata.show.pictures.map_ground import cut, finer, grid, ground_of, nice, path_of
from stemmata.show.pictures.map_labels import Room
from stemmata.show.placed import Mapped, Mark, Spot, Told
from stemmata.show.queries.places import map_of
from stemmata.when import Holds
from tests.show.lands import land
from tests.show.sentences import Told as Said

SVG = "{http://www.w3.org/2000/svg}"
WHEREVER = {
    "island": [(80.0, 9.7), (79.9, 6.9), (81.2, 8.6)],
    "one place": [(80.64, 7.29)],
    "over the 180th meridian": [(178.4, -18.1), (-171.8, -13.8), (179.4, -16.4)],
    "its antipode is land": [(-70.6, -33.4), (-70.9, -53.2)],
    "north": [(33.1, 69.0), (15.6, 78.2)],
    "pole": [(0.0, 88.0), (179.0, 86.0)],
    "the world": [(37.6, 55.8), (-58.4, -34.6), (139.7, 35.7), (151.2, -33.9)],
    "no middle": [(0.0, 0.0), (180.0, 0.0)],
}


def at(places: list[tuple[float, float]], groups: int = 0) -> Mapped:
    """A map with marks at some places, the first of them with many groups."""
    base = map_of(land())
    proto = next(mark.told.groups[0] for mark in base.marks if mark.told.groups)
    who = [Named(f"Band {number}", f"band{number}") for number in range(groups)]
    present = tuple(replace(proto, who=each, holds=Holds.MAYBE if n % 2 else Holds.YES) for n, each in enumerate(who))
    marks = tuple(
        Mark(
            Told(Named(f"Town {n}", f"town{n}"), present if n == 0 else (), (), groups if n == 0 else 0, 0),
            Spot(lat, lon, "", "", n, ""),
        )
        for n, (lon, lat) in enumerate(places)
    )
    return replace(base, marks=marks, groups=tuple(who))


def drawn(mapped: Mapped) -> ElementTree.Element:
    picture = draw_map(mapped, lambda kind, id: f"/entities/{id}")
    assert picture == draw_map(mapped, lambda kind, id: f"/entities/{id}")
    assert "style=" not in picture and "<style" not in picture and "nan" not in picture
    return ElementTree.fromstring(picture)


def words(root: ElementTree.Element) -> list[str]:
    return [each.text or "" for each in root.iter(f"{SVG}text")]


def test_it_shows_every_place_with_its_groups_and_leads_to_it() -> None:
    mapped = map_of(land())
    root = drawn(mapped)
    assert {mark.told.place.name for mark in mapped.marks} <= set(words(root))
    links = {link.get("href"): link.find(f"{SVG}title").text for link in root.iter(f"{SVG}a")}  # type: ignore[union-attr]
    assert {f"/entities/{place.entity}" for mark in mapped.marks if (place := mark.told.place).entity} <= set(links)
    galle = next(mark.told.place.entity for mark in mapped.marks if mark.told.place.name == "Galle")
    assert links[f"/entities/{galle}"] == "Galle: 1 past event"
    assert {"Reef Band", "hollow: perhaps there on 2009-01-02", mapped.attribution} <= set(words(root))


def test_who_cannot_see_it_is_told() -> None:
    root = drawn(map_of(land(Said("Palm Front", "active_in", "Springfield"))))
    assert root.get("role") == "group"
    about = root.find(f"{SVG}desc").text  # type: ignore[union-attr]
    assert about is not None and "4 places" in about and "1 more are not on the map" in about


def test_no_line_runs_between_two_places() -> None:
    root = drawn(at(WHEREVER["island"] * 6))
    dots = [
        (float(d.get("cx", 0)), float(d.get("cy", 0))) for d in root.iter(f"{SVG}circle") if d.get("class") == "map-dot"
    ]
    assert len(dots) == 18
    for line in root.iter(f"{SVG}line"):
        other = float(line.get("x2", 0)), float(line.get("y2", 0))
        assert min(abs(other[0] - x) + abs(other[1] - y) for x, y in dots) > 3


@pytest.mark.parametrize("where", WHEREVER)
def test_all_places_are_in_the_frame_wherever_they_lie(where: str) -> None:
    places = np.array(WHEREVER[where])
    ground = ground_of(places, WIDTH, (440, 720))
    spots = ground.at(places)
    assert (spots >= 0).all() and (spots <= (WIDTH, ground.height)).all()
    root = drawn(at(WHEREVER[where]))
    assert len([each for each in root.iter(f"{SVG}circle") if each.get("class") == "map-dot"]) == len(places)


@pytest.mark.parametrize("where", ["island", "over the 180th meridian", "its antipode is land", "the world"])
def test_it_stays_small_and_the_sea_is_not_land(where: str) -> None:
    picture = draw_map(at(WHEREVER[where]))
    assert len(picture) < 60_000
    ground = ground_of(np.array(WHEREVER[where]), WIDTH, (440, 720))
    rings = list(ground.land())
    covered = sum(abs(_area(ring)) for ring in rings) / (WIDTH * ground.height)
    assert rings and covered < 0.8


def _area(ring: np.ndarray) -> float:  # type: ignore[type-arg]
    x, y = ring.T
    return float((x * np.roll(y, -1) - y * np.roll(x, -1)).sum() / 2)


def test_distances_are_true_near_the_middle() -> None:
    ground = ground_of(np.array(WHEREVER["island"]), WIDTH, (440, 720))
    one, other = ground.at(np.array([(80.01, 9.67), (79.85, 6.94)]))
    assert abs(np.hypot(*(one - other)) / ground.scale - 304) < 2
    assert ground.back(*one.tolist()) == pytest.approx((80.01, 9.67), abs=1e-6)
    assert [nice(length) for length in (0.7, 1, 19, 60, 4999)] == [0.5, 1, 10, 50, 2000]


def test_a_crowd_of_places_has_dots_for_all_and_words_for_those_that_have_room() -> None:
    places = [(80 + n % 9 * 0.04, 7 + n // 9 * 0.04) for n in range(81)]
    root = drawn(at(places, groups=12))
    dots = [each for each in root.iter(f"{SVG}circle") if each.get("class") == "map-dot"]
    named = [word for word in words(root) if word.startswith("Town")]
    assert len(dots) == 81 and 20 < len(named) < 81
    assert "+6" in words(root) and "4 other groups" in words(root)


def test_what_stands_on_a_map_stands_on_nothing_else() -> None:
    room = Room(400, 300)
    found = [room.beside((200 + n, 150 + n), (60, 20)) for n in range(12)]
    rects = [each[0] for each in found if each is not None]
    assert len(rects) > 6
    for (a, b, c, d), (e, f, g, h) in combinations(rects, 2):
        assert c <= e or g <= a or d <= f or h <= b


def test_each_group_has_a_shape_and_a_colour() -> None:
    root = drawn(at(WHEREVER["one place"], groups=8))
    looks = {
        each.get("class", ""): each.get("stroke") for each in root.iter() if re.match(r"map-\d", each.get("class", ""))
    }
    colours = {look.split()[0]: colour for look, colour in looks.items()}
    assert len(colours) == 8 and len(set(colours.values())) == 8


def test_names_are_words_whatever_they_hold() -> None:
    hostile = '<script>alert("x")</script>'
    mapped = at(WHEREVER["one place"])
    told = replace(mapped.marks[0].told, place=Named(hostile, '"><x'))
    root = drawn(replace(mapped, marks=(replace(mapped.marks[0], told=told), *at([(80.1, 7.3)]).marks)))
    assert any(word.startswith("<script>") for word in words(root))
    assert root.find(f".//{SVG}script") is None


def test_a_record_of_which_nothing_can_be_placed_says_so() -> None:
    root = drawn(map_of(land(to=[])))
    assert words(root) == ["No place of the record can be put on a map; the list says why."]


@given(st.lists(st.tuples(st.floats(-50, 50), st.floats(-50, 50)), min_size=3, max_size=12), st.floats(-40, 40))
def test_what_is_cut_off_and_what_is_kept_are_the_whole(points: list[tuple[float, float]], limit: float) -> None:
    ring = np.array(points)
    kept, rest = cut(ring, 0, limit, True), cut(ring, 0, limit, False)
    areas = [_area(part) if len(part) else 0.0 for part in (kept, rest)]
    assert sum(areas) == pytest.approx(_area(ring), abs=1e-6)
    assert (kept[:, 0] >= limit - 1e-9).all() and (rest[:, 0] <= limit + 1e-9).all()


def test_long_lines_get_points_between() -> None:
    line = np.array([[0.0, 0.0], [10.0, 0.0]])
    assert np.abs(np.diff(finer(line, 1.5, False)[:, 0])).max() <= 1.5
    assert len(finer(line, 20, True)) == 2


def test_a_path_goes_in_tenths() -> None:
    line = np.array([[0.0, 0.0], [1.04, -0.26], [1.04, -0.26], [11.0, 0.74]])
    assert path_of([line], False) == "M0 0l1-.3 10 1"
    assert path_of([line[:1]], True) == ""


def test_there_is_a_grid() -> None:
    assert 6 <= len(list(grid(ground_of(np.array(WHEREVER["island"]), WIDTH, (440, 720))))) <= 30
