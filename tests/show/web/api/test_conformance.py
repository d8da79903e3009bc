"""The document of the API, and thousands of strange requests that are made from it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, given, settings
from hypothesis.strategies import booleans
from schemathesis import GenerationMode
from schemathesis.checks import CHECKS
from starlette.testclient import TestClient

from tests.show.web.api.served import listening

HELD_TO = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
    "unsupported_method",
)


@pytest.fixture(scope="module")
def described(app: FastAPI) -> Iterator[schemathesis.BaseSchema]:
    with listening(app) as address:
        yield schemathesis.openapi.from_url(f"{address}/api/v1/openapi.json")


def test_every_answer_is_as_described(described: schemathesis.BaseSchema) -> None:
    """Each operation is asked with what the document allows: half of the times of things that are in the record."""
    for found in described.get_all_operations():
        is_as_described(found.ok(), GenerationMode.POSITIVE, 6)


def test_what_the_document_does_not_allow_is_refused_as_described(described: schemathesis.BaseSchema) -> None:
    for found in described.get_all_operations():
        operation = found.ok()
        if operation.query or operation.body:
            is_as_described(operation, GenerationMode.NEGATIVE, 4)


def is_as_described(operation: Any, mode: GenerationMode, most: int) -> None:
    held_to = CHECKS.get_by_names(list(HELD_TO))
    known = {p.name: p.definition["example"] for p in operation.path_parameters if "example" in p.definition}

    @settings(
        max_examples=most, derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck)
    )
    @given(case=operation.as_strategy(mode), of_the_record=booleans())
    def ask(case: schemathesis.Case, of_the_record: bool) -> None:
        if of_the_record and known:
            case.path_parameters = {**case.path_parameters, **known}
        case.call_and_validate(checks=held_to)

    ask()


def test_every_operation_is_told_of(api: TestClient) -> None:
    document = api.get("/api/v1/openapi.json").json()
    assert document["openapi"].startswith("3.1") and document["servers"] == [{"url": "/api/v1"}]
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            assert operation["description"].endswith((".", '"', "?")), f"{method} {path}"
            assert {"401", "403", "404", "422"} <= set(operation["responses"]), f"{method} {path}"


def test_the_page_for_people_shows_calls_that_work(api: TestClient) -> None:
    page = api.get("/api/v1/docs").text
    document = api.get("/api/v1/openapi.json").json()
    assert all(f"{{{path}" not in page and f"op-{name}" in page for path, name in _operations(document))
    assert "record.entity(&#39;" in page and "curl &#39;http://127.0.0.1:8765/api/v1/entities/" in page
    assert "<script" not in page.replace('<script type="module" src="/static/', "")


def _operations(document: dict[str, dict[str, dict[str, dict[str, str]]]]) -> list[tuple[str, str]]:
    return [(path, each["operationId"]) for path, methods in document["paths"].items() for each in methods.values()]
