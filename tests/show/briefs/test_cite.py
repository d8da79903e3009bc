import json
from dataclasses import replace

from stemmata.model import Metadatum
from stemmata.show.briefs.cite import cite
from stemmata.show.holdings import Holdings
from stemmata.show.queries.disputes import disputes
from stemmata.show.queries.dossier import dossier
from stemmata.show.queries.explain import explain
from stemmata.show.queries.sources import sources
from tests.show.briefs.made import EDITION, HOSTILE

ADDRESS = "https://record.example/entities/1?on=2015"


def test_a_page_is_cited_with_its_dates_and_its_record(held: Holdings) -> None:
    answer = dossier(held, "Delta Guard", "2015")
    cited = cite(answer, replace(EDITION, known_by="2016"), ADDRESS)
    assert cited.text == (
        f"Delta Guard. In: deltas (record of reports), entity {answer.entity.entity}; as of 2015; as known by 2016; "
        f"built with stemmata 0.1.0 from inputs 00ff00ff00ff00ff. {ADDRESS} Accessed: [date]."
    )
    (item,) = json.loads(cited.csl)
    assert (item["title"], item["URL"], item["container-title"]) == (
        "Delta Guard",
        ADDRESS,
        "deltas (record of reports)",
    )
    assert not {"author", "accessed", "issued"} & set(item)
    assert "title = {{Delta Guard}}" in cited.bibtex
    assert "author" not in cited.bibtex and "urldate" not in cited.bibtex


def test_a_fact_and_a_dispute_are_cited_by_their_ids(held: Holdings) -> None:
    (dispute,) = disputes(held).disputes
    fact = dispute.sides[0].lines[0].fact
    assert f"dispute {dispute.id}" in cite(dispute, EDITION).text
    said = cite(explain(held, fact), EDITION).text
    assert said.startswith("Delta Guard has a strength of 400, no date stated.")
    assert f"fact {fact}" in said


def test_a_report_is_cited_with_what_is_known_of_it(held: Holdings) -> None:
    by_name = {source.report: source for source in sources(held).reports}
    gazette, wire = by_name["gazette.txt"], by_name["wire.txt"]
    assert cite(gazette, EDITION).text.startswith(
        f"Gazette. 2016-12-01. gazette.txt, SHA-256 {gazette.sha256}. In: deltas"
    )
    assert json.loads(cite(gazette, EDITION).csl)[0]["issued"] == {"date-parts": [[2016, 12, 1]]}
    assert "The Wire, date unknown." in cite(wire, EDITION).text
    assert json.loads(cite(wire, EDITION).csl)[0]["issued"] == {"literal": "date unknown"}
    known = gazette.metadata | {"author": Metadatum("A. Scribe", "sidecar")}
    assert json.loads(cite(replace(gazette, metadata=known), EDITION).csl)[0]["author"] == [{"literal": "A. Scribe"}]


def test_nothing_in_a_name_is_a_command_of_tex(held: Holdings) -> None:
    answer = dossier(held, "Delta Guard")
    hostile = replace(answer, entity=replace(answer.entity, name=HOSTILE + " }} 50% #1 ^~$"))
    made = cite(hostile, EDITION).bibtex
    title = made.partition("title = {{")[2].partition("}},\n")[0]
    assert r"\textbackslash{}input\{x\}" in title
    assert r"\}\} 50\% \#1 \textasciicircum{}\textasciitilde{}\$" in title


def test_two_states_have_two_keys(held: Holdings) -> None:
    one, other = dossier(held, "Delta Guard"), dossier(held, "Delta Guard", "2015")
    keys = {cite(answer, EDITION).bibtex.split(",")[0] for answer in (one, other)}
    assert len(keys) == 2
