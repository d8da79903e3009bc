"""Who searches waits their turn, as on the pages."""

from __future__ import annotations

from fastapi import Request

from stemmata.show.web.visit import house_of


def paced(request: Request) -> None:
    """Raises Refused (429)."""
    house_of(request).guard.pace(request)
