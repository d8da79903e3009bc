"""A part told as a fact, and a part at second hand."""

from __future__ import annotations

from dataclasses import replace

from test_reconcile import claim, of

from stemmata.model import Claim, Difference, DifferenceKind, Polarity
from stemmata.when import Period

DAY = Period.event("2016-09")


def attack(object_: str, start: int, end: int, polarity: Polarity = Polarity.ASSERTED, report: str = "a") -> Claim:
    voices = [] if polarity is Polarity.ASSERTED else ["Oru Front"]
    made = claim("Oru Front", "attacked", object_, DAY, report, voices, polarity, start)
    return replace(made, end=end)


def parts(*claims: Claim) -> list[Difference]:
    return [each for each in of(*claims).differences if each.sub == "part"]


def test_an_end_that_only_one_voice_adds() -> None:
    (difference,) = parts(attack("helicopter", 0, 60), attack("Nele League", 50, 90, Polarity.ALLEGED))
    assert (difference.kind, len(difference.sides)) == (DifferenceKind.ATTRIBUTION, 2)
    assert "Oru Front attacked Nele League (in September 2016), says Oru Front" in difference.why


def test_another_sentence_another_report_and_the_same_voice_add_nothing() -> None:
    whole = attack("helicopter", 0, 60)
    assert not parts(whole, attack("Nele League", 100, 140, Polarity.ALLEGED))
    assert not parts(whole, attack("Nele League", 50, 90, Polarity.ALLEGED, "b"))
    assert not parts(whole, attack("Nele League", 50, 90))


def test_what_anybody_tells_as_a_fact_is_not_only_said() -> None:
    said, firm = attack("Nele League", 50, 90, Polarity.ALLEGED), attack("Nele League", 0, 30, report="b")
    assert not parts(attack("helicopter", 0, 60), said, firm)


def test_another_day_is_another_event() -> None:
    later = replace(attack("Nele League", 50, 90, Polarity.ALLEGED), when=Period.event("2017-01"))
    assert not parts(attack("helicopter", 0, 60), later)
