"""Who says a claim in the end: a voice that the report names, or whoever stands behind the report."""

from __future__ import annotations

from collections.abc import Mapping

from stemmata.model import Claim, Report


def origin(claim: Claim, reports: Mapping[str, Report]) -> str | None:
    """The farthest voice of the chain; for a report's own words the source it repeats, else its publisher, if known."""
    report = reports[claim.report]
    return claim.voices[-1] if claim.voices else report.known("relays") or report.known("publisher")


def voice(claim: Claim, reports: Mapping[str, Report]) -> str:
    """The same, with the report's name where nothing is known of its publisher."""
    return origin(claim, reports) or reports[claim.report].name
