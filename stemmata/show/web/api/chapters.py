"""What the API has, in the order of its document."""

from __future__ import annotations

from collections.abc import Iterator

from fastapi.routing import APIRoute

from stemmata.show.web.api import comparing, entities, facts, judgements, record, reports, views
from stemmata.show.web.api.reconcile import service

CHAPTERS = (record, entities, facts, reports, views, comparing, judgements, service)


def all_routes() -> Iterator[APIRoute]:
    """Every operation."""
    return (route for each in CHAPTERS for route in each.routes.routes if isinstance(route, APIRoute))
