"""Decisions of people: the log of them, what waits for one, and the door by which programs send them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Depends, HTTPException
from fastapi.responses import Response

from stemmata.errors import NotFound, RecordError
from stemmata.model import Judgement, Report
from stemmata.record.lines import read_judgements, standing
from stemmata.show import deciding
from stemmata.show.deciding import Pen
from stemmata.show.plain import plain
from stemmata.show.queries.queue import ToCheck
from stemmata.show.reviewing import Questions
from stemmata.show.web.answers.judging import (
    HIDDEN,
    Decided,
    key_of,
    own_id,
    real_claim,
    report_of,
    seen_id,
    state_of,
    with_text,
)
from stemmata.show.web.answers.parting import chosen, write_parted
from stemmata.show.web.answers.queue import desk, is_selected, queue
from stemmata.show.web.api.answering import PageNumber, fails, says, sent, told_by_content
from stemmata.show.web.api.decisions import (
    Addition,
    Body,
    Correction,
    Decision,
    Identity,
    Knowledge,
    OnClaim,
    Parting,
    Undoing,
    Withholding,
)
from stemmata.show.web.api.schemas import Answer
from stemmata.show.web.guard.door import need
from stemmata.show.web.guard.people import Role
from stemmata.show.web.visit import Visit, Visiting, entity_of
from stemmata.show.withheld.matcher import BLOT

routes = APIRouter(tags=["Decisions"])
ON_A_PAGE, ASKED = 100, 40
OFFSETS = "give both `start` and `end`, or `words`"


@dataclass(frozen=True, slots=True)
class Log:
    """Judgements, the newest first."""

    judgements: tuple[Decided, ...]
    page: int
    pages: int
    total: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for a person, the most valuable first: names that may be one actor, claims that may be misread.

    `selected`: the record is so large that only questions of most value were chosen; `open` is then how many of those
    are open, and `waiting` of /record how many there are in all.
    """

    questions: Questions
    selected: bool
    claims: tuple[ToCheck, ...]


@routes.get("/judgements", name="judgements", responses=says(Log, paged=True), response_class=Response)
def log(visit: Visiting, page: PageNumber = 1) -> Response:
    """Every judgement, and whether it stands."""
    every = decided_in(visit)
    pages = max(1, -(-len(every) // ON_A_PAGE))
    if page > pages:
        raise NotFound(f"no page {page} of the log; there are {pages}")
    shown = tuple(every[(page - 1) * ON_A_PAGE : page * ON_A_PAGE])
    return told_by_content(visit, Log(shown, page, pages, len(every)), page, pages)


def decided_in(visit: Visit) -> list[Decided]:
    """Every judgement, the newest first, as who asks may see it."""
    judgements, veil = read_judgements(visit.house.room.folder), visit.state.veil
    stand = {key_of(judgement) for judgement in standing(judgements)}
    lost = {key_of(judgement) for judgement in visit.state.real.unplaced()}
    return [Decided(veil.judgement(j), state_of(j, stand, lost)) for j in reversed(judgements)]


@routes.get("/waiting", responses=says(Waiting), response_class=Response, dependencies=[Depends(need(Role.REVIEWER))])
def waiting(visit: Visiting) -> Response:
    """What the record asks of people."""
    asked = desk(visit).questions(None, ASKED)
    return told_by_content(visit, Waiting(asked, is_selected(visit), queue(visit)))


WRITTEN: dict[int | str, dict[str, Any]] = {
    201: {
        "description": "The judgement as it was written down; the record is being built anew with it (see /state).",
        "content": {"application/json": {"schema": Answer(Judgement)}},
    },
    **fails(400, 401, 403, 404, 413, 414, 422, 503),
}


@routes.post("/judgements", status_code=201, responses=WRITTEN, response_class=Response)
def judge(visit: Visiting, decision: Decision) -> Response:
    """Decides: accept, reject, note, correct, add, same, different, part, metadata, withhold, undo."""
    person = need(ROLES.get(decision.what, Role.EDITOR))(visit.request)
    pen = Pen(visit.house.room.folder, person.name)
    try:
        judged = _decided(visit, pen, decision)
    except RecordError as error:
        raise HTTPException(422, str(error)) from error
    visit.decided(judged.what)
    veil = visit.state.veil
    return sent(plain(veil(veil.judgement(judged))), status=201)


OF_REVIEWERS = ("accept", "reject", "note", "same", "different", "part", "undo")
ROLES: Mapping[str, Role] = dict.fromkeys(OF_REVIEWERS, Role.REVIEWER)


def _decided(visit: Visit, pen: Pen, decision: Decision) -> Judgement:
    if isinstance(decision, Undoing):
        return _undone(visit, pen, decision)
    return _parted(visit, pen, decision) if isinstance(decision, Parting) else _written(visit, pen, decision)


def _parted(visit: Visit, pen: Pen, decision: Parting) -> Judgement:
    entity = entity_of(visit, decision.entity)
    one, other = (
        chosen(visit, entity, ((each.words, each.report) for each in side)) for side in (decision.one, decision.other)
    )
    return write_parted(visit, entity, (one, other), pen.who, decision.why)


def _undone(visit: Visit, pen: Pen, decision: Undoing) -> Judgement:
    if decision.who != pen.who:
        need(Role.EDITOR)(visit.request)
    return pen.undo(decision.who, decision.when, decision.undone, decision.why)


def _written(visit: Visit, pen: Pen, decision: Body) -> Judgement:
    return pen.write(MAKERS[type(decision)](visit, decision), decision.why)


def _on_claim(visit: Visit, decision: OnClaim | Correction) -> Judgement:
    claim, report = real_claim(visit, decision.claim)
    value = decision.says.values() if isinstance(decision, Correction) else {}
    return deciding.on_claim(report, claim, decision.what, value)


def _added(visit: Visit, decision: Addition) -> Judgement:
    shown, own = report_of(visit, decision.report), own_id(visit, decision.report)
    start, end = _span(shown, decision)
    if BLOT in shown.text[start:end]:
        raise RecordError(HIDDEN)
    return deciding.added(with_text(visit, own), visit.state.veil.original(own, start, end), decision.says.values())


def _span(report: Report, decision: Addition) -> tuple[int, int]:
    if decision.start is not None and decision.end is not None:
        return decision.start, decision.end
    if decision.words and decision.start is decision.end is None:
        return deciding.where(report, decision.words, decision.nth)
    raise RecordError(OFFSETS)


def _identity(visit: Visit, decision: Identity) -> Judgement:
    one, other = (seen_id(visit, entity_of(visit, each)) for each in (decision.one, decision.other))
    with visit.state.real.connected() as connection:
        return deciding.on_identity(connection, one, other, decision.what)


def _known(visit: Visit, decision: Knowledge) -> Judgement:
    report_of(visit, decision.report)
    return deciding.metadata(with_text(visit, seen_id(visit, decision.report)), decision.key, decision.value)


def _withheld(visit: Visit, decision: Withholding) -> Judgement:
    one = entity_of(visit, decision.entity)
    if visit.state.index.entities[visit.state.index.place[one]].type != "Person":
        raise NotFound("only persons are withheld")
    with visit.state.real.connected() as connection:
        return deciding.withheld(connection, seen_id(visit, one))


MAKERS: Mapping[type[Body], Callable[[Visit, Any], Judgement]] = {
    OnClaim: _on_claim,
    Correction: _on_claim,
    Addition: _added,
    Identity: _identity,
    Knowledge: _known,
    Withholding: _withheld,
}
