"""Which entries are proposed for which entities, how safely, and why. All names are invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from stemmata.edtf import edtf_bounds
from stemmata.lists import Entry, Matcher, Proposal, Subject, subjects
from stemmata.model import Entity, EntityName, Fact, Polarity
from stemmata.when import UNKNOWN, Bounds, Period

DELTA = Subject(
    "e1",
    "ArmedGroup",
    "Delta Guard",
    ("Delta Guard", "Reed Band"),
    home=frozenset({"mali"}),
    places=frozenset({"mali"}),
)
ORU = Subject("p1", "Person", "Mara Oru", ("Mara Oru", "Oru"), groups=("Delta Guard",))


def entry(*names: str, id_: str = "Q1", **more: object) -> Entry:
    return Entry(id_, names, 1, **more)  # type: ignore[arg-type]


def matched(known: Subject | list[Subject], *entries: Entry) -> tuple[Proposal, ...]:
    matcher = Matcher(known if isinstance(known, list) else [known])
    for each in entries:
        matcher.see(each)
    return matcher.proposals()


def year(text: str) -> Bounds:
    return Bounds(*edtf_bounds(text))


def test_a_full_name_of_its_own_is_safe() -> None:
    (found,) = matched(DELTA, entry("Delta Guard", id_="Q7"), entry("Salt League", id_="Q8"))
    assert (found.subject, found.id, found.name, found.verdict) == ("e1", "Q7", "Delta Guard", "same")
    assert found.why == ("'Delta Guard' is its name in both",)


def test_any_name_of_either_may_fit() -> None:
    (found,) = matched(DELTA, entry("Some Other Militia", "The Reed Band"))
    assert (found.own, found.name, found.verdict) == ("Reed Band", "The Reed Band", "same")


def test_two_names_that_agree_are_more_than_one() -> None:
    one, two = matched(DELTA, entry("Delta Guard"))[0], matched(DELTA, entry("Delta Guard", "Reed Band"))[0]
    assert two.score > one.score
    assert "also 'Reed Band'" in two.why


def test_two_spellings_of_one_name_are_one() -> None:
    known = replace(DELTA, names=("Delta Guard", "Delta Guards"))
    assert not any(why.startswith("also") for why in matched(known, entry("Delta Guard", "The Delta Guard"))[0].why)


@pytest.mark.parametrize("own", ["17th Regiment", "1st Brigade", "Revolutionary Council"])
def test_a_name_that_any_army_could_have_is_not_even_asked(own: str) -> None:
    known = replace(DELTA, name=own, names=(own,))
    assert matched(known, entry(own, kind="group")) == ()
    (asked,) = matched(known, entry(own, kind="group", places=("ml",)))
    assert asked.verdict == "maybe"
    assert "Mali in the list and in the reports" in asked.why


def test_an_acronym_alone_is_never_safe() -> None:
    known = replace(DELTA, name="FHA", names=("FHA",))
    (by_letters,) = matched(known, entry("FHA"))
    (by_initials,) = matched(known, entry("Free Hill Army"))
    assert by_letters.verdict == by_initials.verdict == "maybe"
    (both,) = matched(replace(known, names=("Free Hill Army", "FHA")), entry("Free Hill Army", "FHA"))
    assert both.verdict == "same"
    assert both.name == "Free Hill Army", "the full name is what is proposed by"


def test_a_name_of_one_word_needs_something_beside_it() -> None:
    known = replace(DELTA, name="Hezrallah", names=("Hezrallah",))
    assert matched(known, entry("Hezrallah"))[0].verdict == "maybe"
    assert matched(known, entry("Hezrallah", places=("Mali",)))[0].verdict == "same"


def test_a_person_needs_something_beside_the_name() -> None:
    assert matched(ORU, entry("Mara Oru", kind="person"))[0].verdict == "maybe"
    (found,) = matched(ORU, entry("Mara Oru", kind="person", about="Commander of the Delta Guard since 2015"))
    assert found.verdict == "same"
    assert "told of with Delta Guard in the list and in the reports" in found.why


def test_a_person_spelled_otherwise_needs_more_than_a_country() -> None:
    known = replace(ORU, places=frozenset({"mali"}))
    assert matched(known, entry("Mara Oru", kind="person", places=("ml",)))[0].verdict == "same"
    assert matched(known, entry("Mara Hassan Oru", kind="person", places=("ml",)))[0].verdict == "maybe"
    with_group = entry("Mara Hassan Oru", kind="person", places=("ml",), about="general of the Delta Guard")
    assert matched(known, with_group)[0].verdict == "same"


def test_a_lone_surname_is_not_even_asked() -> None:
    assert matched(ORU, entry("Oru", kind="person")) == ()
    lone = replace(ORU, name="Oru", names=("Oru",))
    assert matched(lone, entry("Mara Oru", kind="person")) == ()


def test_a_name_that_the_list_itself_trusts_little_is_never_safe() -> None:
    assert matched(DELTA, entry("Salt League", weak=("Delta Guard",)))[0].verdict == "maybe"


def test_groups_are_held_against_groups_and_persons_against_persons() -> None:
    known = [replace(ORU, id="p2", name="Delta Guard", names=("Delta Guard",), groups=()), DELTA]
    assert [p.subject for p in matched(known, entry("Delta Guard", kind="group"))] == ["e1"]
    assert [p.subject for p in matched(known, entry("Delta Guard", kind="person"))] == ["p2"]
    assert [p.subject for p in matched(known, entry("Delta Guard", kind="thing"))] == ["e1"]
    assert {p.subject for p in matched(known, entry("Delta Guard"))} == {"e1", "p2"}
    assert matched(known, entry("Delta Guard", kind="other")) == ()


def test_two_entries_that_fit_alike_are_both_asked() -> None:
    one, two = matched(DELTA, entry("Delta Guard", id_="Q1"), entry("The Delta Guard", id_="Q2"))
    assert one.verdict == two.verdict == "maybe"
    assert {one.why[-1], two.why[-1]} == {"fits nearly as well as Q1", "fits nearly as well as Q2"}


def test_a_rival_with_much_against_it_is_none() -> None:
    wrong = entry("Delta Guard", id_="Q2", kind="body", called="rugby club")
    assert [(p.id, p.verdict) for p in matched(DELTA, entry("Delta Guard", id_="Q1"), wrong)] == [("Q1", "same")]
    (alone,) = matched(DELTA, wrong)
    assert alone.verdict == "maybe" and "rugby club" in alone.why[1]


def test_what_tells_more_of_one_entry_decides_between_two() -> None:
    near = entry("Delta Guard", "Reed Band", id_="Q1", places=("Mali",))
    (found,) = matched(DELTA, near, entry("Delta Guard", id_="Q2"))
    assert (found.id, found.verdict) == ("Q1", "same")


def test_one_entry_that_fits_two_is_asked_for_both() -> None:
    both = matched([DELTA, replace(DELTA, id="e2")], entry("Delta Guard"))
    assert [(p.subject, p.verdict) for p in both] == [("e1", "maybe"), ("e2", "maybe")]
    assert "fits 2 in the record alike" in both[0].why[-1]


def test_the_same_entry_twice_is_no_rival_of_itself() -> None:
    (found,) = matched(DELTA, entry("Delta Guard"), entry("Delta Guard", places=("Mali",)))
    assert found.verdict == "same" and len(found.why) == 2


def test_many_that_fit_alike_tell_nothing() -> None:
    matcher = Matcher([DELTA])
    for number in range(100, 140):
        matcher.see(entry("Delta Guard", id_=f"Q{number}"))
    assert (matcher.proposals(), matcher.crowded()) == ((), (DELTA,))
    matcher.see(entry("Delta Guard", "Reed Band", id_="Q7", places=("ml",)))
    assert [(p.id, p.verdict) for p in matcher.proposals()] == [("Q7", "same")]
    assert matcher.crowded() == ()


def test_another_spelling_needs_something_beside_it() -> None:
    known = replace(DELTA, name="Bevad Assembly", names=("Bevad Assembly",))
    assert [p.verdict for p in matched(known, entry("Bavad Assembly"))] == ["maybe"]
    assert [p.verdict for p in matched(known, entry("Bavad Assembly", places=("ml",)))] == ["same"]
    assert matched(known, entry("Bavad Assembly", places=("tr",))) == (), (
        "nor is it asked where something is against it"
    )


def test_one_spelling_is_ahead_of_one_that_sounds_alike() -> None:
    known = replace(DELTA, name="Bevad Assembly", names=("Bevad Assembly",))
    found = matched(known, entry("Bavad Assembly", id_="Q1"), entry("Bevad Assembly", id_="Q2"))
    assert [(p.id, p.verdict) for p in found] == [("Q2", "same")]


@pytest.mark.parametrize(
    ("known", "listed", "why"),
    [
        ({"first": date(2012, 1, 1)}, {"ended": year("1999")}, "dissolved 1999 in the list"),
        ({"last": date(2012, 1, 1)}, {"begun": year("2020-05")}, "formed 2020 in the list"),
        ({"formed": date(2012, 1, 1)}, {"begun": year("1950")}, "formed 1950 in the list, but 2012"),
        ({}, {"places": ("Q43",)}, "Turkey in the list, but Mali in the reports"),
        ({}, {"about": "Turkish militia"}, "Turkey in the list, but Mali in the reports"),
    ],
)
def test_what_speaks_against(known: dict[str, object], listed: dict[str, object], why: str) -> None:
    (found,) = matched(replace(DELTA, **known), entry("Delta Guard", **listed))  # type: ignore[arg-type]
    assert found.verdict == "maybe"
    assert why in "; ".join(found.why)
    assert found.score < matched(DELTA, entry("Delta Guard"))[0].score


def test_what_speaks_for() -> None:
    known = replace(DELTA, formed=date(2013, 5, 1))
    (found,) = matched(known, entry("Delta Guard", begun=year("2013"), about="a Malian armed group"))
    assert "formed 2013 in the list and in the reports" in found.why
    assert "Mali in the list and in the reports" in found.why


def test_nobody_lives_for_two_centuries() -> None:
    known = replace(ORU, last=date(2015, 1, 1))
    painter = entry("Mara Oru", kind="person", begun=year("1850"))
    assert matched(known, painter) == ()
    (found,) = matched(known, replace(painter, about="commander of the Delta Guard"))
    assert found.verdict == "maybe"


def test_the_order_of_a_list_does_not_matter() -> None:
    entries = [entry("Delta Guard", id_=f"Q{n}") for n in range(3)] + [entry("Reed Band", id_="Q9", places=("ml",))]
    assert matched([DELTA, ORU], *entries) == matched([ORU, DELTA], *reversed(entries))


def entity(id_: str, type_: str, *names: str, kind: str = "main") -> Entity:
    return Entity(id_, type_, names[0], tuple(EntityName(name, "Latn", kind) for name in names))


def fact(subject: str, predicate: str, object_: str, when: Period = UNKNOWN, **more: object) -> Fact:
    ends = {"object": object_, "value": None}
    rest = {"polarity": Polarity.ASSERTED, **more}
    return Fact(predicate, subject, when=when, claims=("c",), reports=("r",), lineages=("l",), voices=(),
                confidence=0.9, reasons=(), **ends, **rest)  # type: ignore[arg-type]  # fmt: skip


def test_what_the_record_tells_of_an_entity() -> None:
    entities = [
        entity("g", "ArmedGroup", "Delta Guard"),
        entity("p", "Person", "Mara Oru"),
        entity("s", "State", "Mali"),
        entity("b", "State", "Velia"),
        entity("t", "Place", "Osk"),
        entity("d", "ArmedGroup", "the group", kind="description"),
    ]
    facts = [
        fact("g", "active_in", "t", Period.evidenced("2015")),
        fact("g", "part_of", "s"),
        fact("g", "supplied_by", "b"),
        fact("p", "holds_post", "g", Period.span("2014", "2016")),
        fact("g", "controls", "b", polarity=Polarity.DENIED),
    ]
    group, person = subjects(entities, facts)
    assert (group.id, group.home, group.places) == ("g", frozenset({"osk", "mali"}), frozenset({"osk", "mali"}))
    assert (group.first, group.last) == (date(2014, 1, 1), date(2016, 12, 31))
    assert (person.groups, person.is_person) == (("Delta Guard",), True)
