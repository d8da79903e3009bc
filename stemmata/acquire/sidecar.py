"""NAME.meta.yml: what a person knows of a report. It wins over whatever the file says of itself."""

from __future__ import annotations

from datetime import date, datetime

import yaml

from stemmata.acquire.language import primary_subtag
from stemmata.acquire.payload import Found
from stemmata.errors import InvalidDate, SettingsError
from stemmata.model import METADATA_KEYS, Metadatum
from stemmata.when import edtf_bounds

_DATES = ("published", "retrieved", "not_before", "not_after")


def sidecar_metadata(data: bytes, name: str) -> Found:
    """The metadata in the bytes of a sidecar. Raises SettingsError for anything that is not a known key and value."""
    try:
        given = yaml.load(data.decode("utf-8-sig"), Loader=yaml.CSafeLoader)
    except (yaml.YAMLError, UnicodeDecodeError, ValueError) as error:
        raise SettingsError(f"sidecar {name}: not YAML: {' '.join(str(error).split())}") from error
    if given is None:
        return {}
    if not isinstance(given, dict):
        raise SettingsError(f"sidecar {name}: {type(given).__name__} met; looked for 'key: value' lines")
    unknown = sorted(str(key) for key in given if key not in METADATA_KEYS)
    if unknown:
        raise SettingsError(f"sidecar {name}: unknown {', '.join(unknown)}; known are {', '.join(METADATA_KEYS)}")
    return {key: Metadatum(_value(key, given[key], name), "sidecar") for key in METADATA_KEYS if key in given}


def _value(key: str, value: object, name: str) -> str:
    text = _text(value)
    if not text:
        raise SettingsError(f"sidecar {name}: {key}: {value!r} met; looked for a text")
    if key in _DATES:
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
    if isinstance(value, str) or (isinstance(value, int) and not isinstance(value, bool)):
        return str(value).strip()
    return ""


def _check_date(key: str, text: str, name: str) -> None:
    try:
        edtf_bounds(text)
    except InvalidDate as error:
        raise SettingsError(f"sidecar {name}: {key}: {text!r} is no EDTF date such as 2019-03 ({error})") from error
