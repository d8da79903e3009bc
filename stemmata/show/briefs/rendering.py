"""What every form of a document says in the same words: of a report, of a place, of a witness."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from stemmata.show.briefs.brief import Brief, Place, Statement, Work
from stemmata.show.briefs.words import quoted
from stemmata.show.wording import counted

SHOWN = 6  # reports of one witness that are named


def full_stop(text: str) -> str:
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


def support(statement: Statement) -> str:
    """How surely a statement stands, as it follows it in brackets."""
    return "; ".join(filter(None, (statement.certainty, "disputed" if statement.disputed else "")))


def words_of(place: Place) -> str:
    """The words in quotation marks; where matter is pasted into them, as they read without it."""
    if not place.read_as:
        return quoted(place.words)
    return f"{quoted(place.read_as)} (without what is pasted in between)"


def work_of(work: Work) -> str:
    """Title, publisher and date of a report; what is unknown is called so."""
    title = work.title or "Title unknown"
    author = f"{work.author}, " if work.author else ""
    return f"{author}{title}, {work.publisher or 'publisher unknown'}, {work.date}"


def where(place: Place) -> str:
    """Where exactly words stand."""
    file = f"{place.work.report}, characters {place.start}–{place.end}"
    return f"{file}, SHA-256 {place.work.sha256}; claim {place.claim}"


def first_place(place: Place) -> str:
    """The words of a note, who says them, and where they stand."""
    return f"{words_of(place)} ({place.said}). {work_of(place.work)}; {where(place)}."


def other_places(first: Place, also: Sequence[Place]) -> tuple[str, ...]:
    """The same witness in other places; the words are given again only where they differ."""
    return tuple(_echo(first, place) for place in also)


def _echo(first: Place, place: Place) -> str:
    alike = " ".join(place.words.split()) == " ".join(first.words.split())
    words = "in the same words" if alike else words_of(place)
    said = "" if place.said == first.said else f" ({place.said})"
    if place.work == first.work:
        return f"{words}{said}: the same report, characters {place.start}–{place.end}; claim {place.claim}"
    return f"{words}{said}: {work_of(place.work)}; {where(place)}"


def numbers_of(works: Iterable[Work]) -> dict[str, int]:
    """The number of each report in the list."""
    return {work.report: work.number for work in works}


def witness_of(work: Work, numbers: Mapping[str, int]) -> str:
    """Which reports count as one witness with it: by number where they are in the list, by name where not."""
    listed = sorted(numbers[report] for report in work.alike if report in numbers)
    unlisted = [report for report in work.alike if report not in numbers]
    named = unlisted[: max(SHOWN - len(listed), 0)]
    more = len(unlisted) - len(named)
    told = [*(f"no. {number}" for number in listed), *named, *([counted(more, "more report")] if more else [])]
    return f"counts as one witness with {', '.join(told)}" if told else "a witness of its own"


def supply(brief: Brief) -> str:
    """How many reports are cited, and that none but them was used."""
    return f"{counted(len(brief.works), 'report')} cited, in {counted(len(brief.notes), 'note')}"
