"""One name has one type in a report, and what is a name in one place is a name everywhere in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from stemmata.extract.analysis import Analysis
from stemmata.extract.kinds import GROUPISH
from stemmata.extract.lexicon import plain_form
from stemmata.extract.naming import introductions
from stemmata.extract.spots import Scene, Spot, without_overlaps
from stemmata.model import MentionKind, MentionType, Passage, Role

_OF_ITS_OWN = frozenset({"front", "movement", "organization", "party"})  # a brigade may be named after a town
_SERVICES = ("army", "armed forces", "air force", "navy", "police", "national guard", "security forces")


def introduced(passage: Passage, spots: list[Spot]) -> list[Spot]:
    """The names with those that the passage introduces beside them."""
    others = [i.other for i in introductions(passage, spots)]
    return list(without_overlaps([*spots, *others]))


def topic_of(scenes: Sequence[Scene]) -> tuple[str, str] | None:
    """Text and mention id of the group that a report names most often (its first mention), None where it names none.

    Its title counts for three; of equals the first stays.
    """
    counts: Counter[str] = Counter()
    first: dict[str, tuple[str, str]] = {}
    for scene in scenes:
        for spot in scene.spots:
            if spot.kind is MentionKind.NAME and spot.type in (MentionType.ARMED_GROUP, MentionType.COALITION):
                text = scene.text(spot.start, spot.end)
                key = plain_form(text)
                counts[key] += {Role.GLOSS: 0, Role.TITLE: 3}.get(scene.passage.role, 1)
                first.setdefault(key, (text, scene.mention_id(spot)))
    return first[max(counts, key=lambda name: counts[name])] if counts else None


def known_names(found: Iterable[tuple[Passage, Sequence[Spot]]]) -> dict[str, MentionType]:
    """Folded name -> its commonest type in the report, for names of two words or more and clear single ones."""
    counts: dict[str, Counter[MentionType]] = {}
    for passage, spots in found:
        for spot in spots:
            key = _name_key(passage.text[spot.start : spot.end])
            if len(key) > 2 and spot.confidence >= 0.5:
                weight = 3 if spot.confidence >= 0.95 else 1  # introduced by the report itself
                counts.setdefault(key, Counter())[spot.type] += 0 if passage.role is Role.TITLE else weight
    return {key: max(sorted(types), key=lambda t: types[t]) for key, types in counts.items()}


def national_forces(known: dict[str, MentionType], acting: frozenset[str]) -> dict[str, MentionType]:
    """ "the X Army" of a state or land X that no list knows."""
    lands = {n for n, t in known.items() if t in (MentionType.STATE, MentionType.PLACE)} | acting
    forces = {f"{land} {force}" for land in lands for force in _SERVICES}
    return dict.fromkeys(forces & known.keys(), MentionType.STATE_FORCE)


def short_forms(known: dict[str, MentionType]) -> dict[str, MentionType]:
    """Short forms of names known in full: the surname of a person, a group without its "Front" or "Brigade"."""
    full = [name for name, kind in known.items() if kind is MentionType.PERSON and " " in name]
    last = {name.split()[-1]: MentionType.PERSON for name in full}
    short = {name: kind for name, kind in last.items() if len(name) > 3}
    for name, kind in known.items():  # "al-X" beside "the al-X Front"
        first, _, head = name.rpartition(" ")
        if kind in GROUPISH and first.startswith("al ") and head in _OF_ITS_OWN:
            short[first] = kind
    return short


def _name_key(text: str) -> str:
    return re.sub(r"[\s\-_]+", " ", plain_form(text)).strip()


def agreeing(passage: Passage, spots: tuple[Spot, ...], known: dict[str, MentionType]) -> tuple[Spot, ...]:
    """One name has one type in a report."""
    return tuple(replace(s, type=known.get(_name_key(passage.text[s.start : s.end]), s.type)) for s in spots)


def found_again(passage: Passage, spots: Sequence[Spot], known: dict[str, MentionType]) -> list[Spot]:
    """Names known from elsewhere in the report that were overlooked here, whatever their case."""
    text = passage.text
    lengths = sorted(
        {key.count(" ") + 1 for key in known if " " in key or not key.islower() or len(key) > 3}, reverse=True
    )
    words = [(m.start(), m.end(), plain_form(m.group())) for m in re.finditer(r"[^\W_]+(?:['’][^\W_]+)?", text)]
    found: list[Spot] = []
    taken = [(s.start, s.end) for s in spots]
    for length in lengths:
        for first in range(len(words) - length + 1):
            start, end = words[first][0], words[first + length - 1][1]
            key = " ".join(w for _, _, w in words[first : first + length])
            kind = known.get(key)
            if kind is None or (length == 1 and not text[start].isupper()):
                continue
            if any(start < e and s < end and (e - s) >= (end - start) for s, e in taken):
                continue
            taken.append((start, end))
            found.append(Spot(start, end, kind, MentionKind.NAME, 0.95 if length > 1 else 0.6))
    return found


def acting_places(
    passages: Sequence[Passage], analyses: Sequence[Analysis], named: Sequence[list[Spot]]
) -> frozenset[str]:
    """Folded place names that act like states in the report: they supply, invade, deny."""
    acting = set()
    for passage, analysis, spots in zip(passages, analyses, named, strict=True):
        scene = Scene(passage, analysis, tuple(spots))
        for index, spot in scene.by_head.items():
            if spot.type is MentionType.PLACE and spot.kind is MentionKind.NAME and _acts(scene, index):
                acting.add(_name_key(scene.text(spot.start, spot.end)))
    return frozenset(acting)


def _acts(scene: Scene, index: int) -> bool:
    root = index
    while scene.tree.dep(root) == "conj":
        root = scene.tree.token(root).head
    if scene.tree.preposition(root) == "by":
        return True
    verb = scene.tree.token(root).head
    active = scene.tree.dep(root) == "nsubj" and scene.tree.is_verbal(verb)
    return active and bool(scene.tree.with_dep(verb, "obj", "ccomp", "xcomp"))
