"""What descriptions and pronouns stand for, as the network has learnt it: each thing spoken of before gets a score.

A thing is a name with its repetitions, or a description that stood for nothing told before. A description or pronoun is
led to the best of the last things spoken of, or stands alone where that is likelier.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from stemmata.extract.bearings import Spoken, reference_signs
from stemmata.extract.learned import ReadScene
from stemmata.extract.lexicon import plain_form
from stemmata.extract.scorer import Floats
from stemmata.extract.spots import Scene, Spot
from stemmata.model import MentionKind, MentionType, Role

_RELATIVE = frozenset({"who", "whom", "whose", "which"})
_SPEAKERS = (frozenset({"i", "me", "my", "mine", "myself"}), frozenset({"we", "us", "our", "ours", "ourselves"}))
_SILENT = 8  # sentences without a word of the first person, after which somebody else may be speaking
NEAR = 25  # things; one spoken of longer ago is not pointed at
_SURE = 0.6  # chance below which the rules are heard


@dataclass(slots=True)
class _Thing:
    """Something spoken of: the mention that names it best, and how it was last spoken of."""

    mention: str
    type: MentionType
    named: bool
    told: Spoken
    pointed: Floats


def point(read: Sequence[ReadScene], scenes: Sequence[Scene], *, across: bool = True) -> list[Scene]:
    """The scenes with the references of their descriptions and pronouns; `scenes` may hold some by other means.

    Unless `across`, none leaves its passage.
    """
    walker, made = _Walker(), []
    for one, scene in zip(read, scenes, strict=True):
        made.append((walker if across else _Walker()).walk(one, scene))
    return made


class _Walker:
    def __init__(self) -> None:
        self.things: dict[str, _Thing] = {}
        self.order: list[str] = []
        self.keys: dict[str, str] = {}  # mention -> thing
        self.speakers: dict[
            frozenset[str], tuple[str, int]
        ] = {}  # first person -> thing and when it was last spoken of
        self.sentence = 0

    def walk(self, read: ReadScene, scene: Scene) -> Scene:
        if read.scores is None or scene.passage.role is Role.GLOSS:
            return scene
        base, spots = self.sentence, {(s.start, s.end): s for s in scene.spots}
        begun: set[int] = set()
        for at in sorted(range(len(read.candidates)), key=lambda i: read.scored[i].first):
            candidate, scored = read.candidates[at], read.scored[at]
            spot = spots.get((candidate.start, candidate.end))
            if candidate.spot is None or spot is None:
                continue
            told = Spoken(
                scene.text(spot.start, spot.end),
                spot.type.value,
                spot.kind.value,
                base + scored.sentence,
                first=scored.sentence not in begun,
            )
            begun.add(scored.sentence)
            named = _named_at_once(scene, spot)
            if named is None:
                spots[spot.start, spot.end] = self._spoken(read, scene, at, spot, told)
            else:
                spots[spot.start, spot.end] = replace(spot, refers=scene.mention_id(named))
        self.sentence = base + len(scene.analysis.sentences)
        return scene.with_spots(tuple(spots.values()))

    def _spoken(self, read: ReadScene, scene: Scene, at: int, spot: Spot, told: Spoken) -> Spot:
        assert read.scores is not None
        if spot.kind is MentionKind.NAME:
            key = plain_form(scene.text(spot.start, spot.end))
        else:
            meant = self._meant(read, at, told, spot)
            key = meant or scene.mention_id(spot)
            thing = self.things.get(key)
            kind = thing.type if thing is not None and spot.kind is MentionKind.PRONOUN else spot.type
            spot = replace(spot, refers=None if thing is None else thing.mention, type=kind)
        self._remember(key, scene.mention_id(spot), spot, told, read.scores.pointed[at])
        return spot

    def _meant(self, read: ReadScene, at: int, told: Spoken, spot: Spot) -> str | None:
        """The thing that is meant; where the network is not sure, the one that the rules found."""
        assert read.scores is not None
        near = list(reversed(self.order))[:NEAR]
        if not near:
            return None
        if (plain := self._plainly(read.scene, spot, told)) is not None:
            return plain
        known = np.stack([self.things[key].pointed for key in near])
        scores = known @ read.scores.pointing[at] / known.shape[1] ** 0.5
        for row, key in enumerate(near):
            signs = reference_signs(told, self.things[key].told, row)
            scores[row] += float(read.scores.references[signs].sum())
        whole = np.append(scores, read.scores.alone[at])
        chances = np.exp(whole - whole.max())
        best = int(chances.argmax())
        if chances[best] / chances.sum() >= _SURE:
            return None if best == len(near) else near[best]
        ruled = self.keys.get(spot.refers or "")
        alone = best == len(near) and spot.kind is not MentionKind.PRONOUN
        return ruled or (None if alone else near[int(scores.argmax())])

    def _plainly(self, scene: Scene, spot: Spot, told: Spoken) -> str | None:
        """What "who" right after a mention stands for, and "I" or "we" soon after another: there is no choice."""
        if told.words in _RELATIVE:
            before = [s for s in scene.spots if s.end <= spot.start and scene.text(s.end, spot.start) in (" ", ", ")]
            return self.keys.get(scene.mention_id(before[-1])) if before else None
        speaker = next((family for family in _SPEAKERS if told.words in family), None)
        if speaker is None:
            return None
        key, sentence = self.speakers.get(speaker, ("", -_SILENT))
        return key if key in self.things and told.sentence - sentence < _SILENT else None

    def _remember(self, key: str, mention: str, spot: Spot, told: Spoken, pointed: Floats) -> None:
        known, words = self.things.get(key), told.words
        if known is not None:
            told.often = known.told.often + 1
            if spot.kind is MentionKind.PRONOUN:
                told.words, told.last_word = known.told.words, known.told.last_word
            self.order.remove(key)
        named = spot.kind is MentionKind.NAME
        keeps = known is not None and (known.named or not named)
        kept = known.mention if known is not None and keeps else mention
        kind = known.type if known is not None and keeps else spot.type
        self.things[key] = _Thing(kept, kind, named or (known is not None and known.named), told, pointed)
        self.order.append(key)
        self.keys[mention] = key
        for family in _SPEAKERS:
            if spot.kind is MentionKind.PRONOUN and words in family:
                self.speakers[family] = key, told.sentence


def _named_at_once(scene: Scene, spot: Spot) -> Spot | None:
    """The X of "its leader X", and of "its leader, X,": the name of what has just been described."""
    if spot.kind is not MentionKind.DESCRIPTION:
        return None
    for other in scene.spots:
        between = scene.text(spot.end, other.start) if other.start >= spot.end else ""
        if other.kind is MentionKind.NAME and other.type is spot.type and between in (" ", ", "):
            closed = scene.text(other.end, other.end + 1) in (",", ".", ";", ")", "")
            return other if between == " " or closed else None
    return None
