"""A mirror of an encyclopedia that pastes definitions into its sentences; all of it is invented."""

# ruff: noqa: E501
from __future__ import annotations

import pytest

from stemmata.clean import clean
from stemmata.model import Report, Role, passages

# (term, definition without its cut mark): the mirror cuts each at 150 characters here.
DEFINITIONS = {
    "Velm": "The Velm (, ''Velma'') is a river in the eastern lowlands of Ardenia. It rises in the Korr hills, runs north for "
    "some two hundred kilometres past the towns of Osk and Tarn, and meets the sea at Port Sennet, where it",
    "Second Delta War": "The Second Delta War was an armed conflict between the Republic of Ardenia and several river-people "
    "militias, fought from 1988 to 1993. It began after the closing of the upper locks and drew in most neighbouring",
    "Ardenia": "Ardenia, officially the Republic of Ardenia, is a landlocked country on the inland sea. It borders Nuria to the "
    "north, Sollia to the west, and covers a land area about as large as three of its neighbours taken together",
    "river mine": "A naval mine (NM), floating mine, moored mine or drifting mine is an explosive device placed in water to damage "
    "or destroy vessels. Unlike depth charges, mines are laid and left to wait until they are set off by",
    "Lock Keepers' Front": "Lock may refer to: Common uses * Lock and key, a mechanical or electronic fastening device * Lock "
    "(water navigation), a device for raising and lowering boats between stretches of water of different levels * Lock",
    "Nurian parliament": "Nurians () are the largest people of Nuria and the neighbouring parts of Sollia. Most of them speak Nurian, "
    "a language of the lowland family, and the traditions of the hill villages differ widely from those of",
    "fall of Port Sennet": "On 14 May 1991, the harbour town of Port Sennet fell to a joint force of militias after a siege of nine "
    "weeks. The fall was the turning point of the Second Delta War and led to talks in the capital of the neighbouring",
    "1990 lowland offensives": "{{Infobox military conflict , partof = the Second Delta War , image = , caption = , date = May 1990 , "
    "place = the eastern lowlands, along the whole of the lower river , result = the siege was lifted",
}


def pasted(term: str, cut: int = 150) -> str:
    return f"{term} {DEFINITIONS[term][: cut - 4].rstrip()} ..."


PAGE = "\n".join(
    [
        "The Reed Column was a militia active along the lower",
        pasted("Velm"),
        "during the",
        pasted("Second Delta War"),
        "in eastern",
        pasted("Ardenia"),
        ", where it laid",
        pasted("river mine"),
        "s against patrol boats. It was at odds with the",
        pasted("Lock Keepers' Front"),
        "and, after the",
        pasted("1990 lowland offensives"),
        ", with members of the",
        pasted("Nurian parliament"),
        ". It was dissolved after the",
        pasted("fall of Port Sennet"),
        "by its own council.",
        "",
        "",
        "Legacy",
        "",
        "Veterans of the column still meet once a year in Osk and in Tarn.",
    ]
)
READING = (
    "The Reed Column was a militia active along the lower Velm during the Second Delta War in eastern Ardenia, where it "
    "laid river mines against patrol boats. It was at odds with the Lock Keepers' Front and, after the 1990 lowland "
    "offensives, with members of the Nurian parliament. It was dissolved after the fall of Port Sennet by its own council."
)


def report(text: str) -> Report:
    return Report("r", "r.txt", None, "0", len(text), "text/plain", "text/1", text, {})


def test_the_sentence_reads_on_without_the_definitions() -> None:
    page = report(PAGE)
    body = [passage.text.strip() for passage in passages(page, clean(page)) if passage.role is Role.BODY]
    assert body[0] == READING


def test_each_definition_is_cut_where_it_begins_and_knows_its_term() -> None:
    glosses = [segment for segment in clean(report(PAGE)) if segment.role is Role.GLOSS]
    terms = [PAGE[slice(*segment.about)] for segment in glosses if segment.about]
    assert sorted(terms) == sorted(DEFINITIONS)
    for segment, term in zip(glosses, terms, strict=True):
        assert PAGE[segment.start : segment.end].strip() == pasted(term)[len(term) :].strip()


def test_a_definition_has_a_flow_of_its_own() -> None:
    segments = clean(report(PAGE))
    glosses = {segment.flow for segment in segments if segment.role is Role.GLOSS}
    assert len(glosses) == len(DEFINITIONS)
    assert glosses.isdisjoint(segment.flow for segment in segments if segment.role is not Role.GLOSS)


def test_a_short_definition_stands_whole_among_cut_ones() -> None:
    text = PAGE.replace("in Osk and in Tarn.", "in\nOsk Osk is a town in Ardenia.\nand in Tarn.")
    glosses = [s for s in clean(report(text)) if s.role is Role.GLOSS]
    assert any(text[s.start : s.end].strip() == "Osk is a town in Ardenia." for s in glosses)


@pytest.mark.parametrize(
    "text",
    [
        "The council met for nine hours and spoke about the closing of the upper locks, about the boats, the fields "
        "and the villages, and then, as one who was there says, nobody knew what to say ...\nand so it ended.",
        "Asked whether the Reed Column would lay down its weapons, the spokesman of the column paused for a long while "
        "and looked at the river, and at the boats, and then at his hands ...",
    ],
)
def test_a_sentence_that_trails_off_is_no_definition(text: str) -> None:
    assert all(segment.role is not Role.GLOSS for segment in clean(report(text)))
