from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest

from resextract.pipeline.config import Config, ConfigError, load_config
from resextract.pipeline.documents import extract_source
from resextract.pipeline.outlines import outline_source
from resextract.reading.source import make_source
from resextract.tagging.pipelines import build_hybrid_pipeline, list_modes

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "РЕШИЛИ:\n1. Отделу спорта до 5 мая 2024 года провести смотр."
RULES = load_config(model="none").components


def test_the_tagger_stands_behind_the_morphology_and_a_choice_behind_its_extractor(small_model: Path) -> None:
    names = build_hybrid_pipeline(RULES, str(small_model), {"actors": "hybrid", "deadlines": "model"}).pipe_names
    assert names.index("resextract_crf") == names.index("resextract_morphology") + 1
    assert names.index("resextract_choice_deadlines") == names.index("resextract_deadlines") + 1
    assert "resextract_choice_targets" not in names


def test_without_a_slot_for_it_the_tagger_is_left_out(small_model: Path) -> None:
    modes = dict.fromkeys(list_modes(str(small_model), {}), "rules")
    assert build_hybrid_pipeline(RULES, str(small_model), modes).pipe_names == list(RULES)  # type: ignore[arg-type]


def test_a_slot_whose_labels_the_model_lacks_stays_with_the_rules(small_model: Path) -> None:
    modes = list_modes(str(small_model), {"programs": "model", "actors": "model"})
    assert (modes["programs"], modes["actors"]) == ("rules", "model")


@pytest.mark.parametrize("mode", ["rules", "model", "hybrid"])
def test_every_mode_gives_records(small_model: Path, mode: str) -> None:
    slots = tuple((slot, mode) for slot in ("actions", "actors", "deadlines"))
    config = Config(components=RULES, model=str(small_model), slots=slots, roles=mode)  # type: ignore[arg-type]
    (record,) = extract_source(make_source(TEXT), config)
    assert [a.lemma for a in record.actions] == ["провести"]
    assert [a.normal for a in record.actors] == ["Отдел спорта"]
    assert [d.end_date for d in record.deadlines] == ["2024-05-05"]


def test_a_mention_that_the_model_doubts_makes_the_record_say_so(small_model: Path, tmp_path: Path) -> None:
    from resextract.tagging.folders import MANIFEST

    shutil.copytree(small_model, tmp_path / "strict")
    path = tmp_path / "strict" / MANIFEST
    path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8")) | {"warn_below": 1.0}), encoding="utf-8")
    config = Config(components=RULES, model=str(tmp_path / "strict"), slots=(("deadlines", "model"),))
    (record,) = extract_source(make_source(TEXT), config)
    assert "low_confidence" in record.warnings
    config = Config(components=RULES, model=str(small_model), slots=(("deadlines", "rules"),), roles="rules")
    assert "low_confidence" not in extract_source(make_source(TEXT), config)[0].warnings


@pytest.mark.parametrize("make", ["missing", "foreign", "damaged"])
def test_a_model_that_cannot_be_used_is_a_configuration_error(small_model: Path, tmp_path: Path, make: str) -> None:
    path = tmp_path / "bad"
    if make == "foreign":
        path.mkdir()
        (path / "config.cfg").write_text("[nlp]", encoding="utf-8")
    elif make == "damaged":
        shutil.copytree(small_model, path)
        (path / "mentions.crfsuite").write_bytes(b"")
    for use in (extract_source, outline_source):
        with pytest.raises(ConfigError, match="bad"):
            use(make_source(TEXT), Config(components=RULES, model=str(path)))
