"""Every pattern carries its own examples: what it must read (`reads`) and what it must not (`leaves`)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from stemmata.extract.frames import Frame, all_frames
from stemmata.extract.lexicon import plain_form
from stemmata.model import Argument, Claim, Extraction
from stemmata.ontology import ontology
from tests.extract.conftest import said

YES = [(f, e) for f in all_frames() for e in f.reads]
NO = [(f, e) for f in all_frames() for e in f.leaves]


def meant(extraction: Extraction, end: Argument) -> str:
    """The words of an argument, or of the name that they point back to."""
    mentions = {m.id: m for m in extraction.mentions}
    mention = mentions.get(end.mention or "")
    while mention is not None and mention.refers in mentions:
        mention = mentions[mention.refers]
    return end.text if mention is None else mention.text


def meets(extraction: Extraction, claim: Claim, frame: Frame, wanted: list[str]) -> bool:
    ends = [plain_form(meant(extraction, claim.subject)), plain_form(meant(extraction, claim.object)), claim.when.edtf]
    found = plain_form(wanted[0]) in ends[0]
    for word in wanted[1:]:
        found = found and (plain_form(word) in ends[1] or word in ends[2])
    return claim.predicate == frame.predicate and found


@pytest.mark.parametrize(("frame", "example"), YES, ids=[f"{f.predicate}:{f.name}" for f, _ in YES])
def test_a_pattern_reads_its_examples(frame: Frame, example: str, read: Callable[..., Extraction]) -> None:
    text, wanted = example.split(" => ")
    extraction = read(text)
    claims = extraction.claims
    parts = [w.strip() for w in wanted.split(" | ")]
    assert any(meets(extraction, c, frame, parts) for c in claims if c.modality is None), [said(c) for c in claims]


@pytest.mark.parametrize(("frame", "example"), NO, ids=[f"{f.predicate}:{f.name}" for f, _ in NO])
def test_a_pattern_leaves_its_counterexamples(frame: Frame, example: str, read: Callable[..., Extraction]) -> None:
    found = [c for c in read(example).claims if c.method == f"pattern:{frame.name}" and c.modality is None]
    assert not found, [said(c) for c in found]


def test_every_pattern_speaks_of_a_known_predicate() -> None:
    assert {f.predicate for f in all_frames()} <= set(ontology().predicates)
