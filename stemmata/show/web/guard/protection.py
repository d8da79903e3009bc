"""A guard put before an application, in one call."""

from __future__ import annotations

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import Response

from stemmata.show.web.guard.account import Desk
from stemmata.show.web.guard.door import Guard
from stemmata.show.web.guard.gate import Gate
from stemmata.show.web.guard.headers import SafeHeaders
from stemmata.show.web.guard.refusal import Page, Refused, answer_of


def protect(app: FastAPI, guard: Guard, page: Page) -> None:
    """The gate, the headers, the pages under /account. Called after all other middleware is added."""

    def refused(request: Request, error: Exception) -> Response:
        assert isinstance(error, Refused)
        return answer_of(request, error, page)

    app.add_exception_handler(Refused, refused)
    app.include_router(Desk(guard, page).routes())
    app.add_middleware(Gate, guard=guard, page=page)
    app.add_middleware(SafeHeaders)
