"""When the record tells of each cluster, as far as its claims are dated."""

from __future__ import annotations

from stemmata.identify.clusters import Clusters

_YEARS = 15  # between the last word of one and the first word of the other


class Lives:
    """The first and the last year that dated claims tell of each cluster."""

    def __init__(self, clusters: Clusters) -> None:
        self._years: dict[int, tuple[int, int]] = {}
        for claim in clusters.readings.claims:
            start, end = claim.when.start, claim.when.end
            days = (start.earliest, start.latest, end.earliest, end.latest)
            years = [day.year for day in days if day is not None]
            for mention in (claim.subject.mention, claim.object.mention):
                at = clusters.readings.index.get(mention or "")
                if at is not None and years:
                    self._tell(clusters.root(at), min(years), max(years))

    def _tell(self, root: int, first: int, last: int) -> None:
        known = self._years.get(root, (first, last))
        self._years[root] = min(known[0], first), max(known[1], last)

    def gap(self, one: int, other: int) -> int | None:
        """The years between the last word of one and the first of the other, where that is long; None otherwise."""
        if one not in self._years or other not in self._years:
            return None
        earlier, later = sorted((self._years[one], self._years[other]))
        between = later[0] - earlier[1]
        return between if between >= _YEARS else None
