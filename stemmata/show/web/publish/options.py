"""What is published: the record as of which dates, with or without the texts of reports, under which title."""

from __future__ import annotations

from dataclasses import asdict, dataclass

VIEWS = 2_000


@dataclass(frozen=True, slots=True)
class Options:
    """How a record is published. `site`: the address that it will have, which briefs cite.

    `views`: to how many of the entities that most is said of their pictures are made.
    """

    title: str = ""
    on: str = ""
    known_by: str = ""
    site: str = ""
    with_texts: bool = False
    noindex: bool = False
    views: int = VIEWS

    def told(self) -> dict[str, object]:
        """The options as the manifest has them."""
        return asdict(self)

    @property
    def clocks(self) -> dict[str, str]:
        """Both dates, as they stand in addresses."""
        return {name: value for name, value in (("on", self.on), ("known_by", self.known_by)) if value}
