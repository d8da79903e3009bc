"""Runs of capitalised words that may be a name: where one begins, what carries it on, what ends it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from stemmata.extract.analysis import Token
from stemmata.extract.lexicon import lexicon, plain_form
from stemmata.model import MentionType
from stemmata.names import fold, rank_words, title_words

_INNER = frozenset("of the for al el de la las los del da do des du bin ibn von van".split())
_NO_NAME = frozenset(
    "january february march april may june july august september october november december monday tuesday wednesday"
    " thursday friday saturday sunday".split()
)
_POSSESSIVES = frozenset(("'s", "’s"))
_TRAILING = frozenset("of the and for in de la et y".split())
ORDINAL = re.compile(r"^\d+(st|nd|rd|th)$|^\d+\.$|^\d{1,4}$")


def capital_runs(tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """Token ranges of capitalised words, with small link words between them ("Army of Victory")."""
    runs = []
    index = 0
    while index < len(tokens):
        if not _starts_name(tokens, index):
            index += 1
            continue
        last = index + 1
        while last < len(tokens) and (_capital(tokens[last]) or _joins(tokens, index, last)):
            if tokens[last].start - tokens[last - 1].end > 1 or _begins_title(tokens, last):
                break  # a bracket stood between, or a person's post begins
            last += 1
        while last > index and (tokens[last - 1].text.casefold() in _TRAILING or not _capital(tokens[last - 1])):
            last -= 1
        runs.append((index, max(last, index + 1)))
        index = max(last, index + 1)
    return runs


def _begins_title(tokens: Sequence[Token], index: int) -> bool:
    """ "X Brigade General Commander Major Y": posts and ranks are no part of the name before them."""
    words = [plain_form(t.text) for t in tokens[index : index + 2]]
    return any(w in lexicon().roles for w in words) or is_title(tokens[index].text)


def _capital(token: Token) -> bool:
    word = re.sub(r"^(al|el|as|ash|ar|an|at|ad|az)[-–]", "", token.text)
    return bool(word[:1].isupper()) or bool(ORDINAL.match(token.text.casefold()) and len(token.text) < 6)


def _starts_name(tokens: Sequence[Token], index: int) -> bool:
    token = tokens[index]
    if not _capital(token) or token.text.casefold() in _INNER or plain_form(token.text) in _NO_NAME:
        return False
    if plain_form(token.text) in lexicon().roles:
        return False
    if ORDINAL.match(token.text.casefold()):
        return index + 1 < len(tokens) and tokens[index + 1].text[:1].isupper() and not token.text.isdigit()
    return token.pos not in ("PRON", "ADP", "SCONJ", "CCONJ", "AUX", "DET", "ADV") and token.text[:1] not in "\"'"


def _joins(tokens: Sequence[Token], first: int, index: int) -> bool:
    """Whether a small word carries the name begun at `first` on: "Army of Glory", not "Captain X of Army Y"."""
    word = tokens[index].text.casefold()
    after = index + 1
    while after < len(tokens) and tokens[after].text.casefold() in _INNER:
        after += 1
    if after >= len(tokens) or not _capital(tokens[after]) or after - index > 2:
        return False
    left = [t.text for t in tokens[first:index]]
    if word in _POSSESSIVES:
        return len(left) == 1 and lexicon().state(left[0]) is None
    if word in ("of", "for", "the"):
        return _carries_of(left, word, after - index)
    return word in _INNER


def _carries_of(left: list[str], word: str, links: int) -> bool:
    if "for" in left or left[-1].casefold() in _INNER:
        return True
    told = lexicon().head_of_name(left[-1])
    if told is None or told in (MentionType.PLACE, MentionType.WEAPON):
        return False
    return len(left) <= 3 if word == "for" else len(left) == 1 or (len(left) == 2 and links == 1)


def is_title(word: str) -> bool:
    folded = fold(word)
    return folded in rank_words() or folded in title_words()
