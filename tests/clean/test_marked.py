"""Marked-up pages; all of them invented."""

# ruff: noqa: E501
from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from stemmata.clean import clean
from stemmata.model import Metadatum, Report, Role, Run, passages

TAG = re.compile(r"<(/?)(\w+)([^>]*)>")


def page(markup: str, title: str = "", media_type: str = "text/html") -> Report:
    """A report from text with elements in it: <p class="lead">words</p>. Newlines and tabs are kept."""
    text, runs, opened, at = "", [], [], 0
    for tag in TAG.finditer(markup):
        text += markup[at : tag.start()]
        at = tag.end()
        if not tag.group(1):
            opened.append((len(text), tag.group(2), " ".join(re.findall(r'"([^"]*)"', tag.group(3)))))
        else:
            start, name, hints = opened.pop()
            runs.append(Run(start, len(text), name, hints))
    ordered = tuple(sorted(runs, key=lambda run: (run.start, -run.end)))
    metadata = {"title": Metadatum(title, "test")} if title else {}
    return Report("r", "r.html", None, "0", len(text), media_type, "html/1", text, metadata, ordered)


def roles(report: Report) -> list[tuple[str, str]]:
    return [(str(s.role), report.text[s.start : s.end].strip()) for s in clean(report)]


def bodies(report: Report) -> list[str]:
    return [" ".join(p.text.split()) for p in passages(report, clean(report)) if p.role is Role.BODY]


ENCYCLOPEDIA = page(
    """<h1>Reed Column</h1>
<table class="infobox"><tr><th>Reed Column
عمود القصب</th></tr>
<tr><th>Leaders</th>\t<td>Col. Ane Morr (until 1990)
Ilo Tarn (spokesman)</td></tr>
<tr><th>Size</th>\t<td><ul><li>200 (1988)</li>
<li>May 1990:
<ul><li>350 (own claim)</li>
<li>90 (police)</li></ul></li></ul></td></tr></table>
<p>The column was founded in 1988,<sup class="reference">[1]</sup> and fought with the <a>Lock Front</a><span class="tooltip">The Lock Front was an alliance of lock keepers.</span>, its ally.</p>
<h2>Boats<span class="editsection">[edit]</span></h2>
<figure><figcaption>A boat near Osk.</figcaption></figure>
<p>It had these boats:</p>
<ul><li>The Osk</li>
<li>The Tarn</li></ul>
<blockquote><p>We shall be back.</p></blockquote>
<h2>References</h2>
<ol class="references"><li>Morr, Ane (1990). Boats.</li></ol>"""
)


def test_elements_give_roles() -> None:
    assert roles(ENCYCLOPEDIA)[0] == ("title", "Reed Column")
    assert roles(ENCYCLOPEDIA)[-9:] == [
        ("heading", "Boats"),
        ("furniture", "[edit]"),
        ("caption", "A boat near Osk."),
        ("body", "It had these boats:"),
        ("list", "The Osk"),
        ("list", "The Tarn"),
        ("quotation", "We shall be back."),
        ("heading", "References"),
        ("reference", "Morr, Ane (1990). Boats."),
    ]


def test_the_rows_of_an_infobox() -> None:
    found = passages(ENCYCLOPEDIA, clean(ENCYCLOPEDIA))
    values = [(p.label, p.text.strip(), p.context) for p in found if p.role is Role.INFOBOX and p.label != "label"]
    assert values == [
        ("name", "Reed Column", ()),
        ("native_name", "عمود القصب", ()),
        ("leaders", "Col. Ane Morr (until 1990)", ()),
        ("leaders", "Ilo Tarn (spokesman)", ()),
        ("size", "200 (1988)", ()),
        ("size", "350 (own claim)", ("May 1990:",)),
        ("size", "90 (police)", ("May 1990:",)),
    ]


def test_a_tooltip_is_a_gloss_of_the_link_before_it() -> None:
    gloss = next(s for s in clean(ENCYCLOPEDIA) if s.role is Role.GLOSS)
    assert gloss.about is not None
    assert ENCYCLOPEDIA.text[slice(*gloss.about)] == "Lock Front"
    assert bodies(ENCYCLOPEDIA)[0] == "The column was founded in 1988, and fought with the Lock Front, its ally."


def test_a_sentence_that_a_box_cuts_in_two_reads_on() -> None:
    report = page(
        """<h1>Reed Column</h1>
<div id="text">It was led by <a>Ane Morr</a>
<div class="tooltip">Ane Morr was a river pilot and a militia leader from Osk in the lowlands.</div>
until 1990, when Ilo Tarn followed her.</div>"""
    )
    assert bodies(report) == ["It was led by Ane Morr until 1990, when Ilo Tarn followed her."]


def test_a_definition_without_a_mark_of_its_own_is_told_by_its_link() -> None:
    gloss = "The Velm (, ''Velma'') is a river in the eastern lowlands of Ardenia that rises in the Korr hills and runs nor ..."
    report = page(f"<h1>Reed Column</h1>\n<p>It was active along the lower <a>Velm</a> {gloss}, and in Osk.</p>")
    assert bodies(report) == ["It was active along the lower Velm, and in Osk."]


NEWS = page(
    """<header class="site-header"><a>Home</a>
<a>News</a>
<a>Sport</a></header>
<div class="article"><h1>Column loses two boats</h1>
<p>The Reed Column lost two boats on the Velm on Sunday, sources in the column told our paper, and three men are missing.</p>
<p>The boats were the last that it had on the upper river, where it has fought the patrols of the republic since 1988.</p>
<p>A spokesman said that the men would be found, and that the column would be back on the river before the floods.</p></div>
<aside class="sidebar related"><a>Ten things to do in Osk this weekend</a>
<a>Why the ferries are late again</a></aside>
<ul class="comment-list"><li class="comment"><p>I saw the boats go down myself, and nobody came to help them, which tells you all about the republic.</p></li></ul>
<footer class="footer"><a>Contact</a> <a>Privacy policy</a></footer>""",
    title="Column loses two boats - The Osk Observer",
)


def test_a_news_page_is_its_article() -> None:
    assert [text[:12] for text in bodies(NEWS)] == ["The Reed Col", "The boats we", "A spokesman "]
    rest = [words for role, words in roles(NEWS) if role == "furniture"]
    assert any("ferries" in words for words in rest)
    assert any("I saw the boats" in words for words in rest)


def test_a_document_without_a_site_is_read_whole() -> None:
    report = page("<h1>Note</h1>\n<p>These left:</p>\n<li>Osk</li>", media_type="application/x-docx")
    assert roles(report) == [("title", "Note"), ("body", "These left:"), ("list", "Osk")]


@settings(deadline=None)
@given(
    st.text("ab. \n\t[1]", max_size=80),
    st.lists(st.tuples(st.integers(0, 80), st.integers(0, 80)), max_size=8),
    st.data(),
)
def test_segments_tile_any_marked_text(text: str, spans: list[tuple[int, int]], data: st.DataObject) -> None:
    tags = st.sampled_from(
        ["p", "h1", "h2", "li", "ul", "table", "tr", "th", "td", "a", "sup", "span", "blockquote", "figure"]
    )
    hints = st.sampled_from(["", "infobox", "tooltip", "references", "nav", "caption", "comment"])
    runs = [
        Run(min(a, b), min(max(a, b), len(text)), data.draw(tags), data.draw(hints))
        for a, b in spans
        if min(a, b) < min(max(a, b), len(text))
    ]
    ordered = tuple(sorted(runs, key=lambda run: (run.start, -run.end)))
    report = Report("r", "r.html", None, "0", len(text), "text/html", "html/1", text, {}, ordered)
    assert "".join(text[s.start : s.end] for s in clean(report)) == text
