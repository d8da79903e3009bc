"""Within one report: what the text itself makes one."""

from __future__ import annotations

from marked import record, told

from stemmata.model import MentionType


def test_a_surname_is_the_person_named_in_full() -> None:
    r = record(told("a.txt", "{Maj. Samir al-Toufi|Person} spoke. {Toufi|Person} left; {al-Toufi|Person} came back."))
    assert r.together("Maj. Samir al-Toufi", "Toufi") and r.together("Toufi", "al-Toufi")
    assert r.entity("Toufi").name == "Samir al-Toufi"


def test_a_surname_of_two_persons_is_only_maybe_either() -> None:
    r = record(
        told("a.txt", "{Samir Toufi|Person}, {Nele Toufi|Person} met. {Toufi|Person} spoke, then {Toufi|Person}.")
    )
    assert not r.together("Samir Toufi", "Toufi") and not r.together("Nele Toufi", "Toufi")
    assert r.verdicts("Samir Toufi", "Toufi") == {"maybe"} == r.verdicts("Nele Toufi", "Toufi")
    assert r.id("Toufi", number=0) != r.id("Toufi", number=1)


def test_a_surname_with_another_rank_is_only_maybe() -> None:
    r = record(told("a.txt", "{Maj. Samir Toufi|Person} spoke. {Col. Toufi|Person} left."))
    assert r.verdicts("Maj. Samir Toufi", "Col. Toufi") == {"maybe"}


def test_an_acronym_in_brackets() -> None:
    r = record(
        told("a.txt", "The {National Front for Renewal|Coalition} ({NFR|Coalition}) met. The {NFR|Coalition} left.")
    )
    assert r.together("National Front for Renewal", "NFR")
    entity = r.entity("NFR")
    assert entity.name == "National Front for Renewal" and [n.kind for n in entity.names] == ["main", "acronym"]


def test_an_acronym_never_expanded_fits_one_name_of_its_report() -> None:
    one = "The {National Front for Renewal|Coalition} met. The {NFR|Coalition} left."
    assert record(told("a.txt", one)).together("National Front for Renewal", "NFR")
    two = one + " The {New Federal Rally|Coalition} stayed."
    r = record(told("a.txt", two))
    assert not r.together("National Front for Renewal", "NFR") and not r.together("New Federal Rally", "NFR")
    assert r.verdicts("New Federal Rally", "NFR") == {"maybe"}


def test_letters_of_another_language_in_brackets() -> None:
    r = record(
        told("a.txt", "The {Revolutionary Armed League of Oru|ArmedGroup} ({LARO|ArmedGroup}) met {LARO|ArmedGroup}.")
    )
    assert r.together("Revolutionary Armed League of Oru", "LARO")


def test_brackets_that_say_to_whom_a_group_belongs() -> None:
    text = "The {Azure Front|ArmedGroup} ({FNA|Coalition}) and the {Grey Army|ArmedGroup} ({FNA|Coalition}) met."
    r = record(told("a.txt", text + " The {Free Norland Army|Coalition} watched."))
    assert not r.together("Azure Front", "FNA") and not r.together("Azure Front", "Grey Army")
    assert r.together("FNA", "Free Norland Army")


def test_original_script_and_romanisation_in_brackets() -> None:
    text = "The {Army of Dawn|ArmedGroup} (Arabic: {جيش الفجر|ArmedGroup}, romanized: {Jaysh al-Fajr|ArmedGroup}) left."
    r = record(told("a.txt", text))
    assert r.together("Army of Dawn", "جيش الفجر") and r.together("Army of Dawn", "Jaysh al-Fajr")
    kinds = {n.text: (n.kind, n.script) for n in r.entity("Army of Dawn").names}
    assert kinds["جيش الفجر"] == ("original_script", "Arab")
    assert kinds["Jaysh al-Fajr"] == ("translation", "Latn")


def test_words_that_give_another_name() -> None:
    text = "The {Azure Front|ArmedGroup}, formerly known as the {Union of Oru|ArmedGroup}, "
    text += "also known as {Blue Men|ArmedGroup}."
    r = record(told("a.txt", text))
    assert r.together("Azure Front", "Union of Oru") and r.together("Union of Oru", "Blue Men")
    assert {n.text: n.kind for n in r.entity("Azure Front").names}["Union of Oru"] == "former"


def test_brackets_with_something_else_join_nothing() -> None:
    r = record(
        told(
            "a.txt", "{Samir Toufi|Person} ({Azure Front|ArmedGroup}) met the {Grey Army|ArmedGroup} ({Norland|State})."
        )
    )
    assert len({r.id(t) for t in ("Samir Toufi", "Azure Front", "Grey Army", "Norland")}) == 4


def test_pronouns_and_descriptions_follow_what_they_refer_to() -> None:
    text = "The {Azure Front|ArmedGroup} said {it|ArmedGroup|pronoun|Azure Front} won. "
    text += "{The group|ArmedGroup|description|Azure Front} left."
    r = record(told("a.txt", text))
    assert r.together("Azure Front", "it") and r.together("Azure Front", "The group")
    assert [n.text for n in r.entity("it").names] == ["Azure Front"]


def test_described_ends_of_claims_are_entities_and_other_descriptions_are_not() -> None:
    story = told(
        "a.txt",
        "{16 groups|ArmedGroup|description} founded the {Azure Front|Coalition}. {some men|Person|description} left.",
    )
    r = record(story.claiming("Azure Front", "formed_by", "16 groups"))
    assert r.entity("16 groups").name == "16 groups" and r.entity("16 groups").names[0].kind == "description"
    assert story.mention("some men").id not in r.result.entity_of


def test_descriptions_never_join_across_reports() -> None:
    stories = [
        told(p, "{16 groups|ArmedGroup|description} founded the {Azure Front|Coalition}.").claiming(
            "Azure Front", "formed_by", "16 groups"
        )
        for p in ("a.txt", "b.txt")
    ]
    r = record(*stories)
    assert r.id("16 groups", "a.txt") != r.id("16 groups", "b.txt") and r.id("Azure Front", "a.txt") == r.id(
        "Azure Front", "b.txt"
    )


def test_the_type_is_what_most_mentions_say_and_organization_gives_way() -> None:
    text = "{Azure Front|Organization} {Azure Front|Organization} {Azure Front|ArmedGroup} {Grey Rally|Organization}"
    r = record(told("a.txt", text))
    assert r.entity("Azure Front").type == MentionType.ARMED_GROUP
    assert r.entity("Grey Rally").type == MentionType.ORGANIZATION


def test_a_force_mistaken_for_a_place_is_still_the_force() -> None:
    assert len(record(told("a.txt", "{Oru Brigade|Place} and {Oru Brigade|ArmedGroup}")).result.entities) == 1


def test_numbers_and_times_are_no_entities() -> None:
    r = record(told("a.txt", "{500|Quantity} in {2013|Time}"))
    assert r.result.entities == () and r.result.entity_of == {}


def test_an_acronym_that_is_a_group_somewhere_is_no_place_elsewhere() -> None:
    first = told("a.txt", "The {National Front for Renewal|Coalition} ({NFR|Coalition}) met.")
    second = told("b.txt", "The {NFR|Place} left. {NFR|Person} spoke.")
    assert len(record(first, second).result.entities) == 1


def test_a_short_form_of_a_name_given_in_full() -> None:
    one = told("a.txt", "The {Azure Front|ArmedGroup} came. {Azure|ArmedGroup} left.")
    assert len(record(one).result.entities) == 1
    two = told("b.txt", "The {Azure Brigade|ArmedGroup} came.")
    assert len(record(one, two).result.entities) == 3
    town = told("c.txt", "It rained in {Azure|Place}.")
    assert len(record(one, town).result.entities) == 3
