"""What would settle a difference, in words: the kind of document or witness, and which side is weak."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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


class Settling:
    """What would settle each of many differences. A side may stand in hundreds of them: it is looked at once."""

    def __init__(self, entries: Mapping[str, Entry], world: World) -> None:
        self.entries, self.world = entries, world
        self.weak: dict[Side, str] = {}

    def settled(self, difference: Difference) -> Difference:
        """The difference with what would settle it; "" where nothing needs to be settled."""
        text = difference.settle or texts().get(difference.kind, {}).get(difference.sub, "")
        if not text:
            return difference
        words = text if difference.settle else text.format_map(Slots(difference, self.entries, self.world))
        weak = map(self.weakness, difference.sides) if difference.kind in ASKS_FOR_WITNESSES else ()
        said = (words[:1].upper() + words[1:], *filter(None, weak))
        return replace(difference, settle=" ".join(f"{each}." for each in said))

    def weakness(self, side: Side) -> str:
        """That a side rests on one lineage, or on second hand alone; empty where it does not."""
        if side not in self.weak:
            self.weak[side] = weakness(side, self.entries)
        return self.weak[side]


class Slots(dict[str, str]):
    """What stands for the names in settle.yml, worked out for those that a text has."""

    def __init__(self, difference: Difference, entries: Mapping[str, Entry], world: World) -> None:
        super().__init__()
        self.difference, self.world = difference, world
        self.facts = [entries[fact] for side in difference.sides for fact in side.facts]

    def __missing__(self, key: str) -> str:
        first, world = self.facts[0], self.world
        subject, object_ = world.name(first.fact.subject), object_name(first, world)
        match key:
            case "subject":
                return subject
            case "object":
                return object_
            case "whole":
                return object_ if first.rule.members == "subject" else subject
            case "role":
                return first.qualifier("role") or "holder"
            case "unit":
                return first.qualifier("unit") or "people"
            case _:
                return self.several(key)

    def several(self, key: str) -> str:
        match key:
            case "names":
                return listed((self.world.name(entry.fact.subject) for entry in self.facts), "or")
            case "reports":
                return listed(self.reports(self.facts), "and")
            case "undated":
                undated = self.reports(entry for entry in self.facts if not entry.fact.when.known)
                return listed(undated or self.reports(self.facts), "or")
            case "voices":
                return listed((voice for side in self.difference.sides for voice in side.voices), "or")
        raise KeyError(key)

    def reports(self, facts: Iterable[Entry]) -> set[str]:
        return {self.world.reports[report].name for entry in facts for report in entry.fact.reports}


def listed(names: Iterable[str], last: str) -> str:
    """Names in order: "A, B and C"."""
    found = sorted(set(names))
    return found[0] if len(found) == 1 else f"{', '.join(found[:-1])} {last} {found[-1]}" if found else "nobody"


def weakness(side: Side, entries: Mapping[str, Entry]) -> str:
    alone, heard = len(side.lineages) == 1, second_hand(side, entries)
    kind = "both" if alone and heard else "lineage" if alone else "second_hand" if heard else None
    return "" if kind is None else texts()["weak"][kind].format(side=listed(side.voices, "and"))


def second_hand(side: Side, entries: Mapping[str, Entry]) -> bool:
    """Whether no claim of a side is made in a report's own voice."""
    inside = set(side.claims)
    told = [s.claim for fact in side.facts for s in entries[fact].group.statements if s.id in inside]
    return all(claim.voices or claim.polarity in (Polarity.REPORTED, Polarity.ALLEGED) for claim in told)
