"""Who says a claim in the end: a voice that the report names, or whoever stands behind the report."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TypeVar

import yaml

from stemmata.model import Claim, Identification, Mention, Report
from stemmata.reconcile.values import plain_name

K = TypeVar("K", bound=Hashable)
NOBODY = Path(__file__).parent / "nobody.yml"
_AFTER_HEAD = re.compile(r"\s+(?:of|in|from|for|with|at|to|on|near|close|who|that|which|inside|within|among)\b|[,(]")
_NAME = re.compile(
    r"(?<=\s)[^\W\d_a-z]\w*|[^\W\d_a-z]\w*(?=\s+[^\W\d_a-z])"
)  # a capital that is not only the first letter


@dataclass(frozen=True, slots=True)
class Voices:
    """The voices of claims, by the entities that they are."""

    reports: Mapping[str, Report]
    mentioned: Mapping[tuple[str, str], str]  # report and words -> entity, where the words stand for one there
    named: Mapping[str, str]  # words -> entity, where only one in the record has that name
    _keys: dict[tuple[str, str | None], Hashable] = field(default_factory=dict)  # those that were asked for

    def origin(self, claim: Claim) -> str | None:
        """The farthest voice of the chain; of a report's own words what it repeats, else its publisher, if known."""
        report = self.reports[claim.report]
        return claim.voices[-1] if claim.voices else report.known("relays") or report.known("publisher")

    def name(self, claim: Claim) -> str:
        """The same, with the report's name where nothing is known of its publisher."""
        return self.origin(claim) or self.reports[claim.report].name

    def key(self, claim: Claim) -> Hashable:
        """What two claims of one origin share; of a voice that names nobody in particular, the report."""
        said = claim.report, claim.voices[-1] if claim.voices else None
        if said not in self._keys:
            self._keys[said] = self._key(claim)
        return self._keys[said]

    def _key(self, claim: Claim) -> Hashable:
        name = self.origin(claim)
        if name is None or (claim.voices and nobody(name)):
            return claim.report, plain_name(name or "")
        report = claim.report if claim.voices else ""
        return self.entity(report, name) or plain_name(name)

    def entity(self, report: str, words: str) -> str | None:
        """The entity that words of a report stand for: of a mention there, else the only one of that name."""
        plain = plain_name(words)
        return self.mentioned.get((report, plain)) or self.named.get(plain)


def voices(reports: Mapping[str, Report], identification: Identification, mentions: Iterable[Mention]) -> Voices:
    """The voices of a record. Words that stand for two entities stand for none."""
    said = (((m.report, plain_name(m.text)), identification.entity_of.get(m.id)) for m in mentions)
    names = ((plain_name(n.text), e.id) for e in identification.entities for n in e.names if n.kind != "description")
    mains = ((plain_name(entity.name), entity.id) for entity in identification.entities)
    return Voices(reports, only(said), only([*names, *mains]))


def only(pairs: Iterable[tuple[K, str | None]]) -> dict[K, str]:
    found: dict[K, set[str]] = {}
    for key, entity in pairs:
        if entity is not None:
            found.setdefault(key, set()).add(entity)
    return {key: entities.pop() for key, entities in found.items() if len(entities) == 1}


@cache
def nobody(name: str) -> bool:
    """Whether a voice names nobody in particular."""
    head = _AFTER_HEAD.split(name.strip(), maxsplit=1)[0].split()
    if not head or (len(head) > 1 and head[-1][:1].isupper()):
        return False
    word = head[-1].casefold()
    return word in words("people") or (word in words("offices") and _NAME.search(name) is None)


@cache
def words(key: str) -> frozenset[str]:
    """A list of nobody.yml."""
    given = yaml.load(NOBODY.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return frozenset(str(word) for word in given[key])
