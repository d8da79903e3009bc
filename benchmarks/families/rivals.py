"""Pairs by MinHash and locality-sensitive hashing, for comparison: datasketch and rensa.

Both get the prose that our own code is given, as sets of five words in a row (five characters in a script without
blanks), 128 permutations, and a threshold of 0.5; every pair that the index proposes counts as found.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence

from stemmata.model import Report, Role, Segment

Segments = Mapping[str, Sequence[Segment]]
Ids = tuple[str, str]

PERMUTATIONS, THRESHOLD, WORDS, BATCH = 128, 0.5, 5, 1000
BANDS = 32  # rensa wants a divisor of 128; datasketch finds its own 25 bands of 5 for the threshold
PROSE = (Role.BODY, Role.QUOTATION)
WORD = re.compile(r"[\u3400-\u9fff]|[^\W\u3400-\u9fff]+")


def shingles(report: Report, segments: Sequence[Segment]) -> list[str]:
    prose = " ".join(report.text[s.start : s.end] for s in segments if s.role in PROSE)
    words = WORD.findall(prose.lower())
    return [" ".join(words[at : at + WORDS]) for at in range(max(1, len(words) - WORDS + 1))]


def batches(reports: Sequence[Report], segments: Segments) -> Iterator[tuple[int, list[list[str]]]]:
    for start in range(0, len(reports), BATCH):
        yield start, [shingles(report, segments[report.id]) for report in reports[start : start + BATCH]]


def by_datasketch(reports: Sequence[Report], segments: Segments) -> Iterator[Ids]:
    from datasketch import MinHash, MinHashLSH  # type: ignore[import-not-found, unused-ignore]

    index = MinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS)
    for start, texts in batches(reports, segments):
        tokens = ([token.encode() for token in text] for text in texts)
        hashed = MinHash.generator(tokens, num_perm=PERMUTATIONS, hashfunc=zlib.crc32)  # six times as fast as its SHA-1
        for at, sketch in enumerate(hashed, start):
            for other in index.query(sketch):
                yield reports[other].id, reports[at].id
            index.insert(at, sketch, check_duplication=False)


def by_rensa(reports: Sequence[Report], segments: Segments) -> Iterator[Ids]:
    from rensa import RMinHash, RMinHashLSH  # type: ignore[import-not-found, unused-ignore]

    index = RMinHashLSH(THRESHOLD, PERMUTATIONS, BANDS)
    for start, texts in batches(reports, segments):
        sketches = RMinHash.from_token_sets(texts, PERMUTATIONS, 1)
        index.insert_many(sketches, start)
        for at, found in enumerate(index.query_all(sketches), start):
            yield from ((reports[other].id, reports[at].id) for other in found if other < at)


RIVALS: dict[str, Callable[[Sequence[Report], Segments], Iterator[Ids]]] = {
    "datasketch": by_datasketch,
    "rensa": by_rensa,
}
