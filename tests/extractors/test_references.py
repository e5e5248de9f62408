from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from resextract.extractors import references as component
from resextract.extractors.references import find_references, read_act, read_source
from resextract.extractors.spans import get_spans

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Doc

CORPUS = Path(__file__).parents[1] / "corpus" / "references.jsonl"
CASES = [json.loads(line) for line in CORPUS.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:50])
def test_references_of_the_corpus(annotate: Callable[[str], Doc], case: dict[str, Any]) -> None:
    found = find_references(annotate(case["text"]))
    assert [(span.text, span.label_) for span in found] == [(r["text"], r["kind"]) for r in case["references"]]


def test_the_component_writes_its_slot(annotate: Callable[[str], Doc]) -> None:
    doc = component.extract_references(annotate("Исполнить приказ от 01.02.2024 № 5."))
    assert [(span.text, span.id_) for span in get_spans(doc, "references")] == [
        ("приказ от 01.02.2024 № 5", "reference.act")
    ]


@pytest.mark.parametrize("text", ["", "Приказ", "приказ №", "приказ «", "«»", "приказ от", "закон, закон и закон «х»"])
def test_texts_without_references(annotate: Callable[[str], Doc], text: str) -> None:
    assert find_references(annotate(text)) == []


def test_an_act_needs_a_detail(annotate: Callable[[str], Doc]) -> None:
    source = read_source(annotate("приказ управления образования о питании"))
    assert read_act(source, 6) is None


def test_details_are_offsets_in_the_text(annotate: Callable[[str], Doc]) -> None:
    text = "приказ управления от 01.02.2024 № 5 «О питании»"
    act = read_act(read_source(annotate(text)), 6)
    assert act is not None
    assert act.issuer is not None
    assert act.title is not None
    assert text[slice(*act.issuer)] == "управления"
    assert text[slice(*act.title)] == "О питании"
    assert (act.date, act.number, act.end) == (("01", "02", "2024"), "5", len(text))
