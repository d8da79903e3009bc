"""Words for posts (posts.yml), who stood at the head of a body after whom, and careers told without dates."""

from __future__ import annotations

import pytest
from test_impossible import EVENT, KNOWN, SEEN, SPAN, say
from test_reconcile import APART, report

from stemmata.model import Claim, Difference, DifferenceKind, Report
from stemmata.ontology import ontology
from stemmata.reconcile import reconcile
from stemmata.reconcile.posts import given

CHANGE, CONTRADICTION = DifferenceKind.CHANGE_OVER_TIME, DifferenceKind.CONTRADICTION
POST = ontology()["holds_post"]


def found(*claims: Claim, reports: list[Report] | None = None) -> list[Difference]:
    written = [report(name, published=day) for name, day in zip("abcd", ("2012", "2014", "2016", "2018"), strict=True)]
    return list(reconcile(claims, KNOWN, APART, reports or written).differences)


@pytest.mark.parametrize("key", ["several", "present"])
def test_the_words_are_roles_of_the_ontology(key: str) -> None:
    assert not [word for word in sorted(given(key)) if POST.role(word.removeprefix("is ")) is None]


def test_heads_are_posts_and_untitled_words_are_none() -> None:
    assert all(POST.role(post) == post for post in given("heads"))
    assert not [word for word in given("untitled") if POST.role(word)]


def test_a_post_in_the_plural_is_the_same_post() -> None:
    when = SPAN("2012")
    facts = reconcile(
        [
            say("Ada Brum", "holds_post", "Oru Front", when, role="Leaders"),
            say("Ada Brum", "holds_post", "Oru Front", when, "b", role="led"),
        ],
        KNOWN,
        APART,
        [report(name) for name in "ab"],
    ).facts
    assert [fact.qualifiers["role"] for fact in facts] == ["leader"]


def test_two_who_are_listed_as_leaders_do_not_contradict() -> None:
    claims = [
        say("Ada Brum", "holds_post", "Oru Front", role="Leaders"),
        say("Karl Dor", "holds_post", "Oru Front", report="b", role="leader"),
    ]
    assert not found(*claims)


def test_commanders_of_whom_one_was_dead_when_the_other_began() -> None:
    (change,) = found(
        say("Ada Brum", "holds_post", "Oru Front", SPAN("2010"), role="commander"),
        say("Ada Brum", "died", "", EVENT("2013-05"), "b"),
        say("Karl Dor", "holds_post", "Oru Front", SPAN("2013-06"), "c", role="commands"),
    )
    assert (change.kind, change.sub) == (CHANGE, "post")
    assert change.why.startswith("who stood at the head of Oru Front: Ada Brum (from 2010, end unknown)")


def test_commanders_of_other_times_may_both_go_on() -> None:
    assert not found(
        say("Ada Brum", "holds_post", "Oru Front", SEEN("2010"), role="commander"),
        say("Karl Dor", "holds_post", "Oru Front", SPAN("2013-06"), "c", role="commander"),
    )


def test_who_took_over_followed_the_leader_and_not_the_spokesman() -> None:
    heir = say("Karl Dor", "holds_post", "Oru Front", SPAN("2013-06"), "c", role="took over")
    (change,) = found(say("Ada Brum", "holds_post", "Oru Front", SPAN("2010", "2013-06"), role="leader"), heir)
    assert change.kind is CHANGE
    assert not found(say("Ada Brum", "holds_post", "Oru Front", SPAN("2010", "2013-06"), role="spokesman"), heir)


def test_a_post_told_before_another_began_is_an_earlier_step() -> None:
    deputy = say("Ada Brum", "holds_post", "Oru Front", role="deputy leader")
    later = say("Ada Brum", "holds_post", "Oru Front", SPAN("2015"), "c", role="leader")
    (change,) = found(deputy, later)
    assert (change.kind, change.sub) == (CHANGE, "career")
    assert not found(deputy, say("Ada Brum", "holds_post", "Oru Front", SPAN("2011"), "c", role="leader"))


def test_a_post_told_after_another_had_ended_is_another_step() -> None:
    ended = say("Ada Brum", "holds_post", "Oru Front", SPAN("2010", "2011"), role="deputy leader")
    (change,) = found(ended, say("Ada Brum", "holds_post", "Nele League", report="c", role="leader"))
    assert change.sub == "career"
