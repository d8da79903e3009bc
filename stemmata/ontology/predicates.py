"""What the ontology is made of: types, predicates, and the questions that the steps ask of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from stemmata.errors import OntologyError
from stemmata.model import Claim

VALUE = "value"  # in a range: a bare value, not an entity


class Aspect(StrEnum):
    """Whether a statement tells of something that happened, or of something that held."""

    EVENT = "event"
    STATE = "state"


class AtOnce(StrEnum):
    """How many may hold at once."""

    MANY = "many"
    ONE = "one"  # one object at a time for a subject
    ONE_FOR_OBJECT = "one_for_object"  # one subject at a time for an object, in the roles that the predicate lists


class ValueKind(StrEnum):
    """What a bare value is, so that two of them can be compared."""

    WORDS = "words"
    NAME = "name"  # of the subject itself: a value even where identify knows whom it names
    PLACE = "place"
    NUMBER = "number"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Type:
    name: str
    plain: str  # what people call it
    parent: str | None = None
    abstract: bool = False


@dataclass(frozen=True, slots=True)
class QualifierRule:
    """What a qualifier may hold. `kind` is words, number, date or one_of (`values`)."""

    name: str
    kind: str
    meaning: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Predicate:
    """One thing that can be said; the keys are explained at the top of predicates.yml."""

    name: str
    chapter: str
    label: str
    inverse: str
    domain: tuple[str, ...]
    range: tuple[str, ...]
    aspect: Aspect
    at_once: AtOnce
    value: ValueKind = ValueKind.WORDS
    symmetric: bool = False
    repeats: bool = False
    once: bool = False
    excludes: tuple[str, ...] = ()
    members: str = ""  # the end at which the members of a set stand, where reports list them
    listed: tuple[str, ...] = ()  # the types of such members
    ended_by: str = ""
    slot: tuple[str, ...] = ()
    roles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    shared_roles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    opposites: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    qualifiers: Mapping[str, QualifierRule] = field(default_factory=dict)
    favours: Mapping[str, str] = field(default_factory=dict)  # subject, object or a qualifier -> for or against
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def takes_value(self) -> bool:
        return VALUE in self.range

    def post(self, role: str) -> str | None:
        """The single-holder post that the words of a role name, or None where several may hold it at once."""
        return named(role, self.roles)

    def role(self, words: str) -> str | None:
        """The one word for a post, whether one or several hold it at a time; None for a post that is not listed."""
        return self.post(words) or named(words, self.shared_roles)


def named(role: str, roles: Mapping[str, tuple[str, ...]]) -> str | None:
    words = " ".join(re.findall(r"[\w-]+", role.lower()))
    return next((post for post, others in roles.items() if words == post or words in others), None)


@dataclass(frozen=True, slots=True)
class Ontology:
    types: Mapping[str, Type]
    predicates: Mapping[str, Predicate]

    def __getitem__(self, name: str) -> Predicate:
        """The predicate of that name. Raises OntologyError for a name that predicates.yml does not have."""
        try:
            return self.predicates[name]
        except KeyError:
            raise OntologyError(f"predicates.yml: no predicate {name!r}; have {sorted(self.predicates)}") from None

    def lineage(self, name: str) -> Iterator[str]:
        """A type and the broader types above it, narrowest first. Raises OntologyError for an unknown type."""
        step: str | None = name
        while step is not None:
            if step not in self.types:
                raise OntologyError(f"types.yml: no type {step!r}; have {sorted(self.types)}")
            yield step
            step = self.types[step].parent

    def is_a(self, name: str, broader: str) -> bool:
        """Whether the first type is the second or lies under it."""
        return broader in self.lineage(name)

    def allows(self, name: str, among: tuple[str, ...]) -> bool:
        """Whether a type is one of the types of a domain or range, or lies under one of them."""
        return any(step in among for step in self.lineage(name))

    def fits(self, predicate: str, subject: str, object_: str | None) -> bool:
        """Whether the types suit the predicate; `object_` None is a bare value."""
        rule = self[predicate]
        suits = rule.takes_value if object_ is None else self.allows(object_, rule.range)
        return suits and self.allows(subject, rule.domain)

    def check_claim(self, claim: Claim, types: Mapping[str, str]) -> tuple[str, ...]:
        """What a claim says that the ontology does not allow, a line each; empty where all is well.

        `types` gives the type of each mention id; a mention that is not in it is not checked.
        """
        if claim.predicate not in self.predicates:
            return (f"no predicate {claim.predicate!r}",)
        rule = self.predicates[claim.predicate]
        return (*self._wrong_ends(claim, rule, types), *self._wrong_qualifiers(claim, rule))

    def _wrong_ends(self, claim: Claim, rule: Predicate, types: Mapping[str, str]) -> Iterator[str]:
        subject, object_ = types.get(claim.subject.mention or ""), types.get(claim.object.mention or "")
        if subject is not None and not self.allows(subject, rule.domain):
            yield f"{rule.name}: the subject is a {subject}, not one of {', '.join(rule.domain)}"
        if object_ is not None and not self.allows(object_, rule.range):
            yield f"{rule.name}: the object is a {object_}, not one of {', '.join(rule.range)}"
        if claim.object.is_value and not rule.takes_value:
            yield f"{rule.name}: the object is a bare value, not one of {', '.join(rule.range)}"

    def _wrong_qualifiers(self, claim: Claim, rule: Predicate) -> Iterator[str]:
        for name, value in sorted(claim.qualifiers.items()):
            known = rule.qualifiers.get(name)
            if known is None:
                yield f"{rule.name}: no qualifier {name!r}; have {sorted(rule.qualifiers)}"
            elif known.kind == "one_of" and value not in known.values:
                yield f"{rule.name}: {name} is {value!r}, not one of {', '.join(known.values)}"
