"""What a record itself says of where its places are: which countries it is about, and what lies in what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import yaml

from stemmata.model import Fact, Polarity
from stemmata.ontology import ontology
from stemmata.record.fold import folded
from stemmata.show.gazetteer.towns import Gazetteer
from stemmata.show.holdings import Holdings
from stemmata.show.queries.find import names_of

RULES = Path(__file__).parent.parent / "queries" / "places.yml"
PLACE, LIES_IN = "Place", "located_in"


@dataclass(frozen=True)
class Rules:
    """What places.yml beside the questions says."""

    presence: frozenset[str]
    events: frozenset[str]
    groups: frozenset[str]
    persons: frozenset[str]
    counts: tuple[str, ...]
    about: float
    telling: frozenset[str]
    inside: frozenset[str]
    parts: frozenset[str]


@cache
def rules() -> Rules:
    """The rules of the map, as they are shipped."""
    given = yaml.load(RULES.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    lists = {key: frozenset(given[key]) for key in given if key not in ("about", "counts")}
    return Rules(**lists, about=float(given["about"]), counts=tuple(given["counts"]))


@lru_cache(maxsize=256)
def is_any(type_: str, types: frozenset[str]) -> bool:
    """Whether a type is one of some, or narrower."""
    return type_ in ontology().types and not types.isdisjoint(ontology().lineage(type_))


@dataclass(frozen=True)
class Evidence:
    """Countries by ISO code, and the names of what each place is said to lie in, by the place's id or folded name."""

    named: frozenset[str]
    about: tuple[str, ...]  # those of most facts first
    within: Mapping[str, tuple[str, ...]]


def evidence_of(held: Holdings, places: Gazetteer) -> Evidence:
    """All that the facts of a record say of where it plays."""
    countries = _Countries(held, places)
    told = [some for fact in held.facts.values() if _tells(fact) and (some := countries.of(fact))]
    tally = Counter(country for some in told for country in some)
    about = [country for country, facts in tally.items() if facts >= len(told) * rules().about]
    within: dict[str, list[str]] = {}
    for fact in held.facts.values():
        if fact.predicate == LIES_IN and fact.polarity is not Polarity.DENIED and _tells(fact):
            within.setdefault(fact.subject, []).append(fact.object or fact.value or "")
    found = {place: tuple(dict.fromkeys(wholes)) for place, wholes in within.items()}
    return Evidence(frozenset(tally), tuple(sorted(about, key=lambda country: (-tally[country], country))), found)


def _tells(fact: Fact) -> bool:
    """Whether a fact says where things are: "north of" a land is not in it."""
    relation = str(fact.qualifiers.get("relation", "")) if fact.predicate == LIES_IN else ""
    return not relation or folded(relation) in rules().inside


class _Countries:
    """Which countries a fact names, by its ends; each entity is looked up once."""

    def __init__(self, held: Holdings, places: Gazetteer) -> None:
        self._held, self._places = held, places
        self._known: dict[str, frozenset[str]] = {}

    def of(self, fact: Fact) -> frozenset[str]:
        bare = frozenset(filter(None, (self._places.country(fact.value or ""),)))
        return self._by_id(fact.subject) | (bare if fact.object is None else self._by_id(fact.object))

    def _by_id(self, entity: str) -> frozenset[str]:
        if entity not in self._known:
            self._known[entity] = self._read(entity)
        return self._known[entity]

    def _read(self, entity: str) -> frozenset[str]:
        found = self._held.entities.get(entity)
        if found is None:
            return frozenset()
        if is_any(found.type, rules().telling):
            return frozenset().union(*map(self._places.countries_in, names_of(found)))
        names = names_of(found) if found.type == PLACE else ()
        alone = (self._places.country(name) for name in names if not self._places.named(name))  # a town may be meant
        return frozenset(filter(None, alone))
