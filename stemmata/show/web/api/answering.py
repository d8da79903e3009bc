"""How an answer of the API goes out: JSON, with a tag by which nobody is sent the same answer twice."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import Depends, Path, Query, Request
from fastapi.responses import Response

import stemmata
from stemmata.model import digest
from stemmata.show.plain import plain
from stemmata.show.web.api import problems
from stemmata.show.web.api.schemas import Answer
from stemmata.show.web.guard.headers import ASK_AGAIN
from stemmata.show.web.visit import Visit, Visiting

PROBLEMS = {
    400: "A date that is none.",
    401: "Nobody is signed in, or the token is unknown or has ended.",
    403: "Signed in, with a role that does not allow it.",
    404: "The record does not hold it.",
    413: "The body is too large.",
    414: "The address is too long.",
    422: "A parameter or the body is not as described; `errors` says where.",
    429: "Too many searches; `Retry-After` says for how many seconds to wait.",
    503: "The record as it was known by that day is being made; ask again after `Retry-After` seconds.",
}
TAGGED: dict[str, Any] = {
    "ETag": {"description": "Send it back as `If-None-Match`.", "schema": {"type": "string"}},
    "Cache-Control": {"schema": {"type": "string"}},
}
PageNumber = Annotated[int, Query(ge=1, le=100_000, description="Counted from 1.")]
Id = Path(max_length=200, min_length=1)


class NotModified(Exception):  # an answer, not an error
    """Who asks has the answer already."""

    def __init__(self, tag: str) -> None:
        super().__init__(tag)
        self.tag = tag


def tag_of(visit: Visit) -> str:
    """The tag of an answer that hangs on nothing but the state of the record, the address and who asks."""
    # A state is made anew whenever the record is written to. What people write beside it (sources.yml, places.yml) is
    # read once for each, so that a name of its own is safer than one made from what is known of its parts.
    state = visit.state.once("api tag", lambda: secrets.token_hex(8))
    url = visit.request.url
    asked = (stemmata.__version__, state, visit.state.key, visit.person.role.word, url.path, url.query)
    return f'W/"{digest(*asked, length=24)}"'


def fresh(visit: Visiting) -> Visit:
    """A visit whose answer is not known to who asks. Raises NotModified."""
    if is_known(visit.request, tag := tag_of(visit)):
        raise NotModified(tag)
    return visit


Asking = Annotated[Visit, Depends(fresh)]


def is_known(request: Request, tag: str) -> bool:
    """Whether a tag is among those that who asks has."""
    given = request.headers.get("if-none-match", "")
    return tag.removeprefix("W/") in {one.strip().removeprefix("W/") for one in given.split(",")}


def not_modified(request: Request, error: Exception) -> Response:
    assert isinstance(error, NotModified)
    return Response(status_code=304, headers={"ETag": error.tag, "Cache-Control": ASK_AGAIN})


def told(visit: Visit, answer: object, page: int = 0, pages: int = 0) -> Response:
    """An answer; one of several pages with the address of the next."""
    value = plain(visit.state.veil(answer))
    headers = {"ETag": tag_of(visit), "Cache-Control": ASK_AGAIN}
    if pages and isinstance(value, dict):
        value["next"] = following = next_page(visit, page, pages)
        headers |= {"Link": f'<{following}>; rel="next"'} if following else {}
    return sent(value, headers)


def told_by_content(visit: Visit, answer: object, page: int = 0, pages: int = 0) -> Response:
    """An answer that may change without the record: its tag is made from what it says. Raises NotModified."""
    response = told(visit, answer, page, pages)
    tag = f'W/"{digest(bytes(response.body).decode(), length=24)}"'
    if is_known(visit.request, tag):
        raise NotModified(tag)
    response.headers["ETag"] = tag
    return response


def sent(value: object, headers: Mapping[str, str] | None = None, status: int = 200) -> Response:
    """JSON; half a surrogate pair goes out as an escape, which JSON can hold."""
    body = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return Response(body.encode("utf-8", "backslashreplace"), status, headers, "application/json")


def next_page(visit: Visit, page: int, pages: int) -> str | None:
    if page >= pages:
        return None
    url = visit.request.url.include_query_params(page=page + 1)
    return f"{url.path}?{url.query}"


def says(kind: type, what: str = "", paged: bool = False) -> dict[int | str, dict[str, Any]]:
    """What the document of the API says of the answers of a reading operation."""
    content = {"application/json": {"schema": Answer(kind, paged)}}
    headers = {**TAGGED, **({"Link": {"schema": {"type": "string"}}} if paged else {})}
    good = {"description": what or first_line(kind), "content": content, "headers": headers}
    return {200: good, 304: {"description": "Who asks has this answer already.", "headers": TAGGED}, **fails()}


def fails(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """What the document says of what may go wrong."""
    schema = {"$ref": "#/components/schemas/Problem"}
    return {
        status: {"description": PROBLEMS[status], "content": {problems.MEDIA_TYPE: {"schema": schema}}}
        for status in statuses or PROBLEMS
    }


def first_line(kind: type) -> str:
    told = " ".join((kind.__doc__ or "").split())
    return "The answer." if told.startswith(f"{kind.__name__}(") else told.partition(". ")[0].rstrip(".") + "."
