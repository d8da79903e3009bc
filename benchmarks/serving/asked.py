"""The addresses that readers ask for, drawn from a record by a seed."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from stemmata.ontology import ontology
from stemmata.record import columns
from stemmata.record.read import Record

LARGEST = 20
KIN = ("split_from", "merged_into")
DRAWN = 200  # groups of the family tree
MISSES = ("Qwxzzy Brigade", "zzgfh", "لواء ظظظظ", "Жжщъ", "the the the", "x", "Brigade of Nowhere at All", "00000")
LATIN, WORDS, MISSED = 40, 25, 10  # of 100 searches; the rest are names in other scripts


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for.

    `groups` are drawn by how much there is about them; `other` has least; `family`: some 200 that came from one.
    """

    groups: Sequence[str]
    largest: Sequence[str]
    other: str
    searches: Sequence[str]
    family: Sequence[str]

    @classmethod
    def of(cls, folder: Path, groups: int, searches: int, seed: int) -> Asked:
        dice = random.Random(seed)
        with Record.open(folder) as record:
            with record.connected() as connection:
                facts = columns.facts(connection)
                actors = {e.id for e in columns.entities(connection) if ontology().is_a(e.type, "Group")}
            ends = Counter(end for two in zip(facts.subject, facts.object, strict=True) for end in {*two} & actors)
            weight = {str(group): facts for group, facts in ends.items()}
            ends_of = zip(facts.predicate, facts.subject, facts.object, strict=True)
            kin = [(one, other) for predicate, one, other in ends_of if predicate in KIN and other is not None]
            return cls(
                [page(group) for group in drawn(weight, groups, dice)],
                [page(group) for group in sorted(weight, key=lambda group: -weight[group])[:LARGEST]],
                page(min(weight, key=lambda group: (weight[group], group))),
                searches_in(record, sorted(weight), searches, dice),
                max(families(kin), key=lambda ids: -abs(len(ids) - DRAWN), default=[]),
            )


def page(entity: str) -> str:
    return f"/entities/{entity}"


def drawn(weight: Mapping[str, int], count: int, dice: random.Random) -> list[str]:
    """So many of them, each once, the heavier the likelier."""
    keys = {group: dice.random() ** (1 / facts) for group, facts in weight.items()}
    return sorted(keys, key=lambda group: -keys[group])[:count]


def searches_in(record: Record, groups: Sequence[str], count: int, dice: random.Random) -> list[str]:
    """Names in Latin letters and in others, words of the reports, and words that are nowhere."""
    entities = [record.entity(group) for group in dice.sample(groups, min(2 * count, len(groups)))]
    latin = [entity.name for entity in entities]
    other = [name.text for entity in entities for name in entity.names if name.script not in ("Latn", "Zyyy")]
    reports = {mention.report for entity in entities[:8] for mention in record.mentions(entity=entity.id)[:1]}
    words = sorted({word.lower() for id_ in reports for word in re.findall(r"\w{4,}", record.report(id_).text)})
    parts = [(latin, LATIN), (other or latin, 100 - LATIN - WORDS - MISSED), (words, WORDS), (MISSES, MISSED)]
    found = [dice.choice(several) for several, share in parts for _ in range(max(1, share * count // 100)) if several]
    dice.shuffle(found)
    return [f"/search?q={quote(words)}" for words in found]


def families(kin: Iterable[tuple[str, str]]) -> list[list[str]]:
    """Groups that hang together by splits and mergers."""
    above: dict[str, str] = {}
    for one, other in kin:
        above[top(above, one)] = top(above, other)
    found: dict[str, list[str]] = {}
    for group in sorted(above):
        found.setdefault(top(above, group), []).append(group)
    return list(found.values())


def top(above: dict[str, str], group: str) -> str:
    while above.setdefault(group, group) != group:
        above[group] = above[above[group]]
        group = above[group]
    return group
