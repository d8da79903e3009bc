"""Writes articles that nobody copied, some on one event, and statements that several quote."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from families import world
from families.grammar import Grammar, zipfian
from families.text import Article, Cast, Paragraph, Sentence
from stemmata.model import Role

TONGUES = ("english",) * 93 + ("arabic",) * 3 + ("russian",) * 2 + ("chinese",) * 2
STOCK = {"english": 24, "russian": 2, "arabic": 2, "chinese": 2}
ALIKE = 11  # two who write of one event apart share fewer words in a row than this
QUOTES = {"english": ("“", "”"), "russian": ("«", "»"), "arabic": ("«", "»"), "chinese": ("“", "”")}
AS_TOLD = ("day",) * 10 + ("month",) * 3 + ("year",) + ("unknown",) * 6


class Press:
    """All that writes: one chance, the languages, the conflicts, and marks that are never given twice."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.grammars = {tongue: Grammar(tongue, self.chance) for tongue in world.CONFLICTS}
        self.conflicts = {
            tongue: zipfian_conflicts([world.conflict(self.chance, tongue) for _ in range(count)])
            for tongue, count in world.CONFLICTS.items()
        }
        self.stock = {tongue: self._stock(tongue, count) for tongue, count in STOCK.items()}
        self.houses = world.houses(self.chance)
        self.articles = self.marks = 0

    def tongue(self) -> str:
        return self.chance.choice(TONGUES)

    def cast(self, tongue: str) -> dict[str, list[str]]:
        return world.cast(self.chance, tongue, self.chance.choice(self.conflicts[tongue]))

    def number(self) -> int:
        self.articles += 1
        return self.articles

    def sentence(self, tongue: str, cast: Cast, symbol: str = "SENTENCE") -> Sentence:
        return self.marked(self.grammars[tongue].words(symbol, cast))

    def marked(self, words: Sequence[str]) -> Sentence:
        self.marks += len(words)
        return Sentence(words, range(self.marks - len(words) + 1, self.marks + 1))

    def paragraph(self, tongue: str, cast: Cast) -> Paragraph:
        return Paragraph(tuple(self.sentence(tongue, cast) for _ in range(self.chance.randint(2, 5))))

    def prose(self, tongue: str, cast: Cast, words: int) -> tuple[Paragraph, ...]:
        made, left = [], words
        while left > 0:
            made.append(self.paragraph(tongue, cast))
            left -= made[-1].length
        return tuple(made)

    def length(self) -> int:
        return int(min(2500, max(120, self.chance.lognormvariate(6.15, 0.6))))

    def day(self) -> date:
        return date(2012, 1, 1) + timedelta(days=self.chance.randrange(2900))

    def after(self, day: date, days: int) -> date:
        return day + timedelta(days=self.chance.randint(0, days))

    def article(self, tongue: str | None = None, cast: Cast | None = None, words: int = 0) -> Article:
        """An article of its own, some with a stock sentence in it."""
        tongue = tongue or self.tongue()
        cast = cast or self.cast(tongue)
        body = self.prose(tongue, cast, words or self.length())
        return self.printed(tongue, cast, self._with_stock(tongue, body), self.day())

    def printed(self, tongue: str, cast: Cast, body: tuple[Paragraph, ...], day: date) -> Article:
        house = next(self.houses)
        named = self.chance.random() < 0.75
        number = self.number()
        url = f"https://{house.domain}/{day:%Y/%m}/{number}" if named and self.chance.random() < 0.5 else None
        return Article(number, tongue, cast, body, house, day, self.told(day), named, url)

    def told(self, day: date) -> str | None:
        """A date as a reader is told it."""
        forms = {"day": day.isoformat(), "month": f"{day:%Y-%m}", "year": f"{day:%Y}", "unknown": None}
        return forms[self.chance.choice(AS_TOLD)]

    def event(self) -> list[Article]:
        """What two to four writers make of one attack: the same names and numbers, now and then the same turns."""
        cast = self.cast("english")
        kinds = [str(kind) for kind in self.grammars["english"].pools["e_kind"]]
        cast |= world.event(self.chance, "english", cast, kinds)
        cast["e_day"] = [self.grammars["english"].fill("weekday", cast)]
        told: set[tuple[str, ...]] = set()
        day = self.day()
        return [self._account(cast, told, self.after(day, 3)) for _ in range(self.chance.choice((2, 2, 3, 4)))]

    def _account(self, cast: Cast, told: set[tuple[str, ...]], day: date) -> Article:
        body = []
        for symbols in (("LEAD", "MORE"), ("MORE", "SENTENCE"), ("MORE", "SENTENCE", "MORE"), ("SENTENCE", "MORE")):
            body.append(Paragraph(tuple(self._afresh(symbol, cast, told) for symbol in symbols)))
        rest = self.prose("english", cast, self.chance.randint(60, 500))
        told |= {run for paragraph in body for run in runs(paragraph.sentences)}
        return self.printed("english", cast, self._with_stock("english", (*body, *rest)), day)

    def _afresh(self, symbol: str, cast: Cast, told: set[tuple[str, ...]]) -> Sentence:
        while True:
            words = self.grammars["english"].words(symbol, cast)
            if told.isdisjoint(runs([Sentence(words, ())])):
                return self.marked(words)

    def statement(self, tongue: str, cast: Cast) -> tuple[Sentence, ...]:
        """25 to about 120 words that somebody said."""
        said: list[Sentence] = []
        wanted = self.chance.randint(25, 110)
        while sum(len(sentence.words) for sentence in said) < wanted:
            said.append(replace(self.sentence(tongue, cast, "SPOKEN"), spoken=True))
        return tuple(said)

    def quoting(self, tongue: str, cast: Cast, said: Sequence[Sentence]) -> Paragraph:
        """The statement as one paper prints it: after the speaker, or broken by him, or shortened."""
        kept = list(said)
        while self.chance.random() < 0.3 and sum(len(each.words) for each in kept[:-1]) >= 25:
            kept.pop()
        role = Role.QUOTATION if self.chance.random() < 0.2 else Role.BODY
        if len(kept) > 1 and self.chance.random() < 0.4:
            attribution = self.marked(self.grammars[tongue].fill("SPOKE", cast).split())
            return Paragraph((*self.quoted(tongue, kept[:1]), attribution, *self.quoted(tongue, kept[1:])), role)
        return Paragraph((self.sentence(tongue, cast, "SPEAKER"), *self.quoted(tongue, kept)), role)

    def quoted(self, tongue: str, said: Sequence[Sentence]) -> tuple[Sentence, ...]:
        """Sentences between quotation marks."""
        opening, closing = QUOTES[tongue]
        made = [list(sentence.words) for sentence in said]
        made[0][0] = opening + made[0][0]
        made[-1][-1] += closing
        return tuple(replace(sentence, words=words) for sentence, words in zip(said, made, strict=True))

    def _stock(self, tongue: str, count: int) -> list[list[str]]:
        made = [self.grammars[tongue].words("STOCK", self.cast(tongue)) for _ in range(count)]
        return [made[at] for at in map(int, zipfian([str(at) for at in range(count)]))]

    def _with_stock(self, tongue: str, body: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
        if self.chance.random() > 0.12:
            return body
        words = self.chance.choice(self.stock[tongue])
        at = self.chance.randrange(len(body))
        longer = replace(body[at], sentences=(*body[at].sentences, Sentence(words, (0,) * len(words))))
        return (*body[:at], longer, *body[at + 1 :])


def zipfian_conflicts(conflicts: list[world.Conflict]) -> list[world.Conflict]:
    return [conflicts[int(at)] for at in zipfian([str(at) for at in range(len(conflicts))])]


def runs(sentences: Sequence[Sentence]) -> list[tuple[str, ...]]:
    """All stretches of `ALIKE` words, without case and points."""
    words = [word.strip('.,;:“”"').lower() for sentence in sentences for word in sentence.words]
    return [tuple(words[at : at + ALIKE]) for at in range(len(words) - ALIKE + 1)]
