"""Parting what was joined: a reviewer says which spellings of an entity are the one and which are the other."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import RedirectResponse, Response

from stemmata.errors import RecordError
from stemmata.show.parting import PLACES
from stemmata.show.web.answers.judging import own_id
from stemmata.show.web.answers.parting import spelled, write_parted
from stemmata.show.web.pages.review import Filled, Reviewer
from stemmata.show.web.visit import Echo, Visiting, entity_of

OLD = "the record was built anew meanwhile, and a spelling is not there as it was; look at the page again"
pages = APIRouter()
ONE, OTHER = "one", "other"
SIDE = "side-"  # before the key of a spelling, as the form has it
Of = Annotated[str, Query(max_length=500)]


@pages.get("/entities/{id}/part")
def parting(visit: Visiting, person: Reviewer, id: str, of: Of = "") -> Response:
    """Which spellings are the one and which the other; the spelling that is `of`, report by report."""
    known = visit.state.index.entities[visit.state.index.place[entity_of(visit, id)]]
    found, more = spelled(visit, id, of) if own_id(visit, id) == id else ((), False)
    return visit.page(
        "entities/part.html", entity=known, spellings=found, of=Echo(of), more=more, most=PLACES, side=SIDE
    )


@pages.post("/entities/{id}/part")
def part(visit: Visiting, person: Reviewer, id: str, form: Filled) -> Response:
    """That those on the one side are not those on the other."""
    found, _ = spelled(visit, entity_of(visit, id), form["of"])
    sides = {name.removeprefix(SIDE): side for name, side in form.fields.items() if name.startswith(SIDE) and side}
    if sides.keys() - {spelling.key for spelling in found}:
        raise RecordError(OLD)
    one, other = ([s for s in found if sides.get(s.key) == side] for side in (ONE, OTHER))
    write_parted(visit, id, (one, other), person.name, form["why"])
    visit.decided(f"part {id}")
    return RedirectResponse("/log", 303)
