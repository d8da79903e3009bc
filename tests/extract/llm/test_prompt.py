"""What is sent: made from the ontology, the same for the same report, the report's words never more than data."""

from __future__ import annotations

import json

from hypothesis import given, settings
from hypothesis import strategies as st
from told import MODEL, TEXT, body, report_of

from stemmata.extract.llm.prompt import prompt, questions
from stemmata.extract.llm.schema import answer_schema
from stemmata.extract.llm.sheet import LONGEST, sheets
from stemmata.model import Passage, Role, Segment
from stemmata.ontology import ontology


def test_every_predicate_and_qualifier_is_told_and_allowed() -> None:
    told, schema = prompt().system, json.dumps(answer_schema())
    for rule in ontology().predicates.values():
        assert f"- {rule.name}: SUBJECT {rule.label} OBJECT" in told
        assert f'"{rule.name}"' in schema
        assert all(f"\n    {name}: " in told and f'"{name}"' in schema for name in rule.qualifiers)


def test_the_schema_is_strict_throughout() -> None:
    def objects(value: object) -> list[dict[str, object]]:
        inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
        own = [value] if isinstance(value, dict) and value.get("type") == "object" else []
        return [*own, *(found for each in inner for found in objects(each))]

    found = objects(answer_schema())
    assert len(found) == 5
    assert all(each["required"] == list(each["properties"]) and each["additionalProperties"] is False for each in found)  # type: ignore[call-overload]


def test_a_question_has_a_lasting_key_of_model_prompt_and_words() -> None:
    (one,) = questions(report_of(TEXT), body(TEXT), MODEL)
    assert questions(report_of(TEXT, published=""), body(TEXT), MODEL)[0].key == one.key
    assert questions(report_of(TEXT), body(TEXT), "other")[0].key != one.key
    assert questions(report_of(f"{TEXT} More."), body(f"{TEXT} More."), MODEL)[0].key != one.key


def test_what_stands_around_a_passage_is_told_and_site_furniture_is_not_sent() -> None:
    text = "A title of four\nThe first one told.\nIt split soon after.\nBuy now and save"
    ends = [i + 1 for i, c in enumerate(text) if c == "\n"] + [len(text)]
    roles = (Role.TITLE, Role.BODY, Role.BODY, Role.FURNITURE)
    segments = tuple(
        Segment(start, end, role, flow, context=("1. Splits",) if flow == 2 else ())
        for flow, (start, end, role) in enumerate(zip([0, *ends], ends, roles, strict=False))
    )
    asked = [json.loads(question.user) for question in questions(report_of(text), segments, MODEL)]
    assert asked == [
        {"kind": "title", "passage": "A title of four"},
        {"kind": "body", "title": "A title of four", "passage": "The first one told."},
        {
            "kind": "body",
            "headings": ["1. Splits"],
            "title": "A title of four",
            "before": "The first one told.",
            "passage": "It split soon after.",
        },
    ]


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet='ab é"{}\\\n\ud800<>/', min_size=1, max_size=60))
def test_no_words_of_a_report_get_out_of_their_field(text: str) -> None:
    for question in questions(report_of(text), body(text), MODEL):
        assert set(json.loads(question.user)) <= {"kind", "passage", "before"}


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="ab .\n\t\u00a0éA", max_size=200))
def test_a_sheet_knows_where_each_character_stands(text: str) -> None:
    passage = Passage("r", Role.BODY, ((0, len(text)),), text)
    made = list(sheets(passage))
    for sheet in made:
        assert all(
            text[place] == c or (c == " " and text[place].isspace())
            for c, place in zip(sheet.text, sheet.places, strict=True)
        )
    assert " ".join(sheet.text for sheet in made).split() == text.split()


def test_a_long_passage_is_cut_at_the_end_of_a_sentence() -> None:
    text = "The Reed Front moved on and on. " * 500
    made = list(sheets(Passage("r", Role.BODY, ((0, len(text)),), text)))
    assert len(made) == 3
    assert all(len(sheet.text) <= LONGEST and sheet.text.endswith("on.") for sheet in made)
    unbroken = "x" * (2 * LONGEST + 1)
    assert [len(s.text) for s in sheets(Passage("r", Role.BODY, ((0, len(unbroken)),), unbroken))] == [
        LONGEST,
        LONGEST,
        1,
    ]
