"""Finds the few names worth comparing among many: names that share a telling key are looked at, all others are not.

A key is a word of its own by its sound, two words by their meanings, an acronym, two words of a person's name. A key
that too many names share tells nothing and is passed over, so that looking up costs the same however many names there
are (blocking with bounded buckets: Papadakis et al. 2020).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterator
from itertools import combinations
from typing import Generic, TypeVar

from stemmata.names.acronym import acronyms_of, translated_letters
from stemmata.names.compare.groups import GroupName
from stemmata.names.compare.people import Person
from stemmata.names.compare.words import sound
from stemmata.names.scripts import latin

K = TypeVar("K", bound=Hashable)
BUCKET = 200  # names; a key that more share is passed over
CANDIDATES = 50  # at most so many come back, those first that share most keys
_SHORT = 2  # a name of so few words is also found by one of them
_BEGINNING = 4  # letters of a name of one word that may be misspelled further on
_TOKENS = 7  # of a long name the first so many words make pairs


def keys_of(name: GroupName | Person) -> tuple[str, ...]:
    """The keys that a name is put under."""
    return tuple(dict.fromkeys(_of_person(name) if isinstance(name, Person) else _of_group(name)))


def asked_of(name: GroupName | Person) -> tuple[str, ...]:
    """The keys that a name is looked for under: its own, and for a name in full the acronyms it may have."""
    if isinstance(name, Person) or name.letters:
        return keys_of(name)
    own = (f"a:{letters}" for letters in sorted(acronyms_of(name.text)))
    abroad = (f"a:.{letters}" for letters in sorted(translated_letters(name.text)))
    return (*keys_of(name), *own, *abroad)


def _of_group(name: GroupName) -> Iterator[str]:
    if name.letters:
        yield from (f"a:{name.letters}", f"a:.{''.join(sorted(name.letters))}")
        return
    yield from (f"a:{letters}" for letters in sorted(name.extra))
    numbers = ".".join(sorted(name.numbers))
    yield f"n:{' '.join(sorted(name.senses))}:{numbers}"
    keys = sorted(
        {f"w:{_sound(t.word)}" if t.kind == "word" else f"s:{t.sense}" for t in list(name.by_sense.values())[:_TOKENS]}
    )
    if len(name.order) == 1 and not numbers:
        yield f"b:{latin(name.by_sense[name.order[0]].word)[:_BEGINNING]}"
    few = len(keys) <= _SHORT
    told = {t.sense for t in name.by_sense.values() if t.kind not in ("echelon", "body")}
    yield from (f"{key}:{numbers}" for key in keys if key.startswith("w:") or (few and key[2:] in told))
    yield from (f"{one}+{other}:{numbers}" for one, other in combinations(keys, 2))


def _of_person(name: Person) -> Iterator[str]:
    sounds = [_sound(word) for word in name.words]
    if len(sounds) == 1:
        yield f"p:{sounds[0]}"
    for one, other in combinations(sorted(sounds[:_TOKENS]), 2):
        yield f"p:{one}+{other}"
    if len(sounds) > 1:
        yield f"l:{sounds[-1]}"
    for initial in name.initials:
        yield f"i:{initial}+{sounds[-1] if sounds else ''}"
    if len(sounds) > 1 and name.words[0]:
        yield f"i:{latin(name.words[0])[:1]}+{sounds[-1]}"


def _sound(word: str) -> str:
    """The sounds of a word in any script; y and w, which some scripts write for vowels, only at its beginning."""
    spelled = latin(word.replace(" ", ""))
    return sound(_HALF_VOWELS.sub("", spelled)) or spelled


_HALF_VOWELS = re.compile(r"(?<!^)[wy]")


class Index(Generic[K]):
    """Names by their keys. `add` names with what they stand for, then ask `near`."""

    def __init__(self, bucket: int = BUCKET) -> None:
        self._buckets: dict[str, list[K]] = {}
        self._full = bucket

    def add(self, what: K, name: GroupName | Person) -> None:
        """Puts a name under its keys; `what` is what `near` gives back."""
        for key in keys_of(name):
            bucket = self._buckets.setdefault(key, [])
            if len(bucket) <= self._full:
                bucket.append(what)

    def near(self, name: GroupName | Person, limit: int = CANDIDATES) -> list[K]:
        """What was added under names worth comparing with this one, those first that share most keys with it."""
        shared: Counter[K] = Counter()
        for key in asked_of(name):
            bucket = self._buckets.get(key, ())
            if len(bucket) <= self._full:
                shared.update(dict.fromkeys(bucket, 1))
        return [what for what, _ in shared.most_common(limit)]
