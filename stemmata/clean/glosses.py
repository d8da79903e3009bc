"""Definitions pasted into sentences: an encyclopedia's hover boxes, flattened into the text of a mirror.

    the$
    Red Company The Red Company was an army of volunteers that fought in the river valleys of the north, fou ...$
    marched on the capital.$

Such a line begins with the linked term; the definition follows, begins as definitions do, and is cut at much the
same length all through a page; the sentence goes on below. No list of terms is needed for it.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from stemmata.clean.lexicon import gloss_words
from stemmata.clean.lines import Line, ends_sentence

LONGEST_TERM = 12  # words
SHORTEST_CUT = 100  # characters: hover boxes hold a sentence or two
FEWEST = 3  # cut definitions that make a page one that has them throughout
SURE = 2.0
_CUT = re.compile(r"(?:[ \t]\.\.\.|[ \t]…|\w…|\w\.\.\.)$")
_WORD = re.compile(r"\S+")
_NAME = re.compile(r"[\w'’-]*\w")
_CLAUSE_END = re.compile(r"[,(;:{\[]")


@dataclass(frozen=True, slots=True)
class Gloss:
    """A definition and the term it defines. It begins with the blank after the term."""

    start: int
    end: int
    term: tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Split:
    """A line taken as `term` (its length) and definition, and how much speaks for it."""

    term: int
    score: float


def find_glosses(lines: Sequence[Line]) -> dict[int, Gloss]:
    """Index of line -> the definition in it."""
    cut = [i for i, line in enumerate(lines) if _is_cut(line) and _interrupts(lines, i)]
    if not cut:
        return {}
    guesses = {i: split for i in cut if (split := _best(lines[i].text, None))}
    sure = [len(lines[i].text) - split.term for i, split in guesses.items() if split.score >= SURE]
    if not sure:
        return {}
    usual = median(sure)
    found = {i: split for i in cut if (split := _best(lines[i].text, usual)) and split.score >= SURE}
    if len(found) >= FEWEST:
        found |= _uncut(lines, found, usual)
    return {i: _gloss(lines[i], split.term) for i, split in sorted(found.items())}


def _is_cut(line: Line) -> bool:
    return len(line.text) >= SHORTEST_CUT and _CUT.search(line.text) is not None


def _interrupts(lines: Sequence[Line], at: int) -> bool:
    """Whether a sentence stands open before the line, or goes on after it."""
    line = lines[at]
    if at + 1 < len(lines) and lines[at + 1].number - line.number == 1 and _goes_on(lines[at + 1].text):
        return True
    return at > 0 and line.number - lines[at - 1].number == 1 and not ends_sentence(lines[at - 1].text)


def _goes_on(words: str) -> bool:
    return words[0].islower() or words[0] in ",.;:)!?'’-–"


def _uncut(lines: Sequence[Line], found: dict[int, _Split], usual: float) -> dict[int, _Split]:
    """Definitions short enough to stand whole, on a page where others are cut."""
    more = {}
    for i, line in enumerate(lines):
        if i in found or len(line.text) > usual * 1.5 or not _interrupts(lines, i) or not ends_sentence(line.text):
            continue
        split = _best(line.text, None)
        if split and split.score >= SURE + 1 and i + 1 < len(lines) and _goes_on(lines[i + 1].text):
            more[i] = split
    return more


def _gloss(line: Line, term: int) -> Gloss:
    return Gloss(line.start + term, line.end, (line.start, line.start + term))


def _best(words: str, usual: float | None) -> _Split | None:
    """The likeliest place where the term ends and its definition begins."""
    tokens = [
        (found.start(), found.end()) for _, found in zip(range(LONGEST_TERM + 1), _WORD.finditer(words), strict=False)
    ]
    splits = []
    for (_, end), (start, _) in itertools.pairwise(tokens):
        if _may_begin(words[start:]):
            score = _score(words[:end], words[start:])
            if usual is not None:
                score -= min(abs(len(words) - end - usual) / 15, 2.0)
            splits.append(_Split(end, score))
    return max(splits, key=lambda split: (split.score, -split.term), default=None)


def _may_begin(rest: str) -> bool:
    return not rest[0].islower() and rest[0] not in ",.;:)!?"


def _score(term: str, rest: str) -> float:
    words = gloss_words()
    if term.split()[-1].casefold() in words.unfinished:
        return -1.0
    opener = words.openers.match(rest)
    if rest.startswith("{{"):
        return SURE + 1.0
    if opener and opener.group() not in words.articles:  # "On 3 May, the valley fell": the term comes later
        return 2 * _share(term, rest) + 1.0
    subject = _subject(rest[opener.end() :] if opener else rest)
    return _echo(term, subject, rest) + (1.5 if opener else 0.0) + (0.5 if words.copulas.search(rest[:200]) else -1.0)


def _share(term: str, rest: str) -> float:
    """How much of a term the text says again."""
    wanted = [w for w in _content(term) if w not in gloss_words().unfinished]
    said = _content(rest)
    return sum(any(_alike(w, s) for s in said) for w in wanted) / len(wanted) if wanted else 0.0


def _subject(rest: str) -> str:
    """The words before the verb, bracket or comma of a definition's first clause."""
    words = gloss_words()
    ends = [
        found.start()
        for pattern in (words.copulas, words.disambiguation, _CLAUSE_END)
        if (found := pattern.search(rest, 1))
    ]
    return rest[: min(ends, default=len(rest))]


def _echo(term: str, subject: str, rest: str) -> float:
    """How far a definition's subject says the term again."""
    words = gloss_words()
    every, subjects = _content(term), _content(subject)
    wanted = [w for w in every if w not in words.unfinished]
    said = [w for w in subjects if w not in words.unfinished]
    if not wanted or not said:
        return 0.0
    back = sum(any(_alike(w, s) for w in wanted) for s in said) / len(said)
    if words.disambiguation.match(rest[len(subject) :].lstrip()):
        return 3.0 if back == 1 else -1.0  # "Front may refer to": a part of the term, and no more than that
    first = 0.3 if _alike(wanted[0], said[0]) else 0.0
    phrase = 1.0 if any(subjects[at : at + len(every)] == every for at in (0, 1)) else 0.0
    late_article = -1.0 if any(f" {article} " in subject for article in words.articles) else 0.0
    return 2 * _share(term, subject) + back + first + phrase + late_article


def _content(words: str) -> list[str]:
    return [found.group().casefold() for found in _NAME.finditer(words.replace("''", " "))]


def _alike(one: str, other: str) -> bool:
    """The same word, but for an ending or a prefix."""
    if one == other:
        return True
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    return len(short) >= 4 and (long.startswith(short) or (len(short) >= 6 and long.endswith(short)))


def goes_on_glued(after: str) -> bool:
    """Whether what stands on the line below is the end of the term ("missile" + "s") or a mark that wants no blank."""
    words = after.lstrip()
    if not words:
        return False
    if words[0] in ",.;:)!?]}%»”،؛؟":
        return True
    return re.split(r"[\s,.;:)]", words, maxsplit=1)[0] in gloss_words().endings


def definition_after(term: str, rest: str) -> int:
    """How much of the words after a linked term is a definition of it, cut as such are; 0 for none."""
    words = rest.lstrip()
    found = re.search(r"\s(?:\.\.\.|…)(?=[\s,;:)\]]|\.(?!\.)|$)", words)
    if not term.strip() or not found or found.start() < SHORTEST_CUT or not _may_begin(words):
        return 0
    return len(rest) - len(words) + found.end() if _score(term.strip(), words) >= SURE else 0
