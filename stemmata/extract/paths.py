"""From a trigger along a path ("obj>of") to the words at its end."""

from __future__ import annotations

from collections.abc import Callable

from stemmata.extract.lexicon import lexicon, plain_form
from stemmata.extract.spots import Scene
from stemmata.model import MentionKind, MentionType
from stemmata.ontology import ontology

_CONNECTING = frozenset({"ADP", "DET", "ADV", "CCONJ", "PUNCT", "ADJ", "NOUN"})
STAFFS = frozenset({"staff", "operations", "intelligence", "security", "defence", "defense", "war", "police"})
_LINKING = frozenset({"be", "become", "remain", "serve", "act"})


def walk(scene: Scene, index: int, path: tuple[str, ...]) -> list[int]:
    """The tokens at the end of a path."""
    places = [index]
    for each in path:
        places = [end for place in places for end in step(scene, place, each)]
    return places


def step(scene: Scene, index: int, name: str) -> list[int]:
    tree = scene.tree
    simple: dict[str, Callable[[int], list[int]]] = {
        "subj": lambda i: tree.subjects(i) or _subject_before(scene, i),
        "obj": lambda i: tree.objects(i) or _passive_subject_before(scene, i),
        "self": lambda i: [i],
        "head": lambda i: [tree.token(i).head] if tree.token(i).head != i else [],
        "is": lambda i: identified(scene, i),
        "poss": tree.possessors,
        "comp": lambda i: _before(scene, i),
        "appos": lambda i: tree.with_dep(i, "appos"),
        "xcomp": lambda i: tree.with_dep(i, "xcomp"),
        "advcl": lambda i: tree.with_dep(i, "advcl"),
        "acl": lambda i: tree.with_dep(i, "acl"),
        "ccomp": lambda i: tree.with_dep(i, "ccomp"),
        "noun": lambda i: tree.with_dep(i, "nmod", "obl"),
        "bearer": lambda i: _bearer(scene, i),
        "along": lambda i: _along(scene, i),
        "flat": lambda i: tree.with_dep(i, "flat", "compound", "appos"),
    }
    if name in simple:
        return simple[name](index)
    found = tree.after(index, frozenset(word.replace("_", " ") for word in name.split("|")))
    # "chief of staff of X": whose staff it is
    return [f for e in found for f in (step(scene, e, "of") if tree.token(e).text.casefold() in STAFFS else [e])]


def _bearer(scene: Scene, adjective: int) -> list[int]:
    """The noun that an adjective behind it describes. A name takes none: "a group allied with X active in Y" is one
    group active in Y."""
    head = scene.tree.token(adjective).head
    for place in (head, *scene.tree.ancestors(head)):
        spot = scene.by_head.get(place)
        if spot is not None and spot.kind is MentionKind.DESCRIPTION and fits(spot.type, ("Group",)):
            return [place]
        if scene.tree.is_verbal(place) and scene.tree.dep(place).split(":")[0] not in ("acl", "amod"):
            break
    return [head]


def _passive_subject_before(scene: Scene, verb: int) -> list[int]:
    """The same for "X announced it and were taken into Y"."""
    head = scene.tree.token(verb).head
    if scene.tree.dep(verb) != "conj" or not scene.tree.passive(verb) or not scene.tree.is_verbal(head):
        return []
    return _subject_before(scene, head)


def _before(scene: Scene, index: int) -> list[int]:
    """What stands before a noun and is said of it: "the Marsh Brigade commander", "Turkish support"."""
    tree = scene.tree
    found = [
        c for c in tree.with_dep(index, "compound", "amod", "nmod", "flat") if c < index and not tree.preposition(c)
    ]
    beside = scene.covering.get(index - 1) if index else None
    if beside is not None and beside.kind is MentionKind.NAME and scene.covering.get(index) is not beside:
        head = tree.head_of(beside.start, beside.end)
        found.extend([] if head is None or head in found else [head])
    return found


def _subject_before(scene: Scene, verb: int) -> list[int]:
    """Where the tree gives a finite verb no subject: the group named right before it, across an aside in commas."""
    tree = scene.tree
    loose = ("root", "parataxis", "conj", "advcl", "ccomp", "acl:relcl")
    if tree.dep(verb) not in loose or tree.passive(verb) or tree.with_dep(verb, "mark", "nsubj", "csubj"):
        return []
    for place in range(verb - 1, max(verb - 9, -1), -1):
        spot = scene.covering.get(place)
        token = tree.token(place)
        if tree.sentence_of[place] != tree.sentence_of[verb] or token.pos in ("VERB", "SCONJ"):
            return []
        if spot is not None and spot.kind is MentionKind.NAME and fits(spot.type, ("Group", "Person")):
            head = tree.head_of(spot.start, spot.end)
            return [] if head is None else [head]
    return []


def _along(scene: Scene, index: int) -> list[int]:
    """The names that follow a word one by one: "active in X, mainly in Y and parts of Z"."""
    found = []
    at = index + 1
    tokens = scene.tree.tokens
    while at < len(tokens) and scene.tree.sentence_of[at] == scene.tree.sentence_of[index]:
        spot = scene.covering.get(at)
        if spot is not None and spot.kind is MentionKind.NAME:
            found.extend([] if plain_form(scene.text(spot.start, spot.end)) in lexicon().demonyms else [at])
            at = scene.tokens_in(spot.start, spot.end)[-1] + 1
        elif tokens[at].pos in _CONNECTING and tokens[at].lemma.casefold() not in ("against", "with", "by"):
            at += 1
        else:
            break
    return found


def identified(scene: Scene, noun: int) -> list[int]:
    """What a noun is said of: "X is a N", "X, a N", "N X", "the N, X"."""
    tree = scene.tree
    if named := _named_next(scene, noun):
        return named
    found: list[int] = []
    root = noun
    while tree.dep(root) == "conj" and not tree.with_dep(root, "nsubj"):
        root = tree.token(root).head
    if tree.dep(root).startswith("nmod") and tree.preposition(root) == "of" and counts(scene, tree.token(root).head):
        root = tree.token(root).head
    if tree.with_dep(root, "nsubj", "cop"):
        found.extend(tree.surface_subjects(root))
    if tree.dep(root).startswith(("appos", "compound", "flat", "nmod")) and not tree.preposition(root):
        found.append(_nearest_partner(scene, tree.token(root).head, noun))
    elif (
        tree.dep(root) in ("xcomp", "obl", "obj")
        and tree.token(tree.token(root).head).lemma in _LINKING
        and (tree.preposition(root) in ("", "as"))
    ):
        found.extend(tree.surface_subjects(tree.token(root).head))
    found.extend(tree.with_dep(noun, "appos", "flat", "nmod:desc"))
    return list(dict.fromkeys(found))


def _named_next(scene: Scene, noun: int) -> list[int]:
    """ "the commander, X": the person named right after a post."""
    end = scene.tree.token(noun).end
    for spot in scene.spots:
        person = spot.type is MentionType.PERSON and spot.kind is MentionKind.NAME
        if person and 0 < spot.start - end <= 2 and scene.text(end, spot.start).strip() in (",", ""):
            head = scene.tree.head_of(spot.start, spot.end)
            return [] if head is None else [head]
    return []


def _nearest_partner(scene: Scene, named: int, noun: int) -> int:
    """In "A and B, the commander of C", one commander: the one named last before."""
    before = [c for c in scene.tree.conjuncts(named) if c < noun]
    single = scene.tree.token(noun).text.casefold() == scene.tree.token(noun).lemma.casefold()
    return max(before) if single and before and named < noun else named


def counts(scene: Scene, index: int) -> bool:
    """ "one of the main allies", "part of": what is counted is what is said."""
    return scene.tree.token(index).text.casefold() in ("one", "some", "two", "three", "several", "many", "most")


_FLAGS = frozenset({"named", "proper", "asis", "single"})


def fits(kind: MentionType, types: tuple[str, ...]) -> bool:
    known = ontology()
    wanted = [t for t in types if t not in _FLAGS]
    if kind is MentionType.ORGANIZATION and "Group" in wanted:
        return True  # a name without a telling head word ("Delta Guard", "HTS") may be either
    return not wanted or any(known.is_a(kind.value, each) for each in wanted)
