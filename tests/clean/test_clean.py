"""Laws of the tiling, and plain texts in their common forms; all of them invented."""

# ruff: noqa: E501
from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from stemmata.clean import clean
from stemmata.model import Report, Role, Segment, passages

LINES = st.sampled_from(
    [
        "", "  ", "History", "HOME", "Rebel infightingEdit", "LeadersCol. Ane Morr", "Size", "  • 200 (1990)", "  • 1991:",
        "    • 300 (claim)", "Allies Lock Front", "[1]", "They met.[2] Then, in May,[3] they left.", "Part ofA[1]B[2]",
        "The column was formed in 1988 by farmers of the eastern lowlands, it says.", "{{Navbox", "== Notes ==", "- one", "a:",
        "Velm The Velm is a river that runs for two hundred kilometres through the eastern lowlands of Ardenia, to th ...",
        "References", "1. ^ A. Morr (1990). \"Title\". Retrieved 5 May 1991.", "\u2028x\x0by", "جيش الوادي", "> quoted line", "\x00",
    ]
)  # fmt: skip


def report(text: str) -> Report:
    return Report("r", "r.txt", None, "0", len(text), "text/plain", "text/1", text, {})


def assert_tiles(text: str, segments: tuple[Segment, ...]) -> None:
    assert "".join(text[segment.start : segment.end] for segment in segments) == text
    ends = [0, *(segment.end for segment in segments)]
    assert [segment.start for segment in segments] == ends[:-1]


@settings(deadline=None)
@given(st.lists(LINES, max_size=25), st.sampled_from(["\n", "\r\n", "\n\n"]))
def test_segments_tile_pages(lines: list[str], newline: str) -> None:
    text = newline.join(lines)
    assert_tiles(text, clean(report(text)))


@settings(deadline=None)
@given(st.text(max_size=300))
def test_segments_tile_any_text(text: str) -> None:
    assert_tiles(text, clean(report(text)))


@settings(deadline=None)
@given(st.lists(LINES, max_size=25))
def test_a_flow_has_one_role(lines: list[str]) -> None:
    roles: dict[int, Role] = {}
    for segment in clean(report("\n".join(lines))):
        assert roles.setdefault(segment.flow, segment.role) is segment.role


def roles(text: str) -> list[tuple[str, str]]:
    return [(str(s.role), text[s.start : s.end].strip()) for s in clean(report(text))]


NEWS = """1,200 $
APRIL 2019

Column Loses Two Boats On The Velm – Sources

Column Loses Two Boats On The Velm – Sources

Illustrative image

The Reed Column lost two boats on the Velm on Sunday, sources in the column told our paper.

“The boats were old and the men are safe, and we will be back on the river before the floods,” a spokesman said.

More on this topic:

Do you like this page? Consider helping us!"""


def test_a_news_page_with_a_banner_and_its_headline_twice() -> None:
    headline = "Column Loses Two Boats On The Velm – Sources"
    found = roles(NEWS)
    assert found[:5] == [
        ("furniture", "1,200 $"),
        ("furniture", "APRIL 2019"),
        ("title", headline),
        ("furniture", headline),
        ("caption", "Illustrative image"),
    ]
    assert [role for role, _ in found[5:]] == ["body", "body", "furniture", "furniture"]


ENCYCLOPEDIA = """Open main menu

The Reed Column is a militia of the eastern lowlands, founded in 1988,[1] and part of the Delta Pact.[note 2] It is small.

Origins as a river patrolEdit

Reed Column boats near Osk during the spring floods, 4 May 1990.

The column comprised the following groups:[3]

- Osk Boatmen
- Tarn Ferry Guard

See alsoEdit

  1. ^ a b Morr, Ane (5 August 1990). "Boats". The Osk Observer. Retrieved 6 December 1995.
  2. ^"""


def test_footnote_marks_leave_the_sentence_whole() -> None:
    page = report(ENCYCLOPEDIA)
    lead = next(p for p in passages(page, clean(page)) if p.role is Role.BODY)
    assert lead.text.strip() == (
        "The Reed Column is a militia of the eastern lowlands, founded in 1988, and part of the Delta Pact. It is small."
    )


def test_an_edit_link_is_cut_from_its_heading_and_the_heading_is_context() -> None:
    found = roles(ENCYCLOPEDIA)
    at = found.index(("heading", "Origins as a river patrol"))
    assert found[at + 1] == ("furniture", "Edit")
    assert found[at + 2][0] == "caption"
    item = next(s for s in clean(report(ENCYCLOPEDIA)) if s.role is Role.LIST)
    assert item.context == ("Origins as a river patrol",)
    assert item.about is not None
    assert ENCYCLOPEDIA[slice(*item.about)] == "The column comprised the following groups:"


def test_notes_are_references() -> None:
    assert [role for role, words in roles(ENCYCLOPEDIA) if "^" in words] == ["reference", "reference"]


def test_lines_of_a_wrapped_text_are_one_paragraph() -> None:
    one = "The Reed Column was formed in the spring of the year 1988 by farmers who had lost their fields to the floods and their boats to the patrols."
    text = "\n\n".join("\n".join(wrapped(f"{one} {one} It is told {n} times.", 62)) for n in ("two", "three", "four"))
    bodies = [p for p in passages(report(text), clean(report(text))) if p.role is Role.BODY]
    assert [p.text.strip() for p in bodies] == [f"{one} {one} It is told {n} times." for n in ("two", "three", "four")]


def wrapped(text: str, width: int) -> list[str]:
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) >= width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def test_marked_headings_nest() -> None:
    text = "# The column\n\nIt was small and stayed small.\n\n## Boats\n\nIt had nine boats in all.\n\n# Later\n\nIt went home in the end."
    contexts = [s.context for s in clean(report(text)) if s.role is Role.BODY]
    assert contexts == [("The column",), ("The column", "Boats"), ("Later",)]
