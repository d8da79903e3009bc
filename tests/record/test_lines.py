"""Files that people and builds only ever add to."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemmata.errors import RecordError
from stemmata.model import Anchor, Identity, Judgement
from stemmata.record.codec import from_json, to_json
from stemmata.record.lines import append_judgement, read_identities, read_judgements, write_identities

NOTE = Judgement("nele", "2024-01-02T10:00:00Z", "note", "a doubt", (Anchor("a.txt", "Oru", "|"),))
words = st.text(st.characters(exclude_categories=("Cs",)))
anchors = st.builds(Anchor, words, words, words, st.none() | words, st.lists(words).map(tuple))
judgements = st.builds(
    Judgement, words, words, words, words, st.lists(anchors).map(tuple), st.dictionaries(words, words)
)


@given(judgements)
def test_a_judgement_is_one_line_and_comes_back(judgement: Judgement) -> None:
    line = to_json(judgement)
    assert "\n" not in line
    assert from_json(Judgement, line) == judgement


def test_judgements_are_added(tmp_path: Path) -> None:
    assert read_judgements(tmp_path) == ()
    append_judgement(tmp_path, NOTE)
    before = (tmp_path / "judgements.jsonl").read_bytes()
    append_judgement(tmp_path, NOTE)
    assert (tmp_path / "judgements.jsonl").read_bytes() == before * 2
    assert read_judgements(tmp_path) == (NOTE, NOTE)


def test_a_last_line_without_an_end_is_not_run_on(tmp_path: Path) -> None:
    (tmp_path / "judgements.jsonl").write_text(f"\n{to_json(NOTE)}")
    append_judgement(tmp_path, NOTE)
    assert read_judgements(tmp_path) == (NOTE, NOTE)


def line(**changes: object) -> str:
    return json.dumps({**json.loads(to_json(NOTE)), **changes})


ADD = {"report": "a.txt", "quote": "Oru leads it", "predicate": "holds_post", "arguments": ["Oru"]}


@pytest.mark.parametrize(
    ("broken", "message"),
    [
        ("<<<<<<< ours", "not JSON"),
        ("[]", "not a Judgement"),
        (line(who=3), "3 is not str"),
        (line(whom="x"), "unknown 'whom'; known: who, when, what"),
        (line(what="agree"), "what is 'agree'; known are same, different"),
        (line(anchors=[]), "no anchors"),
        (line(what="metadata", value={"titel": "x"}), "unknown metadata titel"),
        (line(what="metadata", value={"published": "May 2012"}), "May 2012"),
        (line(what="add", anchors=[ADD]), "says no object"),
        (line(what="add", anchors=[ADD], value={"object": "it", "voices": "x"}), "unknown voices"),
        (line(what="correct", value={"predicate": "leads"}), "predicate is 'leads'; known are"),
        (line(what="correct", value={"at": "soon"}), "soon"),
    ],
)
def test_a_broken_line_is_named(tmp_path: Path, broken: str, message: str) -> None:
    (tmp_path / "judgements.jsonl").write_text(f"{to_json(NOTE)}\n\n{broken}\n")
    with pytest.raises(RecordError, match=r"judgements\.jsonl:3: ") as met:
        read_judgements(tmp_path)
    assert message in str(met.value)
    assert "\n" not in str(met.value)


def test_a_judgement_that_cannot_be_is_not_written(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="no anchors"):
        append_judgement(tmp_path, Judgement("nele", "2024", "note", "", ()))
    assert list(tmp_path.iterdir()) == []


FIRST, SECOND = Identity("1", Anchor("a.txt", "Oru")), Identity("2", Anchor("a.txt", "Nele"))


def test_identities_are_added_and_never_changed(tmp_path: Path) -> None:
    write_identities(tmp_path, (FIRST,))
    before = (tmp_path / "identities.jsonl").read_bytes()
    write_identities(tmp_path, (FIRST,))
    assert (tmp_path / "identities.jsonl").read_bytes() == before
    write_identities(tmp_path, (FIRST, SECOND))
    assert (tmp_path / "identities.jsonl").read_bytes().startswith(before)
    assert read_identities(tmp_path) == (FIRST, SECOND)
    with pytest.raises(RecordError, match="cannot change or go"):
        write_identities(tmp_path, (SECOND,))
    assert [path.name for path in tmp_path.iterdir()] == ["identities.jsonl"]
