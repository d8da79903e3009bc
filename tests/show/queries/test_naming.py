from dataclasses import replace

import pytest

from stemmata.model import Argument, Claim, Entity, EntityName, Fact, Mention, MentionKind, MentionType, Polarity
from stemmata.show.asof import Window
from stemmata.show.holdings import Holdings
from stemmata.show.queries.naming import names_of
from stemmata.when import UNKNOWN, Holds, Period
from tests.show.world import REPORTS

REPORT = REPORTS["wire.txt"].id
GROUP = Entity(
    "g" * 16, "ArmedGroup", "Army C", (EntityName("Army C", "Latn", "main"), EntityName("B", "Latn", "former"))
)


def renamed(place: int, words: str, kind: MentionKind, taken: str, when: Period) -> tuple[Mention, Claim]:
    mention = Mention(REPORT, place, place + len(words), words, MentionType.ARMED_GROUP, kind)
    ends = Argument(words, mention.id), Argument(taken)
    return mention, Claim(REPORT, place, place + 9, "x" * 9, "renamed_to", *ends, "pattern:test", 0.9, when=when)


def told(claim: Claim, predicate: str = "renamed_to") -> Fact:
    who = {"predicate": predicate, "subject": GROUP.id, "object": None, "value": claim.object.text, "when": claim.when}
    support = {"claims": (claim.id,), "reports": (REPORT,), "lineages": ("l",), "voices": (), "reasons": ()}
    return Fact(**who, **support, polarity=Polarity.ASSERTED, confidence=0.9)  # type: ignore[arg-type]


def holdings(*changes: tuple[Mention, Claim], more: tuple[Fact, ...] = (), claims: tuple[Claim, ...] = ()) -> Holdings:
    facts = [told(claim) for _, claim in changes] + list(more)
    return Holdings(
        reports={REPORT: REPORTS["wire.txt"]},
        mentions={mention.id: mention for mention, _ in changes},
        claims={claim.id: claim for claim in (*(claim for _, claim in changes), *claims)},
        entities={GROUP.id: GROUP},
        entity_of={mention.id: GROUP.id for mention, _ in changes},
        facts={fact.id: fact for fact in facts},
    )


def chain() -> Holdings:
    """It was founded as A early in 2012, was renamed B in 2013, and "it" became Army C late in 2015."""
    early = Period.event("2012-01/2012-04")
    founded = Claim(
        REPORT, 0, 9, "x" * 9, "formed", Argument("A", "m"), Argument("2012"), "pattern:test", 0.9, when=early
    )
    founded = replace(founded, qualifiers={"under_name": "A"})
    first = renamed(10, "A", MentionKind.NAME, "B", Period.event("2013"))
    then = renamed(30, "it", MentionKind.PRONOUN, "Army C", Period.event("2015-09/2015-12"))
    named_a = Claim(REPORT, 0, 9, "x" * 9, "alias", Argument("Army C"), Argument("A"), "pattern:test", 0.9)
    facts = (told(founded, "formed"), told(named_a, "alias"))
    return holdings(first, then, more=facts, claims=(founded, named_a))


@pytest.mark.parametrize(
    ("on", "called"),
    [("2012-06", ["A"]), ("2014", ["B"]), ("2018", []), ("2013", ["A", "B"]), ("2011", [])],
)
def test_a_chain_of_renames_tells_the_name_on_any_date(on: str, called: list[str]) -> None:
    names = names_of(chain(), GROUP, Window.of(on))
    assert [name.text for name in names if name.holds is Holds.YES] == called


def test_the_last_name_has_begun_and_no_end_is_stated() -> None:
    (name,) = names_of(chain(), GROUP, Window.of("2018"))
    assert (name.text, name.holds, name.when.finish) == ("Army C", Holds.MAYBE, "")


def test_a_name_is_not_told_before_it_was_taken() -> None:
    assert "Army C" not in [name.text for name in names_of(chain(), GROUP, Window.of("2014"))]


def test_a_name_that_was_taken_again_has_no_end() -> None:
    away = renamed(10, "B", MentionKind.NAME, "Army C", Period.event("2014"))
    back = renamed(30, "Army C", MentionKind.NAME, "B", Period.event("2016"))
    found = {name.text: name.when for name in names_of(holdings(away, back), GROUP)}
    assert (found["B"].begin, found["B"].finish) == ("2016", "")
    assert (found["Army C"].begin, found["Army C"].finish) == ("2014", "2016")


def test_without_dates_every_name_may_have_been_in_use() -> None:
    undated = renamed(10, "B", MentionKind.NAME, "Army C", UNKNOWN)
    assert {name.holds for name in names_of(holdings(undated), GROUP, Window.of("2014"))} == {Holds.MAYBE}
