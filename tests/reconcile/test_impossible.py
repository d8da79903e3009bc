"""What cannot follow, or go before, what: each rule of orders.yml on its own examples, and when a rule holds back."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_reconcile import APART, REPORTS, report

from stemmata.errors import OntologyError
from stemmata.model import (
    Argument,
    Claim,
    Difference,
    DifferenceKind,
    Entity,
    Identification,
    Polarity,
    Qualifier,
    Report,
)
from stemmata.ontology import ontology
from stemmata.ontology.predicates import VALUE, Aspect, ValueKind
from stemmata.reconcile import reconcile
from stemmata.reconcile.orders import Order, Pattern, Rule, read_rules, rules
from stemmata.when import UNKNOWN, Period

GROUP, PERSON = "ArmedGroup", "Person"
TYPES = {"Oru Front": GROUP, "Nele League": GROUP, "Tarn Guard": GROUP, "Ada Brum": PERSON, "Karl Dor": PERSON}
TYPES |= {"Great Council": "Coalition", "Accord": "Agreement"}
KNOWN = Identification(
    tuple(Entity(f"e-{name}", type_, name, ()) for name, type_ in TYPES.items()),
    {f"m:{name}": f"e-{name}" for name in TYPES},
    (),
    (),
)


def say(
    subject: str,
    predicate: str,
    object_: str = "",
    when: Period = UNKNOWN,
    report: str = "a",
    sure: float = 0.8,
    polarity: Polarity = Polarity.ASSERTED,
    **qualifiers: Qualifier,
) -> Claim:
    ends = [Argument(text, f"m:{text}" if text in TYPES else None) for text in (subject, object_)]
    return Claim(
        report, 0, 9, "some words", predicate, ends[0], ends[1], "test", sure, dict(qualifiers), when,
        polarity=polarity,
    )  # fmt: skip


def found(*claims: Claim, reports: list[Report] = REPORTS) -> list[Difference]:
    differences = reconcile(claims, KNOWN, APART, reports).differences
    subs = {rule.sub for rule in rules()}
    return [each for each in differences if each.kind is DifferenceKind.CONTRADICTION and each.sub in subs]


EVENT, SEEN, SPAN = Period.event, Period.evidenced, Period.span

# --- the examples of the rules -----------------------------------------------------------------------------------


def time_of(words: list[str]) -> Period:
    match words:
        case []:
            return UNKNOWN
        case ["at", day]:
            return EVENT(day)
        case ["seen", day]:
            return SEEN(day)
        case ["from", day]:
            return SPAN(day)
        case ["to", day]:
            return SPAN("", day)
        case [span]:
            begin, end = span.split("..")
            return SPAN(begin, end)
    raise AssertionError(words)


def example(pattern: Pattern, words: list[str], about: str, far: str, report: str) -> Claim:
    rule = ontology()[pattern.predicate]
    when = time_of(words)
    value = when.at if rule.value is ValueKind.DATE else "so" if set(rule.range) == {VALUE} else far
    value = "so" if rule.once else value
    ends = (about, value) if pattern.end == "subject" else (far, about)
    denied = Polarity.DENIED if pattern.denied else Polarity.ASSERTED
    more = {pattern.qualifier[0]: pattern.qualifier[1]} if pattern.qualifier else {}
    return say(ends[0], pattern.predicate, ends[1], when, report, polarity=denied, **more)


def played(rule: Rule, text: str) -> list[Claim]:
    """The claims of one example: of a person or a group, each by a report of its own."""
    about = "Ada Brum" if rule.of == (PERSON,) else "Oru Front"
    limit, other = (half.split() for half in text.split("|"))
    far = "Tarn Guard" if rule.order is Order.WHILE else "Karl Dor"
    one = next(pattern for pattern in rule.limit if pattern.predicate == limit[0])
    two = next(pattern for pattern in rule.other if pattern.predicate == other[0])
    shared = "Tarn Guard" if rule.tie else about
    claims = [
        example(one, limit[1:], about, far if one.predicate != "merged_into" else "Nele League", "a"),
        example(two, other[1:], shared, far, "b"),
    ]
    return [*claims, say(shared, rule.tie, about, report="c")] if rule.tie else claims


EXAMPLES = [(rule, text, False) for rule in rules() for text in rule.possible]
EXAMPLES += [(rule, text, True) for rule in rules() for text in rule.impossible]


@pytest.mark.parametrize(("rule", "text", "broken"), EXAMPLES, ids=lambda each: str(getattr(each, "name", each)))
def test_each_rule_does_what_its_examples_say(rule: Rule, text: str, broken: bool) -> None:
    subs = {difference.sub for difference in found(*played(rule, text))}
    assert (rule.sub in subs) is broken


def test_every_rule_has_examples_of_both_kinds() -> None:
    assert all(rule.impossible and rule.possible for rule in rules())


def test_a_rule_that_cannot_be_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "orders.yml"
    path.write_text(
        "x: {label: l, limit: [died.nowhere], other: [], order: after, sub: s, why: w, settle: s,"
        " impossible: [], possible: []}",
        encoding="utf-8",
    )
    with pytest.raises(OntologyError, match=r"orders\.yml: x: limit: 'died.nowhere' is not PREDICATE"):
        read_rules(path)


def test_events_and_states_have_the_bounds_that_the_rules_ask_for() -> None:
    limits = {pattern.predicate for rule in rules() for pattern in rule.limit if rule.order is not Order.WHILE}
    assert all(ontology()[predicate].aspect is Aspect.EVENT for predicate in limits)


# --- when a rule holds back --------------------------------------------------------------------------------------


def test_all_that_breaks_a_limit_in_one_way_is_one_difference() -> None:
    acts = [
        say("Ada Brum", "joined", name, EVENT(f"2015-0{month}"), "b")
        for month, name in enumerate(["Oru Front", "Tarn Guard"], 1)
    ]
    post = say("Ada Brum", "holds_post", "Oru Front", SEEN("2016"), "c", role="leader")
    broken = found(say("Ada Brum", "died", "so", EVENT("2014")), *acts, post)
    assert sorted(len(difference.sides[1].facts) for difference in broken) == [1, 2]
    assert all("Ada Brum, a post, a membership or an act after death" in difference.why for difference in broken)
    assert all("Ada Brum" in difference.settle for difference in broken)


def test_a_founding_of_another_name_or_only_announced_sets_no_limit() -> None:
    act = say("Oru Front", "attacked", "Tarn Guard", EVENT("2012-05"), "b")
    founded = say("Oru Front", "formed", "2014", EVENT("2014"))
    assert len(found(founded, act)) == 1
    assert not found(say("Oru Front", "formed", "2014", EVENT("2014"), under_name="Hill Guard"), act)
    assert not found(say("Oru Front", "formed", "2014", EVENT("2014"), announced="yes"), act)
    assert not found(founded, act, say("Oru Front", "former_name", "Hill Guard", report="c"))
    assert not found(founded, act, say("Oru Front", "renamed_to", "Oru Front", EVENT("2014-03"), "c"))
    assert found(founded, act, say("Oru Front", "renamed_to", "Hill Front", EVENT("2016"), "c"))


def test_an_earlier_founding_that_nobody_disputes_is_the_limit_and_a_disputed_one_is_called_so() -> None:
    act = say("Oru Front", "attacked", "Tarn Guard", EVENT("2012-05"), "b")
    twice = [say("Oru Front", "formed", day, EVENT(day), "a") for day in ("2012-01", "2014-03")]
    assert not found(*twice, act)  # one author who gives both tells of two steps
    rivals = [say("Oru Front", "formed", day, EVENT(day), name) for day, name in (("2012-01", "a"), ("2014-03", "c"))]
    (difference,) = [each for each in found(*rivals, act) if each.sub == "before_founding"]
    assert difference.why.endswith("The date of the first is itself disputed.")


def test_a_group_that_was_founded_again_may_act() -> None:
    end = say("Oru Front", "dissolved", "2014", EVENT("2014"))
    act = say("Oru Front", "attacked", "Tarn Guard", EVENT("2016-05"), "b")
    assert len(found(end, act)) == 1
    assert not found(end, act, say("Oru Front", "formed", "2015", EVENT("2015"), "c"))


def test_a_member_of_a_coalition_goes_on_and_a_part_belongs_to_what_it_merged_into() -> None:
    act = say("Oru Front", "attacked", "Tarn Guard", EVENT("2016-05"), "b")
    assert not found(say("Oru Front", "merged_into", "Great Council", EVENT("2014")), act)
    part = say("Oru Front", "part_of", "Nele League", SEEN("2016"), "b")
    assert not found(say("Oru Front", "merged_into", "Nele League", EVENT("2014")), part)


def test_a_weak_reading_is_no_limit() -> None:
    act = say("Ada Brum", "joined", "Oru Front", EVENT("2016-05"), "b")
    assert not found(say("Ada Brum", "died", "so", EVENT("2014"), sure=0.6), act)
    weak = say("Ada Brum", "joined", "Oru Front", EVENT("2016-05"), "b", sure=0.3)
    assert not found(say("Ada Brum", "died", "so", EVENT("2014")), weak)


def test_going_on_that_is_only_presumed_of_fresh_news_breaks_nothing() -> None:
    reports = [report("a"), report("b", published="2014-03-09"), *REPORTS[2:]]
    post = say("Ada Brum", "holds_post", "Oru Front", SPAN("2014-03-01"), "b", role="leader")
    assert not found(say("Ada Brum", "died", "so", EVENT("2014-03-05")), post, reports=reports)


def test_places_and_states_may_be_older_than_their_founding() -> None:
    entities = (*KNOWN.entities, Entity("e-Kesh", "State", "Kesh", ()))
    known = Identification(entities, {**KNOWN.entity_of, "m:Kesh": "e-Kesh"}, (), ())
    founded = Claim("a", 0, 9, "some words", "formed", Argument("Kesh", "m:Kesh"), Argument("2025"), "test", 0.9)
    act = Claim(
        "b", 0, 9, "some words", "attacked", Argument("Kesh", "m:Kesh"), Argument("Oru Front", "m:Oru Front"),
        "test", 0.9, {}, EVENT("2014"),
    )  # fmt: skip
    assert reconcile([founded, act], known, APART, REPORTS).differences == ()


def test_deaths_of_one_day_told_in_other_words_are_one_death() -> None:
    told = [say("Ada Brum", "died", words, EVENT("2014-03-02"), name) for words, name in (("died", "a"), ("shot", "b"))]
    known = reconcile(told, KNOWN, APART, REPORTS)
    assert (len(known.facts), known.differences) == (1, ())


def test_an_event_that_is_denied_later_is_disputed_and_one_denied_before_is_not() -> None:
    left = say("Oru Front", "left", "Nele League", EVENT("2015-10-03"), "a")
    denial = say("Oru Front", "left", "Nele League", report="b", polarity=Polarity.DENIED)

    def kinds(day: str) -> list[DifferenceKind]:
        reports = [report("a", published="2015-10-09"), report("b", published=day), *REPORTS[2:]]
        return [each.kind for each in reconcile([left, denial], KNOWN, APART, reports).differences]

    assert kinds("2015-10-05") == [DifferenceKind.CONTRADICTION]
    assert kinds("2015-10-01") == [DifferenceKind.CHANGE_OVER_TIME]


def test_two_who_are_said_to_have_killed_one_person() -> None:
    one = say("Oru Front", "assassinated", "Ada Brum", EVENT("2014-03-02"))
    other = say("Tarn Guard", "assassinated", "Ada Brum", EVENT("2014-03"), "b")
    (difference,) = reconcile([one, other], KNOWN, APART, REPORTS).differences
    assert (difference.kind, difference.sub) == (DifferenceKind.CONTRADICTION, "culprit")
    part = say("Tarn Guard", "part_of", "Oru Front", report="c")
    (difference,) = reconcile([one, other, part], KNOWN, APART, REPORTS).differences
    assert (difference.kind, difference.sub) == (DifferenceKind.GRANULARITY, "scope")


def test_two_causes_of_one_death_are_disputed_where_they_are_two_entities() -> None:
    def death(cause: str, report: str) -> Claim:
        return say("Ada Brum", "died", "so", EVENT("2014-03-02"), report, caused_by=cause)

    known = reconcile([death("the Oru Front", "a"), death("Tarn Guard", "b")], KNOWN, APART, REPORTS)
    assert [(each.kind, each.sub) for each in known.differences] == [(DifferenceKind.CONTRADICTION, "culprit")]
    words = reconcile([death("Oru Front", "a"), death("the army", "b")], KNOWN, APART, REPORTS)
    assert words.differences == ()


def test_who_died_before_another_began_was_followed_by_him() -> None:
    old = say("Ada Brum", "holds_post", "Oru Front", report="a", role="leader")
    new = say("Karl Dor", "holds_post", "Oru Front", SPAN("2015"), "b", role="led")
    died = say("Ada Brum", "died", "so", EVENT("2014"), "c")
    kinds = {each.kind for each in reconcile([old, new, died], KNOWN, APART, REPORTS).differences}
    assert kinds == {DifferenceKind.CHANGE_OVER_TIME}


def test_a_report_that_tells_of_a_later_death_is_not_held_against_the_earlier_one_again() -> None:
    early = say("Ada Brum", "died", "so", EVENT("2014-03-02"))
    late = say("Ada Brum", "died", "so", EVENT("2014-05-02"), "b")
    post = say("Ada Brum", "holds_post", "Oru Front", SEEN("2014-05-01"), "b", role="commander")
    assert [each.sub for each in found(early, late, post)] == ["two_deaths"]
    elsewhere = say("Ada Brum", "holds_post", "Oru Front", SEEN("2014-05-01"), "c", role="commander")
    assert sorted(each.sub for each in found(early, late, elsewhere)) == ["after_death", "two_deaths"]


def test_a_killer_named_in_fewer_words_may_be_the_same() -> None:
    entities = (*KNOWN.entities, Entity("e-front", "ArmedGroup", "the Front", ()))
    known = Identification(entities, {**KNOWN.entity_of, "m:Tarn Guard": "e-front"}, (), ())
    told = [
        say(name, "assassinated", "Ada Brum", EVENT("2014-03"), at)
        for name, at in (("Oru Front", "a"), ("Tarn Guard", "b"))
    ]
    (difference,) = reconcile(told, known, APART, REPORTS).differences
    assert (difference.kind, difference.sub) == (DifferenceKind.GRANULARITY, "scope")


# --- what has no time of its own ---------------------------------------------------------------------------------


def test_who_leads_in_a_later_report_was_not_dead() -> None:
    died = say("Ada Brum", "died", "so", EVENT("2014-03-02"))
    leads = say("Ada Brum", "holds_post", "Oru Front", report="b", role="leads")
    later = [report("a"), report("b", published="2016-05")]
    (difference,) = found(died, leads, reports=later)
    assert difference.sub == "after_death"
    assert not found(died, leads, reports=[report("a"), report("b", published="2014-03-20")])
    assert not found(died, say("Ada Brum", "holds_post", "Oru Front", report="b", role="leader"), reports=later)


def test_a_founder_was_there_when_what_it_founded_was() -> None:
    founder = say("Great Council", "formed_by", "Oru Front", report="b")
    told = [say("Oru Front", "formed", "2014-12", EVENT("2014-12")), founder]
    whole = say("Great Council", "formed", "2014-10", EVENT("2014-10"), "c")
    (difference,) = found(*told, whole)
    assert difference.sub == "before_founding"
    assert not found(*told)
    assert not found(*told, whole, say("Great Council", "formed", "2016", EVENT("2016"), "d"))
