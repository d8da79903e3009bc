import csv
import io
from dataclasses import replace

import pytest

from stemmata.show.briefs.rows import COLUMNS, FlatRow, csv_of, rows_of
from stemmata.show.holdings import Holdings
from stemmata.show.queries.dossier import dossier
from stemmata.show.queries.sources import sources
from stemmata.show.queries.strength import strength


def read(made: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(made.decode("utf-8-sig"), newline="")))


def test_a_row_is_a_statement_and_a_claim(held: Holdings) -> None:
    rows = list(rows_of(strength(held, "Delta Guard"), sources(held)))
    assert [(row["object"], row["report"]) for row in rows] == [
        ("400", "mirror.txt"),
        ("400", "wire.txt"),
        ("900", "post.txt"),
    ]
    assert (rows[0]["reports"], rows[0]["lineages"]) == (2, 1)
    assert all(set(row) <= set(COLUMNS) for row in rows)
    for row in rows:
        text = next(r.text for r in held.reports.values() if r.name == row["report"])
        start, end = row["start"], row["end"]
        assert isinstance(start, int) and isinstance(end, int)
        assert text[start:end] == row["quote"]


def test_a_fact_of_a_page_stands_once(held: Holdings) -> None:
    rows = list(rows_of(dossier(held, "Delta Guard"), sources(held)))
    assert len({(row["fact"], row["claim"]) for row in rows}) == len(rows)


def test_times_stand_as_edtf_and_as_days(held: Holdings) -> None:
    rows = rows_of(dossier(held, "Delta Guard"), sources(held))
    post = next(row for row in rows if row["predicate"] == "holds_post" and row["subject"] == "Mara Oru")
    assert (post["when"], post["start_day_earliest"], post["end_day_latest"]) == ("2015-08-11/", "2015-08-11", None)
    assert post["qualifiers"] == "rank: Colonel, role: commander"


@pytest.mark.parametrize("words", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\r=1", "\x00=1", "＝1", "\u202e=1", "\n=1"])
def test_no_cell_is_a_formula(words: str) -> None:
    (row,) = read(csv_of([{"fact": "f", "quote": words, "start": -1}]))
    assert row["quote"] == f"'{words}"
    assert row["start"] == "-1"


def test_words_keep_their_commas_lines_and_scripts() -> None:
    said = 'he said, "go"\nحرس; Delta'
    (row,) = read(csv_of([{"quote": said, "disputed": True}]))
    assert (row["quote"], row["disputed"], row["fact"]) == (said, "true", "")


def test_the_mark_of_utf8_is_a_choice() -> None:
    row: FlatRow = {"quote": "\ud800"}
    assert csv_of([row]).startswith(b"\xef\xbb\xbffact,")
    assert csv_of([row], bom=False).startswith(b"fact,")
    assert b"\\ud800" in csv_of([row])


def test_a_statement_without_claims_keeps_its_row(held: Holdings) -> None:
    line = next(line for s in dossier(held, "Delta Guard").sections for line in s.lines)
    assert len(list(rows_of(replace(line, quotes=()), sources(held)))) == 1
