"""Reports with other names: marks still fit their words, and what claims quote still stands in the text."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemmata.corpus.marked import MarkedReport, Words
from stemmata.corpus.reading import read_file
from stemmata.model import MentionKind, MentionType
from stemmata.training.renamed import names_of, renamed

BODY = """\
conflict: Ostrel (invented)
style: wire
published: 2003-05-02
publisher: Ostrel Gazette

# [g1 Reed League] and [g2 Saltmarsh River Guard]

[p1 Tor Vael], "the heron", left [g1 Reed League] ([g1 RL]) with 40 men in [t1=2001 2001].
> p1 left g1 count="40" when=t1
> p1 alias "the heron"
> g1 alias "RL"
[p1 He] is now chief of staff of [g2 Saltmarsh River Guard], [s1 Ostrelian]-backed, of 300 fighters.
> p1 holds_post g2 role="chief of staff"
> g2 strength "300 fighters"
> g2 supplied_by s1 item="backed"
"""
OTHERS = """\
conflict: Kesh (invented)
style: wire
published: 2003
publisher: Kesh Post

[g1 Iron Gate], [g2 People's Front of Kesh], [g3 PFK] and [p1 Dren Anouk] met [s1 Keshi] men near [p2 Bela].
"""


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> list[MarkedReport]:
    folder: Path = tmp_path_factory.mktemp("marked")
    made = []
    for name, text in (("one.txt", BODY), ("two.txt", OTHERS)):
        (folder / name).write_text(text, "utf-8")
        made.append(read_file(folder / name))
    return made


@given(seed=st.integers(0, 10**6))
def test_laws(reports: list[MarkedReport], seed: int) -> None:
    old = reports[0]
    new = renamed(old, names_of(reports), random.Random(seed))
    given_names: dict[tuple[MentionType, str], set[str]] = {}
    for before, after in zip(old.lines, new.lines, strict=True):
        assert without_marks(before) == without_marks(after)
        for one, other in zip(before.marks, after.marks, strict=True):
            words = before.text[one.start : one.end], after.text[other.start : other.end]
            assert replace(other, start=one.start, end=one.end) == one
            if one.kind is MentionKind.NAME and one.type not in (MentionType.STATE, MentionType.TIME):
                given_names.setdefault((one.type, words[0]), set()).add(words[1])
            else:
                assert words[0] == words[1]
        for claim in after.claims:
            for value in (claim.object, *claim.qualifiers.values()):
                if isinstance(value, Words):
                    assert after.text[value.start : value.end] == value.text != ""
    assert all(len(names) == 1 for names in given_names.values())


def without_marks(line: object) -> str:
    """The text of a line, its marks left out."""
    text, position, kept = line.text, 0, []  # type: ignore[attr-defined]
    for mark in sorted(line.marks, key=lambda m: m.start):  # type: ignore[attr-defined]
        kept.append(text[position : mark.start])
        position = mark.end
    return "|".join([*kept, text[position:]])


def test_a_name_is_exchanged_for_one_that_looks_like_it(reports: list[MarkedReport]) -> None:
    names = names_of(reports)
    assert names[MentionType.ARMED_GROUP, "capitals"] == ["PFK", "RL"]
    assert names[MentionType.ARMED_GROUP, "2 True"] == ["Iron Gate", "Reed League"]
    assert (MentionType.STATE, "1 True") not in names


def test_a_value_that_is_the_name_goes_with_it(reports: list[MarkedReport]) -> None:
    names = {(MentionType.ARMED_GROUP, "capitals"): ["PFK"]}
    sentence = renamed(reports[0], names, random.Random(0)).lines[1]
    assert [c.object.text for c in sentence.claims if isinstance(c.object, Words)] == ["the heron", "PFK"]
