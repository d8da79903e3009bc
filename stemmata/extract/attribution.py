"""Voices, polarity and modality: who says it, how surely, and whether it is only planned.

Read off the clauses above the claim's own words: "According to X", "X said that", "reportedly", "denied", "did not",
"plans to", "if". A plan or a condition is a modality, and such a claim makes no fact.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from stemmata.extract.lexicon import read_yaml
from stemmata.extract.spots import Scene
from stemmata.extract.syntax import Tree
from stemmata.model import MentionKind, Polarity

_ACCORDING = frozenset({"according to", "per", "as per", "in the words of", "citing"})
_ORDER = (Polarity.ASSERTED, Polarity.REPORTED, Polarity.ALLEGED, Polarity.DENIED)
_PRESUPPOSING = frozenset("after before since following despite amid during when while until because although".split())


@dataclass(frozen=True, slots=True)
class Attribution:
    """How a statement is said: by whom (nearest first), how surely, and with what modality."""

    voices: tuple[str, ...] = ()
    polarity: Polarity = Polarity.ASSERTED
    modality: str | None = None


PLAIN = Attribution()


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(str(read_yaml("lexicon/attribution.yml")[key]).split())


def attribution(scene: Scene, trigger: int) -> Attribution:
    """How the statement made by the word `trigger` (a token index) is said."""
    return _Listener(scene).listen(trigger)


class _Listener:
    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.tree: Tree = scene.tree
        self.voices: list[str] = []
        self.polarity = Polarity.ASSERTED
        self.modality: str | None = None

    def listen(self, trigger: int) -> Attribution:
        negated = self.negated(trigger)
        self.hedges(trigger)
        for above, how in self.chain(trigger):
            negated ^= self.governed(above, how)
        self.according(trigger)
        if negated:
            self.polarity = Polarity.DENIED
        return Attribution(tuple(dict.fromkeys(self.voices)), self.polarity, self.modality)

    def chain(self, trigger: int) -> list[tuple[int, str]]:
        """The words above the trigger that can change what it says, each with how the part below hangs on it."""
        chain = []
        below = trigger
        for above in self.tree.ancestors(trigger):
            how = self.tree.dep(below)
            if how == "acl:relcl" or self.presupposed(below, how.split(":")[0]):
                break
            infinitive = how == "advcl" and any(
                self.tree.token(m).text.casefold() == "to" for m in self.tree.with_dep(below, "mark")
            )
            step = "xcomp" if infinitive else self.link(trigger, how.split(":")[0])
            if step:
                chain.append((above, step))
            below = above
        return [*chain, *((child, "parataxis") for child in self.tree.with_dep(trigger, "parataxis"))]

    def link(self, trigger: int, how: str) -> str:
        """What a dependency means for the statement below it; "" for nothing."""
        if how in ("ccomp", "xcomp", "csubj", "acl", "advcl", "conj", "parataxis"):
            return how
        return "noun" if how in ("obj", "nmod", "obl", "nsubj") and not self.tree.is_verbal(trigger) else ""

    def presupposed(self, index: int, how: str) -> bool:
        """What stands after "after", "since", "when" is told as a fact, whatever is planned or denied above it."""
        if how == "obl":
            return self.tree.preposition(index) in _PRESUPPOSING
        marks = self.tree.with_dep(index, "mark", "advmod") if how == "advcl" else []
        return any(self.tree.token(m).text.casefold() in _PRESUPPOSING for m in marks)

    def governed(self, above: int, how: str) -> bool:
        """Take in what a word above says of the part below; true where it turns it into its opposite."""
        token = self.tree.token(above)
        lemma = token.lemma.casefold()
        if how in ("ccomp", "parataxis", "xcomp", "acl") and lemma in _words("speech"):
            self.spoken(above, lemma)
        if how in ("xcomp", "acl", "ccomp", "noun", "advcl"):
            return self.willed(above, lemma, how)
        return False

    def willed(self, above: int, lemma: str, how: str) -> bool:
        if lemma in _words("refusing") and how in ("xcomp", "ccomp", "noun", "advcl"):
            return True
        if lemma in _words("denying") and how == "ccomp":
            return True
        if how in ("xcomp", "ccomp") and lemma not in _words("speech"):
            for child in self.tree.children[above]:
                self.hedge(child)
        planned = lemma in _words("planning") and how in ("xcomp", "ccomp")
        planned = planned or (lemma in _words("planning_nouns") and how == "acl")
        if planned:
            self.modality = self.modality or "planned"
        return self.negated(above) if how in ("xcomp", "ccomp") and lemma not in _words("speech") else False

    def spoken(self, verb: int, lemma: str) -> None:
        subjects = self.tree.subjects(verb) or []
        for subject in subjects[:1]:
            self.voice(subject)
        self.least(Polarity.ALLEGED if lemma in _words("alleging") else Polarity.REPORTED)
        if not subjects:
            for phrase in self.tree.after(verb, frozenset({"by"})):
                self.voice(phrase)

    def voice(self, index: int) -> None:
        spot = self.scene.by_head.get(index) or self.scene.covering.get(index)
        if spot is not None and spot.kind is MentionKind.NAME:
            self.voices.append(self.scene.text(spot.start, spot.end))
            return
        start, end = self.scene.phrase(index)
        self.voices.append(self.scene.text(start, end))

    def least(self, polarity: Polarity) -> None:
        self.polarity = max(self.polarity, polarity, key=_ORDER.index)

    def hedges(self, trigger: int) -> None:
        """Adverbs and modals on the trigger's own clause."""
        clause = self.tree.clause(trigger)
        for place in {trigger, clause}:
            for child in self.tree.children[place]:
                self.hedge(child)
        for above in self.tree.ancestors(trigger):
            if self.tree.token(above).text.casefold() in _words("alleged"):
                self.least(Polarity.ALLEGED)

    def hedge(self, child: int) -> None:
        token = self.tree.token(child)
        word = token.text.casefold()
        if token.dep.startswith(("advmod", "amod")) and word in _words("reported"):
            self.least(Polarity.REPORTED)
        elif token.dep.startswith(("advmod", "amod")) and word in _words("alleged"):
            self.least(Polarity.ALLEGED)
        elif token.dep == "aux" and word in _words("modals"):
            self.modality = self.modality or ("planned" if word in ("will", "shall") else "possible")
        elif token.dep == "mark" and word in ("if", "unless", "whether"):
            self.modality = self.modality or "conditional"

    def negated(self, index: int) -> bool:
        return any(
            self.tree.token(c).text.casefold() in _words("negators")
            for c in self.tree.children[index]
            if self.tree.dep(c).split(":")[0] in ("advmod", "det", "mark", "cc")
        )

    def according(self, trigger: int) -> None:
        """ "According to X, ..." anywhere in the clause, or "..., X said"."""
        for place in dict.fromkeys((trigger, self.tree.clause(trigger), *self.tree.ancestors(trigger))):
            for child in self.tree.with_dep(place, "obl", "nmod"):
                if self.tree.preposition(child) in _ACCORDING:
                    self.voice(child)
                    self.least(Polarity.REPORTED)
            if self.tree.is_verbal(place) and place != trigger and self.tree.dep(place).startswith("acl"):
                return
