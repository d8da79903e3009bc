from itertools import pairwise

import pytest

from stemmata.model import MentionType
from stemmata.show.ancestry import Life
from stemmata.show.printed import page_of
from stemmata.show.printed.lineage import lifetime, tied
from stemmata.show.queries.lineage import lineage
from stemmata.when import Period
from tests.show.kin import SAME, TOLD, TYPES
from tests.show.sentences import Told, holdings_of


@pytest.fixture(scope="module")
def page() -> str:
    return page_of(lineage(holdings_of(TOLD, TYPES, SAME, [(8, 11)]), coalitions=True)).plain()


def test_what_became_of_a_group_hangs_below_it_with_date_support_and_words(page: str) -> None:
    lines = page.splitlines()
    at = next(n for n, line in enumerate(lines) if "split off: Vell Wing" in line)
    assert lines[at].strip().startswith("└─ 2014-05: split off: Vell Wing (1 report, 1 lineage) [")
    below = lines[at + 1]
    assert "Vell Wing  armed group; begun 2014-05" in below
    assert len(below) - len(below.lstrip()) > len(lines[at]) - len(lines[at].lstrip())


def test_a_group_is_told_once_and_named_again_where_it_has_another_origin() -> None:
    other = Told("Mill Company", "merged_into", "Oru Front", Period.event("2016"))
    page = page_of(lineage(holdings_of([*TOLD, other], TYPES, SAME))).plain()
    assert page.count("Oru Front  armed group;") == 1
    assert page.count("Oru Front (above)") == 1


def test_a_very_long_chain_of_splits_is_printed() -> None:
    names = [f"Group {number}" for number in range(600)]
    told = [Told(one, "split_from", other, Period.event("2014")) for other, one in pairwise(names)]
    held = holdings_of(told, dict.fromkeys(names, MentionType.ARMED_GROUP))
    page = page_of(lineage(held)).plain()
    assert all(f"{name}  armed group" in page for name in names)


def test_disputes_denials_and_former_names_are_said(page: str) -> None:
    assert "called Oru Band (former) -- until 2013-02" in page
    assert "it is denied that it merged into Oru Front" in page
    assert page.count("disputed") == 2
    assert "ended some time in 2017-03 to 2018-12" in page


def test_without_coalitions_it_says_what_was_not_followed() -> None:
    page = page_of(lineage(holdings_of(TOLD, TYPES, SAME), "Vell Wing")).plain()
    assert "1 tie of joining, leaving or belonging not followed: --coalitions shows them" in page


def test_a_record_without_ties_says_so() -> None:
    held = holdings_of(
        [Told("Oru Front", "formed", "2011", Period.event("2011"))], {"Oru Front": MentionType.ARMED_GROUP}
    )
    assert "no report in this record tells of a split" in page_of(lineage(held)).plain()


def test_ties_read_from_the_one_to_the_other() -> None:
    answer = lineage(holdings_of(TOLD, TYPES, SAME), coalitions=True)
    said = {tied(tie) for tie in answer.ties}
    assert {"from which split", "was absorbed by", "joined", "denied: merged into"} <= said


def test_what_is_known_of_one_day_of_a_year_is_not_told_as_two_days() -> None:
    life = Life(Period.evidenced("2019"), False, False, "2019-01-01")
    assert lifetime(life) == "evidenced some time in 2019-01-01 to 2019-12-31, no beginning or end told"
