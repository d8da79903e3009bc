"""A statement as a sentence of a report, which knows where its words stand (sentences.yml)."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache

from records.events import Statement, lists
from records.world import Being
from stemmata.model import Polarity, Qualifier
from stemmata.when import UNKNOWN, Period

FIRST = date(2011, 1, 1)
ROLE_LIKE = ("role", "stance", "item")
MANNERS = {"reported": Polarity.REPORTED, "alleged": Polarity.ALLEGED, "denied": Polarity.DENIED}
Span = tuple[int, int]
PERIODS: Mapping[str, Callable[..., Period]] = {
    "event": Period.event,
    "span": Period.span,
    "evidenced": Period.evidenced,
}


@dataclass(frozen=True, slots=True)
class Word:
    """Words that stand for a being; `again`: they only point back to where it was named before."""

    span: Span
    being: Being
    again: bool = False


@dataclass(slots=True)
class Told:
    """A sentence: its text, the claim in it, and where the words of both stand."""

    predicate: str
    text: str = ""
    quote: Span = (0, 0)
    words: list[Word] = field(default_factory=list)
    subject: Span = (0, 0)
    object: Span = (0, 0)
    value: str | None = None  # of a claim whose object is no being
    qualifiers: dict[str, Qualifier] = field(default_factory=dict)
    when: Period = UNKNOWN
    voices: tuple[str, ...] = ()
    polarity: Polarity = Polarity.ASSERTED
    confidence: float = 0.9
    method: str = "pattern:made"

    def add(self, text: str) -> Span:
        start = len(self.text)
        self.text += text
        return start, len(self.text)

    def name(self, being: Being, text: str, again: bool = False) -> Span:
        span = self.add(text)
        self.words.append(Word(span, being, again))
        return span


class Teller:
    """Tells statements in one language."""

    def __init__(self, language: str, dice: random.Random) -> None:
        self.language, self.dice = language, dice
        self.spoken: Mapping[str, list[str]] = lists()["says"][language]

    def tell(self, said: Statement, voice: Being | None, again: bool) -> Told:
        """The statement as one sentence. `voice`: who may be quoted with it; `again`: its group was just named."""
        told = Told(said.predicate, confidence=self.dice.choice((0.35, 0.6, 0.75, 0.9, 0.95)))
        self.introduce(told, voice)
        start = len(told.text)
        told.when, words = self.when(said)
        for before, slot in parts(self.dice.choice(self.spoken[said.predicate])):
            told.add(before)
            self.fill(told, said, slot, words if slot == "when" else again)
        told.quote = start, len(told.text)
        told.add(".")
        return told

    def introduce(self, told: Told, voice: Being | None) -> None:
        """Who says so, in a third of the sentences; a name, or somebody without one."""
        if self.dice.random() > 1 / 3:
            return
        manner = self.dice.choices(("reported", "alleged", "denied"), (8, 2, 1))[0]
        before, after = self.dice.choice(lists()["voiced"][self.language][manner]).split("{voice}")
        told.add(before)
        text = self.dice.choice(lists()["nobody"][self.language]) if voice is None else self.spelled(voice)
        if voice is None:
            text = text if before else text[:1].upper() + text[1:]
            told.add(text)
        else:
            told.name(voice, text)
        told.add(after)
        told.voices, told.polarity = (text,), MANNERS[manner]

    def fill(self, told: Told, said: Statement, slot: str, given: str | bool) -> None:
        if slot == "when":
            told.add(str(given))
        elif slot == "subject":
            told.subject = self.subject(told, said, bool(given))
        elif slot == "object":
            told.object = self.object(told, said)
        elif slot == "place" and said.place is not None:
            span = told.name(said.place, self.spelled(said.place))
            told.qualifiers["place"] = told.text[slice(*span)]
        elif slot in ROLE_LIKE:
            told.qualifiers[slot] = getattr(said, slot)
            told.add(getattr(said, slot))

    def subject(self, told: Told, said: Statement, again: bool) -> Span:
        words = lists()["again"].get(self.language)
        if again and words and said.subject is said.group and self.dice.random() < 0.4:
            return told.name(said.subject, words[not told.text], again=True)
        return told.name(said.subject, self.spelled(said.subject))

    def object(self, told: Told, said: Statement) -> Span:
        if said.object is not None:
            return told.name(said.object, self.spelled(said.object))
        if said.numbers is not None:
            text = self.count(said.numbers)
            told.qualifiers |= {"min": said.numbers[0], "max": said.numbers[1], "unit": "fighters"}
            if said.predicate == "casualties":
                told.qualifiers["killed"] = said.numbers[0]
            told.value = text
            return told.add(f"{text} {lists()['fighters'][self.language]}")
        told.value = said.value
        return told.add(said.value)

    def count(self, numbers: tuple[int, int]) -> str:
        least, most = (f"{number:,}" for number in numbers)
        between: str = lists()["between"][self.language]
        return least if least == most else between.format(least=least, most=most)

    def spelled(self, being: Being) -> str:
        return being.spelled(self.language, self.dice)

    def when(self, said: Statement) -> tuple[Period, str]:
        """When it was, as exactly as this report tells it, and the words for it; in a fifth of them nothing."""
        time = lists()["predicates"][said.predicate]["time"]
        if time == "none" or (self.dice.random() < 0.2 and said.predicate != "formed"):
            return UNKNOWN, ""
        day = said.day + 365 * (self.dice.random() < 0.015 and said.predicate != "formed")
        exact = self.dice.choice((4, 7, 10, 10))
        how = "event" if time in ("event", "once") else "evidenced"
        if said.since is not None and self.dice.random() < 0.5:
            day, how = said.since, "span"
        return period(self.language, how, (FIRST + timedelta(day)).isoformat()[:exact])


@cache
def parts(pattern: str) -> tuple[tuple[str, str], ...]:
    """A pattern as text, slot, text, slot ...; the last slot may be empty."""
    pieces = [*re.split(r"\{(\w+)\}", pattern), ""]
    return tuple(zip(pieces[::2], pieces[1::2], strict=True))


@cache
def period(language: str, how: str, told: str) -> tuple[Period, str]:
    """A time and the words for it; the same object for the same time, for there are many."""
    words = dated(language, told)
    made = PERIODS[how](told, words=words)
    key = "since" if how == "span" else "on" if len(told) == 10 else "in"
    return made, lists()["when"][language][key].format(date=words)


def dated(language: str, told: str) -> str:
    pieces = told.split("-")
    named = [str(int(piece)) for piece in pieces[2:]]
    named += [lists()["months"][language][int(piece) - 1] for piece in pieces[1:2]]
    return " ".join([*named, pieces[0]])
