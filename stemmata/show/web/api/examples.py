"""Examples that work: the ids of things that this very record holds, for the document of the API and its page."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection

from stemmata.record import listing, parts
from stemmata.show.queries.leaf import leaf
from stemmata.show.web.paper import slug
from stemmata.show.web.room import State

Where = tuple[str, str]  # "path", "query" or the path of one operation, and the name of the parameter


def examples_of(state: State) -> Mapping[Where, str]:
    """What to put for each parameter; nothing for what the record does not have."""
    return state.once("api examples", lambda: _made(state))


def _made(state: State) -> Mapping[Where, str]:
    index = state.index
    if not len(index.facts):
        return {("path", "what"): "facts"}
    row = int(index.best(index.about(index.entities[int(index.weight.argmax())].id))[0])
    entity, fact = index.entities[int(index.subject[row])], index.facts[row]
    beside = index.entities[int(index.object[row])] if index.object[row] >= 0 else entity
    found = {
        ("path", "what"): "facts",
        ("path", "entity"): entity.id,
        ("path", "id"): entity.id,
        ("path", "fact"): fact,
        ("path", "section"): slug(next(iter(leaf(state, entity.id).totals), "other")),
        ("query", "name"): entity.name,
        ("query", "q"): entity.name,
        ("query", "prefix"): entity.name[:3],
        ("query", "id"): entity.id,
        ("query", "one"): entity.id,
        ("query", "first"): "2015",
        ("query", "second"): "2020",
        ("query", "other"): beside.id,
    }
    return found | state.asking(lambda connection: _of_reports(connection, fact))


def _of_reports(connection: Connection, fact: str) -> dict[Where, str]:
    claim = next(iter(parts.claims(connection, parts.facts(connection, [fact])[fact].claims).values()), None)
    if claim is None:
        return {}
    reports, _ = listing.report_ids(connection, 0, 2)
    tie = next(iter(parts.derivations_of(connection, claim.report)), None)
    others = [*((tie.source, tie.target) if tie else ()), *reports, claim.report]
    disputes, _ = listing.difference_ids(connection, "", 0, 1)
    publishers = list(listing.publishers(connection))[:1]
    found = {
        ("path", "claim"): claim.id,
        ("path", "report"): claim.report,
        ("path", "other"): next((other for other in others if other != claim.report), claim.report),
    }
    found |= dict(zip((("path", "dispute"),), disputes, strict=False))
    named = (("path", "publisher"), ("/compare/publishers", "one"), ("/compare/publishers", "other"))
    return found | dict.fromkeys(named if publishers else (), *publishers)
