"""What lists call kinds of things and countries, in one form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from stemmata.names.lexicon import state_of
from stemmata.names.spelling import plain

_NOT_A_WORD = re.compile(r"[^\w-]+")
_LONGEST = 3  # words of a form in kinds.yml
_STRONGEST = ("person", "group", "body", "other")  # of several kinds that a list gives, the first


def data(name: str) -> Any:
    """What a YAML file beside this one holds."""
    return yaml.load(Path(__file__).with_name(f"{name}.yml").read_text("utf-8"), Loader=yaml.CSafeLoader)


@cache
def _kinds() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for kind, forms in data("kinds").items():
        for form in (each.strip() for line in forms for each in line.split(",")):
            found[form] = kind
    return MappingProxyType(found)


def kind_of(called: Iterable[str]) -> str:
    """The kind of a thing from all that a list calls it; "" where it says nothing that we know."""
    found = {_kind(text) for text in called}
    return next((kind for kind in _STRONGEST if kind in found), "")


@lru_cache(maxsize=4096)
def _kind(text: str) -> str:
    words = [word for word in _NOT_A_WORD.split(text.casefold()) if word]
    for length in range(min(_LONGEST, len(words)), 0, -1):
        for piece in (words[-length:], words[:length]):
            if (kind := _kinds().get(" ".join(piece))) is not None:
                return kind
    return ""


@cache
def _countries() -> Mapping[str, str]:
    return MappingProxyType({code.casefold(): name for name, codes in data("countries").items() for code in codes})


@lru_cache(maxsize=16384)
def place_of(text: str) -> str:
    """A country or place in one form, whatever way it is written: "sy", "Q858", "Syrian" and "Syria" are one."""
    bare = " ".join(text.split())
    country = _countries().get(bare.casefold()) or state_of(bare) or bare
    return plain(country)
