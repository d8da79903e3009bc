"""Briefs: an entity, chosen facts or a dispute as a page to print, a file to keep, and rows for programs."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response

from stemmata.errors import NotFound
from stemmata.record import parts
from stemmata.show.answers import Disputes, Sources
from stemmata.show.briefs import brief_of
from stemmata.show.briefs.brief import Brief, Edition
from stemmata.show.briefs.choosing import chosen
from stemmata.show.briefs.cite import cite
from stemmata.show.briefs.html import article_of, html_of
from stemmata.show.briefs.rows import csv_of, rows_of
from stemmata.show.briefs.word import docx_of
from stemmata.show.holdings import Holdings
from stemmata.show.plain import plain
from stemmata.show.queries.disputes import dispute_of
from stemmata.show.queries.dossier import dossier
from stemmata.show.queries.leaf import leaf, only
from stemmata.show.queries.sources import sources
from stemmata.show.slices import Asked
from stemmata.show.web.answers.facts import only as only_id
from stemmata.show.web.guard.audit import Deed
from stemmata.show.web.visit import Visit, Visiting, entity_of

pages = APIRouter()
MOST = 1_500  # facts of a brief; of an entity with more, those that its page shows
Ids = Annotated[list[str] | None, Query(max_length=200)]
Few = Annotated[list[str] | None, Query(max_length=20)]


@dataclass(frozen=True)
class Printed:
    """What is printed: the answers, the reports under them, and the document that they make."""

    visit: Visit
    answers: Sequence[object]
    sources: Sources

    @property
    def edition(self) -> Edition:
        visit = self.visit
        site = str(visit.request.base_url)
        return Edition.of(visit.house.room.name, visit.state.record.build(), visit.known_by, site)

    @property
    def brief(self) -> Brief:
        return brief_of(self.answers, self.sources, self.edition)


@pages.get("/entities/{id}/brief")
def brief_of_entity(visit: Visiting, id: str, form: str = "") -> Response:
    """All about one entity, to print or cite."""
    return _printed(visit, _of_entity(visit, entity_of(visit, id)), form)


@pages.get("/brief")
def brief(visit: Visiting, fact: Ids = None, dispute: Ids = None, entity: Few = None, form: str = "") -> Response:
    """A selection to print or cite: facts, disputes and entities by their ids."""
    found = [_of_entity(visit, entity_of(visit, id_)) for id_ in entity or ()]
    if fact:
        ids = [only_id(visit, "facts", id_) for id_ in fact]
        held = visit.state.slice(ids, Asked(copies=True))
        found.append(((chosen(held, ids, visit.on),), held))
    if dispute:
        found.append(_of_disputes(visit, [only_id(visit, "differences", id_) for id_ in dispute]))
    if not found:
        raise NotFound("a brief is of something: choose facts, disputes or entities (?fact=ID&fact=ID)")
    answers = [answer for several, _ in found for answer in several]
    return _printed(visit, (answers, _together([held for _, held in found])), form)


Found = tuple[Sequence[object], Holdings]


def _of_entity(visit: Visit, id_: str) -> Found:
    index = visit.state.index
    rows = index.about(id_)
    if len(rows) <= MOST:
        wanted = set(index.ids(rows))
        held = visit.state.slice(wanted, Asked(entities=(id_,), copies=True))
        return (dossier(only(held, wanted), id_, visit.on, known_by=visit.known_by),), held
    found = leaf(visit.state, id_, visit.on).dossier
    shown = {line.fact for section in found.sections for line in section.lines}
    return (found,), visit.state.slice(shown, Asked(copies=True))


def _of_disputes(visit: Visit, ids: Sequence[str]) -> Found:
    with visit.state.record.connected() as connection:
        found = parts.differences(connection, ids)
    held = visit.state.slice({f for d in found for side in d.sides for f in side.facts}, Asked(copies=True))
    return (Disputes(None, tuple(dispute_of(held, difference) for difference in found)),), held


def _together(several: Sequence[Holdings]) -> Holdings:
    """The reports and lineages of some slices."""
    reports = {id_: report for held in several for id_, report in held.reports.items()}
    lineages = {lineage.id: lineage for held in several for lineage in held.lineages}
    claims = {id_: claim for held in several for id_, claim in held.claims.items()}
    return Holdings(reports, {}, claims, {}, {}, {}, lineages=tuple(lineages.values()))


def _printed(visit: Visit, found: Found, form: str) -> Response:
    veil = visit.state.veil
    answers, held = found
    printed = Printed(visit, [veil(answer) for answer in answers], veil(sources(held)))
    if form:
        return _file(visit, printed, form)
    made = printed.brief
    return visit.page(
        "brief/brief.html",
        title=made.title,
        dates=made.dates,
        article=article_of(made, visit.address),
        downloads=[(words, visit.link(visit.request.url.path, **_query(visit), form=form)) for form, words in NAMES],
        citation=cite(printed.answers[0], printed.edition, str(visit.request.url)),
    )


def _query(visit: Visit) -> dict[str, object]:
    """What the address asks for, so that a file has the same."""
    return {name: visit.request.query_params.getlist(name) for name in ("fact", "dispute", "entity")}


def _file(visit: Visit, printed: Printed, form: str) -> Response:
    if form not in FORMS:
        raise NotFound(f"no form {form!r} of a brief; have {', '.join(FORMS)}")
    media, make = FORMS[form]
    visit.house.guard.note(visit.request, Deed.TAKEN, f"{visit.request.url.path} as {form}")
    headers = {"Content-Disposition": f'attachment; filename="brief.{form}"'}
    return Response(make(printed), media_type=media, headers=headers)


def _html(printed: Printed) -> bytes:
    return html_of(printed.brief).encode()


def _docx(printed: Printed) -> bytes:
    return docx_of(printed.brief)


def _csv(printed: Printed) -> bytes:
    return csv_of(row for answer in printed.answers for row in rows_of(answer, printed.sources))


def _json(printed: Printed) -> bytes:
    made = [plain(answer) for answer in printed.answers]
    return (json.dumps(made[0] if len(made) == 1 else made, ensure_ascii=False, indent=2) + "\n").encode()


WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
NAMES = (("docx", "Word"), ("html", "HTML"), ("csv", "CSV"), ("json", "JSON"))
FORMS: dict[str, tuple[str, Callable[[Printed], bytes]]] = {
    "docx": (WORD, _docx),
    "html": ("text/html; charset=utf-8", _html),
    "csv": ("text/csv; charset=utf-8", _csv),
    "json": ("application/json", _json),
}
