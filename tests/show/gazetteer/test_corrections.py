"""places.yml corrects; what it says wrongly is an error that names file and place."""

from pathlib import Path

import pytest

from stemmata.errors import SettingsError
from stemmata.show.gazetteer import gazetteer
from stemmata.show.gazetteer.corrections import Corrections, corrected, corrections


def read(folder: Path, text: str) -> Corrections:
    (folder / "places.yml").write_text(text, "utf-8")
    return corrections(folder, gazetteer())


def test_a_record_needs_none(tmp_path: Path) -> None:
    assert corrections(tmp_path, gazetteer()) == {} == read(tmp_path, "")


def test_a_town_a_position_and_none(tmp_path: Path) -> None:
    found = read(
        tmp_path, "San Juan: {geonames: 3671916}\nCamp 9: {lat: 6.91811, lon: 79.8}\nThe Bridge: {none: no idea}"
    )
    san_juan, camp, bridge = (corrected(found, None, (name,)) for name in ("SAN JUAN", "camp 9", "the bridge"))
    assert san_juan is not None and san_juan.town is not None and san_juan.town.name == "Popayán"
    assert camp is not None and camp.position == (6.92, 79.8)
    assert bridge is not None and bridge.why == "no idea"
    assert corrected(found, None, ("Santa Rosa",)) is None


def test_an_id_goes_before_a_name(tmp_path: Path) -> None:
    found = read(tmp_path, "San Juan: {none: which}\n0123abcd: {lat: 1, lon: 2}")
    there = corrected(found, "0123abcd", ("San Juan",))
    assert there is not None and there.position == (1, 2)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[a, b]", "list met; looked for places by name"),
        ("A: 3", r"A: 3 met; looked for \{geonames: ID\}"),
        ("A: {lat: 3}", "A: {'lat': 3} met"),
        ("A: {lat: 3, lon: 4, none: x}", "met; looked for"),
        ("A: {lat: 91, lon: 4}", "lat is 91; looked for degrees from -90 to 90"),
        ("A: {lat: 1, lon: x}", "lon is 'x'"),
        ("A: {lat: true, lon: 1}", "lat is True"),
        ("A: {lat: .nan, lon: 1}", "lat is nan"),
        ("A: {geonames: 1}", "geonames 1 is not in the gazetteer"),
        ("A: {geonames: x}", "geonames 'x' is not in the gazetteer"),
        ("A: {", "places.yml: "),
    ],
)
def test_mistakes_are_told(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(SettingsError, match=says) as raised:
        read(tmp_path, text)
    assert "places.yml" in str(raised.value)
