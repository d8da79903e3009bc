"""Entities of OpenSanctions and others that follow FollowTheMoney -> entries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from stemmata.lists.entry import Broken, Entry, as_names, bounds_of
from stemmata.lists.words import kind_of

_NAMES = ("name", "alias", "previousName", "abbreviation")
_COUNTRIES = ("country", "mainCountry", "jurisdiction", "nationality", "citizenship")
_BEGUN, _ENDED = ("birthDate", "incorporationDate"), ("deathDate", "dissolutionDate")
_ABOUT = ("position", "notes", "summary")


def is_entity(item: Any) -> bool:
    return isinstance(item, Mapping) and isinstance(item.get("properties"), Mapping) and "schema" in item


def entry_of(item: Mapping[str, Any], line: int) -> Entry | Broken | None:
    """What an entity says; None for what is neither a person nor a body: a vessel, an address, a sanction."""
    id_, schema, said = item.get("id"), item.get("schema"), item["properties"]
    if not isinstance(id_, str) or not isinstance(schema, str) or not id_.strip():
        return Broken(line, "no id" if not isinstance(id_, str) or not id_.strip() else f"no schema for {id_[:80]}")
    kind = kind_of((schema,))
    if kind == "other":
        return None
    caption = item.get("caption")
    names = as_names((*_texts(said, *_NAMES), *((caption,) if isinstance(caption, str) else ())), but=id_)
    if not names:
        return Broken(line, f"no name for {id_[:80]}")
    return Entry(
        id=id_,
        names=names,
        line=line,
        weak=as_names(_texts(said, "weakAlias")),
        kind=kind,
        called=schema[:80],
        about="; ".join(_texts(said, *_ABOUT))[:400],
        begun=bounds_of(next(_texts(said, *_BEGUN), "")),
        ended=bounds_of(next(_texts(said, *_ENDED), "")),
        places=tuple(dict.fromkeys(_texts(said, *_COUNTRIES))),
    )


def _texts(said: Mapping[str, Any], *keys: str) -> Iterator[str]:
    for key in keys:
        several = said.get(key)
        yield from (text for text in (several if isinstance(several, list) else (several,)) if isinstance(text, str))
