"""Invented texts with lines broken at a margin, and texts whose lines end where their words do."""

# ruff: noqa: E501
from __future__ import annotations

from textwrap import wrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stemmata.clean import clean
from stemmata.model import Passage, Role, passages
from tests.clean.test_clean import LINES, assert_tiles, report

PARAGRAPHS = [
    "The Reed Column, formed in 1988 by farmers of the eastern lowlands, has 400 fighters in the town of Velm. Its commander since the spring of 1990 is Nele Oru, who left the Delta Guard after the truce and took two boats with her.",
    "Officers of the Delta Guard said on Monday that the River Brigade of Sund had joined them. The Brigade - ninety men, two guns - denied it on 3 May 1991. Then nothing more was heard of it until the floods.",
    "Nobody knows who burnt the boats.",
]
ARABIC = [
    "أعلن المجلس العسكري في المدينة القديمة يوم الاثنين أن قواته انسحبت من الجسر الشمالي بعد يومين من القتال العنيف، وأن عدد المقاتلين الذين بقوا في الضفة الغربية لا يتجاوز أربعمئة مقاتل تحت قيادة العقيد سالم الوادي.",
    "ونفى متحدث باسم الجيش في العاصمة أن تكون المروحية الثانية قد سقطت في الأهوار خلال الأسبوع الماضي، وقال إن التحقيق ما زال مستمرا.",
]


def told(text: str) -> list[Passage]:
    return [p for p in passages(report(text), clean(report(text))) if p.role is not Role.FURNITURE and p.text.strip()]


def words(text: str) -> list[str]:
    return [" ".join(passage.text.split()) for passage in told(text)]


def wrapped(paragraphs: list[str], width: int, newline: str = "\n", mark: str = "") -> str:
    lines = [[mark + line for line in wrap(each, width - len(mark), break_on_hyphens=False)] for each in paragraphs]
    return f"{newline}{mark.rstrip()}{newline}".join(newline.join(each) for each in lines) + newline


@pytest.mark.parametrize("width", [60, 66, 72, 76, 80, 100])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "> ", "> > "])
@pytest.mark.parametrize("paragraphs", [PARAGRAPHS, PARAGRAPHS[:1], PARAGRAPHS[1:2], ARABIC, ARABIC[:1]])
def test_a_wrapped_paragraph_is_one(paragraphs: list[str], width: int, newline: str, mark: str) -> None:
    text = wrapped(paragraphs, width, newline, mark)
    assert words(text) == paragraphs
    assert_tiles(text, clean(report(text)))


def test_lines_between_blanks_have_one_between_them_in_a_passage() -> None:
    text = wrapped(PARAGRAPHS, 72, "\r\n")
    assert [passage.text.strip() for passage in told(text)] == PARAGRAPHS


@pytest.mark.parametrize(
    "text",
    [
        "The Column, which holds the western bank of the lower Velm, has\n400 fighters.\n",
        "The bridge over the lower Velm was held on that day by the men of\nNele Oru, who left it.\n",
        "The Column took the bridge on Monday after two days of fighting\n- its third victory in the war - and held it against the army of\nthe north.\n",
        "The army of the northern districts left the old town of Velm on\n12. The council thanked it for that and for the bread that it had\nbrought.\n",
    ],
)
def test_a_sentence_is_not_lost_at_the_end_of_a_line(text: str) -> None:
    assert words(text) == [" ".join(text.split())]


@pytest.mark.parametrize(
    "lines",
    [
        ["We came down from the hills in the grey of the morning", "And the river was high and the bridges were down", "We carried our dead on the doors of the houses"],
        ["Rebels take the northern bridge at Velm after two days", "Council calls for talks on the status of the river", "Army denies losing a second helicopter in the marshes"],
        ["12 March 2019: The Reed Column took the bridge at Velm.", "13 March 2019: The army shelled the eastern bank of it.", "14 March 2019: Talks were held in the old customs house."],
        ["Group                 Fighters   Leader        Seat", "Reed Column           400        Nele Oru      Velm", "Delta Guard           1,200      Ane Morr      Osk"],
        ["The Reed Column Takes the Northern Bridge at Velm", "The column crossed the river at dawn and took it."],
        ["Nele Oru, commander of the Reed Column in the west", "Ane Morr, commander of the Delta Guard in the south"],
        ["المجلس العسكري يعلن الانسحاب من الجسر الشمالي", "الجيش ينفي خسارة مروحية ثانية في الأهوار", "أسعار الطحين تتضاعف في المدينة المحاصرة"],
    ],
)  # fmt: skip
def test_lines_that_no_margin_broke_stay_apart(lines: list[str]) -> None:
    text = "\n".join(lines)
    found = [p.text.strip() for p in passages(report(text), clean(report(text)))]
    assert found == lines


def test_items_of_a_list_stay_apart_and_are_whole() -> None:
    items = [
        "the Reed Column, led by Nele Oru and seated at the old town of Velm on the western bank, with four hundred fighters.",
        "the Delta Guard, which has about 1,200 fighters in the city of Osk and in the villages of the lower delta.",
    ]
    text = "\n".join(line for item in items for line in wrap(item, 66, initial_indent="- ", subsequent_indent="  "))
    assert [(p.role, p.text.strip()) for p in told(text)] == [(Role.LIST, item) for item in items]


def test_quoted_mail_is_quoted_and_stands_apart_from_the_answer() -> None:
    text = f"{PARAGRAPHS[2]}\n{wrapped(PARAGRAPHS[:1], 72, mark='> ')}{PARAGRAPHS[2]}\n"
    assert [(str(p.role), " ".join(p.text.split())) for p in told(text)] == [
        ("body", PARAGRAPHS[2]), ("quotation", PARAGRAPHS[0]), ("body", PARAGRAPHS[2]),
    ]  # fmt: skip


@settings(deadline=None)
@given(st.lists(LINES, max_size=20), st.sampled_from(["\n", "\r\n", "\n   ", "\n> "]))
def test_a_passage_knows_where_its_words_stand(lines: list[str], newline: str) -> None:
    text = newline.join(lines)
    for passage in passages(report(text), clean(report(text))):
        assert len(passage.text) == sum(end - start for start, end in passage.parts)
        for at, letter in enumerate(passage.text):
            assert letter == text[passage.offset(at)] or letter.isspace()
        pieces = passage.pieces(0, len(passage.text))
        assert "".join(text[start:end] for start, end in pieces).split() == passage.text.split()
