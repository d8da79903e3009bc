"""Bytes and characters: marks, encodings, damage."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemmata.acquire.decode import decode
from stemmata.errors import UnreadableReport

RUSSIAN = "Бригада объявила о выходе из коалиции и присоединилась к новому фронту на севере страны. " * 4
ARABIC = "أعلن اللواء انسحابه من التحالف وانضمامه إلى الجبهة الجديدة في شمال البلاد اليوم. " * 4


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_byte_order_mark_is_dropped_and_counted(mark: bytes, encoding: str) -> None:
    decoded = decode(mark + RUSSIAN.encode(encoding))
    assert (decoded.text, decoded.encoding) == (RUSSIAN, encoding)
    assert decoded.notes == ("1 byte order mark dropped",)


def test_a_second_mark_is_text() -> None:
    assert decode(codecs.BOM_UTF8 * 2 + b"x").text == "\ufeffx"


def test_wide_text_without_a_mark_is_seen() -> None:
    decoded = decode("The brigade left the coalition.".encode("utf-16-le"))
    assert decoded.text == "The brigade left the coalition."
    assert decoded.notes == ("no byte order mark; read as utf-16-le",)


@pytest.mark.parametrize(("text", "encoding"), [(RUSSIAN, "cp1251"), (ARABIC, "cp1256"), (RUSSIAN, "koi8-r")])
def test_old_encodings_are_judged_by_their_letters(text: str, encoding: str) -> None:
    decoded = decode(text.encode(encoding))
    assert decoded.text == text
    assert "judged by its letters" in decoded.notes[0]


def test_a_few_broken_bytes_do_not_turn_a_text_to_gibberish() -> None:
    data = RUSSIAN.encode().replace("а".encode(), b"\xff", 2)
    decoded = decode(data)
    assert decoded.text == RUSSIAN.replace("а", "\ufffd", 2)
    assert decoded.notes == ("2 places were not utf-8; U+FFFD stands there",)


def test_a_replacement_character_that_was_written_is_not_counted() -> None:
    assert decode("a \ufffd b".encode()).notes == ()


@pytest.mark.parametrize(
    "data", [b"words\0words", bytes(range(256)) * 20, b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", bytes(range(1, 256)) * 9]
)
def test_rubbish_is_no_text(data: bytes) -> None:
    with pytest.raises(UnreadableReport, match="binary, not text"):
        decode(data)


def test_the_declared_charset_is_read_as_on_the_web() -> None:
    assert decode("“x”".encode("cp1252"), "ISO-8859-1").text == "“x”"
    assert decode("日本".encode("iso2022_jp"), "iso-2022-jp").text == "日本"
    assert decode("é".encode(), "no-such-charset").text == "é"
    assert decode(b"plain", "base64").text == "plain"


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=200))
def test_utf8_comes_back_as_it_was(text: str) -> None:
    expected = text.removeprefix("\ufeff")
    assert decode(text.encode()).text == expected


@given(st.binary(max_size=300), st.sampled_from([None, "utf-16", "cp1252", "iso2022_jp", "utf-7", "big5", "idna"]))
def test_any_bytes_give_text_without_half_characters_or_are_refused(data: bytes, declared: str | None) -> None:
    try:
        text = decode(data, declared).text
    except UnreadableReport:
        return
    assert text == text.encode().decode()
    assert decode(data, declared).text == text
