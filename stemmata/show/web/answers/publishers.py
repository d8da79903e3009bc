"""Publishers: the figures of one, and the facts that its reports state."""

from __future__ import annotations

from stemmata.errors import NotFound
from stemmata.record import listing, parts
from stemmata.show.profiles import Profile
from stemmata.show.queries.publishers import publisher as profile_of
from stemmata.show.slices import Asked
from stemmata.show.web.room import State
from stemmata.show.web.visit import Visit

MOST = 20_000  # facts that a profile is made of; of a publisher with more it would say the same, later


def profile(visit: Visit, name: str) -> Profile:
    """Raises NotFound."""
    state = visit.state
    facts, known = facts_of(state, name), state.veil(visit.house.room.publishers)
    if not facts and not any(publisher.name == name for publisher in known):
        raise NotFound(f"no report in this record is published by {name!r}")
    held = state.slice(facts[:MOST], Asked(copies=True))
    return profile_of(held, name, known)


def facts_of(state: State, name: str) -> list[str]:
    """The ids of the facts that the reports of a publisher state."""
    with state.record.connected() as connection:
        ids, _ = listing.report_ids(connection, 0, MOST, name)
        return parts.facts_in(connection, ids)
