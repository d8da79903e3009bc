"""Stories: reports in, the record that must come out.

A folder tests/cases/NAME is a record folder (reports/, and sources.yml, judgements.jsonl, stemmata.toml where the story
needs them) with an expected.yml; `why.md` says what the story is about. expected.yml has

    record: examples/NAME    instead of reports of its own: a record folder, from the root of the repository
    present: {WHAT: [ROW]}   rows that an export (claims, facts, entities ...) must have
    absent: {WHAT: [ROW]}    rows that it must not have
    count: {WHAT: NUMBER}    how many rows it has; also of `disputes`, `unread`, `unclaimed`, `unplaced`
    unread: [PATH]           the files that give no report

A ROW says only what matters: its keys must be in the exported row with the same value; of a mapping the keys that are
given, of a list of mappings each that is given must be found, any other list must be equal. present and absent can
also be files expected_WHAT.jsonl and unexpected_WHAT.jsonl, a row a line.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from stemmata.pipeline import build
from stemmata.record.check import check
from stemmata.settings import SETTINGS, init
from stemmata.show.api import open as open_book
from stemmata.show.exports import EXPORTS

ROOT = Path(__file__).parent.parent
CASES = ROOT / "tests/cases"
KEYS = {"record", "present", "absent", "count", "unread"}
INPUTS = ("reports", "sources.yml", "places.yml", "judgements.jsonl", "identities.jsonl", SETTINGS)


@dataclass(frozen=True)
class Expected:
    """One thing that a story expects."""

    case: str
    kind: str  # present, absent, count, unread
    what: str
    row: Any

    def __str__(self) -> str:
        return f"{self.case}-{self.kind}-{self.what}-{json.dumps(self.row, ensure_ascii=False, default=str)}"[:160]


def stories() -> list[Path]:
    """The folders of cases, without the examples, which are scored in tests/examples."""
    return sorted(path for path in CASES.glob("*") if path.is_dir() and not (ROOT / "examples" / path.name).is_dir())


def expectations() -> Iterator[Expected]:
    for folder in stories():
        given = read(folder)
        for kind in ("present", "absent"):
            for what, rows in given.get(kind, {}).items():
                yield from (Expected(folder.name, kind, what, row) for row in rows)
        yield from (Expected(folder.name, "count", what, number) for what, number in given.get("count", {}).items())
        if "unread" in given:
            yield Expected(folder.name, "unread", "paths", sorted(given["unread"]))


def read(folder: Path) -> dict[str, Any]:
    path = folder / "expected.yml"
    given = yaml.safe_load(path.read_text("utf-8")) if path.exists() else {}
    assert set(given) <= KEYS, f"{path}: unknown {sorted(set(given) - KEYS)}; known are {sorted(KEYS)}"
    for name, kind in (("expected", "present"), ("unexpected", "absent")):
        for file in sorted(folder.glob(f"{name}_*.jsonl")):
            rows = [json.loads(line) for line in file.read_text("utf-8").splitlines() if line.strip()]
            given.setdefault(kind, {}).setdefault(file.stem.removeprefix(f"{name}_"), []).extend(rows)
    return given


@dataclass(frozen=True)
class Outcome:
    rows: dict[str, list[Any]]
    problems: list[object]


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Any:
    @cache
    def outcome(case: str) -> Outcome:
        folder = tmp_path_factory.mktemp(case)
        source = ROOT / read(CASES / case).get("record", f"tests/cases/{case}")
        init(folder)
        for name in INPUTS:
            if (source / name).is_dir():
                shutil.copytree(source / name, folder / name, dirs_exist_ok=True)
            elif (source / name).exists():
                shutil.copy(source / name, folder / name)
        summary = build(folder)
        with open_book(folder) as book:
            rows: dict[str, list[Any]] = {what: list(book.export(what)) for what in EXPORTS}
        rows["disputes"] = [row for row in rows["differences"] if row["kind"] == "contradiction"]
        rows["unread"] = [
            f"{unread.path}!{unread.member}" if unread.member else unread.path for unread in summary.unread
        ]
        rows["unclaimed"], rows["unplaced"] = list(summary.unclaimed), list(summary.unplaced)
        return Outcome(rows, list(check(folder)))

    return outcome


def fits(wanted: Any, found: Any) -> bool:
    if isinstance(wanted, dict):
        return isinstance(found, dict) and all(key in found and fits(wanted[key], found[key]) for key in wanted)
    if isinstance(wanted, list) and any(isinstance(item, dict) for item in wanted):
        return isinstance(found, list) and all(any(fits(item, each) for each in found) for item in wanted)
    return bool(wanted == found)


def nearest(wanted: Any, rows: list[Any]) -> str:
    """The rows that fit the wanted one in most of its keys, to be shown where none fits in all."""
    scored = sorted(rows, key=lambda row: -sum(fits({key: wanted[key]}, row) for key in wanted))
    return "\n".join(json.dumps(row, ensure_ascii=False) for row in scored[:3])


@pytest.mark.parametrize("expected", list(expectations()), ids=str)
def test_the_record_that_must_come_out(expected: Expected, built: Any) -> None:
    rows = built(expected.case).rows["unread" if expected.kind == "unread" else expected.what]
    if expected.kind == "count":
        assert len(rows) == expected.row, rows
    elif expected.kind == "unread":
        assert sorted(rows) == expected.row
    elif expected.kind == "absent":
        assert [row for row in rows if fits(expected.row, row)] == []
    else:
        assert any(fits(expected.row, row) for row in rows), f"no such row; the nearest:\n{nearest(expected.row, rows)}"


@pytest.mark.parametrize("case", [path.name for path in stories()])
def test_every_quote_and_reference_holds(case: str, built: Any) -> None:
    assert built(case).problems == []
