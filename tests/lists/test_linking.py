"""From a list to ids in the exports: `link`, `build`, and what a person says over it."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from stemmata.model import Judgement
from stemmata.pipeline import build
from stemmata.record.lines import append_judgement, read_links
from stemmata.settings import init
from stemmata.show.cli import app

REPORT = """The Salt Marsh Brigade was formed on 3 March 2014 in Osk. Colonel Mara Oru is the commander of the Salt \
Marsh Brigade. The Salt Marsh Brigade is part of the Northern Heron League. General Tomas Vell led the Northern Heron \
League.
"""
LIST = """id,name,aliases,type,from,to,about
g1,Salt Marsh Brigade,SMB,armed group,2014,,
g2,Northern Heron League,,coalition,,,
g3,Northern Heron League,,coalition,,,
p1,Mara Oru,,person,,,commander of the Salt Marsh Brigade
p2,Tomas Vell,,person,,,
x1,Osk,,town,,,
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built") / "record"
    init(folder)
    (folder / "reports/gazette.txt").write_text(REPORT)
    build(folder)
    return folder


@pytest.fixture
def record(built: Path, tmp_path: Path) -> Path:
    shutil.copytree(built, tmp_path / "record")
    (tmp_path / "groups.csv").write_text(LIST)
    return tmp_path / "record"


def run(record: Path, *words: str) -> Result:
    return CliRunner().invoke(app, ["-C", str(record), *words])


def link(record: Path, *words: str) -> dict[str, Any]:
    result = run(record, "link", str(record.parent / "groups.csv"), "--json", *words)
    assert result.exit_code == 0, result.output
    made: dict[str, Any] = json.loads(result.stdout)
    return made


def rows(record: Path, what: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in run(record, "export", what).stdout.splitlines()]


def ids(record: Path) -> dict[str, dict[str, str]]:
    return {row["name"]: row["ids"] for row in rows(record, "entities") if row["ids"]}


def verdicts(linked: dict[str, Any]) -> dict[str, str]:
    return {line["id"]: line["verdict"] for line in linked["lines"]}


def test_what_is_safe_gets_its_id_and_what_is_not_is_left_to_people(record: Path) -> None:
    linked = link(record)
    assert (linked["list"], linked["format"], linked["entries"], linked["written"]) == ("groups", "table", 6, 5)
    assert verdicts(linked) == {"g1": "same", "g2": "maybe", "g3": "maybe", "p1": "same", "p2": "maybe"}
    assert [one.id for one in read_links(record)] == [line["id"] for line in linked["lines"]]
    assert ids(record) == {}, "until the record is built again"
    build(record)
    assert ids(record) == {"Salt Marsh Brigade": {"groups": "g1"}, "Mara Oru": {"groups": "p1"}}


def test_ids_are_carried_in_every_export_and_in_the_dossier(record: Path) -> None:
    link(record, "--as", "ours")
    build(record)
    (post,) = [row for row in rows(record, "facts") if row["predicate"] == "holds_post" and "Oru" in str(row)]
    assert (post["subject"]["ids"], post["object"]["ids"]) == ({"ours": "p1"}, {"ours": "g1"})
    claims = [row for row in rows(record, "claims") if row["predicate"] == "part_of"]
    assert claims[0]["subject"]["ids"] == {"ours": "g1"}
    assert "ids" not in claims[0]["object"], "only where there are any"
    table = list(csv.DictReader(io.StringIO(run(record, "export", "facts", "--format", "csv").stdout)))
    assert "g1" in {row["subject.ids.ours"] for row in table}
    assert "in other lists: ours g1" in run(record, "show", "Salt Marsh Brigade").stdout
    assert json.loads(run(record, "show", "Salt Marsh Brigade", "--json").stdout)["ids"] == {"ours": "g1"}
    assert run(record, "check").exit_code == 0


def test_the_same_list_again_adds_nothing(record: Path) -> None:
    link(record)
    before = (record / "links.jsonl").read_bytes()
    again = link(record)
    assert (again["written"], (record / "links.jsonl").read_bytes()) == (0, before)
    assert {line["state"] for line in again["lines"]} == {"known"}


def test_another_report_before_the_first_does_not_make_it_new(record: Path) -> None:
    link(record)
    (record / "reports/a.txt").write_text("The Salt Marsh Brigade left Osk, said Mara Oru.")
    build(record)
    assert link(record)["written"] == 0


def test_a_list_that_changed_adds_only_what_changed(record: Path) -> None:
    link(record)
    build(record)
    changed = LIST.replace("g1,Salt Marsh Brigade,SMB,armed group,2014", "g1,Salt Marsh Brigade,SMB,armed group,1950")
    (record.parent / "groups.csv").write_text(changed.replace("g3,Northern Heron League", "g3,Southern Ibis League"))
    linked = link(record)
    states = {line["id"]: (line["verdict"], line["state"]) for line in linked["lines"]}
    assert states["g1"] == ("maybe", "changed")
    assert states["g2"] == ("same", "changed")
    assert states["g3"] == ("different", "gone")
    assert states["p1"] == ("same", "known")
    assert linked["written"] == 3
    build(record)
    assert ids(record) == {"Northern Heron League": {"groups": "g2"}, "Mara Oru": {"groups": "p1"}}
    assert link(record)["written"] == 0


def test_half_of_a_list_takes_nothing_back(record: Path) -> None:
    link(record)
    (record.parent / "groups.csv").write_text("\n".join(LIST.splitlines()[:1] + LIST.splitlines()[2:]))
    assert link(record)["written"] == 0
    build(record)
    assert ids(record)["Salt Marsh Brigade"] == {"groups": "g1"}


def test_what_a_person_says_holds_against_the_list(record: Path) -> None:
    link(record)
    anchor = {one.id: one.anchor for one in read_links(record)}
    for at, (id_, verdict) in enumerate({"g1": "different", "p2": "same"}.items()):
        value = {"list": "groups", "id": id_, "verdict": verdict}
        append_judgement(record, Judgement("nele", f"2026-01-0{at + 1}", "link", "", (anchor[id_],), value))
    for _ in range(2):
        build(record)
        assert ids(record) == {"Mara Oru": {"groups": "p1"}, "Tomas Vell": {"groups": "p2"}}
        again = link(record)
        assert again["written"] == 0
        assert {line["id"]: line["decided"] for line in again["lines"] if line["decided"]} == {
            "g1": "different",
            "p2": "same",
        }


def test_a_person_who_is_withheld_is_not_looked_for(record: Path) -> None:
    link(record)
    anchor = {one.id: one.anchor for one in read_links(record)}
    append_judgement(record, Judgement("nele", "2026-01-01", "withhold", "", (anchor["p1"],)))
    build(record)
    result = run(record, "link", str(record.parent / "groups.csv"))
    assert "Oru" not in result.output
    assert "p1" not in verdicts(link(record))


def test_a_dry_run_writes_nothing(record: Path) -> None:
    linked = link(record, "--dry-run")
    assert linked["written"] == 0 and len(linked["lines"]) == 5
    assert not (record / "links.jsonl").exists()


def test_the_page_says_what_to_do_next(record: Path) -> None:
    result = run(record, "link", str(record.parent / "groups.csv"))
    assert result.exit_code == 0
    assert "6 entries, 4 groups and persons; 2 same, 3 maybe" in result.stdout
    assert "'Salt Marsh Brigade' is its name in both" in result.stdout
    assert "left to decide: 3; `stemmata review` asks" in result.stderr
    assert "run `stemmata build` to carry the ids into the record" in result.stderr


def test_rows_that_cannot_be_read_are_told(record: Path) -> None:
    (record.parent / "groups.csv").write_text(LIST + ",Nameless\ny,\n\x1b[31m,a,b,c,d,e,f,g\n")
    result = run(record, "link", str(record.parent / "groups.csv"))
    assert "3 rows of the list could not be read" in result.stderr
    assert "line 8: no id" in result.stdout and "line 10: 8 cells under 7 headings" in result.stdout
    assert "\x1b" not in result.output


def test_a_file_that_is_no_list_is_an_error_in_one_line(record: Path) -> None:
    (record.parent / "groups.csv").write_text("Nummer,Bezeichnung\n1,x\n")
    result = run(record, "link", str(record.parent / "groups.csv"))
    assert result.exit_code == 1
    assert "groups.csv: no column for id and name; found Nummer, Bezeichnung" in result.stderr
    assert len(result.stderr.splitlines()) == 1
