"""Parting what was joined: the spellings that there are, and what is written down when some are put on two sides."""

from __future__ import annotations

from collections.abc import Iterable

from stemmata.errors import NotFound, RecordError
from stemmata.model import Judgement
from stemmata.record import parts
from stemmata.show.deciding import Pen
from stemmata.show.parting import PLACES, Spelling, parted, spellings
from stemmata.show.web.answers.judging import own_id, seen_id
from stemmata.show.web.visit import Visit, entity_of
from stemmata.show.withheld import BLOT

SHOWN = 180  # spellings, each of which is a field of the form: the gate lets no more than 200 through


def write_parted(visit: Visit, id_: str, sides: tuple[list[Spelling], list[Spelling]], who: str, why: str) -> Judgement:
    """Writes it down: the judgement that says they are two. Raises NotFound, RecordError."""
    if not why.strip():
        raise RecordError("say why they are not the same: it is kept with the decision")
    seen_id(visit, id_)
    one, other = ([own for each in side for own in _owned(visit, each)] for side in sides)
    with visit.state.real.connected() as connection:
        made = parted(connection, one, other)
    pen = Pen(visit.house.room.folder, who)
    *_, last = [pen.write(judgement, why) for judgement in made]
    return last


def spelled(visit: Visit, id_: str, of: str) -> tuple[tuple[Spelling, ...], bool]:
    """The spellings of an entity as they are shown, of its first places alone; whether there are more."""
    with visit.state.record.connected() as connection:
        found = parts.mentions_of(connection, entity_of(visit, id_), PLACES + 1)
        reports = parts.reports(connection, {mention.report for mention in found})
    seen = (mention for mention in found[:PLACES] if BLOT not in mention.text)
    made = spellings(seen, reports, of)
    return made[:SHOWN], len(found) > PLACES or len(made) > SHOWN


def chosen(visit: Visit, id_: str, wanted: Iterable[tuple[str, str]]) -> list[Spelling]:
    """Spellings by their words, each in the report that is named or, where none is, wherever it stands.

    Raises NotFound.
    """
    found: dict[str, dict[tuple[str, str], Spelling]] = {}
    return [_chosen(visit, id_, each, found) for each in dict.fromkeys(wanted)]


def _chosen(
    visit: Visit, id_: str, wanted: tuple[str, str], found: dict[str, dict[tuple[str, str], Spelling]]
) -> Spelling:
    """`found`: what was looked up for those before."""
    words, report = wanted
    of = words if report else ""
    if of not in found:
        found[of] = {(each.words, each.report): each for each in spelled(visit, id_, of)[0]}
    if wanted not in found[of]:
        raise NotFound(f"no report{f' {report!r}' if report else ''} names {id_} {words!r}")
    return found[of][wanted]


def _owned(visit: Visit, spelling: Spelling) -> list[str]:
    """The mentions of a spelling as the record itself has them."""
    return [_own_mention(visit, mention) for mention in spelling.mentions]


def _own_mention(visit: Visit, mention: str) -> str:
    report, _, span = mention.rpartition(":")
    own = own_id(visit, report)
    start, end = visit.state.veil.original(own, *map(int, span.split("-")))
    return f"{own}:{start}-{end}"
