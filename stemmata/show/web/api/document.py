"""The API described: as an OpenAPI document for programs, and as a page of our own for people."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from fastapi import APIRouter, FastAPI
from fastapi.openapi.utils import get_openapi
from fastapi.responses import Response
from fastapi.routing import APIRoute

from stemmata.show.web.api.answering import Asking, sent, tag_of
from stemmata.show.web.api.chapters import all_routes
from stemmata.show.web.api.examples import Where, examples_of
from stemmata.show.web.api.problems import PROBLEM
from stemmata.show.web.api.schemas import Answer, Schema, components
from stemmata.show.web.guard.headers import ASK_AGAIN
from stemmata.show.web.visit import Visit, Visiting

routes = APIRouter(include_in_schema=False)
BASE = "/api/v1"
ABOUT = (
    "A dated, sourced record of who was who in a conflict. Every fact opens on the words that say it; disagreement is "
    "kept; copies count as one witness. `on` asks as of a date (EDTF or YYYY[-MM[-DD]]); `known_by` answers only from "
    'reports that could have been read by a date. Unknown is a value: "last evidenced" does not mean ended.'
)
DECISION = {"what": "note", "claim": "CLAIM", "why": "seen in the original as well"}


@dataclass(frozen=True, slots=True)
class Parameter:
    """What an operation takes, for people."""

    name: str
    where: str
    kind: str
    needed: bool
    words: str


@dataclass(frozen=True, slots=True)
class Operation:
    """An operation, for people: `curl` and `python` are calls of it that work on this record."""

    name: str
    method: str
    path: str
    words: str
    parameters: tuple[Parameter, ...]
    statuses: tuple[tuple[str, str], ...]
    curl: str
    python: str


@routes.get("/openapi.json")
def openapi(visit: Asking) -> Response:
    """The OpenAPI document of this API."""
    headers = {"ETag": tag_of(visit), "Cache-Control": ASK_AGAIN}
    return sent(visit.state.once("openapi", lambda: document(visit)), headers)


@routes.get("/docs")
def docs(visit: Visiting) -> Response:
    """The operations with examples, for people."""
    found = visit.state.once("openapi", lambda: document(visit))
    site = f"{visit.request.url.scheme}://{visit.request.url.netloc}"
    chapters = {tag["name"]: list(operations(found, tag["name"], site)) for tag in found["tags"]}
    return visit.page("api/docs.html", chapters=chapters, about=ABOUT, site=site, base=BASE)


def document(visit: Visit) -> Schema:
    """The document, with examples from the record as who asks may see it."""
    api: FastAPI = visit.request.app
    made: Schema = get_openapi(
        title=api.title,
        version=api.version,
        description=ABOUT,
        routes=api.routes,
        servers=[{"url": BASE}],
        tags=[{"name": tag} for tag in _tags()],
    )
    made["components"]["schemas"] |= {**components(_answers()), "Problem": PROBLEM}
    made["components"]["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
    made["security"] = [{"token": []}, {}]  # one person alone on a machine needs none
    examples: Mapping[Where, str] = visit.state.veil(examples_of(visit.state))
    for path, _, operation in _each(made):
        for parameter in operation.get("parameters", ()):
            name = parameter["name"]
            if example := examples.get((path, name)) or examples.get((parameter["in"], name)):
                parameter["example"] = example
    return made


def operations(found: Schema, tag: str, site: str) -> Iterator[Operation]:
    """The operations of a chapter."""
    for path, method, said in _each(found):
        if tag in said["tags"]:
            parameters = tuple(map(_parameter, said.get("parameters", ())))
            statuses = tuple((status, each["description"]) for status, each in said["responses"].items())
            calls = _curl(site, path, method, said), _python(said)
            yield Operation(
                said["operationId"], method.upper(), path, said["description"], parameters, statuses, *calls
            )


def name_of(route: APIRoute) -> str:
    """What an operation is called; the method of the Python client is called so too."""
    return route.name


def _each(found: Schema) -> Iterator[tuple[str, str, Schema]]:
    for path, methods in found["paths"].items():
        for method, operation in methods.items():
            yield path, method, operation


def _tags() -> list[str]:
    return list(dict.fromkeys(str(tag) for route in all_routes() for tag in route.tags))


def _answers() -> Iterator[Answer]:
    """The schemas that operations answer with."""
    return (answer for route in all_routes() for answer in _within(route.responses))


def _within(said: object) -> Iterator[Answer]:
    if isinstance(said, Answer):
        yield said
    elif isinstance(said, Mapping | list):
        for each in said.values() if isinstance(said, Mapping) else said:
            yield from _within(each)


def _parameter(said: Schema) -> Parameter:
    words = said.get("description", "") or said["schema"].get("description", "")
    return Parameter(said["name"], said["in"], _kind(said["schema"]), said.get("required", False), words)


def _kind(schema: Schema) -> str:
    """What may be given, in a word or two."""
    if "enum" in schema:
        return ", ".join(str(one) or '""' for one in schema["enum"])
    if "anyOf" in schema:
        return " or ".join(_kind(one) for one in schema["anyOf"] if one.get("type") != "null")
    return str(schema.get("type", "text")).replace("string", "text")


def _curl(site: str, path: str, method: str, said: Schema) -> str:
    """A call of an operation in a shell."""
    given = {"path": {}, "query": {}}  # type: dict[str, dict[str, str]]
    for parameter in said.get("parameters", ()):
        if "example" in parameter:
            given[parameter["in"]][parameter["name"]] = parameter["example"]
    for name, value in given["path"].items():
        path = path.replace(f"{{{name}}}", quote(value))
    address = f"{site}{BASE}{path}" + (f"?{urlencode(given['query'])}" if given["query"] else "")
    if method == "get":
        return f"curl '{address}'"
    return f"curl '{address}' {_body(said)}"


def _body(said: Schema) -> str:
    if "application/json" in said["requestBody"]["content"]:
        return f"-H 'Content-Type: application/json' -d '{json.dumps(DECISION)}'"
    return '--data-urlencode \'queries={"q0": {"query": "..."}}\''


def _python(said: Schema) -> str:
    """A call of an operation with the Python client."""
    if "requestBody" in said:
        return f"record.{said['operationId']}({', '.join(f'{k}={v!r}' for k, v in DECISION.items())})"
    given = [p for p in said.get("parameters", ()) if p["in"] == "path" or p.get("required")]
    return f"record.{said['operationId']}({', '.join(repr(p.get('example', '...')) for p in given)})"
