"""Which words a report is read as, whatever it is written in."""

from __future__ import annotations

import sys
import unicodedata

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented_reports import LEAD, OTHER, SECOND, Made, few, filler, made, of, only

from stemmata.collate.letters import folded
from stemmata.collate.words import Eye, Words, read
from stemmata.model import Report, Role, Segment, digest

LAW = settings(deadline=None, max_examples=60)


def words(*reports: Made) -> Words:
    return read([report for report, _ in reports], {report.id: cut for report, cut in reports})


def spelled(report: Made) -> list[str]:
    """The words of one report, as they stand in its text."""
    found = words(report)
    return [report[0].text[at : at + size] for at, size in zip(found.starts, found.sizes, strict=True)]


def marks(text: str) -> list[int]:
    found: list[int] = words(made("a.txt", text)).marks.tolist()
    return found


def cut(text: str, *pieces: tuple[int, int, Role, int]) -> Made:
    sha = digest(text, length=64)
    report = Report(digest(sha), "cut.txt", None, sha, len(text), "text/plain", "t/1", text, {})
    return report, [Segment(*piece) for piece in pieces]


def pieced(*pieces: tuple[str, Role, int]) -> Made:
    """A report of words, each with its role and its flow, nothing between them."""
    text, found = "", []
    for words_, role, flow in pieces:
        found.append((len(text), len(text) + len(words_), role, flow))
        text += words_
    return cut(text, *found)


# --- letters -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Tarn", "TARN"),
        ("Élite", "elite"),
        ("É", "E\u0301"),  # one character, and two
        ("straße", "STRASSE"),
        ("conﬂict oﬃce", "conflict office"),
        ("Ｔａｒｎ", "Tarn"),  # full width
        ("مُقَاتِل", "مقاتل"),
        ("أحمد إلى آخر", "احمد الى اخر"),
        ("Київ", "КИЇВ"),
        ("ΣΊΣΥΦΟΣ", "σίσυφος"),
        ("tiếng Việt", unicodedata.normalize("NFD", "TIẾNG VIỆT")),
        ("½ ²", "½ 2"),
    ],
)
def test_spellings_of_one_word(one: str, other: str) -> None:
    assert marks(one) == marks(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Tarn", "Tarns"),
        ("abc", "acb"),
        ("ab", "a b"),
        ("12", "21"),
        ("कि", "के"),  # vowel signs that are letters of their own
        ("中国", "国中"),
    ],
)
def test_words_that_differ(one: str, other: str) -> None:
    assert marks(one) != marks(other)


def test_a_stretched_arabic_word_is_the_same_word() -> None:
    assert marks("بيـــان") == marks("بيان")


@pytest.mark.parametrize("sign", ["\u00ad", "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff"])
def test_invisible_characters_do_not_cut_a_word(sign: str) -> None:
    assert marks(f"bri{sign}gade") == marks("brigade")


@pytest.mark.xfail(
    strict=True, raises=AssertionError, reason="decomposed Korean is read as the letters of its syllables"
)
def test_korean_is_the_same_composed_and_decomposed() -> None:
    assert marks("한국") == marks(unicodedata.normalize("NFD", "한국"))


def test_rare_chinese_characters_are_words_by_themselves() -> None:
    assert len(marks("𠀀𠀁𠀂")) == 3


def test_scripts_without_blanks_have_a_word_for_a_character_and_marks_are_none() -> None:
    assert spelled(made("a.txt", "部队 abc ไทย")) == ["部", "队", "abc", "ไ", "ท", "ย"]
    assert len(marks("ที่")) == len(marks("ที"))  # a tone is no letter


@pytest.mark.parametrize("text", ["", " ", "...", "\u0301\u0301", "\n\n", "—", "🚩🏴", "\ud800\udfff", "\x00"])
def test_texts_without_words(text: str) -> None:
    assert marks(text) == []
    assert of(made("a.txt", text), made("b.txt", LEAD)).derivations == ()


@LAW
@given(st.characters())
def test_folding_a_letter_twice_changes_nothing_more(letter: str) -> None:
    once = folded(letter)
    assert "".join(map(folded, once)) == once or unicodedata.normalize("NFC", once) == once


@LAW
@given(st.lists(st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=8), min_size=1, max_size=20))
def test_the_mark_of_a_word_does_not_depend_on_what_stands_around_it(texts: list[str]) -> None:
    apart = [mark for text in texts for mark in marks(text)]
    assert marks(" ".join(texts)) == apart
    assert marks("Öﬁ " * 3 + " ".join(texts))[6 // 2 :] == apart


@LAW
@given(st.text(st.characters(), max_size=60))
def test_words_stand_where_they_are_said_to_stand(text: str) -> None:
    report = made("a.txt", text)
    for word in spelled(report):
        assert word
        assert all(unicodedata.category(letter)[0] in "LNM" or unicodedata.category(letter) == "Cf" for letter in word)
    found = words(report)
    assert (np.diff(found.starts) > 0).all()
    assert (found.flags & 3 == 1).all()


def test_lone_surrogates_do_not_move_what_follows() -> None:
    broken = "\ud83d and \udc00 then " + LEAD
    (passage,) = only(of(made("a.txt", broken), made("b.txt", LEAD, "More."))).passages
    assert broken[passage.from_start : passage.from_end] == LEAD[:-1]


def test_characters_outside_the_basic_plane_are_one_offset_each() -> None:
    marked = "🚩𝐀 " + LEAD
    (passage,) = only(of(made("a.txt", marked), made("b.txt", LEAD, "More."))).passages
    assert marked[passage.from_start : passage.from_end] == LEAD[:-1]


def test_decomposed_and_composed_texts_are_the_same_words() -> None:
    text = "Les brigades de la région côtière ont été défaites près du château où siégeait l'état-major général"
    spread = unicodedata.normalize("NFD", text.upper())
    found = only(of(made("a.txt", text), made("b.txt", spread)))
    assert found.score == 1.0
    (passage,) = found.passages
    assert spread[passage.to_start : passage.to_end] == spread


# --- words -------------------------------------------------------------------------------------------------------


def test_a_word_of_more_than_255_characters_is_shared_to_its_end() -> None:
    text = LEAD[:-1] + " " + "a" * 400
    (passage,) = only(of(made("a.txt", text), made("b.txt", OTHER, text))).passages
    assert passage.from_end == len(text)


def test_long_words_differ_by_their_last_letter() -> None:
    assert marks("a" * 400 + "b") != marks("a" * 400 + "c")


def test_only_digits_are_words() -> None:
    table = " ".join(digest(str(at), length=8) for at in range(40)).translate(str.maketrans("abcdef", "012345"))
    assert only(of(made("a.txt", table), made("b.txt", OTHER, table))).passages


def test_a_report_without_segments_has_no_words_but_a_lineage() -> None:
    bare = (made("a.txt", LEAD)[0], [])
    found = of(bare, made("b.txt", LEAD, OTHER))
    assert found.derivations == ()
    assert len(found.lineages) == 2


def test_a_report_of_one_segment() -> None:
    text = LEAD + "\n\n" + OTHER
    whole = cut(text, (0, len(text), Role.BODY, 0))
    assert spelled(whole) == [word.strip(",.") for word in text.split()]


@pytest.mark.parametrize("short", range(1, 5))
def test_a_short_last_report_is_compared_like_any_other(short: int) -> None:
    found = of(made("a.txt", LEAD), made("b.txt", " ".join(OTHER.split()[:short])))
    assert found.derivations == ()


@pytest.mark.parametrize("short", range(1, 6))
def test_short_reports_do_not_disturb_those_around_them(short: int) -> None:
    little = " ".join(OTHER.split()[:short])
    reports = [made(f"{at}.txt", little, (str(at), Role.FURNITURE)) for at in range(3)]
    assert only(of(*reports, made("x.txt", LEAD), made("y.txt", LEAD, OTHER))).score == 1.0


def test_a_gloss_in_the_middle_of_a_sentence_is_read_over() -> None:
    first, rest = LEAD[:17], LEAD[17:]
    report = pieced((first, Role.BODY, 0), (" A gloss of Tarn. ", Role.GLOSS, 1), (rest, Role.BODY, 0))
    assert spelled(report) == [word.strip(",.") for word in LEAD.split()]


def test_a_gloss_pasted_right_behind_its_term_does_not_change_the_term() -> None:
    first, rest = LEAD[:13], LEAD[13:]
    assert first.endswith("Front")
    report = pieced((first, Role.BODY, 0), ("Front is a coalition.", Role.GLOSS, 1), (rest, Role.BODY, 0))
    assert spelled(report) == [word.strip(",.") for word in LEAD.split()]
    assert words(report).marks.tolist() == marks(LEAD)


def test_an_infobox_inside_a_paragraph_is_read_after_it() -> None:
    first, rest = LEAD[:17], LEAD[17:]
    report = pieced((first, Role.BODY, 0), (" Leader Oru Nele ", Role.INFOBOX, 1), (rest, Role.BODY, 0))
    assert spelled(report) == [word.strip(",.") for word in LEAD.split()] + ["Leader", "Oru", "Nele"]
    assert (words(report).flags[-3:] == 0).all()


def test_a_passage_over_two_flows_does_not_cover_a_flow_between_them() -> None:
    """A box stands inside a paragraph: the end of the one and the beginning of the other follow each other in both."""
    start, own, first, last = filler("start", 40) + " ", filler("own", 100) + " ", few(12) + " ", few(12, SECOND)
    report = pieced((start, Role.BODY, 0), (last + " ", Role.LIST, 1), (own, Role.LIST, 1), (first, Role.BODY, 0))
    found = only(of(report, made("other.txt", filler("other", 40), first + last)))
    spans = [(passage.from_start, passage.from_end) for passage in found.passages]
    assert all(end - start < len(own) for start, end in spans), spans


def test_two_flows_in_turns_are_read_one_after_the_other() -> None:
    one, other = LEAD.split(), OTHER.split()
    pieces: list[tuple[str, Role, int]] = []
    for here, there in zip(one, other, strict=False):
        pieces += [(here + " ", Role.BODY, 0), (there + " ", Role.BODY, 1)]
    size = min(len(one), len(other))
    expected = [word.strip(",.") for word in one[:size] + other[:size]]
    assert spelled(pieced(*pieces)) == expected


def test_a_quotation_ends_with_its_paragraph() -> None:
    report = made("a.txt", f"“{LEAD}", f"“{OTHER}”")
    spoken = (words(report).flags & 2) > 0
    assert spoken.tolist() == [False] * len(LEAD.split()) + [True] * len(OTHER.split())


def test_words_between_two_names_in_quotation_marks_are_not_quoted() -> None:
    report = made("a.txt", f'They called him "the bear" then. {LEAD} The other was "the wolf" to all.')
    assert not (words(report).flags & 2).any()


def test_every_block_of_unicode_can_be_read() -> None:
    text = "".join(map(chr, range(0, sys.maxunicode + 1, 7)))
    row = Eye().read(text, [Segment(0, len(text), Role.BODY, 0)])
    assert len(row.marks) > 1000
