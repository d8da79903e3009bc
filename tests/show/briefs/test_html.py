import re

from stemmata.show.briefs.html import article_of, html_of, running
from stemmata.show.holdings import Holdings
from tests.show.briefs.made import HOSTILE, hostile, the_brief


def test_notes_are_linked_both_ways(held: Holdings) -> None:
    page = html_of(the_brief(held))
    ids = re.findall(r' id="([^"]+)"', page)
    targets = re.findall(r' href="#([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert set(targets) <= set(ids)
    assert {id_ for id_ in ids if id_.startswith(("note-", "ref-"))} <= set(targets)


def test_a_file_needs_nothing_beside_it_and_runs_nothing(held: Holdings) -> None:
    page = html_of(the_brief(held))
    assert page.startswith('<!DOCTYPE html>\n<html lang="en">')
    assert not re.search(r"<script|<link|<img|@import|url\(|href=\"http", page)
    assert "<title>Delta Guard – for all dates; from all reports</title>" in page
    assert html_of(the_brief(held)) == page


def test_facts_are_linked_where_the_record_is_published(held: Holdings) -> None:
    article = article_of(the_brief(held), lambda kind, id_: f"/{kind}s/{id_}?on=2015&known_by=2016")
    assert re.search(r'href="/facts/[0-9a-f]{16}\?on=2015&amp;known_by=2016"', article)
    assert 'style="' not in article and "<style" not in article


def test_hostile_words_stay_words() -> None:
    page = html_of(hostile())
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert not re.search("[\x00-\x09\x0b-\x1f\u202e\ud800-\udfff\ufffe]", page)
    assert "\\x1b[31m" in page


def test_words_that_run_from_right_to_left_are_kept_apart(held: Holdings) -> None:
    assert '<bdi dir="rtl">حرس الدلتا</bdi>' in html_of(the_brief(held))


def test_nothing_ends_the_strings_of_the_margins() -> None:
    style = running(hostile())
    assert HOSTILE not in style
    assert "<" not in style
    assert re.fullmatch(r'(?:[^"\\]|"(?:[^"\\<>]|\\[0-9a-f]+ )*")*', style)
