"""Review by keyboard alone, words that become a claim, names that are one or two, and what the record makes of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from stemmata.show.web.guard.people import Role
from tests.show.web.browser import reading
from tests.show.web.browser.reading import PATIENCE, Reader, signed_in, window

SELECT = """words => {
  const block = [...document.querySelectorAll('.body-text')].find(b => b.textContent.includes(words));
  const walk = document.createTreeWalker(block, NodeFilter.SHOW_TEXT), range = document.createRange();
  const from = block.textContent.indexOf(words), to = from + words.length; let at = 0, begun = false;
  while (walk.nextNode()) { const node = walk.currentNode, end = at + node.length;
    if (!begun && from < end) { range.setStart(node, from - at); begun = true }
    if (begun && to <= end) { range.setEnd(node, to - at); break }
    at = end }
  const chosen = document.getSelection(); chosen.removeAllRanges(); chosen.addRange(range) }"""


@pytest.fixture
def nele(chromium: Browser, small: Path) -> Iterator[Reader]:
    with reading.site(small) as here, window(chromium, here) as one:
        yield one


def lines(folder: Path) -> list[dict[str, object]]:
    text = (folder / "judgements.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def decide(one: Reader, key: str, why: str) -> None:
    """A decision and its reason, by keyboard."""
    one.press("w")
    one.page.keyboard.type(why)
    one.press("Escape")
    one.go(key)


def test_the_whole_path_by_keyboard(nele: Reader, small: Path) -> None:
    page = nele.open("/review")
    nele.go("g")
    assert "/review/claims/" in page.url
    first = page.url
    nele.press("w")
    assert page.evaluate("document.activeElement.id") == "why"
    page.keyboard.type("ran no such thing: arcon")  # letters that are keys elsewhere
    nele.press("Escape")
    assert page.evaluate("document.activeElement === document.body")
    nele.go("r")
    assert page.url != first
    page.locator("[data-progress]", has_text="The record has it").wait_for()
    assert first.rpartition("/")[2] not in nele.open("/review").inner_html(".queue >> nth=0")
    decided = lines(small)[-1]
    assert (decided["what"], decided["who"], decided["why"]) == ("reject", "nele", "ran no such thing: arcon")
    nele.go("g")
    note = page.url
    decide(nele, "o", "look at it again")
    assert lines(small)[-1]["what"] == "note" and page.url != note
    passed = page.url
    nele.go("n")
    assert page.url != passed and len(lines(small)) == 2
    accepted = page.url.removeprefix(nele.here)
    decide(nele, "a", "so it says")
    assert lines(small)[-1]["what"] == "accept"
    assert "so it says" in nele.open(accepted).inner_text("main")
    nele.go("u")
    assert lines(small)[-1]["what"] == "undo" and "so it says" not in page.inner_text("main")
    nele.built()
    assert nele.wrong == []


def test_a_rejected_claim_leaves_the_record_and_comes_back(nele: Reader, small: Path) -> None:
    fact = fact_with(nele, "400")
    claim = nele.links(fact, "/claims/")[0]
    page = nele.open(f"/review{claim}")
    decide(nele, "r", "misread")
    nele.built()
    assert nele.has(fact, (404,))
    nele.open(f"/review{claim}" if nele.has(f"/review{claim}") else "/log")
    if page.url.endswith("/log"):
        nele.page.get_by_role("button", name="Take back").first.focus()
        nele.go("Enter")
    else:
        nele.go("u")
    nele.built()
    assert nele.has(fact) and [line["what"] for line in lines(small)] == ["reject", "undo"]
    log = nele.open("/log").inner_text("table")
    assert "takes back" in log and "undone" in log and "misread" in log and nele.wrong == []


def fact_with(one: Reader, words: str) -> str:
    """The fact whose statement on the page of a group has these words."""
    group = one.links("/search?q=Delta+Guard&in=names", "/entities/")[0]
    page = one.open(group)
    said = page.locator(".said", has=page.locator(".words", has_text=words)).first
    return "/facts/" + (said.get_attribute("id") or "").removeprefix("f-")


def test_a_claim_is_corrected(nele: Reader, small: Path) -> None:
    claim = nele.links(fact_with(nele, "400"), "/claims/")[0]
    page = nele.open(f"/review{claim}")
    nele.press("c")
    assert page.evaluate("document.activeElement.id") == "predicate"
    nele.press("Tab", "Tab", "Tab")
    page.keyboard.type("2016-03")
    page.locator("#why-correct").focus()
    page.keyboard.type("the gazette is of that month")
    nele.go("Enter")
    assert lines(small)[-1]["value"] == {"at": "2016-03"}
    nele.built()
    group = nele.links("/search?q=Delta+Guard&in=names", "/entities/")[0]
    page = nele.open(group)
    assert "2016-03" in page.locator(".said", has=page.locator(".words", has_text="400")).first.inner_text()
    assert nele.wrong == []


@pytest.mark.parametrize("key", ["+", "a", "click"])
def test_selected_words_become_a_claim(nele: Reader, small: Path, key: str) -> None:
    words = "Tomas Vell is the spokesman of the Delta Guard"  # after a sign of two UTF-16 units
    report = next(each for each in nele.links("/reports", "/reports/") if "gazette" in nele.open(each).content())
    page = nele.open(report)
    page.evaluate(SELECT, words)
    page.wait_for_selector(".add-words:visible")
    if key == "click":
        page.click(".add-words")
    else:
        nele.press(key)
    page.wait_for_url("**/add?start=*")
    assert page.input_value("#words") == words
    if key != "+":
        return
    page.select_option("#predicate", "allied_with")
    page.fill("#subject", "Delta Guard")
    page.fill("#object", "Tomas Vell")
    page.fill("#why", "it is there")
    page.locator("#why").focus()
    nele.go("Enter")
    assert page.url.endswith(report) and lines(small)[-1]["what"] == "add"
    nele.built()
    assert page.reload() and "Tomas Vell" in page.locator(".margin", has_text="allied").inner_text()
    assert nele.wrong == []


def test_two_names_are_one_and_are_two_again(nele: Reader, small: Path) -> None:
    guard, reed = (nele.links(f"/search?q={name}&in=names", "/entities/")[0] for name in ("Delta+Guard", "Reed+Band"))
    one_or_two(nele, guard, "Reed Band", "They are one")
    assert "Reed Band" in nele.open(guard if nele.has(guard) else reed).inner_text("main .head")
    nele.open("/log")
    nele.page.get_by_role("button", name="Take back").first.focus()
    nele.go("Enter")
    nele.built()
    assert nele.has(guard) and nele.has(reed)
    one_or_two(nele, guard, reed.rpartition("/")[2], "They are two")
    assert [line["what"] for line in lines(small)] == ["same", "undo", "different"] and nele.wrong == []


def one_or_two(nele: Reader, at: str, other: str, verdict: str) -> None:
    page = nele.open(at)
    page.locator(".decide-on > a").focus()
    nele.go("Enter")
    page.locator("#other").focus()
    page.keyboard.type(other)
    page.locator("#why-identity").focus()
    page.keyboard.type("as the gazette says")
    page.get_by_role("button", name=verdict).focus()
    nele.go("Enter")
    nele.built()


def test_a_person_is_withheld(nele: Reader) -> None:
    person = nele.links("/search?q=Mara+Oru&in=names", "/entities/")[0]
    page = nele.open(person)
    page.locator(".decide-on > a").click()
    page.get_by_role("button", name="Withhold").click()
    page.wait_for_url("**/log")
    nele.built()
    assert "Mara Oru" not in nele.open("/search?q=Mara+Oru").inner_text("#main .body") and nele.has(person, (404,))


def test_two_reviewers_at_once(chromium: Browser, small: Path) -> None:
    people = {"wim": Role.REVIEWER, "eda": Role.EDITOR, "rana": Role.READER}
    with (
        reading.site(small, people) as here,
        window(chromium, here) as wim,
        window(chromium, here) as eda,
        window(chromium, here) as rana,
    ):
        for name, one in (("wim", wim), ("eda", eda), ("rana", rana)):
            signed_in(one, name)
        claims = wim.links("/review", "/review/claims/")
        wim.open(claims[0])
        eda.open(claims[1])
        decide(wim, "r", "wim says no")
        decide(eda, "a", "eda says yes")
        assert {(line["who"], line["what"]) for line in lines(small)} == {("wim", "reject"), ("eda", "accept")}
        for one in (wim, eda, rana):
            log = one.open("/log").inner_text("table")
            assert "wim says no" in log and "eda says yes" in log
        eda.built()
        assert wim.wrong == [] and eda.wrong == [] and rana.wrong == []
        may_not(rana.page, here, claims[0])


def may_not(page: Page, here: str, claim: str) -> None:
    """Who reads is shown no way to decide, and has none."""
    page.set_default_timeout(PATIENCE)
    page.goto(here + "/search?q=Delta+Guard&in=names")
    page.click("main .plainlist a")
    assert page.locator(".decide-on").count() == 0
    for path in ("/review", claim):
        answer = page.goto(here + path)
        assert answer is not None and answer.status == 403
