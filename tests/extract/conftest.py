"""One reader for all tests, and a way to read a sentence or a small report with it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping

import pytest

from stemmata.extract import Reader
from stemmata.model import Claim, Extraction, Metadatum, Report, Role, Segment, report_id


@pytest.fixture(scope="session")
def reader() -> Reader:
    return Reader.load()


def report_of(text: str, metadata: Mapping[str, Metadatum] | None = None) -> Report:
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    return Report(
        id=report_id(sha256, "test.txt", None),
        path="test.txt",
        member=None,
        sha256=sha256,
        size=len(text.encode()),
        media_type="text/plain",
        reader="text/1",
        text=text,
        metadata=metadata or {},
    )


@pytest.fixture(scope="session")
def read(reader: Reader) -> Callable[..., Extraction]:
    """The extraction of a text that is one paragraph."""

    def read_text(text: str, role: Role = Role.BODY, **metadata: str) -> Extraction:
        report = report_of(text, {k: Metadatum(v, "test") for k, v in metadata.items()})
        return reader.extract(report, (Segment(0, len(text), role, 0),))

    return read_text


def said(claim: Claim) -> str:
    return f"{claim.subject.text} | {claim.predicate} | {claim.object.text} | {claim.when.edtf} | {claim.polarity}"
