"""A small record of an invented marsh war, every kind of noun in it."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from stemmata.model import (
    Anchor,
    Argument,
    Claim,
    Collation,
    Derivation,
    DerivationKind,
    Difference,
    DifferenceKind,
    Entity,
    EntityName,
    Fact,
    Identification,
    Join,
    Judgement,
    Lineage,
    Mention,
    MentionKind,
    MentionType,
    Metadatum,
    Polarity,
    Reconciliation,
    Report,
    Role,
    Segment,
    SharedPassage,
    Side,
    Unread,
)
from stemmata.record.content import Content
from stemmata.record.database import writing
from stemmata.record.write import write
from stemmata.when import Bounds, Period

TEXT = "Oru leads the Reed Front (جَبهة القصب), [a marsh militia,] and has led it since May 2011."


def at(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


def mention(words: str, type: MentionType, **more: object) -> Mention:
    return replace(Mention("r1", *at(words), words, type, MentionKind.NAME), **more)


REPORT = Report(
    *("r1", "news/a.txt", None, "00" * 32, 90, "text/plain", "text/1", TEXT),
    {"title": Metadatum("Reeds", "first line"), "published": Metadatum("2012-03", "sidecar")},
    notes=("1 BOM dropped",),
)
MEMBER = replace(REPORT, id="r2", path="b.zip", member="b/ü.txt", metadata={}, notes=())
ORU = mention("Oru", MentionType.PERSON, confidence=0.5)
FRONT = mention("Reed Front", MentionType.ARMED_GROUP)
IT = replace(mention("it", MentionType.ARMED_GROUP, kind=MentionKind.PRONOUN), refers=FRONT.id)
SINCE = Period(begin="2011-05", start=Bounds(date(2011, 5, 1), date(2011, 5, 31)), words="since May 2011")
HALVES = (at("Oru leads the Reed Front"), at("has led it since May 2011"))
LED = Claim(
    *("r1", 0, HALVES[1][1], TEXT[: HALVES[1][1]], "holds_post"),
    Argument("Oru", ORU.id),
    Argument("Reed Front", FRONT.id),
    *("pattern:leads", 0.83),
    qualifiers={"role": "leader", "count": 3, "share": 0.5, "ranks": ("one", "two"), "none": ()},
    when=SINCE,
    voices=("A paper", "defectors"),
    polarity=Polarity.ALLEGED,
    parts=HALVES,
    reading="Oru leads the Reed Front has led it since May 2011",
)
KIND = Claim(
    "r1", *at("a marsh militia"), "a marsh militia", "type", LED.object, Argument("militia"), "pattern:be", 1.0
)
ENTITIES = (
    Entity("e1", "Person", "Oru", (EntityName("Oru", "Latn", "main", claims=(LED.id,)),)),
    Entity(
        *("e2", "ArmedGroup", "Reed Front"),
        (EntityName("Reed Front", "Latn", "main", SINCE), EntityName("جَبهة القصب", "Arab", "original_script")),
        {"wikidata": "Q0"},
    ),
)
LINEAGE = Lineage(("r1", "r2"), ("the same bytes",))
FACTS = (
    Fact(
        *("holds_post", "e1", "e2", None, SINCE, (LED.id,), ("r1",), (LINEAGE.id,), ("A paper",), Polarity.ALLEGED),
        *(0.7, ("one lineage: 0.7",)),
        {"role": "leader"},
    ),
    Fact("type", "e2", None, "militia", Period(), (KIND.id,), ("r1",), (), (), Polarity.ASSERTED, 0.9, ()),
)
DIFFERENCE = Difference(
    *(DifferenceKind.CONTRADICTION, ""),
    (Side((FACTS[0].id,), (LED.id,), ("A paper",), (LINEAGE.id,)), Side((FACTS[1].id,), (KIND.id,), (), ())),
    "they cannot both hold",
)
JUDGEMENTS = (
    Judgement("nele", "2024-01-02", "reject", "wrong man", (Anchor("news/a.txt", "gone", "|"),)),
    Judgement("nele", "2024-01-03", "note", "why", (Anchor("news/a.txt", "Oru", "| leads", "holds_post", ("Oru",)),)),
)
DERIVATION = Derivation(
    "r1",
    "r2",
    DerivationKind.IDENTICAL,
    False,
    ("same SHA-256",),
    (SharedPassage(0, 9, 0, 9), SharedPassage(9, 12, 9, 12)),
)
SEGMENTS = (
    Segment(0, 10, Role.TITLE, 0),
    Segment(10, len(TEXT), Role.GLOSS, 1, "leaders", (0, 3), ("History", "2011")),
)
CONTENT = Content(
    reports=(REPORT, MEMBER),
    segments={"r1": SEGMENTS},
    mentions=(FRONT, ORU, IT),
    claims=(KIND, LED),
    collation=Collation((DERIVATION,), (LINEAGE,)),
    identification=Identification(
        ENTITIES, {ORU.id: "e1", FRONT.id: "e2", IT.id: "e2"}, (Join(FRONT.id, IT.id, "same", "pronoun", "it"),), ()
    ),
    reconciliation=Reconciliation(FACTS, (DIFFERENCE,)),
    unread=(Unread("c.pdf", None, "needs a password", "11" * 32),),
    unclaimed=frozenset({"r2"}),
    judgements=JUDGEMENTS,
    unplaced=JUDGEMENTS[:1],
    withheld=(("r1", 0, 3),),
    build={"stemmata": "0"},
)


def put(folder: Path, content: Content) -> None:
    with writing(folder / "record.db") as engine, engine.begin() as connection:
        write(connection, content)
