"""Names: what they are made of, and when two of them can be one. Word lists are YAML beside the code.

`parse` and `parse_person` take a name apart; `fold` and `spelled_alike` compare Latin spellings, `reads_as` a word of
another script with one; `is_acronym_of` compares letters with a name; `rank_words` and the like are the word lists.
"""

from stemmata.names.acronym import is_acronym_of
from stemmata.names.lexicon import honour_words, rank_words, state_of, title_words, unit_words
from stemmata.names.parse import Name, parse
from stemmata.names.person import PersonName, parse_person
from stemmata.names.scripts import reads_as, script_of
from stemmata.names.spelling import fold, spelled_alike

__all__ = [
    "Name",
    "PersonName",
    "fold",
    "honour_words",
    "is_acronym_of",
    "parse",
    "parse_person",
    "rank_words",
    "reads_as",
    "script_of",
    "spelled_alike",
    "state_of",
    "title_words",
    "unit_words",
]
