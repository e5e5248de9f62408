from __future__ import annotations

from pathlib import Path

import pytest

from resextract.tagging.errors import ModelError
from resextract.tagging.folders import read_model
from resextract.tagging.locations import find_model, list_models

ROOT = Path(__file__).parents[2]
MEGABYTE = 1_000_000


def test_the_default_model_is_installed_whole_and_small() -> None:
    model = read_model(find_model("default"))
    assert model.manifest.name == "default"
    assert sum(len(data) for data in model.files.values()) < 25 * MEGABYTE


def test_the_default_model_was_trained_on_the_annotated_texts_of_the_checkout() -> None:
    import hashlib
    import json

    wanted = {}
    for path in (ROOT / "data" / "annotated").glob("*.jsonl"):
        document = json.loads(path.read_text(encoding="utf-8").splitlines()[0])["document"]
        wanted[path.stem] = hashlib.sha256((ROOT / document["source"]).read_bytes()).hexdigest()
    documents = read_model(find_model("default")).manifest.documents
    assert {d.doc_id: d.sha256 for d in documents} == wanted, "run make model"


def test_a_folder_is_found_by_its_path(small_model: Path) -> None:
    assert find_model(str(small_model)) == small_model
    assert small_model not in list_models()


def test_an_unknown_name_is_refused_with_those_there_are() -> None:
    with pytest.raises(ModelError, match="installed: default"):
        find_model("no-such-model")
