from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resextract.extractors.deadlines import find_deadlines, mark_deadlines
from resextract.extractors.spans import PLACE, get_spans, make_span, set_spans

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Doc

CORPUS = Path(__file__).parents[1] / "corpus" / "deadlines.jsonl"
EXAMPLES = [json.loads(line) for line in CORPUS.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("example", EXAMPLES, ids=[example["id"] for example in EXAMPLES])
def test_corpus(annotate: Callable[[str], Doc], example: dict[str, Any]) -> None:
    doc = annotate(example["text"])
    doc.user_data[PLACE] = example["place"]
    found = [(span.text, span.label_) for span in find_deadlines(doc)]
    assert found == [(deadline["text"], deadline["kind"]) for deadline in example["expect"]]


def test_component_writes_its_slot(annotate: Callable[[str], Doc]) -> None:
    doc = mark_deadlines(annotate("Сдать отчёт до 1 мая 2025 года."))
    assert [(span.text, span.label_, span.id_) for span in get_spans(doc, "deadlines")] == [
        ("до 1 мая 2025 года", "due", "due.date")
    ]


def test_component_empties_its_slot_where_nothing_is_bounded(annotate: Callable[[str], Doc]) -> None:
    assert get_spans(mark_deadlines(annotate("Создать условия.")), "deadlines") == []


@pytest.mark.parametrize("slot", ["programs", "references"])
def test_times_inside_other_mentions_are_left_alone(annotate: Callable[[str], Doc], slot: str) -> None:
    text = "Реализовать в 2025 году проект Развитие до 1 мая 2030 года."
    doc = annotate(text)
    set_spans(doc, slot, [make_span(doc, text.index("проект"), len(text) - 1, "x", "test")])
    assert [span.text for span in find_deadlines(doc)] == ["в 2025 году"]


@pytest.mark.parametrize(
    ("place", "expected"), [("attached", ["2024–2026 годы"]), ("lead_in", ["2024–2026 годы"]), ("leaf", [])]
)
def test_bare_years_bound_only_where_terms_stand(
    annotate: Callable[[str], Doc], place: str, expected: list[str]
) -> None:
    doc = annotate("2024–2026 годы")
    doc.user_data[PLACE] = place
    assert [span.text for span in find_deadlines(doc)] == expected


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "до",
                "с",
                "по",
                "1",
                "мая",
                "2024",
                "года",
                "в",
                "срок",
                "не",
                "позднее",
                "ежемесячно",
                "5",
                "числа",
                "–",
                ",",
                "«",
            ]
        ),
        max_size=14,
    )
)
def test_spans_never_overlap_and_hold_what_they_say(annotate: Callable[[str], Doc], words: list[str]) -> None:
    doc = annotate(" ".join(words)) if words else annotate("пусто")
    spans = find_deadlines(doc)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(span.id_ and span.label_ for span in spans)
