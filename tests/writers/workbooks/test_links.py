from __future__ import annotations

from pathlib import Path

import pytest

from resextract.writers.workbooks.links import find_archive, link_file, link_range, link_report


@pytest.mark.parametrize(
    ("path", "folder", "address"),
    [
        ("data/a.txt", ".", "external:data/a.txt"),
        ("data/a.txt", "out", "external:../data/a.txt"),
        ("папка/приказ № 5.txt", "папка", "external:приказ%20№%205.txt"),
        ("100%25/a#b?.txt", ".", "external:100%2525/a%23b%3F.txt"),
        ('a"<\n>.txt', ".", "external:a%22%3C%0A%3E.txt"),
        ("a\x00\uffff.txt", ".", "external:a%00%EF%BF%BF.txt"),
    ],
)
def test_a_file_is_linked_to_from_the_folder_of_the_workbook(path: str, folder: str, address: str) -> None:
    assert link_file(Path(path), Path(folder)) == address


def test_where_there_is_no_relative_address_the_absolute_one_serves(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> str:
        raise ValueError("path is on mount 'D:', start on mount 'C:'")

    monkeypatch.setattr("os.path.relpath", refuse)
    assert link_file(Path("/data/a.txt"), Path()) == "external:/data/a.txt"


def test_a_task_is_found_in_a_report_by_its_encoded_id() -> None:
    address = link_report(Path("out/report.html"), Path("out"), "приказ#op1/1.3")
    assert address == "external:report.html#task=%D0%BF%D1%80%D0%B8%D0%BA%D0%B0%D0%B7%23op1%2F1.3"


def test_a_member_of_an_archive_opens_the_archive() -> None:
    assert find_archive("почта/2024.ZIP/внутри/a.docx") == "почта/2024.ZIP"
    assert find_archive("data/a.zip") == "data/a.zip"
    assert find_archive("data/a.txt") == "data/a.txt"


def test_rows_are_linked_to_by_their_area() -> None:
    assert link_range("Упоминания", 2, 5, "AB") == "internal:'Упоминания'!A2:AB5"


@pytest.mark.parametrize("name", ["javascript:alert(1)", "mailto:x", "ms-word:ofe"])
def test_a_name_does_not_become_a_scheme(tmp_path: Path, name: str) -> None:
    assert link_file(tmp_path / name, tmp_path).startswith("external:./")
