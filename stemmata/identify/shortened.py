"""Short forms: "the Azure" in a report that also says "Azure Front"."""

from __future__ import annotations

from collections.abc import Hashable, Iterator

from stemmata.identify.alike import stands_alone
from stemmata.identify.clusters import Clusters, Proposal
from stemmata.identify.readings import Reading
from stemmata.names.lexicon import state_of


def short_forms(clusters: Clusters) -> Iterator[Proposal]:
    """A group's name without its word for a kind of body, where the report gives it in full too.

    Only one group of the record may have such a name in full, and nothing else may bear the short one: a Hama Brigade
    is not Hama.
    """
    fulls = _fulls(clusters)
    bare = [r for r in clusters.readings.named if r.name is not None and not any(r.name.frame)]
    elsewhere = {r.name.words for r in bare if r.family != "group" and r.name is not None}
    for short in bare:
        if short.name is None or short.family != "group" or not _own(short) or short.name.words in elsewhere:
            continue
        bearers = fulls.get(short.name.words, {})
        at_home = [full for full in bearers.values() if full.report.id == short.report.id]
        if len({clusters.root(at) for at in bearers}) == 1 and at_home:
            why = f"{short} is short for '{at_home[0].mention.text}' in the same report"
            yield Proposal(at_home[0].at, short.at, "same", "short_form", why)


def _own(short: Reading) -> bool:
    return stands_alone(short) and state_of(short.mention.text) is None


def _fulls(clusters: Clusters) -> dict[Hashable, dict[int, Reading]]:
    """The names with a word for a kind of body, by the words that make them themselves."""
    found: dict[Hashable, dict[int, Reading]] = {}
    for reading in clusters.readings.named:
        name = reading.name
        if name is not None and reading.family == "group" and name.has_unit and not (name.numbers or name.services):
            found.setdefault(name.words, {})[reading.at] = reading
    return found
