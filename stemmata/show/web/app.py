"""The site put together: pages for people, data for programs, our own files, what every answer passes through."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import PlainTextResponse, Response
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware

import stemmata
from stemmata.errors import InvalidDate, NotFound, RecordError, StemmataError
from stemmata.show.web.api import mount
from stemmata.show.web.builder import Builder, stamp_of
from stemmata.show.web.guard.door import Guard, person_of
from stemmata.show.web.guard.headers import safe_headers
from stemmata.show.web.guard.protection import protect
from stemmata.show.web.kept import About, Heads, Kept
from stemmata.show.web.pages import (
    brief,
    compare,
    disputes,
    drawn,
    entities,
    facts,
    front,
    parting,
    publishers,
    reports,
    review,
    search,
)
from stemmata.show.web.paper import STATIC, Paper
from stemmata.show.web.room import BeingMade, Room
from stemmata.show.web.visit import House, Visit, house_of, said_of, sees_everything

# The order matters: what asks for a section of an entity by any name comes last.
PAGES = (front, facts, reports, publishers, disputes, search, review, parting, drawn, brief, compare, entities)
APART = ("/account", "/api", "/static")  # of no state of the record, or with ETags of their own
UNKEPT = ("/review", "/log", "/compare")  # what changes without a build
STATUS = {NotFound: 404, InvalidDate: 400}
HEADINGS = {
    404: "Not here",
    400: "Not understood",
    405: "Not done here",
    422: "Not done",
    500: "The record cannot be read",
}


def app_of(room: Room, guard: Guard) -> FastAPI:
    """The site of a record."""

    @asynccontextmanager
    async def life(app: FastAPI) -> AsyncIterator[None]:
        yield
        builder.close()
        guard.close()
        room.close()

    builder = Builder(room.folder)

    app = FastAPI(title=f"stemmata: {room.name}", version=stemmata.__version__, lifespan=life, docs_url=None,
                  redoc_url=None, openapi_url=None)  # fmt: skip
    app.state.house = House(room, Paper(room.name), guard, builder)
    mount(app, app.state.house)
    for routes in PAGES:
        app.include_router(routes.pages, include_in_schema=False)
    app.mount("/static", StaticFiles(directory=STATIC), "static")
    app.add_exception_handler(StemmataError, wrong)
    app.add_exception_handler(HTTPException, refused)
    app.add_exception_handler(RequestValidationError, misread)
    app.add_exception_handler(Exception, broken)
    app.add_exception_handler(BeingMade, being_made)
    app.add_middleware(GZipMiddleware, minimum_size=800, compresslevel=5)
    app.add_middleware(Kept, about=partial(page_key, app.state.house))
    app.add_middleware(Heads, but=("/api", "/static"))
    protect(app, guard, guarded)
    return app


def page_key(house: House, request: Request) -> About | None:
    """What a page depends on beside its address; None for what is no page of the record."""
    path, person = request.url.path, person_of(request)
    if path.startswith(APART) or person is None:
        return None
    try:
        state = house.room.now(sees_everything(house, request))
    except StemmataError:
        return None  # the page says so
    # The build before is put in its place when this state is read already.
    before = stamp_of(house.room.folder) if path == "/" or path.startswith("/compare") else ""
    keep = not (path.startswith(UNKEPT) or path.endswith("/add"))
    return About((state.key, person.name, person.role.word, before), keep)


def guarded(request: Request, template: str, **context: object) -> Response:
    """A page of the guard: nothing of what the record says is on it."""
    return _plain_visit(request).page(template, **context)


def wrong(request: Request, error: Exception) -> Response:
    """A page that says what is wrong, in the words of the error."""
    status = next((status for kind, status in STATUS.items() if isinstance(error, kind)), 500)
    if isinstance(error, RecordError) and request.method == "POST":
        status = 422  # what was sent cannot be written down so
    return _told(request, status, said_of(house_of(request), error))


def refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    response = _told(request, error.status_code, str(error.detail))
    response.headers.update(error.headers or {})
    return response


def misread(request: Request, error: Exception) -> Response:
    """A page for an address whose query cannot be read."""
    assert isinstance(error, RequestValidationError)
    said = "; ".join(f"{'.'.join(map(str, each['loc'][1:]))}: {each['msg']}" for each in error.errors())
    return _told(request, 400, said)


def broken(request: Request, error: Exception) -> Response:
    """A fault of ours: it is logged, and the page says so without a word of it. It leaves outside all middleware."""
    response = PlainTextResponse("Something went wrong here; the log of the server says what.\n", 500)
    response.headers.update({**dict(safe_headers(request.scope)), "Cache-Control": "no-store"})
    return response


def being_made(request: Request, error: Exception) -> Response:
    assert isinstance(error, BeingMade)
    response = _plain_visit(request).page("being_made.html", day=error.day)
    response.status_code = 503
    response.headers["Retry-After"] = "3"
    return response


def _told(request: Request, status: int, message: str) -> Response:
    heading = HEADINGS.get(status, "Not done")
    response = _plain_visit(request).page("wrong.html", heading=heading, message=message)
    response.status_code = status
    return response


def _plain_visit(request: Request) -> Visit:
    """A visit without dates: those of the request may be what is wrong."""
    house = house_of(request)
    return Visit(request, house, house.room.latest(), None, "")
