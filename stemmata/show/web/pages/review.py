"""Review: what the record asks of people, the most valuable first; what they decide, and the log of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Depends, Query
from fastapi.responses import JSONResponse, RedirectResponse, Response

from stemmata.errors import NotFound, RecordError
from stemmata.model import Claim, Judgement, MentionType, Polarity, Report
from stemmata.ontology import ontology
from stemmata.record import parts
from stemmata.record.lines import read_judgements, standing
from stemmata.show import deciding
from stemmata.show.answers import Explanation
from stemmata.show.deciding import Pen
from stemmata.show.web.answers.facts import explanation, only
from stemmata.show.web.answers.judging import (
    HIDDEN,
    Decided,
    key_of,
    linked,
    own_id,
    real_claim,
    report_of,
    seen_id,
    state_of,
    with_text,
)
from stemmata.show.web.answers.pictures import meant
from stemmata.show.web.answers.queue import QUEUE, desk, desk_soon, is_selected, queue, standing_in
from stemmata.show.web.guard.account import Form
from stemmata.show.web.guard.door import need
from stemmata.show.web.guard.onward import onward
from stemmata.show.web.guard.people import Person, Role
from stemmata.show.web.news import soon, waiting_in
from stemmata.show.web.visit import Visit, Visiting, entity_of
from stemmata.show.withheld import BLOT

pages = APIRouter()
Reviewer = Annotated[Person, Depends(need(Role.REVIEWER))]
Editor = Annotated[Person, Depends(need(Role.EDITOR))]
Filled = Annotated[Form, Depends(Form.of)]


@pages.get("/review")
def review(visit: Visiting, person: Reviewer) -> Response:
    """The queue: names that may be one actor, and claims that may be misread."""
    chosen, selected = desk_soon(visit), is_selected(visit)
    asked = chosen.questions(None, QUEUE) if chosen else None
    waiting = soon(waiting_in(visit)) if selected and not visit.known_by else None
    shown = {"asked": asked, "claims": queue(visit), "selected": selected, "waiting": waiting}
    return visit.page("review/queue.html", **shown, person=person)


@pages.get("/review/next")
def following(visit: Visiting, person: Reviewer, after: Annotated[str, Query(max_length=40)] = "") -> Response:
    """The claim that comes after another in the queue, or the first."""
    ids = [item.claim for item in queue(visit)]
    at = ids.index(after) + 1 if after in ids else 0
    if at >= len(ids):
        return RedirectResponse("/review", 303)
    return RedirectResponse(f"/review/claims/{ids[at]}", 303)


@pages.get("/review/claims/{id}")
def claim(visit: Visiting, person: Reviewer, id: str) -> Response:
    """One claim, with all that it takes to decide on it."""
    found, report, facts = _claim(visit, id)
    told: Explanation | None = explanation(visit, facts[0]) if facts else None
    evidence = next((e for e in told.evidence if e.quote.claim == found.id), None) if told else None
    shown = {"claim": found, "report": report.name, "report_id": report.id, "told": told, "evidence": evidence}
    return visit.page(
        "review/claim.html", **shown, **_choices(), decided=_decided_on(visit, report, found), person=person
    )


@pages.post("/review/claims/{id}")
def judge(visit: Visiting, person: Reviewer, id: str, form: Filled) -> Response:
    """Accept, reject, correct or note. Who corrects must be an editor."""
    what = form["what"]
    if what == "correct":
        need(Role.EDITOR)(visit.request)
    real, report = real_claim(visit, id)
    _write(visit, deciding.on_claim(report, real, what, _said(form)), form["why"])
    return RedirectResponse(f"/review/next?after={id}" if form["go_on"] else f"/review/claims/{id}", 303)


@pages.get("/review/names/{id}")
def names(visit: Visiting, person: Reviewer, id: str) -> Response:
    """Whether two are one. The question is of today: who was not known then has no page to lead to."""
    asked = desk(visit).question(id, more=True)
    sides = tuple(replace(side, entity=linked(visit, side.entity)) for side in asked.sides)
    return visit.page("review/names.html", question=replace(asked, sides=sides), person=person)


@pages.post("/review/names/{id}")
def answer(visit: Visiting, person: Reviewer, id: str, form: Filled) -> Response:
    """Same or different."""
    judged = desk(visit).answer(id, form["verdict"], person.name, form["why"])
    visit.decided(f"{judged.verdict} {id}")
    left = desk(visit).questions(None, 1).questions
    return RedirectResponse(f"/review/names/{left[0].id}" if left else "/review", 303)


@pages.get("/reports/{id}/add")
def adding(visit: Visiting, person: Editor, id: str, start: int | None = None, end: int | None = None) -> Response:
    """The form for a claim that somebody sees in a report; site.js fills in the words that are selected."""
    report = report_of(visit, id)
    words = report.text[start:end] if start is not None and end is not None and 0 <= start < end else ""
    shown = {"report": report.name, "report_id": id, "words": words, "start": start, "end": end}
    return visit.page("review/add.html", **shown, **_choices())


@pages.post("/reports/{id}/add")
def add(visit: Visiting, person: Editor, id: str, form: Filled) -> Response:
    """A claim that somebody sees in a report."""
    shown, veil = report_of(visit, id), visit.state.veil
    span = _span(form) if form["start"] and form["end"] else deciding.where(shown, form["words"].strip())
    if BLOT in shown.text[span[0] : span[1]]:
        raise RecordError(HIDDEN)
    own = own_id(visit, id)
    report = with_text(visit, own)
    _write(visit, deciding.added(report, veil.original(own, *span), _said(form)), form["why"])
    return RedirectResponse(f"/reports/{id}", 303)


@pages.post("/entities/{id}/identity")
def identity(visit: Visiting, person: Reviewer, id: str, form: Filled) -> Response:
    """That this entity and another are one, or are two."""
    one, other = (seen_id(visit, entity_of(visit, each)) for each in (id, meant(visit.state, form["other"])))
    with visit.state.real.connected() as connection:
        made = deciding.on_identity(connection, one, other, form["verdict"])
    _write(visit, made, form["why"])
    return RedirectResponse(f"/entities/{id}", 303)


@pages.post("/entities/{id}/withhold")
def withhold(visit: Visiting, person: Editor, id: str, form: Filled) -> Response:
    """That a person is not to be shown."""
    one = entity_of(visit, id)
    if visit.state.index.entities[visit.state.index.place[one]].type != "Person":
        raise NotFound("only persons are withheld")
    with visit.state.real.connected() as connection:
        made = deciding.withheld(connection, seen_id(visit, one))
    _write(visit, made, form["why"])
    return RedirectResponse("/log", 303)


@pages.get("/log")
def log(visit: Visiting, page: Annotated[int, Query(ge=1)] = 1) -> Response:
    """Every judgement, the newest first."""
    judgements = read_judgements(visit.house.room.folder)
    stand = {key_of(j) for j in standing(judgements)}
    lost = {key_of(j) for j in visit.state.record.unplaced()}
    every = [Decided(j, state_of(j, stand, lost)) for j in reversed(judgements)]
    pages_ = max(1, -(-len(every) // QUEUE))
    if page > pages_:
        raise NotFound(f"no page {page} of the log; there are {pages_}")
    shown = every[(page - 1) * QUEUE : page * QUEUE]
    return visit.page("review/log.html", decided=shown, page=page, pages=pages_, total=len(every))


@pages.post("/log/undo")
def undo(visit: Visiting, person: Reviewer, form: Filled) -> Response:
    """Takes a judgement back; that of somebody else only by an editor."""
    if form["who"] != person.name:
        need(Role.EDITOR)(visit.request)
    pen = Pen(visit.house.room.folder, person.name)
    pen.undo(form["who"], form["when"], form["what"], form["why"])
    visit.decided(f"undo {form['what']} of {form['when']}")
    return RedirectResponse(onward(form["next"] or "/log"), 303)


@pages.get("/review/progress")
def progress(visit: Visiting) -> Response:
    """Whether the record is being built anew; pages ask while a decision is on its way."""
    at = visit.house.builder.progress()
    failed = visit.state.veil(at.failed)
    return JSONResponse({"key": visit.state.key, "building": at.building, "waiting": at.waiting, "failed": failed})


def _decided_on(visit: Visit, report: Report, claim: Claim) -> tuple[Judgement, ...]:
    """What people decided on the words of a claim."""
    return tuple(
        j for j in standing_in(visit) if any((a.report, a.quote) == (report.name, claim.quote) for a in j.anchors)
    )


def _write(visit: Visit, judgement: Judgement, why: str) -> None:
    Pen(visit.house.room.folder, visit.person.name).write(judgement, why)
    visit.decided(judgement.what)


def _claim(visit: Visit, id_: str) -> tuple[Claim, Report, tuple[str, ...]]:
    """A claim, its report with text, and the facts that rest on it. Raises NotFound."""
    claim_id = only(visit, "claims", id_)
    with visit.state.record.connected() as connection:
        found = parts.claims(connection, [claim_id])[claim_id]
        report = parts.reports(connection, [found.report], texts=True)[found.report]
        return found, report, parts.facts_on(connection, [claim_id]).get(claim_id, ())


def _span(form: Form) -> tuple[int, int]:
    try:
        return int(form["start"]), int(form["end"])
    except ValueError as error:
        raise RecordError("start and end are offsets of the text, whole numbers") from error


FIELDS = ("predicate", "subject", "object", "subject_type", "object_type", "at", "begin", "finish", "polarity", "voice")


def _said(form: Form) -> Mapping[str, str]:
    """What a correction or an addition says: what was filled in."""
    qualifiers = {f"qualifier.{name}": form[name] for name in ("role", "rank", "place") if form[name].strip()}
    return {name: form[name].strip() for name in FIELDS if form[name].strip()} | qualifiers


def _choices() -> dict[str, object]:
    predicates = sorted((rule.label, name) for name, rule in ontology().predicates.items())
    return {
        "predicates": predicates,
        "types": [t.value for t in MentionType],
        "polarities": [p.value for p in Polarity],
    }
