"""What is known of a report, who says so, and what stays unknown."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from stemmata.acquire import acquire
from stemmata.acquire.dates import edtf_of, leading_date, written_date
from stemmata.acquire.language import language_of
from stemmata.model import Report, Unread
from stemmata.when import edtf_bounds

PROSE = (
    "The council of the northern districts said on Monday that its fighters had left the town after two weeks of "
    "talks, and that the garrison would be handed to the police by the end of the month.\n"
)


def report(tmp_path: Path, text: str, name: str = "a.txt") -> Report:
    (tmp_path / name).write_text(text, encoding="utf-8")
    (result,) = acquire(tmp_path)
    assert isinstance(result, Report), result
    return result


def said(tmp_path: Path, text: str, key: str) -> tuple[str, str] | None:
    found = report(tmp_path, text).metadata.get(key)
    return None if found is None else (found.value, found.evidence)


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("HOME\n\nGarrison Leaves Town\n\n", "Garrison Leaves Town"),
        ("Facebook Twitter YouTube RSS\n\nGarrison leaves its town\n\n", "Garrison leaves its town"),
        ("Garrison Leaves Town\n", "Garrison Leaves Town"),
        ("# Garrison leaves town\n\n", "Garrison leaves town"),
        ("12 $\n\nGarrison Leaves\n\n\nGarrison Leaves\n\nPhoto\n\n", "Garrison Leaves"),
        ("Published: 3 May 2018\n\nBy Nele Oru\n\nGarrison Leaves Town\n\n", "Garrison Leaves Town"),
        ("HOME\n\nOR:\n\nThe council of the\nnorthern districts is an\n", None),
        ("Open main menu\n\n", None),
        ("", None),
        ("MARCH 2018\n\n", None),
        ("0 $\n2,500 $\n5,000 $\n", None),
    ],
)  # fmt: skip
def test_titles_of_plain_text(tmp_path: Path, head: str, title: str | None) -> None:
    found = said(tmp_path, head + PROSE, "title")
    assert (found and found[0]) == title


def test_a_heading_after_the_first_prose_is_no_title(tmp_path: Path) -> None:
    assert said(tmp_path, f"{PROSE}\nThe Long Road Home\n\n{PROSE}", "title") is None


@pytest.mark.parametrize(
    ("head", "published"),
    [
        ("Garrison Leaves\n\nPublished: 12 March 2019\n\n", "2019-03-12"),
        ("Garrison Leaves\n\nPosted on March 12, 2019 by Nele\n\n", "2019-03-12"),
        ("Garrison Leaves Town\n12 March 2019\n\n", "2019-03-12"),
        ("Garrison Leaves Town\n\nBy Nele Oru\n\nTuesday, 12 March 2019 10:15\n\n", "2019-03-12"),
        ("Garrison Leaves Town\n\nBy Nele Oru | 12 March 2019\n\n", "2019-03-12"),
        ("Уход гарнизона\n\nДата публикации: 12 марта 2019\n\n", "2019-03-12"),
        ("Garrison Leaves Town\n\nPublished 03/04/2019\n\n", None),
        ("0 $\n2,500 $\nMARCH 2019\n\nGarrison Leaves Town\n\n", None),
        ("Garrison Leaves Town\n\nMarch 2019\n\n", None),
        ("Garrison Leaves Town\n\nUpdated: 12 March 2019\n\n", None),
        ("12 March 2019\n\nGarrison Leaves Town\n\n", None),
        ("Garrison Leaves Town\n\nThe garrison left on 12 March 2019.\n\n", None),
        ("Garrison Leaves Town\n\nReleased prisoners came home on 12 March 2019.\n\n", None),
    ],
)
def test_only_a_labelled_or_placed_date_dates_a_text(tmp_path: Path, head: str, published: str | None) -> None:
    found = said(tmp_path, head + PROSE, "published")
    assert (found and found[0]) == published


@pytest.mark.parametrize(
    ("text", "relays"),
    [
        (f"Garrison Leaves Town\n\nThe Plain reports…\n\n{PROSE}", "The Plain"),
        (f"Garrison Leaves Town\n\n{PROSE}\nOriginally published by The Northern Courier.\n", "The Northern Courier"),
        (f"Garrison Leaves Town\n\n{PROSE}\nSource: Ora News\n", "Ora News"),
        (f"Garrison Leaves Town\n\nORA, March 12 (Plain Press) - {PROSE}", "Plain Press"),
        (f"Garrison Leaves Town\n\n{PROSE}\n(Plain Press)\n", "Plain Press"),
        (f"The Brigade\n\nFrom Wikipedia, the free encyclopedia\n\n{PROSE}", "Wikipedia"),
        (f"Garrison Leaves Town\n\n{PROSE}\n(Photo)\n", None),
        (f"Garrison Leaves Town\n\n(Plain Press)\n\n{PROSE * 9}" + "\nA line.\n" * 9, None),
        (f"Garrison Leaves Town\n\nThe Plain reports that the garrison left.\n\n{PROSE}", None),
        (f"Garrison Leaves Town\n\n{PROSE}", None),
    ],
)
def test_whose_text_it_is(tmp_path: Path, text: str, relays: str | None) -> None:
    found = said(tmp_path, text, "relays")
    assert (found and found[0]) == relays


def test_evidence_quotes_the_line(tmp_path: Path) -> None:
    text = f"Garrison Leaves Town\n\nThe Plain reports…\n\n{PROSE}"
    assert said(tmp_path, text, "relays") == ("The Plain", "line 3: 'The Plain reports…'")


def test_a_byline_and_a_sentence_that_begins_like_one(tmp_path: Path) -> None:
    assert said(tmp_path, f"Garrison Leaves\n\nBy Nele Oru and Ana Sel\n\n{PROSE}", "author") == (
        "Nele Oru and Ana Sel",
        "line 3: 'By Nele Oru and Ana Sel'",
    )
    assert said(tmp_path, f"Garrison Leaves\n\nBy the end of May\n\n{PROSE}", "author") is None


PAGE = """<!doctype html><html lang="en-GB"><head><title>Truce &amp; talks | The Plain</title>
<link rel="canonical" href="https://plain.example/truce"><meta property="og:site_name" content="The Plain">
{head}</head><body><h1>Truce &amp; talks</h1><p>{prose}</p></body></html>"""
ARTICLE = """<script type="application/ld+json">{"@graph": [{"@type": "WebSite"}, {"@type": ["NewsArticle"],
"datePublished": "2019-03-12", "author": [{"name": "A. Sel"}, {"name": "N. Oru"}], "headline": "&#8216;Truce&#8217;"}]}
</script>"""
META, PAPER, DAY = "meta ", "citation_author", ("published", "2019-03-12")


@pytest.mark.parametrize(
    ("head", "key", "value", "evidence"),
    [
        ("", "title", "Truce & talks", "h1"),
        ("", "publisher", "The Plain", "meta og:site_name"),
        ("", "url", "https://plain.example/truce", 'link[rel~="canonical"] @href'),
        ("", "language", "en", "html @lang"),
        (META + "property=article:published_time content=2019-03-12T01:00+03:00", *DAY, "meta article:published_time"),
        (META + "name=author content=Oru", "author", "Oru", "meta author"),
        (META + f"name={PAPER} content=Sel><{META}name={PAPER} content=Oru", "author", "Sel; Oru", f"meta {PAPER}"),
        (META + "name=DC.date.issued content=2019-03", "published", "2019-03", "meta dc.date.issued"),
        ("time itemprop=datePublished datetime=20190312T10:00", *DAY, '[itemprop="datePublished"] @datetime'),
        (ARTICLE[1:-1], "published", "2019-03-12", "JSON-LD datePublished"),
        (ARTICLE[1:-1], "author", "A. Sel; N. Oru", "JSON-LD author.name"),
        (ARTICLE[1:-1], "title", "\u2018Truce\u2019", "JSON-LD headline"),
    ],
)  # fmt: skip
def test_pages_say_what_they_are(tmp_path: Path, head: str, key: str, value: str, evidence: str) -> None:
    found = report(tmp_path, PAGE.format(head="", prose=PROSE).replace("</head>", f"<{head}></head>"), "a.html")
    assert (found.metadata[key].value, found.metadata[key].evidence) == (value, evidence)


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="0001-01-01T00:00:00Z">',
        '<meta property="article:published_time" content="soon">',
        '<meta property="article:modified_time" content="2019-03-12">',
        '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": </script>',
        '<script type="application/ld+json">' + "[" * 200_000 + "</script>",
    ],
)
def test_pages_that_do_not_say_their_day_have_none(tmp_path: Path, head: str) -> None:
    found = report(tmp_path, PAGE.format(head="", prose=PROSE).replace("</head>", head + "</head>"), "a.html")
    assert found.known("published") is None


def test_an_agency_as_author_of_anothers_page_is_its_source(tmp_path: Path) -> None:
    head = '<meta name="author" content="N. Oru, Reuters">'
    found = report(tmp_path, PAGE.format(head=head, prose=PROSE), "a.html")
    assert found.known("relays") == "Reuters"
    own = PAGE.format(head=head, prose=PROSE).replace("The Plain", "Reuters")
    assert report(tmp_path, own, "a.html").known("relays") is None


def test_a_sidecar_wins(tmp_path: Path) -> None:
    (tmp_path / "a.html.meta.yml").write_text("title: Something else\npublished: 2019-03-12\nnot_before: 2018~\n")
    found = report(tmp_path, PAGE.format(head="", prose=PROSE), "a.html")
    assert {key: found.known(key) for key in ("title", "published", "not_before", "publisher")} == {
        "title": "Something else",
        "published": "2019-03-12",
        "not_before": "2018~",
        "publisher": "The Plain",
    }
    assert found.metadata["title"].evidence == "sidecar"


@pytest.mark.parametrize(
    ("sidecar", "reason"),
    [
        ("publishr: x", "sidecar a.txt.meta.yml: unknown publishr; known are title, publisher, "),
        ("published: last year", "sidecar a.txt.meta.yml: published: 'last year' is no EDTF date"),
        ("title: [1, 2]", "sidecar a.txt.meta.yml: title: [1, 2] met; looked for a text"),
        ("title:", "sidecar a.txt.meta.yml: title: None met; looked for a text"),
        ("language: '12'", "sidecar a.txt.meta.yml: language: '12' met; looked for a code"),
        ("just words", "sidecar a.txt.meta.yml: str met; looked for 'key: value' lines"),
        ("a: [", "sidecar a.txt.meta.yml: not YAML: "),
        ("published: 2019-02-30", "sidecar a.txt.meta.yml: not YAML: day is out of range"),
        ("published: '2019-02-30'", "sidecar a.txt.meta.yml: published: '2019-02-30' is no EDTF date"),
        (f"published: Y{'9' * 5000}", "sidecar a.txt.meta.yml: published: 'Y999"),
        (f"published: 0x{'F' * 8000}", "sidecar a.txt.meta.yml: published: a number too long met"),
        (f"published: {'[' * 100_000}", "sidecar a.txt.meta.yml: not YAML: lists within lists or aliases in line 1"),
        ("a: &a [x, x]\npublished: *a", "sidecar a.txt.meta.yml: not YAML: lists within lists or aliases in line 2"),
    ],
)
def test_a_sidecar_that_cannot_be_meant_makes_its_file_unread(tmp_path: Path, sidecar: str, reason: str) -> None:
    (tmp_path / "a.txt").write_text(PROSE)
    (tmp_path / "a.txt.meta.yml").write_text(sidecar)
    (result,) = acquire(tmp_path)
    assert isinstance(result, Unread) and result.reason.startswith(reason)


def test_a_sidecar_may_have_the_digits_of_its_writer(tmp_path: Path) -> None:
    (tmp_path / "a.txt.meta.yml").write_text("published: '٢٠١٩-٠٣'", encoding="utf-8")
    (tmp_path / "a.txt").write_text(PROSE)
    (found,) = acquire(tmp_path)
    assert isinstance(found, Report) and found.known("published") == "2019-03"


PIECES = st.sampled_from(
    "Mon,|1|01|31|Jan|February| |12|2019|0000|9999|-|/|.|T|10:00|+99999999999999999999|GMT|de|٢|२|２０１９|²|st".split(
        "|"
    )
)


@settings(deadline=None)
@given(st.lists(PIECES, max_size=9).map("".join))
@example("Mon, 01 Jan 2019 10:00:00 +99999999999999999999")
@example("２０१９")
def test_a_date_that_is_read_is_edtf(text: str) -> None:
    for date in (edtf_of(text), leading_date(text), written_date(text)):
        assert date is None or (date.isascii() and edtf_bounds(date))


def test_a_mail_with_a_broken_time_zone_is_read(tmp_path: Path) -> None:
    head = "From: a@b.example\nSubject: Garrison Leaves\nDate: Mon, 01 Jan 2019 10:00:00 +99999999999999999999\n\n"
    found = report(tmp_path, head + PROSE, "a.eml")
    assert (found.known("published"), found.known("title")) == ("2019-01-01", "Garrison Leaves")


def test_a_sidecar_without_its_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.meta.yml").write_text("title: x")
    (result,) = acquire(tmp_path)
    assert isinstance(result, Unread) and result.reason == "a sidecar without its file: there is no 'a' beside it"


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("2019-03-12", "2019-03-12"),
        ("2019-03-12T23:59:00-08:00", "2019-03-12"),
        ("2019-03", "2019-03"),
        ("12.3.2019", "2019-03-12"),
        ("2019/3/12", "2019-03-12"),
        ("25/12/2019", "2019-12-25"),
        ("12/25/2019", "2019-12-25"),
        ("3/4/2019", "2019"),
        ("Tue, 12 Mar 2019 10:00:00 +0000", "2019-03-12"),
        ("12th of March, 2019", "2019-03-12"),
        ("12 de marzo de 2019", "2019-03-12"),
        ("12. März 2019", "2019-03-12"),
        ("12 марта 2019 г.", "2019-03-12"),
        ("١٢ مارس ٢٠١٩", "2019-03-12"),
        ("March 2019", "2019-03"),
        ("31 February 2019", None),
        ("2019-13-01", None),
        ("1970-01-01T00:00:00Z", None),
        ("soon", None),
        ("", None),
    ],
)
def test_dates_as_people_and_programs_write_them(text: str, edtf: str | None) -> None:
    assert edtf_of(text) == edtf


def test_a_date_further_on_does_not_lead() -> None:
    assert leading_date("Wednesday, 12 March 2019") == "2019-03-12"
    assert leading_date("reports that came in on 12 March 2019") is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (PROSE, "en"),
        ("Le conseil a annoncé que ses combattants avaient quitté la ville et que les combats sont finis.", "fr"),
        ("El consejo del norte dijo que los suyos habían dejado la ciudad y que no volverían a ella.", "es"),
        ("Совет северных районов заявил, что его бойцы ушли из города и что они не вернутся до мая.", "ru"),
        ("Рада заявила, що її бійці пішли з міста та що вони не повернуться до травня, або й після.", "uk"),
        ("أعلن المجلس أن مقاتليه غادروا المدينة بعد أسبوعين من ما كان بين التي وقد عاد بعض من كان في الشمال.", "ar"),
        ("שני הצדדים הודיעו כי הם יעזבו את העיר עם תום השיחות, אבל לא על פי מה שנאמר כי הוא או היא.", "he"),
        ("بيان من قيادة اللواء إلى أهالي المدينة", "und-Arab"),
        ("Лист хусусе", None),
        ("Обращение штаба", "und-Cyrl"),
        ("Garrison Town Police (جيش البحيرة)", None),
        ("Garrison Town Police", None),
        ("1234 5678", None),
        ("", None),
    ],
)  # fmt: skip
def test_language_by_its_small_words(text: str, code: str | None) -> None:
    found = language_of(text)
    assert (found and found.value) == code


def test_a_template_that_declares_the_wrong_language_is_overruled(tmp_path: Path) -> None:
    russian = "Совет северных районов заявил, что его бойцы ушли из города и что они не вернутся на позиции до мая."
    found = report(tmp_path, PAGE.format(head="", prose=russian), "a.html")
    assert found.known("language") == "ru"
    assert found.metadata["language"].evidence.endswith("html @lang says en")


def test_a_script_alone_is_its_own_evidence(tmp_path: Path) -> None:
    leaflet = "بيان من قيادة اللواء إلى أهالي المدينة\n"
    assert said(tmp_path, leaflet, "language") == ("und-Arab", "script Arab: 32 of 32 letters")


@pytest.mark.parametrize(("declared", "language"), [("ar", "ar"), ("prs", "prs"), ("en-GB", "und-Arab")])
def test_a_declared_language_stands_where_the_script_can_be_its(tmp_path: Path, declared: str, language: str) -> None:
    page = f'<html lang="{declared}"><body><p>بيان من قيادة اللواء إلى أهالي المدينة</p></body></html>'
    assert report(tmp_path, page, "a.html").known("language") == language
