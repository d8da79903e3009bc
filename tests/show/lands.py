"""Small records of invented groups in real towns: what the tests of the map ask their questions of."""

from __future__ import annotations

from collections.abc import Iterable

from stemmata.model import EntityName, MentionType, Polarity
from stemmata.show.holdings import Holdings
from stemmata.when import Period
from tests.show.sentences import Told, entity_id, holdings_of

TOWNS = (
    "Jaffna", "Kilinochchi", "Trincomalee", "Colombo", "Galle", "Vavuniya", "Springfield", "Nowhere-on-Sea",
    "San Juan", "Santa Rosa", "Popayán", "Toribío", "Antioquia", "Arauca", "Córdoba", "Quibdó", "Darwin", "Al Hudaydah",
)  # fmt: skip
TYPES = {
    "Sri Lanka": MentionType.STATE,
    "Colombian Army": MentionType.STATE_FORCE,
    "Yemeni Army": MentionType.STATE_FORCE,
    "Reef Band": MentionType.ARMED_GROUP,
    "Palm Front": MentionType.ARMED_GROUP,
    "Harbour Office": MentionType.ORGANIZATION,
    "Mara Oru": MentionType.PERSON,
    "forty officers": MentionType.PERSON,
    "Chocó": MentionType.PLACE,
} | dict.fromkeys(TOWNS, MentionType.PLACE)
IN_2006 = Period.span("2006-01", "2006-12")

ISLAND = (
    Told("Reef Band", "headquartered_at", "Kilinochchi", Period.span("2002", "2009-01-02")),
    Told("Reef Band", "active_in", "Trincomalee"),
    Told("Palm Front", "active_in", "Trincomalee", IN_2006),
    Told("Reef Band", "attacked", "Galle", Period.event("2006-10-18")),
    Told("Reef Band", "attacked", "Palm Front", Period.event("2006-11-02"), {"place": "Vavuniya"}),
    Told("Reef Band", "opposed_to", "Sri Lanka"),
)
VALLEY = (
    Told("Palm Front", "opposed_to", "Colombian Army"),
    Told("Palm Front", "active_in", "Popayán", IN_2006),
)


def land(*told: Told, to: Iterable[Told] = ISLAND, names: dict[str, tuple[str, ...]] | None = None) -> Holdings:
    """A record with some more statements. `names`: other names that its entities bear; persons of many are unnamed."""
    all_told = [*to, *told]
    used = {end for each in all_told for end in (each.subject, each.object)}
    held = holdings_of(all_told, {name: kind for name, kind in TYPES.items() if name in used})
    for name, others in (names or {}).items():
        entity = held.entities[entity_id(name, {})]
        more = tuple(EntityName(other, "Zyyy", "original_script") for other in others)
        object.__setattr__(entity, "names", (*entity.names, *more))
    if "forty officers" in used:
        entity = held.entities[entity_id("forty officers", {})]
        object.__setattr__(entity, "names", (EntityName("forty officers", "Latn", "description"),))
    return held


def denied(subject: str, predicate: str, object_: str) -> Told:
    return Told(subject, predicate, object_, polarity=Polarity.DENIED)
