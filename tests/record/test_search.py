"""Where words stand in a record, whatever is asked for."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from marsh import CONTENT, TEXT, put
from sqlalchemy import Connection

from stemmata.errors import NotFound
from stemmata.names.compare import group, person
from stemmata.names.index import asked_of
from stemmata.record.fold import folded
from stemmata.record.read import Record
from stemmata.record.search import entities_named, excerpt, found, matching, names_beginning, names_near

T = TypeVar("T")
WORDS = st.text('ab "*-()^:é قص\n', max_size=30) | st.text(max_size=20)


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Record:
    folder: Path = tmp_path_factory.mktemp("search")
    put(folder, CONTENT)
    return Record.open(folder)


def ask(record: Record, question: Callable[[Connection], T]) -> T:
    with record.connected() as connection:
        return question(connection)


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("Reed", ["e2"]),
        ("reed fr", ["e2"]),
        ("front r", ["e2"]),
        ("ree front", []),
        ("جبهة القص", ["e2"]),
        ('"Reed Front"', ["e2"]),
        ("o", ["e1"]),
        ("", []),
        ("* -", []),
    ],
)
def test_the_last_word_of_a_name_may_be_a_beginning(record: Record, words: str, ids: list[str]) -> None:
    assert ask(record, lambda connection: names_beginning(connection, words, 9)) == ids


def near(record: Record, name: str, bucket: int = 200, limit: int = 9) -> list[str]:
    keys = list(dict.fromkeys((*asked_of(group(name)), *asked_of(person(name)))))
    return ask(record, lambda connection: names_near(connection, keys, bucket, limit))


@pytest.mark.parametrize(("name", "id_"), [("Rid Front", "e2"), ("Ooru", "e1"), ("Jabhat al-Qasab", "e2")])
def test_names_of_the_same_keys_are_near(record: Record, name: str, id_: str) -> None:
    assert near(record, name)[:1] == [id_]


def test_a_key_of_too_many_tells_nothing(record: Record) -> None:
    assert near(record, "Reed Front") == ["e2"] and near(record, "Reed Front", bucket=0) == []
    assert near(record, "Reed Front", limit=0) == [] == ask(record, lambda c: names_near(c, [], 200, 9))


@settings(max_examples=80, deadline=None)
@given(WORDS)
def test_no_words_are_an_error(record: Record, words: str) -> None:
    for what in ("claims", "reports"):
        ids, count = ask(record, partial(matching, what=what, query=words, limit=9))
        assert len(ids) == count
    for what in ("claims", "reports", "names"):
        assert len(ask(record, partial(found, query=words, what=what, limit=9))) <= 9
    ask(record, lambda connection: names_beginning(connection, words, 9))
    assert folded(words) or ask(record, lambda connection: entities_named(connection, words)) == []


@given(st.text("abé '-ʼًق.,", max_size=200), WORDS)
def test_an_excerpt_stands_in_its_text(text: str, words: str) -> None:
    first, last, start, end = excerpt(text, words)
    assert 0 <= first <= start <= end <= last <= len(text)


def test_an_excerpt_shows_the_words_first_found() -> None:
    first, last, start, end = excerpt(TEXT, '"جبهة القصب"')
    assert (TEXT[start:end], first, last) == ("جَبهة القصب", 0, len(TEXT))
    first, last, start, end = excerpt(f"{'x ' * 500}the Reed-Front, here{' y' * 500}", '"reed front"')
    assert (end - start, start - first, last - end) == (len("Reed-Front"), 120, 120)
    assert excerpt("", "reed") == excerpt("", "") == (0, 0, 0, 0)


@given(st.text("abé '-ʼًق.,İß", max_size=60), st.sampled_from(["a", "b a", "e", "ق", "ba", "ss", "i"]))
def test_words_are_shown_as_they_stand(text: str, phrase: str) -> None:
    start, end = excerpt(text, f'"{phrase}"')[2:]
    if end:
        assert folded(text[start:end]) == phrase
    else:
        assert f" {phrase} " not in f" {folded(text)} "


def test_words_far_into_a_text_are_found() -> None:
    text = "ʼab ß’é " * 900 + "Reed-Frönt’s" + " é" * 900
    start, end = excerpt(text, '"reed fronts"')[2:]
    assert text[start:end] == "Reed-Frönt’s"


def test_what_matches_is_counted(record: Record) -> None:
    ids, count = ask(record, lambda connection: matching(connection, "claims", "marsh militia", 1))
    assert (len(ids), count) == (1, 2)
    assert ask(record, lambda connection: matching(connection, "reports", "reed front", 9)) == (["r1", "r2"], 2)
    with pytest.raises(NotFound, match="have claims, reports"):
        ask(record, lambda connection: matching(connection, "names", "reed", 9))
