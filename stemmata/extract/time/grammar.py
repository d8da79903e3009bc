"""grammar.yml as one regular expression over the letters of the words' categories."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from stemmata.errors import OntologyError
from stemmata.extract.time.lexicon import Word, data, lexicon


@cache
def grammar() -> tuple[re.Pattern[str], Mapping[str, str]]:
    """The pattern, and the kind of expression that each of its groups makes. Raises OntologyError."""
    read = data("grammar.yml")
    letter = lexicon().letter
    groups: dict[str, str] = {}
    pieces = []
    for kind, rules in read["rules"].items():
        for number, rule in enumerate(rules):
            groups[name := f"{kind}{number}"] = kind
            pieces.append(f"(?P<{name}>{_letters(_expanded(rule, read['parts']), letter, rule)})")
    never_first = _letters(read["never_first"], letter, "never_first")
    return re.compile(f"(?![{never_first}])(?:{'|'.join(pieces)})"), groups


def _expanded(rule: str, parts: Mapping[str, str]) -> str:
    while re.search(r"[a-z]", rule):
        rule = re.sub(r"[a-z]+", lambda found: f"({parts[found[0]]})", rule)
    return rule


def _letters(rule: str, letter: Mapping[str, str], source: str) -> str:
    unknown = set(re.findall(r"[A-Z]+", rule)) - set(letter)
    if unknown:
        raise OntologyError(f"grammar.yml: {source!r} uses {sorted(unknown)}, no category of lexicon.yml")
    rule = re.sub(r"\((?!\?)", "(?:", rule)
    return re.sub(r"[A-Z]+", lambda found: letter[found[0]], rule).replace(" ", "")


def matches(words: Sequence[Word]) -> Iterator[tuple[str, int, int]]:
    """What the grammar finds, left to right: the kind, the first word, the word after the last."""
    letter = lexicon().letter
    pattern, groups = grammar()
    for found in pattern.finditer("".join([letter[word.category] for word in words])):
        if found.end() > found.start():
            yield groups[str(found.lastgroup)], found.start(), found.end()
