"""Which names of a long list are one actor's, by the names alone: candidates by their keys, then the comparison.

Nothing is quadratic: names are compared only where they share a key that few names have (index.py), and a cluster never
holds two names that the comparison calls different with certainty (other numbers, other sides).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from hashlib import blake2b
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from stemmata.names.compare import GroupName, Person, compare, group, person
from stemmata.names.compare.scoring import limit, score
from stemmata.names.index import asked_of, keys_of

Keys = npt.NDArray[np.uint64]
Pairs = npt.NDArray[np.int64]
Progress = Callable[[str, int, int], None]
_BUCKET = 40  # names; all pairs of a bucket are compared
_CHUNK = 4000
_ACRONYM = 12  # characters that an acronym may have
_MEMBERS = 12  # of a large cluster so many names are asked before another joins it


def _silent(step: str, done: int, of: int) -> None:
    """Tells nobody."""


def clustered(
    names: Sequence[str], *, people: bool = False, processes: int = 1, progress: Progress = _silent
) -> list[int]:
    """For each name the number of its cluster: the place of the cluster's first name.

    `people`: whether the names are of persons. `processes`: over how many the work is spread; the answer is the same.
    """
    texts = list(dict.fromkeys(names))
    if processes == 1:
        links = _links(texts, people, map, progress)
    else:
        with ProcessPoolExecutor(processes) as pool:
            links = _links(texts, people, pool.map, progress)
    clusters = _Clusters(texts, people)
    for _, one, other in links:
        clusters.join(one, other)
    first: dict[int, int] = {}
    home = {text: clusters.root(at) for at, text in enumerate(texts)}
    return [first.setdefault(home[name], at) for at, name in enumerate(names)]


Link = tuple[float, int, int]


def _links(texts: Sequence[str], people: bool, run: Callable[..., Iterable[Any]], progress: Progress) -> list[Link]:
    """The pairs of names that are the same by the comparison, the surest first."""
    lettered = any(text.isupper() and len(text) <= _ACRONYM for text in texts)
    chunks = ((texts[at : at + _CHUNK], people, lettered) for at in range(0, len(texts), _CHUNK))
    keys = list(_told(run(_keyed, chunks), "keys", len(texts), progress))
    pairs = candidate_pairs(keys)
    spans = np.array_split(pairs, max(len(pairs) // _CHUNK, 1))
    found = _told(run(_scored, (_asked(texts, span, people) for span in spans)), "pairs", len(pairs), progress)
    return sorted(found, key=lambda link: (-link[0], link[1], link[2]))


T = TypeVar("T")


def _told(results: Iterable[list[T]], step: str, of: int, progress: Progress) -> Iterator[T]:
    for number, result in enumerate(results, 1):
        yield from result
        progress(step, min(number * _CHUNK, of), of)


def _asked(texts: Sequence[str], span: Pairs, people: bool) -> tuple[dict[int, str], Pairs, bool]:
    """What a process needs: the names of its pairs."""
    return {int(at): texts[at] for at in np.unique(span)}, span, people


def _keyed(chunk: tuple[Sequence[str], bool, bool]) -> list[Keys]:
    """The keys of each name of a chunk, as numbers; those of acronyms only where there are any to be found."""
    texts, people, lettered = chunk
    keys = asked_of if lettered else keys_of
    return [np.array([_number(key) for key in keys(_ready(text, people))], dtype=np.uint64) for text in texts]


def _number(key: str) -> int:
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "little")


def candidate_pairs(keys: Sequence[Keys]) -> Pairs:
    """The pairs of names that share a key which two to forty names have, each once, in order. Shape (pairs, 2)."""
    owners = np.repeat(np.arange(len(keys)), [len(each) for each in keys])
    every = np.concatenate([*keys, np.array([], dtype=np.uint64)])
    order = np.lexsort((owners, every))
    every, owners = every[order], owners[order]
    starts = np.flatnonzero(np.concatenate([[True], every[1:] != every[:-1]])) if len(every) else np.array([], int)
    sizes = np.diff(np.concatenate([starts, [len(every)]]))
    found = [np.zeros(0, dtype=np.int64)]
    for size in range(2, _BUCKET + 1):
        rows = starts[sizes == size][:, None] + np.arange(size)
        ones, others = np.triu_indices(size, 1)
        members = owners[rows]
        found.append(np.unique(members[:, ones] * len(keys) + members[:, others]))
    both = np.unique(np.concatenate(found))
    both = both[both // len(keys) != both % len(keys)]
    return np.stack([both // len(keys), both % len(keys)], axis=1)


def _scored(asked: tuple[dict[int, str], Pairs, bool]) -> list[Link]:
    """The pairs that are the same by their names, with their scores."""
    texts, span, people = asked
    least = limit("people" if people else "groups", "same")
    found = []
    for one, other in span.tolist():
        likely = score(_ready(texts[one], people), _ready(texts[other], people))
        if likely >= least and compare(_ready(texts[one], people), _ready(texts[other], people)).verdict == "same":
            found.append((round(likely, 6), one, other))
    return found


def _ready(text: str, people: bool) -> GroupName | Person:
    return person(text) if people else group(text)


class _Clusters:
    """Names joined so far."""

    def __init__(self, texts: Sequence[str], people: bool) -> None:
        self._texts, self._people = texts, people
        self._parents = list(range(len(texts)))
        self._members: dict[int, list[int]] = {}

    def root(self, at: int) -> int:
        while self._parents[at] != at:
            self._parents[at] = self._parents[self._parents[at]]
            at = self._parents[at]
        return at

    def join(self, one: int, other: int) -> None:
        """Joins the clusters of two names, unless names of the two are surely different."""
        first, second = sorted((self.root(one), self.root(other)))
        if first == second:
            return
        ours, theirs = self._members.get(first, [first]), self._members.get(second, [second])
        if len(ours) + len(theirs) > 2 and not self._agree(ours, theirs):
            return
        self._parents[second] = first
        self._members[first] = ours + theirs
        self._members.pop(second, None)

    def _agree(self, ours: list[int], theirs: list[int]) -> bool:
        least = limit("people" if self._people else "groups", "different")
        return all(
            score(_ready(self._texts[a], self._people), _ready(self._texts[b], self._people)) >= least
            for a in ours[:_MEMBERS]
            for b in theirs[:_MEMBERS]
        )
