"""What would settle a difference, in words: the kind of document or witness, and which side is weak."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

import yaml

from stemmata.model import Difference, DifferenceKind, Polarity, Side
from stemmata.reconcile.entries import Entry, World
from stemmata.reconcile.wording import object_name

SETTLE = Path(__file__).parent / "settle.yml"
ASKS_FOR_WITNESSES = (DifferenceKind.CONTRADICTION, DifferenceKind.ATTRIBUTION)


@cache
def texts() -> Mapping[str, Mapping[str, str]]:
    """settle.yml, by kind and sub."""
    given: dict[str, dict[str, str]] = yaml.load(SETTLE.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return given


def settled(difference: Difference, entries: Mapping[str, Entry], world: World) -> Difference:
    """The difference with what would settle it; "" where nothing needs to be settled."""
    text = difference.settle or texts().get(difference.kind, {}).get(difference.sub, "")
    if not text:
        return difference
    facts = [entries[fact] for side in difference.sides for fact in side.facts]
    words = text if difference.settle else text.format_map(slots(difference, facts, world))
    weak = list(weaknesses(difference.sides, entries)) if difference.kind in ASKS_FOR_WITNESSES else []
    return replace(difference, settle=" ".join(f"{each}." for each in (words[:1].upper() + words[1:], *weak)))


def slots(difference: Difference, facts: list[Entry], world: World) -> dict[str, str]:
    first = facts[0]
    subject, object_ = world.name(first.fact.subject), object_name(first, world)
    reports = {world.reports[report].name for entry in facts for report in entry.fact.reports}
    undated = {world.reports[r].name for entry in facts if not entry.fact.when.known for r in entry.fact.reports}
    return {
        "subject": subject,
        "object": object_,
        "names": listed((world.name(entry.fact.subject) for entry in facts), "or"),
        "whole": object_ if first.rule.members == "subject" else subject,
        "role": first.qualifier("role") or "holder",
        "unit": first.qualifier("unit") or "people",
        "reports": listed(reports, "and"),
        "undated": listed(undated or reports, "or"),
        "voices": listed((voice for side in difference.sides for voice in side.voices), "or"),
    }


def listed(names: Iterable[str], last: str) -> str:
    """Names in order: "A, B and C"."""
    found = sorted(set(names))
    return found[0] if len(found) == 1 else f"{', '.join(found[:-1])} {last} {found[-1]}" if found else "nobody"


def weaknesses(sides: Iterable[Side], entries: Mapping[str, Entry]) -> Iterator[str]:
    """Of each side that rests on one lineage, or on second hand alone, that it does."""
    for side in sides:
        alone, heard = len(side.lineages) == 1, second_hand(side, entries)
        kind = "both" if alone and heard else "lineage" if alone else "second_hand" if heard else None
        if kind is not None:
            yield texts()["weak"][kind].format(side=listed(side.voices, "and"))


def second_hand(side: Side, entries: Mapping[str, Entry]) -> bool:
    """Whether no claim of a side is made in a report's own voice."""
    inside = set(side.claims)
    told = [s.claim for fact in side.facts for s in entries[fact].group.statements if s.id in inside]
    return all(claim.voices or claim.polarity in (Polarity.REPORTED, Polarity.ALLEGED) for claim in told)
