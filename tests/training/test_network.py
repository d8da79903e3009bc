"""The network in torch: what it learns from, that it learns, and that the exported file says the same."""

import random
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="needs the extra train")
pytest.importorskip("onnx", reason="needs the extra train")

from tokenizers import Tokenizer  # noqa: E402

from stemmata.extract.encoder import Encoder  # noqa: E402
from stemmata.training import network as networks  # noqa: E402
from stemmata.training.batches import epoch, groups, items  # noqa: E402
from stemmata.training.examples import Sentence, Syntax, possible_tags  # noqa: E402
from stemmata.training.export import export  # noqa: E402
from stemmata.training.fit import Plan, fit  # noqa: E402

VOCABULARY = Path(__file__).parents[2] / "stemmata" / "extract" / "weights" / "tokenizer.json"
SYNTAX = Syntax(("PROPN", "VERB", "PROPN"), (1, 1, 1), ("nsubj", "root", "obj"))
NAMES = possible_tags(3, [(0, 1, ("Person",)), (2, 3, ("Place",))], ())
DOCUMENT = (Sentence(("Mara", "left", "Ax"), SYNTAX, NAMES), Sentence(("Tor", "took", "Kharsabad"), mentions=NAMES))


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return Tokenizer.from_file(str(VOCABULARY))


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(networks, "LAYERS", 1)


def test_a_batch_holds_the_labels_of_each_sentence(tokenizer: Tokenizer) -> None:
    (batch,) = epoch([items(tokenizer, DOCUMENT)], 400, random.Random(1))
    assert batch.heads.tolist() == [[1, 1, 1, -1, -1, -1]]
    assert batch.inputs[4].tolist() == [[0, 0, 0, 1, 1, 1]]
    assert batch.names.any(-1).tolist() == [[True] * 3 + [False] * 3]
    assert batch.mentions.any(-1).tolist() == [[False] * 3 + [True] * 3]


def test_heads_are_counted_from_the_beginning_of_a_group(tokenizer: Tokenizer) -> None:
    (batch,) = epoch([items(tokenizer, (DOCUMENT[0], DOCUMENT[0]))], 400, random.Random(1))
    assert batch.heads.tolist() == [[1, 1, 1, 4, 4, 4]]


def test_groups_keep_the_order(tokenizer: Tokenizer) -> None:
    made = items(tokenizer, DOCUMENT * 3)
    assert [one for group in groups(made, 12) for one in group] == made


@pytest.mark.usefixtures("small")
def test_training_learns_and_the_file_says_the_same(tokenizer: Tokenizer, tmp_path: Path) -> None:
    torch.manual_seed(0)
    network = networks.Network(dropout=0.0)
    made = [items(tokenizer, DOCUMENT)]
    fit(network, made, Plan(epochs=40, encoder_rate=1e-3, head_rate=3e-3, report=100))
    (batch,) = epoch(made, 400, random.Random(1))
    with torch.no_grad():
        pos, arcs, *_ = network(*batch.inputs)
    assert arcs.argmax(-1)[0, :3].tolist() == [1, 1, 1]
    assert pos.argmax(-1)[0, :3].tolist() == batch.pos[0, :3].tolist()
    export(network, tmp_path / "encoder.onnx", quantized=False)
    (tmp_path / "tokenizer.json").write_bytes(VOCABULARY.read_bytes())
    scored = list(Encoder.load(tmp_path).scores(["Mara", "left", "Ax", "Tor", "took", "Kharsabad"], [(0, 3), (3, 6)]))
    assert np.allclose(np.concatenate([scores.pos for _, scores in scored]), pos[0].numpy(), atol=1e-3)


def test_other_weights_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "model.safetensors"
    path.write_bytes(b"something else")
    with pytest.raises(ValueError, match="not that of all-MiniLM-L6-v2"):
        networks.base_network(path)
