"""The heads for claims: examples from marked reports, that they learn, and that the exported file says the same."""

from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="needs the extra train")
pytest.importorskip("onnx", reason="needs the extra train")

from tokenizers import Tokenizer  # noqa: E402

from stemmata.corpus.reading import read_file  # noqa: E402
from stemmata.extract.bearings import distance  # noqa: E402
from stemmata.extract.labels import CLAIMED, LINKS, MODALITIES, POLARITIES  # noqa: E402
from stemmata.extract.scorer import ClaimScorer, ScoredSpot  # noqa: E402
from stemmata.training import network as networks  # noqa: E402
from stemmata.training.claim_heads import ClaimHeads  # noqa: E402
from stemmata.training.export import export_claims  # noqa: E402
from stemmata.training.joint import NAMES, JointPlan, fit_jointly, losses  # noqa: E402
from stemmata.training.laying import Batch  # noqa: E402
from stemmata.training.marked import marked_paragraphs  # noqa: E402

VOCABULARY = Path(__file__).parents[2] / "stemmata" / "extract" / "weights" / "tokenizer.json"
REPORT = """conflict: Kesh war (invented)
style: wire
published: 1998-04-12
publisher: Harbour Wire
about: g1

# [g1 Red Column] leaves the [c1 Kesh Front]
> g1 left c1

[t1=1998-04-11 On Saturday] [p1 Anton Veresh], [g1 its] [p1~ leader], said [g1~ the group] had left [c1~ the front].
> g1 left c1 when=t1 by=p1 reported
> p1 holds_post g1 role="leader"
[g1 It] (Krasnaya) has about 900 fighters and may join the [g2 Army of Kesh].
> g1 strength "about 900 fighters"
> g1 joined g2 possible

- [p2 Mara Oduya], spokeswoman
> p2 holds_post g1 role="spokeswoman"
"""


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return Tokenizer.from_file(str(VOCABULARY))


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "01-wire.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


def test_examples_keep_ends_attitude_and_links(tokenizer: Tokenizer, report: Path) -> None:
    title, body, item = marked_paragraphs(tokenizer, read_file(report))
    said, fighters = body
    left, post = said.claims
    words = {at: said.text[slice(*spot.place)] for at, spot in enumerate(said.spots)}
    assert (words[left.subject], words[left.object]) == ("the group", "the front")
    assert POLARITIES[left.polarity] == "reported"
    linked = {(words[at], LINKS[link]) for at, link in left.links}
    assert linked == {("Anton Veresh", "voice"), ("leader", "voice"), ("On Saturday", "when")}
    assert (words[post.subject], words[post.object]) in {("leader", "its"), ("Anton Veresh", "its")}
    assert {MODALITIES[claim.modality] for claim in fighters.claims} == {"none", "possible"}
    assert [(c.subject == -1, c.object == -1) for c in item[0].claims] == [(False, True)]
    assert len(title[0].claims) == 1


def test_training_learns(tokenizer: Tokenizer, report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(networks, "LAYERS", 1)
    torch.manual_seed(1)
    network, heads = networks.Network(dropout=0.0), ClaimHeads(dropout=0.0)
    made = marked_paragraphs(tokenizer, read_file(report))
    before = losses(network, heads, Batch([made])).detach()
    plan = JointPlan(epochs=60, reports=1, encoder_rate=1e-3, head_rate=3e-3, frozen=0, report=1000)
    fit_jointly(network, heads, [[made]], [], plan)
    after = losses(network, heads, Batch([made])).detach()
    assert len(after) == len(NAMES)
    assert bool((after < before / 2).all())


def test_the_exported_heads_say_the_same(tmp_path: Path) -> None:
    torch.manual_seed(2)
    heads = ClaimHeads().eval()
    export_claims(heads, tmp_path / "claims.onnx")
    scorer = ClaimScorer.load(tmp_path)
    rng = np.random.default_rng(3)
    states = rng.standard_normal((9, networks.WIDTH)).astype(np.float32)
    spots = [ScoredSpot(0, 2, 0, "ArmedGroup", "name"), ScoredSpot(4, 5, 0, "Person", "description")]
    spots += [ScoredSpot(6, 8, 1, "Quantity", "")]
    made = scorer.score(states, [(0, 6), (6, 9)], spots, None)
    assert made.pairs == ((0, 0), (0, 1), (1, 0), (1, 1))
    assert made.claims.shape == (4, len(CLAIMED)) and made.links.shape == (4, 3, len(LINKS))
    pairs = torch.tensor(made.pairs)
    gaps = torch.tensor([distance((spots[a].first, spots[a].last), (spots[b].first, spots[b].last)) for a, b in pairs])
    words = torch.from_numpy(states)
    sentence = torch.tensor([0] * 6 + [1] * 3)
    ends = words[[0, 4, 6]], words[[1, 4, 7]]
    kinds = torch.tensor([0, 5, 13]), torch.tensor([0, 1, 3])
    with torch.no_grad():
        wanted = heads(words, sentence, *ends, *kinds, pairs, gaps, torch.zeros(4, dtype=torch.int64))[0].sigmoid()
    assert np.abs(made.claims - wanted.numpy()).max() < 1e-5
