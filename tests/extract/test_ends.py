"""Both ends of a claim are mentions of its report, also where the two readers see a name differently."""

from __future__ import annotations

from pathlib import Path

from stemmata.clean import clean
from stemmata.extract import Reader
from tests.extract.conftest import report_of

# A marked report read as it stands: of "[g1 Barisan Nelayan]" one reader takes "g1" for part of it, the other not,
# and a claim is about the topic of the page as the other names it.
MARKED = Path(__file__).parents[2] / "corpus/train/bay-of-suro/12-list.txt"


def test_a_claim_may_be_about_the_topic_as_one_reader_alone_names_it(reader: Reader) -> None:
    report = report_of(MARKED.read_text("utf-8"))
    found = reader.extract(report, clean(report))
    there = {mention.id for mention in found.mentions}
    ends = {end.mention for claim in found.claims for end in (claim.subject, claim.object) if end.mention}
    assert ends and ends <= there
