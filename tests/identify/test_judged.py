"""What people decided always wins, and is never lost."""

from __future__ import annotations

from dataclasses import replace

from marked import record, told

from stemmata.model import Anchor, Judgement

ONE = told("a.txt", "The {Army of Dawn|ArmedGroup} met. {Ali Oru|Person} spoke.")
TWO = told("b.txt", "The {Jaysh al-Fajr|ArmedGroup} met. {Ali Oru|Person} spoke.")


def judged(what: str, *anchors: Anchor, when: str = "2026-01-01T00:00:00Z") -> Judgement:
    return Judgement("nele", when, what, "seen in the archive", anchors)


DAWN, FAJR = ONE.anchor("Army of Dawn"), TWO.anchor("Jaysh al-Fajr")


def test_same_joins_what_no_rule_would() -> None:
    r = record(ONE, TWO, judgements=[judged("same", DAWN, FAJR)])
    assert r.together("Army of Dawn", "Jaysh al-Fajr")
    assert any(
        j.rule == "judgement" and j.why == "nele decided on 2026-01-01T00:00:00Z: seen in the archive"
        for j in r.result.joins
    )


def test_different_parts_what_every_rule_would_join() -> None:
    r = record(ONE, TWO, judgements=[judged("different", ONE.anchor("Ali Oru"), TWO.anchor("Ali Oru"))])
    assert r.id("Ali Oru", "a.txt") != r.id("Ali Oru", "b.txt")


def test_different_holds_through_third_names() -> None:
    link = told("c.txt", "{Army of Dawn|ArmedGroup} is {Jaysh al-Fajr|ArmedGroup}").claiming(
        "Army of Dawn", "alias", "Jaysh al-Fajr"
    )
    assert record(ONE, TWO, link).together("Army of Dawn", "Jaysh al-Fajr")
    r = record(ONE, TWO, link, judgements=[judged("different", DAWN, FAJR)])
    assert not r.together("Army of Dawn", "Jaysh al-Fajr")


def test_the_later_of_two_contradictory_judgements_holds() -> None:
    early, late = "2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z"
    same, different = judged("same", DAWN, FAJR, when=early), judged("different", DAWN, FAJR, when=late)
    assert not record(ONE, TWO, judgements=[same, different]).together("Army of Dawn", "Jaysh al-Fajr")
    other_way = [replace(same, when=late), replace(different, when=early)]
    assert record(ONE, TWO, judgements=other_way).together("Army of Dawn", "Jaysh al-Fajr")


def test_a_judgement_whose_words_are_gone_is_handed_back() -> None:
    gone = judged("same", DAWN, Anchor("b.txt", "Azure Front", "|"))
    note = judged("note", Anchor("b.txt", "Azure Front", "|"))
    assert record(ONE, TWO, judgements=[gone, note]).result.unplaced == (gone,)


def test_an_anchor_finds_its_words_again_in_a_changed_text() -> None:
    edited = told("b.txt", "On Monday the {Jaysh al-Fajr|ArmedGroup} met.\n\n{Ali Oru|Person} spoke.")
    assert record(ONE, edited, judgements=[judged("same", DAWN, FAJR)]).together("Army of Dawn", "Jaysh al-Fajr")


def test_a_judgement_may_overrule_types() -> None:
    person = told("c.txt", "{Azure|Person} fought.")
    group = told("d.txt", "{Azure|ArmedGroup} fought.")
    r = record(person, group, judgements=[judged("same", person.anchor("Azure"), group.anchor("Azure"))])
    assert len(r.result.entities) == 1
