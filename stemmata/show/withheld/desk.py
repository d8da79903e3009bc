"""Review by people who do not see who is withheld: they read what is shown, and judge what is there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field, replace
from pathlib import Path

from stemmata.model import Anchor, Entity
from stemmata.record.columns import EntityRow
from stemmata.show.holdings import Holdings
from stemmata.show.judging import Desk
from stemmata.show.queries.judged import Anchored
from stemmata.show.queries.sides import Counted, Shelf
from stemmata.show.reviewing import Entry, Judged, Log, Place
from stemmata.show.withheld.matcher import BLOT
from stemmata.show.withheld.veil import Veil


@dataclass(frozen=True)
class Behind(Shelf):
    """Reads out what is shown, and anchors in the record as it is."""

    there: Shelf = field(kw_only=True)
    veil: Veil = field(kw_only=True)

    def anchors(self, entity: str, meant: Set[str]) -> Iterator[Anchor]:
        """Where a judgement on the entity may point. `meant`, of what is shown, would only rank the places."""
        return self.there.anchors(self.veil.internal(entity) or entity, frozenset())


class AnchoredBehind(Anchored):
    """Finds the entity that an anchor means, by the id that goes out."""

    def __init__(self, held: Holdings, veil: Veil) -> None:
        super().__init__(held)
        self._veil = veil

    def __call__(self, anchor: Anchor) -> str | None:
        found = super().__call__(anchor)
        return None if found is None else self._veil.id(found)


def desk_of(
    folder: Path, there: Holdings, shown: Holdings, veil: Veil, counted: Mapping[str, Counted] | None = None
) -> Desk:
    """The desk of a record: `there` is what it holds, `shown` what others see of it.

    Where both are only a part of it, `counted` says how much there is, by the ids that go out.
    """
    if not veil:
        return Desk(folder, Shelf(there, counted=counted or {}), frozenset(), Anchored(there))
    shelf = Behind(shown, there=Shelf(there), veil=veil, counted=counted or {})
    return Desk(folder, shelf, hidden_in(shown), AnchoredBehind(there, veil))


def hidden_in(shown: Holdings) -> frozenset[str]:
    """The entities of which only a blot is shown."""
    return hidden_among(shown.entities.values())


def hidden_among(shown: Iterable[Entity | EntityRow]) -> frozenset[str]:
    return frozenset(entity.id for entity in shown if entity.name == BLOT)


def log_without(log: Log, veil: Veil) -> Log:
    """What people decided; of what they decided on somebody withheld only who did, when, and what."""
    return Log(tuple(_without(judged, veil) for judged in log.judged)) if veil else log


def _without(judged: Judged, veil: Veil) -> Judged:
    words = [word for place in judged.places for word in (place.words, place.report)]
    hidden = any(place.entity is not None and place.entity.name == BLOT for place in judged.places)
    if not hidden and not any(map(veil.may_tell, words)):
        return replace(judged, why=veil.careful(judged.why))
    places = tuple(Place(BLOT, veil.name(place.report), place.entity) for place in judged.places)
    entry = None if judged.entry is None else Entry(judged.entry.list, BLOT, BLOT)
    undone = None if judged.undone is None else replace(judged.undone, why=BLOT)
    return replace(judged, why=BLOT, places=places, entry=entry, undone=undone)
