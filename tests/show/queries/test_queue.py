"""What a look at a claim is worth: what may be wrong with it, times what hangs on it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from stemmata.model import MentionType
from stemmata.show.holdings import Holdings
from stemmata.show.queries.queue import ToCheck, to_check
from tests.show.sentences import Told, holdings_of
from tests.show.states import Opened, written

TYPES = dict.fromkeys(("Oru Band", "Tarn Guard", "Far Legion"), MentionType.ARMED_GROUP)
TOLD = (
    Told("Oru Band", "part_of", "Tarn Guard"),
    Told("Oru Band", "strength", "400"),
    Told("Oru Band", "strength", "900"),
    Told("Far Legion", "active_in", "the marsh"),
    Told("Oru Band", "active_in", "the hills"),
    Told("Tarn Guard", "strength", "70"),
)
SURE = (0.9, 0.9, 0.9, 0.7, 0.7, 0.6)


def the_holdings() -> Holdings:
    """The claims are as sure as SURE says, the facts as their claims; the last fact has three lineages."""
    held = holdings_of(TOLD, TYPES, against=[(1, 2)])
    claims = [replace(claim, confidence=sure) for claim, sure in zip(held.claims.values(), SURE, strict=True)]
    facts = [replace(fact, confidence=sure) for fact, sure in zip(held.facts.values(), SURE, strict=True)]
    assert [claim.id for claim in claims] == list(held.claims)
    lineages = tuple(lineage.id for lineage in held.lineages)
    facts[-1] = replace(facts[-1], lineages=lineages[3:])
    assert facts[-1].id == list(held.facts)[-1]
    return replace(held, claims={c.id: c for c in claims}, facts={f.id: f for f in facts})


@pytest.fixture(scope="module")
def state(tmp_path_factory: pytest.TempPathFactory) -> Opened:
    return written(tmp_path_factory.mktemp("queue"), the_holdings())


def nobody(report: str, quote: str) -> bool:
    return False


def told(items: tuple[ToCheck, ...]) -> list[tuple[str, float]]:
    return [(f"{item.line.about.name}: {item.line.other.name}", item.value) for item in items]


def test_values_are_as_said(state: Opened) -> None:
    assert sorted(told(to_check(state, nobody, 99)), key=lambda pair: (-pair[1], pair[0])) == [
        ("Far Legion: the marsh", 0.3),
        ("Oru Band: 400", 0.3),
        ("Oru Band: 900", 0.3),
        ("Oru Band: the hills", 0.3),
        ("Tarn Guard: 70", 0.133),
        ("Oru Band: Tarn Guard", 0.1),
    ]


def test_of_equal_worth_first_what_is_told_most_of(state: Opened) -> None:
    first = [pair[0] for pair in told(to_check(state, nobody, 4))]
    assert first[3] == "Far Legion: the marsh" and set(first[:3]) == {
        "Oru Band: 400",
        "Oru Band: 900",
        "Oru Band: the hills",
    }
    assert to_check(state, nobody, 99) == to_check(state, nobody, 99)
    assert to_check(state, nobody, 99)[:2] == to_check(state, nobody, 2)


def test_what_somebody_decided_on_is_left_out(state: Opened) -> None:
    quote = "Oru Band strength 400"
    found = to_check(state, lambda report, words: words == quote and report.endswith(".txt"), 99)
    assert len(found) == len(TOLD) - 1 and all(q.quote != quote for item in found for q in item.line.quotes)
    assert to_check(state, lambda report, words: True, 99) == ()


def test_a_claim_counts_by_the_fact_that_most_hangs_on(tmp_path: Path) -> None:
    """A claim under two facts stands in the queue once, with the one that is disputed."""
    held = the_holdings()
    plain, disputed, *_ = held.facts.values()
    both = replace(plain, claims=(*plain.claims, *disputed.claims), confidence=0.1)
    state = written(tmp_path, replace(held, facts={**held.facts, plain.id: both}))
    found = {item.claim: item for item in to_check(state, nobody, 99)}
    assert found[disputed.claims[0]].line.fact == disputed.id and found[disputed.claims[0]].value == 0.3
    assert found[plain.claims[0]].value == 0.1
