from dataclasses import replace
from pathlib import Path

from marsh import CONTENT, FACTS, KIND, LED, MEMBER, REPORT, put

from stemmata.model import Metadatum, Reconciliation
from stemmata.record.diff import Changes, diff


def test_a_record_does_not_differ_from_itself(tmp_path: Path) -> None:
    put(tmp_path, CONTENT)
    assert not diff(tmp_path, tmp_path / "record.db")


def test_what_is_new_gone_and_changed(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    for folder in (old, new):
        folder.mkdir()
    surer = replace(LED, confidence=0.9)
    stated = replace(FACTS[0], confidence=0.8)
    dated = replace(MEMBER, metadata={"published": Metadatum("2012", "sidecar")})
    put(old, CONTENT)
    put(
        new,
        replace(
            CONTENT,
            reports=(REPORT, dated),
            claims=(surer,),
            reconciliation=Reconciliation((stated,), ()),
        ),
    )
    found = diff(old, new)
    assert found.reports == Changes((), (), ((MEMBER, dated),))
    assert found.claims == Changes((), (KIND,), ((LED, surer),))
    assert found.facts == Changes((), (FACTS[1],), ((FACTS[0], stated),))
    assert not found.entities
    assert diff(new, old).claims == Changes((KIND,), (), ((surer, LED),))
