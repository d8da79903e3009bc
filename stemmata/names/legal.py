"""Legal forms of companies ("AG", "OAO", "Limited"), which are no part of the name that a company is known by."""

from __future__ import annotations

from functools import cache

from stemmata.names.lexicon import Forms, legal_forms
from stemmata.names.spelling import plain

_LONGEST = 5  # words


def without_legal_form(text: str) -> str:
    """A company's name without the legal forms at its ends; the name as it is where nothing would be left."""
    words = text.split()
    while (cut := _form_at_end(words)) or (ahead := _form_ahead(words)):
        words = words[:-cut] if cut else words[ahead:]
    return " ".join(words).strip(" ,.-\"'") or text


def _form_at_end(words: list[str]) -> int:
    return next((n for n in range(min(_LONGEST, len(words) - 1), 0, -1) if _key(words[-n:]) in _forms()), 0)


def _form_ahead(words: list[str]) -> int:
    return next((n for n in range(min(_LONGEST, len(words) - 1), 0, -1) if _key(words[:n]) in _forms()), 0)


def _key(words: list[str]) -> tuple[str, ...]:
    return tuple(bare for word in words if (bare := plain(word.replace(".", "").strip(",()\"'"))))


@cache
def _forms() -> Forms:
    return legal_forms()
