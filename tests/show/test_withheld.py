import json
from dataclasses import replace
from pathlib import Path

import pytest

from stemmata.errors import RecordError
from stemmata.model import Anchor, Judgement, Role, Segment
from stemmata.record.lines import append_judgement
from stemmata.record.read import Record
from stemmata.show.answers import Named
from stemmata.show.holdings import Holdings, read
from stemmata.show.plain import plain
from stemmata.show.queries.dossier import dossier
from stemmata.show.withheld import BLOT, Veil, veil_of_folder
from stemmata.show.withheld.blots import Blots
from stemmata.show.withheld.forms import forms_of
from stemmata.show.withheld.key import key_of
from stemmata.show.withheld.matcher import Matcher
from tests.show.world import TEXTS, entity_id, write_world

NAME = "Mara Oru"
GAZETTE = TEXTS["gazette.txt"]


@pytest.fixture
def veiled(tmp_path: Path) -> Veil:
    """The veil of the invented world with Mara Oru withheld."""
    write_world(tmp_path)
    append_judgement(tmp_path, Judgement("nele", "2026", "withhold", "at risk", (Anchor("gazette.txt", NAME),)))
    return Veil.of(Record.open(tmp_path))


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("mara\n oru and Mara Orun", "[withheld] and Mara Orun"),
        ("Mara Oru's, MARA-ORU", "[withheld]'s, [withheld]"),
        ("http://x.example/2019/mara_oru.html", "http://x.example/2019/[withheld].html"),
        ("?q=Mara%20Oru&x=1", "?q=[withheld]&x=1"),
        ("Mara&nbsp;Oru and Mara<br>Oru", "[withheld] and [withheld]"),
        ("the Ma-\nra Oru", "the [withheld]"),
        ("M\u200ba\u0301ra\u00a0Oru", "[withheld]"),
        ("Ｍａｒａ　Ｏｒｕ", "[withheld]"),
        ("Oru, Mara; M. Oru; moru", "[withheld]; [withheld]; moru"),
        ("@officialmaraoru", "@official[withheld]"),
        ("Tamara Orukin", "Tamara Orukin"),
        ("مَارَا أُورُو ومارا اورو", "[withheld] و[withheld]"),
        ("Ивану Седову, Седовым Иваном", "[withheld], [withheld]"),
        ("Mustafa Bakour, Mustafa al-Bakur", "[withheld], Mustafa al-Bakur"),
    ],
)
def test_a_name_is_found_however_it_is_written(said: str, shown: str) -> None:
    names = (NAME, "مارا أورو", "Иван Седов", "Mustafa al-Bakour")
    assert Matcher(form for name in names for form in forms_of(name).whole).hide(said) == shown


def test_forms_of_a_name() -> None:
    assert forms_of("Colonel Mara Oru").parts == {"mara", "oru"}
    assert ("abu", "nur") in forms_of("Abu Nur").whole and forms_of("Abu Nur").parts == frozenset()
    assert {("khalid", "sel"), ("ahmad", "sel"), ("ahmad", "bin", "khalid", "al", "sel")} <= forms_of(
        "Dr. Ahmad bin Khalid al-Sel"
    ).whole


def test_offsets_go_there_and_back() -> None:
    text, blots = "Col. Mara Oru of Tolin, Oru.", Blots([(5, 13), (24, 27)])
    shown = f"Col. {BLOT} of Tolin, {BLOT}."
    for word in ("Col.", "of Tolin", "."):
        start, end = blots.span(text.rindex(word), text.rindex(word) + len(word))
        assert shown[start:end] == word
        assert blots.original(start, end) == (text.rindex(word), text.rindex(word) + len(word))
    assert blots.span(7, 9) == blots.span(5, 13) == (5, 15) and blots.original(6, 8) == (5, 13)


def test_nothing_withheld_changes_nothing(folder: Path, held: Holdings) -> None:
    veil, answer = Veil.of(Record.open(folder)), dossier(held, "Delta Guard", None, (), "")
    assert not veil and veil(answer) is answer and veil.holdings(held) is held
    assert not (folder / ".stemmata-key").exists()


def test_holdings_are_hidden_whole_or_in_part(veiled: Veil, held: Holdings) -> None:
    whole = veiled.holdings(held)
    assert NAME not in json.dumps(plain(dossier(whole, "Delta Guard", None, (), "")))
    few = {id_: claim for id_, claim in held.claims.items() if NAME in claim.quote}
    bare = {id_: replace(report, text="") for id_, report in held.reports.items()}
    part = veiled.holdings(replace(held, claims=few, reports=bare, facts={}, differences=()))
    assert set(part.claims) < set(whole.claims)
    assert all(part.claims[id_] == whole.claims[id_] for id_ in part.claims)


def test_ids_lead_back_and_own_ids_nowhere(veiled: Veil, held: Holdings) -> None:
    oru = entity_id(NAME)
    assert veiled.hidden == {oru} and veiled.id(oru) != oru
    assert veiled.internal(veiled.id(oru)) == oru and veiled.internal(oru) is None
    shown = veiled.holdings(held)
    public = {*shown.reports, *shown.claims, *shown.facts, *shown.entities, *(d.id for d in shown.differences)}
    assert None not in {veiled.internal(id_) for id_ in public}
    wire = next(report for report in held.reports.values() if report.name == "wire.txt")
    assert veiled.id(wire.id) == wire.id and shown.reports[wire.id] == wire


def test_an_answer_about_what_is_hidden(veiled: Veil) -> None:
    oru = entity_id(NAME)
    assert veiled({"a": ["Mara Oru", 3, Path("x")]}) == {"a": [BLOT, 3, Path("x")]}
    assert veiled(Named("Oru", oru)) == Named(BLOT, veiled.id(oru))
    assert veiled(f"of {oru}: holds_post") == f"of {veiled.id(oru)}: holds_post"
    once = veiled(("holds_post", "mara-oru.txt"))
    assert veiled(once) == once


def test_the_text_of_a_report_in_pieces(veiled: Veil, held: Holdings) -> None:
    gazette = next(report for report in held.reports.values() if report.name == "gazette.txt")
    pieces, shown = veiled.text(gazette), veiled.report(gazette)
    assert "".join(piece.words for piece in pieces) == shown.text == GAZETTE.replace(NAME, BLOT)
    assert [piece.words for piece in pieces if piece.hidden] == [BLOT]
    assert all(shown.text[piece.start : piece.end] == piece.words for piece in pieces)
    assert shown.sha256 == "withheld" and shown.id == veiled.id(gazette.id)
    half = GAZETTE.index(NAME) + 2
    cut = (Segment(0, half, Role.BODY, 0), Segment(half, len(GAZETTE), Role.BODY, 1))
    first, second = veiled.segments(gazette.id, cut)
    assert (first.start, first.end, second.end) == (0, second.start, len(shown.text))
    start, end = shown.text.index("on 11 August"), shown.text.index("on 11 August") + 5
    there = veiled.original(gazette.id, start, end)
    assert GAZETTE[slice(*there)] == shown.text[start:end] and veiled.span(gazette.id, *there) == (start, end)


def test_search_finds_by_what_is_shown(veiled: Veil) -> None:
    assert veiled.search(NAME, "names") == veiled.search("oru", "claims") == veiled.search("Mara", "reports") == ()
    (found,) = veiled.search("Velia trained", "reports")
    assert found.report == veiled.id(found.report) and NAME not in found.quote
    (claim,) = veiled.search("became commander", "claims")
    assert claim.quote.startswith(BLOT) and veiled.internal(claim.id) is not None


def test_a_judgement_tells_who_made_it_and_no_more(veiled: Veil) -> None:
    said = Judgement("nele", "2026", "reject", "Oru never said so", (Anchor("gazette.txt", NAME),), {"object": "Oru"})
    shown = veiled.judgement(said)
    assert (shown.who, shown.when, shown.what, shown.why) == ("nele", "2026", "reject", BLOT)
    assert "Oru" not in repr(shown) and veiled(said) == shown == veiled(shown)


def test_words_that_are_gone_from_their_report_are_hidden_all_the_same(tmp_path: Path) -> None:
    write_world(tmp_path)
    append_judgement(tmp_path, Judgement("nele", "2027", "withhold", "", (Anchor("nowhere.txt", "Guard Post"),)))
    assert Veil.of(Record.open(tmp_path))("Delta Guard; the guard post") == f"Delta Guard; the {BLOT}"


def test_the_key_is_made_once_and_read_by_its_owner_alone(tmp_path: Path) -> None:
    key = key_of(tmp_path)
    assert key == key_of(tmp_path) and len(key) == 32
    assert (tmp_path / ".stemmata-key").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir()] == [".stemmata-key"]
    (tmp_path / ".stemmata-key").write_bytes(b"short")
    with pytest.raises(RecordError, match="5 bytes; looked for 32"):
        key_of(tmp_path)


def test_messages_about_a_folder_without_a_record(tmp_path: Path) -> None:
    append_judgement(tmp_path, Judgement("nele", "2026", "withhold", "", (Anchor("a.txt", NAME),)))
    assert veil_of_folder(tmp_path)("mara-oru.pdf: damaged") == f"{BLOT}.pdf: damaged"
    assert veil_of_folder(tmp_path, show_withheld=True)("mara-oru.pdf") == "mara-oru.pdf"


def test_an_older_state_hides_what_the_newer_hides(veiled: Veil, tmp_path_factory: pytest.TempPathFactory) -> None:
    old = write_world(tmp_path_factory.mktemp("old"))
    with Record.open(old) as record:
        veil = Veil.of(record, like=veiled)
        assert NAME not in str(veil.holdings(read(record)).claims) and veil.id(entity_id(NAME)) == veiled.id(
            entity_id(NAME)
        )
    assert not (old / ".stemmata-key").exists()
