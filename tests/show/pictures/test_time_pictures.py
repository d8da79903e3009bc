"""Tenures and timelines: nothing is drawn as held past the last day that a report tells of."""

from collections.abc import Iterator
from datetime import date
from xml.etree import ElementTree

import pytest

from stemmata.model import MentionType, Polarity
from stemmata.show.holdings import Holdings
from stemmata.show.pictures.axis import Axis
from stemmata.show.pictures.chronicle import draw_chronicle
from stemmata.show.pictures.spells import LEAST, STUB, spell_of
from stemmata.show.pictures.tenures import LEFT, draw_tenures
from stemmata.show.queries.posts import who
from stemmata.show.queries.timeline import timeline
from stemmata.when import Period
from tests.show.pictures.drawing import SVG, address, check_legible, links, parsed, titles, words
from tests.show.sentences import Told, holdings_of

GROUP, PERSON = MentionType.ARMED_GROUP, MentionType.PERSON
TYPES = {
    **dict.fromkeys(("Reed Brigade", "Tarn Guard"), GROUP),
    **dict.fromkeys(("Mara Oru", "Tomas Vell", "Sela Arn", "سالم النهري"), PERSON),
}
POST, DEPUTY = {"role": "commander"}, {"role": "deputy commander of the northern sector and its villages"}
TOLD = (
    Told("Mara Oru", "holds_post", "Reed Brigade", Period.span("2012-03-01", "2013-08-31"), POST),
    Told("Tomas Vell", "holds_post", "Reed Brigade", Period.span("2013-09-01"), POST),
    Told("Sela Arn", "holds_post", "Reed Brigade", Period.evidenced("2016-05"), DEPUTY),
    Told("سالم النهري", "holds_post", "Reed Brigade", qualifiers=POST),
    Told("Mara Oru", "holds_post", "Reed Brigade", Period.span("2017"), DEPUTY, Polarity.DENIED),
    Told("Tarn Guard", "attacked", "Reed Brigade", Period.event("2014")),
    Told("Reed Brigade", "formed", "2012", Period.event("2012-01-10")),
    Told("Reed Brigade", "part_of", "Tarn Guard", Period.span("2012", "2014")),
)
AXIS = Axis(date(2010, 1, 1), date(2020, 1, 1), 0, 3652)  # a day is one wide


@pytest.fixture(scope="module")
def led() -> Holdings:
    return holdings_of(TOLD, TYPES, against=[(0, 1)])


def rects(root: ElementTree.Element, class_: str) -> Iterator[ElementTree.Element]:
    return (each for each in root.iter(f"{SVG}rect") if each.get("class") == class_)


def test_a_spell_is_firm_faint_or_open_as_far_as_is_told() -> None:
    whole = spell_of(AXIS, Period.span("2012-03-01", "2013-08-31"))
    assert whole is not None and whole.firm == whole.known == whole.reach
    begun = spell_of(AXIS, Period.span("2013-09-01"))
    assert begun is not None and begun.firm == (1339.0, 1339.0 + LEAST) and begun.open_right and not begun.open_left
    assert begun.reach[1] - begun.known[1] == STUB
    shown = spell_of(AXIS, Period.evidenced("2016-05-07"))
    assert shown is not None and shown.firm is not None and shown.firm[1] - shown.firm[0] < 4
    assert spell_of(AXIS, Period()) is None


def test_who_held_what_with_a_row_for_each_statement(led: Holdings) -> None:
    answer = who(led, "Reed Brigade")
    root = parsed(draw_tenures(answer, address))
    check_legible(root)
    assert {f"/fact/{line.fact}" for line in answer.lines} <= set(links(root))
    assert {"Mara Oru", "سالم النهري", "no date told"} <= set(words(root))
    assert words(root).count("Mara Oru") == 1
    assert any(title.startswith("Mara Oru, commander: 2012-03-01 to 2013-08-31") for title in titles(root))


def test_what_has_no_stated_end_is_never_drawn_as_held_to_the_border(led: Holdings) -> None:
    root = parsed(draw_tenures(who(led, "Reed Brigade")))
    firm = [float(each.get("x", "0")) + float(each.get("width", "0")) for each in rects(root, "spell firm")]
    faint = [float(each.get("width", "0")) for each in rects(root, "spell open")]
    assert len(firm) == 2 and max(firm) < LEFT + 300
    assert faint and set(faint) == {STUB}


def test_disputed_and_denied_tenures_are_marked(led: Holdings) -> None:
    root = parsed(draw_tenures(who(led, "Reed Brigade"), address))
    assert all(each.get("stroke-dasharray") for each in rects(root, "dispute")) and len([*rects(root, "dispute")]) == 2
    assert len([*rects(root, "denied")]) == 1
    assert any(text.startswith("denied: ") for text in words(root))


def test_a_day_that_is_asked_for_is_shown(led: Holdings) -> None:
    assert len([*rects(parsed(draw_tenures(who(led, "Reed Brigade", None, "2013"))), "window")]) == 1
    assert "nothing in this record says so" in words(parsed(draw_tenures(who(led, "Tarn Guard"))))


def test_a_timeline_has_lanes_in_the_order_of_a_dossier(led: Holdings) -> None:
    answer = timeline(led, "Reed Brigade")
    root = parsed(draw_chronicle(answer, address))
    check_legible(root)
    lanes = [text for text in words(root) if text in ("Beginnings and ends", "Posts", "Belonging", "Events")]
    assert lanes == ["Beginnings and ends", "Posts", "Belonging", "Events"]
    assert {f"/fact/{line.fact}" for line in answer.lines} == set(links(root))
    assert "was attacked by Tarn Guard" in words(root)


def test_in_the_timeline_of_a_conflict_each_statement_names_its_subject(led: Holdings) -> None:
    assert "Tarn Guard attacked Reed Brigade" in words(parsed(draw_chronicle(timeline(led))))


def test_many_events_are_counted_by_the_month_and_a_bare_year_is_never_a_month() -> None:
    days = [Period.event(f"2014-{month:02}-0{day}") for month in (3, 3, 7) for day in range(1, 10) for _ in range(8)]
    told = [Told("Tarn Guard", "attacked", "Reed Brigade", day) for day in (*days, *[Period.event("2015")] * 9)]
    told.append(Told("Tarn Guard", "attacked", "Reed Brigade", Period.event("2013-12/2014-02")))
    root = parsed(draw_chronicle(timeline(holdings_of(told, TYPES)), address))
    check_legible(root)
    assert {"Events, 2014-03: 144", "Events, 2014-07: 72"} <= set(titles(root))
    assert {"144", "72", "+9", "226 statements", "1 dated less finely"} <= set(words(root))
    assert set(links(root)) == {"/month/2014-03", "/month/2014-07"}


def test_without_dates_there_is_no_timeline() -> None:
    empty = draw_chronicle(timeline(holdings_of([], TYPES), "Reed Brigade"))
    assert "nothing in this record has a date" in words(parsed(empty))


def test_a_label_beside_a_long_bar_stays_in_the_picture() -> None:
    words_ = "Commander of the Western Sector of the Army of the Lake"
    told = [
        Told("Mara Oru", "holds_post", "Reed Brigade", Period.span("2011-01", "2019-06"), {"role": words_}),
        Told("Reed Brigade", "formed", "2010", Period.event("2010-06")),
        Told("Reed Brigade", "dissolved", "2020", Period.event("2020-06")),
    ]
    types = {"Reed Brigade": MentionType.ARMED_GROUP, "Mara Oru": MentionType.PERSON}
    check_legible(parsed(draw_chronicle(timeline(holdings_of(told, types)), address)))


def test_in_a_timeline_a_denial_says_so() -> None:
    told = [Told("Reed Brigade", "attacked", "Mill Post", Period.event("2014-05"), polarity=Polarity.DENIED)]
    types = dict.fromkeys(("Reed Brigade", "Mill Post"), MentionType.ARMED_GROUP)
    shown = words(parsed(draw_chronicle(timeline(holdings_of(told, types)))))
    assert "denied: Reed Brigade attacked Mill Post" in shown
