"""Other names that reports state: believed with their reason, or not believed with a reason too."""

from __future__ import annotations

from dataclasses import replace

from marked import record, told

from stemmata.model import Polarity
from stemmata.when import Period

TEXT = "The {Army of Dawn|ArmedGroup} is {Jaysh al-Bahr|ArmedGroup}."


def test_a_stated_alias_joins_and_says_why() -> None:
    r = record(
        told("a.txt", TEXT).claiming("Army of Dawn", "alias", "Jaysh al-Bahr"),
        told("b.txt", "{Jaish al-Bahr|ArmedGroup}"),
    )
    assert r.together("Army of Dawn", "Jaish al-Bahr")
    why = next(j.why for j in r.result.joins if j.rule == "alias")
    assert why == (
        "both 'Army of Dawn' and 'Jaysh al-Bahr' are given as names of one (alias) in a.txt: "
        "'Army of Dawn is Jaysh al-Bahr'"
    )


def test_a_hedged_or_denied_alias_is_only_maybe() -> None:
    for polarity in (Polarity.REPORTED, Polarity.ALLEGED, Polarity.DENIED):
        r = record(told("a.txt", TEXT).claiming("Army of Dawn", "alias", "Jaysh al-Bahr", polarity=polarity))
        assert not r.together("Army of Dawn", "Jaysh al-Bahr") and r.verdicts("Army of Dawn", "Jaysh al-Bahr") == {
            "maybe"
        }


def test_an_alias_that_is_a_value_is_a_name_and_joins_its_bearers() -> None:
    r = record(
        told("a.txt", "The {Army of Dawn|ArmedGroup}.").claiming("Army of Dawn", "alias", "جيش الفجر"),
        told("b.txt", "{جيش الفجر|ArmedGroup}"),
    )
    assert r.together("Army of Dawn", "جيش الفجر")
    name = next(n for n in r.entity("Army of Dawn").names if n.script == "Arab")
    assert name.kind == "original_script" and name.claims


def test_a_rename_keeps_one_entity_with_dated_names() -> None:
    story = told(
        "a.txt", "The {Union of Oru|ArmedGroup} became the {Army of Oru|ArmedGroup}. {Army of Oru|ArmedGroup} won."
    )
    r = record(story.claiming("Union of Oru", "renamed_to", "Army of Oru", when=Period.event("2013")))
    names = {n.text: n for n in r.entity("Union of Oru").names}
    assert r.entity("Union of Oru").name == "Army of Oru"
    assert names["Union of Oru"].kind == "former" and names["Union of Oru"].when.finish == "2013"
    assert names["Army of Oru"].when.begin == "2013"


def test_a_former_name_never_is_the_main_name() -> None:
    story = told("a.txt", "{Army of Oru|ArmedGroup} {Union of Oru|ArmedGroup} {Union of Oru|ArmedGroup}")
    assert (
        record(story.claiming("Army of Oru", "former_name", "Union of Oru")).entity("Union of Oru").name
        == "Army of Oru"
    )


def test_names_in_one_list_are_not_believed_to_be_one() -> None:
    story = told(
        "a.txt", "The {Army of Dawn|ArmedGroup}, the {Grey Army|ArmedGroup} and {Jaysh al-Bahr|ArmedGroup} met."
    )
    r = record(story.claiming("Army of Dawn", "alias", "Jaysh al-Bahr"))
    assert not r.together("Army of Dawn", "Jaysh al-Bahr")
    assert "listed_apart" in {j.rule for j in r.result.joins if j.verdict == "different"}


def test_names_said_to_fight_or_to_merge_are_not_believed_to_be_one() -> None:
    for relation in ("opposed_to", "merged_into", "split_from", "attacked"):
        story = told("a.txt", TEXT).claiming("Army of Dawn", "alias", "Jaysh al-Bahr")
        r = record(story, told("b.txt", TEXT).claiming("Army of Dawn", relation, "Jaysh al-Bahr"))
        assert not r.together("Army of Dawn", "Jaysh al-Bahr")
        assert any(relation in j.why for j in r.result.joins if j.verdict == "different")


def test_an_alias_of_another_number_is_not_believed() -> None:
    story = told("a.txt", "{5th Oru Brigade|ArmedGroup} is {15th Oru Brigade|ArmedGroup}")
    alias = record(story.claiming("5th Oru Brigade", "alias", "15th Oru Brigade"))
    rename = record(story.claiming("5th Oru Brigade", "renamed_to", "15th Oru Brigade"))
    assert alias.verdicts("5th Oru Brigade", "15th Oru Brigade") == {"different"}
    assert rename.verdicts("5th Oru Brigade", "15th Oru Brigade") == {"maybe"}


def test_the_end_of_a_longer_name_is_not_the_alias() -> None:
    story = told("a.txt", "{Norland Rally|Coalition}, also known as the Suland-backed {Free Army|Coalition}.")
    r = record(story.claiming("Norland Rally", "alias", "Free Army"))
    assert not r.together("Norland Rally", "Free Army")


def test_a_person_is_never_a_group_by_alias() -> None:
    story = told("a.txt", "{Samir Toufi|Person} is {Azure Front|ArmedGroup}").claiming(
        "Samir Toufi", "alias", "Azure Front"
    )
    r = record(story)
    assert not r.together("Samir Toufi", "Azure Front")
    assert "type_clash" in {j.rule for j in r.result.joins}


def test_mergers_and_splits_make_no_joins() -> None:
    story = told("a.txt", "{Oru Brigade|ArmedGroup} merged into {Azure Front|ArmedGroup}").claiming(
        "Oru Brigade", "merged_into", "Azure Front"
    )
    assert len(record(story).result.entities) == 2


def test_a_name_inside_a_longer_name_is_not_the_alias() -> None:
    text = "{Norland Rally|Coalition} ({NR|Coalition}), also known as the {Suland|State}-backed Free Army."
    r = record(told("a.txt", text))
    assert not r.together("NR", "Suland") and r.together("NR", "Norland Rally")


def test_words_read_both_ways_do_not_speak_against_themselves() -> None:
    story = told("a.txt", TEXT).claiming("Army of Dawn", "former_name", "Jaysh al-Bahr")
    assert record(story.claiming("Army of Dawn", "part_of", "Jaysh al-Bahr")).together("Army of Dawn", "Jaysh al-Bahr")


def test_a_description_is_no_former_name() -> None:
    story = told("a.txt", "The {Army of Dawn|ArmedGroup} was {a small militia|ArmedGroup|description}.")
    r = record(story.claiming("Army of Dawn", "former_name", "a small militia"))
    assert r.verdicts("Army of Dawn", "a small militia") == {"maybe"}


def test_a_description_that_points_back_may_be_renamed() -> None:
    text = "The {Army of Dawn|ArmedGroup} fought. {The group|ArmedGroup|description|Army of Dawn} became "
    text += "{Azure Front|ArmedGroup}."
    r = record(told("a.txt", text).claiming("The group", "renamed_to", "Azure Front"))
    assert r.together("Army of Dawn", "Azure Front")


def test_an_alias_read_with_little_confidence_is_only_maybe() -> None:
    story = told("a.txt", TEXT).claiming("Army of Dawn", "alias", "Jaysh al-Bahr")
    weak = replace(story.extraction.claims[0], confidence=0.4)
    r = record(replace(story, extraction=replace(story.extraction, claims=(weak,))))
    assert r.verdicts("Army of Dawn", "Jaysh al-Bahr") == {"maybe"}
