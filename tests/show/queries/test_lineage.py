from dataclasses import replace

import pytest

from stemmata.model import EntityName, Polarity
from stemmata.ontology import ontology
from stemmata.show.ancestry import Ancestry, Node
from stemmata.show.holdings import Holdings
from stemmata.show.queries.kinship import kinship
from stemmata.show.queries.lineage import lineage
from stemmata.show.queries.naming import NAMING
from stemmata.when import Holds, Period
from tests.show.kin import GROUP, SAME, TOLD, TYPES, on
from tests.show.sentences import Told, holdings_of


@pytest.fixture(scope="module")
def kin() -> Holdings:
    return holdings_of(TOLD, TYPES, SAME, [(8, 11)])


def told(answer: Ancestry) -> list[tuple[str, str, str]]:
    names = {node.id: node.name for node in answer.nodes}
    return [(names[tie.one], tie.kind, names[tie.other]) for tie in answer.ties]


def node(answer: Ancestry, name: str) -> Node:
    return next(node for node in answer.nodes if node.name == name)


def test_the_groups_that_hang_together_with_one(kin: Holdings) -> None:
    answer = lineage(kin, "Vell Wing")
    assert {each.name for each in answer.nodes} == {"Oru Front", "Vell Wing", "Tarn Guard"}
    assert told(answer) == [("Oru Front", "split", "Vell Wing"), ("Tarn Guard", "absorption", "Oru Front")]
    assert answer.not_followed == 1


def test_one_merger_told_twice_is_one_tie_that_opens_on_both(kin: Holdings) -> None:
    (tie,) = [tie for tie in lineage(kin, "Tarn Guard").ties if tie.kind == "absorption"]
    assert tie.when.at == "2015-01-10" and len(tie.lines) == 2


def test_what_is_only_denied_ties_nothing_but_is_told_of_all(kin: Holdings) -> None:
    assert "Far Legion" not in {each.name for each in lineage(kin, "Oru Front").nodes}
    (denied,) = [tie for tie in lineage(kin).ties if tie.denied]
    assert denied.kind == "merger" and denied.lines[0].polarity is Polarity.DENIED


def test_coalitions_are_followed_where_asked_for(kin: Holdings) -> None:
    answer = lineage(kin, "Vell Wing", coalitions=True)
    assert ("Mill Company", "joining", "Lake League") in told(answer)
    assert ("Oru Front", "joining", "Lake League") in told(answer) and answer.not_followed == 0


def test_a_rename_is_one_actor_or_a_chain_as_the_reader_asks(kin: Holdings) -> None:
    one = lineage(kin, "Oru Front")
    assert "Oru Band" in {name.text for name in node(one, "Oru Front").names}
    chain = lineage(kin, "Oru Front", chain=True)
    band, front = node(chain, "Oru Band"), node(chain, "Oru Front")
    assert band.entity == front.entity
    assert (band.life.when.start.earliest, band.life.when.end.latest) == (_day("2011-01-01"), _day("2013-02-28"))
    assert front.life.when.start.earliest == _day("2013-02-01")
    assert ("Oru Band", "rename", "Oru Front") in told(chain)
    assert ("Oru Front", "split", "Vell Wing") in told(chain)
    (rename,) = [tie for tie in chain.ties if tie.kind == "rename"]
    assert rename.when.at == "2013-02" and [line.predicate for line in rename.lines] == ["renamed_to"]


def _day(text: str) -> object:
    return Period.event(text).start.earliest


def test_what_is_unknown_of_a_life_stays_open(kin: Holdings) -> None:
    wing = node(lineage(kin, "Vell Wing"), "Vell Wing").life
    assert wing.begin_stated and not wing.end_stated
    assert wing.last_evidenced == "2014-06-01" and wing.when.end.latest is None
    guard = node(lineage(kin, "Vell Wing"), "Tarn Guard").life
    assert guard.when.start.earliest is None and guard.end_stated


def test_ends_that_are_told_apart_leave_the_time_between_open_to_doubt(kin: Holdings) -> None:
    front = node(lineage(kin, "Oru Front"), "Oru Front")
    assert str(front.life.when.end.earliest) == "2017-03-01" and str(front.life.when.end.latest) == "2018-12-31"
    assert [line.disputed for line in front.lines if line.predicate == "dissolved"] == [True, True]


def test_evidence_after_a_stated_end_is_said_and_leaves_the_end_open() -> None:
    late = Told("Mara Oru", "holds_post", "Tarn Guard", Period.evidenced("2019"), {"role": "commander"})
    held = holdings_of([TOLD[3], late], TYPES, SAME)
    life = node(lineage(held, "Tarn Guard"), "Tarn Guard").life
    assert life.odd == ("evidenced after its stated end",) and life.when.end.latest is None


def test_as_of_a_date_what_had_not_happened_is_left_out(kin: Holdings) -> None:
    answer = lineage(kin, "Oru Front", on="2014")
    assert told(answer) == [("Oru Front", "split", "Vell Wing")]
    assert [each.holds for each in answer.nodes if each.name == "Oru Front"] == [Holds.YES]
    assert not any(line.predicate == "dissolved" for each in answer.nodes for line in each.lines)


def test_what_is_tied_to_no_group_is_told_with_the_group(kin: Holdings) -> None:
    lines = node(lineage(kin, "Oru Front"), "Oru Front").lines
    assert "six companies" in [line.other.name for line in lines]


def test_a_group_without_ties_stands_alone(kin: Holdings) -> None:
    answer = lineage(kin, "Mill Company")
    assert [each.name for each in answer.nodes] == ["Mill Company"] and answer.ties == ()


def test_what_becomes_of_itself_is_walked_once() -> None:
    circle = (Told("Tarn Guard", "merged_into", "Vell Wing"), Told("Vell Wing", "merged_into", "Tarn Guard"))
    assert len(lineage(holdings_of(circle, TYPES), "Tarn Guard").ties) == 2


def test_the_rules_name_predicates_and_ends_that_there_are() -> None:
    rules, known = kinship(), set(ontology().predicates)
    assert set(rules.ties) | {*rules.begins} | rules.ends | set(rules.shown) <= known
    assert {predicate for several in rules.silent.values() for predicate in several} <= known
    assert {rule["one"] for rule in rules.ties.values()} == {"subject", "object"} == set(rules.silent)
    assert rules.memberships <= {rule["kind"] for rule in rules.ties.values()}
    assert set(NAMING) - {"alias"} <= set(rules.ties)


def test_what_has_no_name_is_told_with_the_group_and_is_none_of_its_own() -> None:
    crowd = Told("ten brigades", "merged_into", "Oru Front", on("2015"))
    held = holdings_of([crowd], {**TYPES, "ten brigades": GROUP}, SAME)
    described = {
        id_: replace(e, names=(EntityName(e.name, "Latn", "description"),)) if e.name == "ten brigades" else e
        for id_, e in held.entities.items()
    }
    answer = lineage(replace(held, entities=described), "Oru Front")
    assert [each.name for each in answer.nodes] == ["Oru Front"] and answer.ties == ()
    assert [(line.label, line.other.name) for line in answer.nodes[0].lines] == [("took in", "ten brigades")]


def test_names_that_were_given_up_by_the_date_are_links_of_the_chain(kin: Holdings) -> None:
    assert {each.name for each in lineage(kin, "Oru Front", on="2014", chain=True).nodes} >= {"Oru Band", "Oru Front"}
    assert {each.name for each in lineage(kin, "Oru Front", on="2012", chain=True).nodes} == {"Oru Band"}
