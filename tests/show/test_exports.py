import csv
import json

import pytest

from stemmata.errors import NotFound
from stemmata.show.exports import EXPORTS, export
from stemmata.show.exports.formats import in_format
from stemmata.show.exports.rows import Row
from stemmata.show.holdings import Holdings
from tests.show.world import REPORTS


def rows(held: Holdings, what: str) -> list[Row]:
    return [json.loads(line) for line in in_format(export(held, what), "jsonl")]


def test_a_claim_has_the_documented_keys_and_its_words_are_in_the_text(held: Holdings) -> None:
    keys = "id report start end quote parts reading predicate subject object qualifiers when voices polarity modality"
    texts = {report.id: report.text for report in REPORTS.values()}
    for claim in rows(held, "claims"):
        assert list(claim) == [*keys.split(), "confidence", "method"]
        assert texts[claim["report"]["id"]][claim["start"] : claim["end"]] == claim["quote"]


def test_an_object_is_an_entity_or_a_value(held: Holdings) -> None:
    by_predicate = {claim["predicate"]: claim for claim in rows(held, "claims")}
    assert by_predicate["strength"]["object"] == {"value": "400"}
    assert by_predicate["trained_by"]["object"]["name"] == "Velia"
    assert set(by_predicate["trained_by"]["subject"]) == {"mention", "entity", "name"}


def test_a_period_says_when_and_within_which_bounds(held: Holdings) -> None:
    by_predicate = {claim["predicate"]: claim["when"] for claim in rows(held, "claims")}
    assert by_predicate["renamed_to"]["at"] == "2014-03"
    assert by_predicate["renamed_to"]["bounds"] == {
        "start": ["2014-03-01", "2014-03-31"],
        "end": ["2014-03-01", "2014-03-31"],
    }
    assert (by_predicate["trained_by"]["start"], by_predicate["trained_by"]["end"]) == (None, "2016")
    assert by_predicate["part_of"] == {"bounds": {"start": [None, None], "end": [None, None]}, "words": ""}


def test_lines_stand_in_the_order_of_the_text(held: Holdings) -> None:
    places = [(claim["report"]["path"], claim["start"]) for claim in rows(held, "claims")]
    assert places == sorted(places)


@pytest.mark.parametrize("what", EXPORTS)
def test_every_export_has_rows_and_the_same_in_both_formats(held: Holdings, what: str) -> None:
    lines = list(csv.DictReader(in_format(export(held, what), "csv")))
    assert len(lines) == len(rows(held, what)) > 0


def test_text_is_not_escaped_and_halves_of_pairs_do_not_break(held: Holdings) -> None:
    assert any("حرس الدلتا" in line for line in in_format(export(held, "entities"), "jsonl"))


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\tx"])
def test_a_spreadsheet_runs_no_words_of_a_report(text: str) -> None:
    _, line = in_format([{"quote": text}], "csv")
    assert next(csv.reader([line])) == [f"'{text}"]


def test_numbers_are_no_formulas_and_lists_are_json() -> None:
    head, line = in_format([{"a": -1, "b": {"d": None, "c": ["x", 2]}}], "csv")
    assert head == "a,b.c,b.d\n"
    assert next(csv.reader([line])) == ["-1", '["x", 2]', ""]


def test_unknown_exports_and_formats_are_named(held: Holdings) -> None:
    with pytest.raises(NotFound, match="have claims, facts"):
        export(held, "everything")
    with pytest.raises(NotFound, match="have jsonl, csv"):
        in_format([], "xml")
