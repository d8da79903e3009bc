"""Each format that a list comes in, by small invented files."""

import bz2
import gzip
import json
from datetime import date
from pathlib import Path

import pytest

from stemmata.errors import ListError
from stemmata.lists import Broken, Entry, open_list
from stemmata.lists.entry import bounds_of
from stemmata.lists.rows import fold
from stemmata.lists.words import data, kind_of, place_of
from stemmata.when import Bounds


def read(path: Path) -> tuple[str, list[Entry], list[Broken]]:
    with open_list(path) as listed:
        every = list(listed.entries)
        return listed.name, [e for e in every if isinstance(e, Entry)], [b for b in every if isinstance(b, Broken)]


def file(folder: Path, text: str, name: str = "a.list") -> Path:
    """The name says nothing: formats are known by what stands in them."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def dated(time: str) -> list[dict[str, object]]:
    return [{"mainsnak": {"datavalue": {"value": {"time": time, "precision": 9}}}}]


def meant(*ids: str) -> list[dict[str, object]]:
    return [{"rank": "normal", "mainsnak": {"datavalue": {"value": {"id": id_}}}} for id_ in ids]


DELTA = {
    "type": "item",
    "id": "Q9000001",
    "labels": {"fr": {"language": "fr", "value": "Garde du Delta"}, "en": {"language": "en", "value": "Delta Guard"}},
    "aliases": {"en": [{"language": "en", "value": "DG"}, {"language": "en", "value": "Reed Band"}]},
    "descriptions": {"en": {"language": "en", "value": "armed group in Mali"}},
    "claims": {
        "P31": meant("Q176799"),
        "P17": meant("Q912"),
        "P571": dated("+2013-06-00T00:00:00Z"),
        "P576": dated("+2019-00-00T00:00:00Z"),
    },
}
ORU = {
    "id": "Q9000002",
    "labels": {"en": {"value": "Mara Oru"}},
    "claims": {"P31": meant("Q5"), "P569": dated("+1970-02-03T00:00:00Z")},
}
CLASS = {"id": "Q9000003", "labels": {"en": {"value": "kind of guard"}}, "claims": {"P279": meant("Q43229")}}


@pytest.mark.parametrize(
    "text",
    [
        json.dumps({"entities": {e["id"]: e for e in (DELTA, ORU, CLASS)}, "success": 1}),
        json.dumps({"success": 1, "entities": {e["id"]: e for e in (DELTA, ORU, CLASS)}}, indent=2),
        "\n".join(json.dumps(e) for e in (DELTA, ORU, CLASS)),
        "[\n" + ",\n".join(json.dumps(e) for e in (DELTA, ORU, CLASS)) + "\n]\n",
    ],
    ids=["one line", "pretty", "lines", "dump"],
)
def test_entities_of_wikidata(tmp_path: Path, text: str) -> None:
    name, (delta, oru), broken = read(file(tmp_path, text))
    assert (name, broken) == ("wikidata", [])
    assert delta.id == "Q9000001"
    assert delta.names == ("Delta Guard", "Garde du Delta", "DG", "Reed Band")
    assert (delta.kind, delta.places, delta.about) == ("group", ("Q912",), "armed group in Mali")
    assert delta.begun == Bounds(date(2013, 6, 1), date(2013, 6, 30))
    assert delta.ended == Bounds(date(2019, 1, 1), date(2019, 12, 31))
    assert (oru.kind, oru.begun) == ("person", Bounds(date(1970, 2, 3), date(1970, 2, 3)))


def test_an_unknown_kind_in_wikidata_is_at_least_no_person(tmp_path: Path) -> None:
    _, (entry,), _ = read(file(tmp_path, json.dumps({**DELTA, "claims": {"P31": meant("Q123454321")}})))
    assert entry.kind == "thing"


def test_what_editors_of_wikidata_hold_to_be_wrong_is_left_out(tmp_path: Path) -> None:
    wrong = [{**dated("+1950-00-00T00:00:00Z")[0], "rank": "deprecated"}]
    claims = {"P571": [*wrong, *dated("+2013-00-00T00:00:00Z")]}
    _, (entry,), _ = read(file(tmp_path, json.dumps({**DELTA, "claims": claims})))
    assert entry.begun.earliest == date(2013, 1, 1)


QUERY = """item,itemLabel,itemAltLabel,inception,countryLabel,typeLabel
http://www.wikidata.org/entity/Q9000001,Delta Guard,"DG, Reed Band",2013-01-01T00:00:00Z,Mali,armed group
http://www.wikidata.org/entity/Q9000001,Delta Guard,"DG, Reed Band",2013-01-01T00:00:00Z,Niger,armed group
http://www.wikidata.org/entity/Q9000004,Q9000004,,,,
"""


def test_a_query_as_csv(tmp_path: Path) -> None:
    name, (delta,), (nameless,) = read(file(tmp_path, QUERY))
    assert name == "wikidata"
    assert (delta.id, delta.names) == ("Q9000001", ("Delta Guard", "DG", "Reed Band"))
    assert delta.places == ("Mali", "Niger"), "rows of one item are one entry"
    assert delta.begun == Bounds(date(2013, 1, 1), date(2013, 12, 31)), "the query service writes a year as a day"
    assert nameless == Broken(4, "no name for Q9000004")


def test_a_query_names_its_columns_as_it_likes(tmp_path: Path) -> None:
    text = "grp,grpLabel,grpAltLabel\nhttp://www.wikidata.org/entity/Q7,Delta Guard,DG\n"
    _, (entry,), _ = read(file(tmp_path, text))
    assert (entry.id, entry.names) == ("Q7", ("Delta Guard", "DG"))


def test_a_query_as_json(tmp_path: Path) -> None:
    uri = {"type": "uri", "value": "http://www.wikidata.org/entity/Q9000001"}
    row = {"item": uri, "itemLabel": {"type": "literal", "xml:lang": "en", "value": "Delta Guard"}}
    more = {**row, "itemAltLabel": {"type": "literal", "value": "DG"}}
    text = json.dumps({"head": {"vars": ["item", "itemLabel"]}, "results": {"bindings": [row, more]}})
    name, (entry,), _ = read(file(tmp_path, text))
    assert (name, entry.id, entry.names) == ("wikidata", "Q9000001", ("Delta Guard", "DG"))
    flat = json.dumps([{"item": uri["value"], "itemLabel": "Delta Guard"}])
    assert read(file(tmp_path, flat))[1][0].id == "Q9000001"


def test_actors_of_ucdp(tmp_path: Path) -> None:
    text = (
        "ActorId,NameData,NameFull,NameOrig,Org,Location\n"
        '4711,DG,Delta Guard,Garde du Delta,1,"Mali, Niger"\n'
        "4712,Civilians of Velia,,,3,Velia\n"
    )
    name, (delta, other), broken = read(file(tmp_path, text))
    assert (name, broken, delta.id, delta.kind) == ("ucdp", [], "4711", "group")
    assert delta.names == ("Delta Guard", "DG", "Garde du Delta")
    assert delta.places == ("Mali", "Niger")
    assert other.names == ("Civilians of Velia",)


def test_entities_of_opensanctions(tmp_path: Path) -> None:
    person = {
        "id": "NK-1",
        "schema": "Person",
        "caption": "Mara Oru",
        "properties": {
            "name": ["Mara Oru"],
            "alias": ["M. Oru"],
            "weakAlias": ["the Heron"],
            "previousName": ["Mara Vell"],
            "birthDate": ["1970-02"],
            "country": ["ml"],
            "position": ["Commander of the Delta Guard"],
        },
    }
    ship = {"id": "NK-2", "schema": "Vessel", "properties": {"name": ["Delta Guard"]}}
    name, (oru,), broken = read(file(tmp_path, f"{json.dumps(person)}\n{json.dumps(ship)}\n"))
    assert (name, broken) == ("opensanctions", [])
    assert (oru.id, oru.kind, oru.called, oru.weak) == ("NK-1", "person", "Person", ("the Heron",))
    assert oru.names == ("Mara Oru", "M. Oru", "Mara Vell")
    assert (oru.places, oru.about) == (("ml",), "Commander of the Delta Guard")
    assert oru.begun == Bounds(date(1970, 2, 1), date(1970, 2, 28))


def test_the_simple_table_of_opensanctions(tmp_path: Path) -> None:
    text = (
        'id,schema,name,aliases,birth_date,countries,dataset\nNK-1,Organization,Delta Guard,DG;"Reed Band",,ml;ne,x\n'
    )
    name, (entry,), _ = read(file(tmp_path, text))
    assert (name, entry.kind, entry.places) == ("opensanctions", "group", ("ml", "ne"))


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_table_of_ones_own(tmp_path: Path, delimiter: str) -> None:
    rows = [
        ["Group ID", "Full Name", "AKA", "Type", "Founded", "Country"],
        ["g-1", "Delta Guard", "DG|Reed Band", "militia", "2013", "Mali"],
    ]
    text = "".join(delimiter.join(row) + "\r\n" for row in rows)
    name, (entry,), broken = read(file(tmp_path, text, "our.groups.txt"))
    assert (name, broken) == ("our", []), "named by its file"
    assert (entry.id, entry.names, entry.kind) == ("g-1", ("Delta Guard", "DG", "Reed Band"), "group")
    assert entry.begun.earliest == date(2013, 1, 1)


def test_objects_of_ones_own(tmp_path: Path) -> None:
    text = '{"id": 7, "name": "Delta Guard", "aliases": ["DG", "Reed Band"]}\n{"id": 8, "name": "Salt League"}'
    _, entries, _ = read(file(tmp_path, text))
    assert [(e.id, e.names) for e in entries] == [("7", ("Delta Guard", "DG", "Reed Band")), ("8", ("Salt League",))]


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress])
def test_packed_files_are_opened(tmp_path: Path, pack: object) -> None:
    path = tmp_path / "x"
    path.write_bytes(pack(QUERY.encode()))  # type: ignore[operator]
    assert read(path)[1][0].id == "Q9000001"


def test_other_encodings_with_a_mark(tmp_path: Path) -> None:
    path = tmp_path / "x"
    for encoding in ("utf-8-sig", "utf-16"):
        path.write_bytes("id,name\n1,Gärde du Delta\n".encode(encoding))
        assert read(path)[1][0].names == ("Gärde du Delta",)


def test_a_table_without_what_is_needed_says_what_it_has_and_what_was_looked_for(tmp_path: Path) -> None:
    with pytest.raises(ListError) as caught:
        read(file(tmp_path, "Nummer,Bezeichnung\n1,Delta\n"))
    for word in ("Nummer", "Bezeichnung", "identifier", "fullname", "a.list"):
        assert word in str(caught.value)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2013", date(2013, 1, 1), date(2013, 12, 31)),
        ("+2013-06-00T00:00:00Z", date(2013, 6, 1), date(2013, 6, 30)),
        ("2013-06-05", date(2013, 6, 5), date(2013, 6, 5)),
        ("2013-13-45", None, None),
        ("-0044-03-15T00:00:00Z", None, None),
        ("unknown", None, None),
        ("", None, None),
    ],
)
def test_dates_of_lists(text: str, first: date | None, last: date | None) -> None:
    assert bounds_of(text) == Bounds(first, last)


@pytest.mark.parametrize(
    ("called", "kind"),
    [
        ("Syrian rebel group", "group"),
        ("human", "person"),
        ("football club", "body"),
        ("city in Velia", "other"),
        ("music group", "body"),
        ("PublicBody", "group"),
        ("Q5", "person"),
        ("something else", ""),
    ],
)
def test_kinds(called: str, kind: str) -> None:
    assert kind_of((called,)) == kind


def test_a_country_is_one_however_it_is_written() -> None:
    assert len({place_of(text) for text in ("sy", "SY", "Q858", "Syria", "Syrian")}) == 1
    assert place_of("Velia") == "velia"


def test_word_lists_hold_text_alone() -> None:
    """YAML takes an unquoted no for a truth value; two meanings of one word would hide one another."""
    codes = [code for several in data("countries").values() for code in several]
    assert all(isinstance(code, str) for code in codes)
    assert len(codes) == len(set(codes))
    words = [word.strip() for lines in data("kinds").values() for line in lines for word in line.split(",")]
    assert len(words) == len(set(words))
    headings = [name for table in data("columns").values() for names in table.values() for name in names]
    assert [name for name in headings if name != fold(name)] == []
