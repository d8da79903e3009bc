"""Who speaks in an interview or a transcript: what stands after "Delibeg:" or "A." is said by somebody.

Heeded only where a report has at least two such labels; one alone may be a dateline or a heading.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from stemmata.extract.attribution import Attribution
from stemmata.extract.spots import Scene
from stemmata.model import MentionKind, MentionType, Polarity, Role

_LABEL = re.compile(r"(?:(?P<turn>[QA])[.:]|(?P<name>[A-ZÀ-Þ][\w.'’-]*(?: [A-ZÀ-Þ][\w.'’-]*){0,3}):)\s+(?=\S)")
_ASKING = frozenset({"q", "question", "interviewer", "editor", "reporter"})
_FEWEST = 2  # labels that make a dialogue


class Speakers:
    """The labels of a report; `said` gives what is told after one its speaker."""

    def __init__(self, scenes: Sequence[Scene]) -> None:
        self.turns = {id(scene): _turns(scene) for scene in scenes if scene.passage.role is Role.BODY}
        self.dialogue = sum(map(len, self.turns.values())) >= _FEWEST
        self.guest = _guest(scenes)

    def said(self, scene: Scene, start: int, said: Attribution) -> Attribution:
        """How a statement at an offset of a passage is said, the speaker there taken in as its outermost voice."""
        speaker = self._speaker(scene, start) if self.dialogue else ""
        if not speaker or speaker in said.voices:
            return said
        polarity = Polarity.REPORTED if said.polarity is Polarity.ASSERTED else said.polarity
        return replace(said, voices=(*said.voices, speaker), polarity=polarity)

    def _speaker(self, scene: Scene, start: int) -> str:
        before = [label for at, label in self.turns.get(id(scene), ()) if at <= start]
        label = before[-1] if before else ""
        return (self.guest if label == "A" else label) if label.casefold() not in _ASKING else ""


def _turns(scene: Scene) -> list[tuple[int, str]]:
    """Where a sentence begins with a label, and the label."""
    tokens = scene.analysis.tokens
    begins = [tokens[first].start for first, _ in scene.analysis.sentences]
    found = [(at, match) for at in begins if (match := _LABEL.match(scene.passage.text, at)) is not None]
    return [(at, match["turn"] or match["name"]) for at, match in found]


def _guest(scenes: Sequence[Scene]) -> str:
    """The person whom a dialogue names most often: who gives its answers. Of equals the first."""
    persons: Counter[str] = Counter()
    for scene in scenes:
        for spot in scene.spots:
            if spot.type is MentionType.PERSON and spot.kind is MentionKind.NAME:
                persons[scene.text(spot.start, spot.end)] += 1
    return max(persons, key=lambda name: persons[name]) if persons else ""
