from __future__ import annotations

import os
from pathlib import Path

import pytest

from resextract.reading.inputs import find_inputs

NO_DOCUMENT = (
    "the folder holds no document (*.txt *.doc *.docm *.docx *.dotx *.htm *.html *.odt *.ott *.pdf *.rtf *.xhtml *.zip)"
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ["b.txt", "a.TXT", "notes.md", ".hidden.txt", "sub/c.txt", "sub/b.txt", ".git/d.txt", "empty/x.md"]:
        path = tmp_path / "raw" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def sources(*arguments: str) -> list[str]:
    return [item.source for item in find_inputs(arguments)]


def test_a_folder_gives_its_texts_and_those_below_sorted(folder: Path) -> None:
    assert sources("raw") == ["raw/a.TXT", "raw/b.txt", "raw/sub/b.txt", "raw/sub/c.txt"]


def test_the_source_is_the_path_as_given(folder: Path) -> None:
    assert sources("raw/../raw/b.txt", str(folder / "raw/a.TXT")) == [
        "raw/../raw/b.txt",
        (folder / "raw/a.TXT").as_posix(),
    ]


def test_a_named_file_may_be_called_anything(folder: Path) -> None:
    assert sources("raw/notes.md", "raw/.hidden.txt") == ["raw/notes.md", "raw/.hidden.txt"]


def test_the_order_is_that_of_the_arguments(folder: Path) -> None:
    assert sources("raw/sub", "-", "raw/a.TXT") == ["raw/sub/b.txt", "raw/sub/c.txt", "-", "raw/a.TXT"]


def test_a_file_named_twice_is_read_once(folder: Path) -> None:
    Path("link.txt").symlink_to("raw/b.txt")
    assert sources("raw/b.txt", "raw/./b.txt", "link.txt", "-", "-") == ["raw/b.txt", "-"]


def test_a_pattern_is_expanded_sorted(folder: Path) -> None:
    assert sources("raw/*.txt") == ["raw/b.txt"]
    assert sources("raw/**/*.txt") == ["raw/b.txt", "raw/sub/b.txt", "raw/sub/c.txt"]


def test_a_name_that_exists_is_no_pattern(folder: Path) -> None:
    Path("raw/[b].txt").write_text("x")
    assert sources("raw/[b].txt") == ["raw/[b].txt"]


def test_ids_are_unique(folder: Path) -> None:
    assert [item.doc_id for item in find_inputs(["raw"])] == ["a", "b~raw", "b~sub", "c"]


@pytest.mark.parametrize(
    ("argument", "problem"),
    [
        ("nope.txt", "no such file or folder"),
        ("raw/b.txt/x", "no such file or folder"),
        ("", "no such file or folder"),
        ("*.csv", "no file matches this pattern"),
        ("raw/empty", NO_DOCUMENT),
        ("x" * 5000, "cannot be read: File name too long"),
    ],
)
def test_an_argument_without_files_is_a_problem_at_its_place(folder: Path, argument: str, problem: str) -> None:
    first, second = find_inputs([argument, "raw/b.txt"])
    assert (first.source, first.problem) == (argument, problem)
    assert (second.source, second.doc_id, second.problem) == ("raw/b.txt", "b", "")


def test_a_folder_that_cannot_be_listed_is_a_problem(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(top, onerror, **options):
        onerror(PermissionError(13, "Permission denied", str(top)))
        return iter(())

    monkeypatch.setattr(os, "walk", refuse)
    assert [item.problem for item in find_inputs(["raw"])] == ["cannot be read: Permission denied"]


def test_a_name_in_another_encoding_is_a_problem(folder: Path) -> None:
    path = os.fsdecode(b"\xcf\xeb\xe0\xed.txt")
    try:
        Path(path).write_text("x")
    except OSError:
        pytest.skip("the file system takes only UTF-8 names")
    (item,) = find_inputs([path])
    assert item.problem == "the name is not valid UTF-8: rename the file"
    item.source.encode()
