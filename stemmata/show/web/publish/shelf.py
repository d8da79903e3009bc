"""The index that the browser searches: scripts that each hand over a part, so that it works from a folder.

`find/data/start.js` says which words are where; `words-N.js` has words with the numbers of the things that they stand
in, the best first; `things-N.js` has the things. What they hold is read by static/shelf-search.js.
"""

from __future__ import annotations

import json
import re
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

import numpy as np
from anyascii import anyascii

from stemmata.names.scripts import latin
from stemmata.record import columns, listing, parts
from stemmata.record.fold import folded
from stemmata.show.printed.facts import time_of, whole_statement
from stemmata.show.queries.lines import line_of
from stemmata.show.slices import Asked
from stemmata.show.web.publish.addresses import Address
from stemmata.show.web.publish.runs import runs
from stemmata.show.web.room import State
from stemmata.show.wording import counted, kind_of

DATA = "find/data"
THINGS = 200  # things in a file
LETTERS = 60_000  # of words and numbers in a file, about
COMMON = 4_000  # a word that more things have tells little: the best of them are named, and that there are more
AT_ONCE = 2_000  # facts and reports that are read at a time
EXACT, ROUGH = "=", "~"  # before a whole name, and before a word without what transliterators disagree about
ROUGH_LEAST = 2
Write = Callable[[str, bytes], None]


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that can be found. `names` are other names of it, `told` what is said in small letters."""

    file: str
    text: str
    told: str
    names: tuple[str, ...] = ()

    def row(self) -> list[object]:
        return [self.file, self.text, self.told, *([list(self.names)] if self.names else [])]


@dataclass
class Words:
    """Word -> the numbers of the things that have it."""

    found: dict[str, array[int]] = field(default_factory=dict)
    more: set[str] = field(default_factory=set)

    def add(self, words: Iterable[str], number: int) -> None:
        for word in dict.fromkeys(words):
            numbers = self.found.setdefault(word, array("I"))
            if len(numbers) < COMMON:
                numbers.append(number)
            else:
                self.more.add(word)

    def rows(self) -> Iterator[tuple[str, list[int]]]:
        """Words as browsers order them, each with steps from one number to the next; -1 first: there are more."""
        for word in sorted(self.found, key=lambda word: word.encode("utf-16-be", "surrogatepass")):
            numbers = self.found[word]
            steps = [b - a for a, b in zip(chain((0,), numbers), numbers, strict=False)]
            yield word, [-1, *steps] if word in self.more else steps


def shelve(state: State, write: Write, told: Callable[[int], None] = lambda _: None) -> None:
    """Writes the index of all that is shown. `told` hears how many things are done."""
    words, kinds, number, files = Words(), [], 0, 0
    for things in (names(state), facts(state), reports(state)):
        for several in runs(things, THINGS):
            for at, thing in enumerate(several, start=number):
                words.add(words_of(thing), at)
            _script(write, f"things-{files}.js", "things", [files, [thing.row() for thing in several]])
            number, files = number + THINGS, files + 1  # files begin at round numbers: the page can tell where
            told(number)
        kinds.append(number)
    firsts = _written(words, write)
    letters = {letter: anyascii(letter).lower() for letter in sorted(_letters(state))}
    start = {"words": firsts, "kinds": kinds, "things": THINGS, "letters": letters}
    _script(write, "start.js", "start", [start])


def words_of(thing: Thing) -> Iterator[str]:
    """Everything that a thing is found by."""
    for name in (thing.text, *thing.names):
        plain = folded(name)
        yield from plain.split()
        yield from folded(latin(name)).split()
        if thing.names:
            yield f"{EXACT}{plain}"
            yield from (f"{ROUGH}{word}" for word in map(rough, folded(latin(name)).split()) if word)


def rough(word: str) -> str:
    """A Latin word without vowels and doublings, as shelf-search.js makes it; "" where too little is left."""
    bare = re.sub(r"(?<=[bcdgjkpstz])h", "", word)
    bare = re.sub(r"[qc]", "k", re.sub(r"^[aeiou]+", "a", bare))
    bare = bare[:1] + re.sub(r"[aeiouwy]", "", bare[1:])
    bare = re.sub(r"(.)\1+", r"\1", bare)
    return bare if len(bare) >= ROUGH_LEAST else ""


def names(state: State) -> Iterator[Thing]:
    """Everything that has a name, those that most is said of first."""
    index, known = state.index, _names(state)
    for at in sorted(range(len(index.entities)), key=lambda at: (-int(index.weight[at]), at)):
        entity = index.entities[at]
        told = f"{kind_of(entity.type)}, {counted(int(index.weight[at]), 'fact')}"
        several = tuple(dict.fromkeys((entity.name, *known.get(entity.id, ()))))
        yield Thing(Address(f"/entities/{entity.id}").file, entity.name, told, state.veil(several))


def facts(state: State) -> Iterator[Thing]:
    """Every fact as a sentence, the best supported first."""
    best = state.index.ids(state.index.best(np.arange(len(state.index.facts))))
    for ids in runs(best, AT_ONCE):
        held = state.slice(ids, Asked(differences=0))
        for id_ in (id_ for id_ in ids if id_ in held.facts):  # a build meanwhile may have taken some away
            line = state.veil(line_of(held, held.facts[id_]))
            text = " ".join(whole_statement(line).split())
            yield Thing(Address(f"/facts/{id_}").file, text, f"{time_of(line)}; {line.certainty}")


def reports(state: State) -> Iterator[Thing]:
    """Every report by its title, in the order of the list."""
    for first in range(0, state.counts["reports"], AT_ONCE):
        with state.record.connected() as connection:
            ids, _ = listing.report_ids(connection, first, AT_ONCE)
            found = parts.reports(connection, ids)
        for id_ in ids:
            report = state.veil(found[id_])
            told = ", ".join(filter(None, (report.known("publisher"), report.known("published") or "date unknown")))
            yield Thing(Address(f"/reports/{id_}").file, report.known("title") or report.name, told)


def _names(state: State) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name in state.asking(columns.names):
        found.setdefault(name.entity, []).append(name.text)
    return found


def _letters(state: State) -> set[str]:
    """The letters of other scripts that names are written with, as they are folded."""
    return {letter for name in state.asking(columns.names) for letter in name.folded if not letter.isascii()}


def _written(words: Words, write: Write) -> list[str]:
    """Writes the words, and gives the first of each file."""
    firsts: list[str] = []
    part: dict[str, Sequence[int]] = {}
    size = 0
    for word, numbers in words.rows():
        if size > LETTERS:
            _script(write, f"words-{len(firsts) - 1}.js", "words", [len(firsts) - 1, part])
            part, size = {}, 0
        if not part:
            firsts.append(word)
        part[word] = numbers
        size += len(word) + 3 * len(numbers) + 5
    if part:
        _script(write, f"words-{len(firsts) - 1}.js", "words", [len(firsts) - 1, part])
    return firsts


def _script(write: Write, name: str, verb: str, said: list[object]) -> None:
    told = ",".join(json.dumps(each, ensure_ascii=False, separators=(",", ":")) for each in said)
    write(f"{DATA}/{name}", f"shelf.{verb}({told});\n".encode("utf-8", "backslashreplace"))
