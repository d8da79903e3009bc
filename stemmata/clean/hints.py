"""What the words of class, id, role and itemprop say of an element (hints.yml)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise

import yaml

_TOKEN = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


@cache
def hint_words() -> Mapping[str, str]:
    """Word of a class or id -> what it stands for."""
    data = yaml.load(files("stemmata.clean").joinpath("hints.yml").read_text("utf-8"), Loader=yaml.CSafeLoader)
    return {word: kind for kind, words in data.items() for word in words}


@lru_cache(maxsize=50_000)
def hint_kinds(hints: str) -> frozenset[str]:
    """What the words of class, id and role say of an element."""
    known = hint_words()
    words = [word.lower() for word in _TOKEN.findall(hints)]
    pairs = [a + b for a, b in pairwise(words)]
    return frozenset(known[word] for word in words + pairs if word in known)
