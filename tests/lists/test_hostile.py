"""Lists that are broken, or made to do harm: what can be read is read, the rest is counted and told."""

import json
import tracemalloc
from pathlib import Path

import pytest

from stemmata.errors import ListError
from stemmata.lists import Broken, Entry, open_list
from stemmata.lists.files import LONGEST

GOOD = json.dumps({"id": "NK-1", "schema": "Organization", "properties": {"name": ["Delta Guard"]}})


def read(folder: Path, data: bytes) -> tuple[list[Entry], list[Broken]]:
    path = folder / "list"
    path.write_bytes(data)
    with open_list(path) as listed:
        every = list(listed.entries)
    return [e for e in every if isinstance(e, Entry)], [b for b in every if isinstance(b, Broken)]


def after_good(line: str) -> bytes:
    return f"{GOOD}\n{line}\n{GOOD.replace('NK-1', 'NK-3')}\n".encode()


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"id": "NK-2", "schema": "Org', "no JSON"),
        ("[" * 100_000, "no JSON: nested too deeply"),
        ('{"id": ' + "9" * 5000 + "}", "no JSON"),
        ('"a text"', "no entity"),
        ('{"id": {"a": 1}, "schema": "Person", "properties": {}}', "no id"),
        ('{"id": "NK-2", "schema": 7, "properties": {}}', "no schema"),
        ('{"id": "NK-2", "schema": "Person", "properties": {"name": {"a": 1}, "alias": [7, null]}}', "no name"),
        ("x" * 10_000_000, f"a line of {LONGEST:,} characters"),
    ],
    ids=["cut off", "deep", "long number", "text", "id", "schema", "names", "10 MB"],
)
def test_a_broken_line_of_json_is_told_and_the_rest_is_read(tmp_path: Path, line: str, reason: str) -> None:
    entries, (broken,) = read(tmp_path, after_good(line))
    assert [entry.id for entry in entries] == ["NK-1", "NK-3"]
    assert broken.line == 2
    assert broken.reason.startswith(reason)


def test_bytes_that_are_not_utf8(tmp_path: Path) -> None:
    entries, broken = read(tmp_path, "id,name\n1,Delta Guard\n2,Gärde\n3,Salt League\n".encode("cp1252"))
    assert [entry.id for entry in entries] == ["1", "3"]
    assert broken == [Broken(3, "bytes that are not UTF-8")]


def test_a_broken_item_of_a_document_ends_with_its_line(tmp_path: Path) -> None:
    item = '{"id": "%s", "labels": {"en": "Delta Guard"}}'
    entries, broken = read(tmp_path, f'[\n{item % "Q1"},\n{{"id": oops}},\n{item % "Q3"}\n]'.encode())
    assert [entry.id for entry in entries] == ["Q1", "Q3"]
    assert [one.line for one in broken] == [3]
    entries, broken = read(tmp_path, f'{{"entities": {{"Q1": {item % "Q1"}, "Q2": oops}}}}'.encode())
    assert [entry.id for entry in entries] == ["Q1"]
    assert "the rest was not read" in broken[-1].reason


def test_a_document_that_is_cut_off(tmp_path: Path) -> None:
    item = '{"id": "Q1", "labels": {"en": "Delta Guard"}}'
    entries, broken = read(tmp_path, f'{{"entities": {{"Q1": {item}, "Q2": {{"id": "Q2", "lab'.encode())
    assert [entry.id for entry in entries] == ["Q1"]
    assert broken


def test_items_wherever_the_pieces_that_are_read_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A key may be whole and its colon not yet there."""
    ids = [f"Q{number}" for number in range(1, 40)]
    items = {id_: {"id": id_, "labels": {"en": f"Delta {id_}"}} for id_ in ids}
    text = json.dumps({"entities": items}, indent=1).replace(":", " :").encode()
    for size in (1, 2, 3, 7, 64):
        monkeypatch.setattr("stemmata.lists.files._CHUNK", size)
        entries, broken = read(tmp_path, text)
        assert ([entry.id for entry in entries], broken) == (ids, [])


def test_a_quote_that_is_never_closed_takes_no_more_than_a_cell(tmp_path: Path) -> None:
    rows = "".join(f"{number},Group {number}\n" for number in range(2, 20_000))
    entries, broken = read(tmp_path, f'id,name\n0,First Group\n1,"Delta\n{rows}'.encode())
    assert entries[0].id == "0" and entries[-1].id == "19999"
    assert len(broken) == 1 and "a quote that is not closed" in broken[0].reason
    assert len(entries) > 5_000


def test_rows_with_too_many_or_too_few_cells(tmp_path: Path) -> None:
    entries, broken = read(
        tmp_path, b"id,name,country\n1,Delta Guard\n2,Salt, League,Velia\n,Nameless\n\n3,Reed Band,Velia\n"
    )
    assert [entry.id for entry in entries] == ["1", "3"]
    assert [(one.line, one.reason) for one in broken] == [(3, "4 cells under 3 headings"), (4, "no id")]


def test_cells_like_formulas_stay_what_they_are(tmp_path: Path) -> None:
    (entry,), _ = read(tmp_path, b'id,name\n1,"=HYPERLINK(""http://x"")"\n')
    assert entry.names == ('=HYPERLINK("http://x")',)


def test_a_name_as_long_as_a_book_is_no_name(tmp_path: Path) -> None:
    _, (broken,) = read(tmp_path, f"id,name\n1,{'x' * 5000}\n".encode())
    assert broken.reason == "no name for 1"


@pytest.mark.parametrize(
    ("data", "cause"),
    [
        (b"", "empty"),
        (b" \n\n", "empty"),
        (b"\x00\x01\x02binary", "binary"),
        (b"no table at all", "no table"),
        (b"id,name\n", "no row"),
        (b"[]", "nothing in it"),
        (b"[1, 2]", "a list of int"),
        (b"{oops", "nothing in it"),
        (b"\x1f\x8b\x08\x00broken", "list"),
    ],
)
def test_what_is_no_list_is_an_error_with_its_file_and_cause(tmp_path: Path, data: bytes, cause: str) -> None:
    with pytest.raises(ListError, match=cause) as caught:
        read(tmp_path, data)
    assert str(tmp_path / "list") in str(caught.value)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ListError, match="no such file"), open_list(tmp_path / "none"):
        pass


def test_a_long_list_is_not_held_in_memory(tmp_path: Path) -> None:
    path = tmp_path / "list"
    item = json.dumps({"id": "Q%d", "labels": {"en": "Delta Guard " + "x" * 200}})
    with path.open("w") as file:
        file.write('{"entities": {' + ", ".join(f'"Q{i}": {item % i}' for i in range(1, 40_000)) + "}}")
    tracemalloc.start()
    with open_list(path) as listed:
        assert sum(1 for _ in listed.entries) == 39_999
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 5_000_000 < path.stat().st_size
