from dataclasses import replace

import pytest

from stemmata.errors import NotFound
from stemmata.show.holdings import Holdings
from stemmata.show.printed import page_of
from stemmata.show.queries.disputes import disputes
from stemmata.show.queries.dossier import dossier
from stemmata.show.queries.explain import explain, names
from stemmata.show.queries.posts import same_post, who
from stemmata.show.queries.sources import sources
from stemmata.show.queries.standing import ABOVE, BACKERS, MEMBERS, standings
from stemmata.show.queries.timeline import stance, timeline
from stemmata.when import Holds, Period


@pytest.mark.parametrize(("on", "called"), [("2013", "Reed Band"), ("2014-06", "Delta Guard")])
def test_what_was_it_called(held: Holdings, on: str, called: str) -> None:
    dated = [name.text for name in dossier(held, "Delta Guard", on).names if name.when.known]
    assert dated == [called]


def test_in_the_month_of_a_change_both_names_were_in_use(held: Holdings) -> None:
    answer = dossier(held, "Delta Guard", "2014-03")
    assert {name.text for name in answer.names if name.holds is Holds.YES} == {"Reed Band", "Delta Guard"}


def test_a_dossier_as_of_a_date_leaves_out_what_came_later(held: Holdings) -> None:
    lines = [line for section in dossier(held, "Delta Guard", "2015-06").sections for line in section.lines]
    told = {(line.predicate, line.other.name) for line in lines}
    assert ("holds_post", "Tomas Vell") in told and ("holds_post", "Mara Oru") not in told
    assert [line.qualifiers["stance"] for line in lines if line.predicate == "stance"] == ["accepted"]


def test_every_line_opens_on_words_that_stand_in_the_report(held: Holdings) -> None:
    texts = {report.name: report.text for report in held.reports.values()}
    lines = [line for section in dossier(held, "Delta Guard").sections for line in section.lines]
    assert len(lines) == 8
    for quote in (quote for line in lines for quote in line.quotes):
        assert texts[quote.report][quote.start : quote.end] == quote.quote


def test_certainty_is_said_in_words(held: Holdings) -> None:
    strengths = dossier(held, "Delta Guard", only=["strength"]).sections[0].lines
    assert {line.other.name: line.certainty for line in strengths} == {
        "400": "2 reports, 1 lineage; says mirror.txt, The Wire",
        "900": "1 report, 1 lineage; alleged; said by Ministry only",
    }
    assert all(line.disputed for line in strengths)


def test_who_held_a_post_and_since_when(held: Holdings) -> None:
    first, then = who(held, "Delta Guard", "commander", "2015-09-01").lines
    assert (first.other.name, first.when.begin, first.holds, first.begun) == (
        "Mara Oru",
        "2015-08-11",
        Holds.MAYBE,
        True,
    )
    assert then.other.name == "Tomas Vell"
    assert [line.other.name for line in who(held, "Delta Guard", "commander", "2015-08-10").lines] == ["Tomas Vell"]


def test_a_person_is_asked_for_their_posts(held: Holdings) -> None:
    (line,) = who(held, "Mara Oru").lines
    assert (line.other.name, line.qualifiers["role"]) == ("Delta Guard", "commander")


@pytest.mark.parametrize(
    ("asked", "role", "same"),
    [
        ("commander", "commander-in-chief", True),
        ("commander", "leader", True),
        ("commander", "deputy commander-in-chief", False),
        ("deputy commander", "deputy commander-in-chief", True),
        ("chief of staff", "Chief-of-Staff", True),
        ("spokesman", "official spokesperson", True),
        ("spokesman", "commander", False),
        ("commander", "former commander", False),
    ],
)
def test_which_roles_answer_which_post(asked: str, role: str, same: bool) -> None:
    assert same_post(asked, role) is same


def test_a_backer_that_stopped_backs_no_longer(held: Holdings) -> None:
    assert [s.holds for s in standings(held, "Delta Guard", BACKERS, "2015").standings] == [Holds.MAYBE]
    assert [s.holds for s in standings(held, "Delta Guard", BACKERS, "2017").standings] == [Holds.NO]


def test_members_and_what_they_belong_to(held: Holdings) -> None:
    (member,) = standings(held, "Northern League", MEMBERS).standings
    (whole,) = standings(held, "Delta Guard", ABOVE, "2015").standings
    assert (member.who.name, member.holds) == ("Delta Guard", None)
    assert (whole.who.name, whole.holds) == ("Northern League", Holds.MAYBE)


def test_how_a_stand_changed(held: Holdings) -> None:
    lines = stance(held, "Delta Guard", "oxbow").lines
    assert [(line.qualifiers["stance"], line.when.at) for line in lines] == [
        ("accepted", "2015-05"),
        ("rejected", "2016-06"),
    ]
    assert stance(held, "Delta Guard", "the moon").lines == ()


def test_a_timeline_and_stands_as_of_a_date_leave_out_what_was_later(held: Holdings) -> None:
    assert {line.predicate for line in timeline(held, on="2014").lines} == {"renamed_to", "trained_by", "holds_post"}
    assert [line.qualifiers["stance"] for line in stance(held, "Delta Guard", on="2015").lines] == ["accepted"]
    assert timeline(held, on="2014").on == "2014"


def test_a_dispute_stands_on_a_date_of_which_each_side_may_speak(held: Holdings) -> None:
    strengths = [fact for fact in held.facts.values() if fact.predicate == "strength"]
    early = {fact.id: replace(fact, when=Period.span("2011", "2012")) for fact in strengths}
    dated = replace(held, facts={**held.facts, **early})
    assert len(disputes(dated, on="2012").disputes) == len(disputes(dated, "Delta Guard", on="2011").disputes) == 1
    assert disputes(dated, on="2015").disputes == ()


def test_names_on_a_date_are_those_in_use(held: Holdings) -> None:
    assert "Reed Band" not in {name.text for name in names(held, "Delta Guard", "2015").names}
    assert "Reed Band" in {name.text for name in names(held, "Delta Guard", "2013").names}


def test_a_witness_stands_with_the_reports_under_it(held: Holdings) -> None:
    strength = next(fact for fact in held.facts.values() if fact.value == "400")
    (witness,) = explain(held, strength.id).witnesses
    assert [(saying.report, saying.voices) for saying in witness.says] == [("mirror.txt", ()), ("wire.txt", ())]
    assert witness.family is not None and witness.family.reports == ("mirror.txt", "wire.txt")


def test_reports_that_repeat_a_witness_are_told_apart_from_it(held: Holdings) -> None:
    strength = next(fact for fact in held.facts.values() if fact.value == "400")
    post = next(claim for claim in held.claims.values() if claim.object.text == "900")
    echoed = replace(strength, claims=(*strength.claims, post.id))
    witnesses = explain(replace(held, facts={echoed.id: echoed}), echoed.id).witnesses
    assert [(w.lineage != "", [s.report for s in w.says]) for w in witnesses] == [
        (True, ["mirror.txt", "wire.txt"]),
        (False, ["post.txt"]),
    ]
    assert witnesses[1].says[0].voices == ("Ministry",)
    page = page_of(explain(replace(held, facts={echoed.id: echoed}), echoed.id)).plain()
    assert (
        "no witness of their own, 1 report that says so and repeats a witness" in page
        and "one witness, 2 reports that say so" in page
    )


def test_what_would_settle_a_dispute_is_said(held: Holdings) -> None:
    settled = replace(held.differences[0], settle="a count by the group itself")
    answer = disputes(replace(held, differences=(settled,)))
    assert answer.disputes[0].settle == "a count by the group itself"
    assert "what would settle it: a count by the group itself" in page_of(answer).plain()
    assert "what would settle it" not in page_of(disputes(held)).plain()


def test_a_timeline_runs_forward_and_only_over_dated_facts(held: Holdings) -> None:
    starts = [line.when.start.earliest or line.when.end.earliest for line in timeline(held).lines]
    assert starts == sorted(starts, key=str) and len(starts) == 6
    assert len(timeline(held, "Mara Oru").lines) == 1


def test_a_dispute_has_its_sides_with_their_voices_and_lineages(held: Holdings) -> None:
    (dispute,) = disputes(held, "Delta Guard").disputes
    assert [(side.voices, side.lineages, side.reports) for side in dispute.sides] == [
        ((), 1, ("mirror.txt", "wire.txt")),
        (("Ministry",), 1, ("post.txt",)),
    ]
    assert disputes(held, "Velia").disputes == ()


def test_sources_tell_who_copied_whom_and_what_stayed_unread(held: Holdings) -> None:
    answer = sources(held)
    (copy,) = [copy for witness in answer.lineages for copy in witness.copies]
    assert (copy.one, copy.other, copy.direction) == ("wire.txt", "mirror.txt", "from the first to the second")
    assert [(left.path, left.reason) for left in answer.unread] == [("broken.pdf", "no text layer")]


def test_an_explanation_opens_on_words_lineages_and_joins(held: Holdings) -> None:
    strength = next(fact for fact in held.facts.values() if fact.value == "400")
    answer = explain(held, strength.id[:8])
    assert [evidence.words for evidence in answer.evidence] == ["Delta Guard has 400 fighters"] * 2
    assert [witness.reports for witness in answer.lineages] == [("mirror.txt", "wire.txt")]
    assert explain(held, strength.claims[0]) == answer
    with pytest.raises(NotFound, match="no fact and no claim"):
        explain(held, "zzzz")


def test_every_spelling_of_a_name_with_why_it_was_joined(held: Holdings) -> None:
    answer = names(held, "Delta Guard")
    assert [form.text for form in answer.forms] == ["Delta Guard", "Reed Band"]
    assert {reason.rule for form in answer.forms for reason in form.joined} == {"renamed"}
