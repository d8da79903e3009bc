"""`stemmata users`: the password from a terminal or a pipe, never from the arguments."""

from __future__ import annotations

import json
import os
import pty
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import pytest
import typer
from typer.testing import CliRunner, Result

from stemmata.show.cli.door import Door, Place
from stemmata.show.cli.users import users
from stemmata.show.web.guard.attempts import Attempts
from stemmata.show.web.guard.people import Person, Role
from stemmata.show.web.guard.registry import Registry
from stemmata.show.web.guard.store import Store
from tests.show.web.guard.site import PASSWORD

app = typer.Typer(cls=Door, pretty_exceptions_enable=False)


@app.callback()
def main(ctx: typer.Context, folder: Annotated[Path, typer.Option("-C")] = Path()) -> None:
    ctx.obj = Place(folder, False)


app.add_typer(users)


def run(folder: Path, *words: str, typed: str = "") -> Result:
    environment = {"STEMMATA_WHO": "keeper"}
    return CliRunner().invoke(app, ["-C", str(folder), "users", *words], input=typed, env=environment)


@contextmanager
def registry_of(folder: Path) -> Iterator[Registry]:
    registry = Registry.of(Store(folder))
    yield registry
    registry.close()


def test_a_user_is_added_listed_changed_and_removed(folder: Path) -> None:
    assert (
        run(folder, "add", "wim", "--role", "reviewer", typed=f"{PASSWORD}\n").stderr == "wim may sign in as reviewer\n"
    )
    assert json.loads(run(folder, "list", "--json").stdout)[0]["role"] == "reviewer"
    assert run(folder, "role", "wim", "editor").stderr == "wim is editor from now on\n"
    assert run(folder, "password", "wim", typed="another boat of reeds\n").exit_code == 0
    shown = run(folder, "list")
    assert shown.stdout.startswith("wim  editor, since 20") and shown.stderr == "1 user in users.db\n"
    with registry_of(folder) as registry:
        assert registry.users.check("wim", "another boat of reeds") == Person("wim", Role.EDITOR)
        assert {entry.who for entry in registry.audit.page().entries} == {"keeper (command line)"}
    assert run(folder, "remove", "wim").exit_code == 0
    assert json.loads(run(folder, "list", "--json").stdout) == []


def test_a_token_is_printed_once(folder: Path) -> None:
    run(folder, "add", "wim", "--role", "reviewer", typed=PASSWORD)
    token = run(folder, "token", "wim", "--role", "reviewer", "--note", "maps", "--days", "3").stdout.strip()
    with registry_of(folder) as registry:
        assert registry.tokens.person(token) == Person("wim", Role.REVIEWER)
    (listed,) = json.loads(run(folder, "list", "--json").stdout)[0]["tokens"]
    assert (listed["note"], token in run(folder, "list").stdout) == ("maps", False)
    assert f"token {listed['id']}  reviewer, until 20" in run(folder, "list").stdout
    assert run(folder, "token", listed["id"], "--remove").exit_code == 0
    with registry_of(folder) as registry:
        assert registry.tokens.person(token) is None


@pytest.mark.parametrize(
    ("words", "typed", "said"),
    [
        (("add", "wim"), "short\n", "error: a password of 5 characters; looked for 12 or more"),
        (("add", "wim"), "", "error: a password of 0 characters; looked for 12 or more"),
        (("add", "wim", "--role", "king"), PASSWORD, "error: 'king' is no role; looked for one of reader, reviewer"),
        (("add", "a;b"), PASSWORD, "error: 'a;b' is no name for a user"),
        (("add", "ada"), PASSWORD, "error: there is a user 'ada' already"),
        (("role", "eda", "admin"), "", "error: no user 'eda' in users.db; have ada"),
        (("token", "eda"), "", "error: no user 'eda' in users.db"),
    ],
)
def test_what_is_wrong_is_one_line(folder: Path, words: tuple[str, ...], typed: str, said: str) -> None:
    run(folder, "add", "ada", typed=PASSWORD)
    result = run(folder, *words, typed=typed)
    assert result.exit_code == 1 and result.stderr.startswith(said) and result.stderr.count("\n") == 1


def test_where_there_is_no_record_there_are_no_users(tmp_path: Path) -> None:
    assert "no record folder; `stemmata init`" in run(tmp_path, "add", "ada", typed=PASSWORD).stderr
    assert list(tmp_path.iterdir()) == []


def test_a_new_password_lets_a_locked_name_in(folder: Path) -> None:
    run(folder, "add", "ada", typed=PASSWORD)
    with registry_of(folder) as registry:
        tries: Attempts = registry.attempts
        assert [tries.take("ada", f"10.0.0.{number}") > 0 for number in range(6)] == [False] * 5 + [True]
        run(folder, "password", "ada", typed="another boat of reeds")
        assert tries.take("ada", "10.0.0.9") == 0


PROGRAM = "from tests.show.web.guard.test_commands import app; app()"


def at_terminal(folder: Path, *lines: str) -> tuple[int, str]:
    """The command at a real terminal, on which these lines are typed when it asks."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.execv(sys.executable, [sys.executable, "-c", PROGRAM, "-C", str(folder), "users", "add", "ada"])
    shown = ""
    for line in lines:
        shown += until(terminal, ": ")
        time.sleep(0.2)  # the prompt is there a moment before the echo is off
        os.write(terminal, f"{line}\n".encode())
    shown += until(terminal, None)
    os.close(terminal)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), shown


def until(terminal: int, end: str | None) -> str:
    shown = ""
    while end is None or not shown.endswith(end):
        try:
            chunk = os.read(terminal, 1024)
        except OSError:
            return shown
        if not chunk:
            return shown
        shown += chunk.decode()
    return shown


@pytest.mark.skipif(os.name != "posix", reason="terminals of POSIX")
def test_at_a_terminal_the_password_is_asked_twice_and_not_shown(folder: Path) -> None:
    status, shown = at_terminal(folder, PASSWORD, "something else")
    assert status == 1 and "the two passwords differ; nothing was changed" in shown
    status, shown = at_terminal(folder, PASSWORD, PASSWORD)
    assert (status, PASSWORD in shown) == (0, False), shown
    assert "ada may sign in as reader" in shown
