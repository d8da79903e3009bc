"""Posts of one person, and holders of one place, that followed each other."""

from __future__ import annotations

from test_impossible import EVENT, KNOWN, SEEN, SPAN, say
from test_reconcile import APART, REPORTS

from stemmata.model import Claim, Difference, DifferenceKind, Entity, Identification
from stemmata.reconcile import reconcile

WITH_PLACE = Identification(
    (*KNOWN.entities, Entity("e-Kesh", "Place", "Kesh", ())), {**KNOWN.entity_of, "m:Great Council": "e-Kesh"}, (), ()
)  # in these worlds the words "Great Council" are a place


def found(*claims: Claim) -> list[Difference]:
    differences = reconcile(claims, WITH_PLACE, APART, REPORTS).differences
    assert all(each.kind is DifferenceKind.CHANGE_OVER_TIME for each in differences)
    return list(differences)


def test_a_career_is_one_change() -> None:
    (difference,) = found(
        say("Ada Brum", "holds_post", "Oru Front", SPAN("2012", "2013"), role="commander"),
        say("Ada Brum", "holds_post", "Nele League", SEEN("2015"), "b", role="commander"),
        say("Ada Brum", "holds_post", "Nele League", SPAN("2018"), "c", role="spokesman"),
    )
    assert (difference.sub, len(difference.sides)) == ("career", 3)
    assert difference.why.startswith("posts of Ada Brum: commander of Oru Front (from 2012 to 2013) [a.txt]")


def test_posts_of_one_time_or_of_no_time_are_none() -> None:
    one = say("Ada Brum", "holds_post", "Oru Front", SPAN("2012", "2016"), role="commander")
    assert not found(one, say("Ada Brum", "holds_post", "Nele League", SEEN("2015"), "b", role="commander"))
    assert not found(one, say("Ada Brum", "holds_post", "Nele League", report="b", role="commander"))
    assert not found(one, say("Ada Brum", "holds_post", "Oru Front", SEEN("2015"), "b", role="commander"))


def test_a_place_that_changed_hands() -> None:
    (difference,) = found(
        say("Oru Front", "controls", "Great Council", SPAN("2012", "2014")),
        say("Nele League", "captured", "Great Council", EVENT("2015-02"), "b"),
    )
    assert difference.sub == "holder"
    assert difference.why.startswith("who held Kesh: Oru Front (from 2012 to 2014) [a.txt]; Nele League")


def test_captives_are_no_places() -> None:
    taken = [
        say(name, "captured", "Ada Brum", EVENT(day)) for name, day in (("Oru Front", "2013"), ("Nele League", "2015"))
    ]
    assert not found(*taken)
