"""Names joined by what they are made of and by what is told of their bearers; ids that other lists give them."""

from __future__ import annotations

import pytest
from marked import Record, Told, record, told

from stemmata.identify.elsewhere import ids_elsewhere
from stemmata.identify.readings import read
from stemmata.model import Anchor, Judgement, Link
from stemmata.when import UNKNOWN, Period


def met(path: str, name: str, type: str = "ArmedGroup") -> Told:
    return told(path, f"The {{{name}|{type}}} met.")


def beside(path: str, name: str, company: str, type: str = "ArmedGroup", year: str = "") -> Told:
    """A report in which somebody left a league."""
    when = Period.event(year, year) if year else UNKNOWN
    return told(path, f"{{{name}|{type}}} left the {{{company}|Coalition}}.").claiming(name, "left", company, when)


def different(one: Anchor, other: Anchor) -> Judgement:
    return Judgement("nele", "2026-01-01", "different", "two", (one, other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Oru Liberation Front", "Frente de Liberación de Oru"),
        ("Oru Liberation Front", "OLF"),
        ("National Liberation Front", "FLN"),
        ("National Liberation Army", "Национально-освободительная армия"),
        ("National Liberation Army", "民族解放军"),
        ("Army of Dawn", "جيش الفجر"),
        ("Oru Liberation Army", "Befreiungsarmee Oru"),
    ],
)
def test_translations_and_acronyms_join_across_reports(one: str, other: str) -> None:
    r = record(met("a.txt", one), met("b.txt", other))
    assert r.together(one, other)
    assert any(join.rule == "compared" and " by their names " in join.why for join in r.result.joins)


def test_spelling_translation_and_script_are_one_entity() -> None:
    names = ("Jaysh al-Fajr", "Army of Dawn", "جيش الفجر", "Jaish el-Fajr")
    assert len(record(*(met(f"{n}.txt", name) for n, name in enumerate(names))).result.entities) == 1


def test_of_two_names_that_letters_fit_none_is_chosen() -> None:
    r = record(met("a.txt", "Oru Liberation Front"), met("b.txt", "OLF"), met("c.txt", "Osk Liberation Front"))
    assert len(r.result.entities) == 3
    assert r.verdicts("Oru Liberation Front", "OLF") == r.verdicts("Osk Liberation Front", "OLF") == {"maybe"}


def test_two_names_of_one_actor_are_no_rivals() -> None:
    names = ("Oru Liberation Front", "OLF", "Frente de Liberación de Oru")
    assert len(record(*(met(f"{n}.txt", name) for n, name in enumerate(names))).result.entities) == 1


def test_company_makes_a_question_about_a_person_an_answer() -> None:
    names = ("Ali Samir Toufi Wadi", "Samir Toufi")
    alone = record(*(met(f"{name}.txt", name, "Person") for name in names))
    assert not alone.together(*names) and alone.verdicts(*names) == {"maybe"}
    one_side = record(*(beside(f"{name}.txt", name, "Heron League", "Person") for name in names))
    assert one_side.together(*names)
    assert any("both in the company of one group" in join.why for join in one_side.result.joins)
    two_sides = record(
        *(beside(f"{side}.txt", name, side, "Person") for name, side in zip(names, LEAGUES, strict=True))
    )
    assert two_sides.verdicts(*names) == {"maybe"}
    assert any("never in the same company" in join.why for join in two_sides.result.joins)


LEAGUES = ("Heron League", "Salt League")


def test_company_of_groups_is_told_and_settles_only_what_is_nearly_sure() -> None:
    far = [beside(f"{name}.txt", name, "Heron League") for name in ("New Oru Army", "Oru Army")]
    assert not record(*far).together("New Oru Army", "Oru Army")
    assert any("both in the company of one group" in join.why for join in record(*far).result.joins)


def test_brothers_in_one_group_stay_two() -> None:
    brothers = (
        ("Salim Toufi", "Salam Toufi"),
        ("Hassan Toufi", "Hussein Toufi"),
        ("Jon A. Toufi", "Jon B. Toufi"),
        ("Samir bin Karim Toufi", "Samir bin Salim Toufi"),
    )
    for names in brothers:
        r = record(*(beside(f"{name}.txt", name, "Heron League", "Person") for name in names))
        assert not r.together(*names), names


def test_an_enemy_in_common_is_no_company() -> None:
    def fought(name: str) -> Told:
        story = told(f"{name}.txt", f"{{{name}|ArmedGroup}} fought the {{Heron League|Coalition}}.")
        return story.claiming(name, "opposed_to", "Heron League")

    r = record(fought("New Oru Army"), fought("Oru Army"))
    assert not r.together("New Oru Army", "Oru Army")
    assert not any("in the company" in join.why for join in r.result.joins)


@pytest.mark.parametrize(("year", "entities"), [("1950", 4), ("2008", 3)])
def test_lives_that_never_met_keep_two_persons_apart(year: str, entities: int) -> None:
    names = ("Samir Ali Toufi", "Samir Toufi")
    earlier = beside("a.txt", names[0], "Heron League", "Person", year)
    r = record(earlier, beside("b.txt", names[1], "Salt League", "Person", "2010"))
    assert len(r.result.entities) == entities
    assert r.verdicts(*names) == ({"maybe"} if entities == 4 else {"same"})
    assert any("told of 60 years apart" in join.why for join in r.result.joins) == (entities == 4)


def test_different_of_a_person_wins_over_a_perfect_score() -> None:
    one, other = met("a.txt", "Oru Liberation Front"), met("b.txt", "Frente de Liberación de Oru")
    said = different(one.anchor("Oru Liberation Front"), other.anchor("Frente de Liberación de Oru"))
    assert not record(one, other, judgements=[said]).together("Oru Liberation Front", "Frente de Liberación de Oru")


def test_different_holds_for_all_names_of_both() -> None:
    names = ("Oru Liberation Front", "Frente de Liberación de Oru", "Befreiungsfront Oru", "OLF")
    stories = [met(f"{n}.txt", name) for n, name in enumerate(names)]
    assert len(record(*stories).result.entities) == 1
    said = different(stories[0].anchor(names[0]), stories[1].anchor(names[1]))
    parted = record(*stories, judgements=[said])
    assert not parted.together(names[0], names[1])
    assert {"different"} <= parted.verdicts(names[0], names[1])


@pytest.mark.parametrize("other", ["6th Oru Brigade", "Northern Oru Front", "Oru Council"])
def test_other_bodies_stay_other(other: str) -> None:
    names = ("5th Oru Brigade", "Southern Oru Front", "Oru Liberation Front")
    r = record(*(met(f"{n}.txt", name) for n, name in enumerate((*names, other))))
    assert len(r.result.entities) == 4


STORIES = (met("a.txt", "Kesh Shield"), met("b.txt", "Heron League"))
KESH, HERON = STORIES[0].anchor("Kesh Shield"), STORIES[1].anchor("Heron League")


def linked(anchor: Anchor, id: str, verdict: str = "same", list_: str = "ours") -> Link:
    return Link(anchor, list_, id, anchor.quote, verdict, 0.9, "")


def answered(anchor: Anchor, id: str, verdict: str, when: str = "2026-01-01") -> Judgement:
    return Judgement("nele", when, "link", "", (anchor,), {"list": "ours", "id": id, "verdict": verdict})


def given(links: list[Link], judgements: list[Judgement]) -> tuple[dict[str, dict[str, str]], int]:
    """The ids by the name of the entity, and how many judgements found no place."""
    r: Record = record(*STORIES)
    readings = read([s.report for s in STORIES], [s.extraction for s in STORIES])
    found, lost = ids_elsewhere(links, judgements, readings, r.result.entity_of)
    named = {entity.id: entity.name for entity in r.result.entities}
    return {named[id]: ids for id, ids in found.items() if ids}, len(lost)


ASKED = linked(KESH, "g1")


@pytest.mark.parametrize(
    ("links", "found"),
    [
        ([ASKED], {"Kesh Shield": {"ours": "g1"}}),
        ([linked(KESH, "g1", "maybe")], {}),
        ([ASKED, linked(KESH, "g1", "maybe")], {}),
        ([linked(KESH, "g1", "maybe"), ASKED], {"Kesh Shield": {"ours": "g1"}}),
        ([ASKED, linked(KESH, "q5", list_="theirs")], {"Kesh Shield": {"ours": "g1", "theirs": "q5"}}),
        ([ASKED, linked(KESH, "g2")], {}),
        ([ASKED, linked(HERON, "g1")], {}),
        ([ASKED, linked(HERON, "g2")], {"Kesh Shield": {"ours": "g1"}, "Heron League": {"ours": "g2"}}),
        ([linked(Anchor("gone.txt", "Kesh Shield", "|"), "g1")], {}),
    ],
)
def test_only_a_safe_proposal_without_a_rival_counts(links: list[Link], found: dict[str, dict[str, str]]) -> None:
    assert given(links, []) == (found, 0)


def test_no_to_one_of_two_rivals_frees_the_other() -> None:
    rivals = [ASKED, linked(KESH, "g2")]
    assert given(rivals, [answered(KESH, "g1", "different")])[0] == {"Kesh Shield": {"ours": "g2"}}


def test_the_latest_answer_of_a_person_holds_in_any_order() -> None:
    no, yes = answered(KESH, "g1", "different"), answered(KESH, "g1", "same", "2026-02-01")
    for answers in ([no, yes], [yes, no]):
        assert given([ASKED], answers)[0] == {"Kesh Shield": {"ours": "g1"}}
        assert given([], answers)[0] == {"Kesh Shield": {"ours": "g1"}}


def test_yes_of_a_person_beats_a_safe_proposal() -> None:
    assert given([ASKED], [answered(KESH, "g9", "same")])[0] == {"Kesh Shield": {"ours": "g9"}}


def test_an_answer_on_words_that_are_gone_is_handed_back() -> None:
    gone = answered(Anchor("b.txt", "Salt League", "|"), "g1", "same")
    assert given([ASKED], [gone]) == ({"Kesh Shield": {"ours": "g1"}}, 1)
