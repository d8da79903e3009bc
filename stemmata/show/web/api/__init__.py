"""The JSON API under /api/v1: what the pages show, as data; decisions sent by programs; names for OpenRefine.

`mount` puts it into a site. It is an application of its own in there, so that its errors go out as problem details
and its document tells of nothing else.
"""

from __future__ import annotations

from fastapi import FastAPI

import stemmata
from stemmata.show.web.api import document, problems
from stemmata.show.web.api.answering import NotModified, not_modified
from stemmata.show.web.api.chapters import CHAPTERS
from stemmata.show.web.api.document import BASE, name_of
from stemmata.show.web.visit import House


def mount(site: FastAPI, house: House) -> None:
    """Puts the API into a site."""
    site.mount(BASE, api_of(house))


def api_of(house: House) -> FastAPI:
    """The API of a record."""
    api = FastAPI(
        title=f"stemmata: {house.room.name}",
        version=stemmata.__version__,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        generate_unique_id_function=name_of,
    )
    api.state.house = house
    for each in (*CHAPTERS, document):
        api.include_router(each.routes)
    problems.handle(api)
    api.add_exception_handler(NotModified, not_modified)
    return api
