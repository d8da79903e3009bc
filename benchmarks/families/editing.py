"""Changes to a copied text, as editors, copyists and those who would not be caught make them."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

from families.grammar import Grammar
from families.text import Paragraph, Sentence

Pair = tuple[str, int]  # a word and its mark; a word that was put in has mark 0
Words = list[Pair]

UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
)
TEENS = [*UNITS.split(), "eighteen", "nineteen"]
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
SPELLINGS = (
    ("kh", "h"), ("sh", "ch"), ("ou", "u"), ("ei", "ay"), ("q", "k"), ("i", "ee"), ("u", "oo"), ("y", "i"), ("z", "s"),
    ("k", "q"), ("v", "w"), ("l", "ll"), ("t", "tt"), ("e", "i"), ("a", "e"), ("о", "а"), ("е", "э"), ("ا", "ى"),
    ("و", "ؤ"), ("卡", "喀"), ("洛", "罗"), ("尼", "妮"), ("维", "韦"), ("达", "塔"),
)  # fmt: skip
MOVES = {0.02: 0.0, 0.06: 0.1, 0.12: 0.25}  # the share of the paragraphs in which two sentences change places


def in_words(number: int) -> str:
    if number < 20:
        return TEENS[number]
    tens, unit = TENS[number // 10 - 2], number % 10
    return f"{tens}-{TEENS[unit]}" if unit else tens


class Editor:
    """Changes a given share of the words of paragraphs."""

    def __init__(self, chance: random.Random, grammar: Grammar) -> None:
        self.chance, self.grammar = chance, grammar

    def edited(self, paragraphs: tuple[Paragraph, ...], rate: float) -> tuple[Paragraph, ...]:
        """The paragraphs with about `rate` of the words swapped, respelt, replaced or dropped."""
        budget = max(2, round(rate * sum(paragraph.length for paragraph in paragraphs)))
        drafts = [[list(zip(s.words, s.marks, strict=True)) for s in p.sentences] for p in paragraphs]
        budget -= self._spent(self.drop, drafts, round(0.25 * budget)) if budget > 10 else 0  # else one clause were all
        for way, part in ((self.swap, 0.2), (self.respell, 0.15), (self.spell, 0.05)):
            budget -= self._spent(way, drafts, round(part * budget))
        self._spent(self.replace, drafts, budget)
        made = [_paragraph(old, draft) for old, draft in zip(paragraphs, drafts, strict=True)]
        return tuple(self._moved(p) if self.chance.random() < MOVES.get(rate, 0.1) else p for p in made)

    def _spent(self, way: Callable[[Words, int], int], drafts: list[list[Words]], most: int) -> int:
        """How many words were changed in one way: as many as there should be, or as many as it finds."""
        spent = 0
        for _ in range(40 * most):
            words = self.chance.choice(self.chance.choice(drafts))
            if spent >= most:
                break
            spent += way(words, self.chance.randrange(len(words)))
        return spent

    def swap(self, words: Words, at: int) -> int:
        """Two neighbours change places, unless a sentence begins or a clause ends there."""
        if not 0 < at < len(words) - 1 or not (words[at][0].isalpha() and words[at + 1][0].isalpha()):
            return 0
        words[at], words[at + 1] = words[at + 1], words[at]
        return 2

    def respell(self, words: Words, at: int) -> int:
        """A name in another spelling."""
        word = words[at][0]
        if at == 0 or (self.grammar.tongue in ("english", "russian") and not word[:1].isupper()):
            return 0
        one, other = self.chance.choice(SPELLINGS)
        if one not in word[1:]:
            return 0
        words[at] = (word[0] + word[1:].replace(one, other, 1), 0)
        return 1

    def replace(self, words: Words, at: int) -> int:
        """A word of like meaning, or at least of the like kind."""
        word, mark = words[at]
        bare = word.rstrip(".,;:，。、،")
        like = self.grammar.synonyms.get(bare) or self.grammar.mates(bare)
        other = self.chance.choice(like) if like and mark else bare
        if other == bare:
            return 0
        words[at] = (other.replace("_", " ") + word[len(bare) :], 0)
        return 1

    def spell(self, words: Words, at: int) -> int:
        """A number in words."""
        word = words[at][0]
        bare = word.rstrip(".,;:")
        if self.grammar.tongue != "english" or not bare.isascii() or not bare.isdecimal() or int(bare) > 99:
            return 0
        words[at] = (in_words(int(bare)) + word[len(bare) :], 0)
        return 1

    def drop(self, words: Words, at: int) -> int:
        """A clause of 3 to 12 words is left out, from a comma on where there is one."""
        commas = [place + 1 for place, (word, _) in enumerate(words) if word.endswith((",", "，", "،"))]
        start = self.chance.choice(commas) if commas else max(at, 1)
        end = min(start + self.chance.randint(3, 12), len(words) - 1)
        if len(words) < 12 or end - start < 3:
            return 0
        del words[start:end]
        return end - start

    def _moved(self, paragraph: Paragraph) -> Paragraph:
        """Two neighbouring sentences change places."""
        sentences = list(paragraph.sentences)
        if len(sentences) < 2:
            return paragraph
        at = self.chance.randrange(len(sentences) - 1)
        sentences[at], sentences[at + 1] = sentences[at + 1], sentences[at]
        return replace(paragraph, sentences=tuple(sentences))


def _paragraph(old: Paragraph, drafts: list[Words]) -> Paragraph:
    sentences = [
        Sentence([word for word, _ in words], [mark for _, mark in words], sentence.spoken)
        for words, sentence in zip(drafts, old.sentences, strict=True)
    ]
    return replace(old, sentences=tuple(sentences))
