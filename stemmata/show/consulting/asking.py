"""Asks questions patiently: several at a time, not too fast, again where it may help, and never for ever."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Event, Lock
from typing import Protocol

from stemmata.errors import ConsultError
from stemmata.extract.llm.prompt import Question
from stemmata.extract.llm.proposals import items_of
from stemmata.model import Answer

_FAILURES_IN_A_ROW = 5  # passages: then it is the server, not the passage


@dataclass(frozen=True, slots=True)
class Reply:
    """What a server wrote, and what it says that it counted."""

    text: str
    served: str = ""
    tokens_in: int = 0
    tokens_out: int = 0


class TryAgain(Exception):
    """A request that failed and may go through later; `wait` is what the server asked for, in seconds."""

    def __init__(self, why: str, wait: float = 0.0) -> None:
        super().__init__(why)
        self.wait = wait


class NotAnswered(Exception):
    """A passage that this server will not answer about, however often it is asked."""


class Asker(Protocol):
    """Sends one question. Raises TryAgain, NotAnswered, or ConsultError where no question can be asked at all."""

    def __call__(self, question: Question) -> Reply: ...


@dataclass(frozen=True, slots=True)
class Patience:
    """How asking is bounded. Seconds are doubled from one try to the next."""

    tries: int = 5
    first_wait: float = 1.0
    longest_wait: float = 300.0  # a server that asks for more is asked another day
    at_once: int = 4
    per_minute: int = 0
    max_tokens: int = 0


@dataclass(slots=True)
class Bill:
    """What asking came to. `failures`: "report: why", of the passages that stay unanswered."""

    asked: int = 0
    requests: int = 0
    answered: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    failures: list[str] = field(default_factory=list)
    stopped: str = ""  # why not every question was asked

    def cost(self, price_in: float, price_out: float) -> float:
        """By the prices of a million tokens."""
        return (self.tokens_in * price_in + self.tokens_out * price_out) / 1_000_000


def consult(
    questions: Sequence[Question],
    asker: Asker,
    keep: Callable[[Answer], None],
    model: str,
    patience: Patience,
) -> Bill:
    """Asks every question once and keeps each answer as it comes.

    A passage that fails is told of and the rest goes on. Raises ConsultError where it is the server that fails; what
    was answered until then is kept.
    """
    counter = _Counter(asker, keep, model, patience)
    unique = list({question.key: question for question in questions}.values())
    counter.bill.asked = len(unique)
    with ThreadPoolExecutor(patience.at_once) as pool:
        try:
            for _ in pool.map(counter.serve, unique):
                pass
        finally:  # also where somebody interrupts: nothing more is sent
            counter.stopped.set()
    if counter.error is not None:
        raise counter.error
    return counter.bill


class _Counter:
    """Where questions are served, by several threads."""

    def __init__(self, asker: Asker, keep: Callable[[Answer], None], model: str, patience: Patience) -> None:
        self.asker, self.keep, self.model, self.patience = asker, keep, model, patience
        self.bill = Bill()
        self.stopped = Event()
        self.error: Exception | None = None
        self._lock = Lock()
        self._next = 0.0
        self._failed_in_a_row = 0

    def serve(self, question: Question) -> None:
        try:
            reply = self._patiently(question)
            if reply is not None:
                self._answered(question, reply)
        except (TryAgain, NotAnswered) as error:
            self._failed(question, error)
        except Exception as error:  # told by the thread that waits for all, once the others have ended
            self._stop(error)

    def _patiently(self, question: Question) -> Reply | None:
        """The first reply that can be read; the last one that cannot, if all are so. None where asking was stopped."""
        wait = self.patience.first_wait
        reply: Reply | None = None
        for left in reversed(range(self.patience.tries)):
            if not self._may_send():
                return None
            try:
                reply = self._send(question)
                if items_of(reply.text) is not None:
                    return reply
                asked_for = 0.0
            except TryAgain as error:
                if not left and reply is None:
                    raise
                asked_for = self._bearable(error)
            if left and self.stopped.wait(max(wait, asked_for)):
                return None
            wait *= 2
        return reply

    def _bearable(self, error: TryAgain) -> float:
        if error.wait > self.patience.longest_wait:
            raise ConsultError(f"{error}: the server asks to be left alone for {error.wait:.0f} s; build again then")
        return error.wait

    def _may_send(self) -> bool:
        """Waits for this request's turn; false where nothing more is to be sent."""
        with self._lock:
            spent = self.bill.tokens_in + self.bill.tokens_out
            if self.patience.max_tokens and spent >= self.patience.max_tokens and not self.stopped.is_set():
                self.bill.stopped = f"{spent} tokens are used, of {self.patience.max_tokens} allowed"
                self.stopped.set()
            now = time.monotonic()
            turn = max(now, self._next)
            self._next = turn + (60 / self.patience.per_minute if self.patience.per_minute else 0)
        return not self.stopped.wait(turn - now)

    def _send(self, question: Question) -> Reply:
        with self._lock:
            self.bill.requests += 1
        reply = self.asker(question)
        with self._lock:
            self.bill.tokens_in += reply.tokens_in
            self.bill.tokens_out += reply.tokens_out
        return reply

    def _answered(self, question: Question, reply: Reply) -> None:
        answer = Answer(
            question.key, self.model, reply.text, reply.served, question.report, reply.tokens_in, reply.tokens_out
        )
        with self._lock:
            self.keep(answer)
            self.bill.answered += 1
            self._failed_in_a_row = 0

    def _failed(self, question: Question, error: Exception) -> None:
        with self._lock:
            self.bill.failures.append(f"{question.report}: {error}")
            self._failed_in_a_row += 1
            lost = self._failed_in_a_row >= _FAILURES_IN_A_ROW
        if lost:
            many = f"{_FAILURES_IN_A_ROW} passages in a row failed, the last: {error}"
            self._stop(ConsultError(f"{many}; what was answered is kept, build again to go on"))

    def _stop(self, error: Exception) -> None:
        with self._lock:
            self.error = self.error or error
        self.stopped.set()
