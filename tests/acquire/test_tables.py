"""CSV, JSON and JSON Lines: one member a row, columns found by name or named by the caller."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from stemmata.acquire import Limits, acquire
from stemmata.errors import SettingsError
from stemmata.model import Report, Unread


def read(tmp_path: Path, name: str, data: str | bytes, **options: object) -> list[Report | Unread]:
    (tmp_path / name).write_bytes(data.encode() if isinstance(data, str) else data)
    return list(acquire(tmp_path, **options))  # type: ignore[arg-type]


ARTICLE = {
    "Headline": "Truce",
    "Body": "They met.",
    "source": {"name": "The Plain"},
    "Date Published": "2019-03-12T08:00Z",
}


def known(report: Report | Unread, *keys: str) -> tuple[str | None, ...]:
    assert isinstance(report, Report), report
    return tuple(report.known(key) for key in keys)


def test_a_list_of_objects(tmp_path: Path) -> None:
    one, two = read(tmp_path, "a.json", json.dumps([ARTICLE, {"Body": "<p>They <b>left</b>.</p>"}]))
    assert known(one, "title", "publisher", "published") == ("Truce", "The Plain", "2019-03-12")
    assert isinstance(one, Report) and isinstance(two, Report)
    assert (one.member, one.text, one.metadata["title"].evidence) == ("row 1", "They met.", "column 'Headline'")
    assert (two.member, two.text, two.reader) == ("row 2", "They left.", "html/1")


def test_an_object_that_holds_a_list_and_one_that_is_an_article(tmp_path: Path) -> None:
    (one,) = read(tmp_path, "a.json", json.dumps({"total": 1, "articles": [ARTICLE]}))
    (two,) = read(tmp_path, "a.json", json.dumps(ARTICLE))
    assert isinstance(one, Report) and isinstance(two, Report) and one.id == two.id


def test_lines_of_objects_go_on_after_a_broken_one(tmp_path: Path) -> None:
    lines = ['{"text": "One."}', "", "{oops", "[1]", '{"title": "x"}', '{"text": "Six \\ud800."}', '{"text": " "}']
    results = read(tmp_path, "a.jsonl", "\n".join(lines))
    told = [(r.member, r.text if isinstance(r, Report) else r.reason[:30]) for r in results]
    assert told == [
        ("row 1", "One."),
        ("row 3", "not JSON: Expecting property n"),
        ("row 4", "list met; looked for an object"),
        ("row 5", "no text column among ['title']"),
        ("row 6", "Six \ufffd."),
        ("row 7", "a row without text"),
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_rows_of_a_csv_under_any_delimiter(tmp_path: Path, delimiter: str) -> None:
    rows = [["url", "title", "text"], ["http://x.org/1", "Truce", '"They met,\nand left; at 3|4."'], ["", "", "Two."]]
    data = "\r\n".join(delimiter.join(row) for row in rows)
    one, two = read(tmp_path, "a.csv", data)
    assert known(one, "title", "url") == ("Truce", "http://x.org/1")
    assert isinstance(one, Report) and one.text == "They met,\nand left; at 3|4."
    assert isinstance(two, Report) and (two.member, two.text) == ("row 2", "Two.")


def test_a_csv_from_a_spreadsheet_has_a_mark_and_long_cells(tmp_path: Path) -> None:
    (report,) = read(tmp_path, "a.csv", "text\n" + "long " * 60_000, columns=None)
    assert isinstance(report, Report) and report.size > 131_072
    (marked,) = read(tmp_path, "a.csv", "\ufefftext;date\nDrei.;12.03.2019\n".encode())
    assert known(marked, "published") == ("2019-03-12",)


def test_the_caller_may_name_the_columns(tmp_path: Path) -> None:
    data = '{"ruz": "12/03/2019", "ara": "Words.", "text": "not this"}'
    (report,) = read(tmp_path, "a.jsonl", data, columns={"text": "ara", "published": ["ruz"]})
    assert isinstance(report, Report) and report.text == "Words." and report.known("published") == "2019"
    with pytest.raises(SettingsError, match="unknown 'txet'"):
        read(tmp_path, "a.jsonl", data, columns={"txet": ["ara"]})


def test_an_address_that_is_none_does_no_harm(tmp_path: Path) -> None:
    row = {"url": "http://[oops", "text": '<link rel=canonical href="https://x.test/a"><p>They met.</p>'}
    (report,) = read(tmp_path, "a.json", json.dumps([row]))
    assert known(report, "url", "relays") == ("http://[oops", None)


def test_a_date_that_cannot_be_read_is_noted_not_guessed(tmp_path: Path) -> None:
    (report,) = read(tmp_path, "a.json", '[{"text": "Words.", "date": "the other day"}]')
    assert isinstance(report, Report) and report.known("published") is None
    assert report.notes == ("column 'date': 'the other day' is no published that we can read",)


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.json", "[" * 100_000, "not JSON of articles: nested too deeply"),
        ("a.json", "[1, 2]", "JSON without an object that could be an article"),
        ("a.json", "{", "not JSON: "),
        ("a.csv", "a,b\n1,2\n", "no text column among ['a', 'b']; looked for text, body,"),
        ("a.jsonl", '{"text": "' + "x" * 2000, "a line of more than 1,000 bytes; the rest is not read"),
    ],
)
def test_what_is_no_table_of_articles_says_why(tmp_path: Path, name: str, data: str, reason: str) -> None:
    limits = Limits(file_bytes=1000 if name == "a.jsonl" else 1 << 20)
    (result,) = read(tmp_path, name, data, limits=limits)
    assert isinstance(result, Unread) and result.reason.startswith(reason)


def test_the_csv_modules_own_limit_is_left_as_it_was(tmp_path: Path) -> None:
    before = csv.field_size_limit()
    (tmp_path / "a.csv").write_text("text\n" + "word " * 40_000 + "\nmore\n")
    results = acquire(tmp_path)
    first = next(results)
    assert csv.field_size_limit() == before  # between rows too: a caller may never ask for the next
    assert isinstance(first, Report) and len(first.text) >= 199_999
    assert len(list(results)) == 1 and csv.field_size_limit() == before
