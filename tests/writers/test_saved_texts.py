from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resextract.reading.inputs import Input
from resextract.reading.loading import load_text
from resextract.reading.source import SourceText, make_source
from resextract.writers.jsonl import OutputError
from resextract.writers.saved_texts import is_intact, save_text
from resextract.writers.source_lists import SOURCES, read_sources, write_sources
from resextract.writers.text_folders import TextFolder, prepare_folder

SOURCE = SourceText("Приказ № 5", "in/Приказ № 5.docx", "0" * 64, "docx", "Провести смотр.\n", (), 3, on_disk=False)


def rows(folder: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in (folder / SOURCES).read_bytes().splitlines()]


def test_the_records_name_the_saved_file(tmp_path: Path) -> None:
    source, saved = save_text(SOURCE, TextFolder(tmp_path))
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
            "text_sha256": digest,
        }
    ]


def test_a_plain_text_file_is_not_saved(tmp_path: Path) -> None:
    plain = replace(SOURCE, on_disk=True)
    assert save_text(plain, TextFolder(tmp_path)) == (plain, None)
    assert list(tmp_path.iterdir()) == []


@given(st.text(alphabet="\ufeff\r\nа", max_size=6))
def test_offsets_into_the_saved_file_are_those_of_the_text(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    original = make_source(text)
    source, _ = save_text(original, TextFolder(tmp_path_factory.mktemp("saved")))
    assert load_text(source.source, source.encoding) == original.text


def test_a_file_of_somebody_else_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "Приказ № 5.txt").write_text("чужой")
    with pytest.raises(OutputError, match="was not written by --save-text"):
        save_text(SOURCE, TextFolder(tmp_path))
    assert (tmp_path / "Приказ № 5.txt").read_text() == "чужой"


@pytest.mark.parametrize("killed", [False, True])
def test_a_text_of_an_earlier_run_is_overwritten_even_if_that_run_was_killed(tmp_path: Path, killed: bool) -> None:
    _, saved = save_text(SOURCE, prepare_folder(tmp_path, "-"))
    if not killed:
        write_sources([saved], tmp_path)
    source, _ = save_text(replace(SOURCE, text="Иначе.\n"), prepare_folder(tmp_path, "-"))
    assert Path(source.source).read_text() == "Иначе.\n"


def test_a_text_is_listed_before_it_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(target: str) -> None:
        raise OutputError(target)

    monkeypatch.setattr("resextract.writers.saved_texts.open_output", fail)
    with pytest.raises(OutputError):
        save_text(SOURCE, TextFolder(tmp_path))
    assert list(read_sources(tmp_path)) == ["Приказ № 5.txt"]
    write_sources([], tmp_path)
    assert read_sources(tmp_path) == {}


def test_the_list_is_not_read_for_each_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save_text(SOURCE, TextFolder(tmp_path))
    folder = prepare_folder(tmp_path, "-")
    monkeypatch.setattr("resextract.writers.source_lists.read_sources", None)
    save_text(replace(SOURCE, text="Иначе.\n"), folder)
    assert (tmp_path / "Приказ № 5.txt").read_text() == "Иначе.\n"


def test_two_documents_whose_names_differ_in_case_have_two_files_on_any_system(tmp_path: Path) -> None:
    inputs = [Input(f"{name}.docx", tmp_path.parent / f"{name}.docx", name) for name in ("План", "план", "Приказ")]
    folder = prepare_folder(tmp_path, "-", inputs=inputs)
    places = [save_text(replace(SOURCE, doc_id=item.doc_id), folder)[0].source for item in inputs]
    assert len({place.casefold() for place in places}) == 3
    assert places[2].endswith("/Приказ.txt")


def test_a_saved_text_is_intact_until_it_is_changed(tmp_path: Path) -> None:
    source, saved = save_text(SOURCE, TextFolder(tmp_path))
    path = Path(source.source)
    assert is_intact(path, saved.text_sha256)
    path.write_text("x")
    assert not is_intact(path, saved.text_sha256)
    path.unlink()
    assert not is_intact(path, saved.text_sha256)


def test_a_link_is_not_written_through(tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "Приказ № 5.txt").symlink_to(tmp_path / "outside.txt")
    with pytest.raises(OutputError, match="is a link"):
        save_text(SOURCE, TextFolder(folder))
    assert not (tmp_path / "outside.txt").exists()
