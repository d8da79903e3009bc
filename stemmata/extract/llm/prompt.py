"""What is sent: one system text for all, and for each sheet of a report a question with its lasting key."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from stemmata.extract.llm.schema import MODALITIES, TYPES, Schema, answer_schema
from stemmata.extract.llm.sheet import Sheet, one_blank, sheets
from stemmata.model import Passage, Polarity, Report, Role, Segment, digest, passages
from stemmata.ontology import ontology
from stemmata.ontology.predicates import Ontology, Predicate

# Infobox rows have a reader of their own, which is exact and free; furniture and references claim nothing.
ASKED = frozenset({Role.TITLE, Role.BODY, Role.LIST, Role.CAPTION, Role.QUOTATION, Role.GLOSS})
_FEWEST_WORDS = 3  # subject, verb, object
_BEFORE = 600  # characters of what was told just before, for what "it" stands for


@dataclass(frozen=True, slots=True)
class Prompt:
    """What stands in every request. `version` changes with every word of it."""

    system: str
    schema: Schema
    version: str


@dataclass(frozen=True, slots=True)
class Question:
    """One sheet of a report with all that is sent of it (`user`). Equal questions to one model have equal keys."""

    key: str
    report: str  # its name, for people
    sheet: Sheet
    user: str


@cache
def prompt() -> Prompt:
    """The texts of prompt.yml, filled in from the ontology."""
    texts = yaml.load(
        files("stemmata.extract.llm").joinpath("prompt.yml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader
    )
    known = ontology()
    system = str(texts["system"]).format(
        types="\n".join(f"- {name}: {known.types[name].plain}" for name in TYPES),
        broader="; ".join(_broader(known)),
        predicates="\n".join(line for rule in known.predicates.values() for line in _told(rule, texts)),
        polarities=", ".join(Polarity),
        modalities=", ".join(MODALITIES),
    )
    schema = answer_schema()
    return Prompt(system, schema, digest(system, json.dumps(schema, sort_keys=True), length=12))


def _broader(known: Ontology) -> Iterator[str]:
    for kind in known.types.values():
        if kind.abstract:
            under = [name for name in TYPES if known.is_a(name, kind.name)]
            yield f"{kind.name} = {'any of them' if len(under) == len(TYPES) else ', '.join(under)}"


def _told(rule: Predicate, texts: dict[str, str]) -> Iterator[str]:
    words = {"name": rule.name, "label": rule.label, "aspect": rule.aspect.capitalize()}
    yield texts["predicate"].format(**words, domain="/".join(rule.domain), range="/".join(rule.range))
    for qualifier in rule.qualifiers.values():
        meaning = f"one of {', '.join(qualifier.values)}" if qualifier.values else qualifier.meaning
        yield texts["qualifier"].format(name=qualifier.name, meaning=meaning)


def questions(report: Report, segments: Sequence[Segment], model: str) -> tuple[Question, ...]:
    """What a large model is asked about a report, in the order of its passages."""
    told = passages(report, segments)
    title = next((one_blank(p.text) for p in told if p.role is Role.TITLE), "")
    asked = [sheet for p in told if p.role in ASKED and p.label != "label" for sheet in sheets(p)]
    return tuple(
        _question(report, sheet, model, {"title": title, "before": _end_of(before)})
        for sheet, before in zip(asked, (None, *asked), strict=False)
        if len(sheet.text.split()) >= _FEWEST_WORDS
    )


def _end_of(sheet: Sheet | None) -> str:
    return "" if sheet is None or sheet.passage.role is Role.TITLE else sheet.text[-_BEFORE:]


def _question(report: Report, sheet: Sheet, model: str, around: dict[str, str]) -> Question:
    """The report's words go as a JSON object: whatever they are, they cannot end it and speak in our own voice."""
    passage = sheet.passage
    given = {
        "kind": passage.role.value,
        "headings": [one_blank(heading) for heading in passage.context],
        "lead": _lead(report, passage),
        **around,
        "passage": sheet.text,
    }
    if passage.role is Role.TITLE:
        del given["title"]
    user = json.dumps({key: value for key, value in given.items() if value}, ensure_ascii=False)
    return Question(digest(model, prompt().version, user, length=32), report.name, sheet, user)


def _lead(report: Report, passage: Passage) -> str:
    return "" if passage.about is None else one_blank(report.text[slice(*passage.about)])
