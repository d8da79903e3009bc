"""The front: what this record holds, what is new of it, and where to begin."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import Response

from stemmata.show.web.answers.front import front_of
from stemmata.show.web.guard.headers import NEVER
from stemmata.show.web.news import news_of
from stemmata.show.web.visit import Visiting

pages = APIRouter()


@pages.get("/")
def front(visit: Visiting) -> Response:
    """What this record holds. A page on which something is still being counted is not kept."""
    found = visit.state.once("front", lambda: front_of(visit.state))
    news = news_of(visit)
    response = visit.page("front.html", front=found, news=news)
    if not news.is_final:
        response.headers["Cache-Control"] = NEVER
    return response
