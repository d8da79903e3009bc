"""One request: which state of the record it reads, by whom, and how its answer goes out."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import parse_qsl, urlencode

import numpy as np
from fastapi import Depends, Query, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response

from stemmata.errors import InvalidDate, NotFound
from stemmata.show.asof import Window
from stemmata.show.plain import plain
from stemmata.show.queries.leaf import evidenced
from stemmata.show.web.builder import Builder
from stemmata.show.web.guard.audit import Deed
from stemmata.show.web.guard.door import Guard, need, person_of
from stemmata.show.web.guard.people import Person, Role
from stemmata.show.web.guard.visitor import Visitor, visitor_of
from stemmata.show.web.paper import Paper
from stemmata.show.web.room import Room, State

ADDRESSES = {"entity": "entities", "place": "entities", "fact": "facts", "report": "reports", "dispute": "disputes"}


class Echo(str):
    """Words of whoever asks, given back as they came: to hide a name among them would tell that it is one."""

    __slots__ = ()


@dataclass(frozen=True)
class House:
    """What every page needs: the room where the record is read, and the paper it is printed on."""

    room: Room
    paper: Paper
    guard: Guard
    builder: Builder


@dataclass(frozen=True)
class Visit:
    """Who reads what: the state of the record by the clock `known_by`, and the date that the answer is asked for."""

    request: Request
    house: House
    state: State
    on: str | None
    known_by: str

    @property
    def clocks(self) -> dict[str, str]:
        """Both dates, as they stand in addresses."""
        return {name: value for name, value in (("on", self.on), ("known_by", self.known_by)) if value}

    @property
    def key(self) -> str:
        """The state of the record, as a page names it."""
        return self.state.key

    def link(self, path: str, **query: object) -> str:
        """An address on this site, with both dates carried along unless the query says otherwise."""
        bare, _, own = path.partition("?")
        wanted = {**self.clocks, **dict(parse_qsl(own)), **query}
        given = {name: value for name, value in wanted.items() if value not in (None, "", [])}
        asked = urlencode(given, doseq=True)
        return f"{bare}?{asked}" if asked else bare

    def address(self, kind: str, id_: str) -> str:
        """The address of a thing in a picture."""
        folder = ADDRESSES.get(kind)
        return "" if folder is None or not id_ else self.link(f"/{folder}/{id_}")

    def here(self, path: str) -> bool:
        """Whether the request is for this part of the site."""
        bare, _, asked = path.partition("?")
        if asked:  # a search is a part of the site only as long as nothing is searched for
            return self.request.url.path == bare and set(parse_qsl(asked)) <= set(self.request.query_params.items())
        return self.request.url.path == bare or self.request.url.path.startswith(f"{bare}/")

    @property
    def kept_query(self) -> list[tuple[str, str]]:
        """What the address asks for beside both dates and the page: another date asks the same question."""
        dropped = ("on", "known_by", "page")
        return [(name, value) for name, value in self.request.query_params.multi_items() if name not in dropped]

    @property
    def person(self) -> Person:
        """Who asks. Raises Refused (401)."""
        return need(Role.READER)(self.request)

    @property
    def visitor(self) -> Visitor:
        return visitor_of(self.request)

    def decided(self, about: str) -> None:
        """Somebody decided something: it is set down, and the record is built anew."""
        self.house.guard.note(self.request, Deed.JUDGEMENT, about)
        self.house.builder.ask()

    def page(self, template: str, **context: object) -> Response:
        """A page. Whatever is put on it goes through the veil: what is withheld cannot be forgotten."""
        shown = {name: self.state.veil(value) for name, value in context.items()}
        return HTMLResponse(self.house.paper.page(self, template, {"csrf": _Token(self), **shown}))

    def picture(self, svg: str) -> Response:
        """A picture by itself."""
        return Response(svg, media_type="image/svg+xml")

    def data(self, answer: object) -> Response:
        """An answer as programs read it."""
        return JSONResponse(plain(self.state.veil(answer)))


class _Token:
    """The token of a form: only a page that has a form asks for it, and then the browser gets a secret."""

    def __init__(self, visit: Visit) -> None:
        self._visit = visit

    def __str__(self) -> str:
        return self._visit.visitor.form_token


def house_of(request: Request) -> House:
    found = request.app.state.house
    assert isinstance(found, House)
    return found


def visit_of(
    request: Request,
    on: Annotated[str, Query(max_length=40, description="As of a date: EDTF or YYYY[-MM[-DD]].")] = "",
    known_by: Annotated[
        str, Query(max_length=40, description="Only from reports that could have been read by that date.")
    ] = "",
) -> Visit:
    """The visit of a request. Raises InvalidDate, BeingMade."""
    house = house_of(request)
    asked, known = on.strip(), known_by.strip()
    if asked:
        Window.of(asked)
    return Visit(request, house, house.room.at(known, sees_everything(house, request)), asked or None, known)


def sees_everything(house: House, request: Request) -> bool:
    """Whether who asks is shown withheld persons: an admin, where the site is served so."""
    person = person_of(request)
    return house.room.show_withheld and person is not None and person.can(Role.ADMIN)


Visiting = Annotated[Visit, Depends(visit_of)]


def said_of(house: House, error: Exception) -> str:
    """The words of an error, for a page or an answer to put through the veil: nothing of where the record lies."""
    said = str(error).replace(f"{house.room.folder}{os.sep}", "")
    # What is not found, or no date, repeats what was asked: to hide a name in that would tell that it is one.
    return Echo(said) if isinstance(error, (NotFound, InvalidDate)) else said


def span_of(visit: Visit, entity: str | None = None) -> tuple[str, str]:
    """The first and the last day that the record, or what it tells of an entity, is evidenced on; "" for none."""
    index = visit.state.index
    return evidenced(index, np.arange(len(index.facts)) if entity is None else index.about(entity))


def paced(request: Request) -> None:
    """Before each search. Raises Refused (429)."""
    house_of(request).guard.pace(request)


def entity_of(visit: Visit, id_: str) -> str:
    """An entity by its id. Raises NotFound: unknown, or not known yet by the day that is asked for."""
    if id_ in visit.state.index.place:
        return id_
    everything = sees_everything(visit.house, visit.request)
    if visit.known_by and id_ in visit.house.room.now(everything).index.place:
        raise NotFound(f"no report that could have been read by {visit.known_by} names this one")
    raise NotFound(f"no entity {id_!r} in this record")
