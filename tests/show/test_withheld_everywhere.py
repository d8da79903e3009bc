"""All that goes out of a record, to the byte, has no form of the name of anybody who is withheld."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from stemmata.errors import NotFound
from stemmata.model import digest
from stemmata.record.lines import append_judgement
from stemmata.record.read import Record
from stemmata.show.api import Book
from stemmata.show.api import open as open_book
from stemmata.show.cli import app
from stemmata.show.exports import EXPORTS
from stemmata.show.plain import plain
from stemmata.show.printed import page_of
from stemmata.show.withheld import BLOT
from tests.show.withholding import FORMS, build_withheld, ids_in, judgements, left_of, lines_of

KINDS = ("allied", "opposed", "membership", "backing")
UNKNOWN = "Zed Quxx"  # whom nobody ever named


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_withheld(tmp_path_factory.mktemp("withheld") / "record")


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same record when nobody was withheld."""
    return build_withheld(tmp_path_factory.mktemp("before") / "record", withhold=False)


def run(folder: Path, *words: str) -> str:
    """What a command says, on both channels."""
    return CliRunner().invoke(app, ["-C", str(folder), *words]).output


def asked_of(book: Book) -> Iterator[object]:
    """Every question that can be asked of a record without knowing whom it withholds, answered."""
    for entity in book.holdings.entities:
        yield from (book.show(entity), book.who(entity), book.members(entity), book.members(entity, above=True))
        yield from (book.backers(entity), book.stance(entity), book.timeline(entity), book.disputes(entity))
        yield from (book.lineage(entity, coalitions=True), book.strength(entity), book.names(entity))
        yield from (book.network(entity, kinds=KINDS, steps=2), book.command(entity))
    yield from map(book.explain, book.holdings.facts)
    yield from (book.timeline(), book.disputes(every_kind=True), book.sources(), book.lineage(chain=True))
    yield from (book.tree(), book.network(kinds=KINDS), book.map())
    yield from (book.stemma(), book.publisher("wire"), book.questions(), book.judged())
    yield from (book.question(one.id, more=True) for one in book.questions().questions)
    for word in ("commander", "Delta", "withheld", "colonel", "spoke", "tolin", "سيبقى", "войска", "news example"):
        yield book.search(word)


COMMANDS = (
    *(("export", what, "--format", form) for what in EXPORTS for form in ("jsonl", "csv")),
    *(("export", what, "--known-by", "2015") for what in ("claims", "facts", "entities")),
    *(
        (command, *form)
        for command in ("lineage", "tree", "network", "map", "stemma")
        for form in ((), ("--json",), ("--svg",))
    ),
    ("strength", "Delta Brigade", "--svg"),
    ("command", "Delta Brigade", "--svg"),
    ("show", "Delta Brigade", "--known-by", "2014-06"),
    ("review", "--list"),
    ("review", "--log", "--json"),
    *((command,) for command in ("build", "check", "sources", "timeline", "disputes")),
    ("publisher", "nobody at all"),
    ("stemma", "zed"),
    ("stemma", "txt"),
    ("show", "ma oruu"),
    ("show", "colonel"),
)


@pytest.fixture(scope="module")
def said(folder: Path, before: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, ...], str]:
    """Everything that every question and every command says."""
    listed = tmp_path_factory.mktemp("list") / "people.csv"
    listed.write_text("id,name,type\n1,Mara Selk,person\n2,Delta Brigade,group\n3,Mara Oru,person\n")
    more = (("diff", str(before), "."), ("link", str(listed), "--dry-run"))
    answers = {words: run(folder, *words) for words in (*COMMANDS, *more)}
    with open_book(folder) as book:
        for number, answer in enumerate(asked_of(book)):
            written = json.dumps(plain(answer), ensure_ascii=False)
            answers[type(answer).__name__, str(number)] = f"{page_of(answer).plain()}\n{written}"
    return answers


def test_the_names_are_in_the_record(before: Path) -> None:
    """Else the test below would prove nothing."""
    everything = "".join(run(before, "export", what) for what in EXPORTS) + run(before, "sources")
    assert {"mara oru", "oru", "abu zarif", "jean luc mbeki", "ivan sedov", "peter banks"} <= set(left_of(everything))


def test_no_form_of_a_name_goes_out(said: dict[tuple[str, ...], str]) -> None:
    found = {words: left for words, answer in said.items() if (left := left_of(answer))}
    assert found == {}


def test_what_is_not_withheld_is_still_there(said: dict[tuple[str, ...], str], folder: Path) -> None:
    everything = "".join(said.values())
    for shown in ("Delta Brigade", "Mara Selk", "Tomas Vell", "both banks of the river", BLOT, "Northern League"):
        assert shown in everything or shown in run(folder, "search", f'"{shown}"')


def test_whoever_may_sees_all(folder: Path) -> None:
    shown = run(folder, "--show-withheld", "export", "claims")
    assert "mara oru" in left_of(shown) and BLOT not in shown


def test_a_question_for_a_withheld_name_is_answered_as_one_for_a_name_that_nobody_has(folder: Path) -> None:
    for command in ("show", "who", "names", "timeline", "disputes", "lineage", "review"):
        extra = ("--list",) if command == "review" else ()
        for name in ("Mara Oru", "Oru", "مارا أورو", "Ivan Sedov", "Peter Banks", "mbeki"):
            answer, other = run(folder, command, name, *extra), run(folder, command, UNKNOWN, *extra)
            assert answer.split(";")[0].rstrip().replace(name, UNKNOWN) == other.split(";")[0].rstrip()
            assert left_of(answer.replace(name, "")) == []
    for name in ("Mara Oru", "Oru", '"Mara Oru"', "maraoru_now", "مارا", "Седова", "interview oru", "commander Oru"):
        found = json.loads(run(folder, "search", name, "--json"))
        assert (found["query"], found["hits"]) == (name, [])


def test_no_id_is_a_hash_that_somebody_could_make_who_knows_the_name(
    said: dict[tuple[str, ...], str], folder: Path
) -> None:
    """The attacker's dictionary: every id and digest of the record as it is, which are hashes of what it holds."""
    with Record.open(folder) as record:
        hidden = {report.id for report in record.reports() if left_of(f"{report.name} {report.text} {report.metadata}")}
        guessed = {
            digest_ for report in record.reports() if report.id in hidden for digest_ in (report.id, report.sha256)
        }
        guessed |= {report.text_sha256 for report in record.reports() if report.id in hidden}
        guessed |= {claim.id for claim in record.claims() if claim.report in hidden}
        guessed |= {fact.id for fact in record.facts() if hidden & set(fact.reports)}
        guessed |= {lineage.id for lineage in record.lineages() if hidden & set(lineage.reports)}
        guessed |= {d.id for d in record.differences() for s in d.sides for f in s.facts if f in guessed}
        guessed |= {descent.family for descent in record.descents() if descent.report in hidden}
        mentions = {mention.id: mention for mention in record.mentions()}
        withheld = {words for words in record.withheld()}
        guessed |= {
            entity for id_, entity in record.entity_of().items()
            if (mentions[id_].report, mentions[id_].start, mentions[id_].end) in withheld
        }  # fmt: skip
        guessed |= {made for entity in guessed for made in (digest("question", entity),)}
        guessed.add(record.build()["inputs"])
    everything = "".join(said.values())
    assert len(guessed) > 30
    assert guessed & ids_in(everything) == set()
    assert all(id_[:8] not in everything for id_ in guessed)


def test_an_own_id_is_no_address(folder: Path) -> None:
    """Else whoever made an id from a name that they guess would be told whether they are right."""
    with Record.open(folder) as record, open_book(folder) as book:
        entities = {record.entity_of().get(f"{report}:{a}-{b}") for report, a, b in record.withheld()} - {None}
        facts = [fact.id for entity in entities for fact in record.facts(entity=entity)]
        assert len(entities) == 4 and len(facts) > 4
        for ask, id_ in [*((book.show, e) for e in entities), *((book.explain, fact) for fact in facts)]:
            with pytest.raises(NotFound):
                ask(str(id_))


def test_a_common_word_stays_and_is_hidden_as_a_name(folder: Path) -> None:
    with open_book(folder) as book:
        (text,) = (report.text for report in book.holdings.reports.values() if report.name == "wire.txt")
    assert "both banks of the river" in text and "Banks" not in text and "Tomas Vell" in text


def test_shown_offsets_are_those_of_the_shown_text(folder: Path) -> None:
    """And so no length of a name can be told from them."""
    with open_book(folder) as book:
        held = book.holdings
        assert any(BLOT in claim.quote for claim in held.claims.values())
        for claim in held.claims.values():
            assert held.reports[claim.report].text[claim.start : claim.end] == claim.quote
        for mention in held.mentions.values():
            assert held.reports[mention.report].text[mention.start : mention.end] == mention.text
        assert set(held.entity_of) <= set(held.mentions)
        assert {claim for fact in held.facts.values() for claim in fact.claims} <= set(held.claims)
        assert {fact for d in held.differences for side in d.sides for fact in side.facts} <= set(held.facts)


def test_lists_stand_in_the_order_of_what_is_shown(said: dict[tuple[str, ...], str]) -> None:
    rows = lines_of(said["export", "entities", "--format", "jsonl"])
    shown = [(str(row["type"]), str(row["name"]), str(row["id"])) for row in rows]
    assert shown == sorted(shown)


def test_the_key_stays_where_it_is(folder: Path, said: dict[tuple[str, ...], str]) -> None:
    key = folder / ".stemmata-key"
    assert key.stat().st_mode & 0o777 == 0o600 and len(key.read_bytes()) == 32
    assert key.read_bytes().hex() not in "".join(said.values())
    assert ".stemmata-key" in (folder / ".gitignore").read_text().splitlines()


def test_ids_last_and_hang_on_the_key(folder: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(folder, copy)
    assert run(copy, "export", "entities") == run(folder, "export", "entities")
    (copy / ".stemmata-key").unlink()
    other = run(copy, "export", "entities")
    assert other != run(folder, "export", "entities") and left_of(other) == []


def test_a_judgement_hides_at_once(before: Path, tmp_path: Path) -> None:
    """Before the record is built anew."""
    folder = tmp_path / "record"
    shutil.copytree(before, folder)
    assert "oru" in left_of(run(folder, "export", "claims"))
    for judgement in judgements():
        append_judgement(folder, judgement)
    assert [left_of(run(folder, "export", what)) for what in EXPORTS] == [[]] * len(EXPORTS)


def test_every_form_would_be_noticed() -> None:
    for form in FORMS:
        assert form in left_of(f"said {form.upper()}, and"), form
    for guise in ("mara%20oru", "Ma-\nra Oru", "M\u200bara\u00a0Oru's", "Mara&#32;Oru", "x_maraoru_x", "مَارَا أُورُو"):
        assert left_of(guise), guise
