"""A record that was tampered with is found out."""

import sqlite3
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from marsh import CONTENT, FRONT, LED, REPORT, TEXT, put

from stemmata.errors import RecordError
from stemmata.model import Role, Segment
from stemmata.record.check import Problem, check

BYTES = TEXT.encode()
WHOLE = replace(
    CONTENT,
    reports=(replace(REPORT, sha256=sha256(BYTES).hexdigest()), replace(CONTENT.reports[1], text=TEXT)),
    segments={id: (Segment(0, len(TEXT), Role.BODY, 0),) for id in ("r1", "r2")},
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, data in (("news/a.txt", BYTES), ("b.zip", b"zip")):
        path = tmp_path / "reports" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    put(tmp_path, WHOLE)
    return tmp_path


def spoil(folder: Path, statement: str) -> None:
    with sqlite3.connect(folder / "record.db") as connection:
        connection.execute(statement)


def test_a_whole_record_has_no_problem(folder: Path) -> None:
    assert check(folder) == []


@pytest.mark.parametrize(
    ("statement", "where", "what"),
    [
        ("UPDATE claims SET quote = 'He leads it' WHERE seq = 1", "news/a.txt:0-", "is not what stands there"),
        ("UPDATE mentions SET start = start + 1 WHERE seq = 2", f"news/a.txt:{FRONT.start + 1}-", "Reed Front"),
        (f"UPDATE claim_parts SET end = {LED.end + 1} WHERE position = 1", "news/a.txt:", "outside its quote"),
        ("DELETE FROM entities WHERE id = 'e1'", "mentions", "not in entities"),
        ("UPDATE reports SET text = text || ' ' WHERE seq = 2", "b.zip!b/ü.txt", "SHA-256"),
        ("UPDATE segments SET start = 1 WHERE report = 'r1'", "news/a.txt:0-1", "gap"),
        ("UPDATE segments SET end = 3 WHERE report = 'r1'", "news/a.txt:3-", "no segment"),
        ("INSERT INTO search_names (rowid, words) VALUES (99, 'x')", "search_names", "build again"),
    ],
)
def test_tampering_is_found(folder: Path, statement: str, where: str, what: str) -> None:
    spoil(folder, statement)
    problems = check(folder)
    assert problems[0].where.startswith(where)
    assert what in problems[0].what


def test_files_that_went_or_changed_are_found(folder: Path) -> None:
    (folder / "reports/news/a.txt").write_bytes(BYTES + b"!")
    (folder / "reports/b.zip").unlink()
    assert check(folder) == [
        Problem("reports/news/a.txt", "not the bytes that the record was built from; build again"),
        Problem("reports/b.zip", "gone since the record was built"),
    ]


def test_a_broken_line_is_found(folder: Path) -> None:
    (folder / "judgements.jsonl").write_text('\n{"who": 3}\n')
    assert check(folder)[0].where.endswith("judgements.jsonl:2")


def test_a_damaged_file_is_found(folder: Path) -> None:
    path = folder / "record.db"
    data = bytearray(path.read_bytes())
    data[100:4096] = bytes(3996)
    path.write_bytes(data)
    with pytest.raises(RecordError, match="damaged: delete it and build again"):
        check(folder)
