"""NAME.meta.yml: what a person knows of a report. It wins over whatever the file says of itself."""

from __future__ import annotations

from datetime import date, datetime

import yaml

from stemmata.acquire.dates import plain_digits
from stemmata.acquire.language import primary_subtag
from stemmata.acquire.payload import Found
from stemmata.errors import InvalidDate, SettingsError
from stemmata.model import METADATA_KEYS, Metadatum
from stemmata.when import edtf_bounds

_DEEPEST = 2
_LARGEST = 10**18  # Python writes no number of more than 4,300 digits
_SHOWN = 200  # characters of what was met, in a message
_DATES = ("published", "retrieved", "not_before", "not_after")


def sidecar_metadata(data: bytes, name: str) -> Found:
    """The metadata in the bytes of a sidecar. Raises SettingsError for anything that is not a known key and value."""
    try:
        given = _mapping(data.decode("utf-8-sig"))
    except (yaml.YAMLError, ValueError) as error:
        raise SettingsError(f"sidecar {name}: not YAML: {_short(' '.join(str(error).split()))}") from error
    if given is None:
        return {}
    if not isinstance(given, dict):
        raise SettingsError(f"sidecar {name}: {type(given).__name__} met; looked for 'key: value' lines")
    unknown = sorted(_short(str(key)) for key in given if key not in METADATA_KEYS)
    if unknown:
        raise SettingsError(f"sidecar {name}: unknown {', '.join(unknown)}; known are {', '.join(METADATA_KEYS)}")
    return {key: Metadatum(_value(key, given[key], name), "sidecar") for key in METADATA_KEYS if key in given}


def _mapping(text: str) -> object:
    """What a YAML text holds. Only flat lines are looked for: deep nesting, or aliases of aliases, would stop us."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST or isinstance(event, yaml.AliasEvent):
            line = "" if event.start_mark is None else f" in line {event.start_mark.line + 1}"
            raise ValueError(f"lists within lists or aliases{line}")
    return yaml.load(text, Loader=yaml.CSafeLoader)


def _short(words: str) -> str:
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"


def _met(value: object) -> str:
    return "a number too long" if isinstance(value, int) and abs(value) >= _LARGEST else _short(repr(value))


def _value(key: str, value: object, name: str) -> str:
    text = _text(value)
    if not text:
        raise SettingsError(f"sidecar {name}: {key}: {_met(value)} met; looked for a text")
    if key in _DATES:
        text = plain_digits(text)
        _check_date(key, text, name)
    if key == "language" and primary_subtag(text) is None:
        raise SettingsError(f"sidecar {name}: language: {text!r} met; looked for a code such as 'en' or 'ar'")
    return text


def _text(value: object) -> str:
    """YAML reads 2019-03-12 as a date and 2019 as a number; people mean the text."""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value) if abs(value) < _LARGEST else ""
    return value.strip() if isinstance(value, str) else ""


def _check_date(key: str, text: str, name: str) -> None:
    try:
        edtf_bounds(text)
    except InvalidDate as error:
        why = _short(str(error))
        raise SettingsError(
            f"sidecar {name}: {key}: {_short(text)!r} is no EDTF date such as 2019-03 ({why})"
        ) from error
