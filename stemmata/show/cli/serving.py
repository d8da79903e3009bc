"""`serve`: the record in a browser."""

from __future__ import annotations

import socket
import threading
from pathlib import Path
from typing import Annotated

import typer
import uvicorn

from stemmata.errors import SettingsError, StemmataError
from stemmata.show.cli.door import place_of, say
from stemmata.show.queries.finding import ready
from stemmata.show.web.app import app_of
from stemmata.show.web.guard.door import Guard, Rules
from stemmata.show.web.guard.hosts import check_host
from stemmata.show.web.room import Room

READS = ("/api/v1/reconcile",)  # where a POST only asks


def serve(
    ctx: typer.Context,
    host: Annotated[
        str, typer.Option(help="The address to listen at; beyond loopback, users are needed.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="The port; 0 takes any that is free.")] = 8765,
    name: Annotated[
        list[str] | None, typer.Option("--name", metavar="HOST", help="A host name that it answers by, besides.")
    ] = None,
    origin: Annotated[
        list[str] | None, typer.Option(metavar="URL", help="A site whose pages may ask for names, such as OpenRefine.")
    ] = None,
    cert: Annotated[
        Path | None, typer.Option(metavar="FILE", help="A certificate: the site is served by https.")
    ] = None,
    key: Annotated[Path | None, typer.Option(metavar="FILE", help="The key of the certificate.")] = None,
) -> None:
    """Opens the record in a browser: a site on this machine, for one person unless users are named."""
    place = place_of(ctx)
    names = tuple(name or ())
    mode = check_host(host, place.folder, names)
    if (cert is None) != (key is None):
        raise SettingsError("--cert and --key go together: give both, or neither")
    room = Room(place.folder, place.show_withheld)
    room.now()
    threading.Thread(target=ready, name="warm", daemon=True).start()
    guard = Guard(room.folder, mode, Rules(host=host, names=names, origins=frozenset(origin or ()), reads=READS))
    listening = _listening(host, port)
    address = listening.getsockname()
    shown = f"[{address[0]}]" if ":" in address[0] else address[0]
    scheme = "https" if cert else "http"
    say(f"serving {room.folder} at {scheme}://{shown}:{address[1]}/  (Ctrl-C ends it)")
    config = uvicorn.Config(app_of(room, guard), log_level="warning", access_log=False, server_header=False,
                            ssl_certfile=cert, ssl_keyfile=key)  # fmt: skip
    uvicorn.Server(config).run(sockets=[listening])


def _listening(host: str, port: int) -> socket.socket:
    """Raises StemmataError where nobody can listen there."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        found = socket.socket(family, kind, protocol)
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found.bind(address)
    except OSError as error:
        raise StemmataError(f"cannot listen at {host}:{port}: {error.strerror or error}") from error
    return found
