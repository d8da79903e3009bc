from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
import yaml
from argon2 import PasswordHasher
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from stemmata.errors import NotFound, RecordError, SettingsError
from stemmata.show.web.guard import passwords, store
from stemmata.show.web.guard.attempts import MOST, OF_NAME, Attempts, network_of
from stemmata.show.web.guard.audit import Audit, Deed
from stemmata.show.web.guard.passwords import Passwords, check_password
from stemmata.show.web.guard.people import WHO, Person, Role, person_alone
from stemmata.show.web.guard.sessions import Sessions
from stemmata.show.web.guard.store import Store
from stemmata.show.web.guard.tokens import Tokens
from stemmata.show.web.guard.users import Users, key_of, sound_name
from tests.show.web.guard.site import CHEAP, PASSWORD, Clock


@pytest.fixture
def kept(folder: Path) -> Iterator[Store]:
    kept = Store(folder, make=True)
    yield kept
    kept.close()


@pytest.fixture
def users(kept: Store, clock: Clock) -> Users:
    return Users(kept, clock, Passwords(CHEAP))


def test_each_role_may_what_those_before_it_may() -> None:
    assert [role.word for role in Role] == ["reader", "reviewer", "editor", "admin"]
    assert Person("x", Role.EDITOR).can(Role.REVIEWER) and not Person("x", Role.READER).can(Role.REVIEWER)
    with pytest.raises(SettingsError, match="'king' is no role; looked for one of reader, reviewer, editor, admin"):
        Role.of("king")


def test_alone_one_is_named_by_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(WHO, " Mara ")
    assert person_alone() == Person("Mara", Role.ADMIN)


def test_users_are_added_changed_and_removed_and_each_is_set_down(users: Users, kept: Store, clock: Clock) -> None:
    users.add("Wim", PASSWORD, Role.READER, by="ada")
    users.set_role("wim", Role.EDITOR, by="ada")
    users.set_password("WIM", "another boat of reeds", by="ada")
    assert users.check("wim", PASSWORD) is None
    assert users.check("wim", "another boat of reeds") == Person("Wim", Role.EDITOR)
    assert [(user.name, user.role) for user in users.all()] == [("Wim", Role.EDITOR)]
    users.remove("wim", by="ada")
    assert users.all() == () and users.check("wim", "another boat of reeds") is None
    told = [entry.about for entry in Audit(kept, clock).page().entries]
    assert told == ["wim removed", "WIM: password changed", "wim: made editor", "Wim added as reader"]


def test_whom_there_is_not_is_named_with_whom_there_is(users: Users) -> None:
    users.add("Wim", PASSWORD, Role.READER, by="ada")
    for change in (
        lambda: users.set_role("eda", Role.ADMIN, by="ada"),
        lambda: users.set_password("eda", "another boat of reeds", by="ada"),
        lambda: users.remove("eda", by="ada"),
    ):
        with pytest.raises(NotFound, match=r"no user 'eda' in users\.db; have Wim"):
            change()
    with pytest.raises(SettingsError, match="there is a user 'WIM' already"):
        users.add("WIM", PASSWORD, Role.ADMIN, by="ada")


@pytest.mark.parametrize("name", ["Mara Oru", "م. العلي", "o'neill", "a@b.org", "x", "李雷", "Müller"])
def test_names_of_all_scripts_are_names(name: str) -> None:
    assert sound_name(f" {name} ") == name


@pytest.mark.parametrize(
    "name", ["", " ", "a\nb", "a\r\nX: y", "\u202eada", "<b>", "a;b", "x" * 65, "-", "a\x00", "\udcff"]
)
def test_what_could_end_a_line_is_no_name(name: str) -> None:
    with pytest.raises(SettingsError, match="is no name for a user"):
        sound_name(name)


def test_names_that_look_alike_in_width_and_case_are_one() -> None:
    assert key_of("ＡＤＡ") == key_of("ada")


@given(st.text())
def test_no_text_breaks_a_name(text: str) -> None:
    with suppress(SettingsError):
        assert not set(sound_name(text)) & set('\r\n\x00<>"\u202e')


# -- passwords


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("elevenchars", "of 11 characters; looked for 12 or more"),
        ("x" * 1025, "1024 or fewer"),
        ("Mara.Al-Oru.1", "that is the name"),
        ("aabbaabbaabb", "of 2 different characters"),
        ("Password1234", "among those tried first"),
    ],
)
def test_passwords_that_are_refused(password: str, said: str) -> None:
    with pytest.raises(SettingsError, match=said) as caught:
        check_password("mara.al-oru.1", password)
    assert password not in str(caught.value)


def test_the_list_of_passwords_keeps_its_own_examples() -> None:
    examples = yaml.safe_load(passwords.KNOWN.read_text("utf-8"))["examples"]
    for password in examples["taken"]:
        check_password("ada", password)
    for password in examples["refused"]:
        with pytest.raises(SettingsError):
            check_password("ada", password)
    assert all(len(password) >= passwords.SHORTEST for password in passwords.known())


def test_a_password_is_the_same_on_two_keyboards() -> None:
    hasher = Passwords(CHEAP)
    assert hasher.fits(hasher.hashed("cafe\u0301 au lait fort"), "caf\u00e9 au lait fort")


def test_a_hash_is_argon2id_and_two_of_a_password_differ() -> None:
    hasher = Passwords()
    one, other = hasher.hashed(PASSWORD), hasher.hashed(PASSWORD)
    assert one != other and one.startswith("$argon2id$v=19$m=65536,t=3,p=4$")


def test_an_old_hash_is_made_anew_at_the_next_right_password(kept: Store, users: Users, clock: Clock) -> None:
    users.add("wim", PASSWORD, Role.READER, by="ada")
    stronger = Users(kept, clock, Passwords(PasswordHasher(time_cost=2, memory_cost=128, parallelism=1)))

    def hash_now() -> str:
        with kept.reading() as connection:
            return str(connection.execute(select(store.users.c.hash)).scalar_one())

    before = hash_now()
    assert stronger.check("wim", "wrong") is None and hash_now() == before
    assert stronger.check("wim", PASSWORD) is not None and "m=128,t=2" in hash_now()
    assert stronger.check("wim", PASSWORD) is not None


def test_a_broken_hash_lets_nobody_in() -> None:
    assert not Passwords(CHEAP).fits("", "") and not Passwords(CHEAP).fits("$argon2id$broken", "x")


# -- tries, sessions, tokens, log


def test_waits_do_not_grow_for_ever() -> None:
    assert [OF_NAME.wait(failures) for failures in (0, 4, 5, 6, 10, 10**9)] == [0, 0, 30, 60, 900, 900]


def test_a_flood_of_names_neither_grows_the_file_nor_ends_a_wait(kept: Store, clock: Clock) -> None:
    tries = Attempts(kept, clock)
    for _ in range(5):
        tries.take("ada", "10.0.0.1")
    with kept.writing() as connection:
        rows = [(number.to_bytes(4, "big"), 1, clock.now + number / 1e6, 0.0) for number in range(MOST + 50)]
        connection.exec_driver_sql("INSERT INTO attempts VALUES (?, ?, ?, ?)", rows)
    assert tries.take("wim", "10.0.0.2") == 0
    with kept.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM attempts").scalar() == MOST
    assert tries.take("ada", "10.0.0.3") == 30


def test_a_clock_that_was_set_back_locks_nobody_out_for_long(kept: Store, clock: Clock) -> None:
    tries = Attempts(kept, clock)
    for _ in range(5):
        tries.take("ada", "10.0.0.1")
    assert tries.take("ada", "10.0.0.1") == 30
    clock.forward(-10 * 365 * 86400)
    assert tries.take("ada", "10.0.0.1") == 0
    assert tries.take("ada", "10.0.0.1") == 60


def test_networks() -> None:
    assert network_of("10.0.0.1") == network_of("::ffff:10.0.0.1") == "10.0.0.1"
    assert network_of("2001:db8::1") == network_of("2001:db8::2%eth0") == "2001:db8::/64"
    assert network_of("testclient") == "testclient"


def test_a_user_has_twenty_sessions_at_most(kept: Store, users: Users, clock: Clock) -> None:
    users.add("wim", PASSWORD, Role.READER, by="ada")
    sessions, tokens = Sessions(kept, clock), []
    for _ in range(22):
        clock.forward(1)
        tokens.append(sessions.begin("wim"))
    assert [sessions.person(token) is not None for token in tokens] == [False] * 2 + [True] * 20


def test_tokens_end_with_their_day_their_user_and_by_hand(kept: Store, users: Users, clock: Clock) -> None:
    users.add("wim", PASSWORD, Role.REVIEWER, by="ada")
    tokens = Tokens(kept, clock)
    made = [tokens.add("wim", Role.REVIEWER, days, "for maps", by="ada") for days in (1, 9, 9)]
    assert tokens.person(made[0]) == Person("wim", Role.REVIEWER)
    clock.forward(86401)
    assert tokens.person(made[0]) is None and tokens.person(made[1]) is not None
    tokens.remove(tokens.all()[1].id, by="ada")
    assert [tokens.person(token) is not None for token in made].count(True) == 1
    users.remove("wim", by="ada")
    assert tokens.all() == () and tokens.person(made[2]) is None
    with pytest.raises(NotFound):
        tokens.add("wim", Role.READER, 1, "", by="ada")
    with pytest.raises(NotFound):
        tokens.remove("00000000", by="ada")


def test_the_log_is_only_added_to(kept: Store, clock: Clock) -> None:
    log = Audit(kept, clock)
    log.note(Deed.TAKEN, "ada", "10.0.0.1", "a\x1b[2J\nb" + "x" * 1000)
    (entry,) = log.page().entries
    assert entry.about.startswith("a\\x1b[2J b") and len(entry.about) == 400
    assert entry.at == "2023-11-14T22:13:20Z"
    for statement in ("DELETE FROM audit", "UPDATE audit SET who = 'eve'"):
        with pytest.raises(RecordError, match="append-only"), kept.writing() as connection:
            connection.exec_driver_sql(statement)
    assert log.page(who="eve").entries == () and log.page(what="data taken").older is None
