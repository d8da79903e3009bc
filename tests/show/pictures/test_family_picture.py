"""The family tree: nothing overlaps, ties begin and end at their groups, and what is unknown looks unknown."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest

import stemmata.show.web
from stemmata.model import MentionType, Polarity
from stemmata.show.families import Families
from stemmata.show.holdings import Holdings
from stemmata.show.pictures.family import draw_family
from stemmata.show.pictures.family.girth import THICK, THIN, Scale, stretches
from stemmata.show.pictures.family.plan import Place, Plan
from stemmata.show.pictures.family.stays import stays_of
from stemmata.show.queries.family import family
from stemmata.when import UNKNOWN, Period
from tests.show.conflict import conflict
from tests.show.kin import SAME, TOLD, TYPES, on
from tests.show.sentences import Told, holdings_of

SVG = "{http://www.w3.org/2000/svg}"
GROUPS = ("Oru Band", "Oru Front", "Tarn Guard", "Vell Wing", "Mill Company", "Far Legion")
KINDS = dict.fromkeys(GROUPS, MentionType.ARMED_GROUP) | {"Lake League": MentionType.COALITION}
Box = tuple[float, float, float, float]


def address(kind: str, id_: str) -> str:
    return f"/{kind}/{id_}"


@pytest.fixture(scope="module")
def kin() -> Families:
    return family(holdings_of(TOLD, TYPES, SAME, [(8, 11)]))


@pytest.fixture(scope="module")
def large() -> Families:
    answer = family(conflict(240))
    assert len(answer.ancestry.nodes) >= 200
    return answer


def drawn(answer: Families) -> ElementTree.Element:
    return ElementTree.fromstring(draw_family(answer, address))


def told(*sayings: Told, against: tuple[tuple[int, int], ...] = ()) -> Families:
    return family(holdings_of(sayings, KINDS, {}, against))


def of_class(root: ElementTree.Element, *classes: str) -> list[ElementTree.Element]:
    return [each for each in root.iter() if set(classes) <= set((each.get("class") or "").split())]


def words(root: ElementTree.Element) -> list[str]:
    return [each.text or "" for each in root.iter(f"{SVG}text")]


def place(plan: Plan, name: str) -> Place:
    return next(each for each in plan.places.values() if each.node.name == name)


def band(root: ElementTree.Element, name: str) -> ElementTree.Element:
    return next(each for each in of_class(root, "kin") if (each.find(f"{SVG}title").text or "").startswith(name))  # type: ignore[union-attr]


def test_no_two_groups_of_one_row_overlap(large: Families) -> None:
    plan = Plan(large, 0)
    shared = 0
    for section in plan.sections:
        for shelf in section.shelves:
            boxes = sorted(plan.box(plan.places[id_]) for id_ in shelf.row.nodes)
            shared += len(boxes) > 1
            assert all(one[1] <= other[0] for one, other in pairwise(boxes))
        assert all(one.bottom <= other.top for one, other in pairwise(section.shelves))
    assert shared > 10


def test_ties_begin_and_end_at_their_groups(large: Families) -> None:
    plan = Plan(large, 148)
    root, seen = drawn(large), 0
    for tie in plan.dated:
        one, other = plan.places[tie.one], plan.places[tie.other]
        ends = {(round(one.y, 1), round(other.y, 1))}
        paths = [each.get("d") or "" for each in of_class(root, tie.kind) if each.tag == f"{SVG}path"]
        found = [path for path in paths if _ends(path)[0][1:] + _ends(path)[1][1:] in ends]
        assert any(one.left - 40 <= _ends(path)[0][0] <= one.right + 40 for path in found), tie
        seen += 1
    assert seen > 100


def _ends(path: str) -> tuple[tuple[float, float], tuple[float, float]]:
    numbers = [tuple(map(float, pair)) for pair in re.findall(r"(-?[\d.]+),(-?[\d.]+)", path)]
    return numbers[0], numbers[-1]  # type: ignore[return-value]


def test_labels_do_not_overlap(large: Families, kin: Families) -> None:
    for answer in (large, kin):
        boxes = sorted((_box(each) for each in drawn(answer).iter(f"{SVG}text")), key=lambda box: box[2])
        for at, one in enumerate(boxes):
            for other in boxes[at + 1 :]:
                if other[2] >= one[3]:
                    break
                assert one[1] <= other[0] or other[1] <= one[0], (one, other)


def _box(text: ElementTree.Element) -> Box:
    """Left, right, top and bottom of a text, as wide as letters are on the average."""
    size, x, y = (float(text.get(key, "0")) for key in ("font-size", "x", "y"))
    wide = len(text.text or "") * size * 0.5
    left = x - wide / 2 if text.get("text-anchor") == "middle" else x
    return left, left + wide, y - size * 0.72, y


def test_nothing_stands_outside_the_picture(large: Families, kin: Families) -> None:
    for answer in (large, kin, told(Told("Vell Wing", "split_from", "Oru Front"))):
        root = drawn(answer)
        wide, high = float(root.get("width", "0")), float(root.get("height", "0"))
        for x, y in _points(root):
            assert 0 <= x <= wide and 0 <= y <= high, (x, y)


def _points(root: ElementTree.Element) -> Iterator[tuple[float, float]]:
    for each in root.iter():
        left, top = float(each.get("x", 0)), float(each.get("y", 0))
        yield left, top
        yield left + float(each.get("width", 0)), top + float(each.get("height", 0))
        yield from ((float(each.get(f"x{end}", 0)), float(each.get(f"y{end}", 0))) for end in "12")
        if each.tag == f"{SVG}text":
            yield _box(each)[1], top
        if " l" not in (each.get("d") or ""):
            yield from ((float(x), float(y)) for x, y in re.findall(r"(-?[\d.]+),(-?[\d.]+)", each.get("d") or ""))


def test_the_same_record_makes_the_same_picture(large: Families) -> None:
    assert draw_family(large, address) == draw_family(family(conflict(240)), address)


def test_two_hundred_groups_are_drawn_at_once(large: Families) -> None:
    start = time.process_time()
    draw_family(large, address)
    assert time.process_time() - start < 1


def test_every_band_and_tie_leads_somewhere_and_says_what_it_is(large: Families) -> None:
    root = drawn(large)
    links = list(root.iter(f"{SVG}a"))
    assert all(re.fullmatch(r"/(entity|fact)/[0-9a-f]{16}", each.get("href") or "") for each in links)
    assert all((each.find(f"{SVG}title").text or "") for each in links)  # type: ignore[union-attr]
    shown = {each.get("href") for each in links}
    assert {f"/entity/{node.id}" for node in large.ancestry.nodes} <= shown
    drawn_facts = {f"/fact/{tie.lines[0].fact}" for tie in Plan(large, 0).dated}
    assert drawn_facts <= shown
    assert {f"/entity/{each.entity.entity}" for each in large.loose} <= shown


def test_a_page_with_a_strict_policy_can_hold_it(large: Families) -> None:
    picture = draw_family(large, address)
    assert 'class="family"' in picture and 'role="group"' in picture
    assert not re.search(r"<style|<script| style=| on[a-z]+=", picture)


def test_hostile_names_are_text() -> None:
    bad = '</text><script>alert("x")</script>&\x1b'
    held = holdings_of([Told(bad, "split_from", "Oru Front", on("2014"))], KINDS | {bad: MentionType.ARMED_GROUP})
    root = drawn(family(held))
    assert not list(root.iter(f"{SVG}script")) and any("<script>" in text for text in words(root))


def test_more_fighters_make_a_thicker_band() -> None:
    scale = Scale(10_000)
    thick = [scale.thick(number) for number in (None, 0, 10, 500, 501, 4_000, 10_000)]
    assert thick == sorted(thick) and thick[0] == thick[1] == THIN and thick[-1] == THICK
    assert Scale(0).thick(3) == THIN and Scale(0).samples() == () and Scale(7_300).samples() == (200, 1000, 5000)


def test_a_band_is_as_thick_as_the_least_and_the_greatest_that_was_stated_and_no_mean_is_taken() -> None:
    one = Told("Vell Wing", "strength", "400", Period.evidenced("2015"), {"min": 400, "max": 400, "unit": "fighters"})
    more = Told("Vell Wing", "strength", "900", Period.evidenced("2015-06"), {"min": 900, "max": 1000, "unit": "men"})
    tanks = Told("Vell Wing", "strength", "20", Period.evidenced("2015"), {"min": 20, "max": 20, "unit": "tanks"})
    answer = told(Told("Vell Wing", "split_from", "Oru Front", on("2014-05-01")), one, more, tanks)
    (counts,) = answer.strengths.values()
    assert [(each.least, each.most) for each in stretches(counts)] == [(400, 400), (400, 1000), (400, 400)]
    assert {each.get("height") for each in of_class(band(drawn(answer), "Vell Wing"), "outer")} == {f"{THICK:g}"}
    inner = Scale(1000).thick(400)
    known = [float(each.get("height", "0")) for each in of_class(band(drawn(answer), "Vell Wing"), "band", "known")]
    assert any(abs(height - inner) < 0.01 for height in known)


def test_a_stated_end_is_a_stroke_and_the_last_evidence_runs_out() -> None:
    root = drawn(
        told(
            Told("Vell Wing", "split_from", "Oru Front", on("2014-05-01")),
            Told("Vell Wing", "dissolved", "2016", on("2016-02-03")),
            Told("Oru Front", "active_in", "the hills", Period.evidenced("2015-06-01")),
        )
    )
    wing, front = (band(root, name) for name in ("Vell Wing", "Oru Front"))
    assert not [each for each in of_class(wing, "band", "faint") if each.tag == f"{SVG}path"]
    assert len([each for each in of_class(front, "band", "faint") if each.tag == f"{SVG}path"]) == 2
    titles = {title.text for title in root.iter(f"{SVG}title")}
    assert {"Vell Wing: begun 2014-05-01", "Vell Wing: ended 2016-02-03"} <= titles


def test_between_the_first_and_the_last_day_that_it_may_have_begun_a_band_is_faint() -> None:
    answer = told(
        Told("Vell Wing", "split_from", "Oru Front", on("2014")), Told("Vell Wing", "active_in", "X", on("2016"))
    )
    plan = Plan(answer, 148)
    wing = place(plan, "Vell Wing")
    first = of_class(band(drawn(answer), "Vell Wing"), "band", "faint")[0]
    assert plan.axis is not None and float(first.get("x", "0")) == pytest.approx(wing.left, abs=0.01)
    wide = plan.axis.x(Period.event("2014").start.latest or wing.span.last) - wing.left  # type: ignore[union-attr]
    assert float(first.get("width", "0")) == pytest.approx(wide, abs=0.01)


def test_what_is_disputed_is_dashed(kin: Families) -> None:
    assert all(each.get("stroke-dasharray") for each in of_class(band(drawn(kin), "Oru Front"), "disputed"))
    assert of_class(band(drawn(kin), "Oru Front"), "band", "disputed")
    twice = [Told("Vell Wing", "split_from", "Oru Front", on(day)) for day in ("2014", "2016")]
    paths = of_class(drawn(told(*twice, against=((0, 1),))), "tie", "split", "disputed")
    assert len(paths) == 2 and all(path.get("stroke-dasharray") for path in paths)


def test_a_name_stands_at_the_day_on_which_it_was_taken(kin: Families) -> None:
    plan = Plan(kin, 148)
    front = place(plan, "Oru Front")
    assert plan.axis is not None and front.labels[0].words == "Oru Front"
    names = {label.words: label for label in front.labels[1:]}
    assert names["Oru Band"].left == pytest.approx(front.left) and not names["Oru Band"].tick
    taken = plan.axis.x(Period.event("2013-02").start.earliest or front.span.first)  # type: ignore[union-attr]
    assert names["Oru Front"].left == pytest.approx(taken) and names["Oru Front"].tick


JOINED = [Told(name, "joined", "Lake League", on(f"201{at}-03-01")) for at, name in enumerate(GROUPS[2:5], start=3)]


def test_members_run_within_the_field_of_their_coalition() -> None:
    left = Told("Tarn Guard", "left", "Lake League", on("2014-06-01"))
    answer = told(*JOINED, left, Told("Lake League", "formed", "2013", on("2013-01-01")))
    plan, root = Plan(answer, 148), drawn(answer)
    (field,) = plan.sections[0].fields
    assert plan.names[field.whole] == "Lake League" and len(plan.homes) == 3
    assert all(field.top < each.y < field.bottom for each in plan.places.values())
    (stay,) = [stay for stay in plan.stays if plan.names[stay.member] == "Tarn Guard"]
    assert stay.firm == (Period.event("2013-03-01").start.earliest, left.when.start.earliest)
    assert len(of_class(root, "dot", "joining")) == 4 and len(of_class(root, "dot", "leaving")) == 2  # with the legend
    assert not of_class(root, "path", "joining")


def test_a_group_with_parents_stays_with_them_and_its_coalition_is_named() -> None:
    split = [Told("Vell Wing", "split_from", "Oru Front", on("2012")), Told("Mill Company", "split_from", "Oru Front")]
    plan = Plan(told(*JOINED, *split), 148)
    assert {plan.names[member] for member in plan.homes} == {"Tarn Guard"}
    assert [label.words for label in place(plan, "Vell Wing").labels] == ["Vell Wing", "in Lake League"]


def test_joining_leaving_and_belonging_make_stays() -> None:
    tell = [("joined", "2013"), ("member_of", "2014-05"), ("left", "2015-02"), ("joined", "2017")]
    periods = [Period.evidenced(day) if verb == "member_of" else on(day) for verb, day in tell]
    sayings = [Told("Tarn Guard", verb, "Lake League", when) for (verb, _), when in zip(tell, periods, strict=True)]
    denied = Told("Vell Wing", "joined", "Lake League", on("2014"), polarity=Polarity.DENIED)
    first, again = stays_of(told(*sayings, denied, Told("Vell Wing", "joined", "Lake League")).ancestry.ties)
    assert [tie.kind for tie in first.ties] == ["joining", "membership", "leaving"]
    assert first.firm is not None and str(first.firm[1]) == "2015-02-01"
    assert again.joined is not None and again.ended.latest is None


def test_what_has_no_date_stands_beside_the_days() -> None:
    answer = told(
        Told("Vell Wing", "split_from", "Oru Front"),
        Told("Oru Front", "formed", "2012", on("2012")),
        Told("Far Legion", "merged_into", "Oru Front", polarity=Polarity.DENIED),
    )
    plan, root = Plan(answer, 148), drawn(answer)
    assert plan.axis is not None and "no date" in words(root)
    assert all(plan.slot(at) < plan.axis.left for at in range(len(plan.undated))) and len(plan.undated) == 2
    assert place(plan, "Vell Wing").right < plan.axis.left and of_class(root, "tie", "denied")


def test_a_renamed_group_goes_on_in_its_row() -> None:
    renamed = Told("Vell Wing", "renamed_to", "Tarn Guard", on("2015-01-01"))
    lives = [
        Told("Vell Wing", "formed", "2012", on("2010")),
        Told("Tarn Guard", "active_in", "X", Period.evidenced("2018")),
    ]
    plan = Plan(told(renamed, *lives), 148)
    assert place(plan, "Vell Wing").y == place(plan, "Tarn Guard").y


def test_the_family_of_the_group_that_is_asked_for_comes_first() -> None:
    sayings = [
        Told("Vell Wing", "split_from", "Oru Front", on("2012")),
        Told("Tarn Guard", "split_from", "Oru Front", on("2013")),
    ]
    other = Told("Mill Company", "split_from", "Far Legion", on("2011"))
    held = holdings_of([*sayings, other], KINDS)
    assert len(Plan(family(held), 0).clans) == 2
    assert "Family of Far Legion" in words(drawn(family(held, "Far Legion")))


def test_a_record_without_ties_says_so() -> None:
    shown = words(drawn(told(Told("Vell Wing", "formed", "2012", on("2012")))))
    assert "0 groups, 0 ties, 7 groups that nothing ties; time from left to right" in shown and "Vell Wing" in shown


def test_a_date_is_marked_and_what_came_later_left_out(kin: Families) -> None:
    held = holdings_of(TOLD, TYPES, SAME, [(8, 11)])
    root = drawn(family(held, on="2014"))
    assert of_class(root, "on") and "Lake League" not in words(root) and not of_class(drawn(kin), "on")


def test_groups_that_are_further_than_asked_for_are_counted() -> None:
    chain = [Told(one, "split_from", other, UNKNOWN) for one, other in pairwise(GROUPS[1:])]
    held: Holdings = holdings_of(chain, KINDS)
    answer = family(held, "Oru Front", steps=1)
    assert {node.name for node in answer.ancestry.nodes} == {"Oru Front", "Tarn Guard"}
    assert sum(answer.beyond.values()) == 1


STYLE = Path(stemmata.show.web.__file__).parent / "static" / "pictures-family.css"


@pytest.mark.parametrize("ground", ["tree-field", "tree-stay", "tree-ground"])
@pytest.mark.parametrize("ink", ["tree-part", "tree-doubt", "tree-quiet", "tree-ink"])
def test_words_are_readable_on_every_ground_in_light_and_dark(ground: str, ink: str) -> None:
    for sheet in STYLE.read_text("utf-8").split("prefers-color-scheme: dark", 2)[:2]:
        colours = dict(re.findall(r"--([\w-]+): (?:var\(--\w+, )?(#[0-9a-f]{6})", sheet))
        light, dark = sorted((_luminance(colours[ground]), _luminance(colours[ink])), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
