from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resextract.reading.loading import load_text
from resextract.reading.source import SourceText, make_source
from resextract.writers.jsonl import OutputError
from resextract.writers.saved_texts import SOURCES, name_file, prepare_folder, save_text, write_sources

SOURCE = SourceText("Приказ № 5", "in/Приказ № 5.docx", "0" * 64, "docx", "Провести смотр.\n", (), 3, on_disk=False)


def rows(folder: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in (folder / SOURCES).read_text(encoding="utf-8").splitlines()]


def test_the_records_name_the_saved_file(tmp_path: Path) -> None:
    source, saved = save_text(SOURCE, tmp_path)
    place = f"{tmp_path.as_posix()}/Приказ № 5.txt"
    digest = hashlib.sha256(SOURCE.text.encode()).hexdigest()
    assert source == replace(SOURCE, source=place, sha256=digest, encoding="utf-8", on_disk=True)
    assert load_text(source.source, source.encoding, sha256=source.sha256) == SOURCE.text
    write_sources([saved], tmp_path)
    assert rows(tmp_path) == [
        {
            "text": place,
            "doc_id": "Приказ № 5",
            "source": "in/Приказ № 5.docx",
            "sha256": "0" * 64,
            "converter": "docx",
            "pages": 3,
        }
    ]


def test_a_plain_text_file_is_not_saved(tmp_path: Path) -> None:
    plain = replace(SOURCE, on_disk=True)
    assert save_text(plain, tmp_path) == (plain, None)
    assert list(tmp_path.iterdir()) == []


@given(st.text(alphabet="\ufeff\r\nа", max_size=6))
def test_offsets_into_the_saved_file_are_those_of_the_text(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    original = make_source(text)
    source, _ = save_text(original, tmp_path_factory.mktemp("saved"))
    assert load_text(source.source, source.encoding) == original.text


@given(st.text(max_size=300))
def test_any_id_gives_a_name_that_every_system_takes(doc_id: str) -> None:
    name = name_file(doc_id)
    assert not set(name) & set('/\\:*?"<>|\0\n')
    assert name.endswith(".txt")
    assert name.strip(". ") == name
    assert len(name.encode()) < 230


def test_two_ids_never_share_a_file() -> None:
    ids = ["a/b", "a:b", "a_b", "../a", "a", "a.", "x" * 300, "x" * 301, "con", "_con", ".", "..", ""]
    assert len({name_file(doc_id).lower() for doc_id in ids}) == len(ids)


def test_a_file_of_somebody_else_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "Приказ № 5.txt").write_text("чужой")
    with pytest.raises(OutputError, match="was not written by --save-text"):
        save_text(SOURCE, tmp_path)
    assert (tmp_path / "Приказ № 5.txt").read_text() == "чужой"


def test_a_text_of_an_earlier_run_is_overwritten(tmp_path: Path) -> None:
    _, saved = save_text(SOURCE, tmp_path)
    write_sources([saved], tmp_path)
    source, _ = save_text(replace(SOURCE, text="Иначе.\n"), tmp_path)
    assert Path(source.source).read_text() == "Иначе.\n"


def test_a_link_is_not_written_through(tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "Приказ № 5.txt").symlink_to(tmp_path / "outside.txt")
    with pytest.raises(OutputError, match="is a link"):
        save_text(SOURCE, folder)
    assert not (tmp_path / "outside.txt").exists()


def test_the_list_keeps_earlier_texts_that_are_still_there(tmp_path: Path) -> None:
    saved = [save_text(replace(SOURCE, doc_id=name), tmp_path)[1] for name in "bca"]
    write_sources(saved[:2], tmp_path)
    (tmp_path / "c.txt").unlink()
    write_sources(saved[2:], tmp_path)
    assert [row["doc_id"] for row in rows(tmp_path)] == ["a", "b"]


def test_a_list_of_another_kind_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / SOURCES).write_text("[1]\n")
    with pytest.raises(OutputError, match="no list of saved texts"):
        prepare_folder(tmp_path, "-")
    with pytest.raises(OutputError, match="no list of saved texts"):
        write_sources([], tmp_path)


def test_a_folder_that_would_be_read_next_time_is_refused(tmp_path: Path) -> None:
    prepare_folder(tmp_path / "texts", "-", [str(tmp_path / "none")])
    assert (tmp_path / "texts").is_dir()
    with pytest.raises(OutputError, match="would be read next time"):
        prepare_folder(tmp_path / "texts", "-", [str(tmp_path)])
    with pytest.raises(OutputError, match="is the list of saved texts"):
        prepare_folder(tmp_path / "texts", str(tmp_path / "texts" / SOURCES))
    (tmp_path / "file").touch()
    with pytest.raises(OutputError, match="cannot be made"):
        prepare_folder(tmp_path / "file", "-")
