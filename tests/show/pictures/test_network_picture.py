"""The network as a picture: the same each time, legible with 60 actors, and soon drawn."""

import random
import time
from dataclasses import replace

import numpy as np
import pytest

from stemmata.model import MentionType, Polarity
from stemmata.show.holdings import Holdings
from stemmata.show.pictures.network import draw_network
from stemmata.show.pictures.places import Room, placed, spread
from stemmata.show.queries.network import Scope, network
from stemmata.when import Period
from tests.show.pictures.drawing import SVG, address, check_legible, links, parsed, titles, words
from tests.show.sentences import Told, holdings_of

EVERY = ("allied", "opposed", "membership", "backing")
TYPES = {
    **dict.fromkeys(("Oru Front", "Tarn Guard", "لواء النهر"), MentionType.ARMED_GROUP),
    "Lake League": MentionType.COALITION,
    "Velia": MentionType.STATE,
    "Delta Aid": MentionType.ORGANIZATION,
}
TOLD = (
    Told("Oru Front", "allied_with", "Tarn Guard", Period.span("2014", "2016")),
    Told("Oru Front", "opposed_to", "Tarn Guard", Period.span("2016")),
    Told("Tarn Guard", "opposed_to", "لواء النهر"),
    Told("Oru Front", "allied_with", "لواء النهر", polarity=Polarity.DENIED),
    Told("Oru Front", "part_of", "Lake League"),
    Told("Oru Front", "supplied_by", "Velia"),
    Told("Tarn Guard", "funded_by", "Delta Aid"),
)


def crowd(many: int) -> Holdings:
    """A conflict of two sides with long names."""
    chance = random.Random(4)
    names = [f"{chance.choice(('Company', 'Front', 'Guard'))} of the Martyrs of Valley {at}" for at in range(many)]
    told = []
    for one in range(many):
        for other in {chance.randrange(many), chance.randrange(many // 4)} - {one}:
            told.append(Told(names[one], "allied_with" if (one + other) % 2 else "opposed_to", names[other]))
    return holdings_of(told, dict.fromkeys(names, MentionType.ARMED_GROUP))


@pytest.fixture(scope="module")
def tied() -> Holdings:
    return holdings_of(TOLD, TYPES)


def test_actors_and_ties_lead_to_their_pages_and_say_what_they_are(tied: Holdings) -> None:
    answer = network(tied, "2016", "Oru Front", Scope(EVERY, 2))
    root = parsed(draw_network(answer, address))
    assert root.get("role") == "group" and set(TYPES) <= set(words(root))
    assert len([link for link in links(root) if link.startswith("/entity/")]) == len(TYPES)
    assert f"/ties/{answer.bonds[0].one},{answer.bonds[0].other}" in links(root)
    assert "Velia, backer of Oru Front: may hold, 1 lineage" in titles(root)
    assert {"?", "×"} & set(words(root)) == {"×"}
    check_legible(root)


def test_it_stands_alone_without_links(tied: Holdings) -> None:
    picture = draw_network(network(tied))
    assert picture == draw_network(network(tied)) and not links(parsed(picture))


def test_allies_and_enemies_differ_in_more_than_colour(tied: Holdings) -> None:
    drawn = {each.get("class"): each for each in parsed(draw_network(network(tied))).iter(f"{SVG}line")}
    assert drawn["line allied"].get("stroke-dasharray") != drawn["line opposed"].get("stroke-dasharray")


def test_sixty_actors_are_legible_and_soon_drawn() -> None:
    answer = network(crowd(90), scope=Scope(most=60))
    draw_network(answer)
    began = time.process_time()
    picture = draw_network(answer, address)
    assert time.process_time() - began < 0.6  # 0.1 s where nobody else works
    root = parsed(picture)
    assert len(answer.actors) == 60
    check_legible(root)
    assert any(text.startswith("not drawn: 30 actors") for text in words(root))


def test_nothing_is_said_where_nothing_is_known(tied: Holdings) -> None:
    root = parsed(draw_network(network(tied, None, "Lake League")))
    assert "nothing in this record says so" in words(root)
    assert "nothing in this record says so" in words(parsed(draw_network(network(holdings_of([], {})))))


def test_hostile_names_are_text(tied: Holdings) -> None:
    bad = '</text><script>alert("x")</script>&\x1b\u202e'
    entities = {id_: replace(entity, name=bad) for id_, entity in tied.entities.items()}
    root = parsed(draw_network(network(replace(tied, entities=entities)), address))
    assert any("<script>" in text for text in titles(root))


def test_what_is_tied_stands_near_and_enemies_apart() -> None:
    lengths = np.full((4, 4), np.inf)
    lengths[0, 1] = lengths[2, 3] = 1.0
    lengths[1, 2] = 3.0
    points = spread(lengths)
    apart = np.linalg.norm(points[:, None] - points[None], axis=2)
    assert apart[0, 1] < apart[1, 2] and apart[2, 3] < apart[1, 2] < apart[0, 3]


def test_boxes_never_overlap_and_stay_on_the_paper() -> None:
    points, boxes = np.zeros((40, 2)), np.full((40, 2), (150.0, 40.0))
    found, height = placed(points, boxes, Room(800, 100))
    assert (found >= boxes / 2 - 0.1).all() and (found <= np.array([800, height]) - boxes / 2 + 0.1).all()
    for one in range(40):
        near = (np.abs(found - found[one]) < boxes - 1).all(axis=1)
        assert near.sum() == 1
