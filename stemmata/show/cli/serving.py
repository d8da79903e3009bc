"""`serve`: the record in a browser."""

from __future__ import annotations

import gc
import signal
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Annotated

import typer
import uvicorn

from stemmata.errors import SettingsError, StemmataError
from stemmata.show.cli.door import Place, place_of, say
from stemmata.show.queries.finding import ready
from stemmata.show.web.app import app_of
from stemmata.show.web.guard.door import Guard, Rules
from stemmata.show.web.guard.hosts import check_host
from stemmata.show.web.room import Room

PATIENCE = 5  # seconds that requests under way may still take when the site ends
WAITING = 256  # connections that are not taken up yet
READS = ("/api/v1/reconcile",)  # where a POST only asks


def serve(
    ctx: typer.Context,
    host: Annotated[
        str, typer.Option(help="The address to listen at; beyond loopback, users are needed.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port; 0 takes any that is free.")] = 8765,
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
    _check(cert, key)
    with _listening(host, port) as listening, _room(place) as room:
        threading.Thread(target=_warm, args=[room], name="warm", daemon=True).start()
        guard = Guard(room.folder, mode, Rules(host=host, names=names, origins=frozenset(origin or ()), reads=READS))
        config = uvicorn.Config(app_of(room, guard), log_level="warning", access_log=False, server_header=False,
                                ssl_certfile=cert, ssl_keyfile=key, timeout_graceful_shutdown=PATIENCE)  # fmt: skip
        address = listening.getsockname()
        shown = f"[{address[0]}]" if ":" in address[0] else address[0]
        say(f"serving {room.folder} at http{'s' if cert else ''}://{shown}:{address[1]}/  (Ctrl-C ends it)")
        _serve(config, listening)


def _check(cert: Path | None, key: Path | None) -> None:
    """Raises SettingsError where the certificate and the key are none, or do not belong together."""
    if (cert is None) != (key is None):
        raise SettingsError("--cert and --key go together: give both, or neither")
    if cert is None or key is None:
        return
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(cert, key)
    except OSError as error:  # an SSLError is one, too
        raise SettingsError(f"--cert {cert} and --key {key} cannot be used: {error.strerror or error}") from error


def _serve(config: uvicorn.Config, listening: socket.socket) -> None:
    """Until Ctrl-C or a signal to end: uvicorn has then put all in order, and raises the signal once more."""
    with _ended_by(signal.SIGTERM), suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=[listening])


@contextmanager
def _ended_by(number: signal.Signals) -> Iterator[None]:
    """The signal ends what is done here as Ctrl-C does, so that what was put aside is put away."""
    before = signal.signal(number, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(number, before)


@contextmanager
def _room(place: Place) -> Iterator[Room]:
    """What it puts on the disk goes with it, whatever happens."""
    room = Room(place.folder, place.show_withheld)
    try:
        room.now()
        yield room
    finally:
        room.close()


def _warm(room: Room) -> None:
    """Makes what the first search would have to wait for; what stays is not gone through for garbage any more."""
    ready()
    with suppress(StemmataError):  # a record that went away meanwhile: the pages say so
        room.now().written()
    gc.collect()
    gc.freeze()


def _listening(host: str, port: int) -> socket.socket:
    """Raises StemmataError where nobody can listen there."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        found = socket.socket(family, kind, protocol)
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found.bind(address)
        found.listen(WAITING)  # so that who reads the line and asks at once is answered
    except OSError as error:
        raise StemmataError(f"cannot listen at {host}:{port}: {error.strerror or error}") from error
    return found
