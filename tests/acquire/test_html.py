"""Pages: what is seen of them, where the runs lie, and that hostile ones do no harm."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stemmata.acquire import acquire
from stemmata.acquire.columns import column_map
from stemmata.acquire.html import read_html
from stemmata.acquire.payload import DEFAULT_LIMITS, Budget, Options, Payload, Reading
from stemmata.errors import UnreadableReport
from stemmata.model import Unread

OPTIONS = Options(DEFAULT_LIMITS, column_map(None), Budget(DEFAULT_LIMITS))


def page(markup: str | bytes) -> Reading:
    data = markup.encode() if isinstance(markup, str) else markup
    (reading,) = read_html(Payload("a.html", "html", data=data), OPTIONS)
    assert isinstance(reading, Reading)
    return reading


def marked(reading: Reading, tag: str) -> list[str]:
    return [reading.text[run.start : run.end] for run in reading.runs if run.tag == tag]


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>one\n  two</p><p>three", "one two\n\nthree"),
        ("a<br>b<br><br>c", "a\nb\n\nc"),
        ("<div>a</div><div>b</div>", "a\nb"),
        ("x<b>y</b> <i> z</i>", "xy z"),
        ("<ul><li>a<li>b</ul>", "a\nb"),
        ("<table><tr><th>Leaders<td>A<br>B<tr><th>Size<td>300</table>", "Leaders\tA\nB\nSize\t300"),
        ("<table><tr><th><p>Leaders</p><td><p>A</p><p>B</p></table>", "Leaders\tA\nB"),
        ("<pre>a\n  b</pre>c", "a\n  b\n\nc"),
        ("a&nbsp;b &amp; c", "a\u00a0b & c"),
        ("<dl><dt>Term<dd>Meaning</dl>", "Term\nMeaning"),
    ],
)
def test_text_is_laid_out_as_a_browser_would(markup: str, text: str) -> None:
    assert page(markup).text == text


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>no</script>",
        "<style>no</style>",
        "<template>no</template>",
        "<noscript>no</noscript>",
        "<p hidden>no</p>",
        "<p style='color:red; display : none'>no</p>",
        "<dialog>no</dialog>",
        "<!-- no -->",
        "<select><option>no</select>",
    ],
)
def test_what_is_not_seen_is_not_text(hidden: str) -> None:
    assert page(f"<p>yes</p>{hidden}").text == "yes"


def test_furniture_and_definitions_that_pop_up_stay_and_are_marked() -> None:
    reading = page(
        "<nav class='top  menu'>Home</nav>"
        "<p>The <a>Brigade</a><span class='tooltip' id=t1>A brigade is a unit.</span> left.</p>"
    )
    assert reading.text == "Home\n\nThe BrigadeA brigade is a unit. left."
    hints = {run.tag: run.hints for run in reading.runs}
    assert hints == {"nav": "top menu", "p": "", "a": "", "span": "tooltip t1"}
    assert marked(reading, "span") == ["A brigade is a unit."]


def test_runs_name_the_parts_of_an_infobox() -> None:
    reading = page("<table class=infobox><tr><th>Size</th><td>300<sup>[1]</sup></td></tr></table>")
    assert (marked(reading, "th"), marked(reading, "td"), marked(reading, "sup")) == (["Size"], ["300[1]"], ["[1]"])


def test_the_declared_encoding_is_used_where_the_bytes_are_not_utf8() -> None:
    reading = page("<meta charset=windows-1251><p>Армия</p>".encode("cp1251"))
    assert reading.text == "Армия"
    assert page("<meta charset=iso-8859-1><p>Армия</p>".encode()).text == "Армия"


def test_a_page_of_scripts_has_no_text(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<html><script>document.write('x')</script></html>")
    (result,) = acquire(tmp_path)
    assert isinstance(result, Unread) and result.reason == "a page without visible text"


def test_a_million_nested_tags_end_soon() -> None:
    began = time.monotonic()
    reading = page("<p>before</p><script>let a = 1</script>" + "<div>" * 1_000_000 + "deep")
    assert reading.text.split() == ["before", "deep"]
    assert reading.notes[0] == "999488 tags nested deeper than 512 were taken as not nested"
    assert time.monotonic() - began < 60  # without a bound on depth: hours


@pytest.mark.parametrize("tag", ["b", "span class=x", "ul><li", "table><tr><td", "blockquote><p", "a href=x", "font"])
def test_no_element_nests_without_end(tag: str) -> None:
    assert page("before " + f"<{tag}>" * 100_000 + " deep").text.split() == ["before", "deep"]


def test_the_depth_that_browsers_nest_to_keeps_its_runs() -> None:
    reading = page("<div class=x>" * 200 + "<p>deep</p>" + "</div>" * 200)
    assert marked(reading, "p") == ["deep"] and not reading.notes


_PIECES = "<p>|</p>|<div id=a>|</div>|<td>|<tr>|<table>|</table>|<br>|<pre>|</pre>|<li>|a| |\n|&amp;|<|<a |<b>|<sup>"


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(_PIECES.split("|")), max_size=40).map("".join))
def test_runs_lie_in_the_text_and_nest(markup: str) -> None:
    try:
        reading = page(markup)
    except UnreadableReport:
        return
    assert reading.text.strip("\n\t ") != ""
    for run in reading.runs:
        assert 0 <= run.start < run.end <= len(reading.text)
        assert reading.text[run.start] not in "\n\t "
    for one in reading.runs:
        for two in reading.runs:
            assert one.end <= two.start or two.end <= one.start or _holds(one, two) or _holds(two, one)


def _holds(outer: object, inner: object) -> bool:
    return bool(outer.start <= inner.start and inner.end <= outer.end)  # type: ignore[attr-defined]
