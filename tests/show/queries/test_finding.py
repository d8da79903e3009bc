"""Search: names in any script and spelling, facts, reports; whatever is typed, it answers."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stemmata.errors import NotFound
from stemmata.model import EntityName, MentionType
from stemmata.ontology import ontology
from stemmata.show.findings import Findings
from stemmata.show.queries import finding as searching
from stemmata.show.queries.finding import WITHIN, Question, finding
from tests.show.sentences import Told, entity_id, holdings_of
from tests.show.states import Opened, opened, written
from tests.show.world import entity_id as in_world

KINDS = {type_: "Groups" if ontology().is_a(type_, "Group") else "Others" for type_ in ontology().types}
SYNTAX = (
    *("AND", "OR", "NOT", "*", "NEAR(", "NEAR(a b, 2)", '"', '""', '" "', '"a', 'a"b"c', "-", "--", "words:x", "^a"),
    *(
        "al-Izza",
        "a - b",
        "{x}",
        "(",
        ")",
        "a*",
        "😀",
        "x 😀 y",
        "'",
        "';--",
        "%",
        "_",
        "\\",
        "\x00",
        "ʹ",
        "ّ",
        "١٢",
        "ー",
    ),
    *("a" * 200, "ا " * 100, "\n", "\t a", "null", "0", "…", "‏", "A AND", "Delta* Guard*"),
)


@pytest.fixture(scope="module")
def world(folder: Path) -> Opened:
    return opened(folder)


@pytest.fixture(scope="module")
def state(tmp_path_factory: pytest.TempPathFactory) -> Opened:
    """Names in three scripts, and facts of three predicates from two publishers and nobody known."""
    types = dict.fromkeys(("Katiba Azra", "Azra Column", "Vostok Front"), MentionType.ARMED_GROUP)
    types |= {"Mara Oru": MentionType.PERSON, "Azra": MentionType.PLACE}
    told = (
        Told("Katiba Azra", "attacked", "Azra Column", publisher="The Wire"),
        Told("Katiba Azra", "part_of", "Vostok Front", publisher="The Wire"),
        Told("Azra Column", "active_in", "Azra", publisher="Gazette"),
        Told("Mara Oru", "holds_post", "Katiba Azra"),
    )
    held = holdings_of(told, types)
    more = {
        "Katiba Azra": EntityName("كتيبة عزرا", "Arab", "original_script"),
        "Vostok Front": EntityName("Фронт Восток", "Cyrl", "original_script"),
        "Mara Oru": EntityName("the marsh colonel", "Latn", "description"),
    }
    named = {entity_id(name, {}): other for name, other in more.items()}
    entities = {e.id: replace(e, names=(*e.names, named[e.id])) if e.id in named else e for e in held.entities.values()}
    return written(tmp_path_factory.mktemp("finding"), replace(held, entities=entities))


def search(state: Opened, query: str, within: str = "", narrowed: str = "", page: int = 1) -> Findings:
    question = Question(query, within, narrowed, page)
    return state.asking(lambda connection: finding(state, connection, question, KINDS))


@pytest.mark.parametrize(
    ("query", "name", "met", "near"),
    [
        ("Katiba Azra", "Katiba Azra", "", False),
        ("katiba", "Katiba Azra", "", False),
        ("KATIBA AZ", "Katiba Azra", "", False),
        ("كتيبة عزرا", "Katiba Azra", "كتيبة عزرا", False),
        ("كَتِيبَة", "Katiba Azra", "كتيبة عزرا", False),
        ("Фронт Вос", "Vostok Front", "Фронт Восток", False),
        ("Katiba Azrra", "Katiba Azra", "", True),
        ("Ktiba Azra", "Katiba Azra", "", True),
        ("Katibat Azra", "Katiba Azra", "", True),
        ("Mara Orru", "Mara Oru", "", True),
        ("the marsh colonel", "Mara Oru", "the marsh colonel", False),
        ('"Azra Column"', "Azra Column", "", False),
    ],
)
def test_a_name_in_any_script_and_spelling(state: Opened, query: str, name: str, met: str, near: bool) -> None:
    first = search(state, query).names[0]
    assert (first.name, first.met, first.near, first.id) == (name, met, near, entity_id(name, {}))


def test_an_id_is_no_misspelling(state: Opened) -> None:
    (found,) = search(state, entity_id("Mara Oru", {})).names
    assert (found.name, found.near, found.facts) == ("Mara Oru", False, 1)


def test_those_spelled_as_asked_come_first(state: Opened) -> None:
    near = [name.near for name in search(state, "Azra", "names").names]
    assert near == sorted(near) and near.count(False) == 3


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=st.text(max_size=40), within=st.sampled_from(("", *WITHIN)))
def test_whatever_is_typed_is_answered(state: Opened, query: str, within: str) -> None:
    found = search(state, query, within)
    assert found.query == query and found.pages >= 1


@pytest.mark.parametrize("query", SYNTAX)
def test_the_words_of_a_query_are_no_language(state: Opened, query: str) -> None:
    for within in ("", *WITHIN):
        found = search(state, query, within)
        assert found.page == 1 and not (within == "names" and found.facts)


def test_signs_alone_name_nobody(state: Opened) -> None:
    for query in ("😀", "***", "—", '""'):
        assert search(state, query).names == ()


def test_nothing_asked_lists_everything_by_weight(state: Opened) -> None:
    found = search(state, "", "names")
    assert [name.facts for name in found.names] == sorted((n.facts for n in found.names), reverse=True)
    assert (len(found.names), found.facts, found.counts["names"]) == (5, (), 5)
    assert not any(name.near or name.met for name in found.names)


@pytest.mark.parametrize("within", WITHIN)
def test_facets_add_up(state: Opened, within: str) -> None:
    whole = search(state, "Azra", within)
    assert sum(whole.facets.values()) == whole.counts[within]
    assert len(whole.facets) > 1
    for facet, count in whole.facets.items():
        narrowed = search(state, "Azra", within, facet)
        if facet:
            assert (
                narrowed.counts[within] == count == len(getattr(narrowed, within)) and narrowed.facets == whole.facets
            )


def test_facts_have_the_words(state: Opened) -> None:
    found = search(state, "azra attacked", "facts")
    assert [line.predicate for line in found.facts] == ["attacked"] and found.facets == {"attacked": 1}
    assert search(state, '"attacked azra"', "facts").facts != () == search(state, '"part azra"', "facts").facts


def test_reports_show_where_the_words_stand(world: Opened) -> None:
    found = search(world, '"400 FIGHTERS"', "reports").reports
    assert {report.report for report in found} == {"wire.txt", "mirror.txt"}
    wire = next(report for report in found if report.report == "wire.txt")
    assert (wire.words, wire.publisher, wire.before) == ("400 fighters", "The Wire", "The Delta Guard has ")
    text = next(r for r in world.whole.reports.values() if r.name == "wire.txt").text
    assert text[wire.start :].startswith(wire.words) and text.startswith(wire.before + wire.words + wire.after)


def test_pages_show_everything_once(state: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "ON_A_PAGE", 2)
    for within in WITHIN:
        pages = search(state, "Azra", within).pages
        shown = [
            item for page in range(1, pages + 1) for item in getattr(search(state, "Azra", within, "", page), within)
        ]
        ids = [getattr(item, "fact", None) or item.id for item in shown]
        assert len(ids) == len(set(ids)) == search(state, "Azra", within).counts[within]


@pytest.mark.parametrize("page", [0, -1, 2, 1000])
def test_there_is_no_such_page(state: Opened, page: int) -> None:
    with pytest.raises(NotFound, match="no page"):
        search(state, "Azra", "names", "", page)


def test_other_things_are_not_searched(state: Opened) -> None:
    with pytest.raises(NotFound, match="have names, facts, reports"):
        search(state, "Azra", "claims")


def test_a_name_is_found_in_its_record(world: Opened) -> None:
    first = search(world, "حرس الدلتا").names[0]
    assert (first.id, first.met) == (in_world("Delta Guard"), "حرس الدلتا")
    assert search(world, "Reed Bnd").names[0].near
