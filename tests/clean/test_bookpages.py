"""Pages of an invented PDF."""

# ruff: noqa: E501
from __future__ import annotations

from stemmata.clean import clean
from stemmata.model import Report, Role, Run, passages

PAGES = [
    "Osk Institute Report 12\nThe Reed Column was formed in 1988 by farmers of the\neastern lowlands. It fought on the\n1",
    "Osk Institute Report 12\nlower Velm until the truce of 1993, and never again\nafter that.\nIts boats were burnt.\n2",
    "Osk Institute Report 12\nThe men went home to their fields in the spring.\n3",
]


def report() -> Report:
    text = "\n".join(PAGES)
    runs, at = [], 0
    for number, page in enumerate(PAGES, 1):
        runs.append(Run(at, at + len(page), "page", str(number)))
        at += len(page) + 1
    return Report("r", "r.pdf", None, "0", len(text), "application/pdf", "pdf/1", text, {}, tuple(runs))


def test_a_sentence_runs_over_the_end_of_a_page() -> None:
    found = [" ".join(p.text.split()) for p in passages(report(), clean(report())) if p.role is Role.BODY]
    assert any("It fought on the lower Velm until the truce of 1993" in words for words in found)


def test_running_heads_and_page_numbers_are_furniture() -> None:
    text = report().text
    furniture = [text[s.start : s.end].strip() for s in clean(report()) if s.role is Role.FURNITURE]
    assert sorted(furniture) == ["1", "2", "3", *["Osk Institute Report 12"] * 3]
