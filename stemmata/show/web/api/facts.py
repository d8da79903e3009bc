"""Facts, claims, disputes, search: why a statement stands, and the words that say it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query
from fastapi.responses import Response

from stemmata.model import Argument
from stemmata.record import parts
from stemmata.show.answers import Dispute, Explanation, Line, Named, Quote
from stemmata.show.findings import Findings
from stemmata.show.holdings import Holdings
from stemmata.show.quarrels import Quarrels
from stemmata.show.queries.finding import Question
from stemmata.show.queries.lines import argument_name, line_of, quote_of
from stemmata.show.slices import slice_of_claims
from stemmata.show.web.answers.disputes import quarrels, written_out
from stemmata.show.web.answers.facts import explanation, only
from stemmata.show.web.answers.reports import part_of
from stemmata.show.web.answers.search import LONGEST, searched
from stemmata.show.web.api.answering import Asking, Id, PageNumber, says, told
from stemmata.show.web.api.pacing import paced
from stemmata.show.web.visit import Echo, Visit

routes = APIRouter(tags=["Facts and words"])
Ref = Annotated[str, Id]


@dataclass(frozen=True, slots=True)
class Said:
    """A claim: the words of one report, and the facts that rest on them (none where it tells of a plan)."""

    quote: Quote
    report: Named  # its name, and its id in the place of an entity's
    part: int  # of the text of the report in which the words stand
    subject: Named
    object: Named
    facts: tuple[Line, ...]


@routes.get("/facts/{fact}", responses=says(Explanation), response_class=Response)
def fact(visit: Asking, fact: Ref) -> Response:
    """Why a fact stands: its claims in context, its witnesses, its confidence, what contradicts it."""
    return told(visit, explanation(visit, fact))


@routes.get("/claims/{claim}", responses=says(Said), response_class=Response)
def claim(visit: Asking, claim: Ref) -> Response:
    """A claim: the sentence, where it stands, who says it, and which facts rest on it."""
    return told(visit, said(visit, only(visit, "claims", claim)))


@routes.get("/disputes", responses=says(Quarrels, paged=True), response_class=Response)
def disputes(
    visit: Asking,
    kind: Annotated[
        str, Query(max_length=40, description='A kind of difference; "" for every kind.')
    ] = "contradiction",
    page: PageNumber = 1,
) -> Response:
    """The differences of a kind, both sides of each facing each other."""
    found = quarrels(visit.state, kind, page)
    return told(visit, found, found.page, found.pages)


@routes.get("/disputes/{dispute}", responses=says(Dispute), response_class=Response)
def dispute(visit: Asking, dispute: Ref) -> Response:
    """One difference."""
    return told(visit, written_out(visit.state, [only(visit, "differences", dispute)])[0])


@routes.get("/search", responses=says(Findings, paged=True), response_class=Response, dependencies=[Depends(paced)])
def search(
    visit: Asking,
    q: Annotated[str, Query(max_length=LONGEST, description="Words, in any script and spelling.")] = "",
    within: Annotated[Literal["", "names", "facts", "reports"], Query(alias="in")] = "",
    kind: Annotated[
        str,
        Query(
            max_length=LONGEST, description="Names of this kind, facts of this predicate, reports of this publisher."
        ),
    ] = "",
    page: PageNumber = 1,
) -> Response:
    """Names, facts and the text of reports; `in` chooses one of them, of which there are then several pages."""
    found = searched(visit.state, Question(Echo(q.strip()), within, Echo(kind), page))
    return told(visit, found, found.page, found.pages)


def said(visit: Visit, id_: str) -> Said:
    """A claim by its own id."""
    with visit.state.record.connected() as connection:
        held = slice_of_claims(connection, parts.claims(connection, [id_]))
        facts = parts.facts_on(connection, [id_]).get(id_, ())
    found = held.claims[id_]
    report = held.reports[found.report]
    whole = visit.state.slice(facts)
    return Said(
        quote=quote_of(held, found),
        report=Named(report.name, report.id),
        part=part_of(visit.state, found),
        subject=_named(held, found.subject),
        object=_named(held, found.object),
        facts=tuple(line_of(whole, whole.facts[fact]) for fact in facts if fact in whole.facts),
    )


def _named(held: Holdings, argument: Argument) -> Named:
    return Named(argument_name(held, argument), held.entity_id(argument))
