"""How near two names are to being one name: a score between 0 and 1, learned on pairs, with its reasons in words.

`group(text)` and `person(text)` take a name apart once; `score` compares two of one kind; `reasons` says why.
What speaks for and against is counted by the names in `weights.yml`, which holds one number for each.
"""

from stemmata.names.compare.groups import GroupName, group
from stemmata.names.compare.people import Person, person
from stemmata.names.compare.scoring import Comparison, compare, features, score

__all__ = ["Comparison", "GroupName", "Person", "compare", "features", "group", "person", "score"]
