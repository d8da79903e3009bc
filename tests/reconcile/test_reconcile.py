"""Facts and differences, on small invented claims."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stemmata.model import (
    Argument,
    Claim,
    Collation,
    Derivation,
    DerivationKind,
    Difference,
    DifferenceKind,
    Entity,
    Fact,
    Identification,
    Lineage,
    Metadatum,
    Polarity,
    Qualifier,
    Reconciliation,
    Report,
    SharedPassage,
)
from stemmata.reconcile import reconcile
from stemmata.when import UNKNOWN, Period

NAMES = ["Oru Front", "Nele League", "Ada Brum", "Karl Dor", "Kesh", "Tarn", "Salt Works", "Valley", "Accord"]
KIND = DifferenceKind


def claim(
    subject: str,
    predicate: str,
    object_: str,
    when: Period = UNKNOWN,
    report: str = "a",
    voices: Sequence[str] = (),
    polarity: Polarity = Polarity.ASSERTED,
    at: int = 0,
    modality: str | None = None,
    confidence: float = 0.8,
    **qualifiers: Qualifier,
) -> Claim:
    ends = [Argument(text, f"m:{text}" if text in NAMES else None) for text in (subject, object_)]
    quote = f"{subject} {predicate} {object_}"
    return Claim(
        report, at, at + len(quote), quote, predicate, ends[0], ends[1], "test", confidence,
        dict(qualifiers), when, tuple(voices), polarity, modality,
    )  # fmt: skip


def report(name: str, **metadata: str) -> Report:
    known = {key: Metadatum(value, "sidecar") for key, value in metadata.items()}
    return Report(name, f"{name}.txt", None, name, 0, "text/plain", "t/1", "", known)


ENTITIES = Identification(
    tuple(Entity(f"e-{name}", "Thing", name, ()) for name in NAMES),
    {f"m:{name}": f"e-{name}" for name in NAMES},
    (),
    (),
)
REPORTS = [report(name) for name in "abcd"]
APART = Collation((), tuple(Lineage((name,), ("alone",)) for name in "abcd"))


def of(*claims: Claim, collation: Collation = APART, reports: Sequence[Report] = REPORTS) -> Reconciliation:
    return reconcile(claims, ENTITIES, collation, reports)


def one_fact(*claims: Claim, collation: Collation = APART) -> Fact:
    found = of(*claims, collation=collation).facts
    assert len(found) == 1, found
    return found[0]


def one_difference(*claims: Claim, reports: Sequence[Report] = REPORTS) -> Difference:
    found = of(*claims, reports=reports).differences
    assert len(found) == 1, [difference.why for difference in found]
    return found[0]


# --- facts -------------------------------------------------------------------------------------------------------


def test_claims_that_agree_are_one_fact_with_its_support() -> None:
    fact = one_fact(
        claim("Oru Front", "part_of", "Nele League"),
        claim("Oru Front", "part_of", "Nele League", report="b", voices=["Tarn Post"]),
    )
    assert (fact.subject, fact.object, fact.reports) == ("e-Oru Front", "e-Nele League", ("a", "b"))
    assert len(fact.lineages) == 2
    assert fact.voices == ("Tarn Post", "a.txt")
    assert fact.confidence == pytest.approx(1 - (1 - 0.8 * 0.9) * (1 - 0.8 * 0.9 * 0.95), abs=0.01)
    assert "2 independent witnesses" in fact.reasons[2]


def test_a_plan_makes_no_fact_and_a_subject_unknown_makes_none() -> None:
    assert of(claim("Oru Front", "joined", "Nele League", modality="planned")).facts == ()
    assert of(claim("somebody", "joined", "Nele League")).facts == ()


def test_nothing_stands_to_itself_but_a_name_may_be_its_own() -> None:
    assert of(claim("Oru Front", "joined", "Oru Front")).facts == ()
    fact = one_fact(claim("Oru Front", "former_name", "Tarn"))
    assert (fact.object, fact.value) == (None, "Tarn")


def test_copies_count_once() -> None:
    echo = Collation((), (Lineage(("a", "b"), ("copied",)), Lineage(("c",), ("alone",)), Lineage(("d",), ("alone",))))
    both = [claim("Oru Front", "part_of", "Nele League", report=name) for name in "ab"]
    fact = one_fact(*both, collation=echo)
    assert (len(fact.lineages), len(fact.reports), fact.confidence) == (1, 2, 0.72)


def test_a_claim_in_a_lifted_passage_counts_once_though_the_reports_are_two_witnesses() -> None:
    passage = SharedPassage(0, 50, 100, 150)
    tie = Derivation("a", "b", DerivationKind.LIFTED_PASSAGE, True, ("so",), (passage,), 0.1)
    lifted = [
        claim("Oru Front", "part_of", "Nele League"),
        claim("Oru Front", "part_of", "Nele League", report="b", at=105),
    ]
    fact = one_fact(*lifted, collation=Collation((tie,), APART.lineages))
    assert len(fact.lineages) == 1
    assert "in a passage that both share" in fact.reasons[0]
    own_words = claim("Oru Front", "part_of", "Nele League", report="b", at=300)
    assert len(one_fact(lifted[0], own_words, collation=Collation((tie,), APART.lineages)).lineages) == 2


def test_two_reports_that_name_one_voice_are_one_witness() -> None:
    fact = one_fact(
        claim("Oru Front", "part_of", "Nele League", voices=["The Tarn Post"]),
        claim("Oru Front", "part_of", "Nele League", report="b", voices=["Wire", "Tarn Post"]),
    )
    assert len(fact.lineages) == 1
    assert "both go back to" in fact.reasons[0]


def test_a_report_that_cites_another_publisher_adds_no_witness_to_it() -> None:
    reports = [report("a", publisher="Tarn Post"), report("b"), report("c", relays="The Tarn Post")]
    said = claim("Oru Front", "part_of", "Nele League")
    cited = claim("Oru Front", "part_of", "Nele League", report="b", voices=["Tarn Post"])
    assert len(of(said, cited, reports=reports).facts[0].lineages) == 1
    relayed = claim("Oru Front", "part_of", "Nele League", report="c")
    assert of(cited, said, relayed, reports=reports).facts[0].voices == ("Tarn Post",)


def test_times_narrow_and_are_never_guessed() -> None:
    fact = one_fact(
        claim("Ada Brum", "holds_post", "Oru Front", Period.span("2015-08"), role="leader"),
        claim("Ada Brum", "holds_post", "Oru Front", Period.evidenced("2018-05"), report="b", role="overall leader"),
        claim("Ada Brum", "holds_post", "Oru Front", report="c", role="Leader"),
    )
    assert fact.qualifiers == {"role": "leader"}
    assert fact.when.start == Period.span("2015-08").start
    assert str(fact.when.end.earliest) == "2018-05-01"
    assert fact.when.end.latest is None  # last evidenced is not ended


def test_symmetric_predicates_read_both_ways() -> None:
    fact = one_fact(
        claim("Oru Front", "allied_with", "Nele League"), claim("Nele League", "allied_with", "Oru Front", report="b")
    )
    assert (fact.subject, fact.object) == ("e-Nele League", "e-Oru Front")


def test_values_are_compared_in_plain_form() -> None:
    fact = one_fact(
        claim("Oru Front", "ideology", "Upland Federalism"),
        claim("Oru Front", "ideology", "upland federalists", report="b"),
        claim("Oru Front", "ideology", "Upland Federalism", report="c"),
    )
    assert fact.value == "Upland Federalism"
    assert one_fact(claim("Oru Front", "strength", "3,000"), claim("Oru Front", "strength", "3000", report="b"))


def test_dates_of_one_event_meet_and_the_most_exact_is_shown() -> None:
    found = of(claim("Oru Front", "formed", "2014"), claim("Oru Front", "formed", "2014-05-03", report="b"))
    assert [fact.value for fact in found.facts] == ["2014-05-03"]
    assert [(d.kind, d.sub) for d in found.differences] == [(KIND.GRANULARITY, "precision")]


def test_events_of_other_days_and_places_stay_apart() -> None:
    def attack(when: Period = UNKNOWN, **qualifiers: Qualifier) -> Claim:
        return claim("Oru Front", "attacked", "Nele League", when, **qualifiers)

    found = of(attack(Period.event("2016-03-01")), attack(Period.event("2016-03-09")), attack())
    assert len(found.facts) == 3
    assert found.differences == ()
    assert len(of(attack(place="Kesh"), attack(place="Tarn")).facts) == 2


def test_a_year_of_daily_attacks_is_a_fact_a_day_and_two_reports_of_a_day_are_one() -> None:
    days = [date(2016, 1, 1) + timedelta(at) for at in range(366)]
    told = [
        claim("Oru Front", "attacked", "Nele League", Period.event(day.isoformat()), report)
        for day in days
        for report in "ab"
    ]
    found = of(*told)
    assert [len(fact.claims) for fact in found.facts] == [2] * 366
    assert found.differences == ()


def test_a_vague_time_that_fits_two_events_joins_neither() -> None:
    dates = ["2016-03-01", "2016-03-09", "2016-03"]
    found = of(*(claim("Ada Brum", "defected_from_to", "Nele League", Period.event(day)) for day in dates))
    assert len(found.facts) == 3


def test_the_strongest_polarity_stands_and_denials_stand_apart() -> None:
    found = of(
        claim("Oru Front", "controls", "Kesh", polarity=Polarity.ALLEGED, voices=["Tarn Post"]),
        claim("Oru Front", "controls", "Kesh", report="b", polarity=Polarity.REPORTED),
        claim("Oru Front", "controls", "Kesh", report="c", polarity=Polarity.DENIED, voices=["Nele League"]),
    )
    assert sorted(fact.polarity for fact in found.facts) == [Polarity.DENIED, Polarity.REPORTED]
    doubt, difference = found.differences
    assert doubt.kind is KIND.ATTRIBUTION
    assert (difference.kind, difference.sub) == (KIND.CONTRADICTION, "denial")
    assert all("disputed by another fact" in " ".join(fact.reasons) for fact in found.facts)


def test_qualifiers_of_all_claims_are_kept() -> None:
    fact = one_fact(
        claim("Oru Front", "supplied_by", "Nele League", item="rifles"),
        claim("Oru Front", "supplied_by", "Nele League", report="b", item="trucks"),
    )
    assert fact.qualifiers == {"item": ("rifles", "trucks")}


# --- differences -------------------------------------------------------------------------------------------------


def post(who: str, when: Period = UNKNOWN, report: str = "b", role: str = "commander-in-chief", **more: str) -> Claim:
    return claim(who, "holds_post", "Oru Front", when, report, role=role, **more)


SEEN, SPAN = Period.evidenced, Period.span


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        (post("Ada Brum", SEEN("2016-03-01")), post("Karl Dor", SEEN("2016-03-01")), KIND.CONTRADICTION),
        (post("Ada Brum", SEEN("2016")), post("Karl Dor", SEEN("2016-05"), "c"), KIND.CONTRADICTION),
        (post("Ada Brum", SEEN("2016")), post("Karl Dor", SEEN("2018")), KIND.CHANGE_OVER_TIME),
        (post("Ada Brum", SPAN("2012")), post("Karl Dor", SPAN("2016-02")), KIND.CHANGE_OVER_TIME),
        (post("Ada Brum", SPAN("2012", "2016")), post("Karl Dor", SPAN("2016")), KIND.CHANGE_OVER_TIME),
        (post("Ada Brum", SPAN("", "2016-08-11")), post("Karl Dor", SPAN("2016-08-11")), KIND.CHANGE_OVER_TIME),
        (post("Ada Brum", SPAN("2012", "2018")), post("Karl Dor", SEEN("2016-05")), KIND.CONTRADICTION),
        (post("Ada Brum"), post("Karl Dor", report="c", role="general commander"), KIND.CONTRADICTION),
        (post("Ada Brum"), post("Karl Dor"), KIND.CHANGE_OVER_TIME),
        (post("Ada Brum"), post("Karl Dor", SEEN("2016"), report="c"), KIND.GRANULARITY),
    ],
)  # fmt: skip
def test_two_holders_of_one_post(one: Claim, other: Claim, kind: DifferenceKind) -> None:
    difference = one_difference(one, other)
    assert difference.kind is kind
    assert all(
        words in difference.why for words in ("commander-in-chief of Oru Front", "Ada Brum", "Karl Dor", "b.txt")
    )


def test_many_may_hold_a_post_that_is_not_single() -> None:
    assert of(post("Ada Brum", role="commander"), post("Karl Dor", role="commander")).differences == ()
    assert of(post("Ada Brum", role="leader"), post("Karl Dor", role="spokesman")).differences == ()


def test_an_appointment_while_another_is_known_to_go_on_is_disputed() -> None:
    found = of(
        post("Ada Brum", SPAN("2015-10")),
        post("Ada Brum", SEEN("2018-05-28"), report="c"),
        post("Karl Dor", SPAN("2018-02-16")),
    )
    assert [difference.kind for difference in found.differences] == [KIND.CONTRADICTION]


def test_undated_reports_are_told_apart_by_when_they_were_published() -> None:
    reports = [report("a"), report("b", published="2015-03-01"), report("c", published="2018-03-01")]
    claims = post("Ada Brum"), post("Karl Dor", report="c")
    assert one_difference(*claims, reports=reports).kind is KIND.CHANGE_OVER_TIME
    reports[2] = report("c", published="2015-03")
    assert one_difference(*claims, reports=reports).kind is KIND.CONTRADICTION


def strength(text: str, when: Period = UNKNOWN, report: str = "a", **more: Qualifier) -> Claim:
    return claim("Oru Front", "strength", text, when, report, **more)


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        (strength("3000", SEEN("2015")), strength("8000", SEEN("2015"), "b"), KIND.CONTRADICTION),
        (strength("3000", SEEN("2015")), strength("8000", SEEN("2019"), "b"), KIND.CHANGE_OVER_TIME),
        (strength("2000-5000"), strength("over 3,000", report="b"), KIND.GRANULARITY),
        (strength("hundreds"), strength("3000", report="b"), KIND.CONTRADICTION),
        (strength("", min=2000, max=5000), strength("8000", report="b"), KIND.CONTRADICTION),
    ],
)  # fmt: skip
def test_numbers(one: Claim, other: Claim, kind: DifferenceKind) -> None:
    assert one_difference(one, other).kind is kind


def test_numbers_of_other_units_do_not_compare() -> None:
    assert of(strength("3000", unit="fighters"), strength("12", report="b", unit="tanks")).differences == ()


def test_tolls_of_one_day_and_place_are_compared_by_what_they_count() -> None:
    def toll(day: str, report: str, **counts: Qualifier) -> Claim:
        return claim("Oru Front", "casualties", "", Period.event(day), report, **counts)

    assert one_difference(toll("2016-03-01", "a", killed=2), toll("2016-03-01", "b", killed=9)).sub == "number"
    assert of(toll("2016-03-01", "a", killed=2), toll("2016-03-01", "b", injured=9)).differences == ()
    assert of(toll("2016-03-01", "a", killed=2), toll("2016-03-05", "b", killed=9)).differences == ()
    elsewhere = toll("2016-03-01", "a", killed=2, place="Kesh"), toll("2016-03-01", "b", killed=9, place="Tarn")
    assert of(*elsewhere).differences == ()


def test_people_are_people_whatever_they_are_called() -> None:
    one, other = strength("3000", unit="fighters"), strength("200", report="b", unit="armed men")
    assert one_difference(one, other).kind is KIND.CONTRADICTION


def test_two_dates_from_one_source_are_two_steps() -> None:
    one, other = claim("Oru Front", "formed", "2014-02"), claim("Oru Front", "formed", "2014-09", at=300)
    assert (one_difference(one, other).kind, one_difference(one, other).sub) == (KIND.GRANULARITY, "steps")


def test_a_post_is_named_without_its_group() -> None:
    one, other = post("Ada Brum", role="leader"), post("Ada Brum", role="leader of the Oru Front", report="c")
    assert one_fact(one, other).qualifiers == {"role": "leader"}


def test_rival_dates_of_what_happens_once() -> None:
    one, other = claim("Oru Front", "formed", "2014"), claim("Oru Front", "formed", "2015-06", report="b")
    assert one_difference(one, other).kind is KIND.CONTRADICTION
    announced = claim("Oru Front", "formed", "2015-06", report="b", announced="yes")
    assert (one_difference(one, announced).kind, one_difference(one, announced).sub) == (
        KIND.GRANULARITY,
        "announcement",
    )
    renamed = claim("Oru Front", "formed", "2015-06", report="b", under_name="Hill Guard")
    assert one_difference(one, renamed).sub == "scope"


def test_a_founding_at_the_time_of_a_renaming_may_be_of_the_new_name() -> None:
    one, other = claim("Oru Front", "formed", "2012"), claim("Oru Front", "formed", "2013", report="b")
    renamed = claim("Oru Front", "renamed_to", "Hill Front", Period.event("2013"), "c")
    assert (one_difference(one, other, renamed).kind, one_difference(one, other, renamed).sub) == (
        KIND.GRANULARITY,
        "rename",
    )
    earlier = claim("Oru Front", "renamed_to", "Hill Front", Period.event("2012"), "c")
    assert one_difference(one, other, earlier).kind is KIND.CONTRADICTION


def test_a_place_within_the_other_is_only_narrower() -> None:
    found = of(
        claim("Oru Front", "headquartered_at", "Kesh"),
        claim("Oru Front", "headquartered_at", "Valley", report="b"),
        claim("Kesh", "located_in", "Valley", report="c"),
    )
    assert [(d.kind, d.sub) for d in found.differences] == [(KIND.GRANULARITY, "scope")]
    named = claim("Oru Front", "headquartered_at", "Kesh area", report="b")
    assert one_difference(claim("Oru Front", "headquartered_at", "Kesh"), named).sub == "scope"


def test_stands_that_are_opposite() -> None:
    def stand(stance: str, when: Period, report: str) -> Claim:
        return claim("Oru Front", "stance", "Accord", when, report, stance=stance)

    one = stand("accepted", Period.event("2018-09"), "a")
    assert one_difference(one, stand("denounced", Period.event("2018-09"), "b")).kind is KIND.CONTRADICTION
    assert one_difference(one, stand("rejected", Period.event("2019-03"), "b")).kind is KIND.CHANGE_OVER_TIME
    assert one_difference(one, stand("rejected", UNKNOWN, "a")).kind is KIND.CHANGE_OVER_TIME
    assert of(one, stand("supported", Period.event("2018-09"), "b")).differences == ()


def test_allies_are_not_enemies_at_one_time() -> None:
    ally = claim("Oru Front", "allied_with", "Nele League", Period.span("2014", "2016"))
    enemy = claim("Nele League", "opposed_to", "Oru Front", Period.evidenced("2015-05"), report="b")
    assert one_difference(ally, enemy).kind is KIND.CONTRADICTION
    later = claim("Nele League", "opposed_to", "Oru Front", Period.span("2017"), report="b")
    assert one_difference(ally, later).kind is KIND.CHANGE_OVER_TIME


def test_former_names_are_a_change() -> None:
    difference = one_difference(
        claim("Oru Front", "former_name", "Hill Guard", Period.evidenced("2012")),
        claim("Oru Front", "former_name", "Hill Union", Period.evidenced("2013")),
        claim("Oru Front", "renamed_to", "Oru Front of the Hills", Period.event("2015"), report="b"),
    )
    assert (difference.kind, difference.sub, len(difference.sides)) == (KIND.CHANGE_OVER_TIME, "rename", 3)


def test_second_hand_beside_first_hand_is_a_matter_of_voice() -> None:
    difference = one_difference(
        claim("Oru Front", "controls", "Kesh"),
        claim("Oru Front", "controls", "Kesh", report="b", polarity=Polarity.ALLEGED, voices=["Tarn Post"]),
    )
    assert difference.kind is KIND.ATTRIBUTION
    assert [side.claims for side in difference.sides] != [difference.sides[0].claims] * 2


def test_counts_beside_a_statement() -> None:
    def left(count: Qualifier, report: str) -> Claim:
        return claim("Ada Brum", "defected_from_to", "Nele League", Period.event("2016-03"), report, count=count)

    assert one_difference(left(500, "a"), left("hundreds", "b")).kind is KIND.GRANULARITY
    assert one_difference(left(500, "a"), left(20, "b")).kind is KIND.CONTRADICTION


def test_a_later_version_of_a_report_corrects_it() -> None:
    tie = Derivation("a", "b", DerivationKind.REVISION, True, ("same URL",))
    claims = strength("3000", Period.evidenced("2015")), strength("300", Period.evidenced("2015"), "b")
    (difference,) = of(*claims, collation=Collation((tie,), APART.lineages)).differences
    assert difference.kind is KIND.CORRECTION
    assert "later version" in difference.why


def test_a_correction_may_repeat_what_it_corrects() -> None:
    revised = Collation((Derivation("a", "b", DerivationKind.REVISION, True, ("same title",)),), APART.lineages)
    again = strength("600", report="b", voices=["an earlier version"])
    found = of(strength("600"), again, strength("250", report="b"), collation=revised).differences
    assert KIND.CORRECTION in {each.kind for each in found}
    assert KIND.CONTRADICTION not in {each.kind for each in found}


def test_many_enemies_do_not_differ() -> None:
    names = ["Nele League", "Kesh", "Tarn"]
    assert of(*(claim("Oru Front", "opposed_to", name) for name in names)).differences == ()


# --- laws --------------------------------------------------------------------------------------------------------

LAW = settings(deadline=None)  # a busy machine is no failure
texts = st.sampled_from(["2014", "2014-05", "2015-01-02", "3000", "over 200", "Hill Guard"])
whens = st.one_of(
    st.just(UNKNOWN),
    st.sampled_from(["2014", "2015-03", "2016-03-04"]).flatmap(
        lambda day: st.sampled_from([Period.event(day), Period.evidenced(day), Period.span(day), Period.span("", day)])
    ),
)
predicates = st.sampled_from(
    [
        "allied_with",
        "opposed_to",
        "holds_post",
        "formed",
        "strength",
        "casualties",
        "headquartered_at",
        "joined",
        "stance",
    ]
)
roles = st.sampled_from(["leader", "commander", "spokesman"])


@st.composite
def drawn(draw: st.DrawFn) -> Claim:
    predicate = draw(predicates)
    valued = predicate in ("formed", "strength", "casualties")
    extra: dict[str, Qualifier] = {"role": draw(roles)} if predicate == "holds_post" else {}
    if predicate == "stance":
        extra = {"stance": draw(st.sampled_from(["accepted", "rejected"]))}
    return claim(
        draw(st.sampled_from(NAMES[:4])),
        predicate,
        draw(texts if valued else st.sampled_from(NAMES[:6])),
        draw(whens),
        draw(st.sampled_from("abcd")),
        draw(st.sampled_from([(), ("Tarn Post",)])),
        draw(st.sampled_from(list(Polarity))),
        draw(st.integers(0, 400)),
        draw(st.sampled_from([None, None, None, "planned"])),
        **extra,  # type: ignore[arg-type]
    )


bags = st.lists(drawn(), max_size=14, unique_by=lambda claim: claim.id)


@LAW
@given(bags, st.integers())
def test_the_order_of_claims_does_not_matter(claims: list[Claim], seed: int) -> None:
    turned = random.Random(seed).sample(claims, len(claims))
    assert of(*claims) == of(*turned)


@LAW
@given(bags)
def test_every_claim_without_modality_is_in_exactly_one_fact(claims: list[Claim]) -> None:
    placed = sorted(claim for fact in of(*claims).facts for claim in fact.claims)
    assert placed == sorted(claim.id for claim in claims if makes_fact(claim))


def makes_fact(claim: Claim) -> bool:
    of_itself = claim.subject.mention == claim.object.mention
    return claim.modality is None and not of_itself


@LAW
@given(bags)
def test_a_report_withdrawn_and_added_again_changes_nothing(claims: list[Claim]) -> None:
    whole = of(*claims)
    kept = [claim for claim in claims if claim.report != "a"]
    of(*kept)
    assert of(*kept, *(claim for claim in claims if claim.report == "a")) == whole


@LAW
@given(bags)
def test_contradiction_runs_both_ways_and_has_two_sides(claims: list[Claim]) -> None:
    found = of(*claims)
    facts = {fact.id for fact in found.facts}
    for difference in found.differences:
        assert len(difference.sides) > 1
        assert all(fact in facts for side in difference.sides for fact in side.facts)
    assert len({difference.id for difference in found.differences}) == len(found.differences)


@LAW
@given(bags)
def test_confidence_is_a_part_of_one_and_has_its_reasons(claims: list[Claim]) -> None:
    for fact in of(*claims).facts:
        assert 0 < fact.confidence <= 0.99
        assert len(fact.reasons) >= len(fact.lineages)


# --- whose word, how much, and the day of a renaming -------------------------------------------------------------


def test_passed_on_here_and_doubted_there() -> None:
    difference = one_difference(
        claim("Oru Front", "part_of", "Nele League", voices=["Tarn Post"], polarity=Polarity.REPORTED),
        claim("Oru Front", "part_of", "Nele League", report="b", voices=["Tarn Post"], polarity=Polarity.ALLEGED),
    )
    assert (difference.kind, difference.sub) == (KIND.ATTRIBUTION, "doubt")


def test_a_fact_here_and_a_named_voice_there_though_the_report_stands_by_it() -> None:
    difference = one_difference(
        claim("Oru Front", "part_of", "Nele League"),
        claim("Oru Front", "part_of", "Nele League", report="b", voices=["Tarn Post"]),
    )
    assert (difference.kind, difference.sub) == (KIND.ATTRIBUTION, "voice")


def test_the_whole_and_a_part_of_it() -> None:
    difference = one_difference(
        claim("Oru Front", "controls", "Kesh"), claim("Oru Front", "controls", "Kesh", report="b", degree="most of")
    )
    assert (difference.kind, difference.sub) == (KIND.GRANULARITY, "scope")
    assert not of(
        claim("Oru Front", "controls", "Kesh"), claim("Oru Front", "controls", "Kesh", report="b", degree="all of")
    ).differences


def test_years_in_brackets_beside_a_day() -> None:
    difference = one_difference(
        claim("Ada Brum", "holds_post", "Oru Front", Period.evidenced("2009/2012"), role="leader"),
        claim("Ada Brum", "holds_post", "Oru Front", Period.span("2009-03-14"), "b", role="leader"),
    )
    assert (difference.kind, difference.sub) == (KIND.GRANULARITY, "precision")


def test_one_renaming_told_from_both_sides() -> None:
    until = claim("Oru Front", "former_name", "Hill Guard", Period.span("", "2015-11-02"))
    difference = one_difference(until, claim("Oru Front", "renamed_to", "Oru", Period.event("2015-11"), "b"))
    assert (difference.kind, difference.sub) == (KIND.GRANULARITY, "precision")
    difference = one_difference(until, claim("Oru Front", "renamed_to", "Oru", Period.event("2018-11"), "b"))
    assert difference.kind is KIND.CHANGE_OVER_TIME


def test_a_strength_on_paper_is_another_number_than_the_men_there_are() -> None:
    paper = replace(claim("Oru Front", "strength", "5,000"), quote="3,200 deployed of an authorised 5,000")
    there = replace(claim("Oru Front", "strength", "3,200", report="b"), quote="3,200 deployed of an authorised 5,000")
    difference = one_difference(paper, there)
    assert (difference.kind, difference.sub) == (KIND.GRANULARITY, "nominal")
    assert one_difference(replace(paper, quote="it has 5,000"), there).kind is KIND.CONTRADICTION
