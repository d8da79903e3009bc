"""The tables of record.db. Plain columns with readable names, so that any SQLite tool shows them.

`seq` is the place of a row in the stable order of every export; `position` that of an item in its list. Offsets are
code points of `reports.text`. A new shape of these tables needs a new VERSION: an older record.db is then rebuilt.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
)

VERSION = 4

tables = MetaData()

type_of = {str: Text, int: Integer, float: Float, bool: Boolean}


def _column(name: str, kind: type, *, empty: bool = False) -> Column[object]:
    return Column(name, type_of[kind], nullable=empty)


def _columns(kind: type, *names: str, empty: bool = False) -> Iterator[Column[object]]:
    return (_column(name, kind, empty=empty) for name in names)


def _seq() -> Column[int]:
    return Column("seq", Integer, primary_key=True)


def _id() -> Column[str]:
    return Column("id", Text, nullable=False, unique=True)


def _to(name: str, target: str, *, empty: bool = False) -> Column[object]:
    """A reference, checked when the transaction ends: rows may point forward."""
    key = ForeignKey(target, deferrable=True, initially="DEFERRED")
    return Column(name, Integer if target.endswith(".seq") else Text, key, nullable=empty)


def _period() -> Iterator[Column[object]]:
    """The columns of a Period: its EDTF texts, the words of the report, and the four bounds as ISO days."""
    yield from _columns(str, "when_at", "when_begin", "when_finish", "when_words")
    yield from _columns(str, "start_earliest", "start_latest", "end_earliest", "end_latest", empty=True)


def _list(name: str, owner: Column[object], *columns: Column[object]) -> Table:
    """A table of the items of one tuple of a noun. It is its own index, in which the items of an owner lie together."""
    key = PrimaryKeyConstraint(owner.name, "position")
    return Table(name, tables, owner, _column("position", int), *columns, key, sqlite_with_rowid=False)


reports = Table(
    "reports",
    tables,
    _seq(),
    _id(),
    *_columns(str, "path"),
    *_columns(str, "member", empty=True),
    *_columns(str, "sha256"),
    *_columns(int, "size"),
    *_columns(str, "media_type", "reader", "text", "text_sha256"),
    _column("read_for_claims", bool),
)
report_metadata = _list("report_metadata", _to("report", "reports.id"), *_columns(str, "key", "value", "evidence"))
Index("reports_by_metadata", report_metadata.c.key, report_metadata.c.value)
report_notes = _list("report_notes", _to("report", "reports.id"), _column("note", str))
unread = Table("unread", tables, _seq(), _column("path", str), *_columns(str, "member", "sha256", empty=True))
unread.append_column(_column("reason", str))

segments = _list(
    "segments",
    _to("report", "reports.id"),
    *_columns(int, "start", "end"),
    _column("role", str),
    _column("flow", int),
    _column("label", str),
    *_columns(int, "about_start", "about_end", empty=True),
    _column("context", str),  # a JSON list of headings, outermost first
)

mentions = Table(
    "mentions",
    tables,
    _seq(),
    _id(),
    _to("report", "reports.id"),
    *_columns(int, "start", "end"),
    *_columns(str, "text", "type", "kind"),
    _column("confidence", float),
    _to("refers", "mentions.id", empty=True),
    _to("entity", "entities.id", empty=True),
    Index("mentions_by_report", "report", "start"),
    Index("mentions_by_entity", "entity"),
)
claims = Table(
    "claims",
    tables,
    _seq(),
    _id(),
    _to("report", "reports.id"),
    *_columns(int, "start", "end"),
    *_columns(str, "quote", "predicate", "subject_text"),
    _to("subject_mention", "mentions.id", empty=True),
    _column("object_text", str),
    _to("object_mention", "mentions.id", empty=True),
    *_period(),
    _column("polarity", str),
    _column("modality", str, empty=True),
    _column("confidence", float),
    *_columns(str, "method", "reading"),
    Index("claims_by_report", "report", "start"),
    Index("claims_by_predicate", "predicate"),
    Index("claims_by_subject", "subject_mention"),
    Index("claims_by_object", "object_mention"),
)
claim_parts = _list("claim_parts", _to("claim", "claims.id"), *_columns(int, "start", "end"))
claim_voices = _list("claim_voices", _to("claim", "claims.id"), _column("voice", str))
# `kind` of a qualifier is text, integer, real, or list, which has a row for each item.
claim_qualifiers = _list("claim_qualifiers", _to("claim", "claims.id"), *_columns(str, "name", "kind", "value"))

entities = Table("entities", tables, _seq(), _id(), *_columns(str, "type", "name"))
entity_names = Table(
    "entity_names",
    tables,
    _seq(),
    _to("entity", "entities.id"),
    *_columns(str, "text", "folded", "script", "kind"),
    *_period(),
    Index("names_by_entity", "entity"),
    Index("names_by_fold", "folded"),
)
entity_name_claims = _list("entity_name_claims", _to("name", "entity_names.seq"), _to("claim", "claims.id"))
# What names are looked for by when they are spelled otherwise, or in another script (stemmata/names/index.py).
name_keys = Table("name_keys", tables, _column("key", str), _to("entity", "entities.id"))
name_keys.append_constraint(PrimaryKeyConstraint("key", "entity"))
entity_ids = _list("entity_ids", _to("entity", "entities.id"), *_columns(str, "scheme", "value"))
joins = Table(
    "joins",
    tables,
    _seq(),
    _to("one", "mentions.id"),
    _to("other", "mentions.id"),
    *_columns(str, "verdict", "rule", "why"),
    Index("joins_by_one", "one"),
    Index("joins_by_other", "other"),
)

derivations = Table(
    "derivations",
    tables,
    _seq(),
    _to("source", "reports.id"),
    _to("target", "reports.id"),
    _column("kind", str),
    _column("directed", bool),
    _column("score", float),
    Index("derivations_by_source", "source"),
    Index("derivations_by_target", "target"),
)
derivation_evidence = _list("derivation_evidence", _to("derivation", "derivations.seq"), _column("evidence", str))
derivation_passages = _list(
    "derivation_passages",
    _to("derivation", "derivations.seq"),
    *_columns(int, "from_start", "from_end", "to_start", "to_end"),
)
lineages = Table("lineages", tables, _seq(), _id())
lineage_reports = _list("lineage_reports", _to("lineage", "lineages.id"), _to("report", "reports.id"))
Index("lineages_by_report", lineage_reports.c.report)
lineage_reasons = _list("lineage_reasons", _to("lineage", "lineages.id"), _column("reason", str))
# The trees of copies: each report of a family, and what it stands under.
descents = Table(
    "descents",
    tables,
    _seq(),
    _column("family", str),
    _to("report", "reports.id"),
    _to("parent", "reports.id", empty=True),
    *_columns(bool, "lost", "sure"),
    _column("why", str),
    Index("descents_by_report", "report"),
    Index("descents_by_family", "family"),
)

facts = Table(
    "facts",
    tables,
    _seq(),
    _id(),
    _column("predicate", str),
    _to("subject", "entities.id"),
    _to("object", "entities.id", empty=True),
    _column("value", str, empty=True),
    *_period(),
    _column("polarity", str),
    _column("confidence", float),
    *_columns(int, "claims", "reports", "lineages"),  # how many it has
    Index("facts_by_subject", "subject"),
    Index("facts_by_object", "object"),
    Index("facts_by_predicate", "predicate"),
)
# `recent` is the place of a claim when those evidenced last come first: pages read so many of them.
fact_claims = _list("fact_claims", _to("fact", "facts.id"), _to("claim", "claims.id"), _column("recent", int))
fact_reports = _list("fact_reports", _to("fact", "facts.id"), _to("report", "reports.id"))
fact_lineages = _list("fact_lineages", _to("fact", "facts.id"), _to("lineage", "lineages.id"))
fact_voices = _list("fact_voices", _to("fact", "facts.id"), _column("voice", str))
fact_reasons = _list("fact_reasons", _to("fact", "facts.id"), _column("reason", str))
fact_qualifiers = _list("fact_qualifiers", _to("fact", "facts.id"), *_columns(str, "name", "kind", "value"))
Index("facts_by_claim", fact_claims.c.claim)
Index("claims_by_recency", fact_claims.c.fact, fact_claims.c.recent, fact_claims.c.claim)
Index("facts_by_report", fact_reports.c.report)

differences = Table("differences", tables, _seq(), _id(), *_columns(str, "kind", "sub", "why", "settle"))
# One row for each fact, claim, voice and lineage of a side: one of the four is set.
difference_sides = _list(
    "difference_sides",
    _to("difference", "differences.id"),
    _column("side", int),
    _to("fact", "facts.id", empty=True),
    _to("claim", "claims.id", empty=True),
    _column("voice", str, empty=True),
    _to("lineage", "lineages.id", empty=True),
)
Index("sides_by_fact", difference_sides.c.fact)

judgements = Table("judgements", tables, _seq(), *_columns(str, "who", "when", "what", "why"), _column("placed", bool))
judgement_anchors = _list(
    "judgement_anchors",
    _to("judgement", "judgements.seq"),
    *_columns(str, "report", "quote", "context"),
    _column("predicate", str, empty=True),
    _column("arguments", str),  # a JSON list
)
judgement_values = _list("judgement_values", _to("judgement", "judgements.seq"), *_columns(str, "key", "value"))
withheld = Table("withheld", tables, _seq(), _to("report", "reports.id"), *_columns(int, "start", "end"))

build = Table("build", tables, Column("key", Text, primary_key=True), _column("value", str))

# Results of one step for one input, so that a later build need not make them again. Not part of the record.
cache = MetaData()
step_results = Table(
    "step_results",
    cache,
    *_columns(str, "step", "key"),
    _column("position", int),
    Column("result", LargeBinary, nullable=False),  # zlib over JSON
    PrimaryKeyConstraint("step", "key", "position"),
)

# Words only: what was matched is read from the tables, where quote and offsets are. Text is folded before it goes in,
# since the tokenizer takes Arabic vowel signs for gaps between words.
SEARCH = {
    "search_reports": "reports",
    "search_names": "entity_names",
    "search_claims": "claims",
}
SEARCH_TABLES = tuple(
    f"CREATE VIRTUAL TABLE {name} USING fts5(words, content='', tokenize='unicode61 remove_diacritics 2')"
    for name in SEARCH
)
