from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from resextract.pipeline.config import Config, ConfigError, load_config
from resextract.pipeline.documents import extract_source
from resextract.reading.source import make_source

if TYPE_CHECKING:
    from pathlib import Path

RAW = "РЕШИЛИ:\n1. Отделу культуры до 1 мая 2024 года провести опрос."


def test_the_default_runs_annotation_and_every_extractor() -> None:
    components = load_config().components
    assert components[0] == "resextract_morphology"
    assert len(components) == 7


def test_a_component_left_out_leaves_its_slot_empty() -> None:
    config = Config(components=tuple(c for c in load_config().components if c != "resextract_deadlines"))
    (record,) = extract_source(make_source(RAW), config)
    assert record.deadlines == ()
    assert [a.normal for a in record.actors] == ["Отдел культуры"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("components = 5", "components"),
        ("components = [", "config.toml"),
        ("other = []", "other"),
        (None, "config.toml"),
    ],
)
def test_a_bad_configuration_is_refused_with_the_reason(tmp_path: Path, content: str | None, reason: str) -> None:
    path = tmp_path / "config.toml"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    with pytest.raises(ConfigError, match=reason):
        load_config(path)


def test_an_unknown_component_is_refused() -> None:
    with pytest.raises(ConfigError, match="no_such_component"):
        extract_source(make_source(RAW), Config(components=("resextract_morphology", "no_such_component")))


def test_a_model_folder_is_looked_for_beside_the_file(tmp_path: Path) -> None:
    (tmp_path / "models" / "own").mkdir(parents=True)
    path = tmp_path / "c.toml"
    path.write_text('components = []\nmodel = "models/own"\n', encoding="utf-8")
    assert load_config(path).model == str(tmp_path / "models" / "own")
    path = tmp_path / "d.toml"
    path.write_text('components = []\nmodel = "default"\n', encoding="utf-8")
    assert load_config(path).model == "default"
    assert load_config(path, "none").model is None
