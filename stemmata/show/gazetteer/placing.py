"""A place of a record -> where it is, or why that cannot be said. Nothing is placed by being the largest.

In this order: what places.yml says; what the record says the place lies in; the one town of the name, if the record is
about its country, or names it and the town mostly goes by that name; of several towns the one that lies in a country
that the record is about.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from stemmata.record.fold import folded
from stemmata.show.gazetteer.corrections import Correction, Corrections, corrected
from stemmata.show.gazetteer.evidence import PLACE, Evidence, rules
from stemmata.show.gazetteer.keys import key_of
from stemmata.show.gazetteer.towns import Gazetteer, Town
from stemmata.show.holdings import Holdings
from stemmata.show.placed import Absence, Candidate, Spot
from stemmata.show.queries.find import names_of
from stemmata.show.wording import counted

ONE_PLACE = 5.0  # km: entries of one name so near to each other are one place that the gazetteer has twice
SHOWN = 12  # candidates that are listed
TOWN, PROVINCE, COUNTRY = "town", "province", "country"


@dataclass(frozen=True, slots=True)
class Fit:
    """What a name may mean. `main`: the town goes by it; `wider`: a province of the same name lies around the town."""

    kind: str
    country: str
    town: Town | None = None
    main: bool = field(default=True, compare=False)
    wider: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a place is not on the map."""

    absence: Absence
    why: str
    fitting: int = 0
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class Inside:
    """What the record says a place lies in: countries, provinces (country, code), and the words for it."""

    countries: frozenset[str]
    provinces: frozenset[tuple[str, str]]
    words: str

    def has(self, fit: Fit) -> bool:
        there = not self.countries or fit.country in self.countries
        return there and (
            not self.provinces or (fit.town is not None and (fit.country, fit.town.province) in self.provinces)
        )


class Placing:
    """Places the places of one record."""

    def __init__(self, held: Holdings, places: Gazetteer, evidence: Evidence, corrections: Corrections) -> None:
        self._held, self._places, self._evidence, self._corrections = held, places, evidence, corrections

    def place(self, entity: str | None, name: str) -> Spot | Refusal:
        """Where an entity, or what bears a bare name, is."""
        known = None if entity is None else self._held.entities.get(entity)
        names = (name,) if known is None else names_of(known)
        correction = corrected(self._corrections, entity, names)
        if correction is not None:
            return self._as_corrected(correction)
        if known is not None and known.type != PLACE:
            return Refusal(Absence.WIDE, "it is a state: it has no one place")
        fits = self._fits(names)
        if not fits:
            return Refusal(Absence.UNKNOWN, f"the gazetteer has no town called {_either(names)}")
        return self._chosen(fits, self._inside(entity or folded(name)))

    def _as_corrected(self, correction: Correction) -> Spot | Refusal:
        if correction.town is not None:
            return self._spot(Fit(TOWN, correction.town.country, correction.town), "places.yml says so")
        if correction.position is not None:
            return Spot(*correction.position, correction.name, "", None, "places.yml says so")
        return Refusal(Absence.KEPT_OFF, correction.why)

    def _fits(self, names: tuple[str, ...]) -> list[Fit]:
        """All that every name of the place may mean, as far as the gazetteer knows the name."""
        told = [found for name in names if (found := self._fits_of(name))]
        common = [fit for fit in told[0] if all(fit in others for others in told[1:])] if told else []
        return common or list(dict.fromkeys(fit for fits in told for fit in fits))

    def _fits_of(self, name: str) -> list[Fit]:
        towns, key = self._places.named(name), key_of(name)
        regions, country = self._places.regions(name), self._places.country(name)
        main = {town.id for town in towns if key_of(town.name) == key}
        seats = {town.country for town in towns if town.id in main} & set(regions)
        fits = [Fit(TOWN, t.country, t, t.id in main, t.id in main and t.country in seats) for t in towns]
        fits += [Fit(PROVINCE, code) for code in regions if code not in seats]
        return fits + ([] if country is None else [Fit(COUNTRY, country)])

    def _chosen(self, fits: list[Fit], inside: Inside | None) -> Spot | Refusal:
        if inside is not None:
            there = [fit for fit in fits if inside.has(fit)]
            if not there:
                why = f"the record says that it lies in {inside.words}, where the gazetteer has none of this name"
                return self._refused(Absence.ELSEWHERE, why, fits)
            return self._only(there, f"the record says that it lies in {inside.words}{_of(fits, there)}")
        if _one_place(fits) is not None:
            return self._unrivalled(fits)
        about = [fit for fit in fits if fit.country in self._evidence.about]
        decided = _one_place(about) is not None or (about and _all_wide(about))
        countries = self._named(self._evidence.about)
        why = (
            f"only this one of {len(fits)} places of the name lies in a country that the record is about ({countries})"
        )
        return self._only(about if decided else fits, why)

    def _unrivalled(self, fits: list[Fit]) -> Spot | Refusal:
        """The only place of its name: it counts only where the record has something to do with its country."""
        fit, country = fits[0], self._named([fits[0].country])
        if fit.country in self._evidence.about or (fit.main and fit.country in self._evidence.named):
            return self._only(
                fits, f"the only place of this name in the gazetteer, in {country}, which the record names"
            )
        met = "which the record never names" if self._evidence.named else "and the record names no country"
        if fit.country in self._evidence.named:
            met = (
                f"which the record is not about, and mostly goes by another name ({fit.town.name if fit.town else ''})"
            )
        why = f"the only place of this name in the gazetteer lies in {country}, {met}"
        return self._refused(Absence.UNSURE, why, fits)

    def _only(self, fits: list[Fit], why: str) -> Spot | Refusal:
        one = _one_place(fits)
        if one is not None:
            return self._spot(one, why)
        if _all_wide(fits):
            what = " or ".join(sorted({f"a {fit.kind}" for fit in fits}))
            return self._refused(Absence.WIDE, f"it is {what} ({self._named(f.country for f in fits)}), no town", fits)
        return self._refused(Absence.HOMONYMS, f"{counted(len(fits), 'place')} bear this name", fits)

    def _spot(self, fit: Fit, why: str) -> Spot:
        assert fit.town is not None  # of a fit of another kind no spot is made
        town = fit.town
        return Spot(town.lat, town.lon, town.name, self._named([fit.country]), town.id, why, fit.wider)

    def _refused(self, absence: Absence, why: str, fits: list[Fit]) -> Refusal:
        """With the candidates in the countries that the record is about first."""
        order = {country: at for at, country in enumerate(self._evidence.about)}
        ranked = sorted(
            fits, key=lambda fit: (order.get(fit.country, len(order)), fit.country not in self._evidence.named)
        )
        return Refusal(absence, why, len(fits), tuple(map(self._candidate, ranked[:SHOWN])))

    def _candidate(self, fit: Fit) -> Candidate:
        town, country = fit.town, self._named([fit.country])
        if town is None:
            return Candidate(fit.kind, country if fit.kind == COUNTRY else "", country)
        return Candidate(fit.kind, town.name, country, town.id, town.people, town.lat, town.lon)

    def _named(self, countries: Iterable[str]) -> str:
        return ", ".join(self._places.countries.get(code, code) for code in dict.fromkeys(countries))

    def _inside(self, place: str) -> Inside | None:
        """What the record says the place lies in, as far as that tells a country or a province; else None."""
        countries: set[str] = set()
        provinces: set[tuple[str, str]] = set()
        told = []
        for words in self._wholes(place):
            country, province = self._land(words)
            if country:
                countries.add(country)
                told.append(words)
            if province:
                provinces.add((country, province))
        return Inside(frozenset(countries), frozenset(provinces), ", ".join(told)) if told else None

    def _land(self, whole: str) -> tuple[str, str]:
        """The country and the province that a place lies in which lies in `whole`; "" where that is not sure."""
        country = self._places.country(whole)
        if country is not None:
            return country, ""
        fits = self._fits((whole,))
        there = self._chosen(fits, None) if fits else None
        if isinstance(there, Spot):
            town = next(fit.town for fit in fits if fit.town is not None and fit.town.id == there.geonames)
            return town.country, town.province
        lands = {fit.country for fit in fits if fit.kind == PROVINCE and fit.country in self._evidence.about}
        return (lands.pop() if len(lands) == 1 else ""), ""

    def _wholes(self, place: str) -> Iterator[str]:
        """The names of all that a place lies in, the nearest first, without the words for parts of it."""
        waiting, seen = [place], {place}
        while waiting:
            for whole in self._evidence.within.get(waiting.pop(0), ()):
                if whole not in seen:
                    seen.add(whole)
                    waiting.append(whole)
                    yield _without_parts(self._held.name(whole))


def _without_parts(name: str) -> str:
    kept = [word for word in name.split() if folded(word) not in rules().parts]
    return " ".join(kept) or name


def _one_place(fits: list[Fit]) -> Fit | None:
    """The one town that all fits are; None where there are more, or none."""
    towns = [fit.town for fit in fits if fit.town is not None]
    if not towns or len(towns) < len(fits) or any(towns[0].away(other) > ONE_PLACE for other in towns[1:]):
        return None
    return replace(fits[0], wider=any(fit.wider for fit in fits))


def _all_wide(fits: list[Fit]) -> bool:
    return all(fit.town is None for fit in fits)


def _of(fits: list[Fit], there: list[Fit]) -> str:
    return f"; of {len(fits)} places of this name only this one does" if len(fits) > len(there) == 1 else ""


def _either(names: tuple[str, ...]) -> str:
    return " or ".join(names[:3])
