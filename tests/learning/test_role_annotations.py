from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from tests.annotated_texts import write_corpus

from resextract.learning.annotations import AnnotationsError, load_annotations
from resextract.learning.role_annotations import RoleSpan, load_roles, read_block_roles
from resextract.outline import NodeKind
from resextract.outline.building import list_blocks

if TYPE_CHECKING:
    from pathlib import Path


def test_texts_may_lack_roles(tmp_path: Path) -> None:
    corpus = write_corpus(tmp_path, 2)
    (corpus / "roles" / "t1.jsonl").unlink()
    texts = load_annotations(corpus, tmp_path)
    assert list(load_roles(corpus / "roles", texts)) == ["t0"]
    assert load_roles(tmp_path / "nowhere", texts) == {}


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"start": 0, "end": 4, "role": "hero"}', "line 1: role"),
        ('{"start": 0, "end": 4}', "line 1: role"),
        ("nonsense", "line 1: is no JSON"),
        ('{"start": 4, "end": 4, "role": "item"}', "line 1: 4:4"),
        ('{"start": 0, "end": 99999, "role": "item"}', "outside the text"),
        ('{"start": 0, "end": 9, "role": "item"}\n{"start": 8, "end": 12, "role": "item"}', "line 2: 8:12 overlaps"),
        ("", "line 1: the file is empty"),
    ],
)
def test_unsound_roles_are_refused_with_file_line_and_reason(tmp_path: Path, line: str, reason: str) -> None:
    corpus = write_corpus(tmp_path, 2)
    (corpus / "roles" / "t0.jsonl").write_text(line, encoding="utf-8")
    with pytest.raises(AnnotationsError, match=reason):
        load_roles(corpus / "roles", load_annotations(corpus, tmp_path))


def test_a_block_has_the_role_of_most_of_its_characters() -> None:
    text = "РЕШИЛИ:\n1. Провести смотр.\n"
    spans = [RoleSpan(start=0, end=7, role=NodeKind.FORMULA), RoleSpan(start=9, end=26, role=NodeKind.ITEM)]
    assert read_block_roles(list_blocks(text), spans) == [NodeKind.FORMULA, NodeKind.ITEM]
    assert read_block_roles(list_blocks(text), []) == [NodeKind.FURNITURE, NodeKind.FURNITURE]


def test_files_are_one_object_a_line(tmp_path: Path) -> None:
    corpus = write_corpus(tmp_path, 1)
    rows = (corpus / "roles" / "t0.jsonl").read_text(encoding="utf-8").splitlines()
    assert all(set(json.loads(row)) == {"start", "end", "role"} for row in rows)
