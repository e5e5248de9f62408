from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resextract.extractors.programs import find_programs, mark_programs
from resextract.extractors.spans import get_spans, make_span, set_spans

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Doc

CORPUS = Path(__file__).parents[1] / "corpus" / "programs.jsonl"
EXAMPLES = [json.loads(line) for line in CORPUS.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("example", EXAMPLES, ids=[example["id"] for example in EXAMPLES])
def test_corpus(annotate: Callable[[str], Doc], example: dict[str, Any]) -> None:
    found = [(span.text, span.label_) for span in find_programs(annotate(example["text"]))]
    assert found == [(program["mention"], program["type"]) for program in example["expect"]]


def test_component_writes_its_slot(annotate: Callable[[str], Doc]) -> None:
    doc = mark_programs(annotate("Участвовать в проекте «Билет в будущее»."))
    assert [span.id_ for span in get_spans(doc, "programs")] == ["quoted"]


def test_nothing_where_no_head_stands(annotate: Callable[[str], Doc]) -> None:
    assert get_spans(mark_programs(annotate("Провести акцию «Бессмертный полк».")), "programs") == []


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Выполнить план по проекту «Школьный театр».", "quoted"),
        ("Внедрить «Концепцию развития школьных библиотек».", "quoted.own_head"),
        ("Выполнить Программу развития образования.", "title"),
        ("Стратегию развития воспитания до 2025 года изучить.", "title.dated"),
        ("Участвовать в проекте 500+ и отчитаться.", "bare"),
        ("Работать по модели профориентации – Профессиональному минимуму.", "apposition"),
    ],
)
def test_ids_tell_how_a_program_was_found(annotate: Callable[[str], Doc], text: str, rule: str) -> None:
    assert [span.id_ for span in find_programs(annotate(text))] == [rule]


def test_title_of_an_act_is_left_alone(annotate: Callable[[str], Doc]) -> None:
    text = "Изучить письмо о проекте «Билет в будущее» и программу «Здоровье»."
    doc = annotate(text)
    act = text.index("письмо")
    set_spans(doc, "references", [make_span(doc, act, text.index(" и программу"), "письмо", "test")])
    assert [span.text for span in find_programs(doc)] == ["«Здоровье»"]


VOCABULARY = """
Провести реализацию проекта Программы программ Плана мероприятий развития и , ; . « » " ( ) – НП 500 + федеральных
Стратегии конкурс на 2021–2025 годы в рамках Саратовской области «Успех каждого ребенка» : до
"""
WORDS = st.sampled_from(VOCABULARY.split())


@settings(max_examples=60, deadline=None)
@given(words=st.lists(WORDS, min_size=1, max_size=25))
def test_any_row_of_words_gives_ordered_spans_with_a_type(annotate: Callable[[str], Doc], words: list[str]) -> None:
    doc = annotate(" ".join(words))
    spans = find_programs(doc)
    assert [(s.start, s.end) for s in spans] == sorted({(s.start, s.end) for s in spans})
    assert {s.label_ for s in spans} <= {"project", "program", "strategy", "concept", "plan", "model", "other"}
