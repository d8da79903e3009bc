"""Wikidata's entities as its dumps and its API give them -> entries. The id is the Q-id."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from stemmata.lists.entry import OPEN, Broken, Entry, as_names, bounds_of
from stemmata.lists.rows import Q_ID
from stemmata.lists.words import kind_of
from stemmata.when import Bounds

_FIRST = ("en", "mul", "en-gb", "fr", "es", "ar", "ru")  # whose labels stand first
_CLASS = "P279"  # a subclass of something is a kind of thing, not a thing


def is_entity(item: Any) -> bool:
    return isinstance(item, Mapping) and isinstance(item.get("labels"), Mapping) and "id" in item


def entry_of(item: Mapping[str, Any], line: int) -> Entry | Broken | None:
    """What an entity says; None for a property, a class or a lexeme, which no list of actors means."""
    id_ = item.get("id")
    if not isinstance(id_, str):
        return Broken(line, "no id")
    claims = _mapping(item.get("claims"))
    kinds = list(_targets(claims, "P31"))
    if not Q_ID.match(id_) or (not kinds and claims.get(_CLASS)):
        return None
    names = as_names(_texts(item), but=id_)
    if not names:
        return Broken(line, f"no name for {id_}")
    return Entry(
        id=id_,
        names=names,
        line=line,
        kind=kind_of(kinds) or ("thing" if kinds else ""),
        about=next(_values(item.get("descriptions"), ("en",)), "")[:400],
        begun=_date(claims, "P569", "P571"),
        ended=_date(claims, "P570", "P576"),
        places=tuple(dict.fromkeys(target for key in ("P17", "P27") for target in _targets(claims, key))),
    )


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _texts(item: Mapping[str, Any]) -> Iterator[str]:
    """Labels and aliases, those of the languages that most reports are in first."""
    for languages in (_FIRST, None):
        yield from _values(item.get("labels"), languages)
        yield from _values(item.get("aliases"), languages)


def _values(texts: Any, languages: tuple[str, ...] | None) -> Iterator[str]:
    found = _mapping(texts)
    for language in languages or found:
        several = found.get(language)
        for one in several if isinstance(several, list) else (several,):
            value = one.get("value") if isinstance(one, Mapping) else one
            if isinstance(value, str):
                yield value


def _snaks(claims: Mapping[str, Any], key: str) -> Iterator[Mapping[str, Any]]:
    """The values of a property, those left out that its editors hold to be wrong."""
    several = claims.get(key)
    for statement in several if isinstance(several, list) else ():
        if isinstance(statement, Mapping) and statement.get("rank") != "deprecated":
            value = _mapping(_mapping(statement.get("mainsnak")).get("datavalue")).get("value")
            yield _mapping(value)


def _targets(claims: Mapping[str, Any], key: str) -> Iterator[str]:
    return (target for value in _snaks(claims, key) if isinstance(target := value.get("id"), str))


def _date(claims: Mapping[str, Any], *keys: str) -> Bounds:
    """The first date of the first of some properties that has one."""
    times = (value.get("time") for key in keys for value in _snaks(claims, key))
    found = (bounds_of(time.split("T")[0]) for time in times if isinstance(time, str))
    return next((bounds for bounds in found if bounds != OPEN), OPEN)
