"""Exports: holdings -> rows of plain values, in the formats that others read. EXPORTS says which there are."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from stemmata.errors import NotFound
from stemmata.show.exports.rows import (
    Row,
    claim_rows,
    derivation_rows,
    descent_rows,
    difference_rows,
    entity_rows,
    fact_rows,
    lineage_rows,
    mention_rows,
)
from stemmata.show.holdings import Holdings

EXPORTS: dict[str, Callable[[Holdings], Iterator[Row]]] = {
    "claims": claim_rows,
    "facts": fact_rows,
    "differences": difference_rows,
    "derivations": derivation_rows,
    "descents": descent_rows,
    "lineages": lineage_rows,
    "entities": entity_rows,
    "mentions": mention_rows,
}


def export(held: Holdings, what: str) -> Iterator[Row]:
    """The rows of an export, in stable order. Raises NotFound for one that there is not."""
    if what not in EXPORTS:
        raise NotFound(f"no export {what!r}; have {', '.join(EXPORTS)}")
    return EXPORTS[what](held)
