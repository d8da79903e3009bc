"""Laws of the whole step, over all kinds of differences."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from stemmata.model import (
    Argument,
    Claim,
    Collation,
    Derivation,
    DerivationKind,
    Entity,
    EntityName,
    Identification,
    Lineage,
    Mention,
    MentionKind,
    MentionType,
    Metadatum,
    Polarity,
    Qualifier,
    Reconciliation,
    Report,
)
from stemmata.reconcile import reconcile
from stemmata.when import UNKNOWN, Period

LAW = settings(deadline=None)  # a busy machine is no failure
TYPES = {"Oru Front": "ArmedGroup", "Nele League": "ArmedGroup", "Tarn Guard": "ArmedGroup", "Ada Brum": "Person"}
TYPES |= {"Karl Dor": "Person", "Harran Monitor": "Publication"}
NAMES = list(TYPES)
REPORTS = "abcde"
MENTIONS = tuple(
    Mention(report, 900, 902, "HM", MentionType.PUBLICATION, MentionKind.NAME) for report in REPORTS if report != "b"
)
KNOWN = Identification(
    tuple(Entity(f"e-{name}", kind, name, (EntityName(name, "Latn", "main"),)) for name, kind in TYPES.items()),
    {f"m:{name}": f"e-{name}" for name in NAMES} | {mention.id: "e-Harran Monitor" for mention in MENTIONS},
    (),
    (),
)
PEOPLE, GROUPS = ("Ada Brum", "Karl Dor"), ("Oru Front", "Nele League", "Tarn Guard")
SHAPES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "died": (PEOPLE, ("so",)),
    "assassinated": (GROUPS, PEOPLE),
    "holds_post": (PEOPLE, GROUPS),
    "joined": (NAMES[:5], GROUPS),
    "left": (GROUPS, GROUPS),
    "member_of": (GROUPS, GROUPS),
    "formed_by": (GROUPS, (*GROUPS, "16 groups")),
    "formed": (GROUPS, ("2014", "2015-03")),
    "dissolved": (GROUPS, ("2014-06", "2016")),
    "merged_into": (GROUPS, GROUPS),
    "split_from": (GROUPS, GROUPS),
    "supplied_by": (GROUPS, GROUPS),
    "stance": (GROUPS, GROUPS),
    "attacked": (GROUPS, GROUPS),
}
DAYS = ["2014", "2014-06", "2015-03", "2016-03-04", "2017"]
QUOTES = ["some words of it", "it continues to be so", "a former leader, formerly Oru Front"]
whens = st.one_of(
    st.just(UNKNOWN),
    st.sampled_from(DAYS).flatmap(
        lambda day: st.sampled_from([Period.event(day), Period.evidenced(day), Period.span(day), Period.span("", day)])
    ),
)


@st.composite
def drawn(draw: st.DrawFn) -> Claim:
    predicate = draw(st.sampled_from(sorted(SHAPES)))
    subject, object_ = (draw(st.sampled_from(names)) for names in SHAPES[predicate])
    ends = [Argument(text, f"m:{text}" if text in NAMES else None) for text in (subject, object_)]
    extra: dict[str, Qualifier] = (
        {"role": draw(st.sampled_from(["leader", "led"]))} if predicate == "holds_post" else {}
    )
    if predicate == "stance":
        extra = {"stance": draw(st.sampled_from(["accepted", "rejected"]))}
    quote, start = draw(st.sampled_from(QUOTES)), draw(st.integers(0, 300))
    return Claim(
        draw(st.sampled_from(REPORTS)), start, start + len(quote), quote, predicate, *ends, "test",
        draw(st.sampled_from([0.4, 0.8])), extra, draw(whens),
        draw(st.sampled_from([(), ("HM",), ("Harran Monitor",)])), draw(st.sampled_from(list(Polarity))),
    )  # fmt: skip


bags = st.lists(drawn(), max_size=16, unique_by=lambda claim: claim.id)


def report(name: str) -> Report:
    told = {"published": Metadatum(f"201{REPORTS.index(name) + 4}-05-06", "sidecar")} if name in "abc" else {}
    told |= {"publisher": Metadatum("Harran Monitor", "sidecar")} if name == "b" else {}
    return Report(name, f"{name}.txt", None, name, 0, "text/plain", "t/1", "so it ended in May " * 30, told)


def of(claims: list[Claim], names: str = REPORTS, mentions: tuple[Mention, ...] = MENTIONS) -> Reconciliation:
    """Reconciled from some of the reports; d and e are copies."""
    groups = ("a", "b", "c", "de")
    lineages = tuple(
        Lineage(tuple(n for n in group if n in names), ("so",)) for group in groups if any(n in names for n in group)
    )
    tie = Derivation("d", "e", DerivationKind.REVISION, True, ("same address",))
    ties = (tie,) if "d" in names and "e" in names else ()
    return reconcile(claims, KNOWN, Collation(ties, lineages), [report(name) for name in names], mentions)


@LAW
@given(bags, st.integers())
def test_the_order_of_claims_reports_and_mentions_does_not_matter(claims: list[Claim], seed: int) -> None:
    chance = random.Random(seed)
    turned = "".join(chance.sample(REPORTS, len(REPORTS)))
    mentions = tuple(chance.sample(MENTIONS, len(MENTIONS)))
    assert of(claims) == of(chance.sample(claims, len(claims)), turned, mentions)


@LAW
@given(bags, st.sampled_from(REPORTS))
def test_a_report_withdrawn_leaves_what_would_be_without_it(claims: list[Claim], gone: str) -> None:
    of(claims)
    kept = [claim for claim in claims if claim.report != gone]
    mentions = tuple(mention for mention in MENTIONS if mention.report != gone)
    assert of(kept) == of(kept, REPORTS.replace(gone, ""), mentions) or gone in "de"
    assert of(kept, REPORTS.replace(gone, "")) == of(kept, REPORTS.replace(gone, ""), mentions)


@LAW
@given(bags)
def test_every_difference_has_two_sides_of_facts_that_are_there(claims: list[Claim]) -> None:
    found = of(claims)
    facts = {fact.id: fact for fact in found.facts}
    for difference in found.differences:
        assert len(difference.sides) > 1 and difference.why
        for side in difference.sides:
            assert side.claims and set(side.claims) <= {id_ for fact in side.facts for id_ in facts[fact].claims}
    assert len({difference.id for difference in found.differences}) == len(found.differences)


@LAW
@given(bags)
def test_one_limit_and_one_predicate_are_one_difference(claims: list[Claim]) -> None:
    found = of(claims)
    predicates = {fact.id: fact.predicate for fact in found.facts}
    broken = [each for each in found.differences if each.sub in ("after_death", "before_founding", "after_dissolution")]
    pairs = [(each.sub, each.sides[0].facts, {predicates[f] for f in each.sides[1].facts}) for each in broken]
    singles = [(sub, limit, min(kinds)) for sub, limit, kinds in pairs if len(kinds) == 1]
    assert len(singles) == len(set(singles))
