"""An invented lineage: a band that was renamed, a split, a merger, a coalition, and an end that is disputed."""

from __future__ import annotations

from stemmata.model import MentionType, Polarity
from stemmata.when import Period
from tests.show.sentences import Told

GROUP, COALITION = MentionType.ARMED_GROUP, MentionType.COALITION
TYPES = {
    **dict.fromkeys(("Oru Band", "Oru Front", "Tarn Guard", "Vell Wing", "Mill Company", "Far Legion"), GROUP),
    "Lake League": COALITION,
    "Mara Oru": MentionType.PERSON,
}
SAME = {"Oru Band": "Oru Front"}


def on(day: str) -> Period:
    return Period.event(day)


TOLD = (
    Told("Oru Band", "formed", "2011", on("2011")),
    Told("Oru Band", "renamed_to", "Oru Front", on("2013-02")),
    Told("Vell Wing", "split_from", "Oru Front", on("2014-05")),
    Told("Tarn Guard", "merged_into", "Oru Front", on("2015-01-10")),
    Told("Oru Front", "formed_by", "Tarn Guard", on("2015-01")),
    Told("Oru Front", "formed_by", "six companies", on("2015-01")),
    Told("Oru Front", "joined", "Lake League", on("2016")),
    Told("Lake League", "formed_by", "Mill Company", on("2015-06")),
    Told("Oru Front", "dissolved", "2017-03", on("2017-03")),
    Told("Far Legion", "merged_into", "Oru Front", polarity=Polarity.DENIED),
    Told("Mara Oru", "holds_post", "Vell Wing", Period.span("2014-06"), {"role": "commander"}),
    Told("Oru Front", "dissolved", "2018", on("2018")),
)
