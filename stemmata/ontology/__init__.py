"""Ontology: types.yml and predicates.yml -> what may be said, of what, how often at once, and what it excludes."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from stemmata.ontology.loading import read_ontology
from stemmata.ontology.predicates import Ontology

HERE = Path(__file__).parent


@cache
def ontology() -> Ontology:
    """The ontology that is shipped. Raises OntologyError, naming file and key, if a data file breaks its rules."""
    return read_ontology(HERE / "types.yml", HERE / "predicates.yml")
