"""Questions that patterns ask of a sentence: who does it, to whom, into what, of what, together with whom.

Works on the dependency tree of an Analysis (Universal Dependencies). `subjects` and `objects` are logical: passives,
relative and participial clauses, shared subjects of coordinated verbs and controlled infinitives are seen through.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property

from stemmata.extract.analysis import Analysis, Token
from stemmata.extract.mending import mended

_CLAUSAL = ("ccomp", "advcl", "acl", "parataxis", "csubj", "xcomp")
_RELATIVE = frozenset({"who", "which", "that", "whom"})
_LOOSE = frozenset("in at near within across throughout around on of".split())  # hang on whatever is nearest
_NOT_PASSIVE = ("ing",)


class Tree:
    """The dependency tree of one passage; tokens are named by their index."""

    def __init__(self, analysis: Analysis, names: Sequence[Sequence[int]] = ()) -> None:
        self.tokens = mended(analysis.tokens, names)
        self.sentences = analysis.sentences

    @cached_property
    def children(self) -> tuple[tuple[int, ...], ...]:
        lists: list[list[int]] = [[] for _ in self.tokens]
        for index, token in enumerate(self.tokens):
            if token.head != index:
                lists[token.head].append(index)
        return tuple(tuple(each) for each in lists)

    @cached_property
    def _starts(self) -> list[int]:
        return [t.start for t in self.tokens]

    @cached_property
    def _ends(self) -> list[int]:
        return [t.end for t in self.tokens]

    @cached_property
    def sentence_of(self) -> tuple[int, ...]:
        found = [0] * len(self.tokens)
        for number, (first, last) in enumerate(self.sentences):
            for index in range(first, last):
                found[index] = number
        return tuple(found)

    def token(self, index: int) -> Token:
        return self.tokens[index]

    def dep(self, index: int) -> str:
        return self.tokens[index].dep

    def with_dep(self, index: int, *deps: str) -> list[int]:
        """Children by dependency, subtypes included unless a subtype is asked for."""
        tokens = self.tokens
        return [c for c in self.children[index] if tokens[c].dep in deps or tokens[c].dep.partition(":")[0] in deps]

    def subtree(self, index: int) -> Iterator[int]:
        stack = [index]
        while stack:
            current = stack.pop()
            yield current
            stack.extend(self.children[current])

    def conjuncts(self, index: int) -> list[int]:
        """The token and everything coordinated with it."""
        found = [index]
        for child in self.with_dep(index, "conj"):
            found.extend(self.conjuncts(child))
        return sorted(set(found))

    def ancestors(self, index: int) -> Iterator[int]:
        seen = {index}
        while (head := self.tokens[index].head) != index and head not in seen:
            seen.add(head)
            yield head
            index = head

    def head_of(self, start: int, end: int) -> int | None:
        """The token of a stretch of text on which the others hang."""
        first = bisect_right(self._ends, start)
        inside = range(first, max(first, bisect_left(self._starts, end)))
        for index in inside:
            if self.tokens[index].head not in inside or self.tokens[index].head == index:
                return index
        return inside[-1] if inside else None

    # --- verbs

    def is_verbal(self, index: int) -> bool:
        return self.tokens[index].pos in ("VERB", "AUX")

    def passive(self, verb: int) -> bool:
        """Whether the logical object stands where the subject would."""
        if self.with_dep(verb, "nsubj:pass", "aux:pass", "csubj:pass"):
            return True
        token = self.tokens[verb]
        if token.text.casefold().endswith(_NOT_PASSIVE) or self.with_dep(verb, "nsubj", "obj"):
            return False
        if token.dep in ("acl", "amod") or (token.dep == "advcl" and not self.with_dep(verb, "aux", "mark")):
            return token.text.casefold() != token.lemma.casefold()
        head = token.head
        return token.dep == "conj" and self.is_verbal(head) and not self.with_dep(verb, "aux") and self.passive(head)

    def surface_subjects(self, verb: int, seen: frozenset[int] = frozenset()) -> list[int]:
        """What stands as grammatical subject, found through coordination, control and participles."""
        own = self.with_dep(verb, "nsubj", "csubj")
        own = [s for s in own if self.tokens[s].dep != "csubj"] or []
        if own:
            return self._antecedents(verb, own)
        token = self.tokens[verb]
        if verb in seen or token.head == verb:
            return []
        seen |= {verb}
        if token.dep.startswith("acl"):
            return self._bearer_of(verb, seen)
        if token.dep.split(":")[0] == "conj" and self.is_predicate(token.head):
            return self.surface_subjects(token.head, seen)
        if token.dep.split(":")[0] in ("xcomp", "advcl", "ccomp", "parataxis"):
            return self._controller(verb, token.head, seen)
        return []

    def _bearer_of(self, verb: int, seen: frozenset[int]) -> list[int]:
        """The noun that a participle describes; for "efforts to join", who makes the efforts."""
        noun = self.tokens[verb].head
        infinitive = any(self.tokens[m].text.casefold() == "to" for m in self.with_dep(verb, "mark"))
        governor = self.tokens[noun].head
        if infinitive and self.dep(noun) in ("obj", "obl", "nsubj:pass") and self.is_verbal(governor):
            return self.surface_subjects(governor, seen)
        return [noun]

    def _controller(self, verb: int, governor: int, seen: frozenset[int]) -> list[int]:
        if self.tokens[verb].dep == "xcomp":
            objects = self.with_dep(governor, "obj")
            if objects and not self.passive(governor):
                return objects
        if not self.is_predicate(governor):
            return [governor] if self.tokens[governor].pos in ("NOUN", "PROPN") else []
        return self.surface_subjects(governor, seen)

    def is_predicate(self, index: int) -> bool:
        """A verb, or a noun or adjective with a copula."""
        return self.is_verbal(index) or bool(self.with_dep(index, "cop", "nsubj"))

    def _antecedents(self, verb: int, subjects: list[int]) -> list[int]:
        """A relative pronoun gives way to the noun that its clause hangs on."""
        token = self.tokens[verb]
        relative = token.dep.startswith("acl") and self.tokens[subjects[0]].lemma.casefold() in _RELATIVE
        if not relative:
            return subjects
        between = range(token.head + 1, subjects[0])
        if not self.is_verbal(token.head) and not any(self.tokens[i].pos == "VERB" for i in between):
            return [token.head]
        before = range(subjects[0] - 1, max(subjects[0] - 5, -1), -1)
        return [i for i in before if self.tokens[i].pos in ("NOUN", "PROPN")][:1]

    def subjects(self, verb: int) -> list[int]:
        """Who does it: the subject of an active verb, the by-phrase of a passive one."""
        if self.passive(verb):
            return self.after(verb, frozenset({"by"}))
        return self.surface_subjects(verb)

    def objects(self, verb: int) -> list[int]:
        """To whom it is done."""
        if self.passive(verb):
            return self.surface_subjects(verb)
        own = self.with_dep(verb, "obj")
        if own:
            return own
        head = self.tokens[verb].head
        shared = self.tokens[verb].dep == "conj" and self.is_verbal(head) and not self.with_dep(verb, "obl", "ccomp")
        return [o for o in self.with_dep(head, "obj") if o > verb] if shared else []

    # --- phrases

    def preposition(self, noun: int) -> str:
        """The words that mark a phrase: "into", "along with", "" for none."""
        cases = self.with_dep(noun, "case")
        case = max((c for c in cases if c < noun), default=cases[0] if cases else None)
        if case is None:
            return ""
        return " ".join(self.tokens[i].text.casefold() for i in (case, *self.with_dep(case, "fixed")))

    def after(self, index: int, words: frozenset[str]) -> list[int]:
        """Phrases below a word that are marked by one of these prepositions."""
        near = self.with_dep(index, "obl", "nmod", "advcl", "acl")
        found = [c for c in near if self.preposition(c) in words or (" ".join(self._marks(c)) in words)]
        below = self._inside(index)
        return found or [c for c in below if c > index and self._may_hang(index, c, words)]

    def _may_hang(self, index: int, noun: int, words: frozenset[str]) -> bool:
        """A phrase further down, by a preposition that parsers misplace; "of" and "in" only if they follow at once."""
        preposition = self.preposition(noun)
        if preposition not in words:
            return False
        return preposition not in _LOOSE or index + 1 in self.with_dep(noun, "case")

    def _inside(self, index: int) -> list[int]:
        """Nouns deeper in the phrase or clause of a word: a parser often hangs a phrase one noun too low."""
        found, stack = [], [index]
        while stack:
            top = stack.pop()
            siblings = self.children[self.tokens[index].head] if top == index else ()
            for child in (*self.children[top], *siblings):
                if child != index and self.dep(child).split(":")[0] in ("obl", "nmod", "obj", "nsubj", "xcomp"):
                    found.append(child)
                    stack.append(child)
        return sorted(found)

    def _marks(self, index: int) -> list[str]:
        return [self.tokens[m].text.casefold() for m in self.with_dep(index, "mark")]

    def possessors(self, noun: int) -> list[int]:
        """Whose it is: "its", "the group's" (a parser may take the latter for a plain modifier)."""
        before = [c for c in self.with_dep(noun, "nmod", "compound") if c < noun]
        return [c for c in before if self.dep(c) == "nmod:poss" or self.preposition(c) in ("'s", "’s", "'", "’")]

    def clause(self, index: int) -> int:
        """The verb (or predicate noun) of the clause in which a word stands."""
        current = index
        for ancestor in (index, *self.ancestors(index)):
            current = ancestor
            if self.is_predicate(ancestor) and (ancestor != index or self.is_verbal(index)):
                return ancestor
        return current

    def governors(self, clause: int) -> Iterator[tuple[int, str]]:
        """The clauses above a clause, nearest first, each with how the lower one hangs on it."""
        for below, above in zip((clause, *self.ancestors(clause)), self.ancestors(clause), strict=False):
            yield above, self.tokens[below].dep
