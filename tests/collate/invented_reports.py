"""Invented reports to collate: what the tests of this folder are made of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from stemmata.collate import collate
from stemmata.model import Collation, Derivation, Metadatum, Publisher, Report, Role, Segment, digest

LEAD = (
    "The Oru Front was set up by two brothers from the hills above Tarn in the spring of 2014 and soon held the road "
    "to the salt works, where it took a toll from every lorry that passed and paid its fighters from the money."
)
SECOND = (
    "In the following winter a part of the front under a former schoolteacher went over to the Nele League, taking "
    "with it two field guns, and the remaining fighters withdrew across the river before the thaw set in."
)
OTHER = (
    "Rain fell for nine days on the lower valley, and the market in Kesh stayed shut while the engineers of the town "
    "shored up the embankment with sacks of gravel that boats had brought down from the quarry at Mell."
)
GLOSS = "Tarn is a town of nine thousand people in the uplands, known for its wool and for a bridge of the old kings."
Piece = tuple[str, Role]
Made = tuple[Report, list[Segment]]


def filler(seed: str, words: int = 150) -> str:
    """Prose that nothing else repeats."""
    return " ".join(digest(seed, str(at), length=6) for at in range(words)) + "."


def made(path: str, *pieces: str | Piece, **metadata: str) -> Made:
    """A report of the pieces, a paragraph each; a gloss joins the flow of the body before it."""
    text, segments = "", []
    for flow, piece in enumerate(pieces):
        words, role = (piece, Role.BODY) if isinstance(piece, str) else piece
        segments.append(Segment(len(text), len(text) + len(words) + 2, role, flow))
        text += words + "\n\n"
    known = {key: Metadatum(value, "sidecar") for key, value in metadata.items()}
    sha = digest(text, length=64)
    return Report(digest(sha, path), path, None, sha, len(text), "text/plain", "t/1", text, known), segments


def of(*reports: Made, publishers: tuple[Publisher, ...] = ()) -> Collation:
    return collate([report for report, _ in reports], {report.id: cut for report, cut in reports}, publishers)


def only(collation: Collation) -> Derivation:
    assert len(collation.derivations) == 1, collation.derivations
    return collation.derivations[0]


def of_all(reports: Iterable[Made], publishers: Sequence[Publisher] = ()) -> Collation:
    return of(*reports, publishers=tuple(publishers))


def together(collation: Collation, *reports: Made) -> bool:
    """Whether some reports are one witness."""
    lineage = collation.lineage_of()
    return len({lineage[report.id] for report, _ in reports}) == 1


def tie(collation: Collation, one: Made, other: Made) -> Derivation | None:
    """The derivation between two reports, if there is one."""
    ends = {one[0].id, other[0].id}
    return next((d for d in collation.derivations if {d.source, d.target} == ends), None)


def few(words: int = 16, text: str = LEAD) -> str:
    return " ".join(text.split()[:words])
