from __future__ import annotations

import importlib.util
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from types import ModuleType

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def check() -> ModuleType:
    spec = importlib.util.spec_from_file_location("check_data", ROOT / "scripts" / "check_data.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A folder with the data, to be spoiled."""
    shutil.copytree(ROOT / "data", tmp_path / "data")
    return tmp_path


def test_shipped_data_are_sound(check: ModuleType) -> None:
    assert [*check.check_files(ROOT), *check.check_list(ROOT), *check.check_roles(ROOT)] == []


def test_a_role_that_is_cut_short_is_found(check: ModuleType, copy: Path) -> None:
    path = copy / "data/annotated/roles/101_protokol.jsonl"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(lines[1:]), encoding="utf-8")
    assert any("visible characters have no role" in problem for problem in check.check_roles(copy))


def test_moved_offset_is_found(check: ModuleType, copy: Path) -> None:
    path = copy / "data/annotated/101_protokol.jsonl"
    path.write_text(path.read_text(encoding="utf-8").replace('"start": ', '"start": 1', 1), encoding="utf-8")
    assert any("101_protokol" in problem for problem in check.check_files(copy))


def test_changed_text_is_found(check: ModuleType, copy: Path) -> None:
    (copy / "data/invented/101_protokol.txt").write_text("другой текст", encoding="utf-8")
    assert any("sha256" in problem for problem in check.check_files(copy))


def test_missing_text_and_unlisted_document_are_found(check: ModuleType, copy: Path) -> None:
    (copy / "data/invented/101_protokol.txt").unlink()
    shutil.copy(copy / "data/annotated/101_protokol.jsonl", copy / "data/annotated/new.jsonl")
    problems = [*check.check_files(copy), *check.check_list(copy)]
    assert any("the source data/invented/101_protokol.txt is not there" in problem for problem in problems)
    assert "documents.toml: new is not listed" in problems


def test_file_named_otherwise_than_its_document_is_found(check: ModuleType, copy: Path) -> None:
    shutil.copy(copy / "data/annotated/101_protokol.jsonl", copy / "data/annotated/new.jsonl")
    assert "data/annotated/new.jsonl: holds other documents than new" in list(check.check_files(copy))
