"""Lists that people bring: Wikidata, UCDP, OpenSanctions, tables of their own. Files -> entries -> proposals.

`open_list` recognises a file by what stands in it and streams its entries; `Matcher` says which entity of a record
each of them may be. Nothing here uses a network, and nothing keeps more of a list than what was proposed.
"""

from stemmata.lists.entry import Broken, Entry
from stemmata.lists.matching import Matcher, Proposal
from stemmata.lists.recognise import OpenList, open_list
from stemmata.lists.subjects import Subject, subjects

__all__ = ["Broken", "Entry", "Matcher", "OpenList", "Proposal", "Subject", "open_list", "subjects"]
