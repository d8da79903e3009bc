"""The second layer: an answer gone through to its last word, whatever it is made of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from functools import cache, partial
from typing import Any

from stemmata.model import Entity, Judgement, Publisher, Report, Unread
from stemmata.ontology import ontology
from stemmata.show.answers import Named
from stemmata.show.withheld.files import judgement_without, unread_without
from stemmata.show.withheld.hiding import IN_ADDRESS, Hiding
from stemmata.show.withheld.matcher import BLOT
from stemmata.show.withheld.nouns import EMPTY, Veiling


@cache
def vocabulary() -> frozenset[str]:
    """Words of ours that programs go by, which are nobody's name."""
    return frozenset({*ontology().predicates, *ontology().types})


class Walk:
    """Hides names, ids and digests in texts, mappings, sequences and dataclasses. What is hidden already stays so."""

    def __init__(self, hiding: Hiding) -> None:
        self._hiding = hiding
        self._nouns: dict[type, Callable[[Any], Any]] = {
            Report: hiding.report,
            Judgement: partial(judgement_without, hiding),
            Unread: partial(unread_without, hiding),
            Named: self._named,
            Entity: self._entity,
            Publisher: self._publisher,
        }

    def through(self, value: Any) -> Any:
        if isinstance(value, str):
            return self._words(value) if type(value) is str and value not in vocabulary() else value
        if isinstance(value, Mapping):
            return {self.through(key): self.through(item) for key, item in value.items()}
        if isinstance(value, tuple | list | set | frozenset):
            made = [self.through(item) for item in value]
            return type(value)(*made) if hasattr(value, "_fields") else type(value)(made)
        if is_dataclass(value) and not isinstance(value, type):
            return self._nouns.get(type(value), self._fields)(value)
        return value

    def _words(self, words: str) -> str:
        return self._hiding.name(words) if words in self._hiding.reach.named else self._hiding.words(words)

    def _fields(self, value: Any) -> Any:
        now = {field.name: getattr(value, field.name) for field in fields(value) if field.init}
        then = {name: self.through(item) for name, item in now.items()}
        if then == now:
            return value
        made = replace(value, **then)
        if hasattr(value, "_id"):  # an id that was given to it, instead of the hash of what it says
            object.__setattr__(made, "_id", self._hiding.ids(value.id))
        return made

    def _named(self, value: Named) -> Named:
        if value.entity in self._hiding.reach.hidden:
            return Named(BLOT, self._hiding.ids(str(value.entity)))
        shown: Named = self._fields(value)
        return shown

    def _entity(self, value: Entity) -> Entity:
        (shown,) = Veiling(replace(EMPTY, entities={value.id: value}), self._hiding).holdings().entities.values()
        return shown

    def _publisher(self, value: Publisher) -> Publisher:
        domains = tuple(self._hiding.words(domain, (), IN_ADDRESS) for domain in value.domains)
        shown: Publisher = self._fields(replace(value, domains=domains))
        return shown
