"""The pieces of a text, joined, are the text; every claim opens once."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemmata.model import Argument, Claim, Polarity, Report, Role, Segment
from stemmata.show.answers import Named
from stemmata.show.queries import text
from stemmata.show.queries.text import blocks_of, notes_of, part_with, parts_of
from stemmata.show.slices import slice_of_claims
from stemmata.show.texts import Block, Note
from stemmata.when import UNKNOWN
from tests.show.states import Opened, opened
from tests.show.world import REPORTS, entity_id

WORDS = "ab \nجé😀"
Spans = list[tuple[int, int]]


def report_of(words: str) -> Report:
    return Report("r1", "a.txt", None, "00" * 32, len(words), "text/plain", "text/1", words, {})


def noted(words: str, at: int, span: tuple[int, int]) -> tuple[Claim, Note]:
    ends = (Argument(f"one {at}"), Argument("other"))
    claim = Claim("r1", *span, words[slice(*span)], "part_of", *ends, "pattern:test", 0.9)
    return claim, Note(claim.id, "", "", Named(""), Named(""), UNKNOWN, False, (), Polarity.ASSERTED, "", 0.9, "")


@st.composite
def texts(draw: st.DrawFn) -> tuple[str, list[Segment], Spans, Spans]:
    """A text, segments that tile it (some of them empty), and spans of claims and passages: nested, overlapping."""
    words = draw(st.text(WORDS, min_size=1, max_size=60))
    places = st.integers(0, len(words))
    cuts = sorted([0, *draw(st.lists(places, max_size=6)), len(words)])
    segments = [Segment(one, other, Role.TITLE, 0) for one, other in pairwise(cuts)]
    pairs = st.tuples(places, places).map(lambda pair: (min(pair), max(pair)))
    spans = st.lists(pairs.filter(lambda pair: pair[0] < pair[1]), max_size=8)
    return words, segments, draw(spans), draw(spans)


@given(texts(), st.integers(1, 70))
def test_pieces_are_the_text(made: tuple[str, list[Segment], Spans, Spans], part: int) -> None:
    words, segments, spans, passages = made
    notes = [noted(words, at, span) for at, span in enumerate(spans)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(text, "PART", part)
        parts = parts_of(segments)
    blocks = [block for some in parts for block in blocks_of(report_of(words), some, notes, passages)]
    pieces = [piece for block in blocks for piece in block.pieces]
    assert [segment for some in parts for segment in some] == segments
    assert "".join(piece.words for piece in pieces) == words
    assert all(words[piece.start : piece.start + len(piece.words)] == piece.words != "" for piece in pieces)
    told = sorted(claim.id for claim, _ in notes)
    assert sorted(id_ for piece in pieces for id_ in piece.opens) == told
    assert sorted(note.claim for block in blocks for note in block.notes) == told
    for claim, _ in notes:
        assert "".join(p.words for p in pieces if claim.id in p.claims) == claim.quote
    for number, (start, end) in enumerate(passages, start=1):
        assert "".join(p.words for p in pieces if number in p.passages) == words[start:end]
        assert [p.start for p in pieces if number in p.begins] == [start]


@given(texts(), st.integers(1, 70))
def test_every_character_has_its_part(made: tuple[str, list[Segment], Spans, Spans], part: int) -> None:
    words, segments, _, _ = made
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(text, "PART", part)
        parts = parts_of(segments)
        for offset in range(len(words)):
            some = parts[part_with(segments, offset) - 1]
            assert some[0].start <= offset < some[-1].end
    for some in parts:
        assert len(some) == 1 or some[-1].end - some[0].start <= part


def test_a_report_without_words_has_one_part() -> None:
    assert parts_of(()) == [()] and part_with((), 0) == 1
    assert list(blocks_of(report_of(""), (), ())) == []


@pytest.fixture(scope="module")
def state(folder: Path) -> Opened:
    return opened(folder)


def block_of(state: Opened, path: str) -> Block:
    report = REPORTS[path]
    claims = {claim.id: claim for claim in state.whole.claims.values() if claim.report == report.id}
    held = state.asking(lambda connection: slice_of_claims(connection, claims))
    notes = notes_of(held, claims.values())
    (block,) = blocks_of(report, [Segment(0, len(report.text), Role.BODY, 0)], notes)
    return block


def test_a_claim_stands_in_the_margin(state: Opened) -> None:
    block = block_of(state, "post.txt")
    many, led = block.notes
    assert (many.subject.name, many.object.name, many.voices, many.polarity) == (
        "Delta Guard",
        "900",
        ("Ministry",),
        "alleged",
    )
    assert (led.subject.entity, led.object, led.event) == (
        entity_id("Tomas Vell"),
        Named("Delta Guard", entity_id("Reed Band")),
        False,
    )
    assert led.label == "is leader of"
    assert many.fact in state.whole.facts and "".join(p.words for p in block.pieces) == REPORTS["post.txt"].text


def test_a_rename_is_told_by_both_names(state: Opened) -> None:
    renamed = block_of(state, "gazette.txt").notes[0]
    assert (renamed.subject.name, renamed.object.name) == ("Reed Band", "Delta Guard")
