"""Asking over real HTTP, of a server that misbehaves in every way that we could think of."""

from __future__ import annotations

import gzip
import json
import socket
import time
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from threading import Barrier, Thread
from typing import Any

import pytest
from model_server import Behaviour, Response, Server, completion, passage_of, serving
from told import MODEL, report_of

from stemmata.errors import ConsultError
from stemmata.extract.llm.prompt import Question, prompt, questions
from stemmata.model import Answer, Role, Segment
from stemmata.show.consulting.asking import Bill, Patience, consult
from stemmata.show.consulting.http import HttpAsker, is_local

GOOD = completion({"claims": []})
PATIENCE = Patience(tries=3, first_wait=0.01, at_once=1)


def asked(number: int = 1) -> tuple[Question, ...]:
    lines = [f"Passage number {n} says nothing.\n" for n in range(number)]
    text = "".join(lines)
    starts = [sum(map(len, lines[:n])) for n in range(number + 1)]
    segments = tuple(Segment(starts[n], starts[n + 1], Role.BODY, n) for n in range(number))
    return questions(report_of(text), segments, MODEL)


def ask(server: Server, number: int = 1, patience: Patience = PATIENCE, **options: Any) -> tuple[Bill, list[Answer]]:
    kept: list[Answer] = []
    with HttpAsker(MODEL, server.url, options.get("key"), options.get("timeout", 5)) as asker:
        return consult(asked(number), asker, kept.append, MODEL, patience), kept


def then_good(*first: Response) -> Behaviour:
    """The first requests are answered so, all others well."""
    return lambda request, number: first[number] if number < len(first) else GOOD


def test_a_question_is_sent_with_schema_and_key_and_its_answer_kept() -> None:
    with serving() as server:
        bill, kept = ask(server, key="sk-1")
    (request,) = server.requests
    assert server.paths == ["/v1/chat/completions"] and server.keys == ["Bearer sk-1"]
    assert request["model"] == MODEL and request["temperature"] == 0
    assert request["response_format"]["json_schema"]["schema"] == prompt().schema
    assert [message["role"] for message in request["messages"]] == ["system", "user"]
    assert passage_of(request) == "Passage number 0 says nothing."
    (question,) = asked()
    assert kept == [Answer(question.key, MODEL, '{"claims": []}', "tiny-1", "a.txt", 100, 20)]
    assert (bill.answered, bill.requests, bill.tokens_in, bill.tokens_out, bill.failures) == (1, 1, 100, 20, [])
    assert bill.cost(2.0, 10.0) == pytest.approx(0.0004)


def test_equal_questions_are_asked_once() -> None:
    with serving() as server, HttpAsker(MODEL, server.url, None, 5) as asker:
        kept: list[Answer] = []
        assert consult(asked() * 3, asker, kept.append, MODEL, PATIENCE).asked == len(kept) == len(server.requests) == 1


PASSING = {
    "429": Response(status=429),
    "429 with seconds": Response(status=429, headers={"Retry-After": "0.05"}),
    "429 with a date": Response(status=429, headers={"Retry-After": "Sat, 01 Jan 2000 00:00:00 GMT"}),
    "429 with nonsense": Response(status=429, headers={"Retry-After": "soon"}),
    "500": Response(b"oh no", 500),
    "503 in HTML": Response(b"<html>down</html>", 503),
    "529": Response(status=529),
    "connection closed in the middle": Response(b'{"choices": [', cut=True),
    "no JSON around": Response(b"hello"),
    "no choices": Response(b'{"error": "busy"}'),
    "choices of nothing": Response(b'{"choices": []}'),
    "a list around": Response(b"[]"),
    "not UTF-8": Response(b"\xff\xfe\x00"),
    "deep JSON around": Response(b"[" * 100_000),
    "wrong JSON": completion('{"claims": [{"quote": "the'),
    "prose": completion("Certainly! Here is what I found."),
    "empty answer": completion(""),
    "no content": Response(b'{"choices": [{"message": {"content": null}}]}'),
    "compressed though asked not to be": Response(gzip.compress(b"hello"), headers={"Content-Encoding": "gzip"}),
    "compressed wrongly": Response(b"hello", headers={"Content-Encoding": "gzip"}),
}


@pytest.mark.parametrize("case", PASSING)
def test_what_may_pass_is_asked_again(case: str) -> None:
    with serving(then_good(PASSING[case])) as server:
        bill, kept = ask(server)
    assert (bill.requests, bill.answered, bill.failures) == (2, 1, [])
    assert [answer.text for answer in kept] == ['{"claims": []}']


def test_a_timeout_is_asked_again() -> None:
    def slow(request: Mapping[str, Any], number: int) -> Response:
        if number == 0:
            time.sleep(1.2)
        return GOOD

    with serving(slow) as server:
        bill, _ = ask(server, timeout=0.8)
    assert (bill.requests, bill.answered) == (2, 1)


def test_an_answer_that_drips_for_ever_is_given_up() -> None:
    """Each byte comes in time, the whole never does."""
    with socket.create_server(("127.0.0.1", 0)) as listener, HttpAsker(MODEL, url_of(listener), None, 0.3) as asker:
        patience = Patience(tries=1, first_wait=0.01, at_once=1)
        thread = Thread(target=drip, args=(listener,), daemon=True)
        thread.start()
        began = time.monotonic()
        bill = consult(asked(), asker, lambda answer: None, MODEL, patience)
        assert time.monotonic() - began < 8
        thread.join()
    assert bill.answered == 0 and "does not end in time" in bill.failures[0]


def url_of(listener: socket.socket) -> str:
    return f"http://127.0.0.1:{listener.getsockname()[1]}/v1"


def drip(listener: socket.socket) -> None:
    connection, _ = listener.accept()
    with connection:
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
        try:
            for _ in range(200):
                connection.sendall(b" ")
                time.sleep(0.05)
        except OSError:
            return


def test_a_huge_answer_is_given_up() -> None:
    with serving(then_good(Response(b"x" * 4_100_000))) as server:
        bill, _ = ask(server)
    assert (bill.requests, bill.answered) == (2, 1)


def test_the_server_says_how_long_to_wait() -> None:
    with serving(then_good(Response(status=429, headers={"Retry-After": "0.3"}))) as server:
        began = time.monotonic()
        ask(server)
        assert time.monotonic() - began >= 0.3


def test_a_server_that_asks_for_hours_is_left_alone() -> None:
    later = format_datetime(datetime.now(UTC) + timedelta(hours=3))
    with serving(then_good(Response(status=429, headers={"Retry-After": later}))) as server:
        with pytest.raises(ConsultError, match="left alone"):
            ask(server)
        assert len(server.requests) == 1


def test_tries_are_bounded_and_the_rest_goes_on() -> None:
    def ill(request: Mapping[str, Any], number: int) -> Response:
        return Response(b"no", 500) if "number 1" in passage_of(request) else GOOD

    with serving(ill) as server:
        bill, kept = ask(server, 3)
    assert (bill.requests, bill.answered, len(kept)) == (5, 2, 2)
    assert bill.failures == [f"a.txt: {server.url}/chat/completions: status 500: no"]


def test_what_cannot_be_read_at_last_is_kept_as_it_came() -> None:
    """It was paid for, and asking again gave no better; the build counts it as refused."""
    with serving(lambda request, number: completion("No.")) as server:
        bill, kept = ask(server)
    assert (bill.requests, bill.answered, [answer.text for answer in kept]) == (3, 1, ["No."])
    assert bill.tokens_in == 300


def test_a_server_that_is_down_ends_it_and_what_was_answered_is_kept() -> None:
    kept: list[Answer] = []
    with serving(lambda request, number: GOOD if number < 2 else Response(status=503)) as server:
        with HttpAsker(MODEL, server.url, None, 5) as asker, pytest.raises(ConsultError, match="5 passages in a row"):
            consult(asked(20), asker, kept.append, MODEL, PATIENCE)
        assert len(server.requests) == 2 + 5 * 3
    assert len(kept) == 2


def test_no_server_at_all() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        url = url_of(listener)
    with HttpAsker(MODEL, url, None, 1) as asker, pytest.raises(ConsultError, match="ConnectError"):
        consult(asked(6), asker, lambda answer: None, MODEL, PATIENCE)


@pytest.mark.parametrize("status", [301, 302, 307, 401, 403, 404])
def test_a_wrong_address_or_key_ends_it_at_once_and_the_key_is_never_told(status: int) -> None:
    wrong = Response(b'{"error": "bad key sk-secret"}', status, {"Location": "http://127.0.0.1:9/elsewhere"})
    with serving(lambda request, number: wrong) as server:
        with pytest.raises(ConsultError, match=f"status {status}") as met:
            ask(server, 5, key="sk-secret")
        assert len(server.requests) == 1
    assert "sk-secret" not in str(met.value)


@pytest.mark.parametrize(
    ("refused", "complaint"),
    [
        ({"response_format"}, b'{"error": "unknown field response_format"}'),
        ({"temperature"}, b'{"error": "temperature must be 1"}'),
        ({"response_format", "temperature"}, b"bad request"),
    ],
)
def test_options_that_a_server_refuses_are_left_out_from_then_on(refused: set[str], complaint: bytes) -> None:
    def strict(request: Mapping[str, Any], number: int) -> Response:
        return Response(complaint, 400) if refused & set(request) else GOOD

    with serving(strict) as server:
        bill, _ = ask(server, 3)
    assert bill.answered == 3
    assert [bool(refused & set(request)) for request in server.requests] == [True, False, False, False]
    assert all(({"response_format", "temperature"} - refused) <= set(request) for request in server.requests)


def test_a_passage_that_a_server_will_not_read_costs_the_others_nothing() -> None:
    def prudish(request: Mapping[str, Any], number: int) -> Response:
        return Response(b"content policy", 400) if "number 0" in passage_of(request) else GOOD

    with serving(prudish) as server:
        bill, _ = ask(server, 3)
    assert (bill.answered, len(bill.failures)) == (2, 1) and "content policy" in bill.failures[0]
    assert all("response_format" in request for request in server.requests[2:])


def test_no_more_requests_a_minute_than_allowed() -> None:
    began = time.monotonic()
    with serving() as server:
        ask(server, 4, Patience(at_once=4, per_minute=600))
    assert time.monotonic() - began >= 0.3


def test_several_at_a_time() -> None:
    """No request is answered before all four have come."""
    together = Barrier(4)

    def patient(request: Mapping[str, Any], number: int) -> Response:
        together.wait(timeout=20)
        return GOOD

    with serving(patient) as server:
        bill, kept = ask(server, 4, Patience(at_once=4), timeout=20)
    assert {answer.key for answer in kept} == {question.key for question in asked(4)}
    assert (bill.answered, bill.requests) == (4, 4)


def test_asking_ends_where_the_tokens_are_used_up() -> None:
    with serving() as server:
        bill, kept = ask(server, 10, Patience(at_once=1, max_tokens=240))
    assert len(kept) == len(server.requests) == 2
    assert bill.stopped == "240 tokens are used, of 240 allowed"


def test_counts_that_are_no_counts_are_none() -> None:
    usage = {"prompt_tokens": "many", "completion_tokens": -3}
    body = {"choices": [{"message": {"content": '{"claims": []}'}}], "usage": usage, "model": 7}
    with serving(lambda request, number: Response(json.dumps(body).encode())) as server:
        bill, (answer,) = ask(server)
    assert (bill.tokens_in, bill.tokens_out, answer.served) == (0, 0, "")


def test_what_cannot_be_kept_ends_it() -> None:
    def full(answer: Answer) -> None:
        raise OSError(28, "No space left on device")

    with serving() as server, HttpAsker(MODEL, server.url, None, 5) as asker, pytest.raises(OSError, match="No space"):
        consult(asked(50), asker, full, MODEL, PATIENCE)
    assert len(server.requests) <= 2


@pytest.mark.parametrize(
    ("url", "local"),
    [
        ("http://localhost:1/v1", True),
        ("http://127.0.0.9", True),
        ("http://[::1]:80", True),
        ("https://a.example", False),
    ],
)
def test_this_machine_is_known(url: str, local: bool) -> None:
    assert is_local(url) is local
