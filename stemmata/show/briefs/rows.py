"""The data of any page as flat rows: one a statement and claim, for a spreadsheet or another program.

A spreadsheet takes a cell that begins with = + - @ (or their full-width forms), or with a control character, for a
formula or worse, and words of reports must never be run: text that begins so gets a leading apostrophe. Numbers of ours
are written as they are.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from stemmata.show.answers import Line, Quote, Source, Sources
from stemmata.show.briefs.notes import known
from stemmata.show.briefs.sentences import sentence, upright
from stemmata.show.briefs.telling import lines_of
from stemmata.show.wording import qualified
from stemmata.when import Bounds, Period

SUPPORT = re.compile(r"(?P<reports>\d+) reports?, (?P<lineages>\d+) lineages?")  # of wording.certainty
FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
BOM = "\ufeff"  # without it, some spreadsheets read UTF-8 as something else
Cell = str | int | float | bool | None
FlatRow = dict[str, Cell]


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of the reports, by name and SHA-256."""

    sources: dict[tuple[str, str], Source]

    def of(self, quote: Quote) -> Source | None:
        return self.sources.get((quote.report, quote.sha256))


def rows_of(answer: object, sources: Sources) -> Iterator[FlatRow]:
    """A row for each claim of each statement in an answer, the statement's own columns repeated; each fact once."""
    reports = _Known({(source.report, source.sha256): source for source in sources.reports})
    for line in lines_of(answer):
        stated = _statement(line)
        for quote in line.quotes:
            yield stated | _claim(quote, reports.of(quote))
        if not line.quotes:
            yield stated


def csv_of(rows: Iterable[FlatRow], bom: bool = True) -> bytes:
    """The rows as a CSV file in UTF-8, with a mark of that in front where `bom`; always with a header."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\r\n")  # as RFC 4180 has it
    writer.writerow(COLUMNS)
    writer.writerows([_cell(row.get(column)) for column in COLUMNS] for row in rows)
    return ((BOM if bom else "") + file.getvalue()).encode("utf-8", "backslashreplace")


def _cell(value: Cell) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        return str(value).lower() if isinstance(value, bool) else str(value)
    return f"'{value}" if value.startswith(FORMULA) or (value and not value[0].isprintable()) else value


def _statement(line: Line) -> FlatRow:
    told = upright(line)
    return {
        "fact": line.fact,
        "sentence": sentence(line),
        "predicate": line.predicate,
        "subject": told.about.name,
        "subject_id": told.about.entity,
        "object": told.other.name,
        "object_id": told.other.entity,
        "qualifiers": qualified(line.qualifiers),
        **_times("", line.when),
        "holds": None if line.holds is None else line.holds.value,
        "polarity": line.polarity.value,
        "confidence": line.confidence,
        "certainty": line.certainty,
        "disputed": line.disputed,
        **_support(line),
        "voices": " | ".join(dict.fromkeys(voice for quote in line.quotes for voice in quote.voices[:1])),
    }


def _support(line: Line) -> FlatRow:
    """The counts as the certainty gives them: who repeats the voice of a witness is of another lineage and yet none."""
    found = SUPPORT.match(line.certainty)
    return {} if found is None else {name: int(found[name]) for name in ("reports", "lineages")}


def _claim(quote: Quote, source: Source | None) -> FlatRow:
    return {
        "claim": quote.claim,
        "claim_voices": " | ".join(quote.voices),
        "claim_polarity": quote.polarity.value,
        "claim_modality": quote.modality,
        **_times("claim_", quote.when),
        "claim_confidence": quote.confidence,
        "method": quote.method,
        "quote": quote.quote,
        "reading": quote.reading,
        "report": quote.report,
        "title": known(source, "title"),
        "publisher": known(source, "publisher"),
        "published": known(source, "published"),
        "lineage": "" if source is None else source.lineage,
        "sha256": quote.sha256,
        "start": quote.start,
        "end": quote.end,
    }


def _times(prefix: str, when: Period) -> FlatRow:
    """A period as EDTF ("" where EDTF cannot say it), as the four bounds, and in the words of the report."""
    days = {f"{prefix}start": when.start, f"{prefix}end": when.end}
    bounds = {name: day for end, of in days.items() for name, day in _bounds(f"{end}_day", of).items()}
    return {f"{prefix}when": when.edtf, **bounds, f"{prefix}when_words": when.words}


def _bounds(name: str, bounds: Bounds) -> FlatRow:
    days = {"earliest": bounds.earliest, "latest": bounds.latest}
    return {f"{name}_{which}": None if day is None else day.isoformat() for which, day in days.items()}


COLUMNS = tuple(
    "fact sentence predicate subject subject_id object object_id qualifiers when start_day_earliest start_day_latest "
    "end_day_earliest end_day_latest when_words holds polarity confidence certainty disputed reports lineages voices "
    "claim claim_voices claim_polarity claim_modality claim_when claim_start_day_earliest claim_start_day_latest "
    "claim_end_day_earliest claim_end_day_latest claim_when_words claim_confidence method quote reading report title "
    "publisher published lineage sha256 start end".split()
)
