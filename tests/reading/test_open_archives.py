from __future__ import annotations

import multiprocessing
import os
from typing import TYPE_CHECKING

import pytest
from tests.reading.documents import pack

from resextract.pipeline.workers import FORKS
from resextract.reading import archives
from resextract.reading.inputs import find_inputs
from resextract.reading.loading import load_text
from resextract.reading.open_archives import close_archive, open_archive
from resextract.reading.source import read_input

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "1. Отделу образования провести проверку школьных музеев."


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "all.zip"
    path.write_bytes(pack({f"{n}.txt": f"{TEXT} {n}" for n in range(20)}))
    return path


def test_many_members_open_their_archive_once(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inputs = find_inputs([str(archive)])
    opened = []
    init = archives.Archive.__init__
    monkeypatch.setattr(archives.Archive, "__init__", lambda self, source: opened.append(source) or init(self, source))
    texts = [read_input(item) for item in inputs]
    assert [load_text(text.source, text.encoding) for text in texts] == [text.text for text in texts]
    assert (len(texts), opened) == (20, [archive])


def test_an_archive_that_was_changed_is_opened_anew(archive: Path) -> None:
    before = open_archive(archive)
    assert open_archive(archive) is before
    archive.write_bytes(pack({"0.txt": "other"}))
    assert open_archive(archive).read("0.txt", 100) == b"other"


def test_another_archive_under_the_same_relative_name_is_told_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pathlib import Path as AnyPath

    for name in "ab":
        (tmp_path / name).mkdir()
        (tmp_path / name / "x.zip").write_bytes(pack({"0.txt": name}))
        os.utime(tmp_path / name / "x.zip", (0, 0))
        monkeypatch.chdir(tmp_path / name)
        assert open_archive(AnyPath("x.zip")).read("0.txt", 100) == name.encode()


def test_a_closed_archive_is_opened_again(archive: Path) -> None:
    before = open_archive(archive)
    close_archive()
    close_archive()
    assert open_archive(archive) is not before
    assert open_archive(archive).read("1.txt", 1000).decode() == f"{TEXT} 1"


def tell_apart(archive: Path, inherited: int, answers: multiprocessing.Queue[bool]) -> None:
    answers.put(id(open_archive(archive)) != inherited)


@pytest.mark.skipif(not FORKS, reason="nothing is inherited without forks")
def test_a_forked_process_does_not_read_through_its_parents_handle(archive: Path) -> None:
    kept = open_archive(archive)
    context = multiprocessing.get_context("fork")
    answers = context.Queue()
    process = context.Process(target=tell_apart, args=(archive, id(kept), answers))
    process.start()
    assert answers.get(timeout=30)
    process.join()
    assert kept.read("2.txt", 1000).decode() == f"{TEXT} 2"
