"""The ontology as a page that people read."""

from __future__ import annotations

from collections.abc import Iterator

from stemmata.ontology import ontology
from stemmata.ontology.predicates import AtOnce, Ontology, Predicate

AT_ONCE = {
    AtOnce.MANY: "many at once",
    AtOnce.ONE: "one at a time",
    AtOnce.ONE_FOR_OBJECT: "one holder at a time for each post listed below",
}
VOCABULARIES = {
    "wikidata": "Wikidata",
    "ftm": "FollowTheMoney",
    "stix": "STIX 2.1",
    "sfm": "Security Force Monitor",
    "ucdp": "UCDP",
}


def ontology_page() -> str:
    """The whole ontology in Markdown."""
    given = ontology()
    return "\n".join(("# Ontology", "", *intro(), *types(given), *chapters(given))).rstrip() + "\n"


def intro() -> Iterator[str]:
    yield "This page is made from `stemmata/ontology/types.yml` and `predicates.yml`. Nothing follows from anything"
    yield "else: no predicate implies another, and everything in a record was said by a report."
    yield ""


def types(given: Ontology) -> Iterator[str]:
    yield from ("## Types", "", "| type | in plain words | is a |", "|---|---|---|")
    for kind in given.types.values():
        above = " → ".join(tuple(given.lineage(kind.name))[1:])
        yield f"| {kind.name} | {kind.plain}{' (never used by itself)' if kind.abstract else ''} | {above} |"
    yield ""


def chapters(given: Ontology) -> Iterator[str]:
    for chapter in dict.fromkeys(predicate.chapter for predicate in given.predicates.values()):
        yield from (f"## {chapter.capitalize()}", "")
        for predicate in given.predicates.values():
            if predicate.chapter == chapter:
                yield from section(predicate)


def section(predicate: Predicate) -> Iterator[str]:
    yield from (f"### {predicate.name}", "")
    yield f"*{', '.join(predicate.domain)}* **{predicate.label}** *{', '.join(predicate.range)}*;"
    yield f"read backwards: {predicate.inverse}."
    yield ""
    yield f"- {predicate.aspect.capitalize()}; {AT_ONCE[predicate.at_once]}{extras(predicate)}."
    for name, pairs in predicate.opposites.items():
        yield f"- Opposite values of `{name}`: {', '.join(' and '.join(pair) for pair in pairs)}."
    if predicate.favours:
        yield f"- Speaks {', '.join(f'{how} the {end}' for end, how in predicate.favours.items())}."
    if predicate.names:
        terms = (f"{VOCABULARIES[key]} `{term}`" for key, term in predicate.names.items())
        yield f"- Elsewhere: {', '.join(terms)}."
    yield ""
    yield from tables(predicate)


def extras(predicate: Predicate) -> str:
    words = "; reads the same both ways" if predicate.symmetric else ""
    words += "; may happen again" if predicate.repeats else ""
    if predicate.excludes:
        words += f"; excludes {', '.join(predicate.excludes)} at the same time"
    if predicate.slot:
        words += f"; statements with another {' or '.join(predicate.slot)} are other facts"
    return words


def tables(predicate: Predicate) -> Iterator[str]:
    if predicate.qualifiers:
        yield from ("| qualifier | kind | meaning |", "|---|---|---|")
        for rule in predicate.qualifiers.values():
            yield f"| {rule.name} | {', '.join(rule.values) or rule.kind} | {rule.meaning} |"
        yield ""
    if predicate.roles:
        yield from ("| post with one holder | also written |", "|---|---|")
        yield from (f"| {post} | {', '.join(others)} |" for post, others in predicate.roles.items())
        yield ""
    if predicate.shared_roles:
        yield from ("| post that several may hold | also written |", "|---|---|")
        yield from (f"| {post} | {', '.join(others)} |" for post, others in predicate.shared_roles.items())
        yield ""
