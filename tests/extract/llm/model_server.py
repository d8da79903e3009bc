"""A real server with /chat/completions in a thread of the test, which does whatever a test tells it to."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from typing import Any


@dataclass(frozen=True)
class Response:
    """What goes back. `body` as it is; `cut` closes the connection before it is whole."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    cut: bool = False


Behaviour = Callable[[Mapping[str, Any], int], Response]  # the request, its number from 0 -> what goes back


def completion(content: object, tokens: tuple[int, int] = (100, 20)) -> Response:
    """A proper body around any content."""
    text = content if isinstance(content, str) else json.dumps(content)
    usage = {"prompt_tokens": tokens[0], "completion_tokens": tokens[1]}
    choice = {"message": {"role": "assistant", "content": text}}
    return Response(json.dumps({"choices": [choice], "usage": usage, "model": "tiny-1"}).encode())


def passage_of(request: Mapping[str, Any]) -> str:
    return str(json.loads(request["messages"][1]["content"])["passage"])


@dataclass
class Server:
    url: str
    requests: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    behaviour: Behaviour = lambda request, number: completion({"claims": []})
    lock: Lock = field(default_factory=Lock)


@contextmanager
def serving(behaviour: Behaviour | None = None) -> Iterator[Server]:
    """A server for the time of a test."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            with server.lock:
                number = len(server.requests)
                server.requests.append(request)
                server.keys.append(self.headers.get("Authorization", ""))
                server.paths.append(self.path)
            response = server.behaviour(request, number)
            with suppress(BrokenPipeError, ConnectionResetError):  # the asker had enough
                self._answer(response)

        def _answer(self, response: Response) -> None:
            self.send_response(response.status)
            for name, value in response.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(response.body) + (1000 if response.cut else 0)))
            self.end_headers()
            self.wfile.write(response.body)
            self.close_connection = True

        def log_message(self, format: str, *args: object) -> None:
            """Says nothing."""

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server = Server(f"http://127.0.0.1:{http.server_port}/v1")
    if behaviour is not None:
        server.behaviour = behaviour
    thread = Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        http.shutdown()
        http.server_close()
        thread.join()
