from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resextract.extractors.actions import extract_actions
from resextract.extractors.clauses import split_tasks

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Doc

CORPUS = Path(__file__).parents[1] / "corpus" / "clauses.jsonl"
EXAMPLES = [json.loads(line) for line in CORPUS.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: e["text"][:60])
def test_corpus(annotate: Callable[[str], Doc], example: dict) -> None:
    doc = annotate(example["text"])

    parts = [doc.text[start:end] for start, end in split_tasks(doc, inherits=example["inherits"])]

    assert parts == example["tasks"]


def test_the_slot_counts_where_it_is_filled(annotate: Callable[[str], Doc]) -> None:
    doc = annotate("Открыть кружок; провести набор.")
    assert len(split_tasks(doc)) == 2
    doc.spans["actions"] = []

    assert len(split_tasks(doc)) == 1


def test_an_empty_text_has_no_task(annotate: Callable[[str], Doc]) -> None:
    assert split_tasks(annotate("")) == []


PIECES = [
    *[
        "провести набор",
        "в срок до 1 мая",
        "Доложить главе",
        "реализацию планов",
        "(открыть школу; уехать)",
        "Иванов И.И.",
    ],
    *[";", ".", ",", "г.", "и т.д.", "«Ура! Вперёд; домой»"],
]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=8))
def test_parts_are_ordered_and_lose_nothing_but_marks(annotate: Callable[[str], Doc], pieces: list[str]) -> None:
    doc = extract_actions(annotate(" ".join(pieces)))

    parts = split_tasks(doc)

    assert parts
    assert parts == sorted(parts)
    position = 0
    for start, end in parts:
        assert start < end
        assert not doc.text[position:start].strip(" ;.")
        position = end
    assert not doc.text[position:].strip(" ;.")
