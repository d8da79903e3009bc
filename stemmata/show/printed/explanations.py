"""Why a fact stands, as a page that can be cited."""

from __future__ import annotations

from stemmata.show.answers import Evidence, Explanation, Testimony
from stemmata.show.printed.dossiers import print_reasons
from stemmata.show.printed.facts import print_dispute, print_line
from stemmata.show.printed.page import Page, aside
from stemmata.show.printed.sources import print_witness
from stemmata.show.wording import counted

CITED = ("title", "publisher", "author", "published", "not_before", "tells_of", "url")


def print_explanation(page: Page, answer: Explanation) -> None:
    page.title(f"fact {answer.line.fact}")
    print_line(page, answer.line, about=True)
    page.heading(f"Why confidence {answer.line.confidence:.2f}")
    for reason in answer.reasons:
        page.line(reason, 1)
    page.heading(counted(len(answer.evidence), "claim"))
    for evidence in answer.evidence:
        _print_evidence(page, evidence)
    page.heading("Witnesses")
    for testimony in answer.witnesses:
        _print_testimony(page, testimony)
    if answer.disputes:
        page.heading("Where reports differ")
    for dispute in answer.disputes:
        print_dispute(page, dispute)


def _print_testimony(page: Page, testimony: Testimony) -> None:
    """A witness: who says so, and below that the family of copies that it counts for."""
    number = len(testimony.says)
    reports = f"{counted(number, 'report')} that {'says' if number == 1 else 'say'} so"
    if testimony.family is None:
        repeats = "repeats" if number == 1 else "repeat"
        page.line(f"no witness of their own, {reports} and {repeats} a witness (the reasons above say why)", 1, "bold")
    else:
        page.line(f"one witness, {reports}", 1, "bold")
    for saying in testimony.says:
        said = f"  according to {', '.join(saying.voices)}" if saying.voices else "  in its own voice"
        page.styled((saying.report, ""), (said, "dim"), indent=2)
    if testimony.family is not None and len(testimony.family.reports) > 1:
        page.line("its family of copies:", 2, "dim")
        print_witness(page, testimony.family, indent=3)


def _print_evidence(page: Page, evidence: Evidence) -> None:
    quote = evidence.quote
    page.blank()
    before, after = (f"...{evidence.before}", "dim"), (f"{evidence.after}...", "dim")
    page.styled(before, (">>", "yellow"), (evidence.words, "bold"), ("<<", "yellow"), after, indent=1)
    if quote.reading:
        page.line(f"read as: {quote.reading}", 2)
    page.line(f"says: {evidence.said}", 2)
    page.line(f"meant: {evidence.subject}; {evidence.object}", 2)
    page.line(f"by {quote.method}, confidence {quote.confidence:.2f}; {aside(quote)}", 2)
    known = (f"{key.replace('_', ' ')} {evidence.metadata[key].value}" for key in CITED if key in evidence.metadata)
    page.line(f"report: {quote.report}, characters {quote.start}-{quote.end}, SHA-256 {quote.sha256}", 2)
    page.line("; ".join(known) or "title, publisher and date unknown", 2, "dim")
    print_reasons(page, evidence.joined, indent=2)
