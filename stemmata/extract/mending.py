"""Trees mended by what is known of names: a name is one thing, and a comma after it does not make it an adjective.

A parser trained on other kinds of text takes long names apart ("Jaysh", "al-Izza"), hangs the second of two coordinated
names on the verb, and reads "X, a commander of Y, died" as if X belonged to "commander". Each mend needs evidence from
the names found and changes no other word.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from stemmata.extract.analysis import Token

_CORE = ("nsubj", "nsubj:pass", "obj", "obl", "obl:agent", "root", "conj", "appos", "nmod", "nmod:poss")
_ATTRIBUTE = ("compound", "flat", "nmod:desc", "amod", "nmod", "nmod:unmarked", "det", "dep")


def mended(tokens: tuple[Token, ...], names: Sequence[Sequence[int]] = ()) -> tuple[Token, ...]:
    """The tokens with mended heads; `names` are the token indices of each name found."""
    fixed = list(tokens)
    for inside in names:
        _gather(fixed, inside)
    for inside in names:
        _free_from_apposition(fixed, inside)
    for inside in names:
        _take_preposition(fixed, inside)
        _make_subject(fixed, inside)
    for index in range(len(fixed)):
        _own(fixed, index)
        _mark(fixed, index)
        _hang_on_partner(fixed, index)
    _take_back_cycles(fixed, tokens)
    return tuple(fixed)


def _take_back_cycles(fixed: list[Token], tokens: Sequence[Token]) -> None:
    """What mends made hang on itself hangs again as the parser had it. A tree with a cycle would be walked for ever."""
    while circle := _circle(fixed):
        mends = [index for index in circle if fixed[index] is not tokens[index]]
        for index in mends:
            fixed[index] = tokens[index]
        if not mends:  # a parser's own
            fixed[circle[0]] = replace(fixed[circle[0]], head=circle[0], dep="root")


def _circle(tokens: Sequence[Token]) -> list[int]:
    """Tokens each of which hangs on the next, and the last on the first; none in a tree."""
    seen = [-1] * len(tokens)  # the token from which each was first reached
    for first in range(len(tokens)):
        at = first
        while seen[at] < 0:
            seen[at] = first
            at = tokens[at].head
        if seen[at] == first and tokens[at].head != at:
            circle = [at]
            while (following := tokens[circle[-1]].head) != at:
                circle.append(following)
            return circle
    return []


def _gather(tokens: list[Token], inside: Sequence[int]) -> None:
    """One word of a name carries the rest."""
    if len(inside) < 2:
        return
    outside = [i for i in inside if tokens[i].head not in inside or tokens[i].head == i]
    if len(outside) < 2:
        return
    head = min(outside, key=lambda i: (_rank(tokens[i].dep), tokens[tokens[i].head].pos != "VERB", i))
    for index in outside:
        if index != head and tokens[index].head != index:
            tokens[index] = replace(tokens[index], head=head, dep="flat")


def _rank(dep: str) -> int:
    return _CORE.index(dep) if dep in _CORE else len(_CORE)


def _free_from_apposition(tokens: list[Token], inside: Sequence[int]) -> None:
    """ "X, a commander of Y, died": X is the subject, the commander stands beside it."""
    head = next((i for i in inside if tokens[i].head not in inside), None)
    if head is None or tokens[head].dep not in _ATTRIBUTE:
        return
    last, noun = max(inside), tokens[head].head
    comma = last + 1 < len(tokens) and tokens[last + 1].text == ","
    marked = any(t.dep == "case" and t.head in inside for t in tokens)
    if not comma or marked or noun <= last or tokens[noun].pos != "NOUN":
        return
    tokens[head] = replace(
        tokens[head], head=tokens[noun].head if tokens[noun].head != noun else head, dep=tokens[noun].dep
    )
    tokens[noun] = replace(tokens[noun], head=head, dep="appos")


def _take_preposition(tokens: list[Token], inside: Sequence[int]) -> None:
    """ "led by X": the preposition before a name marks it, and the name hangs on what stands before that."""
    head = next((i for i in inside if tokens[i].head not in inside), None)
    before = min(inside) - 1
    if before >= 0 and tokens[before].pos == "DET":
        before -= 1
    if head is None or before < 1 or tokens[before].pos != "ADP" or tokens[before].head == head:
        return
    if tokens[before].dep != "case" or tokens[before].head > max(inside):
        return
    tokens[before] = replace(tokens[before], head=head)
    if tokens[head].dep in _ATTRIBUTE:
        verb = before - 1 if tokens[before - 1].pos == "VERB" else tokens[head].head
        tokens[head] = replace(tokens[head], head=verb, dep="obl" if tokens[verb].pos == "VERB" else "nmod")


def _make_subject(tokens: list[Token], inside: Sequence[int]) -> None:
    """ "The X was a group ...": a name right before the copula of a noun that has no subject is its subject."""
    head = next((i for i in inside if tokens[i].head not in inside), None)
    after = max(inside) + 1
    if head is None or tokens[head].dep not in _ATTRIBUTE or after >= len(tokens) or tokens[after].dep != "cop":
        return
    noun = tokens[after].head
    if not any(t.head == noun and t.dep == "nsubj" for t in tokens):
        tokens[head] = replace(tokens[head], head=noun, dep="nsubj")


def _own(tokens: list[Token], index: int) -> None:
    """ "the group's “special relations” with": an owner belongs to the noun that follows."""
    if tokens[index].text not in ("'s", "’s") or index == 0:
        return
    owner = tokens[index].head
    if owner >= index or tokens[owner].pos not in ("NOUN", "PROPN", "PRON"):
        return
    noun = None
    for at in range(index + 1, min(index + 6, len(tokens))):
        if tokens[at].pos in ("NOUN", "PROPN"):
            noun = at
        elif noun is not None or tokens[at].pos not in ("ADJ", "NUM", "PUNCT", "ADV"):
            break
    if noun is not None and tokens[owner].head != noun and tokens[noun].head != owner:
        tokens[owner] = replace(tokens[owner], head=noun, dep="nmod:poss")


def _mark(tokens: list[Token], index: int) -> None:
    """A noun with a preposition of its own is a phrase, not a part of the word it hangs on."""
    token = tokens[index]
    if token.dep not in ("compound", "flat", "amod", "det") or token.pos not in ("NOUN", "PROPN"):
        return
    if any(t.head == index and t.dep == "case" and t.pos == "ADP" for t in tokens[max(0, index - 8) : index]):
        tokens[index] = replace(token, dep="obl" if tokens[token.head].pos == "VERB" else "nmod")


def _hang_on_partner(tokens: list[Token], index: int) -> None:
    """ "X and Y were ...": Y is coordinated with X, not with the verb."""
    token = tokens[index]
    astray = token.head > index or tokens[token.head].pos in ("VERB", "AUX")
    if token.pos not in ("NOUN", "PROPN") or token.dep != "conj" or not astray:
        return
    if any(t.head == index and t.dep in ("nsubj", "cop") for t in tokens[max(0, index - 12) : index + 12]):
        return
    for other in range(index - 1, -1, -1):
        beside = tokens[other]
        fellow = beside.head == token.head or (token.head > index and beside.dep in _CORE)
        if beside.pos in ("NOUN", "PROPN", "PRON") and fellow and beside.dep != "conj":
            tokens[index] = replace(token, head=other)
            return
    head = token.head  # "have between 2,000 and 5,000 fighters"
    if head < index and tokens[index - 1].pos == "NUM" and not any(t.head == head and t.dep == "obj" for t in tokens):
        tokens[index] = replace(token, dep="obj")
