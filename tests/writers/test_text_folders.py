from __future__ import annotations

from pathlib import Path

import pytest

from resextract.reading.inputs import find_inputs
from resextract.writers.jsonl import OutputError
from resextract.writers.source_lists import SOURCES
from resextract.writers.text_folders import prepare_folder


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("g/a.docx", "g/b.txt", "g/sub/c.txt"):
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text("x")
    return tmp_path


@pytest.mark.parametrize("argument", ["g", "g/*", "g/**", "./g/*", "*", "**/*.txt", "g/t*", "g/texts/*", "g/*/*",
                                      "[g]/*", "g/*s", "g/texts/*t", "**/te?ts"])  # fmt: skip
def test_a_folder_whose_texts_would_be_read_next_time_is_refused(folder: Path, argument: str) -> None:
    with pytest.raises(OutputError, match=r"would be read next time, as .* takes them in"):
        prepare_folder(Path("g/texts"), "-", [argument])
    assert not Path("g/texts").exists()
    # What it guards against: such an argument does take the texts in.
    Path("g/texts").mkdir()
    Path("g/texts/a.txt").write_text("x")
    assert "g/texts/a.txt" in {item.path.as_posix() for item in find_inputs([argument]) if item.path}


@pytest.mark.parametrize("argument", ["g/*.docx", "g/*.txt", "g/sub", "g/sub/*", "**/*.docx", "g/a*", "g/*/*.pdf",
                                      "none", "g/a.docx", "-", "other/*", "*/b*"])  # fmt: skip
def test_a_folder_whose_texts_are_left_alone_may_be_used(folder: Path, argument: str) -> None:
    prepare_folder(Path("g/texts"), "-", [argument])
    Path("g/texts/a.txt").write_text("x")
    assert "g/texts/a.txt" not in {item.path.as_posix() for item in find_inputs([argument]) if item.path}


def test_a_folder_that_holds_an_input_is_refused(folder: Path) -> None:
    with pytest.raises(OutputError, match=r"g: holds g/a.docx, which is to be read"):
        prepare_folder(Path("g"), "-", ["g/a.docx"], find_inputs(["g/a.docx"]))
    Path("link").symlink_to("g")
    with pytest.raises(OutputError, match=r"g: holds link/a.docx, which is to be read"):
        prepare_folder(Path("g"), "-", ["link/a.docx"], find_inputs(["link/a.docx"]))


def test_the_list_of_texts_is_no_output_and_a_file_no_folder(folder: Path) -> None:
    with pytest.raises(OutputError, match="is the list of saved texts"):
        prepare_folder(Path("texts"), f"texts/{SOURCES}")
    with pytest.raises(OutputError, match="cannot be made"):
        prepare_folder(Path("g/b.txt"), "-")
    Path("texts").mkdir()
    Path("texts", SOURCES).write_text("[1]\n")
    with pytest.raises(OutputError, match="no list of saved texts"):
        prepare_folder(Path("texts"), "-")
