"""What the check finds, each kind of fault with its line; what is sound it lets pass."""

from __future__ import annotations

import pytest

from stemmata.corpus.check import faults
from tests.corpus.conftest import HEAD, Marked

NEAR = (
    "Along the frozen canal a column of [g1 {}] lorries crept past the mill"
    " before dawn, and nobody in the village counted them.\n"
)


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("[g1 A] went.\n> g1 vanished g1\n", "7: no such predicate: vanished"),
        ("[g1 A] went.\n> g2 dissolved -\n", "7: no mark of this report has the id g2"),
        ("[g1 A] went.\n> g1 dissolved - when=t4\n", "7: no mark of this report has the id t4"),
        ("[g1 A] went.\n> g1 dissolved - by=p9 reported\n", "7: no mark of this report has the id p9"),
        ("[g1 A] came.\n[g2 B] went.\n> g2 left g1\n", "8: the object g1 is not mentioned in the sentence"),
        ("[p1 A] took [g1 B].\n> p1 located_in g1\n", "7: located_in does not go from Person to ArmedGroup"),
        ("[g1 A] went.\n> g1 left -\n", "7: left needs an object"),
        ("[g1 A] of [g2 B].\n> g1 alias g2\n", "7: alias takes words in quotes"),
        ('[g1 A] left B.\n> g1 left "B"\n', "7: left takes an id"),
        ("[g1 A] left [g2 B].\n> g1 left g2 colour=g2\n", "7: left has no key colour"),
        ('[g1 A] lost ten.\n> g1 casualties "ten"\n', "7: casualties need as=killed|injured|captured|missing"),
        ("[g1 A] on [a1 B].\n> g1 stance a1 stance=sour\n", "7: stance needs stance="),
        ("[g1 A] went in [t1=2003-13 then].\n", "6: '2003-13' is no EDTF"),
        ("[g1 A] went.\n! hoax\n", "6: no such kind of lure: hoax"),
        ("[g1 A] went.\n> g1 dissolved -\n! plan\n", "7: a lure claims nothing that happened"),
    ],
)
def test_a_fault_names_its_line(marked: Marked, body: str, fault: str) -> None:
    report = marked(body)
    assert any(found.startswith(f"{report.path}:{fault}") for found in faults([report])), list(faults([report]))


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("publisher: Ostrel Gazette\n", "", "1: the head has no publisher"),
        ("style: wire", "style: ode", "1: no such style: ode"),
        ("published: 2003-05-02", "published: spring", "1: 'spring' is no EDTF"),
        ("style: wire\n", "style: wire\nabout: g7\n", "1: about g7, which no mark has"),
    ],
)
def test_a_fault_of_the_head(marked: Marked, old: str, new: str, fault: str) -> None:
    report = marked("[g1 A] went.\n", HEAD.replace(old, new))
    assert [found for found in faults([report]) if found.startswith(f"{report.path}:{fault}")]


def test_what_is_sound_passes(marked: Marked) -> None:
    body = (
        "# [g1 Reed League]\n\n[g1 It] left [g2 the Pact] in [t1=2001 2001].\n> g1 left g2 when=t1\n"
        "[g1 It] may come back to [g2 the Pact].\n> g1 joined g2 possible\n! vague\n"
        "\n| Founded by | [p1 Tor Vael]\n> g1 founded_by p1\n"
    )
    assert list(faults([marked(body, HEAD + "about: g1\n")])) == []


def test_a_conflict_of_two_splits_is_found(marked: Marked) -> None:
    reports = [marked("One.\n", HEAD, place) for place in ("train/ostrel/01-wire.txt", "test/ostrel/02-wire.txt")]
    assert [f.split(":", 1)[1] for f in faults(reports)] == ["1: the conflict ostrel stands in train too"]


def test_sentences_that_are_nearly_the_same_are_found_whatever_the_names(marked: Marked) -> None:
    first = marked(NEAR.format("Reed League"))
    second = marked(NEAR.format("Saltmarsh Guard").replace("before dawn", "at dawn"), HEAD, "train/ostrel/02-wire.txt")
    assert list(faults([first, second])) == [f"{second.path}:6: nearly the same sentence as {first.path}:6"]


def test_short_and_different_sentences_may_stand_side_by_side(marked: Marked) -> None:
    body = "[g1 A] went home.\n\n[g2 B] went home.\n\n" + NEAR.format("Reed League")
    other = marked(
        "The miller kept a list of every lorry, with its colours, in the back of a hymn book.\n", HEAD, "train/o/2.txt"
    )
    assert list(faults([marked(body), other])) == []
