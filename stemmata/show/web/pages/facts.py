"""Facts and claims: why a statement stands, and the words that say it."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import RedirectResponse, Response

from stemmata.errors import NotFound
from stemmata.record import parts
from stemmata.show.answers import Explanation
from stemmata.show.queries.explain import explain
from stemmata.show.slices import Asked
from stemmata.show.web.pages.reports import part_of
from stemmata.show.web.visit import Visit, Visiting

pages = APIRouter()
UNFOLDED, SHOWN = 5, 25  # claims shown where a statement is unfolded, and on the page of a fact
LEAST = 4  # letters of an id


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


def explanation(visit: Visit, id_: str) -> Explanation:
    """Raises NotFound."""
    fact_id = only(visit, "facts", id_)
    held = visit.state.slice([fact_id], Asked(texts=True, joins=True, copies=True))
    return explain(held, fact_id)


def only(visit: Visit, table: str, id_: str) -> str:
    """The one id of a table that begins so: citations may be short. Raises NotFound: none, or several."""
    found = visit.state.asking(lambda connection: parts.beginning(connection, table, id_)) if len(id_) >= LEAST else ()
    if id_ in found:
        return id_
    if len(found) != 1:
        several = f"{id_!r} is the beginning of several: {', '.join(found[:8])}"
        raise NotFound(several if found else f"no id of {table} in this record begins with {id_!r}")
    return found[0]
