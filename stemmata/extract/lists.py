"""Lists of names as they stand in the text: "A, B and the C", "groups such as A and B".

A parser loses members of long lists; commas and "and" between names do not.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from stemmata.extract.lexicon import read_yaml
from stemmata.extract.spots import Scene, Spot
from stemmata.model import MentionKind, MentionType

_COMMA = re.compile(r"\s*,\s*(?:the\s+)?")
_AND = re.compile(r"\s*,?\s*(?:and|&|as well as)\s+(?:the\s+)?")
_EVENTS = (MentionType.AGREEMENT, MentionType.OPERATION)
_ACTORS = ("ArmedGroup", "Coalition", "StateForce", "Organization", "State")


def alike(one: MentionType, other: MentionType) -> bool:
    """Whether two types stand together in one list."""
    return one is other or (one in _ACTORS and other in _ACTORS)


def listed(scene: Scene, spot: Spot) -> list[Spot]:
    """The list of names that a name stands in, itself included; only itself where there is no list."""
    for chain in scene_lists(scene):
        if spot in chain:
            return chain
    return [spot]


def scene_lists(scene: Scene) -> list[list[Spot]]:
    """Every run of names of one kind with commas between them and an "and" before the last."""
    names = [s for s in scene.spots if s.kind is MentionKind.NAME]
    chains: list[list[Spot]] = []
    chain: list[Spot] = []
    closed = True
    for spot in names:
        between = scene.text(chain[-1].end, spot.start) if chain else ""
        joins = bool(chain) and not closed and alike(chain[-1].type, spot.type)
        if joins and _AND.fullmatch(between):
            chain.append(spot)
            chains.append(chain)
            closed = True
        elif joins and _COMMA.fullmatch(between):
            chain.append(spot)
        else:
            chain, closed = [spot], False
    return chains


@cache
def _bringing() -> re.Pattern[str]:
    words = str(read_yaml("lexicon/metonyms.yml")["members"]).split()
    phrases = "|".join(re.escape(w.replace("_", " ")) for w in words)
    return re.compile(
        rf"(?:\s+(?:in|of|from|based in)\s+[^.,;:]{{1,30}})?,?\s+(?:{phrases})\s+(?:the\s+|its\s+)?", re.I
    )


def brought(scene: Scene, spot: Spot) -> list[Spot]:
    """The names that a description brings: A and B of "groups in the north such as A and B"."""
    opening = _bringing().match(scene.passage.text, spot.end)
    if opening is None or not scene.text(spot.start, spot.end).endswith("s"):
        return []
    first = next((s for s in scene.spots if s.kind is MentionKind.NAME and s.start == opening.end()), None)
    return [] if first is None else _with_shared_head(scene, first) or listed(scene, first)


def _with_shared_head(scene: Scene, first: Spot) -> list[Spot]:
    """ "the X and Y accords": X is an accord as well."""
    for other in scene.spots:
        shared = other.type in _EVENTS and other.kind is MentionKind.NAME and first.type is not other.type
        if shared and _AND.fullmatch(scene.text(first.end, other.start)) and scene.text(0, other.end).endswith("s"):
            return [replace(first, type=other.type), other]
    return []
