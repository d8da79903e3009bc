"""The commands `users`: who may sign in where the record is served to others."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Annotated

import typer

from stemmata.errors import SettingsError
from stemmata.show.cli.door import Json, deliver_plain, place_of, say
from stemmata.show.terminal import one_line
from stemmata.show.web.guard.people import Role, person_alone
from stemmata.show.web.guard.registry import Registry
from stemmata.show.web.guard.store import USERS, Store
from stemmata.show.web.guard.tokens import Token
from stemmata.show.web.guard.users import User
from stemmata.show.wording import counted

users = typer.Typer(
    name="users",
    help="Say who may sign in where `stemmata serve` is open to others, and what each may do.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
Name = Annotated[str, typer.Argument(metavar="NAME", help="The user.")]
RoleWord = Annotated[
    str, typer.Option("--role", metavar="ROLE", help=f"One of {', '.join(role.word for role in Role)}.")
]


@dataclass(frozen=True, slots=True)
class Listed:
    """A user as JSON gives them."""

    name: str
    role: str
    made: str
    tokens: tuple[Token, ...]


@users.command()
def add(ctx: typer.Context, name: Name, role: RoleWord = Role.READER.word, as_json: Json = False) -> None:
    """Add a user. The password is asked for, twice, or is one line of the standard input."""
    wanted = Role.of(role)
    with _registry(ctx, make=True) as registry:
        user = registry.users.add(name, _password(f"Password of {name}"), wanted, by=_by())
    say(f"{user.name} may sign in as {user.role.word}")
    if as_json:
        deliver_plain(_listed(user, ()))


@users.command(name="list")
def list_(ctx: typer.Context, as_json: Json = False) -> None:
    """List the users, and the tokens of each."""
    with _registry(ctx) as registry:
        found, tokens = registry.users.all(), registry.tokens.all()
    if as_json:
        deliver_plain([_listed(user, tokens) for user in found])
        return
    for user in found:
        print(f"{user.name}  {user.role.word}, since {user.made[:10]}")
        for token in _listed(user, tokens).tokens:
            print(f"    token {token.id}  {token.role}, until {token.ends[:10]}  {one_line(token.note)}".rstrip())
    say(f"{counted(len(found), 'user')} in {USERS}")


@users.command()
def role(
    ctx: typer.Context,
    name: Name,
    word: Annotated[str, typer.Argument(metavar="ROLE", help=f"One of {', '.join(role.word for role in Role)}.")],
) -> None:
    """Change what a user may do. Whoever is signed in by the name must sign in again."""
    wanted = Role.of(word)
    with _registry(ctx) as registry:
        registry.users.set_role(name, wanted, by=_by())
    say(f"{name} is {wanted.word} from now on")


@users.command()
def password(ctx: typer.Context, name: Name) -> None:
    """Give a user another password. Whoever is signed in by the name must sign in again; tokens stand."""
    with _registry(ctx) as registry:
        registry.users.set_password(name, _password(f"New password of {name}"), by=_by())
        registry.attempts.release(name)
    say(f"the password of {name} is changed; all sessions have ended")


@users.command()
def remove(ctx: typer.Context, name: Name) -> None:
    """Remove a user with all sessions and tokens. What the user decided stands, under the same name."""
    with _registry(ctx) as registry:
        registry.users.remove(name, by=_by())
    say(f"{name} may not sign in any more")


@users.command()
def token(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="The user; with --remove, the id of a token.")],
    role: RoleWord = Role.READER.word,
    days: Annotated[int, typer.Option("--days", min=1, max=3660, metavar="N", help="How long it lasts.")] = 365,
    note: Annotated[str, typer.Option("--note", metavar="TEXT", help="What it is for.")] = "",
    remove: Annotated[bool, typer.Option("--remove", help="End the token instead of making one.")] = False,
) -> None:
    """Make a token by which a program uses the API in the name of a user. It is printed once, and kept nowhere."""
    wanted = Role.of(role)
    with _registry(ctx) as registry:
        if remove:
            registry.tokens.remove(name, by=_by())
            say(f"token {name} has ended")
        else:
            print(registry.tokens.add(name, wanted, days, note, by=_by()))


@contextmanager
def _registry(ctx: typer.Context, make: bool = False) -> Iterator[Registry]:
    registry = Registry.of(Store(place_of(ctx).folder, make=make))
    try:
        yield registry
    finally:
        registry.close()


def _by() -> str:
    return f"{person_alone().name} (command line)"


def _listed(user: User, tokens: tuple[Token, ...]) -> Listed:
    return Listed(user.name, user.role.word, user.made, tuple(token for token in tokens if token.user == user.name))


def _password(prompt: str) -> str:
    """Never an argument: those are in the list of processes, and in histories. Raises SettingsError."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    given = getpass.getpass(f"{prompt}: ")
    if getpass.getpass("The same again: ") != given:
        raise SettingsError("the two passwords differ; nothing was changed")
    return given
