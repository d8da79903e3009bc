import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from stemmata.show.cli import app

QUESTIONS = ("show", "who", "members", "backers", "stance", "names", "strength", "lineage", "network", "command")
SAID = {"sources": "mirror.txt", "stemma": "mirror.txt", "map": "GeoNames"}  # no place of that record is on the map
DRAWN = (
    ("lineage",),
    ("tree",),
    ("network", "Delta Guard"),
    ("command", "Delta Guard"),
    ("map",),
    ("strength", "Delta Guard"),
    ("stemma",),
)


def run(folder: Path, *words: str) -> Result:
    return CliRunner().invoke(app, ["-C", str(folder), *words])


def test_a_dossier_on_paper(folder: Path) -> None:
    result = run(folder, "show", "delta", "guard", "--on", "2014", "--only", "names")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[3:6] == [
        "Names",
        "  Reed Band (former) -- until 2014-03, in use [1]",
        "  Delta Guard -- since 2014-03, no end stated, in use [1]",
    ]
    assert "[1] gazette.txt:4-37 “Reed Band was renamed Delta Guard”" in result.stdout


@pytest.mark.parametrize(
    "words",
    [
        ("show", "Delta Guard"),
        ("who", "Delta Guard", "--post", "commander"),
        ("members", "Northern League"),
        ("members", "Delta Guard", "--above"),
        ("backers", "Delta Guard", "--on", "2015"),
        ("stance", "Delta Guard", "--to", "Oxbow"),
        ("timeline",),
        ("disputes", "--all"),
        ("sources",),
        ("search", "fighters"),
        ("names", "Reed Band"),
        ("lineage", "Delta Guard", "--coalitions", "--on", "2016"),
        ("lineage", "--chain", "--coalitions"),
        ("tree",),
        ("tree", "Delta Guard", "--steps", "1", "--on", "2016"),
        ("network", "--kinds", "membership"),
        ("network", "Delta Guard", "--kinds", "membership,backing", "--on", "2016"),
        ("command", "Delta Guard", "--on", "2016"),
        ("map", "--on", "2016"),
        ("strength", "Delta Guard"),
        ("stemma",),
        ("stemma", "mirror"),
        ("publisher", "wire"),
    ],
)
def test_every_question_answers_in_words_and_in_json(folder: Path, words: tuple[str, ...]) -> None:
    said = SAID.get(words[0], "Delta Guard")
    for_people, for_machines = run(folder, *words), run(folder, *words, "--json")
    assert for_people.exit_code == for_machines.exit_code == 0, for_people.output
    assert said in for_people.stdout
    assert said in json.dumps(json.loads(for_machines.stdout))
    assert "\x1b" not in for_people.stdout


@pytest.mark.parametrize("words", DRAWN)
def test_a_picture_is_drawn_where_it_is_asked_for_or_the_file_is_one(
    folder: Path, tmp_path: Path, words: tuple[str, ...]
) -> None:
    drawn = run(folder, *words, "--svg").stdout
    assert drawn.startswith("<?xml") and drawn.rstrip().endswith("</svg>")
    run(folder, *words, "-o", str(tmp_path / "a.svg"))
    run(folder, *words, "-o", str(tmp_path / "a.txt"))
    run(folder, *words, "--json", "-o", str(tmp_path / "a.json"))
    assert (tmp_path / "a.svg").read_text(encoding="utf-8") == drawn
    assert "<svg" not in (tmp_path / "a.txt").read_text(encoding="utf-8")
    assert json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "words",
    [
        ("show", "Delta Guard"),
        ("who", "Delta Guard"),
        ("members", "Northern League"),
        ("backers", "Delta Guard"),
        ("stance", "Delta Guard"),
        ("timeline",),
        ("disputes", "--all"),
        ("sources",),
        ("search", "fighters"),
        ("names", "Delta Guard"),
        ("lineage",),
        ("tree",),
        ("network",),
        ("command", "Delta Guard"),
        ("map",),
        ("strength", "Delta Guard"),
        ("stemma",),
        ("export", "claims"),
        ("publisher", "wire"),
    ],
)
def test_every_question_takes_the_second_clock(folder: Path, words: tuple[str, ...]) -> None:
    """Only the gazette could have been read by the end of 2016; the wire and what copied it have no date."""
    late = run(folder, *words, "--known-by", "2016-12-31", *(() if words[0] == "export" else ("--json",)))
    if words[0] == "publisher":
        assert late.exit_code == 1 and "no publisher" in late.stderr
    else:
        assert late.exit_code == 0, late.output
        assert "wire.txt" not in late.stdout and "mirror.txt" not in late.stdout


def test_a_kind_of_tie_that_is_none_is_told(folder: Path) -> None:
    result = run(folder, "network", "--kinds", "friends")
    assert result.exit_code == 1 and "no kind of tie 'friends'; have allied, opposed" in result.stderr


@pytest.mark.parametrize("command", QUESTIONS)
def test_every_question_about_a_time_takes_the_first_clock(folder: Path, command: str) -> None:
    assert json.loads(run(folder, command, "Delta Guard", "--on", "2015-09", "--json").stdout)["on"] == "2015-09"
    for without_name in ("timeline", "disputes", "lineage", "network", "map"):
        assert json.loads(run(folder, without_name, "--on", "2015-09", "--json").stdout)["on"] == "2015-09"


def test_a_fact_in_a_dossier_can_be_explained(folder: Path) -> None:
    dossier = json.loads(run(folder, "show", "Delta Guard", "--only", "strength", "--json").stdout)
    (fact,) = [line["fact"] for line in dossier["sections"][0]["lines"] if line["other"]["name"] == "400"]
    page = run(folder, "explain", fact[:8]).stdout
    assert ">>Delta Guard has 400 fighters<<" in page and "SHA-256" in page and "one copied the other" in page


def test_a_failure_is_one_line_on_standard_error_and_status_1(folder: Path, tmp_path: Path) -> None:
    for where, words in (
        (folder, ("show", "Nobody")),
        (tmp_path, ("timeline",)),
        (folder, ("show", "delta", "--on", "x")),
    ):
        result = run(where, *words)
        assert (result.exit_code, result.stdout) == (1, "")
        assert result.stderr.startswith("error: ") and result.stderr.count("\n") == 1


def test_a_file_that_cannot_be_written_is_named(folder: Path, tmp_path: Path) -> None:
    result = run(folder, "timeline", "-o", str(tmp_path / "absent" / "file"))
    assert result.exit_code == 1 and "absent/file: No such file" in result.stderr


def test_wrong_usage_is_status_2(folder: Path) -> None:
    assert run(folder, "shwo").exit_code == 2
    assert run(folder, "show").exit_code == 2
    assert run(folder, "show", "x", "--when", "2014").exit_code == 2


def test_output_goes_to_a_file(folder: Path, tmp_path: Path) -> None:
    result = run(folder, "export", "claims", "-o", str(tmp_path / "claims.jsonl"))
    assert (result.exit_code, result.stdout) == (0, "")
    assert (tmp_path / "claims.jsonl").read_text(encoding="utf-8") == run(folder, "export", "claims").stdout


def test_hostile_words_do_not_reach_the_terminal(folder: Path) -> None:
    result = run(folder, "show", "\x1b[31mNobody\u202e")
    assert "\x1b" not in result.stderr and "\u202e" not in result.stderr
