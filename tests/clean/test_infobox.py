"""Infoboxes flattened to text; all of them invented."""

from __future__ import annotations

from stemmata.clean import clean
from stemmata.clean.infobox import label_at, value_spans
from stemmata.model import Report, Role, Segment, passages

FACTION = """Reed Column
عمود القصب
Participant in the Second Delta War
Seal of the Reed Column.png
LeadersCol. Ane Morr (until 1990)
Ilo Tarn (spokesman)

Dates of operation1988[1] – 1993

Left in March 1991:

  • Osk Boatmen
  • Ferry Guard
Size
  • 200 (1988)
  • May 1990:
    • 350 (own claim)
    • Over 90 (police claim)
Active regions
Part ofDelta Pact[2]Osk Council (1989–90)[3]
Lowland Room
Allies Lock Front
 Nuria
Battles and war(s)Second Delta War

The Reed Column was a militia of the eastern lowlands that fought on the Velm for five years.
"""


def report(text: str) -> Report:
    return Report("r", "r.txt", None, "0", len(text), "text/plain", "text/1", text, {})


def values(text: str) -> list[tuple[str, str, tuple[str, ...]]]:
    page = report(text)
    found = passages(page, clean(page))
    return [(p.label, p.text.strip(), p.context) for p in found if p.role is Role.INFOBOX and p.label != "label"]


def test_a_flattened_infobox_of_a_faction() -> None:
    assert values(FACTION) == [
        ("name", "Reed Column", ()),
        ("native_name", "عمود القصب", ()),
        ("battles", "the Second Delta War", ()),
        ("leaders", "Col. Ane Morr (until 1990)", ()),
        ("leaders", "Ilo Tarn (spokesman)", ()),
        ("dates_active", "1988 – 1993", ()),
        ("left", "Osk Boatmen", ("Left in March 1991:",)),
        ("left", "Ferry Guard", ("Left in March 1991:",)),
        ("size", "200 (1988)", ()),
        ("size", "350 (own claim)", ("May 1990:",)),
        ("size", "Over 90 (police claim)", ("May 1990:",)),
        ("part_of", "Delta Pact", ()),
        ("part_of", "Osk Council (1989–90)", ()),
        ("part_of", "Lowland Room", ()),
        ("allies", "Lock Front", ()),
        ("allies", "Nuria", ()),
        ("battles", "Second Delta War", ()),
    ]


def test_the_text_below_an_infobox_is_body() -> None:
    last: Segment = clean(report(FACTION))[-1]
    assert last.role is Role.BODY
    assert FACTION[last.start :].startswith("The Reed Column was")


def test_an_infobox_with_tabs_in_another_language() -> None:
    rows = "Colonne des roseaux\nDirigeants\tAne Morr\nIdéologie\tAgrarisme\nSiège :\tOsk\n\n"
    text = f"{rows}Elle est née sur le fleuve, il y a longtemps, dit-on."
    assert [(label, value) for label, value, _ in values(text)] == [
        ("name", "Colonne des roseaux"),
        ("leaders", "Ane Morr"),
        ("ideology", "Agrarisme"),
        ("headquarters", "Osk"),
    ]


def test_words_that_begin_names_are_no_labels() -> None:
    assert label_at("Left Front of Nuria") is None
    assert label_at("Leadership was contested") is None
    assert label_at("Sizeable forces") is None
    assert label_at("leaders of the column") is None


def test_two_glued_values_are_two() -> None:
    words = "Delta Pact (1989)Osk CouncilFerry Guard"
    assert [words[a:b] for a, b in value_spans(words)] == ["Delta Pact (1989)", "Osk Council", "Ferry Guard"]
    assert value_spans("McArthur YouTube brigade") == [(0, 24)]
