"""Reads types.yml and predicates.yml, and refuses what does not hold together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import yaml

from stemmata.errors import OntologyError
from stemmata.ontology.predicates import VALUE, Aspect, AtOnce, Ontology, Predicate, QualifierRule, Type, ValueKind

T = TypeVar("T")
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # safe either way; the one in C is ten times as fast
KINDS = ("words", "number", "date", "one_of")
VOCABULARIES = ("wikidata", "ftm", "stix", "sfm", "ucdp")


@dataclass(frozen=True)
class Entry:
    """One mapping of a YAML file. Each key is taken out by the type it must have; what is left over is an error."""

    where: str
    keys: dict[str, object]

    def take(self, key: str, kind: type[T], default: T | None = None) -> T:
        value = self.keys.pop(key, default)
        if not isinstance(value, kind):
            met = "nothing" if value is None else repr(value)
            raise OntologyError(f"{self.where}: {key} must be a {kind.__name__}, met {met}")
        return value

    def words(self, key: str, default: list[str] | None = None) -> tuple[str, ...]:
        return strings(f"{self.where}: {key}", self.take(key, list, default))

    def one_of(self, key: str, allowed: tuple[str, ...], default: str | None = None) -> str:
        value = self.take(key, str, default)
        if value not in allowed:
            raise OntologyError(f"{self.where}: {key} is {value!r}, not one of {', '.join(allowed)}")
        return value

    def done(self) -> None:
        if self.keys:
            raise OntologyError(f"{self.where}: unknown keys {sorted(self.keys)}")


def read_ontology(types: Path, predicates: Path) -> Ontology:
    """The ontology that two files describe. Raises OntologyError, naming file and key."""
    known = {name: read_type(entry) for name, entry in entries(types).items()}
    found = Ontology(known, {name: read_predicate(name, entry) for name, entry in entries(predicates).items()})
    check_parents(types.name, found)
    for predicate in found.predicates.values():
        check_predicate(f"{predicates.name}: {predicate.name}", predicate, found)
    return found


def entries(path: Path) -> dict[str, Entry]:
    """The mappings of a YAML file by their names."""
    try:
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=LOADER)
    except (OSError, yaml.YAMLError) as error:
        raise OntologyError(f"{path.name}: cannot be read: {error}") from error
    if not isinstance(data, dict):
        raise OntologyError(f"{path.name}: must be a mapping, met {type(data).__name__}")
    return {str(name): entry(f"{path.name}: {name}", value) for name, value in data.items()}


def entry(where: str, value: object) -> Entry:
    if not isinstance(value, dict):
        raise OntologyError(f"{where}: must be a mapping, met {value!r}")
    return Entry(where, {str(key): inner for key, inner in value.items()})


def strings(where: str, values: object) -> tuple[str, ...]:
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise OntologyError(f"{where} must be a list of words, met {values!r}")
    return tuple(values)


def read_type(given: Entry) -> Type:
    parent = given.take("parent", str, "") or None
    made = Type(given.where.rpartition(" ")[2], given.take("plain", str), parent, given.take("abstract", bool, False))
    given.done()
    return made


def read_predicate(name: str, given: Entry) -> Predicate:
    made = Predicate(
        name=name,
        chapter=given.one_of("chapter", ("groups", "people", "events", "places")),
        label=given.take("label", str),
        inverse=given.take("inverse", str),
        domain=given.words("domain"),
        range=given.words("range"),
        aspect=Aspect(given.one_of("aspect", tuple(Aspect))),
        at_once=AtOnce(given.one_of("at_once", tuple(AtOnce))),
        value=ValueKind(given.one_of("value", tuple(ValueKind), "words")),
        symmetric=given.take("symmetric", bool, False),
        repeats=given.take("repeats", bool, False),
        once=given.take("once", bool, False),
        excludes=given.words("excludes", []),
        members=given.one_of("members", ("", "subject", "object"), ""),
        listed=given.words("listed", []),
        ended_by=given.take("ended_by", str, ""),
        slot=given.words("slot", []),
        roles=read_lists(given, "roles"),
        shared_roles=read_lists(given, "shared_roles"),
        opposites=read_opposites(given),
        qualifiers=read_qualifiers(given),
        favours=read_favours(given),
        names={key: str(value) for key, value in given.take("names", dict, {}).items()},
    )
    given.done()
    return made


def read_lists(given: Entry, key: str) -> Mapping[str, tuple[str, ...]]:
    return {str(name): strings(f"{given.where}: {key}: {name}", v) for name, v in given.take(key, dict, {}).items()}


def read_opposites(given: Entry) -> Mapping[str, tuple[tuple[str, str], ...]]:
    found = {}
    for name, pairs in given.take("opposites", dict, {}).items():
        where = f"{given.where}: opposites: {name}"
        two = [strings(where, pair) for pair in pairs]
        if any(len(pair) != 2 for pair in two):
            raise OntologyError(f"{where}: every opposite is a pair of words, met {pairs!r}")
        found[str(name)] = tuple((pair[0], pair[1]) for pair in two)
    return found


def read_favours(given: Entry) -> Mapping[str, str]:
    found = {str(end): str(how) for end, how in given.take("favours", dict, {}).items()}
    wrong = sorted(set(found.values()) - {"for", "against"})
    if wrong:
        raise OntologyError(f"{given.where}: favours: {wrong[0]!r} is neither for nor against")
    return found


def read_qualifiers(given: Entry) -> Mapping[str, QualifierRule]:
    found = {}
    for name, value in given.take("qualifiers", dict, {}).items():
        inner = entry(f"{given.where}: qualifiers: {name}", value)
        kind, meaning = inner.one_of("kind", KINDS), inner.take("meaning", str)
        found[str(name)] = QualifierRule(str(name), kind, meaning, inner.words("values", []))
        inner.done()
    return found


def check_parents(file: str, given: Ontology) -> None:
    for kind in given.types.values():
        seen = {kind.name}
        step = kind.parent
        while step is not None:
            if step not in given.types or step in seen:
                fault = "is above itself" if step in seen else "is no type"
                raise OntologyError(f"{file}: {kind.name}: parent {step!r} {fault}")
            seen.add(step)
            step = given.types[step].parent


def check_predicate(where: str, predicate: Predicate, given: Ontology) -> None:
    unknown = {
        "domain": set(predicate.domain) - set(given.types),
        "range": set(predicate.range) - set(given.types) - {VALUE},
        "excludes": set(predicate.excludes) - set(given.predicates),
        "listed": set(predicate.listed) - set(given.types),
        "ended_by": {predicate.ended_by} - {"", *given.predicates},
        "slot": set(predicate.slot) - set(predicate.qualifiers),
        "favours": set(predicate.favours) - {"subject", "object", *predicate.qualifiers},
        "opposites": set(predicate.opposites) - set(predicate.qualifiers),
        "names": set(predicate.names) - set(VOCABULARIES),
    }
    for key, names in unknown.items():
        if names:
            raise OntologyError(f"{where}: {key}: unknown {sorted(names)}")
    if not predicate.domain or not predicate.range:
        raise OntologyError(f"{where}: domain and range must not be empty")
    if bool(predicate.members) != bool(predicate.listed):
        raise OntologyError(f"{where}: members and listed go together")
    for other in predicate.excludes:
        if predicate.name not in given.predicates[other].excludes:
            raise OntologyError(f"{where}: excludes {other}, which does not exclude it")
    if (predicate.at_once is AtOnce.ONE_FOR_OBJECT) != bool(predicate.roles):
        raise OntologyError(f"{where}: roles go with at_once one_for_object, and only with it")
