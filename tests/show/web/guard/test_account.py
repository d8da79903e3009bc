"""Signing in and out, and those who try without being asked."""

from __future__ import annotations

import re
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from stemmata.show.web.guard.audit import Deed
from stemmata.show.web.guard.hosts import Mode
from stemmata.show.web.guard.people import Role
from stemmata.show.web.guard.registry import Registry
from stemmata.show.web.guard.sessions import HOUR
from stemmata.show.web.guard.store import Store
from tests.show.web.guard.site import LOCAL, PASSWORD, PUBLIC, Browser, Site, site_of


def cookies_set(answer: Any) -> list[str]:
    return [value for name, value in answer.headers.multi_items() if name == "set-cookie"]


def log(site: Site) -> list[tuple[str, str, str]]:
    return [(entry.what, entry.who, entry.about) for entry in site.registry.audit.page().entries]


def test_who_signs_in_is_let_in_and_set_down(site: Site) -> None:
    browser = site.browser()
    answer = browser.sign_in("rana", next_="/search?q=Mara Oru".replace(" ", "%20"))
    assert (answer.status_code, answer.headers["location"]) == (303, "/search?q=Mara%20Oru")
    assert 'id="who">rana<' in browser.get("/").text
    assert log(site)[0] == ("signed in", "rana", "")
    assert site.registry.audit.page().entries[0].address == "10.0.0.7"
    assert browser.get("/account/login?next=/search").headers["location"] == "/search"


@pytest.mark.parametrize("name", ["RANA", " rana "])
def test_a_name_may_be_written_as_people_write_it(site: Site, name: str) -> None:
    browser = site.browser()
    browser.sign_in(name)
    assert 'id="who">rana<' in browser.get("/").text


def test_a_wrong_name_and_a_wrong_password_read_the_same(site: Site) -> None:
    known, unknown = site.browser().sign_in("rana", "wrong"), site.browser().sign_in("nobody", "wrong")
    assert known.status_code == unknown.status_code == 403
    masked = [re.sub(r'name="csrf" value="\w+"|rana|nobody', "", answer.text) for answer in (known, unknown)]
    assert masked[0] == masked[1] and 'role="alert"' in masked[0]


def test_no_password_is_set_down_wherever_it_was_typed(site: Site) -> None:
    secret = "my secret in the wrong field"
    for name, password in ((secret, ""), ("rana", secret), (secret, secret)):
        site.browser().sign_in(name, password)
    assert log(site)[:3] == [
        ("refused to sign in", "", "a name that nobody has"),
        ("refused to sign in", "rana", ""),
        ("refused to sign in", "", "a name that nobody has"),
    ]
    site.browser().sign_in("rana")
    site.guard.close()
    kept = b"".join(path.read_bytes() for path in site.folder.glob("users.db*"))
    assert secret.encode() not in kept and PASSWORD.encode() not in kept


def test_an_unknown_name_takes_as_long_as_a_known_one(folder: Path) -> None:
    """By the parameters that people really have; in processor time, which other work does not disturb."""
    registry = Registry.of(Store(folder, make=True))
    registry.users.add("rana", PASSWORD, Role.READER, by="test")
    registry.users.check("nobody", "wrong")
    seconds = {}
    for name in ("rana", "nobody"):
        begun = time.process_time()
        assert registry.users.check(name, "wrong") is None
        seconds[name] = time.process_time() - begun
    assert 0.4 < seconds["nobody"] / seconds["rana"] < 2.5
    registry.close()


# -- cookies and sessions


def test_cookies_out_of_reach_of_scripts_and_of_other_sites(site: Site) -> None:
    browser = site.browser(PUBLIC)
    (given,) = cookies_set(browser.get("/account/login"))
    assert re.fullmatch(r"__Host-stemmata-browser=[\w-]{43}; Path=/; HttpOnly; SameSite=Lax; Secure", given)
    begun, ended = cookies_set(browser.sign_in("rana"))
    assert re.fullmatch(r"__Host-stemmata-session=[\w-]{43}; Path=/; HttpOnly; SameSite=Lax; Secure", begun)
    assert ended.startswith("__Host-stemmata-browser=; ") and ended.endswith("; Secure; Max-Age=0")


def test_cookies_of_two_records_on_one_machine_are_two(site: Site) -> None:
    (given,) = cookies_set(site.browser(LOCAL).get("/account/login"))
    (other,) = cookies_set(site.browser("http://localhost:9000").get("/account/login"))
    assert given.startswith("stemmata-browser-8000=") and other.startswith("stemmata-browser-9000=")
    assert "Secure" not in given, "a browser would not send it to http://localhost"


def test_a_session_that_was_planted_is_worth_nothing(site: Site) -> None:
    """The attacker gives the victim's browser a cookie: made up, ended, or the attacker's own."""
    name = "stemmata-session-8000"
    attacker = site.browser()
    attacker.sign_in("rana")
    own = attacker.cookies()[name]
    for planted in ("A" * 43, "short", "../../etc/passwd", own):
        victim = site.browser()
        victim.client.cookies.set(name, planted, domain="localhost.local", path="/")
        if planted == own:
            victim.post("/account/logout", {"csrf": victim.token("/")})
        victim.sign_in("ada")
        assert victim.cookies()[name] != planted
        spy = site.browser()
        spy.client.cookies.set(name, planted, domain="localhost.local", path="/")
        assert spy.get("/").status_code == 303, planted


def test_a_secret_of_the_form_that_was_planted_opens_no_session(site: Site) -> None:
    victim = site.browser()
    victim.client.cookies.set("stemmata-browser-8000", "B" * 43, domain="localhost.local", path="/")
    victim.sign_in("wim")
    spy = site.browser()
    spy.client.cookies.set("stemmata-browser-8000", "B" * 43, domain="localhost.local", path="/")
    assert victim.post("/review/7", {"csrf": spy.token(), "verdict": "x"}).status_code == 403


def test_signing_in_again_ends_the_session_before(site: Site) -> None:
    browser = site.browser()
    browser.sign_in("rana")
    first = browser.cookies()["stemmata-session-8000"]
    browser.post("/account/login", {"csrf": browser.token("/"), "name": "ada", "password": PASSWORD})
    assert browser.cookies()["stemmata-session-8000"] != first
    assert site.registry.sessions.person(first) is None


def test_signing_in_needs_our_form(site: Site) -> None:
    """Else another site could sign a victim in as somebody else."""
    browser = site.browser()
    browser.token()
    form = {"name": "rana", "password": PASSWORD}
    assert browser.post("/account/login", form).status_code == 403
    assert browser.post("/account/login", {**form, "csrf": site.browser().token()}).status_code == 403
    assert log(site)[0][0] != "signed in"


def test_who_signed_out_is_out_everywhere(site: Site) -> None:
    browser = site.browser(PUBLIC)
    browser.sign_in("rana")
    spy = site.browser(PUBLIC)
    spy.client.cookies.update(browser.client.cookies)
    assert spy.get("/").status_code == 200
    assert browser.post("/account/logout", {}).status_code == 403
    answer = browser.post("/account/logout", {"csrf": browser.token("/")})
    assert (answer.status_code, answer.headers["clear-site-data"]) == (303, '"cache", "storage"')
    assert spy.get("/").status_code == browser.get("/").status_code == 303
    assert log(site)[0][:2] == ("signed out", "rana")


def test_a_session_ends_unused_and_ends_anyway(site: Site) -> None:
    browser = site.browser()
    browser.sign_in("rana")
    for _ in range(6):
        site.clock.forward(1.9 * HOUR)
        assert browser.get("/").status_code == 200
    site.clock.forward(HOUR)
    assert browser.get("/").status_code == 303, "used, but older than twelve hours"
    browser.sign_in("rana")
    site.clock.forward(2.1 * HOUR)
    assert browser.get("/").status_code == 303, "unused for two hours"


def test_sessions_outlive_a_restart_and_are_kept_as_hashes(site: Site) -> None:
    browser = site.browser()
    browser.sign_in("rana")
    token = browser.cookies()["stemmata-session-8000"]
    site.guard.close()
    assert token.encode() not in b"".join(path.read_bytes() for path in site.folder.glob("users.db*"))
    with site_of(site.folder, Mode.USERS, clock=site.clock) as again:
        other = again.browser()
        other.client.cookies.update(browser.client.cookies)
        assert other.get("/").status_code == 200


def test_a_new_role_or_password_ends_sessions_and_a_lower_role_holds_at_once(site: Site) -> None:
    browser = site.browser()
    browser.sign_in("wim")
    site.registry.users.set_role("wim", Role.READER, by="test")
    assert browser.get("/").status_code == 303
    browser.sign_in("wim")
    assert browser.post("/review/7", {"csrf": browser.token("/")}).status_code == 403
    site.registry.users.set_password("wim", "another boat of reeds", by="test")
    assert browser.get("/").status_code == 303


# -- trying


def wait_of(answer: Any) -> int:
    assert answer.status_code == 429, answer.status_code
    return int(answer.headers["retry-after"])


def test_each_wait_for_a_name_is_longer_and_known_and_unknown_names_wait_alike(site: Site) -> None:
    for name in ("rana", "nobody"):
        waits = []
        for number in range(12):
            browser = site.browser(address=f"10.1.{len(name)}.{number}")
            if number >= 5:
                waits.append(wait_of(browser.sign_in(name, "wrong")))
                site.clock.forward(waits[-1] - 1)
                wait_of(browser.sign_in(name, "wrong"))
                site.clock.forward(1)
            assert browser.sign_in(name, "wrong").status_code == 403
        assert waits == [30, 60, 120, 240, 480, 900, 900]


def test_the_right_password_must_wait_too_and_then_starts_anew(site: Site) -> None:
    browser = site.browser()
    for _ in range(5):
        browser.sign_in("rana", "wrong")
    assert wait_of(browser.sign_in("rana")) == 30
    site.clock.forward(30)
    assert browser.sign_in("rana").status_code == 303
    fresh = site.browser()
    assert [fresh.sign_in("rana", "wrong").status_code for _ in range(6)] == [403] * 5 + [429]


def test_an_address_that_tries_many_names_waits(site: Site) -> None:
    answers = [site.browser().sign_in(f"name{number}", "wrong").status_code for number in range(21)]
    assert answers == [403] * 20 + [429]
    assert site.browser(address="10.0.0.8").sign_in("rana").status_code == 303
    site.clock.forward(30)
    assert site.browser().sign_in("rana").status_code == 303
    assert site.browser().sign_in("ada", "wrong").status_code == 403
    wait_of(site.browser().sign_in("ada", "wrong"))  # one account of one's own does not buy tries at those of others


def test_one_network_of_ipv6_is_one_address(site: Site) -> None:
    answers = [site.browser(address=f"2001:db8::{number:x}").sign_in(f"n{number}").status_code for number in range(21)]
    assert answers == [403] * 20 + [429]
    assert site.browser(address="2001:db8:0:1::1").sign_in("rana").status_code == 303


def test_a_restart_forgets_no_tries(site: Site) -> None:
    for _ in range(5):
        site.browser().sign_in("rana", "wrong")
    site.guard.close()
    with site_of(site.folder, Mode.USERS, clock=site.clock) as again:
        assert wait_of(again.browser().sign_in("rana")) == 30


def test_many_tries_at_once_are_all_counted(site: Site) -> None:
    browsers = [site.browser(address=f"10.2.0.{number}") for number in range(12)]
    forms = [{"csrf": each.token(), "name": "rana", "password": "wrong"} for each in browsers]

    def attempt(pair: tuple[Browser, dict[str, str]]) -> int:
        return int(pair[0].post("/account/login", pair[1]).status_code)

    with ThreadPoolExecutor(12) as pool:
        answers = list(pool.map(attempt, zip(browsers, forms, strict=True)))
    assert sorted(answers) == [403] * 5 + [429] * 7


def test_a_day_later_all_is_forgotten(site: Site) -> None:
    for _ in range(5):
        site.browser().sign_in("rana", "wrong")
    site.clock.forward(86400 + 31)
    assert [site.browser().sign_in("rana", "wrong").status_code for _ in range(5)] == [403] * 5


def test_searches_have_a_pace_for_each_person(site: Site, alone: Site) -> None:
    browser, other = site.browser(), site.browser()
    browser.sign_in("rana")
    other.sign_in("ada")
    answers = [browser.get("/search?q=x") for _ in range(21)]
    assert [answer.status_code for answer in answers] == [200] * 20 + [429]
    assert answers[-1].headers["retry-after"] == "1"
    assert other.get("/search?q=x").status_code == 200
    site.clock.forward(1)
    assert [browser.get("/search?q=x").status_code for _ in range(5)] == [200] * 4 + [429]
    own = alone.browser()
    assert {own.get("/search?q=x").status_code for _ in range(50)} == {200}


def test_passwords_do_not_travel_unencrypted(site: Site) -> None:
    browser = site.browser("http://record.example.org")
    answer = browser.sign_in("rana")
    assert answer.status_code == 403
    assert site.browser("http://10.1.1.1:8000").sign_in("rana").status_code == 403
    assert log(site)[0][0] == "user changed"


# -- where one goes then


TRICKS = [
    "https://evil.example/",
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    " //evil.example",
    "http:evil.example",
    "javascript:alert(1)",
    "evil",
    "",
    "/x\r\nSet-Cookie: a=b",
    "/%0d%0a\r\nX: y",
    "/account/login?next=/account/login",
    "/" + "x" * 3000,
]


@pytest.mark.parametrize("next_", TRICKS)
def test_nobody_is_sent_to_another_site(site: Site, next_: str) -> None:
    browser = site.browser()
    answer = browser.sign_in("rana", next_=next_)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert len(cookies_set(answer)) == 2 and "x" not in answer.headers
    again = browser.client.get("/account/login", params={"next": next_})
    assert again.status_code == 414 or again.headers["location"] == "/"


def test_what_was_typed_is_only_text_on_the_page(site: Site) -> None:
    evil = '"><script>alert(1)</script>'
    page = site.browser().sign_in(evil, "wrong", next_=f"/search?q={evil}").text
    assert "<script" not in page and "&lt;script&gt;" in page


@pytest.mark.parametrize("name", ["a\r\nSet-Cookie: x=y", "\x00", "\udcff", "x" * 100_000, "‮ada"])
def test_a_hostile_name_is_only_wrong(site: Site, name: str) -> None:
    browser = site.browser()
    body = {"csrf": browser.token(), "name": name.encode("utf-8", "surrogatepass").decode("utf-8", "replace")}
    answer = browser.post("/account/login", {**body, "password": name.encode("utf-8", "replace").decode()})
    assert answer.status_code == 403
    assert all("x=y" not in value for value in answer.headers.values())
    assert log(site)[0] == ("refused to sign in", "", "a name that nobody has")


# -- one's account


def change(browser: Browser, old: str, new: str, again: str = "") -> Any:
    form = {"csrf": browser.token("/account"), "old": old, "new": new, "again": again or new}
    return browser.post("/account/password", form)


def test_a_new_password_ends_all_other_sessions(site: Site) -> None:
    here, there = site.browser(), site.browser()
    here.sign_in("rana")
    there.sign_in("rana")
    new = "another boat of reeds"
    assert change(here, PASSWORD, new).headers["location"] == "/account?changed=1"
    assert here.get("/account?changed=1").status_code == 200 and there.get("/").status_code == 303
    assert there.sign_in("rana").status_code == 403
    assert there.sign_in("rana", new).status_code == 303
    assert ("user changed", "rana", "rana: password changed") in log(site)


def test_a_password_is_not_changed_without_the_old_one_nor_to_a_bad_one(site: Site) -> None:
    browser = site.browser()
    browser.sign_in("rana")
    for old, new, again, said in (
        ("wrong", "another boat of reeds", "", "old password is not right"),
        (PASSWORD, "short", "", "A password of 5 characters; looked for 12 or more."),
        (PASSWORD, "another boat of reeds", "another boat", "differ"),
    ):
        answer = change(browser, old, new, again)
        assert answer.status_code == 422 and said in answer.text
    assert site.browser().sign_in("rana").status_code == 303


def test_who_has_found_a_browser_open_cannot_try_passwords_for_ever(site: Site) -> None:
    browser = site.browser()
    browser.sign_in("rana")
    answers = [change(browser, "wrong", "another boat of reeds").status_code for _ in range(6)]
    assert answers == [422] * 5 + [429]


def test_admins_read_the_log_by_pages(site: Site) -> None:
    for number in range(250):
        site.registry.audit.note(Deed.TAKEN, "rana", "10.0.0.1", f"<b>{number}</b>")
    browser = site.browser()
    browser.sign_in("ada")
    seen: list[str] = []
    address = "/account/log?what=data taken"
    while address:
        page = browser.get(address).text
        seen += re.findall(r"&lt;b&gt;(\d+)&lt;/b&gt;", page)
        older = re.search(r'href="(/account/log\?[^"]*)"', page)
        address = older[1].replace("&amp;", "&") if older else ""
    assert seen == [str(number) for number in reversed(range(250))]
    for query in ("before=x", "before=-1", "before=" + "9" * 15, "who=nobody", "what=nothing"):
        assert browser.get(f"/account/log?{query}").status_code == 200


def test_alone_nobody_signs_in(alone: Site) -> None:
    browser = alone.browser()
    assert browser.get("/account/login?next=/search").headers["location"] == "/search"
    assert "nobody signs in" in browser.get("/account").text
    assert "served to this machine alone" in browser.get("/account/log").text
    form = {"csrf": browser.token("/"), "name": "ada", "password": PASSWORD}
    assert browser.post("/account/login", form).status_code == 404
    assert not (alone.folder / "users.db").exists()


def test_a_judgement_is_set_down_with_who_and_where(site: Site) -> None:
    browser = site.browser(address="10.9.9.9")
    browser.sign_in("wim")
    browser.post("/review/7", {"csrf": browser.token("/"), "verdict": "same"})
    entry = site.registry.audit.page().entries[0]
    assert (entry.what, entry.who, entry.address, entry.about) == ("judgement", "wim", "10.9.9.9", "7: same")
    assert entry.at.endswith("Z")
