"""Every command of the tutorial is run as it stands there, on a small corpus; a function plays the annotator's part."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.annotated_texts import make_text, write_corpus

from resextract.cli import app

if TYPE_CHECKING:
    from collections.abc import Iterator

TUTORIAL = Path(__file__).parents[2] / "docs" / "training.md"
FENCE = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)
ANN = "T1\tINST 0 15\tОтделу культуры\nT2\tTIM 31 49\tдо 1 мая 2024 года\n"


def commands() -> Iterator[list[str]]:
    for language, block in FENCE.findall(TUTORIAL.read_text(encoding="utf-8")):
        if language == "sh":
            yield from (shlex.split(line) for line in block.splitlines() if line.startswith(("resextract", "mkdir")))


def prepare(folder: Path) -> None:
    write_corpus(folder)
    (folder / "data").mkdir()
    (folder / "annotated").rename(folder / "data" / "annotated")
    (folder / "archive").mkdir()
    for number in range(3):
        text = make_text("x", number + 9)[0].replace("Отделу", "Метеопосту")
        (folder / "archive" / f"new{number}.txt").write_text(text, encoding="utf-8")
    (folder / "corpus").mkdir()
    (folder / "corpus" / "a.txt").write_text("Отделу культуры провести\nсмотр до 1 мая 2024 года.\n", encoding="utf-8")
    (folder / "corpus" / "a.ann").write_text(ANN, encoding="utf-8")
    maps = [b for lang, b in FENCE.findall(TUTORIAL.read_text(encoding="utf-8")) if lang == "toml" and "[labels]" in b]
    (folder / "labels.toml").write_text(maps[0], encoding="utf-8")


def annotate(folder: Path) -> None:
    """Take the suggestions over as they are and export them, as Label Studio does."""
    tasks: list[dict[str, Any]] = json.loads((folder / "next.json").read_text(encoding="utf-8"))
    for number, task in enumerate(tasks, 1):
        task |= {"id": number, "annotations": [{"id": number, "result": task["predictions"][0]["result"]}]}
    (folder / "corrected.json").write_text(json.dumps(tasks, ensure_ascii=False), encoding="utf-8")


@pytest.mark.slow
def test_the_tutorial_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    prepare(tmp_path)
    monkeypatch.chdir(tmp_path)
    run = list(commands())
    names = {c[1] for c in run if c[0] == "resextract"}
    assert names == {"train", "models", "extract", "explain", "evaluate", "suggest", "convert"}
    for command in run:
        if command[0] == "mkdir":
            Path(command[-1]).mkdir(parents=True)
            continue
        if "corrected.json" in command:
            annotate(tmp_path)
        with pytest.raises(SystemExit) as left:
            app(command[1:], prog_name="resextract")
        captured = capfdbinary.readouterr()
        assert not left.value.code, f"{shlex.join(command)}: {captured.err.decode()}"
    annotated = (tmp_path / "annotated-here" / "new.jsonl").read_text(encoding="utf-8").splitlines()
    manifest = json.loads((tmp_path / "models" / "own" / "manifest.json").read_text(encoding="utf-8"))
    learned = {document["doc_id"] for document in manifest["documents"]}
    assert {json.loads(line)["document"]["doc_id"] for line in annotated} <= learned
    assert len(learned) > 6
    for name in ("curve.svg", "curve-calibration.svg", "next.xml", "examples.spacy"):
        assert (tmp_path / name).stat().st_size > 100


def test_the_configuration_of_the_tutorial_is_one(tmp_path: Path) -> None:
    from resextract.pipeline.config import load_config

    blocks = [b for lang, b in FENCE.findall(TUTORIAL.read_text(encoding="utf-8")) if lang == "toml"]
    (text,) = [b for b in blocks if "components" in b]
    (tmp_path / "own.toml").write_text(text, encoding="utf-8")
    config = load_config(tmp_path / "own.toml")
    assert dict(config.slots) == {"actors": "hybrid", "deadlines": "rules"}
    assert config.components == load_config().components
