"""What people decide on: claims, reports and entities as the record itself has them, and how a judgement stands."""

from __future__ import annotations

from dataclasses import dataclass

from stemmata.errors import NotFound, RecordError
from stemmata.model import Claim, Judgement, Report
from stemmata.record import parts
from stemmata.show.answers import Named
from stemmata.show.web.answers.facts import only
from stemmata.show.web.visit import Visit

HIDDEN = "words of it are withheld, and nobody judges what they may not see"


@dataclass(frozen=True, slots=True)
class Decided:
    """A judgement in the log. `state`: stands, undone, or lost where its words are not found any more."""

    judgement: Judgement
    state: str


def linked(visit: Visit, named: Named) -> Named:
    """A name that leads nowhere where the record that is shown has no such entity."""
    return named if named.entity in visit.state.index.place else Named(named.name, None)


def real_claim(visit: Visit, id_: str) -> tuple[Claim, Report]:
    """A claim as the record itself has it, with its report. Raises NotFound, RecordError where words are withheld."""
    own = seen_id(visit, only(visit, "claims", id_))
    with visit.state.real.connected() as connection:
        found = parts.claims(connection, [own])[own]
        return found, parts.reports(connection, [found.report], texts=True)[found.report]


def own_id(visit: Visit, id_: str) -> str:
    """The id that the record itself has for what goes out under an id. Raises NotFound."""
    own = visit.state.veil.internal(id_)
    if own is None:
        raise NotFound(f"nothing {id_!r} in this record")
    return own


def seen_id(visit: Visit, id_: str) -> str:
    """The own id of what is shown as it is: nobody judges what they may not see. Raises RecordError."""
    own = own_id(visit, id_)
    if own != id_:
        raise RecordError(HIDDEN)
    return own


def with_text(visit: Visit, own: str) -> Report:
    with visit.state.real.connected() as connection:
        return parts.reports(connection, [own], texts=True)[own]


def report_of(visit: Visit, id_: str) -> Report:
    found = visit.state.asking(lambda connection: parts.reports(connection, [id_], texts=True)).get(id_)
    if found is None:
        raise NotFound(f"no report {id_!r} in this record")
    return found


def key_of(judgement: Judgement) -> tuple[str, str, str]:
    return judgement.who, judgement.when, judgement.what


def state_of(judgement: Judgement, stand: set[tuple[str, str, str]], lost: set[tuple[str, str, str]]) -> str:
    if judgement.what == "undo":
        return "takes back"
    if key_of(judgement) not in stand:
        return "undone"
    return "lost" if key_of(judgement) in lost else "stands"
