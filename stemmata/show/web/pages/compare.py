"""Compare two groups, one at two dates, two publishers, two builds."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response

from stemmata.record.turnover import Turnover
from stemmata.show.asof import Window
from stemmata.show.queries.compared import at_two_dates, shared_facts
from stemmata.show.queries.leaf import leaf
from stemmata.show.upkeep import ChangedFact, Comparison
from stemmata.show.web.answers.builds import builds as builds_of
from stemmata.show.web.answers.judging import linked
from stemmata.show.web.answers.pictures import meant
from stemmata.show.web.answers.publishers import facts_of, profile
from stemmata.show.web.builder import BEFORE
from stemmata.show.web.visit import Visit, Visiting, entity_of, span_of

pages = APIRouter()
SHOWN = 200  # facts that changed
Text = Annotated[str, Query(max_length=200)]


@pages.get("/compare")
def compare(visit: Visiting) -> Response:
    """What can be compared."""
    return visit.page("compare/choose.html", has_before=(visit.house.room.folder / BEFORE).is_file())


@pages.get("/compare/groups")
def groups(visit: Visiting, one: Text, other: Text) -> Response:
    """Two groups, or any two, section by section."""
    ids = [entity_of(visit, meant(visit.state, name)) for name in (one, other)]
    leaves = [leaf(visit.state, id_, visit.on) for id_ in ids]
    titles = dict.fromkeys(section.title for each in leaves for section in each.dossier.sections)
    shown = {"leaves": leaves, "titles": list(titles), "ids": ids}
    return visit.page("compare/groups.html", **shown, span=span_of(visit))


@pages.get("/compare/dates")
def dates(visit: Visiting, one: Text, first: Text, second: Text) -> Response:
    """One at two dates: what held on the one and not on the other, and what on both."""
    id_ = entity_of(visit, meant(visit.state, one))
    windows = (Window.of(first), Window.of(second))
    return visit.page("compare/dates.html", compared=at_two_dates(visit.state, id_, windows), entity=id_)


@pages.get("/compare/publishers")
def publishers(visit: Visiting, one: Text, other: Text) -> Response:
    """Two publishers: what both say, and where they contradict each other."""
    profiles = [profile(visit, name) for name in (one, other)]
    shared = shared_facts(visit.state, *(facts_of(visit.state, name) for name in (one, other)))
    return visit.page("compare/publishers.html", profiles=profiles, shared=shared)


@pages.get("/compare/builds")
def builds(visit: Visiting) -> Response:
    """This build and the one before it."""
    found = builds_of(visit)
    shown = replace(found, facts=tuple(_linked(visit, fact) for fact in found.facts[:SHOWN]))
    return visit.page("compare/builds.html", compared=shown, turned=turned_in(found), most=SHOWN)


def turned_in(found: Comparison) -> Turnover:
    came, went = (sum(fact.before is None for fact in found.facts), sum(fact.after is None for fact in found.facts))
    return Turnover(came, went, len(found.facts) - came - went)


def _linked(visit: Visit, fact: ChangedFact) -> ChangedFact:
    """A change of which no name leads to what is not there any more, or was not known then."""
    before, after = (
        line and replace(line, about=linked(visit, line.about), other=linked(visit, line.other))
        for line in (fact.before, fact.after)
    )
    return ChangedFact(before, after)
