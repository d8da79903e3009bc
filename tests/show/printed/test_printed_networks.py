"""Networks, chains of command, maps and family trees as lines."""

from __future__ import annotations

from stemmata.model import MentionType, Polarity
from stemmata.show.printed import page_of
from stemmata.show.queries.command import chain_of_command
from stemmata.show.queries.family import family
from stemmata.show.queries.network import Scope, network
from stemmata.show.queries.places import map_of
from stemmata.when import Period
from tests.show.kin import SAME, TOLD, TYPES
from tests.show.lands import land
from tests.show.sentences import Told, holdings_of

RANKS = dict.fromkeys(("Oru Band", "Tarn Guard", "Vell Wing"), MentionType.ARMED_GROUP) | {
    "Mara Oru": MentionType.PERSON
}
SAID = (
    Told("Oru Band", "part_of", "Tarn Guard", Period.span("2014", "2016")),
    Told("Mara Oru", "holds_post", "Oru Band", Period.span("2014"), {"role": "commander"}),
    Told("Oru Band", "allied_with", "Vell Wing", Period.evidenced("2015")),
    Told("Tarn Guard", "opposed_to", "Vell Wing", polarity=Polarity.DENIED),
    Told("Oru Band", "allied_with", "ten other bands"),
)


def test_a_network_names_every_tie_with_its_statements_and_what_is_left_out() -> None:
    held = holdings_of(SAID, RANKS)
    lines = page_of(network(held, "2015", scope=Scope(("allied", "opposed", "membership")))).plain().splitlines()
    assert lines[0] == "network of all actors  3 actors, 3 ties; on 2015"
    at = lines.index("allied with (1)")
    assert lines[at + 1].startswith("  Oru Band allied with Vell Wing  ") and lines[at + 1].endswith("1 lineage")
    assert lines[at + 2].startswith("    Oru Band is allied with Vell Wing -- evidenced 2015 (1 report, 1 lineage) [1]")
    assert any("Vell Wing is denied to be opposed to Tarn Guard" in line for line in lines)
    assert "  1 statement with an end that is no actor with a name of its own" in lines
    assert "nothing in this record says so" in page_of(network(held, "2011", "Oru Band", Scope(("backing",)))).plain()


def test_a_chain_goes_from_the_highest_down_and_says_who_commanded() -> None:
    lines = page_of(chain_of_command(holdings_of(SAID, RANKS), "Oru Band", "2015")).plain().splitlines()
    assert lines[0] == "chain of command of Oru Band  on 2015"
    top, below = (lines.index(f"{' ' * deep}{who}  armed group") for deep, who in ((2, "Tarn Guard"), (6, "Oru Band")))
    assert top < below and lines[top + 1] == "    no commander is stated"
    assert lines[below + 1].startswith("        commander: Mara Oru -- since 2014")
    assert lines[below + 2].startswith("        Oru Band is part of Tarn Guard -- 2014 to 2016")
    assert "  all of it is told in report-00.txt" in lines


def test_a_map_tells_positions_and_why_a_place_has_none() -> None:
    mapped = map_of(land())
    page = page_of(mapped).plain()
    for mark in mapped.marks:
        assert f"{mark.told.place.name}  {mark.spot.lat:.2f}, {mark.spot.lon:.2f}  " in page
    for unplaced in mapped.unplaced:
        assert f"{unplaced.told.place.name}  {unplaced.absence.value}" in page
    assert "the last day that anything is evidenced on" in page and mapped.attribution in page
    assert "the last day" not in page_of(map_of(land(), "2015")).plain()


def test_a_family_tree_tells_names_strengths_and_who_stands_alone() -> None:
    held = holdings_of(TOLD, TYPES, SAME, [(8, 11)])
    answer = family(held)
    page = page_of(answer).plain()
    assert page.startswith("family tree of all groups  ") and "split off: Vell Wing" in page
    assert ("Names in turn" in page) == bool(answer.names)
    assert ("Strengths that were stated" in page) == bool(answer.strengths)
    assert all(loose.entity.name in page for loose in answer.loose)
    near = family(held, "Vell Wing", steps=1)
    assert near.beyond and "lead further; --steps shows more" in page_of(near).plain()
