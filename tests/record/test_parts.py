"""Parts and lists of a record: what is asked for and nothing else, however many ids are asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest
from marsh import (
    CONTENT,
    DERIVATION,
    DIFFERENCE,
    ENTITIES,
    FACTS,
    FRONT,
    IT,
    KIND,
    LED,
    LINEAGE,
    MEMBER,
    ORU,
    REPORT,
    put,
)
from sqlalchemy import Connection

from stemmata.model import Metadatum
from stemmata.record import columns, listing, parts
from stemmata.record.read import Record

T = TypeVar("T")
MANY = [f"{number:x}" for number in range(40_000)]


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Record:
    folder: Path = tmp_path_factory.mktemp("parts")
    published = {"publisher": Metadatum("The Wire", "sidecar")}
    reports = (REPORT, replace(MEMBER, metadata=published), replace(MEMBER, id="r3", path="a.zip", metadata=published))
    put(folder, replace(CONTENT, reports=reports))
    return Record.open(folder)


def ask(record: Record, question: Callable[[Connection], T]) -> T:
    with record.connected() as connection:
        return question(connection)


def test_parts_are_as_the_record_has_them(record: Record) -> None:
    facts = {fact.id: fact for fact in FACTS}
    assert ask(record, lambda c: parts.facts(c, [*MANY, *facts])) == facts
    assert ask(record, lambda c: parts.claims(c, [*MANY, LED.id])) == {LED.id: LED}
    assert ask(record, lambda c: parts.entities(c, ["e2", "e9"])) == {"e2": ENTITIES[1]}
    assert ask(record, lambda c: parts.mentions(c, [IT.id, "?"])) == {IT.id: IT}
    assert ask(record, lambda c: parts.reports(c, ["r1"], texts=True)) == {"r1": REPORT}
    assert ask(record, lambda c: parts.reports(c, ["r1"])) == {"r1": replace(REPORT, text="")}
    assert ask(record, lambda c: parts.entity_of(c, [IT.id, ORU.id, "?"])) == {IT.id: "e2", ORU.id: "e1"}
    assert ask(record, lambda c: parts.facts(c, [])) == {}


def test_what_stands_beside(record: Record) -> None:
    one, other = (fact.id for fact in FACTS)
    assert ask(record, lambda c: parts.differences_over(c, [one])) == (DIFFERENCE,)
    assert (
        ask(record, lambda c: parts.differences_over(c, [one], 0))
        == ()
        == ask(record, lambda c: parts.differences(c, []))
    )
    assert ask(record, lambda c: parts.disputed(c, [other, "?"])) == {other}
    assert ask(record, lambda c: parts.lineages_of(c, ["r2"])) == (LINEAGE,)
    assert ask(record, lambda c: parts.derivations_of(c, "r2")) == (DERIVATION,)
    assert ask(record, lambda c: parts.derivations_among(c, ["r1", "r2"])) == (DERIVATION,)
    assert (
        ask(record, lambda c: parts.derivations_among(c, ["r1"]))
        == ()
        == ask(record, lambda c: parts.descents_of(c, "r1"))
    )
    assert ask(record, lambda c: parts.joins_of(c, [IT.id])) == CONTENT.identification.joins
    assert ask(record, lambda c: parts.facts_on(c, [LED.id, KIND.id])) == {LED.id: (one,), KIND.id: (other,)}
    assert (
        ask(record, lambda c: parts.facts_in(c, ["r1"])) == [one, other]
        and ask(record, lambda c: parts.facts_in(c, ["r2"])) == []
    )
    assert ask(record, lambda c: parts.predicates_of(c, [one, "?"])) == {one: "holds_post"}
    assert ask(record, lambda c: parts.known_of(c, ["r1", "r2"], "publisher")) == {"r2": "The Wire"}


def test_what_facts_about_somebody_rest_on(record: Record) -> None:
    assert ask(record, lambda c: parts.support_of(c, "e2")) == (1, 1)
    assert ask(record, lambda c: parts.support_of(c, "nobody")) == (0, 0)


@pytest.mark.parametrize("most", [-1, 0, 1, 2])
def test_of_the_claims_of_a_fact_those_evidenced_last(record: Record, most: int) -> None:
    both = replace(FACTS[0], claims=(LED.id, KIND.id))
    whole = {LED.id} if most else set()
    assert ask(record, lambda c: parts.claims_under(c, {FACTS[0].id: FACTS[0]}, most)) == whole
    assert ask(record, lambda c: parts.claims_under(c, {both.id: both})) == {LED.id, KIND.id}


def test_claims_that_give_names(record: Record) -> None:
    assert ask(record, lambda c: parts.claims_naming(c, ["e1", "e2"])) == {LED.id}
    assert ask(record, lambda c: parts.claims_naming(c, ["e1"], 1)) == {LED.id}
    assert (
        ask(record, lambda c: parts.claims_naming(c, ["e1"], 0))
        == set()
        == ask(record, lambda c: parts.claims_naming(c, []))
    )


def test_mentions_of_an_entity_names_first(record: Record) -> None:
    assert ask(record, lambda c: parts.mentions_of(c, "e2", 9)) == (FRONT, IT)
    assert ask(record, lambda c: parts.mentions_of(c, "e2", 1)) == (FRONT,)
    assert ask(record, lambda c: parts.mentions_in(c, ["r1"])) == (ORU, FRONT, IT)


def test_an_id_may_be_cut_short(record: Record) -> None:
    ids = sorted(fact.id for fact in FACTS)
    assert ask(record, lambda c: parts.beginning(c, "facts", ids[0][:6])) == (ids[0],)
    assert ask(record, lambda c: parts.beginning(c, "facts", "")) == tuple(ids)
    assert (
        ask(record, lambda c: parts.beginning(c, "facts", "%"))
        == ()
        == ask(record, lambda c: parts.beginning(c, "facts", "_"))
    )


def test_reports_are_listed_by_path_a_page_at_a_time(record: Record) -> None:
    assert ask(record, lambda c: listing.report_ids(c, 0, 9)) == (["r3", "r2", "r1"], 3)
    assert ask(record, lambda c: listing.report_ids(c, 1, 1)) == (["r2"], 3)
    assert ask(record, lambda c: listing.report_ids(c, 0, 9, "The Wire")) == (["r3", "r2"], 2)
    assert ask(record, lambda c: listing.report_ids(c, 9, 9, "nobody")) == ([], 0)
    assert ask(record, listing.publishers) == {"The Wire": 2}
    assert ask(record, lambda c: listing.claims_in(c, ["r1", "r2"])) == {"r1": 2}
    assert ask(record, lambda c: listing.unclaimed(c, ["r1", "r2", "r3"])) == {"r2"}


def test_differences_are_listed_by_kind(record: Record) -> None:
    one = [DIFFERENCE.id]
    assert ask(record, lambda c: listing.difference_ids(c, "", 0, 9)) == (one, 1)
    assert ask(record, lambda c: listing.difference_ids(c, "contradiction", 0, 9)) == (one, 1)
    assert ask(record, lambda c: listing.difference_ids(c, "correction", 0, 9)) == ([], 0)
    assert ask(record, lambda c: listing.difference_ids_of(c, [FACTS[1].id])) == one
    assert ask(record, lambda c: listing.difference_ids_of(c, [FACTS[1].id], "correction")) == []
    assert ask(record, columns.kinds_of_difference) == {"contradiction": 1}


def test_columns_of_a_record(record: Record) -> None:
    with record.connected() as connection:
        facts = columns.facts(connection)
        assert facts.id == (FACTS[0].id, FACTS[1].id)
        assert (facts.reports, facts.lineages, facts.disputed) == ((1, 1), (1, 0), (1, 1))
        assert [tuple(entity) for entity in columns.entities(connection)] == [(e.id, e.type, e.name) for e in ENTITIES]
        names = [(name.text, name.entity) for name in columns.names(connection)]
        assert names == [(name.text, entity.id) for entity in ENTITIES for name in entity.names]
        assert columns.counts(connection) | {"facts": 2, "reports": 3, "entities": 2} == columns.counts(connection)
