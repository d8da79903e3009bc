"""A text whose lines were broken at a margin says what it says in one line. The texts are invented."""

# ruff: noqa: E501
from __future__ import annotations

from collections import Counter
from textwrap import wrap

import pytest

from stemmata.clean import clean
from stemmata.extract import Reader
from stemmata.model import Extraction
from tests.extract.conftest import report_of

PARAGRAPHS = [
    "The Reed Column, formed in 1988 by farmers of the eastern lowlands, has 400 fighters in the town of Velm. It is led by Nele Oru, who left the Delta Guard in March 1990 after the truce.",
    "Officers of the Delta Guard said on Monday that the River Brigade of Sund had merged into the Guard. At least 30 soldiers of the Northern Army were killed in the fighting of 3 May 1991, when the Reed Column captured the old town of Osk.",
    "The Lock Front, allied with the Reed Column since June 1992, is commanded by Ane Morr.",
]


def extraction(reader: Reader, text: str) -> Extraction:
    report = report_of(text)
    made = reader.extract(report, clean(report))
    for claim in made.claims:
        assert claim.quote == text[claim.start : claim.end]
    return made


def told(made: Extraction) -> Counter[tuple[str, ...]]:
    """What the claims say, white space apart."""
    return Counter(
        tuple(
            " ".join(words.split())
            for words in (c.predicate, c.subject.text, c.object.text, c.when.edtf, c.polarity, c.quote)
        )
        for c in made.claims
    )


@pytest.mark.parametrize("width", [60, 72, 80])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_wrapped_text_makes_the_same_claims(reader: Reader, width: int, newline: str) -> None:
    lines = ["\n".join(wrap(paragraph, width, break_on_hyphens=False)) for paragraph in PARAGRAPHS]
    flowing = told(extraction(reader, "\n\n".join(PARAGRAPHS)))
    assert len(flowing) > 8
    assert told(extraction(reader, "\n\n".join(lines).replace("\n", newline))) == flowing


def test_each_paragraph_alone_makes_the_same_claims(reader: Reader) -> None:
    for paragraph in PARAGRAPHS:
        for width in range(58, 82, 3):
            lines = "\n".join(wrap(paragraph, width, break_on_hyphens=False))
            assert told(extraction(reader, lines)) == told(extraction(reader, paragraph)), lines


def test_a_number_that_a_margin_parts_from_its_verb_is_read(reader: Reader) -> None:
    made = extraction(reader, "The Reed Column, which holds the bank of the lower Velm, has\n400 fighters.\n")
    assert [c.object.text for c in made.claims if c.predicate == "strength"] == ["400"]


def test_quoted_mail_makes_claims_around_its_marks(reader: Reader) -> None:
    made = extraction(reader, "> The Reed Column, which holds the bank of the lower Velm, has\n> 400 fighters.\n")
    (claim,) = (c for c in made.claims if c.predicate == "strength")
    assert claim.object.text == "400"
    assert claim.reading.split() == [word for word in claim.quote.split() if word != ">"]
