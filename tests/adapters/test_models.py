from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from resextract.adapters import models
from resextract.adapters.models import ModelFileError, find_model_file

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("kind", "name"),
    [("model", "slovnet_morph_news_v1.tar"), ("model", "slovnet_ner_news_v1.tar")],
)
def test_model_files_ship_with_natasha(kind: str, name: str) -> None:
    assert find_model_file(kind, name).is_file()


def test_a_missing_file_says_what_to_reinstall() -> None:
    with pytest.raises(ModelFileError, match=r"no_such\.tar.*natasha"):
        find_model_file("model", "no_such.tar")


def test_natasha_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(models, "find_spec", lambda _name: None)

    with pytest.raises(ModelFileError):
        find_model_file("model", "slovnet_morph_news_v1.tar")


def test_the_first_place_that_has_the_file_wins(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "data" / "emb" / "vectors.tar"
    file.parent.mkdir(parents=True)
    file.touch()
    spec = type("Spec", (), {"submodule_search_locations": [str(tmp_path / "nowhere"), str(tmp_path)]})()
    monkeypatch.setattr(models, "find_spec", lambda _name: spec)

    assert find_model_file("emb", "vectors.tar") == file
