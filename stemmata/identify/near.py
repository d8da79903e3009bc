"""Names near enough that a person should look, and not near enough to join."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from itertools import pairwise

from stemmata.identify.alike import stands_alone
from stemmata.identify.clusters import Clusters, Proposal
from stemmata.identify.readings import Reading, compatible
from stemmata.names.spelling import skeleton

_SOUNDS_ENOUGH = 4  # consonants
_WORDS_LEFT = 1  # how many words of its own a shortened name must keep


def near_names(clusters: Clusters) -> Iterator[Proposal]:
    """Maybe: the same words in another order, or one word more ("Free Army", "Free Northern Army")."""
    by_words: dict[Hashable, dict[int, Reading]] = {}
    own = [reading for reading in clusters.readings.named if stands_alone(reading)]
    for reading in own:
        by_words.setdefault(_words(reading), {}).setdefault(clusters.root(reading.at), reading)
    for bearers in by_words.values():
        heads = list(bearers.values())
        for one, other in pairwise(heads):
            if compatible(one.family, other.family):
                yield Proposal(
                    one.at, other.at, "maybe", "word_order", f"{other} has the words of {one} in another order"
                )
    for longer in _heads(clusters, own):
        for shorter in _shorter(longer, by_words):
            why = f"{longer} has one word more than {shorter}; a shared word alone proves nothing"
            yield Proposal(shorter.at, longer.at, "maybe", "one_word_more", why)


def without_unit(clusters: Clusters) -> Iterator[Proposal]:
    """Maybe: a name and the same name with a unit word ("Azure", "Azure Front")."""
    bare: dict[Hashable, Reading] = {}
    named = [r for r in clusters.readings.named if r.family == "group" and stands_alone(r)]
    for reading in named:
        if reading.name is not None and not any(reading.name.frame):
            bare.setdefault(reading.name.words, reading)
    for longer in _heads(clusters, [r for r in named if r.name is not None and r.name.has_unit]):
        shorter = bare.get(_own_words(longer))
        if shorter is not None:
            why = f"{longer} is {shorter} with a word for a kind of body; there may be both"
            yield Proposal(shorter.at, longer.at, "maybe", "unit_word_more", why)


def alike_consonants(clusters: Clusters) -> Iterator[Proposal]:
    """Maybe: names whose consonants alone agree (Salim, Salam); too little to join by."""
    found: dict[Hashable, dict[int, Reading]] = {}
    for reading in clusters.readings.named:
        sounds = tuple(skeleton(word) for word in _own_words(reading))
        if stands_alone(reading) and sum(map(len, sounds)) >= _SOUNDS_ENOUGH:
            frame = reading.name.frame if reading.name is not None else ()
            found.setdefault((reading.family, frame, sounds), {}).setdefault(clusters.root(reading.at), reading)
    for bearers in found.values():
        for one, other in pairwise(bearers.values()):
            yield Proposal(one.at, other.at, "maybe", "consonants", f"{other} differs from {one} by vowels alone")


def _heads(clusters: Clusters, own: list[Reading]) -> list[Reading]:
    """One reading for each name of each cluster."""
    return list({(clusters.root(r.at), r.key): r for r in reversed(own)}.values())[::-1]


def _own_words(reading: Reading) -> tuple[str, ...]:
    if reading.person is not None:
        return reading.person.words
    return reading.name.words if reading.name is not None else ()


def _words(reading: Reading, words: tuple[str, ...] | None = None) -> Hashable:
    frame = reading.name.frame if reading.name is not None else ()
    return frame, tuple(sorted(_own_words(reading) if words is None else words))


def _shorter(longer: Reading, by_words: dict[Hashable, dict[int, Reading]]) -> Iterator[Reading]:
    words = _own_words(longer)
    enough = 2 if longer.name is None or not longer.name.units else 1
    if len(words) <= max(_WORDS_LEFT, enough):
        return
    for at in range(len(words)):
        for shorter in by_words.get(_words(longer, words[:at] + words[at + 1 :]), {}).values():
            if compatible(longer.family, shorter.family):
                yield shorter
