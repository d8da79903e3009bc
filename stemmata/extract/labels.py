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

# What the heads for claims know. MARKED are the mentions of the corpus, VALUED the words that a claim quotes.
MARKED = (
    "ArmedGroup", "Coalition", "StateForce", "State", "Organization", "Person", "Place", "Weapon", "Operation",
    "Agreement", "Publication", "Programme", "Time",
)  # fmt: skip
VALUED = ("Quantity", "Role", "Kind", "Ideology")
MANNERS = ("name", "description", "pronoun")
SPOTTED = (*MARKED, *VALUED)  # types of what the ends and links of a claim may be

# A predicate, or a predicate with the word of a closed list: which toll, which stand.
CLAIMED = (
    "alias", "former_name", "renamed_to", "type", "ideology", "formed", "founded_by", "formed_by", "dissolved",
    "part_of", "member_of", "allied_with", "opposed_to", "merged_into", "split_from", "joined", "left", "pledged_to",
    "headquartered_at", "active_in", "controls", "strength", "supplied_by", "funded_by", "trained_by", "uses_weapon",
    "designated_by", "holds_post", "died", "defected_from_to", "participated_in", "attacked", "was_attacked_by",
    "captured", "released", "assassinated", "withdrew_from", "located_in",
    "stance accepted", "stance rejected", "stance denounced", "stance supported",
    "casualties killed", "casualties injured", "casualties captured", "casualties missing",
)  # fmt: skip
POLARITIES = ("asserted", "reported", "alleged", "denied")
MODALITIES = ("none", "planned", "conditional", "possible")
LINKS = ("voice", "when", "since", "until", "role", "count", "from", "caused_by", "place", "weapon", "battle")


def tags(types: tuple[str, ...]) -> tuple[str, ...]:
    """BIOES tags of the types: outside first, then begin, inside, end and single of each."""
    return ("O", *(f"{place}-{kind}" for kind in types for place in "BIES"))
