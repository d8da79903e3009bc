from dataclasses import replace
from datetime import date

import pytest

from stemmata.errors import InvalidDate
from stemmata.model import Metadatum
from stemmata.show.holdings import Holdings
from stemmata.show.queries.dossier import dossier
from stemmata.show.queries.known import could_be_read, known_by
from tests.show.world import REPORTS


@pytest.mark.parametrize(
    ("known", "day", "read"),
    [
        ({"published": "2016-12-01"}, date(2016, 12, 1), True),
        ({"published": "2016-12-01"}, date(2016, 11, 30), False),
        ({"published": "2016"}, date(2016, 6, 1), True),  # it may have been there
        ({"not_before": "2016"}, date(2020, 1, 1), False),
        ({"not_before": "2016", "not_after": "2017"}, date(2017, 12, 31), True),
        ({"retrieved": "2016-12-02"}, date(2016, 12, 2), True),
        ({}, date(2030, 1, 1), False),
    ],
)
def test_when_a_report_could_be_read(known: dict[str, str], day: date, read: bool) -> None:
    metadata = {key: Metadatum(value, "sidecar") for key, value in known.items()}
    assert could_be_read(replace(REPORTS["wire.txt"], metadata=metadata), day) is read


def test_only_what_the_reports_of_that_time_say_is_known(held: Holdings) -> None:
    then = known_by(held, "2016-12")
    assert {report.path for report in then.reports.values()} == {"gazette.txt"}
    told = {fact.predicate for fact in then.facts.values()}
    assert "trained_by" in told and not told & {"strength", "stance"}
    assert dossier(then, "Delta Guard").lineages == 1


def test_before_the_first_report_nothing_is_known(held: Holdings) -> None:
    then = known_by(held, "2015")
    assert (then.claims, then.facts, then.entities, then.lineages) == ({}, {}, {}, ())


def test_the_day_must_be_a_date(held: Holdings) -> None:
    with pytest.raises(InvalidDate):
        known_by(held, "soon")
