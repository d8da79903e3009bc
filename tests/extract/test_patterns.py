"""Every pattern carries its own examples: what it must read (`yes`) and what it must not (`no`)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from stemmata.extract.frames import Frame, all_frames
from stemmata.extract.lexicon import plain_form
from stemmata.model import Claim, Extraction
from stemmata.ontology import ontology
from tests.extract.conftest import said

YES = [(f, e) for f in all_frames() for e in f.yes]
NO = [(f, e) for f in all_frames() for e in f.no]


def meets(claim: Claim, frame: Frame, wanted: list[str]) -> bool:
    ends = [plain_form(claim.subject.text), plain_form(claim.object.text), claim.when.edtf]
    found = plain_form(wanted[0]) in ends[0]
    for word in wanted[1:]:
        found = found and (plain_form(word) in ends[1] or ends[2].startswith(word) or ends[1].startswith(word))
    return claim.predicate == frame.predicate and found


@pytest.mark.parametrize(("frame", "example"), YES, ids=[f"{f.predicate}:{f.name}" for f, _ in YES])
def test_a_pattern_reads_its_examples(frame: Frame, example: str, read: Callable[..., Extraction]) -> None:
    text, wanted = example.split(" => ")
    claims = read(text).claims
    parts = [w.strip() for w in wanted.split(" | ")]
    assert any(meets(c, frame, parts) for c in claims if c.modality is None), [said(c) for c in claims]


@pytest.mark.parametrize(("frame", "example"), NO, ids=[f"{f.predicate}:{f.name}" for f, _ in NO])
def test_a_pattern_leaves_its_counterexamples(frame: Frame, example: str, read: Callable[..., Extraction]) -> None:
    found = [c for c in read(example).claims if c.method == f"pattern:{frame.name}" and c.modality is None]
    assert not found, [said(c) for c in found]


def test_every_pattern_speaks_of_a_known_predicate() -> None:
    assert {f.predicate for f in all_frames()} <= set(ontology().predicates)
