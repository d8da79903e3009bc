"""What the record holds, what state it is in, and all of it, line by line."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query
from fastapi.responses import Response, StreamingResponse

from stemmata.show.exports import EXPORTS, export
from stemmata.show.exports.formats import in_format
from stemmata.show.reviewing import Backlog
from stemmata.show.web.answers.front import Entry, Front, front_of
from stemmata.show.web.api.answering import TAGGED, Asking, fails, says, tag_of, told_by_content
from stemmata.show.web.guard.headers import ASK_AGAIN
from stemmata.show.web.news import News, Since, news_of
from stemmata.show.web.visit import Visiting

routes = APIRouter(tags=["Record"])
MEDIA = {"jsonl": "application/x-ndjson", "csv": "text/csv; charset=utf-8"}


@dataclass(frozen=True, slots=True)
class Overview:
    """What a record holds, and what is new of it, as the front page says it.

    `since`: what changed since the build before; null where none is kept. `waiting`: what waits for review; null for
    who only reads, and while it is being counted. Both are of the record as it is, and null with `known_by`.
    """

    counts: dict[str, int]
    kinds: dict[str, int]
    differences: dict[str, int]
    entries: dict[str, tuple[Entry, ...]]
    first: str
    last: str
    since: Since | None
    waiting: Backlog | None

    @classmethod
    def of(cls, front: Front, news: News) -> Overview:
        return cls(
            **{field.name: getattr(front, field.name) for field in fields(front)},
            since=news.since,
            waiting=news.waiting,
        )


@dataclass(frozen=True, slots=True)
class Condition:
    """Which state of the record answers. `waiting`: decisions that are written down and not yet in it."""

    record: str  # what it is called
    key: str  # another key, and answers may be other ones
    building: bool
    waiting: int
    failed: str  # why the last build failed, "" where it did not


@routes.get("/record", responses=says(Overview), response_class=Response)
def record(visit: Visiting) -> Response:
    """What this record holds (counts, the entities with most facts, the period covered), and what is new of it."""
    front = visit.state.once("front", lambda: front_of(visit.state))
    return told_by_content(visit, Overview.of(front, news_of(visit)))


@routes.get("/state", responses=says(Condition), response_class=Response)
def state(visit: Visiting) -> Response:
    """The key of the state that is served, and whether the record is being built anew."""
    at = visit.house.builder.progress()
    now = Condition(visit.house.room.name, visit.key, at.building, at.waiting, at.failed)
    return told_by_content(visit, now)


@routes.get(
    "/exports/{what}",
    name="export",
    response_class=Response,
    responses={
        200: {
            "description": "A line for each: see docs/start.md for the columns.",
            "headers": TAGGED,
            "content": {kind.partition(";")[0]: {"schema": {"type": "string"}} for kind in MEDIA.values()},
        },
        304: {"description": "Who asks has this answer already.", "headers": TAGGED},
        **fails(),
    },
)
def export_all(
    visit: Asking,
    what: Annotated[str, Path(description=f"One of {', '.join(EXPORTS)}.", json_schema_extra={"enum": list(EXPORTS)})],
    as_: Annotated[Literal["jsonl", "csv"], Query(alias="format", description="JSON Lines, or CSV.")] = "jsonl",
) -> Response:
    """Everything of one sort, streamed: one line for each."""
    veil, rows = visit.state.veil, export(visit.state.whole, what)
    lines = (line.encode("utf-8", "backslashreplace") for line in in_format((veil(row) for row in rows), as_))
    file = f'attachment; filename="{what}.{as_}"'
    headers = {"ETag": tag_of(visit), "Cache-Control": ASK_AGAIN, "Content-Disposition": file}
    return StreamingResponse(lines, headers=headers, media_type=MEDIA[as_])
