"""Search by what is shown alone: whoever looks for a withheld name must not learn that it is there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from stemmata.record.fold import folded
from stemmata.record.read import Record
from stemmata.record.search import AROUND, Found, phrases_of
from stemmata.show.withheld.hiding import Hiding
from stemmata.show.withheld.letters import placed
from stemmata.show.withheld.matcher import BLOT


class Finding:
    """Finds words in a record as others see it."""

    def __init__(self, hiding: Hiding, record: Record) -> None:
        self._hiding, self._record = hiding, record

    def search(self, query: str, what: str, limit: int) -> tuple[Found, ...]:
        """The best places by shown words. Where hidden words led to places before them, further ones are looked for."""
        phrases, asked = phrases_of(query), limit
        while True:
            found = self._record.search(query, what, asked)
            shown = [place for one in found if (place := self._shown(one, phrases)) is not None]
            if len(shown) >= limit or len(found) < asked:
                return tuple(shown[:limit])
            asked *= 4

    def _shown(self, found: Found, phrases: Sequence[str]) -> Found | None:
        """A place as others see it; None where not all the words are left in what they see."""
        place = {"names": self._name, "claims": self._claim, "reports": self._report}[found.what](found, phrases)
        return None if place is None or not _has(place.quote, phrases, found.what) else place

    def _name(self, found: Found, phrases: Sequence[str]) -> Found:
        hidden = found.id in self._hiding.reach.hidden
        quote = BLOT if hidden else self._hiding.words(found.quote)
        return replace(found, id=self._hiding.ids(found.id), quote=quote, end=len(quote))

    def _claim(self, found: Found, phrases: Sequence[str]) -> Found:
        blots, ids = self._hiding.blots(found.report), self._hiding.ids
        start, end = blots.span(found.start, found.end)
        quote = blots.piece(found.quote, found.start)
        return Found(found.what, ids(found.id), ids(found.report), start, end, quote)

    def _report(self, found: Found, phrases: Sequence[str]) -> Found | None:
        if not self._hiding.blots(found.id):
            return replace(found, id=self._hiding.ids(found.id), report=self._hiding.ids(found.report))
        shown = self._hiding.report(self._record.report(found.id))
        if not _has(shown.text, phrases):
            return None
        start, end = _first(shown.text, phrases[0])
        start, end = max(0, start - AROUND), min(len(shown.text), end + AROUND)
        return Found(found.what, shown.id, shown.id, start, end, shown.text[start:end])


def _has(words: str, phrases: Sequence[str], what: str = "") -> bool:
    """Whether all the words that were looked for are left. Of a report only a piece is shown, which tells nothing."""
    there = f" {folded(words)} "
    return what == "reports" or all(f" {phrase} " in there for phrase in phrases)


def _first(text: str, phrase: str) -> tuple[int, int]:
    letters, places = placed(text, joined=True, disguises=False)
    hit = re.search(r"(?<!\w)" + r"\W+".join(map(re.escape, phrase.split())) + r"(?!\w)", letters)
    return (0, 0) if hit is None else (places[hit.start()][0], places[hit.end() - 1][1])
