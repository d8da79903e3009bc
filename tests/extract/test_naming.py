"""Other names that a report introduces beside a name."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from stemmata.extract.naming import is_acronym
from stemmata.model import Extraction


@pytest.mark.parametrize(
    ("short", "name", "wanted"),
    [
        ("NLF", "National Liberation Front", True),
        ("FPL", "Front for the Liberation", False),
        ("MDP", "Marsh Defence Party", True),
        ("XYZ", "Marsh Defence Party", False),
        ("US", "Marsh", False),
    ],
)
def test_acronyms(short: str, name: str, wanted: bool) -> None:
    assert is_acronym(short, name) is wanted


def named(extraction: Extraction) -> set[tuple[str, str, str]]:
    return {(c.predicate, c.subject.text, c.object.text) for c in extraction.claims if c.method == "pattern:naming"}


def test_script_romanisation_and_acronym(read: Callable[..., Extraction]) -> None:
    text = "The Army of the Marsh (Arabic: جيش الهور, romanized: Jaysh al-Hawr; AM) held the bridge."
    assert named(read(text)) >= {
        ("alias", "Army of the Marsh", "جيش الهور"),
        ("alias", "Army of the Marsh", "Jaysh al-Hawr"),
    }


def test_a_former_name_and_its_spellings_are_former(read: Callable[..., Extraction]) -> None:
    text = "The Marsh Army, formerly the Reed Front (Arabic: جبهة القصب), took the bridge."
    assert named(read(text)) == {
        ("former_name", "Marsh Army", "Reed Front"),
        ("former_name", "Marsh Army", "جبهة القصب"),
    }


def test_a_bracket_that_names_nothing_is_left(read: Callable[..., Extraction]) -> None:
    assert not named(read("The Marsh Army (which has no tanks) took the bridge."))
