"""The page of an entity leads to what it does not show."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from stemmata.model import MentionType
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
