"""A name in any script -> the one entity it means, or a clear refusal with the choices."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from stemmata.errors import NotFound
from stemmata.model import Entity
from stemmata.record.fold import folded
from stemmata.show.answers import Named
from stemmata.show.holdings import Holdings

SHOWN = 8


def find(held: Holdings, name: str) -> Entity:
    """The entity that a name or an id means. Raises NotFound: unknown (with the nearest names) or ambiguous."""
    return _only(held, name, meant_by(held, name))


def meant_by(held: Holdings, name: str) -> list[Entity]:
    """The entities that a name or an id may mean. Raises NotFound where there is none, with the nearest names."""
    if name in held.entities:
        return [held.entities[name]]
    for matching in (_by_main_name, _by_name, _by_words):
        found = matching(held, folded(name))
        if found:
            return found
    raise NotFound(f"no {name!r} in this record{_nearest(held, name)}")


def named(held: Holdings, entity: str) -> Named:
    """An entity with its name."""
    return Named(held.name(entity), entity)


def _by_main_name(held: Holdings, key: str) -> list[Entity]:
    return [entity for entity in held.entities.values() if folded(entity.name) == key]


def _by_name(held: Holdings, key: str) -> list[Entity]:
    found = [
        e for e in held.entities.values() if any(folded(n.text) == key for n in e.names if n.kind != "description")
    ]
    return found or [e for e in held.entities.values() if any(folded(n.text) == key for n in e.names)]


def _by_words(held: Holdings, key: str) -> list[Entity]:
    """Every word of the question stands in one name: "Saleh" finds "Omar Saleh"."""
    wanted = set(key.split())
    if not wanted:
        return []
    return [e for e in held.entities.values() if any(wanted <= set(folded(n).split()) for n in names_of(e))]


def names_of(entity: Entity) -> tuple[str, ...]:
    """Every name of an entity, the main one first."""
    return tuple(dict.fromkeys((entity.name, *(n.text for n in entity.names if n.kind != "description"))))


def _only(held: Holdings, name: str, found: list[Entity]) -> Entity:
    if len(found) == 1:
        return found[0]
    ranked = sorted(found, key=lambda e: (-len(held.facts_about.get(e.id, ())), e.name, e.id))
    more = f"; and {len(ranked) - SHOWN} more" if len(ranked) > SHOWN else ""
    choices = "; ".join(_choice(held, entity) for entity in ranked[:SHOWN])
    raise NotFound(f"{name!r} may be any of {len(found)}: {choices}{more}. Give a longer name or an id")


def _choice(held: Holdings, entity: Entity) -> str:
    facts = len(held.facts_about.get(entity.id, ()))
    return f"{entity.name} ({entity.type}, {facts} facts, id {entity.id})"


def _nearest(held: Holdings, name: str) -> str:
    by_key = {folded(text): text for entity in held.entities.values() for text in names_of(entity)}
    close = difflib.get_close_matches(folded(name), sorted(by_key), n=4, cutoff=0.5)
    near = list(dict.fromkeys((*_sharing_words(name, by_key), *close)))[:5]
    return f"; did you mean {', '.join(by_key[key] for key in near)}?" if near else ""


def _sharing_words(name: str, keys: Iterable[str]) -> list[str]:
    wanted = {word for word in folded(name).split() if len(word) > 3}
    return [key for key in sorted(keys) if wanted & set(key.split())][:2]
