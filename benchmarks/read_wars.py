"""An invented war as the whole program reads it: a record built from its plain texts, told in the ids of the marks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import yaml
from told_wars import Told, War

from stemmata.corpus.score import score
from stemmata.model import Collation, Extraction, Fact, Reconciliation, Side
from stemmata.pipeline import build
from stemmata.record.read import Record
from stemmata.settings import init

KNOWN = ("published", "publisher", "url", "author")


def read(war: War, folder: Path) -> tuple[Collation, Reconciliation]:
    """Builds the record in a folder. What is read and is not marked keeps its own id, which no truth knows."""
    init(folder)
    for told in war.reports.values():
        path = folder / "reports" / f"{told.number}.txt"
        path.write_text(told.made.report.text, encoding="utf-8", newline="")
        known = {key: told.made.report.metadata[key].value for key in KNOWN if key in told.made.report.metadata}
        path.with_name(f"{path.name}.meta.yml").write_text(yaml.safe_dump(known, allow_unicode=True), encoding="utf-8")
    build(folder)
    record = Record.open(folder)
    reports = {report.id: war.reports[report.path[:2]] for report in record.reports()}
    collation, reconciliation = record.collation(), record.reconciliation()
    return renamed(collation, reports), marked(reconciliation, matches(war, record, reports))


def matches(war: War, record: Record, reports: Mapping[str, Told]) -> dict[str, str]:
    """Id of a claim read -> id of the marked claim that it is."""
    by_line = {(told.number, mark.line): id_ for id_, (told, _, mark, _) in war.claims.items()}
    found = {}
    for id_, told in reports.items():
        extraction = Extraction(id_, tuple(record.mentions(id_)), tuple(record.claims(report=id_)))
        tally = score(told.marked, told.made, extraction)
        places = ((claim, by_line.get((told.number, line))) for claim, line in tally.matched.items())
        found |= {claim: mark for claim, mark in places if mark is not None}
    return found


def marked(told: Reconciliation, same: Mapping[str, str]) -> Reconciliation:
    """The facts and sides with their claims under the ids of the marks."""

    def named(claims: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(same.get(claim, claim) for claim in claims)

    def fact(old: Fact) -> Fact:
        return replace(old, claims=named(old.claims))

    def side(old: Side) -> Side:
        return replace(old, claims=named(old.claims))

    differences = (replace(old, sides=tuple(map(side, old.sides))) for old in told.differences)
    return Reconciliation(tuple(map(fact, told.facts)), tuple(differences))


def renamed(collation: Collation, reports: Mapping[str, Told]) -> Collation:
    """The collation with the ids that the marked reports have."""
    ids = {id_: told.id for id_, told in reports.items()}
    ties = (replace(tie, source=ids[tie.source], target=ids[tie.target]) for tie in collation.derivations)
    lineages = (replace(old, reports=tuple(ids[report] for report in old.reports)) for old in collation.lineages)
    return Collation(tuple(ties), tuple(lineages))
