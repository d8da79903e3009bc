"""What the map answers with: places that can be put on it, places that cannot and why, and what is left out."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from stemmata.show.answers import Line, Named
from stemmata.when import Holds


class Absence(StrEnum):
    """Why a place is not on the map; first what a person can settle in places.yml."""

    HOMONYMS = "several places bear this name"
    ELSEWHERE = "the record says that it lies where no place of this name is known"
    UNSURE = "nothing in the record says that it is the one place of this name"
    UNKNOWN = "not in the gazetteer"
    WIDE = "a country or a province, no town"
    KEPT_OFF = "kept off the map by places.yml"


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a named place is, and how that is known. `geonames` is None where a person gave the coordinates.

    `wider`: a province is called so too, and may be what reports mean.
    """

    lat: float  # two decimals: about a kilometre
    lon: float
    name: str  # in the gazetteer
    country: str
    geonames: int | None
    why: str
    wider: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place of the gazetteer that a name may mean. kind: town, province, country; a town alone has a position."""

    kind: str
    name: str
    country: str
    geonames: int | None = None
    people: int | None = None
    lat: float | None = None
    lon: float | None = None


@dataclass(frozen=True, slots=True)
class Presence:
    """A group at a place, by all `facts` of the two; `lines` are the first of them, what surely holds before others."""

    who: Named
    holds: Holds
    disputed: bool
    facts: int
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """All that the record places at one named place: so many facts, of which so many tell what happened there."""

    place: Named
    groups: tuple[Presence, ...]
    events: tuple[Line, ...]  # the newest first; not always all that happened
    facts: int
    happened: int


@dataclass(frozen=True, slots=True)
class Mark:
    """A place on the map."""

    told: Told
    spot: Spot


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A place that is not on the map; `candidates` are the first of `fitting`, the likeliest countries first."""

    told: Told
    absence: Absence
    why: str
    fitting: int
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Facts that no map shows, and why."""

    why: str
    facts: int


@dataclass(frozen=True, slots=True)
class Mapped:
    """Groups and past events by place, as of a date: the one asked for (`given`), or the last that the record has."""

    on: str
    given: bool
    marks: tuple[Mark, ...]
    unplaced: tuple[Unplaced, ...]
    left_out: tuple[LeftOut, ...]
    groups: tuple[Named, ...]  # all that stand at a mark, those at most places first
    countries: tuple[str, ...]  # that the record is about, as far as its facts tell
    attribution: str
