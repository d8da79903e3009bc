"""Weapons: one model by its designation ("BGM-71"), its nickname ("TOW") or both, with or without its kind."""

from __future__ import annotations

from collections.abc import Iterator

from stemmata.identify.clusters import Clusters, Proposal
from stemmata.identify.readings import Reading
from stemmata.names.lexicon import word_set
from stemmata.names.parse import Name, Part
from stemmata.names.spelling import fold

_NICKNAME = 3  # letters at least


def designations(clusters: Clusters) -> Iterator[Proposal]:
    """Weapons whose names differ by the kind of weapon or a plural alone, and a nickname alone of one known model."""
    models: dict[tuple[str, ...], Reading] = {}
    for reading in clusters.readings.named:
        if reading.family != "weapon" or reading.name is None or not model(reading.name):
            continue
        first = models.setdefault(model(reading.name), reading)
        if first is not reading:
            yield Proposal(first.at, reading.at, "same", "designation", f"{reading} is the same model as {first}")
    for words, reading in models.items():
        longer = [m for m in models if len(m) > len(words) and m[-len(words) :] == words]
        if len(longer) == 1 and words[-1].isalpha() and len(words[-1]) >= _NICKNAME:
            full = models[longer[0]]
            why = f"{reading} is the nickname of {full}, and of no other model met"
            yield Proposal(full.at, reading.at, "same", "nickname", why)


def model(name: Name) -> tuple[str, ...]:
    """The words of a weapon's name that tell the model, in the singular; empty where it names a kind of weapon."""
    words = (word for part in name.parts if part.role not in ("article", "function") for word in _written(part).split())
    singular = (_singular(fold(word)) for word in words)
    return tuple(word for word in singular if word not in word_set("weapons"))


def _written(part: Part) -> str:
    return part.meaning if part.role == "number" else part.folded


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") else word
