"""Tolls of one event: which are compared, and what they are to each other."""

from __future__ import annotations

from dataclasses import replace

import pytest
from test_impossible import EVENT
from test_reconcile import APART, ENTITIES, REPORTS, claim, report

from stemmata.model import (
    Claim,
    Collation,
    Derivation,
    DerivationKind,
    Difference,
    DifferenceKind,
    Lineage,
    Polarity,
    Report,
)
from stemmata.reconcile import reconcile
from stemmata.reconcile.tolls import patterns, said
from stemmata.when import UNKNOWN, Period

KIND = DifferenceKind
DAY = EVENT("2016-03-01")
EXAMPLES = [(key, text) for key in ("part", "beside") for text in patterns(f"{key}s")]


def toll(
    number: int,
    report: str = "a",
    when: Period = UNKNOWN,
    at: int = 0,
    words: str = "",
    quote: str = "",
    voice: str = "",
    subject: str = "Oru Front",
    **more: str,
) -> Claim:
    told = claim(
        subject, "casualties", words or str(number), when, report, [voice] if voice else [],
        Polarity.REPORTED if voice else Polarity.ASSERTED, at,
    )  # fmt: skip
    return replace(told, quote=quote or told.quote, qualifiers={"killed": number, **more})


def fight(report: str, when: Period = UNKNOWN, at: int = 0, place: str = "Kesh") -> Claim:
    return claim("Nele League", "attacked", place, when, report, at=at)


def found(*claims: Claim, collation: Collation = APART, reports: list[Report] = REPORTS) -> list[Difference]:
    return [
        each
        for each in reconcile(claims, ENTITIES, collation, reports).differences
        if "suffered losses" in each.why
    ]  # fmt: skip


def test_the_numbers_of_one_event_are_one_dispute_with_a_side_for_each() -> None:
    (dispute,) = found(
        toll(7, "a", DAY, battle="Kesh"),
        toll(9, "b", battle="Kesh"),
        toll(30, "c", battle="Kesh"),
        toll(9, "d", DAY, battle="Kesh"),
    )
    assert (dispute.kind, dispute.sub, len(dispute.sides)) == (KIND.CONTRADICTION, "number", 3)


def test_the_event_may_be_told_just_before_the_toll() -> None:
    told = [fight("a", DAY), toll(7, "a", at=60), fight("b", EVENT("2016-03")), toll(9, "b", at=60)]
    (dispute,) = found(*told)
    assert dispute.kind is KIND.CONTRADICTION
    far = [fight("a", DAY), toll(7, "a", at=600), fight("b", EVENT("2016-03")), toll(9, "b", at=60)]
    assert not found(*far)


def test_another_day_or_place_or_culprit_is_another_event() -> None:
    assert not found(fight("a", DAY), toll(7, "a", at=60), fight("b", EVENT("2017-03")), toll(9, "b", at=60))
    assert not found(fight("a", DAY), toll(7, "a", at=60), fight("b", DAY, place="Tarn"), toll(9, "b", at=60))
    assert not found(toll(7, "a", DAY, place="Kesh"), toll(9, "b", DAY, place="Tarn"))
    assert not found(toll(7, "a", DAY, caused_by="Nele League"), toll(9, "b", DAY, caused_by="Ada Brum"))


def test_near_in_time_alone_is_not_one_event() -> None:
    assert not found(toll(7, "a", DAY), toll(9, "b", EVENT("2016-03-03")))
    assert not found(toll(7, "a", DAY), toll(900, "b", EVENT("2016")))
    assert not found(fight("a"), toll(7, "a", at=60), fight("b"), toll(9, "b", at=60))


def test_undated_tolls_of_one_place_are_one_event_where_they_were_told_together() -> None:
    told = [fight("a"), toll(7, "a", at=60), fight("b"), toll(9, "b", at=60)]
    written = {"a": "2016-03-02", "b": "2016-03-05"}
    (dispute,) = found(*told, reports=[report(name, published=written.get(name, "2019")) for name in "abcd"])
    assert dispute.kind is KIND.CONTRADICTION


def test_two_voices_side_by_side() -> None:
    (dispute,) = found(toll(7, voice="Ada Brum"), toll(9, at=80, voice="Karl Dor"))
    assert dispute.kind is KIND.CONTRADICTION


def test_a_later_version_corrects() -> None:
    tie = Derivation("a", "b", DerivationKind.REVISION, True, ())
    versions = Collation((tie,), (Lineage(("a", "b"), ("versions",)), Lineage(("c",), ()), Lineage(("d",), ())))
    (difference,) = found(toll(7, "a"), toll(9, "b"), collation=versions)
    assert (difference.kind, difference.sub) == (KIND.CORRECTION, "number")


def test_a_part_of_the_toll_is_a_matter_of_scope() -> None:
    (difference,) = found(
        toll(212, "a", quote="lost 212 killed"),
        toll(47, "a", DAY, at=60, quote="two rounds killed 47 of them"),
        toll(60, "b", DAY),
    )
    assert (difference.kind, difference.sub) == (KIND.GRANULARITY, "scope")


def test_a_number_beside_a_named_person_may_be_one_less() -> None:
    (difference,) = found(
        toll(23, "a", DAY), toll(22, "b", DAY, words="22 of his men", quote="fell with 22 of his men")
    )
    assert (difference.kind, difference.sub) == (KIND.GRANULARITY, "scope")
    (difference,) = found(
        toll(70, "a", DAY), toll(22, "b", DAY, words="22 of his men", quote="fell with 22 of his men")
    )
    assert difference.kind is KIND.CONTRADICTION


def test_a_rounded_number_beside_an_exact_one() -> None:
    (difference,) = found(toll(140, "a", battle="Kesh", words="some 140 men"), toll(140, "b", DAY, battle="Kesh"))
    assert (difference.kind, difference.sub) == (KIND.GRANULARITY, "precision")


@pytest.mark.parametrize(("key", "example"), EXAMPLES)
def test_the_examples_of_the_patterns(key: str, example: str) -> None:
    before, number, after = example.split("|")
    given = toll(1, words=number, quote=before + number + after)
    assert said(given, key)
    assert not said(toll(1, words="20 men", quote="they lost 20 men in all"), key)


@pytest.mark.parametrize("example", patterns("abouts"))
def test_the_examples_of_rounded_numbers(example: str) -> None:
    words = example.split("|")[1]
    assert words.casefold().startswith(tuple(f"{word} " for word in patterns("about")))


def test_a_number_of_whom_somebody_speaks_is_no_part() -> None:
    assert not said(toll(11, words="11", quote="lost 63 soldiers, and not the 11 of whom the captain speaks"), "part")
