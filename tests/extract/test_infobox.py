"""Infobox rows: a bracket speaks of the value before it, and a name keeps its land."""

from __future__ import annotations

from stemmata.extract import Reader
from stemmata.model import Claim, Role, Segment
from tests.extract.conftest import report_of


def row(reader: Reader, label: str, value: str) -> list[Claim]:
    """The claims of one row of the infobox of the Marsh Brigade."""
    name = "Marsh Brigade\n"
    text = name + value
    segments = (
        Segment(0, len(name), Role.INFOBOX, 0, label="name"),
        Segment(len(name), len(text), Role.INFOBOX, 1, label=label),
    )
    return [c for c in reader.extract(report_of(text), segments).claims if c.method == "infobox"]


def test_a_voice_in_a_bracket_speaks_of_the_value_before_it(reader: Reader) -> None:
    claims = row(reader, "headquarters", "Aleppo (2012-2014), Damascus (per state media), formerly Homs")
    said = {c.object.text: (c.voices, c.when.edtf) for c in claims}
    assert said == {"Aleppo": ((), "2012/2014"), "Damascus": (("state media",), ""), "Homs": ((), "")}


def test_a_name_keeps_its_land(reader: Reader) -> None:
    assert [c.object.text for c in row(reader, "allies", "Reform Party in Syria")] == ["Reform Party in Syria"]
