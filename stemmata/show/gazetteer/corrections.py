"""places.yml of a record folder: what people know of where a place is.

    San Juan: {geonames: 3669454}            # this entry of the gazetteer
    Camp Nine: {lat: 6.91, lon: 79.86}       # two decimals count, about a kilometre
    The Bridge: {none: nobody knows which}   # keep it off the map

A place is named in any spelling, or by its id in the record.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from stemmata.errors import SettingsError
from stemmata.show.gazetteer.keys import key_of
from stemmata.show.gazetteer.towns import Gazetteer, Town

PLACES = "places.yml"
_FORMS = "{geonames: ID}, {lat: DEGREES, lon: DEGREES} or {none: WHY}"


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person says of a name: a town, a position, or (neither) that it stays off the map, and why."""

    name: str
    town: Town | None = None
    position: tuple[float, float] | None = None
    why: str = ""


Corrections = Mapping[str, Correction]  # by id in the record, or by key of the name


def corrections(folder: Path, places: Gazetteer) -> Corrections:
    """What places.yml in a folder says; nothing where there is none. Raises SettingsError, naming file and place."""
    path = folder / PLACES
    if not path.exists():
        return {}
    try:
        given = yaml.load(path.read_text("utf-8-sig"), Loader=yaml.CSafeLoader) or {}
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise SettingsError(f"{path}: {' '.join(str(error).split())}") from error
    if not isinstance(given, dict):
        raise SettingsError(f"{path}: {type(given).__name__} met; looked for places by name, each with {_FORMS}")
    made = [_correction(f"{path}: {name}", str(name), given[name], places) for name in given]
    return {key: each for each in made for key in (each.name, key_of(each.name))}


def corrected(found: Corrections, entity: str | None, names: tuple[str, ...]) -> Correction | None:
    """The correction of a place: by its id before by its names."""
    keys = (*((entity,) if entity else ()), *map(key_of, names))
    return next((found[key] for key in keys if key in found), None)


def _correction(where: str, name: str, given: object, places: Gazetteer) -> Correction:
    if not isinstance(given, dict) or set(given) not in ({"geonames"}, {"lat", "lon"}, {"none"}):
        raise SettingsError(f"{where}: {given!r} met; looked for {_FORMS}")
    if "none" in given:
        return Correction(name, why=str(given["none"] or "no reason is given"))
    if "geonames" in given:
        return Correction(name, town=_town(where, given["geonames"], places))
    return Correction(
        name, position=(_degrees(where, "lat", given["lat"], 90), _degrees(where, "lon", given["lon"], 180))
    )


def _town(where: str, geonames: object, places: Gazetteer) -> Town:
    town = places.by_id(geonames) if type(geonames) is int else None
    if town is None:
        raise SettingsError(f"{where}: geonames {geonames!r} is not in the gazetteer that is shipped; give lat and lon")
    return town


def _degrees(where: str, key: str, given: object, most: int) -> float:
    if isinstance(given, bool) or not isinstance(given, int | float) or not -most <= given <= most:
        raise SettingsError(f"{where}: {key} is {given!r}; looked for degrees from -{most} to {most}")
    return round(float(given), 2)
