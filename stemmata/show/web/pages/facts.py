"""Facts and claims: why a statement stands, and the words that say it."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import RedirectResponse, Response

from stemmata.record import parts
from stemmata.show.web.answers.facts import explanation, only
from stemmata.show.web.answers.reports import part_of
from stemmata.show.web.visit import Visiting

pages = APIRouter()
UNFOLDED, SHOWN = 5, 25  # claims shown where a statement is unfolded, and on the page of a fact


@pages.get("/facts/{id}")
def fact(visit: Visiting, id: str, all: bool = False) -> Response:
    """Why a fact stands: its claims in context, its witnesses, its confidence, what contradicts it."""
    found = explanation(visit, id)
    shown = len(found.evidence) if all else SHOWN
    return visit.page("facts/fact.html", explanation=found, shown=shown)


@pages.get("/facts/{id}/claims")
def claims(visit: Visiting, id: str) -> Response:
    """The part of a fact's page that a statement unfolds to."""
    return visit.page("facts/claims.html", explanation=explanation(visit, id), shown=UNFOLDED)


@pages.get("/claims/{id}")
def claim(visit: Visiting, id: str) -> Response:
    """The address of a claim leads to its words in the report."""
    claim_id = only(visit, "claims", id)
    found = visit.state.asking(lambda connection: parts.claims(connection, [claim_id]))[claim_id]
    part = part_of(visit.state, found)
    return RedirectResponse(
        visit.link(f"/reports/{found.report}", part=part if part > 1 else "") + f"#c-{found.id}", 303
    )
