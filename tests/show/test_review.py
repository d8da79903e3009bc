"""`stemmata review`: what is asked, in which order, and what becomes of the answers."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from stemmata.model import (
    Argument,
    Claim,
    Collation,
    Entity,
    EntityName,
    Identification,
    Join,
    Judgement,
    Lineage,
    Link,
    Mention,
    MentionKind,
    MentionType,
    Reconciliation,
    Report,
    digest,
    report_id,
)
from stemmata.pipeline import build
from stemmata.record.content import Content
from stemmata.record.database import writing
from stemmata.record.lines import append_judgement, append_links, read_judgements
from stemmata.record.places import anchor_of
from stemmata.record.write import write
from stemmata.settings import init
from stemmata.show import judging
from stemmata.show.api import Book
from stemmata.show.api import open as open_book
from stemmata.show.cli import app, reviewing
from stemmata.show.withheld import BLOT

TEXTS = {
    "gazette.txt": "The Azure Front has 400 fighters, the Blue Front has 300, said the Azure Front. "
    "The Blue Front has 350 fighters.\nMara Oru, and not Mara Orun, spoke for the Azure Front.",
    "wire.txt": "The Front of Azure has 200 fighters. Colonel Oru left it. The Dawn Army has 90 fighters. "
    "The Dawn Army has 95. The Army of Dawn met.",
}
TYPES = {"Dawn Army": MentionType.STATE_FORCE, "Mara Oru": MentionType.PERSON, "Oru": MentionType.PERSON}
NAMES = ("Azure Front", "Blue Front", "Front of Azure", "Dawn Army", "Army of Dawn", "Mara Oru", "Oru")
MAYBES = (
    ("Azure Front", "Blue Front", "near_names"),
    ("Azure Front", "Blue Front", "translated"),
    ("Blue Front", "Azure Front", "near_names"),
    ("Azure Front", "Azure Front", "near_names"),
    ("Azure Front", "Front of Azure", "near_names"),
    ("Dawn Army", "Army of Dawn", "near_names"),
    ("Mara Oru", "Oru", "company"),
)


def entity(name: str) -> str:
    return digest("entity", name)


def the_reports() -> dict[str, Report]:
    made = {}
    for path, text in TEXTS.items():
        sha256 = digest("bytes", text, length=64)
        id_ = report_id(sha256, path, None)
        made[path] = Report(id_, path, None, sha256, len(text), "text/plain", "text/1", text, {})
    return made


REPORTS = the_reports()


def the_mentions() -> list[Mention]:
    found = re.compile("|".join(rf"{name}\b" for name in NAMES))
    return [
        Mention(r.id, m.start(), m.end(), m.group(), TYPES.get(m.group(), MentionType.ARMED_GROUP), MentionKind.NAME)
        for r in REPORTS.values()
        for m in found.finditer(r.text)
    ]


def the_claims(mentions: Sequence[Mention]) -> Iterator[Claim]:
    """One for each "NAME has N"."""
    for mention in mentions:
        report = next(r for r in REPORTS.values() if r.id == mention.report)
        if number := re.match(r" has (\d+)", report.text[mention.end :]):
            end = mention.end + number.end()
            quote, subject = report.text[mention.start : end], Argument(mention.text, mention.id)
            object_ = Argument(number[1])
            yield Claim(mention.report, mention.start, end, quote, "strength", subject, object_, "pattern:test", 0.9)


def the_content(maybes: Sequence[tuple[str, str, str]], withheld: str = "") -> Content:
    mentions = the_mentions()
    first = {name: next(m for m in mentions if m.text == name) for name in NAMES}
    entities = (
        Entity(entity(name), TYPES.get(name, MentionType.ARMED_GROUP), name, (EntityName(name, "Latn", "main"),))
        for name in NAMES
    )
    joins = tuple(
        Join(first[one].id, first[other].id, "maybe", rule, f"{one} looks like {other}, says sign {number}")
        for number, (one, other, rule) in enumerate(maybes)
    )
    lineages = tuple(Lineage((report.id,), ("alone",)) for report in REPORTS.values())
    return Content(
        reports=tuple(REPORTS.values()),
        segments={},
        mentions=tuple(mentions),
        claims=tuple(the_claims(mentions)),
        collation=Collation((), lineages),
        identification=Identification(tuple(entities), {m.id: entity(m.text) for m in mentions}, joins, ()),
        reconciliation=Reconciliation((), ()),
        withheld=tuple((m.report, m.start, m.end) for m in mentions if m.text == withheld),
    )


def record_in(folder: Path, maybes: Sequence[tuple[str, str, str]] = MAYBES, withheld: str = "") -> Path:
    with writing(folder / "record.db") as engine, engine.begin() as connection:
        write(connection, the_content(maybes, withheld))
    return folder


@pytest.fixture
def record(tmp_path: Path) -> Path:
    return record_in(tmp_path)


@pytest.fixture
def book(record: Path) -> Iterator[Book]:
    with open_book(record) as book:
        yield book


def pairs(book: Book, name: str | None = None) -> list[tuple[str, ...]]:
    return [tuple(side.entity.name for side in question.sides) for question in book.questions(name).questions]


def id_of(book: Book, *names: str) -> str:
    return next(q.id for q in book.questions().questions if {side.entity.name for side in q.sides} == set(names))


def judged(what: str, *names: str, when: str, who: str = "nele", **value: str) -> Judgement:
    """What somebody else wrote into the file."""
    mentions = [next(m for m in the_mentions() if m.text == name) for name in names]
    reports = {report.id: report for report in REPORTS.values()}
    anchors = (anchor_of(reports[m.report].name, reports[m.report].text, (m.start, m.end)) for m in mentions)
    return Judgement(who, when, what, "seen", tuple(anchors), value)


def link(name: str, id_: str, score: float, verdict: str = "maybe") -> Link:
    return Link(judged("same", name, when="").anchors[0], "wikidata", id_, f"{name} of {id_}", verdict, score, "alike")


def run(folder: Path, *words: str, keys: str = "") -> Result:
    return CliRunner().invoke(app, ["-C", str(folder), "review", "--who", "tomas", *words], input=keys)


FRONTS, AZURE, DAWN, ORU = (
    ("Azure Front", "Blue Front"),
    ("Azure Front", "Front of Azure"),
    ("Dawn Army", "Army of Dawn"),
    ("Mara Oru", "Oru"),
)


def test_one_question_for_two_entities_the_most_valuable_first(book: Book) -> None:
    questions = book.questions().questions
    assert [{side.entity.name for side in q.sides} for q in questions] == [set(p) for p in (FRONTS, AZURE, DAWN, ORU)]
    assert [(q.moves, q.likely, q.value) for q in questions] == [
        (1, 0.75, 0.75),
        (1, 0.67, 0.67),
        (0, 0.5, 0),
        (0, 0.67, 0),
    ]
    assert [reason.rule for reason in questions[0].why] == ["near_names", "translated", "near_names"]


def test_a_difference_of_kind_speaks_against(book: Book) -> None:
    (reason,) = book.question(id_of(book, *DAWN)).why_not
    assert (reason.rule, "state force" in reason.why, "armed group" in reason.why) == ("kind", True, True)


def test_a_question_has_both_sides_in_their_words(book: Book) -> None:
    question = book.question(id_of(book, *FRONTS)[:8])
    side = next(side for side in question.sides if side.entity.name == "Blue Front")
    assert (side.reports, side.claims, side.names) == (1, 2, ("Blue Front",))
    words = side.words[0]
    assert (words.report, words.words, words.after[:8]) == ("gazette.txt", "Blue Front", " has 300")
    assert TEXTS["gazette.txt"][words.start : words.end] == "Blue Front"
    more = book.question(question.id, more=True)
    assert sum(len(s.words) for s in more.sides) >= sum(len(s.words) for s in question.sides)


def test_of_a_name_only_its_questions(book: Book) -> None:
    assert pairs(book, "Dawn Army") == [("Dawn Army", "Army of Dawn")]
    assert {"Mara Oru", "Oru"} == set(*pairs(book, "oru"))


def test_an_answer_is_a_line_that_outlives_the_dialogue(book: Book, record: Path) -> None:
    book.answer(id_of(book, *FRONTS), "same", who="tomas", why="one leader")
    (line,) = read_judgements(record)
    assert (line.who, line.what, line.why, line.value) == ("tomas", "same", "one leader", {})
    assert sorted(anchor.quote for anchor in line.anchors) == ["Azure Front", "Blue Front"]
    assert all(TEXTS[a.report].count(a.context.replace("|", a.quote)) == 1 for a in line.anchors)
    assert set(FRONTS) not in map(set, pairs(book))


def test_undo_brings_the_question_back_and_removes_no_line(book: Book, record: Path) -> None:
    before = pairs(book)
    book.answer(id_of(book, *FRONTS), "different", who="tomas")
    book.answer(id_of(book, *DAWN), "same", who="nele")
    undone = book.undo(who="tomas", why="a slip")
    assert (undone.verdict, undone.state) == ("different", "undone")
    assert [j.what for j in read_judgements(record)] == ["different", "same", "undo"]
    assert pairs(book) == [pair for pair in before if set(pair) != set(DAWN)]
    first, second = book.judged().judged
    assert (first.state, second.state) == ("undone", "stands")
    assert first.undone is not None and (first.undone.who, first.undone.why) == ("tomas", "a slip")


def test_nobody_undoes_the_judgements_of_others(record: Path, book: Book) -> None:
    book.answer(id_of(book, *FRONTS), "different", who="nele")
    result = run(record, "--undo")
    assert (result.exit_code, "by 'tomas' stands" in result.stderr) == (1, True)


def test_an_answer_that_was_taken_back_can_be_given_again(book: Book) -> None:
    id_ = id_of(book, *FRONTS)
    for _ in range(2):
        book.answer(id_, "same", who="tomas")
        book.undo(who="tomas")
    made = book.answer(id_, "same", who="tomas")
    assert [j.state for j in book.judged().judged] == ["undone", "undone", "stands"]
    assert len({j.when for j in book.judged().judged}) == 3 and made.when == max(j.when for j in book.judged().judged)


def test_two_answers_in_one_second_have_two_times(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    ticks = count()
    start = judging.datetime(2026, 1, 2, 3, 4, 5, tzinfo=judging.UTC)
    monkeypatch.setattr(judging, "clock", lambda: start.replace(microsecond=100 * next(ticks)))
    times = [book.answer(id_of(book, *pair), "same", who="tomas").when for pair in (FRONTS, DAWN)]
    assert times == ["2026-01-02T03:04:05+00:00", "2026-01-02T03:04:05.000100+00:00"] == sorted(times)


@pytest.mark.parametrize("latest", ["same", "different"])
def test_of_contradictory_judgements_the_latest_holds(book: Book, record: Path, latest: str) -> None:
    earlier = "different" if latest == "same" else "same"
    append_judgement(record, judged(latest, *FRONTS, when="2026-02-01"))
    append_judgement(record, judged(earlier, *FRONTS, when="2026-01-01"))
    assert set(FRONTS) not in map(set, pairs(book))
    assert [(j.verdict, j.state) for j in book.judged().judged] == [(latest, "stands"), (earlier, "overruled")]
    follows = {"same": "different", "different": "same"}[latest]
    append_judgement(record, judged("different", "Front of Azure", "Blue Front", when="2026-01-01"))
    assert (set(AZURE) in map(set, pairs(book))) is (follows == "same")


def test_what_follows_from_answers_is_not_asked(book: Book, record: Path) -> None:
    append_judgement(record, judged("same", "Blue Front", "Front of Azure", when="2026-01-01"))
    book.answer(id_of(book, *AZURE), "different", who="tomas")
    assert set(FRONTS) not in map(set, pairs(book))


def test_a_warning_where_both_that_it_is_near_were_separated(book: Book, record: Path) -> None:
    append_judgement(record, judged("different", "Blue Front", "Front of Azure", when="2026-01-05T10:00:00Z"))
    (warning,) = book.question(id_of(book, *FRONTS)).warnings
    assert (warning.near.name, warning.one.name, warning.other.name) == ("Azure Front", "Blue Front", "Front of Azure")
    assert warning.text == "Azure Front is near both Blue Front and Front of Azure, which nele separated on 2026-01-05"
    assert warning.text in run(record, "--list", "--json").stdout
    assert "Careful: Azure Front is near both" in run(record, "--list").stdout
    assert book.question(id_of(book, *DAWN)).warnings == ()
    book.answer(id_of(book, *AZURE), "different", who="tomas")
    assert book.question(id_of(book, *FRONTS)).warnings == ()


def test_a_judgement_whose_words_are_gone_is_listed(book: Book, record: Path) -> None:
    gone = judged("same", *FRONTS, when="2026-01-01")
    append_judgement(record, replace(gone, anchors=(gone.anchors[0], replace(gone.anchors[1], quote="Grey Front"))))
    assert [j.state for j in book.judged().judged] == ["lost"]
    assert set(FRONTS) in map(set, pairs(book))


def test_entries_of_other_lists_are_asked_about(record: Path) -> None:
    append_links(record, [link("Blue Front", "Q1", 0.9), link("Blue Front", "Q2", 0.4), link("Blue Front", "Q2", 0.6)])
    with open_book(record) as book:
        first, second = (q for q in book.questions().questions if q.kind == "link")
        assert [(q.entry.id, q.value, len(q.why)) for q in (first, second) if q.entry] == [
            ("Q1", 0.18, 1),
            ("Q2", 0.12, 2),
        ]
        made = book.answer(second.id, "different", who="tomas")
        assert made.entry is not None and (made.entry.id, made.verdict) == ("Q2", "different")
        (line,) = read_judgements(record)
        assert (line.what, [a.quote for a in line.anchors]) == ("link", ["Blue Front"])
        assert line.value == {"list": "wikidata", "id": "Q2", "verdict": "different", "name": "Blue Front of Q2"}
        assert [q.id for q in book.questions().questions if q.kind == "link"] == [first.id]
        book.undo(who="tomas")
        book.answer(first.id, "same", who="tomas")
        assert [q for q in book.questions().questions if q.kind == "link"] == []  # Q2 cannot be it, too


def test_a_safe_entry_is_worth_less_the_surer_it_is(record: Path) -> None:
    append_links(record, [link("Blue Front", "Q1", 0.9, "same"), link("Azure Front", "Q2", 0.9)])
    with open_book(record) as book:
        values = {q.entry.id: q.value for q in book.questions().questions if q.entry}
    assert values["Q1"] < values["Q2"]


def test_a_question_about_a_withheld_person_is_left_out(tmp_path: Path) -> None:
    folder = record_in(tmp_path, withheld="Mara Oru")
    with open_book(folder) as book:
        assert (set(ORU) in map(set, pairs(book)), book.questions().withheld) == (False, 1)
    shown = run(folder, "--list").stdout
    assert "1 question about persons who are withheld: not shown" in shown
    assert "Mara Oru," not in shown and "Mara Oru " not in shown
    with open_book(folder, show_withheld=True) as book:
        assert set(ORU) in map(set, pairs(book))


def test_withheld_words_beside_a_name_are_hidden_and_the_anchor_still_holds(tmp_path: Path) -> None:
    folder = record_in(tmp_path, withheld="Mara Oru")
    with open_book(folder) as book:
        question = book.question(id_of(book, *AZURE), more=True)
        assert BLOT in str(question) and "Mara Oru," not in str(question)
        book.answer(question.id, "same", who="tomas")
        assert set(AZURE) not in map(set, pairs(book))
    assert BLOT not in (folder / "judgements.jsonl").read_text("utf-8")


def test_a_scripted_dialogue(record: Path) -> None:
    result = run(record, keys="x\nw\none leader\ns\nm\nd\nu\n \nd\nq\n")
    assert result.exit_code == 0, result.output
    assert "'x' is no key here" in result.stdout
    assert result.stderr == "2 answers; run `stemmata build` to carry them out\n"
    lines = [(j.what, j.why) for j in read_judgements(record)]
    assert lines == [("same", "one leader"), ("different", ""), ("undo", ""), ("different", "")]
    with open_book(record) as book:
        assert list(map(set, pairs(book))) == [set(AZURE), set(ORU)]


def test_the_end_of_the_input_keeps_all_answers(record: Path) -> None:
    assert run(record, keys="s\n").stderr.startswith("1 answer;")
    assert len(read_judgements(record)) == 1
    assert run(record, keys="").stderr == "nothing was decided\n"


def test_each_answer_is_on_disk_before_the_next_question(record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """At a terminal: one key an answer, Ctrl-C in the end."""
    written: list[int] = []
    keys = iter("sn")

    def press() -> str:
        written.append(len(read_judgements(record)))
        pressed = next(keys, None)
        if pressed is None:
            raise KeyboardInterrupt
        return pressed

    monkeypatch.setattr(reviewing, "key", press)
    result = run(record)
    assert (result.exit_code, written) == (0, [0, 1, 1]), result.output
    assert result.stderr.startswith("1 answer;")


def test_after_the_last_question_the_last_answer_can_be_taken_back(record: Path) -> None:
    result = run(record, "Dawn Army", keys="s\nu\nd\n\n")
    assert result.stderr == "1 answer; run `stemmata build` to carry them out\n"
    assert [j.what for j in read_judgements(record)] == ["same", "undo", "different"]
    assert "no more questions" in result.stdout


def test_help_and_an_undo_of_nothing(record: Path) -> None:
    shown = run(record, keys="?\nu\n").stdout
    assert "take back the last answer" in shown and "no answer yet in this review" in shown


def test_questions_as_json(record: Path) -> None:
    answer = json.loads(run(record, "--list", "--json", "--limit", "1").stdout)
    assert set(answer) == {"about", "questions", "open", "withheld"}
    assert (len(answer["questions"]), answer["open"]) == (1, 4)
    (question,) = answer["questions"]
    assert set(question) == {
        "id", "kind", "value", "moves", "likely", "sides", "entry", "why", "why_not", "warnings"
    }  # fmt: skip
    assert {"entity", "type", "names", "reports", "claims", "facts", "first", "last", "words"} == set(
        question["sides"][0]
    )
    assert "3 more" in run(record, "--list", "--limit", "1").stdout


def test_one_answer_without_a_dialogue(record: Path) -> None:
    with open_book(record) as book:
        id_ = id_of(book, *FRONTS)
    result = run(record, "--answer", id_[:8], "different", "--why", "two leaders", "--json")
    assert json.loads(result.stdout)["verdict"] == "different"
    assert "two leaders" in run(record, "--log").stdout
    assert run(record, "--answer", id_, "same").exit_code == 1
    assert "an answer is same or different" in run(record, "--answer", id_, "perhaps").stderr
    assert run(record, "--undo").exit_code == 0
    log = run(record, "--log").stdout
    assert "taken back by tomas" in log
    assert json.loads(run(record, "--log", "--json").stdout)["judged"][0]["state"] == "undone"
    assert run(record, "--log", "--undo").exit_code == 2


def test_who_decides(record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STEMMATA_WHO", "from the environment")
    assert (reviewing.decider("nele"), reviewing.decider(" ")) == ("nele", "from the environment")
    monkeypatch.delenv("STEMMATA_WHO")
    monkeypatch.setenv("LOGNAME", "login")
    assert reviewing.decider("") == "login"


def test_nothing_to_decide(tmp_path: Path) -> None:
    folder = record_in(tmp_path, maybes=())
    assert "nothing to decide" in run(folder, "--list").stdout
    assert "nothing to decide" in run(folder).stdout


BRIGADE = "Captain Rami Saad is the commander of the Delta Brigade. The Delta Brigade was formed in March 2014.\n"
FRONT = "A spokesman of the Reed Front said that Saad had left Tolin.\n"


def saads(folder: Path) -> tuple[int, int]:
    """How many persons are called Saad, and how many questions there are about them."""
    with open_book(folder) as book:
        people = [e for e in book.holdings.entities.values() if "Saad" in e.name]
        return len(people), book.questions("Saad").open


def test_answers_outlive_builds_and_new_texts(tmp_path: Path) -> None:
    init(tmp_path)
    (tmp_path / "reports" / "a.txt").write_text(BRIGADE, "utf-8")
    (tmp_path / "reports" / "b.txt").write_text(FRONT, "utf-8")
    build(tmp_path)
    assert saads(tmp_path) == (2, 1)
    assert run(tmp_path, "Saad", keys="s\n").exit_code == 0
    assert saads(tmp_path) == (2, 0)
    build(tmp_path)
    assert saads(tmp_path) == (1, 0)
    (tmp_path / "record.db").unlink()
    (tmp_path / "reports" / "b.txt").write_text(f"From Tolin. {FRONT} It rained.", "utf-8")
    assert build(tmp_path).unplaced == ()
    assert saads(tmp_path) == (1, 0)
    assert run(tmp_path, "--undo").exit_code == 0
    build(tmp_path)
    assert saads(tmp_path) == (2, 1)
