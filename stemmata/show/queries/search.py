"""Words -> the places where they stand."""

from __future__ import annotations

from typing import Protocol

from stemmata.record.search import Found
from stemmata.show.answers import Hit, Hits
from stemmata.show.holdings import Holdings

SEARCHED = ("names", "claims", "reports")


class Searched(Protocol):
    """What can be looked through for words: a record, or what others see of it."""

    def search(self, query: str, what: str = "reports", limit: int = 50) -> tuple[Found, ...]: ...


def hits(record: Searched, held: Holdings, query: str, limit: int = 20) -> Hits:
    """The best places among names, then claims, then reports: at most `limit` of each, only what is in the holdings."""
    found = [place for what in SEARCHED for place in _places(record, held, query, what, limit)]
    return Hits(query, tuple(_hit(held, place) for place in found))


def _places(record: Searched, held: Holdings, query: str, what: str, limit: int) -> list[Found]:
    """So many places that are held: where others stand before them, further ones are looked for."""
    asked = limit
    while True:
        found = record.search(query, what, asked)
        kept = [place for place in found if _is_held(held, place)]
        if len(kept) >= limit or len(found) < asked:
            return kept[:limit]
        asked *= 4


def _is_held(held: Holdings, place: Found) -> bool:
    if place.what == "names":
        known = held.entities.get(place.id)
        return known is not None and place.quote in {known.name, *(name.text for name in known.names)}
    return place.id in {"claims": held.claims, "reports": held.reports}[place.what]


def _hit(held: Holdings, place: Found) -> Hit:
    if place.what == "names":
        return Hit("name", place.id, held.name(place.id), place.quote)
    where = f"{held.reports[place.report].name}:{place.start}-{place.end}"
    return Hit(place.what.removesuffix("s"), place.id, where, place.quote)
