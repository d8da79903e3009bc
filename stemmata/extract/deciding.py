"""Where patterns and the network meet: what both say of one statement becomes one draft with one confidence.

Drafts that say the same of the same things are one statement. Its confidence is that of a logistic regression over the
signs below, fitted on marked reports that neither was made for (`weights/deciding.json`, training/deciding.py). Of
the claims with 0.8 four in five are right. What a pattern or a row of an infobox reads is put forward unless it is
UNLIKELY; what the network alone reads only from ALONE_FROM on, for it proposes something for every two mentions.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path

from stemmata.extract.attribution import PLAIN
from stemmata.extract.drafts import Draft, End
from stemmata.extract.learned import ALONE, METHOD, NAMING, ReadScene
from stemmata.extract.lexicon import plain_form
from stemmata.extract.spots import Scene
from stemmata.model import MentionKind, Role

ALONE_FROM = 0.6  # confidence from which a claim is put forward that the network alone has read
UNLIKELY = 0.12  # confidence below which nothing is put forward
_FURTHEST = 5.0  # log-odds; a network is never surer than that
_SLOTS = ("role", "stance", "killed", "injured", "captured", "missing")
_BLUNT = frozenset({"infobox", "naming", "title", "list", "caption"})


@dataclass(frozen=True, slots=True)
class Decided:
    """A statement with the signs that its confidence was made from."""

    scene: Scene
    draft: Draft
    signs: Mapping[str, float]


Weights = Mapping[str, float]


def weights_of(model: Path | None) -> Weights:
    """What each sign weighs: as the folder of a model has it, or else as shipped."""
    own = None if model is None else model / "deciding.json"
    shipped = files("stemmata.extract").joinpath("weights", "deciding.json")
    text = (shipped if own is None or not own.is_file() else own).read_text(encoding="utf-8")
    return {str(name): float(weight) for name, weight in json.loads(text).items()}


def decide(
    scene: Scene, read: ReadScene, drafts: Sequence[Draft], weights: Weights, names: Mapping[str, str]
) -> list[Decided]:
    """One draft for each statement of a passage. `names`: id of a mention -> the folded name that it is."""
    groups: list[list[Draft]] = []
    for draft in sorted(drafts, key=lambda d: (d.method == METHOD, -d.confidence, d.end - d.start, d.start)):
        group = next((g for g in groups if _same(scene, names, g[0], draft)), None)
        if group is None:
            groups.append([draft])
        else:
            group.append(draft)
    made = []
    for same in groups:
        signs = _signs(scene, read, same)
        made.append(Decided(scene, replace(_joined(same), confidence=chance(signs, weights)), signs))
    return made


def chance(signs: Mapping[str, float], weights: Weights) -> float:
    """The share of statements with such signs that are right."""
    odds = sum(weights.get(name, 0.0) * value for name, value in sorted(signs.items()))
    return 1 / (1 + math.exp(-odds))


def _same(scene: Scene, names: Mapping[str, str], one: Draft, other: Draft) -> bool:
    """Whether two drafts of one sentence say the same of the same things."""
    if one.predicate != other.predicate or _sentence(scene, one) != _sentence(scene, other):
        return False
    subjects = [draft.subject for draft in (one, other)]
    objects = [draft.object for draft in (one, other)]
    if one.predicate in NAMING:  # all names of a thing stand for it
        alike = len({end.text.casefold() for end in objects}) == 1
    elif all(end.spot is None and end.mention is None for end in objects):
        alike = one.predicate in ALONE or _overlap(*(_folded(end.text) for end in objects))
    else:
        alike = _one_thing(scene, names, objects)
    return alike and _one_thing(scene, names, subjects) and all(_slot_alike(one, other, key) for key in _SLOTS)


def _sentence(scene: Scene, draft: Draft) -> int:
    inside = scene.tokens_in(draft.start, draft.end)
    return scene.tree.sentence_of[inside[0]] if inside else 0


def _stands_for(scene: Scene, names: Mapping[str, str], end: End) -> str:
    if end.spot is None:
        return names.get(end.mention or "", end.mention or plain_form(end.text))
    mention = end.spot.refers or scene.mention_id(end.spot)
    return plain_form(end.text) if end.spot.kind is MentionKind.NAME else names.get(mention, mention)


def _one_thing(scene: Scene, names: Mapping[str, str], ends: Sequence[End]) -> bool:
    """The same words, or words for the same."""
    spots = [end.spot for end in ends]
    if spots[0] is not None and spots[1] is not None and spots[0].overlaps(spots[1]):
        return True
    return len({_stands_for(scene, names, end) for end in ends}) == 1


def _overlap(one: str, other: str) -> bool:
    """Whether all words of one are words of the other."""
    words = set(one.split()), set(other.split())
    return words[0] <= words[1] or words[1] <= words[0]


def _slot_alike(one: Draft, other: Draft, key: str) -> bool:
    """Two posts are two facts; a post with a word more is not, nor one that only one of the drafts names."""
    values = [_folded(draft.qualifiers[key]) for draft in (one, other) if key in draft.qualifiers]
    if key == "role":
        return len(values) < 2 or _overlap(*values)
    return len(values) != 1 and len(set(values)) < 2


def _folded(value: object) -> str:
    return plain_form(str(value))


def _joined(same: Sequence[Draft]) -> Draft:
    """The surest pattern's draft, dated and voiced by the network where it is not itself; else the network's."""
    patterns = sorted((d for d in same if d.method != METHOD), key=lambda d: (-d.confidence, d.end - d.start, d.start))
    learned = next((d for d in same if d.method == METHOD), None)
    if not patterns or learned is None:
        return patterns[0] if patterns else max(same, key=lambda d: d.confidence)
    first = patterns[0]
    when = first.when if first.when.known else learned.when
    said = learned.said if first.said == PLAIN else first.said
    return replace(first, when=when, said=said, qualifiers={**learned.qualifiers, **first.qualifiers})


def _signs(scene: Scene, read: ReadScene, same: Iterable[Draft]) -> dict[str, float]:
    same = list(same)
    patterns = [d.confidence for d in same if d.method != METHOD]
    chances = [c for d in same if (c := read.chance(d)) is not None]
    signs = {"always": 1.0, f"of {same[0].predicate}": 1.0}
    if chances:
        signs["network"] = _odds(max(chances))
    else:
        signs["network silent"] = 1.0
    if patterns:
        signs["pattern"] = 1.0
        signs["pattern surer"] = _odds(max(patterns))
        if chances:
            signs["both"] = _odds(max(chances))
    kinds = {d.method.split(":")[0] for d in same} | {scene.passage.role.value}
    signs |= {kind: 1.0 for kind in kinds & _BLUNT}
    ends = [end.spot for end in (same[0].subject, same[0].object) if end.spot is not None]
    signs["description alone"] = float(sum(s.kind is MentionKind.DESCRIPTION and s.refers is None for s in ends))
    signs["pronoun"] = float(sum(s.kind is MentionKind.PRONOUN for s in ends))
    signs["elsewhere"] = float(any(e.spot is None and e.mention is not None for e in (same[0].subject, same[0].object)))
    signs["not told"] = float(any(d.said.modality is not None for d in same))
    signs["heading"] = float(scene.passage.role is Role.HEADING)
    return signs


def _odds(chance_: float) -> float:
    bounded = min(max(chance_, 1e-4), 1 - 1e-4)
    return max(-_FURTHEST, min(_FURTHEST, math.log(bounded / (1 - bounded))))
