"""A marked report as a reader gets it: segments tile it, and every mark stands where its words are."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from stemmata.corpus.assemble import assemble
from stemmata.corpus.marked import Line, Mark, MarkedReport
from stemmata.model import MentionKind, MentionType, Role, passages
from tests.corpus.conftest import HEAD, Marked

ROLES = st.sampled_from([Role.TITLE, Role.HEADING, Role.BODY, Role.BODY, Role.BODY, Role.LIST, Role.CAPTION])
WORDS = st.text("abcdeéßж𝔘", min_size=1, max_size=8)
BODY = """\
# The [g1 Reed League]

[p1 Vael] left [g1 it].
[p1 He] went home.

| Leaders | [p1 Tor Vael]

| Motto of the year | salt
"""


@st.composite
def lines(draw: st.DrawFn) -> tuple[Line, ...]:
    made = []
    for number, words in enumerate(draw(st.lists(st.lists(WORDS, min_size=1, max_size=6), min_size=1, max_size=8))):
        starts = [sum(len(w) + 1 for w in words[:at]) for at in range(len(words))]
        marks = [
            Mark(f"g{at}", MentionType.ARMED_GROUP, MentionKind.NAME, start, start + len(word))
            for at, (start, word) in enumerate(zip(starts, words, strict=True))
            if draw(st.booleans())
        ]
        made.append(Line(" ".join(words), draw(ROLES), number // 3, number, tuple(marks), (), None))
    return tuple(made)


@given(lines())
def test_every_mark_stands_where_its_words_are_and_segments_tile_the_text(made: tuple[Line, ...]) -> None:
    whole = assemble(MarkedReport(Path("train/x/1.txt"), {}, made))
    text = whole.report.text
    for line, start in zip(made, whole.starts, strict=True):
        assert text[start : start + len(line.text)] == line.text
        assert all(text[start + m.start : start + m.end] == line.text[m.start : m.end] for m in line.marks)
    ends = [0, *(segment.end for segment in whole.segments)]
    assert [segment.start for segment in whole.segments] == ends[:-1]
    assert ends[-1] == len(text)


def test_what_a_reader_gets(marked: Marked) -> None:
    made = assemble(marked(BODY, HEAD))
    assert [(p.role, p.label, p.text.strip()) for p in passages(made.report, made.segments)] == [
        (Role.TITLE, "", "The Reed League"),
        (Role.BODY, "", "Vael left it. He went home."),
        (Role.INFOBOX, "label", "Leaders |"),
        (Role.INFOBOX, "leaders", "Tor Vael"),
        (Role.BODY, "", "Motto of the year | salt"),
    ]
    assert made.report.known("published") == "2003-05-02"


def test_what_is_not_known_of_a_report_is_not_said(marked: Marked) -> None:
    made = assemble(marked("One.\n", HEAD.replace("2003-05-02", "unknown")))
    assert dict(made.report.metadata).keys() == {"publisher"}
