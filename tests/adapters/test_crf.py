from __future__ import annotations

import pytest

from resextract.adapters.crf import CrfError, CrfModel, train_crf

WORDS = [["школа", "до", "мая"], ["отдел", "до", "июня"], ["до", "июля", "школа"]]
LABELS = [["A", "D", "D"], ["A", "D", "D"], ["D", "D", "A"]]
FEATURES = [[[f"w={word}"] for word in row] for row in WORDS]
TIMES = 20


def train(algorithm: str = "lbfgs", seed: int = 1) -> bytes:
    return train_crf(
        FEATURES * TIMES,
        LABELS * TIMES,
        algorithm=algorithm,  # type: ignore[arg-type]
        parameters={"max_iterations": 50},
        seed=seed,
    )


@pytest.mark.parametrize("algorithm", ["lbfgs", "ap"])
def test_what_was_learned_is_found_again_the_same_each_time(algorithm: str) -> None:
    data = train(algorithm)
    assert data == train(algorithm)
    model = CrfModel(data)
    assert model.labels == ("A", "D")
    assert model.label(FEATURES[0]) == LABELS[0]


def test_marginals_are_probabilities_of_the_sequence_labelled_last() -> None:
    model = CrfModel(train())
    model.label(FEATURES[0])
    assert model.read_marginal("A", 0) > 0.5
    assert model.read_marginal("A", 0) + model.read_marginal("D", 0) == pytest.approx(1)
    assert model.read_marginal("unknown", 0) == 0.0


def test_an_empty_sequence_has_no_labels() -> None:
    assert CrfModel(train()).label([]) == []


@pytest.mark.parametrize(
    "data", [b"", b"nonsense", train()[:40], train()[:-1], train()[:28] + b"\xff" * 20 + train()[48:]]
)
def test_bytes_that_are_no_model_are_refused(data: bytes) -> None:
    with pytest.raises(CrfError):
        CrfModel(data)


def test_nothing_to_learn_from_is_said() -> None:
    with pytest.raises(CrfError, match="no text"):
        train_crf([[]], [[]], algorithm="lbfgs", parameters={}, seed=1)
