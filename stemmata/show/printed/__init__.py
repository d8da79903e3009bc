"""Answers -> lines for people to read, in a terminal or a file. PRINTED says which function prints which answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from stemmata.show.ancestry import Ancestry
from stemmata.show.answers import (
    Disputes,
    Dossier,
    Explanation,
    Hits,
    Lines,
    Names,
    Sources,
    Standings,
)
from stemmata.show.families import Families
from stemmata.show.linked import Linked
from stemmata.show.networks import Command, Network
from stemmata.show.placed import Mapped
from stemmata.show.printed.comparisons import print_checked, print_comparison
from stemmata.show.printed.dossiers import print_dossier, print_names
from stemmata.show.printed.explanations import print_explanation
from stemmata.show.printed.facts import print_disputes, print_lines, print_standings
from stemmata.show.printed.families import print_families
from stemmata.show.printed.hits import print_hits
from stemmata.show.printed.lineage import print_lineage
from stemmata.show.printed.links import print_linked
from stemmata.show.printed.networks import print_command, print_network
from stemmata.show.printed.page import Page
from stemmata.show.printed.places import print_mapped
from stemmata.show.printed.profiles import print_profile
from stemmata.show.printed.reviews import print_judged, print_log, print_question, print_questions
from stemmata.show.printed.sources import print_sources
from stemmata.show.printed.stemma import print_stemmas
from stemmata.show.printed.strength import print_strengths
from stemmata.show.profiles import Profile
from stemmata.show.reviewing import Judged, Log, Question, Questions
from stemmata.show.stemmas import Stemmas
from stemmata.show.strengths import Strengths
from stemmata.show.upkeep import Checked, Comparison

PRINTED: dict[type, Callable[[Page, Any], None]] = {
    Dossier: print_dossier,
    Lines: print_lines,
    Standings: print_standings,
    Disputes: print_disputes,
    Sources: print_sources,
    Explanation: print_explanation,
    Names: print_names,
    Hits: print_hits,
    Ancestry: print_lineage,
    Families: print_families,
    Network: print_network,
    Command: print_command,
    Mapped: print_mapped,
    Strengths: print_strengths,
    Stemmas: print_stemmas,
    Profile: print_profile,
    Comparison: print_comparison,
    Checked: print_checked,
    Linked: print_linked,
    Questions: print_questions,
    Question: print_question,
    Judged: print_judged,
    Log: print_log,
}


def page_of(answer: object) -> Page:
    """The page that shows an answer."""
    page = Page()
    PRINTED[type(answer)](page, answer)
    page.end()
    return page
