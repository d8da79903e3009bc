"""What went wrong, as programs read it: problem details (RFC 9457), with a status that says whose fault it is."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from stemmata.errors import InvalidDate, NotFound, StemmataError
from stemmata.show.web.room import BeingMade
from stemmata.show.web.visit import house_of, said_of

log = logging.getLogger(__name__)
MEDIA_TYPE = "application/problem+json"
STATUS = {NotFound: 404, InvalidDate: 400}
RETRY = "3"  # seconds after which a record that is being made may be asked for again
OURS = "something went wrong here that is no fault of yours; the log of the server says what"
PROBLEM: dict[str, Any] = {
    "type": "object",
    "description": "Problem details, RFC 9457.",
    "properties": {
        "type": {"type": "string", "const": "about:blank"},
        "title": {"type": "string", "description": "What the status means."},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "What was met, and what was looked for."},
        "errors": {
            "type": "array",
            "description": "Each value that cannot be: where it stands, and what is wrong with it.",
            "items": {
                "type": "object",
                "properties": {"where": {"type": "string"}, "what": {"type": "string"}},
                "required": ["where", "what"],
                "additionalProperties": False,
            },
        },
    },
    "required": ["type", "title", "status", "detail"],
    "additionalProperties": False,
}


def problem(
    status: int, detail: str, headers: Mapping[str, str] | None = None, errors: Sequence[Mapping[str, str]] = ()
) -> Response:
    """The answer that says what is wrong."""
    said = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail}
    body = json.dumps({**said, "errors": list(errors)} if errors else said, ensure_ascii=False)
    return Response(body.encode("utf-8", "backslashreplace"), status, headers, MEDIA_TYPE)


def handle(api: FastAPI) -> None:
    """Every error of the API goes out as a problem."""
    api.add_exception_handler(StemmataError, _wrong)
    api.add_exception_handler(HTTPException, _refused)
    api.add_exception_handler(RequestValidationError, _invalid)
    api.add_exception_handler(BeingMade, _being_made)
    api.add_exception_handler(Exception, _ours)


def _wrong(request: Request, error: Exception) -> Response:
    status = next((status for kind, status in STATUS.items() if isinstance(error, kind)), 500)
    house = house_of(request)
    return problem(status, house.room.latest().veil(said_of(house, error)))


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return problem(error.status_code, str(error.detail), error.headers)


def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    errors = [{"where": ".".join(map(str, found["loc"])), "what": str(found["msg"])} for found in error.errors()]
    detail = "; ".join(f"{found['where']}: {found['what']}" for found in errors[:3])
    return problem(422, detail, errors=errors)


def _being_made(request: Request, error: Exception) -> Response:
    return problem(503, str(error), {"Retry-After": RETRY})


def _ours(request: Request, error: Exception) -> Response:
    log.error("%s %s", request.method, request.url.path, exc_info=error)
    return problem(500, OURS)
