"""What a search found, as a page."""

from __future__ import annotations

from stemmata.show.answers import Hits
from stemmata.show.printed.page import SHORT, Page
from stemmata.show.terminal import shortened


def print_hits(page: Page, answer: Hits) -> None:
    page.title(f"search: {answer.query}")
    if not answer.hits:
        page.line("nothing found", 1)
    for hit in answer.hits:
        id_ = hit.id if hit.what != "claim" else hit.id[:SHORT]
        page.styled(
            (f"{hit.what} ", "cyan"),
            (f"{hit.where} ", "bold"),
            (shortened(hit.quote), ""),
            (f"  {id_}", "dim"),
            indent=1,
        )
