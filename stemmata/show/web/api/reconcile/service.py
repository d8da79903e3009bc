"""The reconciliation service: its manifest, and the addresses that OpenRefine calls."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, HTTPException, Query, Request
from fastapi.responses import Response

import stemmata
from stemmata.errors import NotFound
from stemmata.ontology import ontology
from stemmata.record import parts
from stemmata.show.plain import plain
from stemmata.show.queries.finding import Question
from stemmata.show.queries.leaf import evidenced
from stemmata.show.web.answers.search import searched
from stemmata.show.web.api.answering import fails, sent
from stemmata.show.web.api.pacing import paced
from stemmata.show.web.api.reconcile.asked import BATCH, BATCHES, EXTENSIONS, read
from stemmata.show.web.api.reconcile.matching import Candidates, Type, candidates, types_of
from stemmata.show.web.api.reconcile.properties import Property, Rows, extended, proposed
from stemmata.show.web.api.schemas import Answer
from stemmata.show.web.guard.headers import ASK_AGAIN
from stemmata.show.web.visit import Visit, Visiting, entity_of
from stemmata.show.wording import counted, kind_of

routes = APIRouter(tags=["OpenRefine"])
PATH = "/api/v1/reconcile"
VERSIONS = ["0.2"]
DEFAULT_TYPES = ("Group", "Person", "Place")
PREVIEW = (430, 300)
SUGGESTED = 10
Prefix = Annotated[str, Query(max_length=200, description="How it begins.")]
Cursor = Annotated[int, Query(ge=0, le=1000, description="How many to leave out.")]
Sent = Annotated[str, Query(max_length=4000, description="Names, or entities, as the specification has them: JSON.")]
Filled = Annotated[str, Form(max_length=200_000, description="As the specification has it: JSON.")]
ENTITY = "/suggest/entity"


@dataclass(frozen=True, slots=True)
class Suggested:
    """An entity whose name begins so."""

    id: str
    name: str
    description: str
    notable: tuple[Type, ...]


@dataclass(frozen=True, slots=True)
class SuggestedEntities:
    result: tuple[Suggested, ...]


@dataclass(frozen=True, slots=True)
class SuggestedTypes:
    result: tuple[Type, ...]


@dataclass(frozen=True, slots=True)
class SuggestedProperties:
    result: tuple[Property, ...]


@dataclass(frozen=True, slots=True)
class Proposed:
    """What may be fetched of entities of a type."""

    type: str
    properties: tuple[Property, ...]


@dataclass(frozen=True, slots=True)
class Flyout:
    """A few words on an entity, as HTML."""

    id: str
    html: str


MANIFEST: dict[str, Any] = {
    "type": "object",
    "description": "A service manifest.",
    "properties": {
        "versions": {"type": "array", "items": {"type": "string"}, "contains": {"const": "0.2"}},
        "name": {"type": "string"},
        "identifierSpace": {"type": "string"},
        "schemaSpace": {"type": "string"},
    },
    "required": ["versions", "name", "identifierSpace", "schemaSpace"],
}
BATCH_ANSWER: dict[str, Any] = {
    "type": "object",
    "description": "Candidates for each query, by its key.",
    "additionalProperties": Answer(Candidates),
}


def answers(*schemas: Mapping[str, Any]) -> dict[int | str, dict[str, Any]]:
    """What the document says of an operation for OpenRefine."""
    content = {"application/json": {"schema": schemas[0] if len(schemas) == 1 else {"anyOf": list(schemas)}}}
    return {200: {"description": "As the specification has it.", "content": content}, **fails()}


BOTH = answers(MANIFEST, BATCH_ANSWER, Answer(Rows))


@routes.get("/reconcile", name="reconciliation", responses=BOTH, response_class=Response)
def reconciliation(visit: Visiting, queries: Sent = "", extend: Sent = "") -> Response:
    """The manifest of the service; with `queries` or `extend`, as by POST."""
    if not queries and not extend:
        return shared(visit, manifest(visit))
    return asked(visit, queries, extend)


@routes.post("/reconcile", name="reconcile", responses=BOTH, response_class=Response)
def reconcile(visit: Visiting, queries: Filled = "", extend: Filled = "") -> Response:
    """Entities that names may mean (`queries`), or properties of entities (`extend`): a form, as OpenRefine sends it.

    `match` is true only where the comparison of names says "same" and no other entity is near.
    """
    return asked(visit, queries, extend)


def asked(visit: Visit, queries: str, extend: str) -> Response:
    paced(visit.request)
    if queries:
        batch = read(BATCHES, queries, "queries")
        return shared(visit, {key: candidates(visit.state, query) for key, query in batch.items()})
    if extend:
        return shared(visit, extended(visit.state, read(EXTENSIONS, extend, "extend")))
    raise HTTPException(422, "neither `queries` nor `extend` is given")


@routes.get(
    f"/reconcile{ENTITY}",
    responses=answers(Answer(SuggestedEntities)),
    response_class=Response,
    dependencies=[Depends(paced)],
)
def suggest_entities(visit: Visiting, prefix: Prefix, cursor: Cursor = 0) -> Response:
    """Entities whose names begin so."""
    found = searched(visit.state, Question(prefix.strip(), "names")).names if prefix.strip() else ()
    shown = found[cursor : cursor + SUGGESTED]
    made = [Suggested(n.id, n.name, f"{kind_of(n.type)}; {counted(n.facts, 'fact')}", types_of(n.type)) for n in shown]
    return shared(visit, SuggestedEntities(tuple(made)))


@routes.get("/reconcile/suggest/type", responses=answers(Answer(SuggestedTypes)), response_class=Response)
def suggest_types(visit: Visiting, prefix: Prefix, cursor: Cursor = 0) -> Response:
    """Types of entities."""
    found = [Type(name, kind_of(name)) for name in ontology().types]
    return shared(visit, SuggestedTypes(tuple(begun(found, prefix)[cursor : cursor + SUGGESTED])))


@routes.get("/reconcile/suggest/property", responses=answers(Answer(SuggestedProperties)), response_class=Response)
def suggest_properties(visit: Visiting, prefix: Prefix, cursor: Cursor = 0) -> Response:
    """Properties of entities."""
    return shared(visit, SuggestedProperties(tuple(begun(list(proposed()), prefix)[cursor : cursor + SUGGESTED])))


@routes.get("/reconcile/properties", responses=answers(Answer(Proposed)), response_class=Response)
def propose_properties(visit: Visiting, type: Annotated[str, Query(max_length=200)] = "") -> Response:
    """What may be fetched of entities of a type: the same for every type."""
    return shared(visit, Proposed(type, proposed()))


@routes.get("/reconcile/flyout/entity", responses=answers(Answer(Flyout)), response_class=Response)
def flyout(visit: Visiting, id: Annotated[str, Query(max_length=200)]) -> Response:
    """A few words on an entity."""
    html = visit.house.paper.page(visit, "api/flyout.html", visit.state.veil(about(visit, id)))
    return shared(visit, Flyout(id, html))


PAGE: dict[int | str, dict[str, Any]] = {
    200: {"description": "A small page.", "content": {"text/html": {"schema": {"type": "string"}}}}
}


@routes.get("/reconcile/preview/{id}", responses={**PAGE, **fails()}, response_class=Response)
def preview(visit: Visiting, id: str) -> Response:
    """A small page about an entity, to be shown in a frame."""
    return visit.page("api/preview.html", **about(visit, id))


def about(visit: Visit, id_: str) -> dict[str, object]:
    """What a preview tells of an entity. Raises NotFound."""
    known, index = entity_of(visit, id_), visit.state.index
    found = visit.state.asking(lambda connection: parts.entities(connection, [known])).get(known)
    if found is None:
        raise NotFound(f"no entity {id_!r} in this record")
    first, last = evidenced(index, rows := index.about(known))
    return {"entity": found, "facts": len(rows), "first": first, "last": last}


def manifest(visit: Visit) -> Mapping[str, Any]:
    """What the service can do, and where."""
    site = f"{visit.request.url.scheme}://{visit.request.url.netloc}"
    here = f"{site}{PATH}"
    return {
        "versions": VERSIONS,
        "name": f"{visit.house.room.name} (stemmata)",
        "identifierSpace": f"{site}/entities/",
        "schemaSpace": f"{here}#types",
        "documentation": f"{site}/api/v1/docs",
        "serviceVersion": stemmata.__version__,
        "batchSize": BATCH,
        "defaultTypes": [{"id": name, "name": kind_of(name)} for name in DEFAULT_TYPES],
        "view": {"url": f"{site}/entities/{{{{id}}}}"},
        "preview": {"url": f"{here}/preview/{{{{id}}}}", "width": PREVIEW[0], "height": PREVIEW[1]},
        "suggest": {
            "entity": {
                "service_url": here,
                "service_path": ENTITY,
                "flyout_service_url": here,
                "flyout_service_path": "/flyout/entity?id=${id}",
            },
            "type": {"service_url": here, "service_path": "/suggest/type"},
            "property": {"service_url": here, "service_path": "/suggest/property"},
        },
        "extend": {
            "propose_properties": {"service_url": here, "service_path": "/properties"},
            "property_settings": [],
        },
    }


def begun(found: list[Any], prefix: str) -> list[Any]:
    """Those with a word that begins so."""
    wanted = prefix.strip().lower()
    return [one for one in found if any(w.startswith(wanted) for w in (one.id.lower(), *one.name.lower().split()))]


def shared(visit: Visit, answer: object) -> Response:
    """An answer that pages of other sites may read, where these are named."""
    return sent(plain(visit.state.veil(answer)), {"Cache-Control": ASK_AGAIN, **allowed(visit.request, visit)})


def allowed(request: Request, visit: Visit) -> dict[str, str]:
    origin = request.headers.get("origin", "")
    vary = {"Vary": "Origin"}
    return {**vary, "Access-Control-Allow-Origin": origin} if origin in visit.house.guard.rules.origins else vary
