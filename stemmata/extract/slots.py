"""From a way ("into|with Group") to what stands at its end: spots, phrases or numbers, all that are coordinated."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from stemmata.extract.frames import Way
from stemmata.extract.lexicon import lexicon, plain_form, read_yaml
from stemmata.extract.lists import brought, listed
from stemmata.extract.paths import STAFFS, fits, step, walk
from stemmata.extract.quantities import Quantity, quantity_at
from stemmata.extract.spots import Scene, Spot
from stemmata.model import MentionKind, MentionType

_LITERAL = frozenset({"words", "number", "role", "kind"})
# named: no unresolved description; proper: a name; asis: fighters are not their group; single: "a commander, X, and
# Y" is X alone
_AMOUNTS = frozenset(
    "hundred hundreds dozen dozens thousand thousands scores number most some many several rest majority remnant"
    " remnants part parts all lot group one member members".split()
)
_EMPTY = frozenset(
    "only new other same main first last largest significant key several various many more such own".split()
)


@dataclass(frozen=True, slots=True)
class Filler:
    """What fills a slot: a spot, or words with perhaps a quantity. `head` is its token, `factor` how sure it is."""

    start: int
    end: int
    head: int
    spot: Spot | None = None
    quantity: Quantity | None = None
    factor: float = 1.0


@cache
def _metonyms(key: str) -> frozenset[str]:
    return frozenset(str(read_yaml("lexicon/metonyms.yml")[key]).split())


def fill(scene: Scene, trigger: int, slot: tuple[Way, ...]) -> list[Filler]:
    """The fillers of the first way that finds any."""
    for way in slot:
        if way.path == ("about",):
            return _about(scene, trigger, way.types)
        alone = "single" in way.types and scene.tree.token(trigger).text == scene.tree.token(trigger).lemma
        found = [f for end in walk(scene, trigger, way.path) for f in fillers(scene, end, way.types, alone=alone)]
        if found:
            return _once(found)
    return []


def _about(scene: Scene, trigger: int, types: tuple[str, ...]) -> list[Filler]:
    """What the page is about, where a sentence leaves unsaid of whom it speaks."""
    if scene.about is None or not fits(scene.about.type, types):
        return []
    token = scene.tree.token(trigger)
    return [Filler(token.start, token.end, trigger, scene.about, factor=0.75)]


def _once(found: list[Filler]) -> list[Filler]:
    seen: dict[tuple[int, int], Filler] = {}
    for filler in found:
        seen.setdefault((filler.start, filler.end), filler)
    return list(seen.values())


def fillers(scene: Scene, index: int, types: tuple[str, ...], *, alone: bool = False) -> list[Filler]:
    """What a token and its coordinates (not with `alone`) stand for, as far as it is of one of the types."""
    if types and types[0] in _LITERAL:
        return _literal(scene, index, types[0])
    found = []
    for each in [index] if alone else scene.tree.conjuncts(index):
        found.extend(_one(scene, each, types))
    return found if alone else [*found, *_rest_of_list(scene, index, found, types)]


def _rest_of_list(scene: Scene, index: int, found: list[Filler], types: tuple[str, ...]) -> list[Filler]:
    """Names of the same list that the tree lost."""
    spot = scene.by_head.get(index)
    if spot is None or spot.kind is not MentionKind.NAME or not found:
        return []
    have = {f.spot for f in found}
    others = [s for s in listed(scene, spot) if s not in have and fits(s.type, types)]
    return [_filler(scene.tree.head_of(s.start, s.end) or index, s, 0.95) for s in others]


def _literal(scene: Scene, index: int, kind: str) -> list[Filler]:
    if kind == "role":
        return [Filler(*_post(scene, index), index)]
    if scene.tree.is_verbal(index):
        return []
    start, end = _undetermined(scene, *scene.phrase(index))
    if kind == "kind":
        if not _tells(scene, index):
            return []
        articles = [scene.tree.token(d).end for d in scene.tree.with_dep(index, "det")]
        start = max([start, *(a + 1 for a in articles)])
    if kind == "number":
        quantity = quantity_at(scene, index)
        return [] if quantity is None else [Filler(quantity.start, quantity.end, index, quantity=quantity)]
    return [Filler(start, end, index)]


def _post(scene: Scene, index: int) -> tuple[int, int]:
    """A post without whose it is: "deputy commander-in-chief", "chief of staff"."""
    tokens = scene.tree.tokens
    first = index
    while (
        first > 0
        and tokens[first - 1].pos in ("ADJ", "NOUN", "PROPN")
        and tokens[first - 1].end + 1 == tokens[first].start
    ):
        spot = scene.covering.get(first - 1)
        if spot is not None and spot.kind is MentionKind.NAME:
            break
        first -= 1
    staff = index + 2 < len(tokens) and tokens[index + 1].text == "of" and tokens[index + 2].text.casefold() in STAFFS
    return tokens[first].start, tokens[index + 2 if staff else index].end


def _tells(scene: Scene, index: int) -> bool:
    """Whether a noun phrase says what kind of group it is: one group, and more said of it than that."""
    before = [c for c in scene.tree.with_dep(index, "amod", "compound", "nmod", "nummod") if c < index]
    words = [scene.tree.token(c).text.casefold() for c in before]
    plural = scene.tree.token(index).text.casefold() != scene.tree.token(index).lemma.casefold()
    return bool(words) and not plural and not any(w in _EMPTY or w[0].isdigit() for w in words)


def _undetermined(scene: Scene, start: int, end: int) -> tuple[int, int]:
    """A phrase without its article or pronoun."""
    tokens = scene.tokens_in(start, end)
    first = tokens[0]
    if len(tokens) > 1 and scene.tree.token(first).pos in ("DET", "PRON"):
        return scene.tree.token(tokens[1]).start, end
    return start, end


def _one(scene: Scene, index: int, types: tuple[str, ...]) -> list[Filler]:
    spot = scene.by_head.get(index) or scene.covering.get(index)
    members = _members(scene, index, types)
    if members and (spot is None or (spot.kind is MentionKind.DESCRIPTION and spot.refers is None)):
        return members
    if spot is not None and spot.kind is MentionKind.PRONOUN:
        members = _members_meant(scene, spot, types)
        if members:
            return members
    if spot is not None and fits(spot.type, types) and not _unnamed(spot, types):
        metonym = spot.kind is MentionKind.DESCRIPTION and spot.refers is None and "asis" not in types
        stands_for = _stands_for(scene, index, types) if metonym else []
        others = members if spot.kind is MentionKind.DESCRIPTION else []
        return stands_for or [_filler(index, spot, 1.0), *_slashed(scene, spot), *_shared(scene, spot), *others]
    counted = _counted(scene, index)
    if spot is None and counted is not None:
        return fillers(scene, counted, types)
    if spot is not None and _acts_as_state(spot, types):
        return [_filler(index, replace(spot, type=MentionType.STATE), 0.85)]
    return members or _stands_for(scene, index, types) or _national(scene, index, types)


def _unnamed(spot: Spot, types: tuple[str, ...]) -> bool:
    if "proper" in types:
        return spot.kind is not MentionKind.NAME
    return "named" in types and spot.kind is not MentionKind.NAME and spot.refers is None


def _counted(scene: Scene, index: int) -> int | None:
    """The noun of "hundreds of militants", "most of the factions", "a number of groups"."""
    if scene.tree.token(index).lemma.casefold() not in _AMOUNTS:
        return None
    return next((c for c in scene.tree.with_dep(index, "nmod", "obl") if scene.tree.preposition(c) == "of"), None)


def _filler(index: int, spot: Spot, factor: float) -> Filler:
    factors = {MentionKind.NAME: 1.0, MentionKind.DESCRIPTION: 0.95, MentionKind.PRONOUN: 0.9}
    certainty = min(1.0, 0.7 + 0.3 * spot.confidence)
    return Filler(spot.start, spot.end, index, spot, factor=factor * factors[spot.kind] * certainty)


def _members(scene: Scene, index: int, types: tuple[str, ...]) -> list[Filler]:
    """X and Y of "groups such as X and Y"."""
    words = frozenset(w.replace("_", " ") for w in _metonyms("members"))
    found = []
    direct = scene.tree.with_dep(index, "nmod", "obl")
    for below in (c for c in direct if scene.tree.preposition(c) in words):
        for each in scene.tree.conjuncts(below):
            spot = scene.by_head.get(each)
            if spot is not None and fits(spot.type, types):
                found.append(_filler(each, spot, 0.95))
    described = scene.by_head.get(index)
    if described is not None and described.kind is MentionKind.DESCRIPTION:
        have = {f.spot for f in found}
        others = [s for s in brought(scene, described) if s not in have and fits(s.type, types)]
        found.extend(_filler(scene.tree.head_of(s.start, s.end) or index, s, 0.95) for s in others)
    return found


def _shared(scene: Scene, spot: Spot) -> list[Filler]:
    """The first of "the X and Y accords": its head word is said once, with the last."""
    events = (MentionType.AGREEMENT, MentionType.OPERATION)
    if (
        spot.kind is not MentionKind.NAME
        or spot.type not in events
        or not scene.text(spot.start, spot.end).endswith("s")
    ):
        return []
    for head, other in scene.by_head.items():
        if other.kind is MentionKind.NAME and scene.text(other.end, spot.start).strip() == "and":
            return [_filler(head, other, 0.9)]
    return []


def _acts_as_state(spot: Spot, types: tuple[str, ...]) -> bool:
    """A place named where a state is meant ("arms from Northland"): a state no list knows."""
    return (
        "State" in types and "Place" not in types and spot.type is MentionType.PLACE and spot.kind is MentionKind.NAME
    )


def _members_meant(scene: Scene, spot: Spot, types: tuple[str, ...]) -> list[Filler]:
    """ "most factions, including X, announced their end": what is said of them is said of X."""
    for head, other in scene.by_head.items():
        if spot.refers is not None and other.kind is MentionKind.DESCRIPTION and scene.mention_id(other) == spot.refers:
            return _members(scene, head, types)
    return []


def _slashed(scene: Scene, spot: Spot) -> list[Filler]:
    """The other name of "Gathering of X/Union of X"."""
    for other in scene.spots:
        if other.type is spot.type and scene.text(spot.end, other.start).strip() == "/" and other.start > spot.end:
            heads = [h for h, s in scene.by_head.items() if s == other]
            return [_filler(heads[0] if heads else 0, other, 0.9)]
    return []


def _stands_for(scene: Scene, index: int, types: tuple[str, ...]) -> list[Filler]:
    """The group behind its leadership, its fighters, its bases."""
    lemma = plain_form(scene.tree.token(index).lemma)
    if lemma not in _metonyms("actors") and lemma not in _metonyms("holdings"):
        return []
    owners = [
        *scene.tree.possessors(index),
        *scene.tree.after(index, frozenset({"of", "belonging to", "from"})),
        *step(scene, index, "comp"),
    ]
    for owner in owners:
        spot = scene.by_head.get(owner) or scene.covering.get(owner)
        if spot is not None and fits(spot.type, types) and spot.type is not MentionType.PERSON:
            return [_filler(owner, spot, 0.95)]
    return []


def _national(scene: Scene, index: int, types: tuple[str, ...]) -> list[Filler]:
    """The state behind "Turkish support" and "Russian warplanes"."""
    if not any(wanted in ("Actor", "State") for wanted in types):
        return []
    for child in step(scene, index, "comp"):
        token = scene.tree.token(child)
        word = token.text.split("-")[0]
        if lexicon().state(word) is not None and word[:1].isupper():
            spot = Spot(token.start, token.start + len(word), MentionType.STATE, MentionKind.NAME, 0.8)
            return [_filler(child, spot, 0.95)]
    return []
