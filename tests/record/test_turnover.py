"""What SQLite counts is what `diff` tells one by one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from stemmata.errors import RecordError
from stemmata.model import Fact, MentionType
from stemmata.record.diff import diff
from stemmata.record.turnover import Turnover, turnover
from stemmata.show.holdings import Holdings
from stemmata.when import Period
from tests.show.sentences import Told, holdings_of
from tests.show.states import written

TYPES = dict.fromkeys(("Oru Band", "Tarn Guard", "Far Legion"), MentionType.ARMED_GROUP)
TOLD = (
    Told("Oru Band", "part_of", "Tarn Guard", Period.span("2011", "2013")),
    Told("Oru Band", "strength", "400"),
    Told("Oru Band", "strength", "400"),
    Told("Far Legion", "active_in", "the marsh", Period.span("2012-01/2012-04", "2014")),
    Told("Tarn Guard", "strength", "70"),
)


def paths(folder: Path, was: Holdings, now: Holdings) -> tuple[Path, Path]:
    for name, held in (("was", was), ("now", now)):
        (folder / name).mkdir()
        written(folder / name, held).record.close()
    return folder / "was" / "record.db", folder / "now" / "record.db"


def told(was: Path, now: Path) -> Turnover:
    found = diff(was, now).facts
    return Turnover(len(found.added), len(found.removed), len(found.changed))


def changed(held: Holdings) -> list[Fact]:
    """One gone, one sooner than it was, one surer, one of two of a saying with another reason; the last as it was."""
    _, twice, again, dated, last = held.facts.values()
    return [
        replace(dated, when=Period.span("2012-02/2012-04", "2015")),
        replace(twice, confidence=twice.confidence / 2),
        replace(again, reasons=("another",)),
        last,
    ]


def test_it_is_what_diff_tells(tmp_path: Path) -> None:
    held = holdings_of(TOLD, TYPES)
    now = replace(held, facts={fact.id: fact for fact in changed(held)})
    pair = paths(tmp_path, held, now)
    assert turnover(*pair) == told(*pair) == Turnover(came=1, went=2, changed=2)
    assert turnover(*pair[::-1]) == told(*pair[::-1]) == Turnover(came=2, went=1, changed=2)
    assert turnover(pair[0], pair[0]) == Turnover(0, 0, 0)


def test_a_begin_within_months_is_a_saying_of_its_year(tmp_path: Path) -> None:
    """As in `diff`: EDTF cannot nest, so that another month changes the fact and makes no other."""
    held = holdings_of(TOLD[3:4], TYPES)
    (fact,) = held.facts.values()
    other = replace(fact, when=Period.span("2012-02/2012-05", "2014"))
    pair = paths(tmp_path, held, replace(held, facts={other.id: other}))
    assert turnover(*pair) == told(*pair) == Turnover(0, 0, 1)


def test_what_is_no_record_is_told(tmp_path: Path) -> None:
    was, _ = paths(tmp_path, holdings_of(TOLD, TYPES), holdings_of(TOLD, TYPES))
    with pytest.raises(RecordError, match="no record here"):
        turnover(tmp_path / "nothing.db", was)
