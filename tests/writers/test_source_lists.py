from __future__ import annotations

import json
import multiprocessing
from dataclasses import asdict
from typing import TYPE_CHECKING

import pytest

from resextract.writers.jsonl import OutputError
from resextract.writers.source_lists import SOURCES, SavedText, append_source, read_sources, write_sources

if TYPE_CHECKING:
    from pathlib import Path


def make(name: str, folder: Path) -> SavedText:
    (folder / f"{name}.txt").touch()
    return SavedText(f"{folder.name}/{name}.txt", name, f"{name}.docx", "0" * 64, "docx", 3, "1" * 64)


def names(folder: Path) -> list[str]:
    return [json.loads(line)["doc_id"] for line in (folder / SOURCES).read_bytes().split(b"\n")[:-1]]


def test_the_list_keeps_earlier_texts_that_are_still_there(tmp_path: Path) -> None:
    saved = [make(name, tmp_path) for name in "bca"]
    write_sources(saved[:2], tmp_path)
    (tmp_path / "c.txt").unlink()
    write_sources(saved[2:], tmp_path)
    assert names(tmp_path) == ["a", "b"]


def test_a_name_with_line_ends_of_unicode_is_one_line(tmp_path: Path) -> None:
    saved = make("а\u2028б\x85в", tmp_path)
    write_sources([saved], tmp_path)
    assert len((tmp_path / SOURCES).read_text(encoding="utf-8").splitlines()) == 1
    assert read_sources(tmp_path) == {"а\u2028б\x85в.txt": asdict(saved)}


def test_what_was_appended_is_read_and_written_anew_without_repeats(tmp_path: Path) -> None:
    for name in "baa":
        append_source(make(name, tmp_path), tmp_path)
    assert list(read_sources(tmp_path)) == ["b.txt", "a.txt"]
    write_sources([], tmp_path)
    assert names(tmp_path) == ["a", "b"]


@pytest.mark.parametrize("left", [1, 5, 9, 40, 100])
def test_a_line_that_a_kill_has_cut_off_harms_no_other(tmp_path: Path, left: int) -> None:
    for name in "ab":
        append_source(make(name, tmp_path), tmp_path)
    path = tmp_path / SOURCES
    lines = path.read_bytes().split(b"\n")
    path.write_bytes(b"\n".join([*lines[:2], lines[2][:left]]))
    append_source(make("c", tmp_path), tmp_path)
    assert list(read_sources(tmp_path)) == ["a.txt", "c.txt"]


def append_many(number: int, folder: Path) -> None:
    for n in range(100):
        append_source(make(f"{number}-{n}", folder), folder)


def test_several_processes_append_without_loss(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    processes = [context.Process(target=append_many, args=(number, tmp_path)) for number in range(2)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert len(read_sources(tmp_path)) == 200


@pytest.mark.parametrize("content", [b"[1]\n", b"notes\n", b'{"name": 1}\n', b"\xff\n"])
def test_a_list_of_another_kind_is_left_alone(tmp_path: Path, content: bytes) -> None:
    (tmp_path / SOURCES).write_bytes(content)
    with pytest.raises(OutputError, match="no list of saved texts"):
        read_sources(tmp_path)
    with pytest.raises(OutputError, match="no list of saved texts"):
        write_sources([], tmp_path)
    assert (tmp_path / SOURCES).read_bytes() == content
