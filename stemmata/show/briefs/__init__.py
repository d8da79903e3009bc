"""Briefs: answers -> a document with numbered notes that can be printed, filed and cited.

`brief_of` makes it; html.py and word.py write it out, cite.py says how to cite a page, rows.py gives the data of one.
Nothing here reads the record: what an answer does not say, a document of it does not say either.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from stemmata.show.answers import Sources
from stemmata.show.briefs.brief import Brief, Edition, Part
from stemmata.show.briefs.notes import Notes
from stemmata.show.briefs.telling import parts_of
from stemmata.show.briefs.titles import Heading, heading_of


def brief_of(answers: Sequence[object], sources: Sources, edition: Edition, title: str = "") -> Brief:
    """A document of some answers, a chapter each where there are several.

    `sources` says of the reports under them what they are and which count as one witness.
    """
    notes, headings = Notes(sources), [heading_of(answer) for answer in answers]
    alone = len(answers) == 1
    parts = [
        part
        for answer, heading in zip(answers, headings, strict=True)
        for part in (parts_of(notes, answer) if alone else _chapter(notes, answer, heading))
    ]
    return Brief(
        title=title or "; ".join(heading.title for heading in headings),
        kind=headings[0].kind if alone else "",
        on=_shared(headings),
        edition=edition,
        parts=tuple(parts),
        notes=notes.notes,
        works=notes.works,
    )


def _chapter(notes: Notes, answer: object, heading: Heading) -> Iterator[Part]:
    aside = ", ".join(filter(None, (heading.kind, f"as of {heading.on}" if heading.on else "")))
    yield Part(f"{heading.title} ({aside})" if aside else heading.title, 1)
    for part in parts_of(notes, answer):
        yield replace(part, level=part.level + 1)


def _shared(headings: Sequence[Heading]) -> str:
    """The one date of all answers; each chapter tells its own where they are of several."""
    dates = {heading.on for heading in headings}
    return dates.pop() if len(dates) == 1 else ""
