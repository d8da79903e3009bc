"""Lines of the form of a publication's name: short, capitalised, with a word that papers and agencies are called by."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import yaml

_LONGEST = 60
_CAPITAL = r"[^\W\d_a-z][\w.'’&-]*"
_SMALL = "of|the|and|for|de|la|le|du|des|del|der|die|das|el|al"


@cache
def _forms() -> tuple[re.Pattern[str], frozenset[str]]:
    listed = yaml.load(Path(__file__).with_name("publications.yml").read_text("utf-8"), Loader=yaml.CSafeLoader)
    word = rf"(?:{_CAPITAL}|{_SMALL})"
    last, first = _one_of(listed["last"]), _one_of(listed["first"])
    form = rf"{_CAPITAL}(?: {word}){{0,4}} (?:{last})|(?:The )?(?:{first})(?: {word}){{1,4}}"
    return re.compile(form), frozenset(name.casefold() for name in listed["not"])


def _one_of(words: Sequence[str]) -> str:
    return "|".join(re.escape(word) for word in words)


def is_publication(text: str) -> bool:
    """Whether a whole line has the form of a publication's name."""
    form, sections = _forms()
    return len(text) <= _LONGEST and text.casefold() not in sections and form.fullmatch(text) is not None
