"""Search over names, facts and texts."""

from __future__ import annotations

from stemmata.ontology import ontology
from stemmata.show.findings import Findings
from stemmata.show.queries.finding import Question, finding
from stemmata.show.web.answers.front import kind_of_type
from stemmata.show.web.room import State

LONGEST = 200  # characters of a query


def searched(state: State, question: Question) -> Findings:
    """Raises NotFound."""
    kinds = {type_: kind_of_type(type_) for type_ in ontology().types}
    return state.asking(lambda connection: finding(state, connection, question, kinds))
