"""What somebody decides of their own accord is found again by the next build."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

import pytest
from sqlalchemy import Connection

from stemmata.errors import NotFound, RecordError
from stemmata.model import Claim, Entity, Judgement, Mention, MentionKind, MentionType, Report
from stemmata.pipeline import build
from stemmata.record.lines import read_judgements
from stemmata.record.read import Record
from stemmata.settings import init
from stemmata.show.deciding import Pen, added, metadata, on_claim, on_identity, where, withheld
from stemmata.show.holdings import Holdings
from tests.show.states import written

T = TypeVar("T")
POST = """The Reed Front split from the Marsh Army

Tolin Post, 12 March 2014

The Reed Front (RF) is an armed group led by Commander Oru Sander. It was founded in May 2011 in Tolin.
In June 2013, the Reed Front split from the Marsh Army. Oru Sander said that the Delta Guard had attacked Tolin.
"""
WIRE = """Guard denies attack

The Delta Guard denied that it had attacked Tolin. The Delta Guard is commanded by General Nele Brook.
The Salt League and the Delta Guard are allied with the Marsh Army. Later the league was called the Salt Union.
"""


@dataclass
class Desk:
    """A small folder that is built, decided on, and built again."""

    folder: Path

    def again(self) -> None:
        build(self.folder)

    def __call__(self, question: Callable[[Record], T]) -> T:
        with Record.open(self.folder) as record:
            return question(record)

    def tables(self, question: Callable[[Connection], T]) -> T:
        def asked(record: Record) -> T:
            with record.connected() as connection:
                return question(connection)

        return self(asked)

    def write(self, judgement: Judgement, why: str = " as I saw ") -> Judgement:
        return Pen(self.folder, "nele").write(judgement, why)

    def report(self, name: str) -> Report:
        return self(lambda record: record.report(name))

    def claim(self, predicate: str, report: str) -> Claim:
        found = self(lambda record: record.claims(predicate=predicate, report=record.report(report).id))
        return found[0]

    def entity(self, name: str) -> Entity:
        return self(lambda record: record.find_entity(name)[0])

    def lost(self) -> tuple[Judgement, ...]:
        return self(lambda record: record.unplaced())


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("deciding")
    init(folder)
    for name, text in {"post": POST, "wire": WIRE}.items():
        (folder / "reports" / f"{name}.txt").write_text(text, "utf-8")
    build(folder)
    return folder


@pytest.fixture
def desk(built: Path) -> Iterator[Desk]:
    """The folder; the judgements of a test go with it."""
    yield Desk(built)
    (built / "judgements.jsonl").unlink(missing_ok=True)


def test_decisions_on_claims_are_placed(desk: Desk) -> None:
    post, wire = desk.report("post.txt"), desk.report("wire.txt")
    split, formed = desk.claim("split_from", "post.txt"), desk.claim("formed", "post.txt")
    led, allied = desk.claim("holds_post", "wire.txt"), desk.claim("allied_with", "wire.txt")
    said = {"predicate": "alias", "subject": "Salt League", "object": "Salt Union"}
    desk.write(on_claim(post, split, "accept", {"object": "left out"}))
    desk.write(on_claim(post, formed, "reject", {}))
    desk.write(on_claim(wire, led, "correct", {"at": "2014", "qualifier.rank": "Colonel"}))
    desk.write(on_claim(wire, allied, "note", {}))
    desk.write(metadata(wire, "publisher", "The Wire"))
    whole = where(wire, "The Salt League")[0], where(wire, "Salt Union")[1]
    desk.write(added(wire, whole, said))
    desk.again()
    assert desk.lost() == ()
    assert desk.claim("split_from", "post.txt").confidence == 1.0
    assert formed.quote not in {claim.quote for claim in desk(lambda record: record.claims(predicate="formed"))}
    posts = desk(lambda record: record.claims(predicate="holds_post", report=wire.id))
    changed = next(claim for claim in posts if claim.method == "person:nele")
    assert (changed.when.at, changed.qualifiers["rank"], changed.quote) == ("2014", "Colonel", led.quote)
    alias = desk.claim("alias", "wire.txt")
    assert (alias.object.text, alias.quote) == ("Salt Union", wire.text[slice(*whole)])
    assert desk.report("wire.txt").known("publisher") == "The Wire"
    judgements = read_judgements(desk.folder)
    assert [j.what for j in judgements] == ["accept", "reject", "correct", "note", "metadata", "add"]
    assert {(j.who, j.why) for j in judgements} == {("nele", "as I saw")} and judgements[0].value == {}
    assert len({j.when for j in judgements}) == len(judgements)


def test_what_is_taken_back_is_as_before(desk: Desk) -> None:
    desk.again()
    before = desk(lambda record: record.claims())
    wire = desk.report("wire.txt")
    made = desk.write(on_claim(wire, desk.claim("allied_with", "wire.txt"), "reject", {}))
    known = desk.write(metadata(wire, "published", "2015"))
    pen = Pen(desk.folder, "tomas")
    assert pen.undo(made.who, made.when, made.what, "a slip").anchors == made.anchors
    pen.undo(known.who, known.when, known.what, "")
    desk.again()
    assert desk(lambda record: record.claims()) == before and desk.lost() == ()
    assert desk.report("wire.txt").known("published") == wire.known("published")
    for who, when, what in ((made.who, made.when, made.what), ("nele", made.when, "accept"), ("", "", "undo")):
        with pytest.raises(NotFound, match=r"no judgement .* stands"):
            pen.undo(who, when, what, "")


def test_metadata_can_become_unknown(desk: Desk) -> None:
    desk.write(metadata(desk.report("wire.txt"), "publisher", "The Wire"))
    desk.write(metadata(desk.report("wire.txt"), "publisher", ""))
    desk.again()
    assert desk.report("wire.txt").known("publisher") is None and desk.lost() == ()


def test_identity_leads_back_to_both(desk: Desk) -> None:
    desk.again()
    one, other = desk.entity("Delta Guard"), desk.entity("Marsh Army")
    made = desk.tables(lambda connection: on_identity(connection, one.id, other.id, "same"))
    assert [anchor.quote for anchor in made.anchors] == ["Delta Guard", "Marsh Army"]
    desk.write(made)
    desk.again()
    assert desk.entity("Delta Guard").id == desk.entity("Marsh Army").id and desk.lost() == ()
    Pen(desk.folder, "nele").undo("nele", read_judgements(desk.folder)[0].when, "same", "")
    salt = desk.entity("Salt League")
    desk.write(desk.tables(lambda c: on_identity(c, desk.entity("Delta Guard").id, salt.id, "different")))
    desk.again()
    assert desk.entity("Delta Guard").id != desk.entity("Marsh Army").id and desk.lost() == ()
    assert any(join.verdict == "different" for join in desk(lambda record: record.joins(salt.id)))


def test_somebody_is_withheld(desk: Desk) -> None:
    desk.again()
    oru = desk.entity("Oru Sander")
    desk.write(desk.tables(lambda connection: withheld(connection, oru.id)))
    desk.again()
    words = desk(lambda record: record.withheld())
    post = desk.report("post.txt")
    assert {post.text[start:end] for _, start, end in words} == {"Oru Sander"} and len(words) == 2
    assert desk.lost() == ()


def test_words_stand_somewhere_for_the_nth_time(desk: Desk) -> None:
    wire = desk.report("wire.txt")
    first, second = (where(wire, "Delta Guard", nth) for nth in (1, 2))
    assert first < second and {wire.text[slice(*span)] for span in (first, second)} == {"Delta Guard"}
    for words, nth in (
        ("Delta Guard", 9),
        ("Delta Guard", 0),
        ("Delta Guard", -1),
        ("delta guard", 1),
        ("", 1),
        ("", 0),
    ):
        with pytest.raises(RecordError, match="does not have the words"):
            where(wire, words, nth)


@pytest.mark.parametrize("span", [(-1, 4), (4, 4), (5, 4), (0, 10**6), (19, 21)])
def test_nothing_is_added_where_no_words_are(desk: Desk, span: tuple[int, int]) -> None:
    wire = desk.report("wire.txt")
    assert wire.text[19:21] == "\n\n"
    with pytest.raises(RecordError, match="has no words at"):
        added(wire, span, {})


def test_what_cannot_be_is_not_written(desk: Desk) -> None:
    wire, allied = desk.report("wire.txt"), desk.claim("allied_with", "wire.txt")
    with pytest.raises(NotFound, match="have accept, reject, correct, note"):
        on_claim(wire, allied, "delete", {})
    with pytest.raises(RecordError, match="says nothing"):
        on_claim(wire, allied, "correct", {})
    with pytest.raises(RecordError, match="somebody who judges"):
        Pen(desk.folder, " ").write(on_claim(wire, allied, "accept", {}), "")
    wrong = (
        on_claim(wire, allied, "correct", {"predicate": "loves"}),
        on_claim(wire, allied, "correct", {"at": "yesterday"}),
        added(wire, (0, 5), {"predicate": "alias", "subject": "Guard"}),
        metadata(wire, "mood", "good"),
        metadata(wire, "published", "yesterday"),
    )
    for judgement in wrong:
        with pytest.raises(RecordError):
            desk.write(judgement)
    assert read_judgements(desk.folder) == ()


def test_identity_needs_two_that_are_named(desk: Desk) -> None:
    one = desk.entity("Delta Guard").id
    for other, verdict, words in ((one, "same", "already"), ("nobody", "same", "no place"), ("x", "maybe", "have")):
        with pytest.raises(NotFound, match=words):
            desk.tables(partial(on_identity, one=one, other=other, verdict=verdict))
    with pytest.raises(NotFound, match="no place"):
        desk.tables(partial(withheld, entity="nobody"))


def test_nobody_is_judged_in_the_place_of_another(tmp_path: Path) -> None:
    """The same words in the same surroundings: an anchor would lead to whoever stands there first."""
    text = "Oru".join([" -" * 60] * 3)
    report = Report("r1", "a.txt", None, "00" * 32, len(text), "text/plain", "text/1", text, {})
    places = (text.index("Oru"), text.rindex("Oru"))
    mentions = [Mention("r1", at, at + 3, "Oru", MentionType.PERSON, MentionKind.NAME) for at in places]
    people = [Entity(id_, "Person", "Oru", ()) for id_ in ("e1", "e2")]
    entity_of = {mention.id: person.id for mention, person in zip(mentions, people, strict=True)}
    held = Holdings({"r1": report}, {m.id: m for m in mentions}, {}, {p.id: p for p in people}, entity_of, {})
    state = written(tmp_path, held)
    assert state.asking(partial(withheld, entity="e1")).anchors[0].quote == "Oru"
    with pytest.raises(NotFound, match="no place in a report tells 'e2' from others"):
        state.asking(partial(withheld, entity="e2"))
