"""The forms that the name of a person is written in: in full, in parts, turned round, with an initial."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from stemmata.names.lexicon import folded as of_lexicon
from stemmata.names.lexicon import word_set
from stemmata.names.parse import is_article
from stemmata.names.person import parse_person
from stemmata.names.spelling import fold
from stemmata.show.withheld.letters import folded

LEAST = 3  # letters of a part that may stand for the whole name
ARTICLE = "ال"
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_WORD = re.compile(r"[^\W_]+")

Form = tuple[str, ...]  # folded words


@dataclass(frozen=True, slots=True)
class Forms:
    """`whole`: forms of several words, or of one that is told to be hidden; `parts`: single words of the name."""

    whole: frozenset[Form]
    parts: frozenset[str]


@cache
def ranks() -> frozenset[Form]:
    """Words before a name that are no part of it."""
    return frozenset(words_of(" ".join(form)) for form in of_lexicon("ranks", "ranks", "titles", "doubtful"))


def words_of(text: str) -> Form:
    """The folded words of a text."""
    return tuple(_WORD.findall(folded(text)))


def forms_of(name: str) -> Forms:
    """The forms of the name of a person. A name of one word is a part: whether it may be hidden, others decide."""
    name = _IN_BRACKETS.sub(" ", name)
    kept = words_of(" ".join(parse_person(name).kept)) or words_of(name)
    units = _units(kept)
    whole = {form for form in _several(units) if len(form) > 1}
    whole |= {unit for unit in units if len(unit) > 1 and not is_article(unit[0], unit[-1])}
    parts = {unit[-1] for unit in units if len(unit) == 1 or is_article(unit[0], unit[-1])}
    parts |= {part.removeprefix(ARTICLE) for part in parts if part.startswith(ARTICLE) and len(part) > len(ARTICLE) + 2}
    telling = (part for part in parts if len(part) >= LEAST and not part.isdigit() and (part,) not in ranks())
    return Forms(frozenset(whole), frozenset(telling))


def _units(words: Sequence[str]) -> list[Form]:
    """The words of a name, each with the articles and small words that lead to it (al Bakour, Abu Nur, bin Khalid)."""
    units: list[Form] = []
    lead: Form = ()
    for at, word in enumerate(words):
        following = fold(words[at + 1]) if at + 1 < len(words) else None
        if following is not None and _leads(fold(word), following):
            lead = (*lead, word)
        else:
            units.append((*lead, word))
            lead = ()
    return units


def _leads(word: str, following: str) -> bool:
    small = (word_set(section) for section in ("kinship", "kunya", "abd"))
    return is_article(word, following) or any(word in some for some in small)


def _bare(unit: Form) -> Form:
    """A unit without article and kinship: bin Khalid may be written Khalid; Abu Nur is never Nur."""
    lead = tuple(w for w in unit[:-1] if fold(w) not in word_set("kinship") and not is_article(fold(w), fold(unit[-1])))
    return (*lead, unit[-1])


def _several(units: Sequence[Form]) -> Iterator[Form]:
    """Runs of units, the first and the last alone, the last before the first, an initial before the last."""
    count = len(units)
    if count < 2:
        return
    runs = [units[a:b] for a in range(count) for b in range(a + 2, count + 1)]
    first, last = units[0], units[-1]
    runs += [(first, last), (last, first), (last, *units[:-1])]
    for run in runs:
        yield tuple(word for unit in run for word in unit)
        yield tuple(word for unit in run for word in _bare(unit))
    if len(last[-1]) >= LEAST and first[-1][0].upper() != first[-1][0]:  # a script without capitals has no initials
        yield (first[-1][0], *_bare(last))
