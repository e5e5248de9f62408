from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from resextract.learning.annotations import AnnotationsError
from resextract.learning.examples import list_gold
from resextract.learning.foreign import load_label_map, read_corpus

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from spacy.language import Language

TEXT = "Отделу культуры провести\nсмотр до 1 мая 2024 года.\n\nВторой абзац.\n"
MAP = '[labels]\nINST = "actors:responsible"\nTIM = "deadlines"\nSOC = ""\nACT = "own:activity"\n'
ANN = (
    "T1\tINST 0 15\tОтделу культуры\n"
    "T2\tTIM 31 49\tдо 1 мая 2024 года\n"
    "T3\tACT 16 24;25 30\tпровести смотр\n"
    "T4\tSOC 52 58\tВторой\n"
    "R1\tGOL Arg1:T1 Arg2:T2\n"
)


@pytest.fixture(scope="module")
def nlp() -> Language:
    from resextract.annotation import build_language

    return build_language()


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    def make(ann: str = ANN, text: str = TEXT, label_map: str = MAP) -> Path:
        (tmp_path / "a.txt").write_text(text, encoding="utf-8")
        (tmp_path / "a.ann").write_text(ann, encoding="utf-8")
        (tmp_path / "labels.toml").write_text(label_map, encoding="utf-8")
        return tmp_path

    return make


def test_mentions_get_the_labels_of_the_map(write: Callable[..., Path], nlp: Language) -> None:
    folder = write()
    (text,) = read_corpus(folder, load_label_map(folder / "labels.toml"), nlp)
    marked = [(g.label, doc[g.start : g.end].text) for doc in text.docs for g in list_gold(doc)]
    assert marked == [
        ("actors:responsible", "Отделу культуры"),
        ("own:activity", "провести смотр"),
        ("deadlines", "до 1 мая 2024 года"),
    ]
    assert [doc.text for doc in text.docs][1] == "Второй абзац."


@pytest.mark.parametrize(
    ("ann", "reason"),
    [
        ("T1\tINST 0 999\tОтделу\n", "line 1: the span 0:999 does not lie"),
        ("T1\tINST 5 5\t\n", "line 1: the span 5:5"),
        ("T1\tINST 0 6\tОтдел\n", "line 1: 'Отдел' does not stand at 0:6"),
        ("T1\tMET 0 6\tОтделу\n", "line 1: the label MET is not in the label map"),
        ("\nT1 nonsense\n", "line 2: is no annotation"),
    ],
)
def test_an_unsound_annotation_is_refused_with_file_line_and_reason(
    write: Callable[..., Path], nlp: Language, ann: str, reason: str
) -> None:
    folder = write(ann)
    with pytest.raises(AnnotationsError, match=reason) as caught:
        read_corpus(folder, load_label_map(folder / "labels.toml"), nlp)
    assert "a.ann" in str(caught.value)


def test_missing_empty_and_undecodable_files_are_named(write: Callable[..., Path], nlp: Language) -> None:
    folder = write(text="\n")
    (folder / "b.ann").write_text("", encoding="utf-8")
    (folder / "c.ann").write_bytes(b"\xff")
    (folder / "c.txt").write_text("text", encoding="utf-8")
    with pytest.raises(AnnotationsError) as caught:
        read_corpus(folder, {}, nlp)
    assert [p.rsplit("/", 1)[-1].split(":")[0] for p in caught.value.problems] == ["a.txt, line 1", "b.txt", "c.ann"]


def test_a_folder_without_annotations_is_refused(tmp_path: Path, nlp: Language) -> None:
    with pytest.raises(AnnotationsError, match="holds no"):
        read_corpus(tmp_path, {}, nlp)


@pytest.mark.parametrize(
    ("label_map", "reason"),
    [
        ("[labels", "is no label map"),
        ("[other]\n", "has no table"),
        ('[labels]\nINST = "hero"\n', "no such label"),
        ("[labels]\nINST = 5\n", "no such label"),
        ('[labels]\nINST = "own:"\n', "no such label"),
    ],
)
def test_a_wrong_label_map_is_refused(write: Callable[..., Path], label_map: str, reason: str) -> None:
    with pytest.raises(AnnotationsError, match=reason):
        load_label_map(write(label_map=label_map) / "labels.toml")
