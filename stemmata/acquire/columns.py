"""Which columns of a table of articles hold what: columns.yml, and what the caller says over it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import yaml

from stemmata.acquire.dates import edtf_of
from stemmata.acquire.decode import without_surrogates
from stemmata.acquire.language import primary_subtag
from stemmata.errors import SettingsError
from stemmata.model import METADATA_KEYS, Metadatum

_NOTHING_BUT = re.compile(r"[\s._-]+")
_KNOWN = ("text", *METADATA_KEYS)

Columns = Mapping[str, tuple[str, ...]]


@cache
def _listed() -> Columns:
    given = yaml.load(Path(__file__).with_name("columns.yml").read_text("utf-8"), Loader=yaml.CSafeLoader)
    return {key: tuple(names) for key, names in given.items()}


def column_map(given: Mapping[str, Sequence[str] | str] | None) -> Columns:
    """The columns to look into for each key. Raises SettingsError for a key that is neither "text" nor metadata."""
    chosen = dict(_listed())
    for key, names in (given or {}).items():
        if key not in _KNOWN:
            raise SettingsError(f"columns: unknown {key!r}; known are {', '.join(_KNOWN)}")
        chosen[key] = tuple(fold(name) for name in ((names,) if isinstance(names, str) else names))
    return chosen


def fold(name: str) -> str:
    """A column's name without what people write differently: "Date Published" -> "datepublished"."""
    return _NOTHING_BUT.sub("", name).casefold()


def answer(row: Mapping[str, object], key: str, columns: Columns) -> tuple[str, str] | None:
    """The name of the first column that answers for `key` in a row, and what it says; None if none does."""
    folded = {fold(name): name for name in row}
    for wanted in columns.get(key, ()):
        name = folded.get(wanted)
        if name is not None and (text := _text(row[name])):
            return name, text
    return None


def row_metadata(row: Mapping[str, object], columns: Columns) -> tuple[dict[str, Metadatum], tuple[str, ...]]:
    """What the columns of a row say, and notes on what they say that cannot be read."""
    found: dict[str, Metadatum] = {}
    notes: list[str] = []
    for key in METADATA_KEYS:
        said = answer(row, key, columns)
        if said is None:
            continue
        name, text = said
        value = _value(key, text)
        if value is None:
            notes.append(f"column {name!r}: {text[:60]!r} is no {key} that we can read")
        else:
            found[key] = Metadatum(value, f"column {name!r}")
    return found, tuple(notes)


def _value(key: str, text: str) -> str | None:
    if key in ("published", "retrieved", "not_before", "not_after"):
        return edtf_of(text)
    if key == "language":
        return primary_subtag(text)
    return text


def _text(value: object) -> str:
    """A cell as text; lists of names are joined, {"name": ...} is its name."""
    if isinstance(value, str):
        return without_surrogates(value) if value.strip() else ""
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, list):
        return "; ".join(text for part in value if (text := _text(part)))
    return _text(value.get("name")) if isinstance(value, Mapping) else ""
