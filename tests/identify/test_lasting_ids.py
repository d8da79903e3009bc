"""Ids outlive reports, joins and separations."""

from __future__ import annotations

from marked import record, told

from stemmata.identify.lasting import anchor_id
from stemmata.model import Judgement

ONE = told("b.txt", "The {Army of Dawn|ArmedGroup} met.")
TWO = told("c.txt", "The {Jaysh al-Bahr|ArmedGroup} met.")
LINK = told("d.txt", "{Army of Dawn|ArmedGroup} is {Jaysh al-Bahr|ArmedGroup}").claiming(
    "Army of Dawn", "alias", "Jaysh al-Bahr"
)


def test_an_id_is_the_hash_of_the_first_anchor() -> None:
    assert record(ONE).id("Army of Dawn") == anchor_id(ONE.anchor("Army of Dawn"))


def test_an_id_stays_when_an_earlier_report_comes() -> None:
    first = record(ONE)
    earlier = told("a.txt", "The {Army of Dawn|ArmedGroup} left.")
    later = record(earlier, ONE, identities=first.result.identities)
    assert later.id("Army of Dawn", "a.txt") == first.id("Army of Dawn")
    assert later.result.identities[:1] == first.result.identities


def test_a_join_keeps_the_id_with_most_anchors_and_redirects_the_other() -> None:
    more = told("e.txt", "{Jaysh al-Bahr|ArmedGroup}")
    apart = record(ONE, TWO, more)
    joined = record(ONE, TWO, more, LINK, identities=apart.result.identities)
    assert joined.id("Army of Dawn") == apart.id("Jaysh al-Bahr")
    line = joined.result.identities[-1]
    assert (line.id, line.redirect) == (apart.id("Army of Dawn"), apart.id("Jaysh al-Bahr"))


def test_withdrawing_a_report_brings_every_id_back() -> None:
    apart = record(ONE, TWO)
    joined = record(ONE, TWO, LINK, identities=apart.result.identities)
    again = record(ONE, TWO, identities=joined.result.identities)
    assert again.result.entities == apart.result.entities and again.result.entity_of == apart.result.entity_of
    assert [(i.id, i.redirect) for i in again.result.identities][-1] == (apart.id("Jaysh al-Bahr"), None)


def test_identities_settle() -> None:
    first = record(ONE, TWO, LINK)
    second = record(ONE, TWO, LINK, identities=first.result.identities)
    assert second.result == first.result


def test_an_id_without_anchors_is_retired_and_comes_back_with_its_report() -> None:
    both = record(ONE, TWO)
    one = record(ONE, identities=both.result.identities)
    assert both.id("Jaysh al-Bahr") not in {e.id for e in one.result.entities}
    back = record(ONE, TWO, identities=one.result.identities)
    assert back.id("Jaysh al-Bahr") == both.id("Jaysh al-Bahr")


def test_a_separation_gives_the_smaller_part_a_new_id() -> None:
    stories = [told(f"{n}.txt", "{Ali Oru|Person} spoke.") for n in "xyz"]
    first = record(*stories)
    split = Judgement(
        "nele", "2026", "different", "two men", (stories[0].anchor("Ali Oru"), stories[2].anchor("Ali Oru"))
    )
    parted = record(*stories, identities=first.result.identities, judgements=[split])
    ids = [parted.id("Ali Oru", f"{n}.txt") for n in "xyz"]
    assert len(set(ids)) == 2 and ids.count(first.id("Ali Oru")) == 2
