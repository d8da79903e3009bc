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
        left = max(2, round(rate * sum(paragraph.length for paragraph in paragraphs)))
        drafts = [[list(zip(s.words, s.marks, strict=True)) for s in p.sentences] for p in paragraphs]
        for _ in range(60 * left):
            if left <= 0:
                break
            words = self.chance.choice(self.chance.choice(drafts))
            left -= self._changed(words, left)
        made = [_paragraph(old, draft) for old, draft in zip(paragraphs, drafts, strict=True)]
        return tuple(self._moved(p) if self.chance.random() < MOVES.get(rate, 0.1) else p for p in made)

    def _changed(self, words: Words, most: int) -> int:
        ways: tuple[Callable[[Words, int], int], ...] = (
            self.swap,
            self.respell,
            self.replace,
            self.replace,
            self.spell,
        )
        if len(words) > 12 and most >= 4 and self.chance.random() < 0.15:
            return self.drop(words, most)
        return self.chance.choice(ways)(words, self.chance.randrange(len(words))) if words else 0

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
        """A word of like meaning; where none is known, now and then an adverb is put in."""
        word = words[at][0]
        bare = word.rstrip(".,;:，。، ")
        like = self.grammar.synonyms.get(bare)
        if like is not None:
            words[at] = (self.chance.choice(like).replace("_", " ") + word[len(bare) :], 0)
            return 1
        if at == 0 or self.chance.random() > 0.1 or not words[at - 1][0].isalpha():
            return 0
        words.insert(at, (self.grammar.fill("manner", {}).split()[0], 0))
        return 1

    def spell(self, words: Words, at: int) -> int:
        """A number in words."""
        word = words[at][0]
        bare = word.rstrip(".,;:")
        if self.grammar.tongue != "english" or not bare.isascii() or not bare.isdecimal() or int(bare) > 99:
            return 0
        words[at] = (in_words(int(bare)) + word[len(bare) :], 0)
        return 1

    def drop(self, words: Words, most: int) -> int:
        """A clause of 3 to 12 words is left out, from a comma on where there is one."""
        commas = [at + 1 for at, (word, _) in enumerate(words[:-4]) if word.endswith((",", "，", "،"))]
        start = self.chance.choice(commas) if commas else self.chance.randrange(1, len(words) - 4)
        end = min(start + self.chance.randint(3, min(12, most)), len(words) - 1)
        if end - start < 3:
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
