import pytest

from stemmata.errors import InvalidDate
from stemmata.show.holdings import Holdings
from stemmata.show.queries.dossier import dossier
from stemmata.show.queries.known import known_by


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
