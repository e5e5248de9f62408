from __future__ import annotations

import os
from pathlib import Path

import pytest
from tests.reading.documents import make_docx, pack

from resextract.reading.inputs import Input, find_inputs
from resextract.reading.source import ReadingError, read_input

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


def test_a_folder_gives_every_kind_of_document_and_counts_the_rest(folder: Path) -> None:
    for name in ("a.DOCX", "b.pdf", "c.html", "d.rtf", "e.odt", "f.doc", "sub/g.xlsx", "sub/h.JPG", "i.jpg", "README"):
        (folder / "raw" / name).write_text("x")
    found = find_inputs(["raw"])
    assert [item.source.removeprefix("raw/") for item in found] == (
        ["a.DOCX", "a.TXT", "b.pdf", "b.txt", "c.html", "d.rtf", "e.odt", "f.doc", "sub/b.txt", "sub/c.txt"]
    )
    assert found.skipped == (("", 1), (".jpg", 2), (".md", 2), (".xlsx", 1))
    assert (len(found), found[0].source, [item.doc_id for item in found[1:3]]) == (
        10,
        "raw/a.DOCX",
        ["a.TXT~raw", "b.pdf~raw"],
    )


def test_an_archive_gives_its_documents_sorted(folder: Path) -> None:
    members = {
        "приказы/b.txt": "x",
        "a.docx": "x",
        "table.xls": "x",
        "inner.zip": "x",
        "__MACOSX/._a.docx": "x",
        ".x.txt": "",
    }
    Path("raw/all.ZIP").write_bytes(pack(members))
    found = find_inputs(["raw/all.ZIP"])
    assert [(item.source, item.doc_id, item.member) for item in found if not item.problem] == [
        ("raw/all.ZIP/a.docx", "a", "a.docx"),
        ("raw/all.ZIP/приказы/b.txt", "b", "приказы/b.txt"),
    ]
    assert {item.source: item.problem for item in found if item.problem} == {
        "raw/all.ZIP/inner.zip": "refused: an archive inside an archive; unpack it first"
    }
    assert found.skipped == ((".xls", 1),)
    twice = find_inputs(["raw", "raw/all.ZIP"])
    assert (len(twice), twice.skipped) == (4 + 3, ((".md", 2), (".xls", 1)))


def test_members_that_must_not_be_read_are_problems_of_their_own(folder: Path) -> None:
    Path("a.zip").write_bytes(pack({"../x.txt": "x", "good.txt": "x", "C:/y.txt": "x"}))
    found = find_inputs(["a.zip"])
    assert [(item.source, bool(item.problem)) for item in found] == [
        ("a.zip/../x.txt", True),
        ("a.zip/C:/y.txt", True),
        ("a.zip/good.txt", False),
    ]


def test_a_member_whose_name_steers_a_terminal_is_a_problem_that_shows_it_escaped(folder: Path) -> None:
    Path("a.zip").write_bytes(pack({"x\x1b[2J\n.txt": "x"}))
    (item,) = find_inputs(["a.zip"])
    assert item.source == "a.zip/x\\x1b[2J\\x0a.txt"
    assert item.problem == "refused: control characters in the name (x\\x1b[2J\\x0a.txt)"


def test_a_broken_archive_an_empty_one_and_a_document_named_zip(folder: Path) -> None:
    Path("broken.zip").write_bytes(b"PK")
    Path("empty.zip").write_bytes(pack({"a.jpg": "x"}))
    Path("order.zip").write_bytes(make_docx(["Приказ о проведении смотра"]))
    broken, empty, order = find_inputs(["broken.zip", "empty.zip", "order.zip"])
    assert broken.problem.startswith("damaged archive")
    assert empty.problem == "the archive holds no document"
    assert read_input(order).encoding == "docx"


def test_a_broken_member_is_a_failure_of_its_own(folder: Path) -> None:
    text = "РЕШИЛИ: провести проверку школ"
    Path("a.zip").write_bytes(pack({"a.txt": text.encode("cp1251"), "b.docx": b"PK\x03\x04", "c.txt": "x" * 200}))
    first, second, third = find_inputs(["a.zip"])
    source = read_input(first)
    assert (source.source, source.encoding, source.text, source.on_disk) == ("a.zip/a.txt", "cp1251", text, False)
    with pytest.raises(ReadingError, match=r"a.zip/b.docx: damaged archive"):
        read_input(second)
    with pytest.raises(ReadingError, match="larger than the limit"):
        read_input(third, max_size=100)
    with pytest.raises(ReadingError, match="holds no d"):
        read_input(Input("a.zip/d", Path("a.zip"), "d", member="d"))
