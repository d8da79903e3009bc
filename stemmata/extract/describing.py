"""Descriptions ("the group", "hundreds of militants") and pronouns: where they stand and what they are."""

from __future__ import annotations

from stemmata.extract.analysis import Token
from stemmata.extract.kinds import EVENTS
from stemmata.extract.lexicon import lexicon, plain_form
from stemmata.extract.spots import Scene, Spot
from stemmata.model import MentionKind, MentionType

_PRONOUNS = {
    **dict.fromkeys(("it", "its", "they", "their", "them", "itself", "themselves"), MentionType.ARMED_GROUP),
    **dict.fromkeys(("he", "his", "him", "she", "her", "himself", "herself"), MentionType.PERSON),
}
_AMOUNTS = frozenset("hundreds dozens scores thousands most some many several".split())
_BOUNDS = frozenset({"more than", "less than", "fewer than", "at least", "at most", "up to"})
_SETTLED = frozenset("town village city province governorate district port island".split())
_BEFORE_NOUN = frozenset({"DET", "ADJ", "NUM", "NOUN", "PROPN", "ADV"})
_DETERMINED = frozenset("the this that these those its their his her both all our".split())


def _begun_by_article(scene: Scene, index: int) -> bool:
    return any(scene.tree.token(d).text.casefold() in _DETERMINED for d in scene.tree.with_dep(index, "det"))


def _left_phrase(scene: Scene, head: int) -> tuple[int, int]:
    """A description: its head with the determiner, numbers and adjectives before it."""
    tokens = scene.analysis.tokens
    first = head
    while (
        first > 0
        and tokens[first - 1].pos in _BEFORE_NOUN
        and scene.tree.sentence_of[first - 1] == scene.tree.sentence_of[head]
    ):
        if tokens[first].start - tokens[first - 1].end > 1 or _ends_name_of_its_own(scene, first - 1):
            break
        first -= 1
        if tokens[first].pos == "DET":
            break
    return tokens[_amount_before(scene, first, head)].start, tokens[head].end


def _amount_before(scene: Scene, first: int, head: int) -> int:
    """Where a count before a description begins: "Hundreds of militants", "more than 500 militants"."""
    tokens = scene.analysis.tokens
    words = [t.text.casefold() for t in tokens[max(first - 2, 0) : first]]
    bare = scene.tree.token(first).pos == "NOUN" and first == head
    if bare and words[-1:] == ["of"] and len(words) == 2 and words[0] in _AMOUNTS:
        return first - 2
    phrase = " ".join(words)
    return first - 2 if phrase in _BOUNDS and tokens[first].pos == "NUM" else first


def _region_end(scene: Scene, head: int, end: int) -> int:
    """ "the countryside of X", "strongholds in X": a place within X, named by it."""
    tokens = scene.analysis.tokens
    if (
        head + 1 >= len(tokens)
        or tokens[head + 1].text not in ("of", "in")
        or tokens[head].lemma.casefold() in _SETTLED
    ):
        return end
    names = [s for s in scene.spots if s.type is MentionType.PLACE and 0 < s.start - tokens[head + 1].end < 6]
    return names[0].end if names else end


def _ends_name_of_its_own(scene: Scene, index: int) -> bool:
    """A name before a noun belongs to the description only as a modifier ("the Marsh Brigade fighters")."""
    spot = scene.covering.get(index)
    return spot is not None and scene.tree.dep(index).split(":")[0] not in ("compound", "amod", "flat", "nmod", "det")


def descriptions(scene: Scene) -> list[Spot]:
    found = []
    for index, token in enumerate(scene.analysis.tokens):
        if token.pos not in ("NOUN", "PROPN") or index in scene.covering:
            continue
        if token.pos == "PROPN" and token.text[:1].isupper() and not _begun_by_article(scene, index):
            continue
        kind = _description_type(token)
        if kind is not None and token.dep not in ("compound", "amod"):
            start, end = _left_phrase(scene, index)
            if kind in EVENTS and not scene.tree.with_dep(index, "acl"):
                start, end = scene.phrase(index)
            elif kind is MentionType.PLACE:
                end = _region_end(scene, index, end)
            found.append(Spot(start, end, kind, MentionKind.DESCRIPTION, 0.7))
    return found


def _description_type(token: Token) -> MentionType | None:
    word = plain_form(token.text)
    if word in lexicon().roles or plain_form(token.lemma) in lexicon().roles:
        return MentionType.PERSON
    return lexicon().head_of_description(word)


def pronouns(scene: Scene) -> list[Spot]:
    found = []
    for token in scene.analysis.tokens:
        kind = _PRONOUNS.get(token.text.casefold())
        if kind is not None and token.pos in ("PRON", "DET"):
            found.append(Spot(token.start, token.end, kind, MentionKind.PRONOUN, 0.6))
    return found
