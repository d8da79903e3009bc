"""How somebody is told that they may not: a page, JSON for programs, a plain line where nothing may be given away."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Protocol

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response

API = "/api/"
PROBLEM = "application/problem+json"  # RFC 9457
TEMPLATE = "account/refused.html"
HEADINGS = {401: "Sign in first", 403: "Not allowed", 413: "Too large", 429: "Too often", 503: "Busy"}


class Page(Protocol):
    """What prints a template of ours as a page of the site."""

    def __call__(self, request: Request, template: str, **context: object) -> Response: ...


class Refused(HTTPException):
    """What is not done. `bare` says it in one line, for who may not even know what site this is."""

    def __init__(self, status: int, message: str, headers: Mapping[str, str] | None = None, bare: bool = False) -> None:
        super().__init__(status, message, headers)
        self.bare = bare


def answer_of(request: Request, refused: Refused, page: Page) -> Response:
    """The answer that says so."""
    headers = dict(refused.headers or {})
    if "Location" in headers:
        return RedirectResponse(headers.pop("Location"), refused.status_code, headers)
    if is_for_programs(request):
        status = refused.status_code
        said = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": refused.detail}
        return JSONResponse(said, status, headers, PROBLEM)
    if refused.bare or "text/html" not in request.headers.get("accept", ""):
        return PlainTextResponse(f"{refused.detail}\n", refused.status_code, headers)
    heading = HEADINGS.get(refused.status_code, "Not done")
    response = page(request, TEMPLATE, heading=heading, message=refused.detail)
    response.status_code = refused.status_code
    response.headers.update(headers)
    return response


def is_for_programs(request: Request) -> bool:
    return bool(request.scope["path"].startswith(API))
