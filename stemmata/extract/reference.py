"""Reference within a report: what "the group", "its", "the agreement" and "he" stand for.

Each description or pronoun points back to the most salient mention that fits its type: recent, a subject, named, and
what the report is about. Indefinite descriptions ("a new group") stand for themselves.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from stemmata.extract.lexicon import plain_form, singular
from stemmata.extract.paths import counts, identified
from stemmata.extract.spots import Scene, Spot, refer
from stemmata.model import MentionKind, MentionType, Role

_GROUPS = frozenset({MentionType.ARMED_GROUP, MentionType.COALITION, MentionType.ORGANIZATION, MentionType.STATE_FORCE})
_FITS: dict[MentionType, frozenset[MentionType]] = {
    MentionType.ARMED_GROUP: _GROUPS,
    MentionType.COALITION: frozenset({MentionType.COALITION, MentionType.ARMED_GROUP, MentionType.ORGANIZATION}),
    MentionType.ORGANIZATION: frozenset({MentionType.ORGANIZATION}),
    MentionType.PERSON: frozenset({MentionType.PERSON}),
    MentionType.AGREEMENT: frozenset({MentionType.AGREEMENT}),
    MentionType.OPERATION: frozenset({MentionType.OPERATION}),
    MentionType.PLACE: frozenset({MentionType.PLACE}),
}
_SETTLEMENTS = frozenset("town village city province governorate district port island hamlet".split())
_NAMED = frozenset({"named", "called", "calling", "dubbed", "titled", "known", "styled"})
_IRREGULAR = frozenset("group faction movement militia organization organisation coalition alliance outfit".split())
_CLAUSE_OPENED = re.compile(r",?\s*(?:which|who|that|when|whose)\b[^,.;:]{0,20}\s")
_PLURAL = frozenset({"they", "their", "them", "themselves"})
_DEFINITE = frozenset("the this that these those".split())
_MANY = frozenset(
    "groups factions rebels insurgents militants fighters terrorists units brigades battalions troops soldiers".split()
)
_WHOLE = frozenset(
    "council column regiment room group faction brigade battalion division militia movement organization organisation "
    "alliance coalition "
    "formation army front legion outfit union gathering agreement deal accord treaty truce ceasefire pact "
    "town village city region area province offensive campaign operation battle commander leader".split()
)


@dataclass(frozen=True, slots=True)
class _Candidate:
    spot: Spot
    id: str
    sentence: int
    subject: bool
    name: str  # folded
    whole: bool  # others were said to be members of it, or to have formed it


def resolve(scenes: Sequence[Scene]) -> list[Scene]:
    """The scenes with every description and pronoun that has an antecedent pointing at it."""
    topic = _topic(scenes)
    resolver = _Resolver(topic)
    return [resolver.scene(scene) for scene in scenes]


def _topic(scenes: Sequence[Scene]) -> str | None:
    """The folded name of the group that the report is about: the one most often named, the title counted thrice."""
    counts: Counter[str] = Counter()
    for scene in scenes:
        if scene.passage.role in (Role.REFERENCE, Role.FURNITURE, Role.GLOSS):
            continue
        weight = 3 if scene.passage.role is Role.TITLE or scene.passage.label == "name" else 1
        for spot in scene.spots:
            if spot.kind is MentionKind.NAME and spot.type in (MentionType.ARMED_GROUP, MentionType.COALITION):
                counts[_folded(scene, spot)] += weight
    return max(sorted(counts), key=lambda name: counts[name]) if counts else None


def _settled(scene: Scene, spot: Spot) -> Spot:
    """ "the town of X" is X."""
    for other in scene.spots:
        between = scene.text(spot.end, other.start).split() if 0 < other.start - spot.end < 9 else []
        if other.type is MentionType.PLACE and other.kind is MentionKind.NAME and between in (["of"], ["of", "the"]):
            last = singular(plain_form(scene.text(spot.start, spot.end).split()[-1]))
            return refer(spot, scene.mention_id(other)) if last in _SETTLEMENTS else spot
    return spot


def _whole(scene: Scene, index: int | None) -> bool:
    """The X of "a member of X", and of "formed X"."""
    if index is None:
        return False
    head = scene.tree.token(scene.tree.token(index).head)
    if scene.tree.preposition(index) == "of":
        return head.lemma.casefold() in ("member", "part", "component")
    return scene.tree.dep(index) == "obj" and head.lemma.casefold() in ("form", "found", "create", "establish")


def _told_ahead(scene: Scene, spot: Spot, index: int) -> Spot | None:
    """ "After it left X, Y joined Z": a pronoun in a clause before the main one means the subject that follows."""
    tree = scene.tree
    first, last = tree.sentences[tree.sentence_of[index]]
    opens = tree.token(first).text in ("After", "Before", "When", "While", "Since", "Although", "Once", "Until")
    if spot.kind is not MentionKind.PRONOUN or not opens or not first < index <= first + 2:
        return None
    comma = next((i for i in range(index, last) if tree.token(i).text == ","), last)
    after = [
        s for i, s in sorted(scene.by_head.items()) if comma < i <= min(comma + 5, last) and s.kind is MentionKind.NAME
    ]
    return next((s for s in after if s.type in _GROUPS or s.type is MentionType.PERSON), None)


def _people(candidate: _Candidate) -> bool:
    """Several persons: "the defectors"."""
    described = candidate.spot.kind is MentionKind.DESCRIPTION and candidate.spot.type is MentionType.PERSON
    return described and candidate.name.endswith("s")


def _called(scene: Scene, index: int) -> list[int]:
    """The name in "a new group, named X"."""
    tree, end = scene.tree, scene.tree.token(index).end
    for head, spot in scene.by_head.items():
        between = scene.text(end, spot.start).strip(" ,").casefold() if 0 < spot.start - end < 20 else ""
        words = [w for w in between.split() if w not in ("the", "itself", "as", "the")]
        if spot.kind is MentionKind.NAME and len(words) == 1 and words[0] in _NAMED:
            return [head]
    return [
        n
        for c in tree.with_dep(index, "acl")
        if tree.token(c).text.casefold() in _NAMED
        for n in tree.with_dep(c, "xcomp", "obj")
    ]


def _folded(scene: Scene, spot: Spot) -> str:
    return plain_form(scene.text(spot.start, spot.end))


class _Resolver:
    """Walks a report from its beginning and remembers what has been spoken of."""

    def __init__(self, topic: str | None) -> None:
        self.topic = topic
        self.seen: list[_Candidate] = []
        self.sentence = 0
        self.text = ""  # of the passage being read

    def scene(self, scene: Scene) -> Scene:
        if scene.passage.role is Role.GLOSS:
            return _Resolver(None).body(scene)
        return self.body(scene)

    def body(self, scene: Scene) -> Scene:
        self.sentence += 2
        self.text = scene.passage.text
        base = self.sentence
        resolved = []
        for spot in scene.spots:
            index = scene.tree.head_of(spot.start, spot.end)
            sentence = base + (0 if index is None else scene.tree.sentence_of[index])
            spot = self.pointed(scene, spot, index, sentence)
            resolved.append(spot)
            subject = index is not None and scene.tree.dep(index).startswith("nsubj")
            if spot.kind is MentionKind.NAME or spot.refers is None:
                self.seen.append(
                    _Candidate(
                        spot, scene.mention_id(spot), sentence, subject, _folded(scene, spot), _whole(scene, index)
                    )
                )
            else:
                self._again(spot, sentence, subject)
        self.sentence = base + len(scene.tree.sentences)
        self._forget()
        return scene.with_spots(tuple(resolved))

    def _forget(self) -> None:
        """Only what is near can be pointed at."""
        self.seen = [c for c in self.seen if self.sentence - c.sentence < 40][-400:]

    def _again(self, spot: Spot, sentence: int, subject: bool) -> None:
        for candidate in reversed(self.seen):
            if candidate.id == spot.refers:
                self.seen.append(replace(candidate, sentence=sentence, subject=subject))
                return

    def pointed(self, scene: Scene, spot: Spot, index: int | None, sentence: int) -> Spot:
        if spot.kind is MentionKind.NAME or index is None:
            return spot
        if spot.type is MentionType.PLACE and (settled := _settled(scene, spot)).refers is not None:
            return settled
        ahead = _told_ahead(scene, spot, index)
        if ahead is not None:
            return replace(refer(spot, scene.mention_id(ahead)), type=ahead.type)
        if not self._points(scene, spot):
            return self._said_of(scene, spot, index)
        best = self._best(spot, scene.text(spot.start, spot.end).casefold(), sentence)
        if best is None:
            return spot
        found = refer(spot, best.id)
        return replace(found, type=best.spot.type) if spot.kind is MentionKind.PRONOUN else found

    def _said_of(self, scene: Scene, spot: Spot, index: int) -> Spot:
        """ "X is a rebel group ...", "X, a rebel group ...": the description stands for X."""
        token = scene.tree.token(index)
        several = token.text.casefold() != token.lemma.casefold() and not scene.tree.with_dep(index, "cop")
        several = several and not counts(scene, token.head)
        if several:
            return spot
        for other in (*_called(scene, index), *identified(scene, index)):
            named = scene.by_head.get(other)
            if named is not None and named != spot and named.type in _FITS.get(spot.type, frozenset()):
                return refer(spot, named.refers or scene.mention_id(named))
        return spot

    def _points(self, scene: Scene, spot: Spot) -> bool:
        if spot.kind is MentionKind.PRONOUN:
            return True
        words = scene.text(spot.start, spot.end).casefold().split()
        return (
            words[0] in _DEFINITE
            and singular(plain_form(words[-1])) in _WHOLE
            and words[-1] not in _MANY
            and len(words) <= 3
        )

    def _best(self, spot: Spot, word: str, sentence: int) -> _Candidate | None:
        fits = _FITS.get(spot.type, frozenset())
        if spot.kind is MentionKind.PRONOUN and spot.type is MentionType.ARMED_GROUP:
            fits = fits | {MentionType.STATE}
        plural = spot.kind is MentionKind.PRONOUN and word in _PLURAL
        best, most = None, 0.0
        for order, candidate in enumerate(self.seen):
            many = plural and _people(candidate)
            if (candidate.spot.type not in fits and not many) or candidate.spot.kind is MentionKind.PRONOUN:
                continue
            score = self._salience(spot, word, candidate, sentence) + order * 1e-4
            if score > most:
                best, most = candidate, score
        return best

    def _just_opened(self, spot: Spot, candidate: _Candidate) -> bool:
        """Whether a clause about the candidate stands between: "X, which changed its name", "X when it changed"."""
        return bool(_CLAUSE_OPENED.fullmatch(self.text[candidate.spot.end : spot.start]))

    def _salience(self, spot: Spot, word: str, candidate: _Candidate, sentence: int) -> float:
        back = sentence - candidate.sentence
        forces = candidate.spot.type is MentionType.STATE_FORCE
        if forces and spot.kind is MentionKind.DESCRIPTION and singular(word.split()[-1]) in _IRREGULAR:
            return 0.0
        score = (2.0 if forces else 3.0) - 0.8 * back if back <= 3 else 0.5 - 0.01 * back
        score += 1.5 if candidate.subject else 0.0
        score += 1.0 if back == 0 and candidate.subject and spot.kind is MentionKind.PRONOUN else 0.0
        if back == 0 and spot.kind is MentionKind.PRONOUN and self._just_opened(spot, candidate):
            score += 5.0
        score += 0.7 if candidate.spot.kind is MentionKind.NAME else 0.0
        if candidate.spot.type in (MentionType.ARMED_GROUP, MentionType.COALITION):
            score += 0.6
            if spot.kind is MentionKind.DESCRIPTION and candidate.spot.type is spot.type:
                score += 0.5
        if candidate.spot.type is MentionType.STATE:
            score -= 1.0
        if candidate.whole and (spot.type is MentionType.COALITION or word.endswith("formation")):
            score += 3.0
        return score + (1.2 if candidate.name == self.topic else 0.0)
