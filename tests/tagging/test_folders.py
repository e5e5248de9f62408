from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from resextract.tagging import folders
from resextract.tagging.errors import ModelError
from resextract.tagging.folders import MANIFEST, read_model, write_model

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FIELDS: dict[str, Any] = {
    "name": "m",
    "made_by": "0",
    "architecture": "crf",
    "labels": ["deadlines"],
    "seed": 1,
    "documents": [],
    "calibration": {"slope": 1.0, "offsets": {}},
    "slots": {},
    "roles": None,
    "warn_below": 0.5,
}


@pytest.fixture
def model(tmp_path: Path) -> Path:
    path = tmp_path / "m"
    write_model(path, FIELDS, {"a.bin": b"abc", "b.txt": b""})
    return path


def test_what_was_written_is_read_again(model: Path) -> None:
    folder = read_model(model)
    assert folder.files == {"a.bin": b"abc", "b.txt": b""}
    assert folder.manifest.labels == ("deadlines",)
    assert [path.name for path in model.parent.iterdir()] == ["m"]


def spoil_manifest(**changes: Any) -> Callable[[Path], None]:
    def spoil(path: Path) -> None:
        content = json.loads((path / MANIFEST).read_text(encoding="utf-8")) | changes
        (path / MANIFEST).write_text(json.dumps(content), encoding="utf-8")

    return spoil


def spoil_file(name: str, data: bytes) -> Callable[[Path], None]:
    return lambda path: (path / name).write_bytes(data) and None


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (shutil.rmtree, "no such model folder"),
        (lambda path: (path / MANIFEST).unlink(), f"has no {MANIFEST}"),
        (spoil_file(MANIFEST, b"{"), "cannot be read"),
        (spoil_file(MANIFEST, b"[]"), "no manifest of resextract"),
        (spoil_manifest(format="spacy"), "no manifest of resextract"),
        (spoil_manifest(format_version=2), "format version 2"),
        (spoil_manifest(architecture="bert"), "damaged: architecture"),
        (spoil_manifest(unknown=1), "damaged: unknown"),
        (spoil_manifest(files={"../a": {"sha256": "0" * 64, "size": 0}}), "outside the folder"),
        (spoil_manifest(files={"a.bin": {"sha256": "0" * 64, "size": 10**12}}), "no model is that large"),
        (lambda path: (path / "a.bin").unlink(), "a.bin: cannot be read"),
        (spoil_file("a.bin", b"ab"), "2 bytes, not 3"),
        (spoil_file("a.bin", b"abd"), "its checksum is not"),
    ],
)
def test_a_damaged_or_foreign_folder_is_refused_with_the_reason(
    model: Path, spoil: Callable[[Path], None], reason: str
) -> None:
    spoil(model)
    with pytest.raises(ModelError, match=reason):
        read_model(model)


def test_a_model_is_replaced_and_anything_else_is_not(model: Path, tmp_path: Path) -> None:
    write_model(model, FIELDS, {"c.bin": b"new"})
    assert set(read_model(model).files) == {"c.bin"}
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("важно", encoding="utf-8")
    with pytest.raises(ModelError, match="is no model"):
        write_model(tmp_path / "mine", FIELDS, {})
    assert (tmp_path / "mine" / "thesis.txt").read_text(encoding="utf-8") == "важно"


@pytest.mark.parametrize("content", ["{}", '{"format": "web-app"}', "[]", "no json"])
def test_a_folder_with_a_manifest_of_something_else_is_not_replaced(tmp_path: Path, content: str) -> None:
    (tmp_path / "app").mkdir()
    (tmp_path / "app" / MANIFEST).write_text(content, encoding="utf-8")
    with pytest.raises(ModelError, match="is no model"):
        write_model(tmp_path / "app", FIELDS, {})
    assert (tmp_path / "app" / MANIFEST).read_text(encoding="utf-8") == content


def test_a_link_to_a_model_stays_one(model: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(model)
    write_model(tmp_path / "link", FIELDS, {"c.bin": b"new"})
    assert (tmp_path / "link").is_symlink()
    assert set(read_model(model).files) == {"c.bin"}


def test_a_writing_that_breaks_off_leaves_the_model_before_it(model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(place: Path, data: bytes) -> None:
        place.write_bytes(data[:1])
        raise KeyboardInterrupt

    monkeypatch.setattr(folders, "_write_file", fail)
    with pytest.raises(KeyboardInterrupt):
        write_model(model, FIELDS, {"c.bin": b"new"})
    assert set(read_model(model).files) == {"a.bin", "b.txt"}
    assert [path.name for path in model.parent.iterdir()] == ["m"]


def test_a_kill_between_the_two_renames_leaves_the_model_readable(model: Path) -> None:
    model.rename(model.with_name(".m.previous"))
    assert set(read_model(model).files) == {"a.bin", "b.txt"}
    write_model(model, FIELDS, {"c.bin": b"new"})
    assert set(read_model(model).files) == {"c.bin"}


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(ModelError, match="cannot be written"):
        write_model(tmp_path / "file" / "m", FIELDS, {})
