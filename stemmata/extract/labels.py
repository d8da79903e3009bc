"""The label sets of the encoder's heads. The order is part of the shipped model: add at the end, then train anew."""

from __future__ import annotations

POS = (
    "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ",
    "SYM", "VERB", "X",
)  # fmt: skip

# Universal relations; a subtype is kept where a pattern may want it, and is cut off elsewhere.
DEPS = (
    "acl", "acl:relcl", "advcl", "advmod", "amod", "appos", "aux", "aux:pass", "case", "cc", "ccomp", "compound",
    "compound:prt", "conj", "cop", "csubj", "dep", "det", "discourse", "dislocated", "expl", "fixed", "flat",
    "goeswith", "iobj", "list", "mark", "nmod", "nmod:desc", "nmod:poss", "nmod:unmarked", "nsubj", "nsubj:pass",
    "nummod", "obj", "obl", "obl:agent", "obl:unmarked", "orphan", "parataxis", "punct", "reparandum", "root",
    "vocative", "xcomp",
)  # fmt: skip

# What names of the public sets are made into, and the ten main types of re3d.
NAMED = ("Person", "Organization", "Nationality", "Place", "Time", "Event", "Document", "Other")
MENTIONED = (
    "Person", "Organization", "Nationality", "Place", "Time", "Weapon", "Platform", "Quantity", "Money", "Document",
)  # fmt: skip


def tags(types: tuple[str, ...]) -> tuple[str, ...]:
    """BIOES tags of the types: outside first, then begin, inside, end and single of each."""
    return ("O", *(f"{place}-{kind}" for kind in types for place in "BIES"))
