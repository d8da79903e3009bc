"""What a person decided holds, as long as its words are where they were."""

from dataclasses import replace

import pytest
from marsh import CONTENT, FRONT, IT, KIND, LED, ORU, REPORT, TEXT

from stemmata.model import Anchor, Argument, Extraction, Judgement, MentionType, Metadatum, Polarity
from stemmata.record.decisions import Decisions, Names
from stemmata.record.places import anchor_of, place
from stemmata.when import Period

READ = Extraction("r1", (ORU, FRONT, IT), (LED, KIND))
PLACE = anchor_of(REPORT.name, TEXT, (KIND.start, KIND.end))


def judge(what: str, anchor: Anchor = PLACE, when: str = "2024-01-01", **value: str) -> Judgement:
    return Judgement("nele", when, what, "as I saw", (anchor,), value)


def decided(*judgements: Judgement) -> tuple[Extraction, tuple[Judgement, ...]]:
    decisions = Decisions(judgements)
    return decisions.on_claims(REPORT, READ), decisions.unplaced(CONTENT.identification)


def test_a_rejected_claim_is_gone() -> None:
    assert decided(judge("reject")) == (replace(READ, claims=(LED,)), ())


def test_an_accepted_claim_is_sure() -> None:
    read, unplaced = decided(judge("accept", replace(PLACE, predicate="type")))
    assert read.claims == (LED, replace(KIND, confidence=1.0))
    assert unplaced == ()


def test_the_later_judgement_holds() -> None:
    early, late = judge("reject", when="2024"), judge("add", when="2025", **_STATED)
    assert decided(early, late)[0] == decided(late, early)[0]
    assert len(decided(late, early)[0].claims) == 2


_STATED = {"predicate": "type", "subject": "Reed Front", "object": "militia"}


@pytest.mark.parametrize(
    "anchor",
    [
        replace(PLACE, quote="a marsh mob"),
        replace(PLACE, predicate="ideology"),
        replace(PLACE, arguments=("Oru", "militia")),
        replace(PLACE, report="elsewhere.txt"),
    ],
)
def test_what_no_longer_fits_is_listed(anchor: Anchor) -> None:
    judgement = judge("reject", anchor)
    assert decided(judgement) == (READ, (judgement,))


def test_a_claim_is_corrected() -> None:
    read, unplaced = decided(judge("correct", object="guard", at="2012", polarity="denied", voice="Nele"))
    (claim,) = (claim for claim in read.claims if claim.predicate == "type")
    assert unplaced == ()
    assert (claim.quote, claim.subject, claim.object) == (KIND.quote, KIND.subject, Argument("guard"))
    assert (claim.method, claim.confidence, claim.polarity) == ("person:nele", 1.0, Polarity.DENIED)
    assert (claim.when, claim.voices) == (Period.evidenced("2012"), ("Nele",))


def test_a_claim_is_added_with_a_mention_that_nobody_saw() -> None:
    span = (TEXT.index("(جَ"), TEXT.index("ب)") + 2)
    anchor = replace(anchor_of(REPORT.name, TEXT, span), predicate="alias", arguments=("جَبهة القصب", "Reed Front"))
    read, unplaced = decided(judge("add", anchor, subject_type="ArmedGroup"))
    (claim,) = (claim for claim in read.claims if claim.predicate == "alias")
    (new,) = (mention for mention in read.mentions if mention not in READ.mentions)
    assert unplaced == ()
    assert claim.quote == TEXT[slice(*span)]
    assert claim.subject == Argument("جَبهة القصب", new.id)
    assert (new.text, new.type) == (TEXT[new.start : new.end], MentionType.ARMED_GROUP)
    assert claim.object == Argument("Reed Front", FRONT.id)


def test_a_claim_about_nobody_there_is_not_added() -> None:
    judgement = judge("add", predicate="type", subject="Salt Guard", object="militia")
    assert decided(judgement) == (READ, (judgement,))


def test_metadata_are_corrected_and_made_unknown() -> None:
    decisions = Decisions([judge("metadata", title="", author="Nele")])
    assert decisions.on_metadata(REPORT).metadata == {
        "published": REPORT.metadata["published"],
        "author": Metadatum("Nele", "nele, 2024-01-01: as I saw"),
    }
    assert decisions.unplaced(CONTENT.identification) == ()


def test_every_name_of_a_withheld_person_is_withheld() -> None:
    decisions = Decisions([judge("withhold", anchor_of(REPORT.name, TEXT, (FRONT.start, FRONT.end)))])
    names = Names([READ], CONTENT.identification)
    assert decisions.withheld([REPORT], CONTENT.identification, names) == (("r1", FRONT.start, FRONT.end),)
    assert decisions.unplaced(CONTENT.identification) == ()


def test_of_several_places_the_one_with_the_same_surroundings() -> None:
    text = "Oru led. Nele, not Oru, leads. Oru fled."
    for start in (0, 19, 31):
        anchor = anchor_of("r", text, (start, start + 3))
        assert place(anchor, text) == (start, start + 3)
        assert place(anchor, f"Later. {text}") == (start + 7, start + 10)
    assert place(Anchor("r", "Ore"), text) is None
    assert place(Anchor("r", ""), text) is None
