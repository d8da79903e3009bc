"""Lists of independent reports that are not the same, counts without names, and members that left."""

from __future__ import annotations

from test_impossible import EVENT, SEEN, SPAN
from test_reconcile import APART, REPORTS, report

from stemmata.model import (
    Argument,
    Claim,
    Collation,
    Difference,
    DifferenceKind,
    Entity,
    EntityName,
    Identification,
    Lineage,
    Polarity,
    Qualifier,
    Report,
)
from stemmata.reconcile import reconcile
from stemmata.when import UNKNOWN, Period

PARTS = ["Oru Front", "Nele League", "Tarn Guard", "Hill Men", "Kesh Column"]
DESCRIBED = ["16 groups", "the three groups", "several groups"]
KNOWN = Identification(
    (
        *(Entity(f"e-{name}", "ArmedGroup", name, ()) for name in (*PARTS, "Council")),
        *(Entity(f"e-{name}", "ArmedGroup", name, (EntityName(name, "Latn", "description"),)) for name in DESCRIBED),
    ),
    {f"m:{name}": f"e-{name}" for name in (*PARTS, *DESCRIBED, "Council")},
    (),
    (),
)
GRANULARITY = DifferenceKind.GRANULARITY


def part(
    name: str,
    report: str = "a",
    when: Period = UNKNOWN,
    predicate: str = "member_of",
    quote: str = "some words",
    polarity: Polarity = Polarity.ASSERTED,
    **qualifiers: Qualifier,
) -> Claim:
    """A claim that `name` is a part of the Council; `formed_by` and its like read the other way."""
    ends = [Argument(name, f"m:{name}" if f"m:{name}" in KNOWN.entity_of else None), Argument("Council", "m:Council")]
    if predicate in ("formed_by", "supplied_by"):
        ends.reverse()
    return Claim(
        report, 0, len(quote), quote, predicate, *ends, "test", 0.8, dict(qualifiers), when, polarity=polarity
    )  # fmt: skip


def found(*claims: Claim, reports: list[Report] = REPORTS, collation: Collation = APART) -> list[Difference]:
    return list(reconcile(claims, KNOWN, collation, reports).differences)


def test_lists_that_are_not_the_same_are_one_difference_with_a_side_each() -> None:
    (difference,) = found(
        part("Oru Front"), part("Nele League"), part("Tarn Guard"),
        part("Oru Front", "b"), part("Hill Men", "b"),
        part("Kesh Column", "c"),
    )  # fmt: skip
    assert (difference.kind, difference.sub, len(difference.sides)) == (GRANULARITY, "partial_list", 3)
    assert difference.why.startswith("Council has as a member: Nele League, Oru Front, Tarn Guard [a.txt];")
    assert [len(side.claims) for side in difference.sides] == [3, 2, 1]


def test_a_mention_of_one_that_is_listed_and_the_same_list_differ_in_nothing() -> None:
    assert not found(part("Oru Front"), part("Nele League"), part("Oru Front", "b"))
    assert not found(*(part(name, report) for name in PARTS for report in "ab"))


def test_single_names_are_no_lists() -> None:
    assert not found(part("Oru Front"), part("Nele League", "b"))


def test_copies_of_one_list_are_one_list() -> None:
    together = Collation(
        (), (Lineage(("a", "b"), ("copied",)), Lineage(("c",), ("alone",)), Lineage(("d",), ("alone",)))
    )
    assert not found(part("Oru Front"), part("Nele League"), part("Hill Men", "b"), collation=together)


def test_lists_of_other_times_are_not_compared() -> None:
    early, late = SEEN("2014"), SEEN("2018")
    claims = [part("Oru Front", when=early), part("Nele League", when=early), part("Hill Men", "b", late)]
    assert not [each for each in found(*claims) if each.sub == "partial_list"]


def test_a_count_beside_a_shorter_list() -> None:
    listed = [part("Oru Front", predicate="formed_by"), part("Nele League", predicate="formed_by")]
    (difference,) = found(*listed, part("16 groups", "b", predicate="formed_by"))
    assert difference.sub == "partial_list" and "16, without names [b.txt]" in difference.why
    (difference,) = found(*listed, part("several groups", "b", predicate="formed_by", count=12))
    assert "12, without names" in difference.why
    assert not found(
        *listed, part("Tarn Guard", predicate="formed_by"), part("the three groups", "b", predicate="formed_by")
    )
    assert not found(*listed, part("16 groups", predicate="formed_by"))  # the one report that names some of its 16


def test_one_more_than_only_these_is_no_contradiction_but_a_denial_is() -> None:
    listed = [part("Oru Front", quote="only these two"), part("Nele League", quote="only these two")]
    assert [each.sub for each in found(*listed, part("Hill Men", "b"))] == ["partial_list"]
    denied = part("Hill Men", "c", polarity=Polarity.DENIED)
    kinds = {each.kind for each in found(*listed, part("Hill Men", "b"), denied)}
    assert DifferenceKind.CONTRADICTION in kinds


def test_one_member_ends_and_another_goes_on() -> None:
    ended = part("Oru Front", when=SPAN("", "2017-10"), predicate="supplied_by")
    on = part("Nele League", predicate="supplied_by", quote="the League continues to supply it")
    (difference,) = found(ended, on)
    assert (difference.kind, difference.sub) == (DifferenceKind.CHANGE_OVER_TIME, "member")
    assert "Oru Front, ended" in difference.why and "Nele League, going on" in difference.why
    assert not found(ended, part("Nele League", predicate="supplied_by"))
    later = part("Nele League", "b", SEEN("2019"), predicate="supplied_by")
    assert [each.sub for each in found(ended, later)] == ["member"]
    before = part("Nele League", "b", SEEN("2015"), predicate="supplied_by")
    assert not found(ended, before)


def test_going_on_counts_only_from_a_report_that_was_written_later() -> None:
    ended = part("Oru Front", when=SPAN("", "2017-10"), predicate="supplied_by")
    on = part("Nele League", "b", predicate="supplied_by", quote="the League continues to supply it")

    def subs(day: str) -> list[str]:
        return [each.sub for each in found(ended, on, reports=[report("a"), report("b", published=day), *REPORTS[2:]])]

    assert subs("2018-01-05") == ["member"]
    assert subs("2016-01-05") == []
    assert not found(ended, on)


def test_who_left_has_ended_and_who_is_a_member_later_went_on() -> None:
    left = part("Oru Front", when=EVENT("2016-02"), predicate="left")
    claims = [part("Oru Front"), left, part("Nele League", when=SEEN("2017"))]
    assert [each.sub for each in found(*claims)] == ["member"]


def test_who_joined_and_left_is_a_change_told_once_for_a_whole() -> None:
    claims = [
        part(name, report, EVENT(day), predicate)
        for name, report in (("Oru Front", "a"), ("Nele League", "b"))
        for predicate, day in (("joined", "2013"), ("left", "2016"))
    ]
    claims.append(part("Hill Men", when=EVENT("2013"), predicate="joined"))
    (difference,) = [each for each in found(*claims) if each.sub == "member"]
    assert difference.kind is DifferenceKind.CHANGE_OVER_TIME
    assert "Nele League, Oru Front [a.txt, b.txt]; left again [a.txt, b.txt]" in difference.why


# --- lists over several predicates -------------------------------------------------------------------------------


def listing(report: str, **parts: str) -> list[Claim]:
    """Who formed or joined the Council, by a report."""
    return [part(name.replace("_", " "), report, predicate=predicate) for name, predicate in parts.items()]


def test_founders_and_those_who_joined_stand_in_one_list() -> None:
    founders = listing("b", Oru_Front="formed_by", Nele_League="formed_by")
    longer = listing("a", Oru_Front="formed_by", Nele_League="formed_by", Tarn_Guard="joined")
    (difference,) = found(*longer, *founders)
    assert (difference.kind, difference.sub) == (GRANULARITY, "partial_list")
    assert difference.why.startswith("Council was formed or joined by: Nele League, Oru Front, Tarn Guard [a.txt]; ")
    assert not found(*longer, *listing("b", Hill_Men="member_of"))


def test_lists_of_who_accepted_an_agreement() -> None:
    def signed(name: str, report: str, stance: str = "accepted") -> Claim:
        return part(name, report, predicate="stance", stance=stance)

    one = [signed("Oru Front", "a"), signed("Nele League", "a")]
    (difference,) = found(*one, signed("Oru Front", "b"), signed("Tarn Guard", "b"))
    assert difference.why.startswith("Council was accepted by: ")
    assert not found(*one, signed("Tarn Guard", "b"))
    assert not found(*one, signed("Hill Men", "b", "rejected"), signed("Tarn Guard", "b", "rejected"))
