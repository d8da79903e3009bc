"""Quotes -> numbered notes, one a witness, and the list of the reports that they open on."""

from __future__ import annotations

from collections.abc import Iterable

from stemmata.show.answers import Quote, Source, Sources
from stemmata.show.briefs.brief import Note, Place, Work
from stemmata.show.briefs.sentences import said

Key = tuple[str, str]  # name and SHA-256 of a report: where a name is withheld, the bytes still tell two apart


class Shelf:
    """The reports as they are cited, each with the number of its first citation."""

    def __init__(self, sources: Sources) -> None:
        self._known: dict[Key, Source] = {(source.report, source.sha256): source for source in sources.reports}
        self._alike = {witness.id: witness.reports for witness in sources.lineages}
        self._works: dict[Key, Work] = {}

    @property
    def works(self) -> tuple[Work, ...]:
        return tuple(self._works.values())

    def witness(self, quote: Quote) -> str:
        """What a report counts as one with: its lineage, or itself where none is known."""
        known = self._known.get((quote.report, quote.sha256))
        return known.lineage if known is not None and known.lineage else quote.sha256

    def work(self, quote: Quote) -> Work:
        key = (quote.report, quote.sha256)
        if key not in self._works:
            self._works[key] = self._cited(key, len(self._works) + 1)
        return self._works[key]

    def _cited(self, key: Key, number: int) -> Work:
        source = self._known.get(key)
        alike = () if source is None else self._alike.get(source.lineage, ())
        return Work(
            number=number,
            report=key[0],
            sha256=key[1],
            id="" if source is None else source.id,
            title=known(source, "title"),
            publisher=known(source, "publisher"),
            author=known(source, "author"),
            date=date_of(source),
            url=known(source, "url"),
            alike=tuple(report for report in alike if report != key[0]),
        )


def known(source: Source | None, key: str) -> str:
    """What is known of a report, "" where it is unknown."""
    found = None if source is None else source.metadata.get(key)
    return "" if found is None else found.value


def date_of(source: Source | None) -> str:
    """When a report was published, as far as that is known; its bounds where it is not."""
    published = known(source, "published")
    if published:
        return published
    bounds = (f"{key.replace('_', ' ')} {known(source, key)}" for key in ("not_before", "not_after"))
    told = ", ".join(bound for bound in bounds if not bound.endswith(" "))
    return f"date unknown, {told}" if told else "date unknown"


class Notes:
    """Numbers notes in the order in which they are first referred to; the same quotes keep their note."""

    def __init__(self, sources: Sources) -> None:
        self._shelf = Shelf(sources)
        self._notes: dict[tuple[str, ...], Note] = {}

    @property
    def notes(self) -> tuple[Note, ...]:
        return tuple(self._notes.values())

    @property
    def works(self) -> tuple[Work, ...]:
        return self._shelf.works

    def numbers(self, quotes: Iterable[Quote]) -> tuple[int, ...]:
        """One number a witness: what the others of a lineage say stands in the note of the first."""
        witnesses: dict[str, list[Quote]] = {}
        for quote in quotes:
            witnesses.setdefault(self._shelf.witness(quote), []).append(quote)
        return tuple(self._number(several) for several in witnesses.values())

    def _number(self, quotes: list[Quote]) -> int:
        key = tuple(quote.claim for quote in quotes)
        if key not in self._notes:
            places = [self._place(quote) for quote in quotes]
            self._notes[key] = Note(len(self._notes) + 1, places[0], tuple(places[1:]))
        return self._notes[key].number

    def _place(self, quote: Quote) -> Place:
        work = self._shelf.work(quote)
        return Place(quote.claim, quote.quote, quote.reading, said(quote), work, quote.start, quote.end)
