"""The page of an entity leads to what it does not show."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from stemmata.model import MentionType, Polarity
from stemmata.show.queries.leaf import DISPUTES
from stemmata.when import Period
from tests.show.sentences import Told, entity_id, holdings_of
from tests.show.states import written
from tests.show.web.premises import alone, site_at

ALL = re.compile(r'<a href="[^"]+/disputes">All disputes: (\d+) facts are disputed</a>')


@pytest.mark.parametrize(("disputes", "said"), [(0, []), (3, []), (9, ["18"])])
def test_more_disputes_than_a_page_shows_are_led_to(tmp_path: Path, disputes: int, said: list[str]) -> None:
    told = [Told("Oru Band", "formed", str(year), Period.event(str(year))) for year in range(1980, 2000)]
    pairs = [(2 * at, 2 * at + 1) for at in range(disputes)]
    written(tmp_path, holdings_of(told, {"Oru Band": MentionType.ARMED_GROUP}, against=pairs))
    with site_at(tmp_path) as app:
        page = alone(app).get(f"/entities/{entity_id('Oru Band', {})}").text
        assert ('id="disputes"' in page) == (disputes > 0)
        assert page.count('<article class="dispute"') == min(disputes, DISPUTES)
        assert ALL.findall(page) == said


def test_a_denial_is_flagged_wherever_it_is_read(tmp_path: Path) -> None:
    types = dict.fromkeys(("Oru Band", "Mill Post"), MentionType.ARMED_GROUP)
    held = holdings_of([Told("Oru Band", "joined", "Mill Post", polarity=Polarity.DENIED)], types)
    written(tmp_path, held)
    with site_at(tmp_path) as app:
        reader, fact = alone(app), next(iter(held.facts))
        pages = [reader.get(path).text for path in (f"/entities/{entity_id('Oru Band', {})}", f"/facts/{fact}")]
        assert all('<b class="flag">Denied:</b>' in page for page in pages)
        assert "<title>denied: Oru Band joined Mill Post" in pages[1]
        assert "denied: Oru Band joined Mill Post" in reader.get("/review").text
        assert "denied: joined" in reader.get("/tree").text


def test_the_front_lists_what_is_told_of_and_counts_in_good_english(tmp_path: Path) -> None:
    types = dict.fromkeys(("Oru Band", "Mill Post"), MentionType.ARMED_GROUP)
    written(tmp_path, holdings_of([Told("Oru Band", "formed", "1980", Period.event("1980"))], types))
    with site_at(tmp_path) as app:
        page = alone(app).get("/").text
        assert ">Oru Band</a>" in page and ">Mill Post</a>" not in page
        assert ">report</a>" in page and "1 fact<" in page and "<span>fact, of 1 claim</span>" in page
