from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from resextract.learning.configuration import SHIPPED, TrainingConfigError, load_training_config
from resextract.learning.crf_training import CrfTrainer
from resextract.tagging.architectures import ARCHITECTURES

if TYPE_CHECKING:
    from pathlib import Path

CRF = """
[training]
seed = 1
folds = 3
warn_below = 0.5

[tagger]
@misc = "resextract.CrfTrainer.v1"
algorithm = "ap"
rounds = 20
c1 = 0.0
c2 = 0.0
min_count = 1
"""


def test_there_is_a_configuration_for_each_architecture() -> None:
    assert SHIPPED == ARCHITECTURES
    assert [load_training_config(name).tagger.architecture for name in SHIPPED] == list(SHIPPED)


def test_a_file_of_ones_own(tmp_path: Path) -> None:
    (tmp_path / "own.cfg").write_text(CRF, encoding="utf-8")
    config = load_training_config(str(tmp_path / "own.cfg"), {"training.seed": 7})
    assert config.tagger == CrfTrainer("ap", 20, 0.0, 0.0, 1)
    assert (config.seed, config.folds, config.roles) == (7, 3, None)
    assert "seed = 7" in config.text


@pytest.mark.parametrize(
    ("text", "overrides", "reason"),
    [
        ("[training", {}, "no section headers"),
        ('[nlp]\nlang = "ru"\n', {}, "has the sections nlp"),
        (CRF.replace("CrfTrainer.v1", "NoTrainer.v1"), {}, "NoTrainer"),
        (CRF.replace("rounds = 20", 'rounds = "many"'), {}, "rounds"),
        (CRF.replace("seed = 1\n", ""), {}, "takes seed, folds and warn_below"),
        (CRF.replace("seed = 1\n", "seed = 1\nspeed = 2\n"), {}, "takes seed, folds and warn_below"),
        (CRF.replace('@misc = "resextract.CrfTrainer.v1"', "window = 2"), {}, "names no trainer"),
        (CRF, {"training.folds": 1}, "whole number from 2"),
        (CRF, {"training.warn_below": 3}, "between 0 and 1"),
    ],
)
def test_a_wrong_configuration_is_refused_with_its_name_and_the_reason(
    tmp_path: Path, text: str, overrides: dict[str, Any], reason: str
) -> None:
    path = tmp_path / "own.cfg"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(TrainingConfigError, match=reason) as caught:
        load_training_config(str(path), overrides)
    assert str(path) in str(caught.value)


def test_a_missing_file_is_refused_with_the_names_there_are() -> None:
    with pytest.raises(TrainingConfigError, match="called crf, ner"):
        load_training_config("no-such.cfg")
