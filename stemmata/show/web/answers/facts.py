"""Facts: why one stands; and whatever is called by the beginning of its id."""

from __future__ import annotations

from stemmata.errors import NotFound
from stemmata.record import parts
from stemmata.show.answers import Explanation
from stemmata.show.queries.explain import explain
from stemmata.show.slices import Asked
from stemmata.show.web.visit import Visit

LEAST = 4  # letters of an id


def explanation(visit: Visit, id_: str) -> Explanation:
    """Raises NotFound."""
    fact_id = only(visit, "facts", id_)
    held = visit.state.slice([fact_id], Asked(texts=True, joins=True, copies=True))
    return explain(held, fact_id)


def only(visit: Visit, table: str, id_: str) -> str:
    """The one id of a table that begins so: citations may be short. Raises NotFound: none, or several."""
    found = visit.state.asking(lambda connection: parts.beginning(connection, table, id_)) if len(id_) >= LEAST else ()
    if id_ in found:
        return id_
    if len(found) != 1:
        several = f"{id_!r} is the beginning of several: {', '.join(found[:8])}"
        raise NotFound(several if found else f"no id of {table} in this record begins with {id_!r}")
    return found[0]
