"""Parting what was joined: a reviewer says which spellings of an entity are the one and which are the other."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import RedirectResponse, Response

from stemmata.errors import NotFound, RecordError
from stemmata.model import Judgement
from stemmata.record import parts
from stemmata.show.deciding import Pen
from stemmata.show.parting import PLACES, Spelling, parted, spellings
from stemmata.show.web.pages.review import Filled, Reviewer, own_id, seen_id
from stemmata.show.web.visit import Visit, Visiting, entity_of
from stemmata.show.withheld import BLOT

pages = APIRouter()
ONE, OTHER = "one", "other"
SIDE = "side-"  # before the key of a spelling, as the form has it
SHOWN = 500  # spellings, each of which is a field of the form
OLD = "the record was built anew meanwhile, and a spelling is not there as it was; look at the page again"
Of = Annotated[str, Query(max_length=500)]


@pages.get("/entities/{id}/part")
def parting(visit: Visiting, person: Reviewer, id: str, of: Of = "") -> Response:
    """Which spellings are the one and which the other; the spelling that is `of`, report by report."""
    known = visit.state.index.entities[visit.state.index.place[entity_of(visit, id)]]
    found, more = spelled(visit, id, of) if own_id(visit, id) == id else ((), False)
    return visit.page("entities/part.html", entity=known, spellings=found, of=of, more=more, most=PLACES, side=SIDE)


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


def write_parted(visit: Visit, id_: str, sides: tuple[list[Spelling], list[Spelling]], who: str, why: str) -> Judgement:
    """Writes it down: the judgement that says they are two. Raises NotFound, RecordError."""
    if not why.strip():
        raise RecordError("say why they are not the same: it is kept with the decision")
    seen_id(visit, id_)
    one, other = ([own for each in side for own in _owned(visit, each)] for side in sides)
    with visit.state.real.connected() as connection:
        made = parted(connection, one, other)
    pen = Pen(visit.house.room.folder, who)
    *_, last = [pen.write(judgement, why) for judgement in made]
    return last


def spelled(visit: Visit, id_: str, of: str) -> tuple[tuple[Spelling, ...], bool]:
    """The spellings of an entity as they are shown, of its first places alone; whether there are more."""
    with visit.state.record.connected() as connection:
        found = parts.mentions_of(connection, entity_of(visit, id_), PLACES + 1)
        reports = parts.reports(connection, {mention.report for mention in found})
    seen = (mention for mention in found[:PLACES] if BLOT not in mention.text)
    made = spellings(seen, reports, of)
    return made[:SHOWN], len(found) > PLACES or len(made) > SHOWN


def chosen(visit: Visit, id_: str, wanted: Iterable[tuple[str, str]]) -> list[Spelling]:
    """Spellings by their words, each in the report that is named or, where none is, wherever it stands.

    Raises NotFound.
    """
    return [_chosen(visit, id_, words, report) for words, report in wanted]


def _chosen(visit: Visit, id_: str, words: str, report: str) -> Spelling:
    found, _ = spelled(visit, id_, words if report else "")
    for spelling in found:
        if (spelling.words, spelling.report) == (words, report):
            return spelling
    raise NotFound(f"no report{f' {report!r}' if report else ''} names {id_} {words!r}")


def _owned(visit: Visit, spelling: Spelling) -> list[str]:
    """The mentions of a spelling as the record itself has them."""
    return [_own_mention(visit, mention) for mention in spelling.mentions]


def _own_mention(visit: Visit, mention: str) -> str:
    report, _, span = mention.rpartition(":")
    own = own_id(visit, report)
    start, end = visit.state.veil.original(own, *map(int, span.split("-")))
    return f"{own}:{start}-{end}"
