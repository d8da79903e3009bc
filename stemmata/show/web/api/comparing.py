"""Two groups, one at two dates, two publishers, two builds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response

from stemmata.show.asof import Window
from stemmata.show.leaves import Leaf
from stemmata.show.profiles import Profile
from stemmata.show.queries.compared import Compared, Shared, at_two_dates, shared_facts
from stemmata.show.queries.leaf import leaf
from stemmata.show.upkeep import Comparison
from stemmata.show.web.answers.builds import builds
from stemmata.show.web.answers.pictures import meant
from stemmata.show.web.answers.publishers import facts_of, profile
from stemmata.show.web.api.answering import Asking, says, told, told_by_content
from stemmata.show.web.visit import Visiting, entity_of

routes = APIRouter(tags=["Comparisons"])
Who = Annotated[str, Query(min_length=1, max_length=200, description="The id of an entity, or a name of it.")]
House = Annotated[str, Query(min_length=1, max_length=200, description="The name of a publisher.")]
Day = Annotated[str, Query(min_length=1, max_length=40, description="EDTF or YYYY[-MM[-DD]].")]


@dataclass(frozen=True, slots=True)
class Two:
    """Two entities, what is said of each."""

    one: Leaf
    other: Leaf


@dataclass(frozen=True, slots=True)
class TwoPublishers:
    """Two publishers in figures, and the facts that both state."""

    one: Profile
    other: Profile
    shared: Shared


@routes.get("/compare/entities", responses=says(Two), response_class=Response)
def compare_entities(visit: Asking, one: Who, other: Who) -> Response:
    """Two groups, or any two."""
    found = [leaf(visit.state, entity_of(visit, meant(visit.state, name)), visit.on) for name in (one, other)]
    return told(visit, Two(*found))


@routes.get("/compare/dates", responses=says(Compared), response_class=Response)
def compare_dates(visit: Asking, one: Who, first: Day, second: Day) -> Response:
    """One at two dates: what held on the one and not on the other, and what on both."""
    id_ = entity_of(visit, meant(visit.state, one))
    return told(visit, at_two_dates(visit.state, id_, (Window.of(first), Window.of(second))))


@routes.get("/compare/publishers", responses=says(TwoPublishers), response_class=Response)
def compare_publishers(visit: Asking, one: House, other: House) -> Response:
    """Two publishers: what both say, and where they contradict each other."""
    shared = shared_facts(visit.state, *(facts_of(visit.state, name) for name in (one, other)))
    return told(visit, TwoPublishers(profile(visit, one), profile(visit, other), shared))


@routes.get("/compare/builds", responses=says(Comparison), response_class=Response)
def compare_builds(visit: Visiting) -> Response:
    """This build and the one before it."""
    return told_by_content(visit, builds(visit))
