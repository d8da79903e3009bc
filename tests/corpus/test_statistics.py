"""What is counted of marked reports."""

from __future__ import annotations

from stemmata.corpus.statistics import statistics, wording
from tests.corpus.conftest import Marked

BODY = """\
[p1 Tor Vael] broke with [g1 the Reed League] in [t1=2001 2001].
> p1 left g1 when=t1
[p2 Nele Oru] broke with [g1 the League] too.
> p2 left g1 reported

[g1 It] will not go.
> g1 dissolved - denied
! denial
"""


def test_counts(marked: Marked) -> None:
    counts = statistics([marked(BODY)])
    assert (counts.reports, counts.sentences, counts.lures, counts.words) == (1, 3, 1, 20)
    assert counts.claims == {"left": 2, "dissolved": 1}
    assert counts.mentions == {"Person": 2, "ArmedGroup": 3, "Time": 1}
    assert counts.kinds == {"name": 5, "pronoun": 1}
    assert counts.polarities == {"asserted": 1, "reported": 1, "denied": 1}
    assert (counts.styles, counts.conflicts) == ({"wire": 1}, {"ostrel": 1})


def test_the_same_words_about_others_are_one_wording(marked: Marked) -> None:
    first, second = marked(BODY.replace(" too", "").replace(" in [t1=2001 2001]", "").replace(" when=t1", "")).lines[:2]
    assert wording(first, first.claims[0]) == wording(second, second.claims[0])


def test_other_words_are_another_wording(marked: Marked) -> None:
    other = BODY.replace("[p2 Nele Oru] broke with", "[p2 Nele Oru] turned her back on")
    assert statistics([marked(BODY)]).wordings["left"] == {"broke with"}
    assert statistics([marked(other)]).wordings["left"] == {"broke with", "turned her back on"}
