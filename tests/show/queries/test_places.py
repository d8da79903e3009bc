"""The map places what can be told apart, says why the rest is not placed, and never places a person."""

from pathlib import Path

import pytest

from stemmata.errors import InvalidDate
from stemmata.ontology import ontology
from stemmata.show.gazetteer import gazetteer
from stemmata.show.gazetteer.corrections import corrections
from stemmata.show.gazetteer.evidence import evidence_of, rules
from stemmata.show.placed import Absence, Mapped, Mark, Unplaced
from stemmata.show.plain import plain
from stemmata.show.queries.places import DENIED, NO_GROUP, NO_PLACE, NOT_THEN, PERSONS, map_of
from stemmata.when import Holds, Period
from tests.show.lands import IN_2006, VALLEY, denied, land
from tests.show.sentences import Told


def marks(mapped: Mapped) -> dict[str, Mark]:
    return {mark.told.place.name: mark for mark in mapped.marks}


def unplaced(mapped: Mapped) -> dict[str, Unplaced]:
    return {each.told.place.name: each for each in mapped.unplaced}


def left_out(mapped: Mapped) -> dict[str, int]:
    return {each.why: each.facts for each in mapped.left_out}


def test_groups_and_past_events_stand_at_their_places() -> None:
    found = map_of(land())
    assert set(marks(found)) == {"Kilinochchi", "Trincomalee", "Galle", "Vavuniya"}
    kilinochchi = marks(found)["Kilinochchi"]
    assert (kilinochchi.spot.lat, kilinochchi.spot.lon, kilinochchi.spot.country) == (9.4, 80.4, "Sri Lanka")
    assert [group.who.name for group in marks(found)["Trincomalee"].told.groups] == ["Reef Band"]
    (event,) = marks(found)["Vavuniya"].told.events
    assert event.predicate == "attacked" and event.quotes and event.other.name == "Palm Front"


def test_it_opens_at_the_last_evidenced_day() -> None:
    found = map_of(land())
    assert (found.on, found.given) == ("2009-01-02", False)
    assert marks(found)["Kilinochchi"].told.groups[0].holds is Holds.YES


def test_a_date_shows_what_was_so_then_and_had_happened_by_then() -> None:
    found = map_of(land(), "2006-10-20")
    assert (found.on, found.given) == ("2006-10-20", True)
    groups = {group.who.name: group.holds for group in marks(found)["Trincomalee"].told.groups}
    assert groups == {"Palm Front": Holds.YES, "Reef Band": Holds.MAYBE}
    assert "Galle" in marks(found) and "Vavuniya" not in marks(found)
    assert left_out(found) == {NOT_THEN: 1}
    with pytest.raises(InvalidDate):
        map_of(land(), "some day")


def test_homonyms_have_no_coordinate() -> None:
    found = map_of(land(Told("Palm Front", "active_in", "San Juan"), to=VALLEY))
    refused = unplaced(found)["San Juan"]
    assert refused.absence is Absence.HOMONYMS and refused.fitting > 100
    assert refused.candidates[0].country == "Colombia" and len(refused.candidates) == 12
    assert "San Juan" not in marks(found) and refused.told.groups[0].lines


def test_size_chooses_nothing() -> None:
    """Colombo in Sri Lanka is larger than Colombo in Brazil, and a record that speaks of neither is not told."""
    found = map_of(land(Told("Palm Front", "active_in", "Colombo"), to=VALLEY))
    assert unplaced(found)["Colombo"].absence is Absence.HOMONYMS


def test_the_one_country_that_the_record_is_about_tells_homonyms_apart() -> None:
    spot = marks(map_of(land(Told("Palm Front", "active_in", "Colombo"))))["Colombo"].spot
    assert spot.country == "Sri Lanka"
    assert spot.why == "only this one of 2 places of the name lies in a country that the record is about (Sri Lanka)"


def test_what_the_record_says_a_place_lies_in_tells_homonyms_apart() -> None:
    there = Told("Springfield", "located_in", "Sri Lanka")
    found = map_of(land(Told("Palm Front", "active_in", "Springfield"), there))
    assert unplaced(found)["Springfield"].absence is Absence.ELSEWHERE
    far = map_of(land(Told("Palm Front", "active_in", "Darwin"), Told("Darwin", "located_in", "Australia")))
    assert marks(far)["Darwin"].spot.why.startswith("the record says that it lies in Australia; of ")


@pytest.mark.parametrize("whole", ["Popayán", "northern Popayán"])
def test_a_province_tells_homonyms_apart(whole: str) -> None:
    """Of the six in Colombia one lies in the province around Popayán."""
    lies = Told("Santa Rosa", "located_in", whole)
    spot = marks(map_of(land(Told("Palm Front", "active_in", "Santa Rosa"), lies, to=VALLEY)))["Santa Rosa"].spot
    assert spot.geonames == 3668511
    assert spot.why == "the record says that it lies in Popayán; of 90 places of this name only this one does"


def test_a_province_of_which_no_town_is_known_tells_the_country_alone() -> None:
    lies = Told("Santa Rosa", "located_in", "Chocó")
    found = unplaced(map_of(land(Told("Palm Front", "active_in", "Santa Rosa"), lies, to=VALLEY)))["Santa Rosa"]
    assert (found.absence, found.why) == (Absence.HOMONYMS, "6 places bear this name")
    assert {candidate.country for candidate in found.candidates} == {"Colombia"}


def test_north_of_is_not_in() -> None:
    near = Told("Darwin", "located_in", "Australia", qualifiers={"relation": "north of"})
    assert "Darwin" in unplaced(map_of(land(Told("Palm Front", "active_in", "Darwin"), near)))


def test_the_only_place_of_a_name_in_a_land_that_the_record_never_names_is_not_taken() -> None:
    found = map_of(land(Told("Palm Front", "active_in", "Toribío")))
    refused = unplaced(found)["Toribío"]
    assert refused.absence is Absence.UNSURE
    assert refused.why == "the only place of this name in the gazetteer lies in Colombia, which the record never names"


def test_another_name_of_a_far_town_is_not_taken() -> None:
    """Someone calls Al Hudaydah so in Yemen, which this record only mentions."""
    mentions = Told("Yemeni Army", "opposed_to", "Reef Band")
    found = map_of(land(Told("Palm Front", "active_in", "Hodeida"), mentions, to=VALLEY * 4))
    refused = unplaced(found)["Hodeida"]
    assert refused.absence is Absence.UNSURE and "mostly goes by another name (Al Ḩudaydah)" in refused.why
    near = map_of(land(Told("Palm Front", "active_in", "Hodeida"), mentions, to=[]))
    assert marks(near)["Hodeida"].spot.name == "Al Ḩudaydah"


def test_a_record_that_names_no_country_has_no_map() -> None:
    found = map_of(land(to=[Told("Palm Front", "active_in", "Popayán")]))
    assert found.marks == () and unplaced(found)["Popayán"].why.endswith("and the record names no country")


def test_names_in_several_scripts_must_all_fit() -> None:
    """The Arabic name is that of a town in Syria too, the Latin one is not."""
    told = Told("Palm Front", "active_in", "Al Hudaydah"), Told("Reef Band", "opposed_to", "Yemeni Army")
    spot = marks(map_of(land(*told, names={"Al Hudaydah": ("الحديدة",)})))["Al Hudaydah"].spot
    assert (spot.geonames, spot.country) == (79415, "Yemen")
    other = unplaced(map_of(land(*told, names={"Al Hudaydah": ("Грозный", "Taiz")})))["Al Hudaydah"]
    assert (other.absence, other.fitting) == (Absence.HOMONYMS, 3)


def test_countries_and_provinces_have_no_point() -> None:
    told = Told("Palm Front", "active_in", "Chocó"), Told("Palm Front", "active_in", "Sri Lanka")
    found = unplaced(map_of(land(*told, to=VALLEY)))
    assert found["Sri Lanka"].absence is Absence.WIDE
    assert (found["Chocó"].absence, found["Chocó"].why) == (Absence.WIDE, "it is a province (Colombia), no town")


def test_a_town_whose_province_is_called_so_too_says_so() -> None:
    spot = marks(map_of(land(Told("Palm Front", "active_in", "Arauca"), to=VALLEY)))["Arauca"].spot
    assert spot.wider
    assert not marks(map_of(land(to=VALLEY)))["Popayán"].spot.wider


def test_a_province_called_like_a_town_by_another_name_remains_a_homonym() -> None:
    found = map_of(land(Told("Palm Front", "active_in", "Antioquia"), to=VALLEY))
    assert unplaced(found)["Antioquia"].absence is Absence.HOMONYMS


def test_what_the_gazetteer_has_not_is_listed() -> None:
    refused = unplaced(map_of(land(Told("Palm Front", "active_in", "Nowhere-on-Sea"))))["Nowhere-on-Sea"]
    assert (refused.absence, refused.fitting, refused.candidates) == (Absence.UNKNOWN, 0, ())


def test_places_yml_corrects(tmp_path: Path) -> None:
    held = land(Told("Palm Front", "active_in", "San Juan"), Told("Palm Front", "active_in", "Nowhere-on-Sea"))
    text = "san juan: {geonames: 3671116}\nNowhere-on-Sea: {lat: 8.123, lon: 81}\nGalle: {none: the fort is meant}\n"
    (tmp_path / "places.yml").write_text(text, "utf-8")
    found = map_of(held, corrections=corrections(tmp_path, gazetteer()))
    assert marks(found)["San Juan"].spot.name == "Quibdó"
    assert (marks(found)["Nowhere-on-Sea"].spot.lat, marks(found)["Nowhere-on-Sea"].spot.geonames) == (8.12, None)
    assert (unplaced(found)["Galle"].absence, unplaced(found)["Galle"].why) == (Absence.KEPT_OFF, "the fort is meant")


def test_persons_are_never_placed() -> None:
    found = map_of(
        land(
            Told("Mara Oru", "active_in", "Jaffna"),
            Told("Mara Oru", "attacked", "Jaffna", Period.event("2006-05")),
            Told("Reef Band", "captured", "Mara Oru", Period.event("2006-05"), {"place": "Jaffna"}),
            Told("Mara Oru", "holds_post", "Jaffna"),
            Told("Mara Oru", "died", "Jaffna"),
            Told("forty officers", "active_in", "Jaffna"),
        )
    )
    assert "Jaffna" not in marks(found) and "Jaffna" not in unplaced(found)
    assert left_out(found) == {PERSONS: 4, NOT_THEN: 1}
    assert "Mara Oru" not in str(plain(found))


def test_people_without_a_name_are_a_number_where_there_are_several() -> None:
    captured = Told(
        "Reef Band", "captured", "forty officers", Period.event("2006-05"), {"place": "Jaffna", "count": 40}
    )
    one = Told("Reef Band", "captured", "forty officers", Period.event("2006-05"), {"place": "Galle", "count": 1})
    found = map_of(land(captured, one))
    assert [event.predicate for event in marks(found)["Jaffna"].told.events] == ["captured"]
    assert left_out(found) == {NOT_THEN: 1, PERSONS: 1}


def test_what_is_left_out_is_counted() -> None:
    found = map_of(
        land(
            denied("Reef Band", "controls", "Jaffna"),
            Told("Harbour Office", "headquartered_at", "Jaffna"),
            Told("Reef Band", "attacked", "Palm Front", Period.event("2005")),
        )
    )
    assert left_out(found) == {DENIED: 1, NO_GROUP: 1, NO_PLACE: 1, NOT_THEN: 1}


def test_bare_names_and_values_are_places_too() -> None:
    value = Told("Reef Band", "active_in", "Batticaloa")
    found = map_of(land(value, Told("Reef Band", "attacked", "Palm Front", IN_2006, {"place": "KILINOCHCHI"})))
    assert marks(found)["Batticaloa"].told.place.entity is None
    assert len(marks(found)["Kilinochchi"].told.events) == 1


def test_an_empty_record_and_one_without_dates() -> None:
    assert map_of(land(to=[])).marks == ()
    undated = map_of(land(to=[Told("Reef Band", "active_in", "Galle"), Told("Reef Band", "opposed_to", "Sri Lanka")]))
    assert undated.on == "" and marks(undated)["Galle"].told.groups[0].holds is Holds.MAYBE


def test_a_circle_of_places_that_lie_in_one_another_ends() -> None:
    circle = Told("Darwin", "located_in", "Springfield"), Told("Springfield", "located_in", "Darwin")
    assert "Darwin" in unplaced(map_of(land(Told("Palm Front", "active_in", "Darwin"), *circle)))


def test_every_line_leads_to_a_fact() -> None:
    held = land()
    for mark in map_of(held).marks:
        lines = [*mark.told.events, *(line for group in mark.told.groups for line in group.lines)]
        assert lines and all(line.fact in held.facts and line.quotes for line in lines)


def test_all_is_counted_though_not_all_is_written_out() -> None:
    often = [Told("Reef Band", "attacked", "Jaffna", Period.event(f"2006-{month:02}")) for month in range(1, 13)]
    found = map_of(
        land(*often, Told("Reef Band", "controls", "Jaffna"), Told("Reef Band", "active_in", "Jaffna")), most=1
    )
    told = marks(found)["Jaffna"].told
    assert (told.facts, told.happened, len(told.events), told.groups[0].facts, len(told.groups[0].lines)) == (
        14,
        12,
        1,
        2,
        1,
    )
    assert told.events[0].when.at == "2006-12"


def test_what_a_record_is_about() -> None:
    evidence = evidence_of(land(), gazetteer())
    assert evidence.about == ("LK",) == tuple(evidence.named)


def test_the_rules_hold_to_the_ontology() -> None:
    known, found = ontology(), rules()
    assert found.presence | found.events <= set(known.predicates)
    assert found.groups | found.persons | found.telling <= set(known.types)
    assert set(found.counts) <= {name for rule in known.predicates.values() for name in rule.qualifiers}
    assert not found.events & {"died", "assassinated", "holds_post", "defected_from_to"}
