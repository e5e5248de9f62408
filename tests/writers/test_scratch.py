from __future__ import annotations

import tempfile
from typing import TYPE_CHECKING

import pytest

from resextract.writers.jsonl import OutputError
from resextract.writers.scratch import open_scratch

if TYPE_CHECKING:
    from pathlib import Path


def test_what_was_written_goes_to_the_target_and_nothing_else_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "scratch").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "scratch"))
    with open_scratch(str(tmp_path / "a")) as path:
        assert path.parent.parent == tmp_path / "scratch"
        path.write_bytes(b"data" * 1_000_000)
    assert (tmp_path / "a").read_bytes() == b"data" * 1_000_000
    assert list((tmp_path / "scratch").iterdir()) == []


def test_a_failure_leaves_the_old_file_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "scratch").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "scratch"))
    (tmp_path / "a").write_text("old")

    def fail() -> None:
        with open_scratch(str(tmp_path / "a")) as path:
            path.write_text("new")
            raise RuntimeError("midway")

    with pytest.raises(RuntimeError, match="midway"):
        fail()
    assert (tmp_path / "a").read_text() == "old"
    assert list((tmp_path / "scratch").iterdir()) == []


def test_an_output_that_cannot_be_written_is_found_out_before_the_work(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="does not exist"), open_scratch(str(tmp_path / "none" / "a")):
        pytest.fail("the work was begun")


def test_no_room_for_temporary_files_is_an_output_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
    with pytest.raises(OutputError, match="a: no folder for temporary files"), open_scratch(str(tmp_path / "a")):
        pass
    assert list(tmp_path.iterdir()) == []
