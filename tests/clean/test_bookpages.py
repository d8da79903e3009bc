"""Pages of an invented PDF."""

# ruff: noqa: E501
from __future__ import annotations

from stemmata.clean import clean
from stemmata.model import Metadatum, Report, Role, Run, passages

PAGES = [
    "Osk Institute Report 12\nThe Reed Column was formed in 1988 by farmers of the\neastern lowlands. It fought on the\n1",
    "Osk Institute Report 12\nlower Velm until the truce of 1993, and never again\nafter that.\nIts boats were burnt.\n2",
    "Osk Institute Report 12\nThe men went home to their fields in the spring.\n3",
]


def report(pages: list[str] = PAGES, title: str = "") -> Report:
    text = "\n".join(pages)
    runs, at = [], 0
    for number, page in enumerate(pages, 1):
        runs.append(Run(at, at + len(page), "page", str(number)))
        at += len(page) + 1
    known = {"title": Metadatum(title, "PDF Title")} if title else {}
    return Report("r", "r.pdf", None, "0", len(text), "application/pdf", "pdf/1", text, known, tuple(runs))


def test_a_sentence_runs_over_the_end_of_a_page() -> None:
    found = [" ".join(p.text.split()) for p in passages(report(), clean(report())) if p.role is Role.BODY]
    assert any("It fought on the lower Velm until the truce of 1993" in words for words in found)


def test_running_heads_and_page_numbers_are_furniture() -> None:
    text = report().text
    furniture = [text[s.start : s.end].strip() for s in clean(report()) if s.role is Role.FURNITURE]
    assert sorted(furniture) == ["1", "2", "3", *["Osk Institute Report 12"] * 3]


FULL = "The Reed Column kept its boats on the western bank of the lower Velm for most of the"


def test_a_title_that_heads_every_page_is_a_title_once() -> None:
    pages = [f"The reed men of Velm\n{FULL}\nsummer.", f"The reed men of Velm\n{FULL}\nautumn."]
    made = report(pages, "The reed men of Velm")
    roles = [s.role for s in clean(made) if made.text[s.start : s.end].strip() == "The reed men of Velm"]
    assert roles == [Role.TITLE, Role.FURNITURE]


def test_a_stack_of_short_lines_is_no_row_of_headings() -> None:
    names = ["Ada Moss", "Tam Reed", "Ilo Sand", "Nele Oru"]
    pages = ["\n".join([FULL, "summer of that year, when the water was low.", *names, FULL, "winter, and lost none."])]
    made = report(pages)
    roles = {made.text[s.start : s.end].strip(): s.role for s in clean(made)}
    assert [roles[name] for name in names] == [Role.BODY] * 4
