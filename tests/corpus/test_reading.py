"""Marked files as they are meant, and every fault of form with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from stemmata.corpus.marked import Words
from stemmata.corpus.reading import MarkingError, read_file, read_folder
from stemmata.model import MentionKind, MentionType, Role
from tests.corpus.conftest import HEAD, Marked

WHOLE = """\
# The [g1 Reed League] parts

[t1=2003-05-01 On Thursday] [p1 Tor Vael] said [g1 its] [g2~ armed wing] \\[the old one\\] had left.
> g2 left g1 when=t1 by=p1 reported
> p1 holds_post g1 role="said"
! other
He did not stay.

## After that
- [g1 Reed League]
: [p1 Vael] in the hills
| Leaders | [p1 Tor Vael]
> p1 holds_post g1
"""


def test_a_report_is_its_head_and_its_lines(marked: Marked) -> None:
    report = marked(WHOLE)
    assert report.head["publisher"] == "Ostrel Gazette"
    assert [line.role for line in report.lines] == [
        Role.TITLE,
        Role.BODY,
        Role.BODY,
        Role.HEADING,
        Role.LIST,
        Role.CAPTION,
        Role.INFOBOX,
    ]
    assert [line.number for line in report.lines] == [6, 8, 12, 14, 15, 16, 17]
    assert len({line.paragraph for line in report.lines[1:3]}) == 1


def test_marks_stand_where_their_words_are(marked: Marked) -> None:
    line = marked(WHOLE).lines[1]
    assert line.text == "On Thursday Tor Vael said its armed wing [the old one] had left."
    assert [line.text[m.start : m.end] for m in line.marks] == ["On Thursday", "Tor Vael", "its", "armed wing"]
    assert [m.kind for m in line.marks[1:]] == [MentionKind.NAME, MentionKind.PRONOUN, MentionKind.DESCRIPTION]
    assert (line.marks[0].type, line.marks[0].value) == (MentionType.TIME, "2003-05-01")
    assert line.marks[2].id == "g1"


def test_claims_with_all_that_goes_with_them(marked: Marked) -> None:
    left, post = marked(WHOLE).lines[1].claims
    assert (left.subject, left.predicate, left.object) == ("g2", "left", "g1")
    assert (left.times, left.voices, left.polarity, left.modality) == ({"when": "t1"}, ("p1",), "reported", None)
    assert left.happened
    assert post.qualifiers == {"role": Words("said", 21, 25)}
    assert marked(WHOLE).lines[1].lure == "other"


def test_a_row_keeps_its_label(marked: Marked) -> None:
    row = marked(WHOLE).lines[-1]
    assert (row.label, row.text) == ("Leaders", "Leaders | Tor Vael")


@pytest.mark.parametrize(
    ("flags", "happened"), [("", True), ("alleged", True), ("denied", False), ("planned", False), ("possible", False)]
)
def test_what_is_denied_or_only_planned_did_not_happen(marked: Marked, flags: str, happened: bool) -> None:
    (line,) = marked(f"[g1 The Reeds] left.\n> g1 dissolved - {flags}\n").lines
    assert line.claims[0].happened is happened


def test_of_words_that_stand_twice_the_nearer_are_meant(marked: Marked) -> None:
    (line,) = marked('Ten men, said ten men of [g1 Ostrel Guard].\n> g1 strength "en men"\n').lines
    assert line.claims[0].object == Words("en men", 15, 21)


@pytest.mark.parametrize(
    ("body", "number", "fault"),
    [
        ("> g1 left g2\n", 6, "stands under its sentence"),
        ("One [g1 thing\n", 6, "a bracket that is no mark"),
        ("One ] thing\n", 6, "a bracket that is no mark"),
        ("A [x1 thing].\n", 6, "no type has the letter 'x'"),
        ("| only a label\n", 6, "`| label | value`"),
        ("[g1 A] went.\n> g1 left\n", 7, "SUBJECT predicate OBJECT"),
        ("[g1 A] went.\n> g1 left - denied reported\n", 7, "flags that do not go together"),
        ("[g1 A] went.\n> g1 left - perhaps\n", 7, "flags that do not go together"),
        ('[g1 A] went.\n> g1 alias "B"\n', 7, "does not have the words"),
        ('[g1 A] went.\n> g1 alias "went\n', 7, "without its fellow"),
    ],
)
def test_a_fault_of_form_names_its_line(marked: Marked, body: str, number: int, fault: str) -> None:
    with pytest.raises(MarkingError, match=f"01-wire.txt:{number}: .*{fault.replace('|', '[|]')}"):
        marked(body)


def test_a_head_of_another_form_is_refused(marked: Marked, tmp_path: Path) -> None:
    with pytest.raises(MarkingError, match=r"01-wire.txt:1: a line of the head"):
        marked("One.\n", head="conflict\n")
    lone = tmp_path / "lone.txt"
    lone.write_text("conflict: x", "utf-8")
    with pytest.raises(MarkingError, match="no empty line after the head"):
        read_file(lone)


def test_a_folder_is_read_in_the_order_of_its_paths(marked: Marked, tmp_path: Path) -> None:
    for place in ("train/b/01-wire.txt", "train/a/02-wire.txt", "dev/c/01-wire.txt"):
        marked("One.\n", HEAD, place)
    assert [r.path.parent.name for r in read_folder(tmp_path)] == ["c", "a", "b"]
    with pytest.raises(MarkingError, match="no such folder"):
        read_folder(tmp_path / "absent")
