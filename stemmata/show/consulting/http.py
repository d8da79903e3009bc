"""One question to a server with /chat/completions, by HTTP. The only file of the extra `llm`."""

from __future__ import annotations

import ipaddress
import json
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from types import TracebackType
from typing import Any
from urllib.parse import urlsplit

import httpx

from stemmata.errors import ConsultError
from stemmata.extract.llm.prompt import Question, prompt
from stemmata.show.consulting.asking import NotAnswered, Reply, TryAgain

MOST_BYTES = 4_000_000  # of one answer: a thousand times a usual one
_MAY_PASS = frozenset({408, 409, 425, 429})  # and all from 500
_NO_QUESTION = frozenset({401, 402, 403, 404, 405})  # a wrong key, an empty account, a wrong address
_WORDS = 300  # of a server's complaint that are told


class HttpAsker:
    """Holds connections to one server. Several threads may ask at a time."""

    def __init__(self, model: str, base_url: str, key: str | None, timeout: float) -> None:
        self.model, self.timeout = model, timeout
        self.url = f"{base_url.rstrip('/')}/chat/completions"
        self._key = key
        try:
            httpx.URL(self.url)
        except httpx.InvalidURL as error:
            raise ConsultError(f"{self.url}: {error}") from error
        headers = {"Content-Type": "application/json", "Accept-Encoding": "identity"}
        if key:
            headers["Authorization"] = f"Bearer {key}"
        # A server on this machine is never reached through a proxy; redirects are not followed, so that what is sent
        # goes where it was said to go.
        self._client = httpx.Client(headers=headers, timeout=timeout, trust_env=not is_local(base_url))
        self._left_out: frozenset[str] = frozenset()  # options that this server was found not to take

    def __enter__(self) -> HttpAsker:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    def __call__(self, question: Question) -> Reply:
        """The server's answer. Raises TryAgain, NotAnswered, ConsultError."""
        left_out = self._left_out
        while True:
            try:
                reply = self._ask(question, left_out)
            except _Rejected as rejected:
                more = frozenset(rejected.named(left_out)) - left_out
                if not more:
                    raise NotAnswered(str(rejected)) from rejected
                left_out |= more
            else:
                self._left_out = left_out
                return reply

    def _ask(self, question: Question, left_out: frozenset[str]) -> Reply:
        body = json.dumps({**self._fixed(question), **{k: v for k, v in _OPTIONS().items() if k not in left_out}})
        deadline = time.monotonic() + self.timeout
        try:
            with self._client.stream("POST", self.url, content=body.encode()) as response:
                text = _text_of(response, deadline)
        except httpx.TransportError as error:
            raise TryAgain(f"{type(error).__name__} at {self.url}{f': {error}' if str(error) else ''}") from error
        except httpx.HTTPError as error:
            raise TryAgain(f"{self.url}: {error}") from error
        self._complain(response, text)
        return _reply(text)

    def _fixed(self, question: Question) -> Mapping[str, object]:
        said = {"system": prompt().system, "user": question.user}
        messages = [{"role": role, "content": content} for role, content in said.items()]
        return {"model": self.model, "messages": messages}

    def _complain(self, response: httpx.Response, text: str) -> None:
        """Raises what a status other than 200 calls for; the key never stands in a message."""
        status = response.status_code
        if status == 200:
            return
        words = " ".join(text.split())[:_WORDS]
        if self._key:
            words = words.replace(self._key, "[key]")
        told = f"{self.url}: status {status}{f': {words}' if words else ''}"
        if status in _MAY_PASS or status >= 500:
            raise TryAgain(told, _retry_after(response))
        if status in _NO_QUESTION or status < 400:
            raise ConsultError(told)
        raise _Rejected(told)


class _Rejected(Exception):
    """A request that the server finds wrong: perhaps for an option that it does not know."""

    def named(self, left_out: frozenset[str]) -> list[str]:
        """The options that the server complains of; all that were sent, where it names none."""
        sent = [option for option in _OPTIONS() if option not in left_out]
        return [option for option in sent if option in str(self)] or sent


def _OPTIONS() -> Mapping[str, Any]:  # noqa: N802
    """What most servers take and some refuse: answers in the form of the schema, and no dice."""
    form = {"name": "claims", "strict": True, "schema": prompt().schema}
    return {"response_format": {"type": "json_schema", "json_schema": form}, "temperature": 0}


def _text_of(response: httpx.Response, deadline: float) -> str:
    """The body, within a bound of size and of time: a server may send a byte now and then for ever."""
    taken = bytearray()
    for chunk in response.iter_bytes():
        taken += chunk
        if len(taken) > MOST_BYTES:
            raise TryAgain(f"{response.url}: an answer of more than {MOST_BYTES} bytes")
        if time.monotonic() > deadline:
            raise TryAgain(f"{response.url}: an answer that does not end in time")
    return taken.decode("utf-8", "replace")


def _reply(text: str) -> Reply:
    """What an OpenAI-compatible body says. Raises TryAgain for any other."""
    try:
        body = json.loads(text)
        content = body["choices"][0]["message"]["content"]
    except (ValueError, RecursionError, LookupError, TypeError) as error:
        raise TryAgain(f"not the body of a chat completion: {' '.join(text.split())[:_WORDS]!r}") from error
    usage = body.get("usage")
    tokens = usage if isinstance(usage, dict) else {}
    return Reply(
        content if isinstance(content, str) else "",
        body["model"] if isinstance(body.get("model"), str) else "",
        *(_count(tokens.get(name)) for name in ("prompt_tokens", "completion_tokens")),
    )


def _count(value: object) -> int:
    return value if type(value) is int and value >= 0 else 0


def _retry_after(response: httpx.Response) -> float:
    """Seconds, whether the server gives seconds or a date; 0 where it gives neither."""
    given = response.headers.get("Retry-After", "")
    try:
        return max(0.0, float(given))
    except ValueError:
        pass
    try:
        return max(0.0, (parsedate_to_datetime(given) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError):
        return 0.0


def is_local(base_url: str) -> bool:
    """Whether a URL names this machine."""
    host = urlsplit(base_url).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
