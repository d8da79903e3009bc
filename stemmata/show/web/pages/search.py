"""Search: names in any script and spelling, facts, and the text of reports."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query
from fastapi.responses import Response

from stemmata.ontology import ontology
from stemmata.show.queries.finding import Question
from stemmata.show.web.answers.search import LONGEST, searched
from stemmata.show.web.visit import Echo, Visiting, paced

pages = APIRouter()


@pages.get("/search", dependencies=[Depends(paced)])
def search(
    visit: Visiting,
    q: Annotated[str, Query(max_length=LONGEST)] = "",
    within: Annotated[str, Query(alias="in", max_length=20)] = "",
    kind: Annotated[str, Query(max_length=LONGEST)] = "",
    page: Annotated[int, Query(ge=1, le=1000)] = 1,
) -> Response:
    """What has these words. `kind` narrows: names by kind, facts by predicate, reports by publisher."""
    found = searched(visit.state, Question(Echo(q.strip()), within, Echo(kind), page))
    labels = {name: rule.label for name, rule in ontology().predicates.items()}
    return visit.page("search.html", found=found, labels=labels)
