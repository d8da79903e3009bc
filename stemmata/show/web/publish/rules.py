"""Which pages of the site are published: published.yml."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

RULES = Path(__file__).with_name("published.yml")


@dataclass(frozen=True)
class Rules:
    """What is left out, and what an address may ask for."""

    never: re.Pattern[str]
    data: tuple[str, ...]
    texts: re.Pattern[str]
    asks: frozenset[str]
    plain: Mapping[str, str]
    views: frozenset[str]
    cited: frozenset[str]
    scripts: frozenset[str]
    lists: Mapping[str, str]


@cache
def rules() -> Rules:
    told = _read()
    return Rules(
        never=_any([each for path in told["never"] for each in (path, f"{path}/*")]),
        data=tuple(told["data"]),
        texts=_any(told["texts"]),
        asks=frozenset(told["asks"]),
        plain=told["plain"],
        views=frozenset(told["views"]),
        cited=frozenset(told["cited"]),
        scripts=frozenset(told["scripts"]),
        lists=told["lists"],
    )


def examples() -> Mapping[str, list[str]]:
    """Addresses with what the rules are to say of them."""
    found: Mapping[str, list[str]] = _read()["examples"]
    return found


def _read() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(RULES.read_text("utf-8"))
    return found


def _any(paths: list[str]) -> re.Pattern[str]:
    """`*` is one part of a path where it stands within, and all that follows at the end."""
    return re.compile("|".join(_path(path) for path in paths))


def _path(path: str) -> str:
    body, ends_open = (path[:-1], True) if path.endswith("/*") else (path, False)
    parts = "[^/]+".join(re.escape(part) for part in body.split("*"))
    return rf"{parts}{'.+' if ends_open else ''}\Z"
