from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from resextract.exchange.errors import ExchangeError
from resextract.exchange.formats import read_format, write_format

if TYPE_CHECKING:
    from resextract.exchange.standoff import StandoffDocument


def test_files(document: StandoffDocument, tmp_path: Path) -> None:
    def names(name: str, output: str) -> list[str]:
        return [Path(path).name for path in write_format(name, [document], str(tmp_path / output))]

    assert names("brat", "b") == ["annotation.conf", "visual.conf", "a.txt", "a.ann"]
    assert names("label-studio", "s.json") == ["s.json", "s.xml"]
    assert names("doccano", "d.jsonl") == ["d.jsonl"]
    assert names("docbin", "d.spacy") == ["d.spacy"]
    assert (tmp_path / "b" / "a.txt").read_bytes().decode() == document.text


def test_annotations_are_not_overwritten(document: StandoffDocument, tmp_path: Path) -> None:
    write_format("brat", [document], str(tmp_path))
    with pytest.raises(ExchangeError, match="holds annotations already; name a new folder"):
        write_format("brat", [document], str(tmp_path))


def test_outputs_that_cannot_be(document: StandoffDocument, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ExchangeError, match="file: the folder cannot be made: File exists"):
        write_format("brat", [document], str(tmp_path / "file"))
    with pytest.raises(ExchangeError, match="brat needs a folder, not standard output"):
        write_format("brat", [document], "-")
    with pytest.raises(ExchangeError, match=r"s.xml: is the name of the configuration"):
        write_format("label-studio", [document], str(tmp_path / "s.xml"))


def test_an_unknown_format(tmp_path: Path) -> None:
    with pytest.raises(LookupError):
        read_format("conll", tmp_path)
    with pytest.raises(LookupError):
        write_format("conll", [], "x")
