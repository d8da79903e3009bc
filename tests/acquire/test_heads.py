"""What the heads of texts say beside a title: infoboxes saved as text, and names of publications."""

from __future__ import annotations

import pytest

from stemmata.acquire.boxes import is_row
from stemmata.acquire.lines import line_metadata
from stemmata.acquire.publications import is_publication

PROSE = "The Reed Company is an armed group of the northern lakes that was formed by ferrymen in the spring of 2011.\n"
NAMES = "Reed Company\nКамышовая рота\nKamyshovaya rota\n"
ROWS = "LeadersAda Moss\nHeadquartersOra\nOpponents Lake Guard\nSplit toHarbour Watchmen\n"


def said(text: str, key: str) -> tuple[str, str] | None:
    found = line_metadata(text).get(key)
    return None if found is None else (found.value, found.evidence)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"Open main menu\n\n{NAMES}{ROWS}\n{PROSE}", ("Reed Company", "infobox title, line 3: 'Reed Company'")),
        (f"Open main menu\n\n{PROSE}\n{NAMES}{ROWS}", ("Reed Company", "infobox title, line 5: 'Reed Company'")),
        (f"{NAMES}ActiveMay 2011\n\n{PROSE}", ("Reed Company", "infobox title, line 1: 'Reed Company'")),
        (f"Flag of the rota.svg\n{NAMES}{ROWS}\n{PROSE}", ("Reed Company", "infobox title, line 2: 'Reed Company'")),
        (f"A war on the lakes\n\n{NAMES}{ROWS}\n{PROSE}", ("A war on the lakes", "line 1: 'A war on the lakes'")),
        (f"Open main menu\n\n{ROWS}\n{PROSE}", None),
        (f"Reed Company\nLeadersAda Moss\n\n{PROSE}", None),
    ],
)
def test_an_infobox_names_its_subject_and_its_rows_are_no_titles(text: str, title: tuple[str, str] | None) -> None:
    assert said(text, "title") == title


@pytest.mark.parametrize(
    ("line", "row"),
    [
        ("Split toHarbour Watchmen", True),
        ("Battles and warsLake War", True),
        ("Size2,000 (2014)", True),
        ("ЛидерыАда Мосс", True),
        ("Leaders meet in Ora", False),
        ("Activists march", False),
        ("Fighting near alQaryah", False),
        ("Typewriters for the North", False),
        ("McAllister and the iPhone case", False),
    ],
)
def test_labels_glued_to_their_values(line: str, row: bool) -> None:
    assert is_row(line) is row


@pytest.mark.parametrize(
    ("head", "publisher"),
    [
        ("Garrison Leaves\n\nLake Monitor\nPublished: 3 May 2018\n\n", "Lake Monitor"),
        ("Garrison Leaves\nThe Ora Times\n3 May 2018\n\n", "The Ora Times"),
        ("Garrison Leaves\n\nRadio Ora\n\nBy Nele Oru\n\n", "Radio Ora"),
        ("Garrison Leaves\n\nОзёрный вестник\n\nДата публикации: 3 мая 2018\n\n", None),
        ("Garrison Leaves\n\nОзёрный Вестник\n\nДата публикации: 3 мая 2018\n\n", "Озёрный Вестник"),
        ("Lake Rights Watch\nGarrison Leaves\nPublished: 3 May 2018\n\n", "Lake Rights Watch"),
        ("Garrison Leaves\n\nBreaking News\nPublished: 3 May 2018\n\n", None),
        ("Garrison Leaves\n\nNele Oru\nPublished: 3 May 2018\n\n", None),
        ("Garrison Leaves\n\nLake Monitor\n\n", None),
        ("Garrison Leaves\n\nSpokesman told the Lake Monitor\nPublished: 3 May 2018\n\n", None),
    ],
)
def test_a_publications_name_between_headline_and_day(head: str, publisher: str | None) -> None:
    found = said(head + PROSE, "publisher")
    assert (found and found[0]) == publisher
    assert said(head + PROSE, "title") is not None


def test_its_evidence_says_how_it_is_known() -> None:
    text = f"Garrison Leaves\nLake Monitor\n3 May 2018\n\n{PROSE}"
    assert said(text, "publisher") == ("Lake Monitor", "a publication's name below the title, line 2: 'Lake Monitor'")
    assert said(text, "title") == ("Garrison Leaves", "line 1: 'Garrison Leaves'")
    assert said(text, "published") == ("2018-05-03", "line 3: '3 May 2018'")


def test_a_long_line_is_no_name() -> None:
    assert not is_publication("The Northern " + "Lake " * 20 + "Times")
