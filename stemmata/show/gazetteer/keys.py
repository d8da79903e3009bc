"""A name of a place -> the key that it is looked up by: one for the spellings that nobody would take for two names."""

from __future__ import annotations

import re

from stemmata.names.parse import without_article
from stemmata.names.spelling import fold
from stemmata.record.fold import folded

# The Arabic article, also as it is spoken before a "sun letter": al-Bab, ar-Raqqa, Ash Shaddadah.
_ARTICLE = re.compile(r"[aeu]l|[ae](?P<sound>dh?|n|r|sh?|th?|z)")


def key_of(name: str) -> str:
    """The folded words of a name, joined; an Arabic article counts for nothing. "" where the name has no letters."""
    words = [fold(without_article(word)) for word in folded(name).split()]
    kept = [word for at, word in enumerate(words) if not _is_article(words, at)]
    return "".join(kept)


def _is_article(words: list[str], at: int) -> bool:
    found = _ARTICLE.fullmatch(words[at])
    return found is not None and at + 1 < len(words) and words[at + 1].startswith(found["sound"] or "")
