"""The ontology that is shipped holds together, and one that does not is refused with file and key."""

from __future__ import annotations

from pathlib import Path

import pytest

from stemmata.errors import OntologyError
from stemmata.model import Argument, Claim, MentionType
from stemmata.ontology import ontology
from stemmata.ontology.loading import read_ontology
from stemmata.ontology.page import ontology_page
from stemmata.ontology.predicates import AtOnce

TYPES = "Thing: {plain: thing, abstract: true}\nPlace: {plain: place, parent: Thing}\n"
LIES = (
    "lies_by: {chapter: places, label: lies by, inverse: has beside, "
    "domain: [Place], range: [Place], aspect: state, at_once: many"
)


def claim(predicate: str, **qualifiers: str) -> Claim:
    ends = Argument("Oru Front", "r:0-9"), Argument("Tarn", "r:20-24")
    return Claim("r", 0, 24, "", predicate, *ends, "test", 1.0, qualifiers)


def test_every_type_of_mention_is_in_the_ontology() -> None:
    assert set(MentionType) <= set(ontology().types)


def test_broader_types_take_in_narrower_ones() -> None:
    assert ontology().is_a("Coalition", "Actor")
    assert not ontology().is_a("Place", "Actor")
    assert ontology().fits("holds_post", "Person", "StateForce")
    assert not ontology().fits("holds_post", "Place", "StateForce")
    assert ontology().fits("formed", "ArmedGroup", None)
    assert not ontology().fits("formed", "ArmedGroup", "Place")


def test_what_excludes_is_excluded_back_and_symmetric_predicates_read_alike() -> None:
    for predicate in ontology().predicates.values():
        assert all(predicate.name in ontology()[other].excludes for other in predicate.excludes)
        if predicate.symmetric:
            assert predicate.label == predicate.inverse


def test_words_for_a_post_are_one_post() -> None:
    post = ontology()["holds_post"].post
    assert post("Commander-in-Chief") == post("general commander") == "commander-in-chief"
    assert post("Chief of Staff") == post("chief-of-staff")
    assert post("commander") is None  # a group has many


def test_no_word_stands_for_two_posts() -> None:
    words = [word for post, others in ontology()["holds_post"].roles.items() for word in (post, *others)]
    assert len(words) == len(set(words))


def test_a_claim_is_checked_for_predicate_types_and_qualifiers() -> None:
    check = ontology().check_claim
    types = {"r:0-9": "ArmedGroup", "r:20-24": "Place"}
    assert check(claim("active_in", degree="mainly"), types) == ()
    assert check(claim("flies_over"), types) == ("no predicate 'flies_over'",)
    assert "the object is a Place" in check(claim("merged_into"), types)[0]
    assert "no qualifier 'colour'" in check(claim("active_in", colour="red"), types)[0]
    assert "not one of accepted" in check(claim("stance", stance="ignored"), {})[0]


@pytest.mark.parametrize(
    ("types", "predicates", "told"),
    [
        (TYPES, f"{LIES}, colour: red}}", r"predicates.yml: lies_by: unknown keys \['colour'\]"),
        (TYPES, f"{LIES}, excludes: [lies_far]}}", r"lies_by: excludes: unknown \['lies_far'\]"),
        (TYPES, LIES.replace("[Place]", "[Rock]") + "}", r"lies_by: domain: unknown \['Rock'\]"),
        (TYPES, LIES.replace("state", "mood") + "}", "lies_by: aspect is 'mood', not one of event, state"),
        (TYPES, LIES.replace("many", "one_for_object") + "}", "lies_by: roles go with at_once one_for_object"),
        (TYPES, f"{LIES}, qualifiers: {{how: {{kind: song, meaning: x}}}}}}", "qualifiers: how: kind is 'song'"),
        (TYPES, f"{LIES}, opposites: {{how: [[near]]}}}}", "opposites: how: every opposite is a pair"),
        (TYPES, f"{LIES}, favours: {{subject: maybe}}}}", "lies_by: favours: 'maybe' is neither for nor against"),
        (TYPES, f"{LIES}, favours: {{nobody: for}}}}", r"lies_by: favours: unknown \['nobody'\]"),
        (TYPES, "lies_by: [1]", "predicates.yml: lies_by: must be a mapping"),
        (TYPES, "lies_by: {", "predicates.yml: cannot be read"),
        (TYPES + "Rock: {plain: rock, parent: Stone}", LIES + "}", "types.yml: Rock: parent 'Stone' is no type"),
        (TYPES + "Rock: {plain: rock, parent: Rock}", LIES + "}", "types.yml: Rock: parent 'Rock' is above itself"),
        ("Rock: {parent: Stone}", LIES + "}", "types.yml: Rock: plain must be a str, met nothing"),
        ("[Rock]", LIES + "}", "types.yml: must be a mapping, met list"),
    ],
)
def test_what_does_not_hold_together_is_refused(tmp_path: Path, types: str, predicates: str, told: str) -> None:
    (tmp_path / "types.yml").write_text(types)
    (tmp_path / "predicates.yml").write_text(predicates)
    with pytest.raises(OntologyError, match=told):
        read_ontology(tmp_path / "types.yml", tmp_path / "predicates.yml")


def test_unknown_names_are_an_error() -> None:
    with pytest.raises(OntologyError, match="no predicate 'flies_over'"):
        ontology()["flies_over"]
    with pytest.raises(OntologyError, match="no type 'Rock'"):
        ontology().is_a("Rock", "Thing")


def test_the_page_tells_of_every_type_predicate_qualifier_and_post() -> None:
    page = ontology_page()
    for predicate in ontology().predicates.values():
        assert f"### {predicate.name}\n" in page
        assert all(f"| {name} |" in page for name in predicate.qualifiers)
        assert predicate.at_once is not AtOnce.ONE_FOR_OBJECT or all(f"| {post} |" in page for post in predicate.roles)
    assert all(f"| {name} |" in page for name in ontology().types)
