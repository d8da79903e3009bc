"""Questions of a record put to people, and their answers written down: a line of judgements.jsonl each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

from stemmata.errors import NotFound, RecordError
from stemmata.model import Judgement
from stemmata.record.lines import append_judgement, read_judgements, read_links, standing
from stemmata.show.queries.find import meant_by
from stemmata.show.queries.judged import DECIDING, VERDICTS, Anchored, Settled, judged_of, log_of
from stemmata.show.queries.questions import Asked, all_questions, judgement_of, only, still_open, written_out
from stemmata.show.queries.sides import Shelf
from stemmata.show.reviewing import Judged, Log, Question, Questions

SECOND = len("2026-01-31T12:00:00")


def clock() -> datetime:
    return datetime.now(UTC)


def time_for(folder: Path) -> str:
    """Now, to the second; finer where the file has that second already, so that each line has its own time."""
    now = clock()
    plain = now.isoformat(timespec="seconds")
    taken = any(j.when[:SECOND] == plain[:SECOND] for j in read_judgements(folder))
    return now.isoformat(timespec="microseconds") if taken else plain


class Desk:
    """The open questions of a record folder. Judgements are read anew each time: colleagues may add to them meanwhile.

    A question about a person who is withheld is left out, and counted: nobody can judge what they may not see.
    """

    def __init__(self, folder: Path, shelf: Shelf, withheld: frozenset[str], anchored: Anchored) -> None:
        """`withheld`: the entities that are not shown. `anchored` finds what judgements mean."""
        self._folder, self._shelf, self._withheld, self._anchored = folder, shelf, withheld, anchored

    @cached_property
    def _raised(self) -> tuple[Asked, ...]:
        return all_questions(self._shelf, self._anchored, read_links(self._folder))

    def _open(self) -> list[Asked]:
        settled = Settled(standing(read_judgements(self._folder)), self._anchored)
        return still_open(self._shelf, self._raised, settled)

    def _seen(self, asked: Sequence[Asked]) -> list[Asked]:
        return [one for one in asked if not self._withheld & set(one.entities)]

    def questions(self, name: str | None, limit: int | None) -> Questions:
        """The first of the open questions, or of those about whatever bears a name. Raises NotFound."""
        found = self._open()
        if name is not None:
            meant = {entity.id for entity in meant_by(self._shelf.held, name)}
            found = [asked for asked in found if meant & set(asked.entities)]
        seen = self._seen(found)
        written = tuple(written_out(self._shelf, asked) for asked in seen[:limit])
        # Of one name, even the number would tell whom somebody withheld may be taken for.
        return Questions(name or "", written, len(seen), 0 if name else len(found) - len(seen))

    def question(self, id_: str, more: bool) -> Question:
        return written_out(self._shelf, only(self._seen(self._open()), id_), more)

    def log(self) -> Log:
        judgements = read_judgements(self._folder)
        stand = [judgement for judgement in standing(judgements) if judgement.what in DECIDING]
        return log_of(self._shelf.held, self._anchored, judgements, stand)

    def answer(self, id_: str, verdict: str, who: str, why: str) -> Judged:
        """Writes an answer down. Raises NotFound, RecordError."""
        if verdict not in VERDICTS:
            raise NotFound(f"no answer {verdict!r}; an answer is {' or '.join(VERDICTS)}")
        made = judgement_of(self._shelf, self._anchored, only(self._seen(self._open()), id_), verdict)
        return self._written(made, who, why)

    def undo(self, who: str, why: str, when: str) -> Judged:
        """Takes back somebody's last judgement, or that of a time. Raises NotFound where there is none."""
        stand = (j for j in standing(read_judgements(self._folder)) if j.what in DECIDING and j.who == who)
        last = max((j for j in stand if when in ("", j.when)), key=lambda j: j.when, default=None)
        if last is None:
            raise NotFound(f"no judgement of identity or links by {who!r} stands, so there is none to take back")
        value = {"who": last.who, "when": last.when, "what": last.what}
        undone = self._written(Judgement("", "", "undo", "", last.anchors, value), who, why, last)
        return replace(undone, state="undone")

    def _written(self, judgement: Judgement, who: str, why: str, shown: Judgement | None = None) -> Judged:
        if not who:
            raise RecordError("a judgement needs somebody who judges")
        signed = replace(judgement, who=who, when=time_for(self._folder), why=why)
        append_judgement(self._folder, signed)
        return judged_of(self._shelf.held, self._anchored, shown or signed, "stands")
