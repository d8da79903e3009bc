"""The chain of command as a picture: each unit below what it belonged to, gaps in words."""

from dataclasses import replace

from stemmata.model import MentionType
from stemmata.show.networks import Command
from stemmata.show.pictures.command import draw_command, in_order
from stemmata.show.pictures.stemma import stemmas_for_page
from stemmata.show.pictures.strength import strengths_for_page
from stemmata.show.queries.command import chain_of_command
from stemmata.show.queries.stemma import stemma
from stemmata.show.queries.strength import strength
from stemmata.when import Period
from tests.show.pictures.drawing import address, check_legible, links, parsed, titles, words
from tests.show.sentences import Told, holdings_of
from tests.show.world import the_holdings

UNITS = ("Army of the Lake", "Council", "First Division", "Reed Brigade", "كتيبة النهر", "Oar Battalion", "Mill Post")
TYPES = {**dict.fromkeys(UNITS, MentionType.ARMED_GROUP), "Mara Oru": MentionType.PERSON}
TOLD = (
    Told("First Division", "part_of", "Army of the Lake", Period.span("2013", "2017")),
    Told("Reed Brigade", "part_of", "First Division", Period.span("2013", "2016")),
    Told("Reed Brigade", "part_of", "Council"),
    Told("كتيبة النهر", "part_of", "Reed Brigade", Period.evidenced("2015")),
    Told("Oar Battalion", "part_of", "Reed Brigade"),
    Told("Mill Post", "part_of", "Oar Battalion"),
    Told("Council", "joined", "First Division", Period.event("2012")),
    Told("Mara Oru", "holds_post", "Reed Brigade", Period.span("2014"), {"role": "commander"}),
)


def chain() -> Command:
    return chain_of_command(holdings_of(TOLD, TYPES), "Reed Brigade", "2015-06")


def test_each_unit_stands_below_what_it_belonged_to() -> None:
    answer = chain()
    place = {unit.who.entity: at for at, unit in enumerate(in_order(answer))}
    assert len(place) == len(answer.units) == len(UNITS)
    assert all(place[link.other] < place[link.one] for link in answer.links)


def test_links_statements_and_gaps_are_in_words_and_lead_to_facts() -> None:
    answer = chain()
    root = parsed(draw_command(answer, address))
    check_legible(root)
    assert "put together from 6 statements of belonging: no report tells of the whole chain" in words(root)
    assert words(root).count("who commanded it is not stated") == len(UNITS) - 1
    assert "is part of First Division: holds; 2013 to 2016" in words(root)
    assert "to what it belonged is not stated" in words(root)
    assert "commander: may hold; since 2014, no end stated" in words(root)
    assert any(text.startswith("also stated, beside this order: Council joined First Division") for text in words(root))
    assert {f"/fact/{link.lines[0].fact}" for link in answer.links} <= set(links(root))
    assert any(title.startswith("Reed Brigade (armed group), commanded by Mara Oru") for title in titles(root))


def test_without_a_date_it_says_that_the_times_may_differ() -> None:
    root = parsed(draw_command(chain_of_command(holdings_of(TOLD, TYPES), "Reed Brigade"), address))
    assert any("which may be of different times: no report tells of the whole chain" in text for text in words(root))


def test_a_unit_alone_says_so() -> None:
    alone = chain_of_command(holdings_of([], TYPES), "Council")
    shown = words(parsed(draw_command(alone)))
    assert "no report tells to what it belonged, or what belonged to it" in shown
    many = replace(chain(), whole=("a.txt",))
    assert any("all of them in a.txt" in text for text in words(parsed(draw_command(many))))


def test_strengths_and_stemmas_stand_in_pages_with_links() -> None:
    held = the_holdings()
    counts = strength(held, "Delta Guard")
    root = parsed(strengths_for_page(counts, address))
    check_legible(root)
    assert root.get("role") == "group" and {f"/fact/{count.line.fact}" for count in counts.counts} == set(links(root))
    copies = parsed(stemmas_for_page(stemma(held), address))
    check_legible(copies)
    assert set(links(copies)) == {"/report/wire.txt", "/report/mirror.txt"}
