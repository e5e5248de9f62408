from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from resextract.extractors.deadlines import find_deadlines
from resextract.extractors.spans import COLUMN, get_spans, make_span, set_spans
from resextract.extractors.targets import find_targets
from resextract.normalisation.targets import normalise_target

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Doc

CORPUS = Path(__file__).parents[1] / "corpus" / "targets.jsonl"
CASES = [case for line in CORPUS.read_text(encoding="utf-8").splitlines() if (case := json.loads(line))["targets"]]
KEYS = ("value", "value_from", "unit", "unit_text", "comparator")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:50])
def test_values_of_the_corpus(annotate: Callable[[str], Doc], case: dict[str, Any]) -> None:
    doc = annotate(case["text"])
    doc.user_data[COLUMN] = case.get("column")
    set_spans(doc, "deadlines", find_deadlines(doc))
    set_spans(doc, "targets", find_targets(doc))
    values = [normalise_target(span) for span in get_spans(doc, "targets")]
    assert [tuple(getattr(v, key) for key in KEYS) for v in values] == [
        tuple(target[key] for key in KEYS) for target in case["targets"]
    ]


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        ("Повысить качество образования в школах города до 60 %.", "качество образования"),
        ("Продолжить работу по повышению качества образования до 50 %.", "качество образования"),
        (
            "Продолжить работу по привлечению в отрасль молодых педагогов не менее 5 %.",
            "привлечение в отрасль молодых педагогов",
        ),
        ("Обеспечить 89 % доступности дошкольного образования.", "доступность дошкольного образования"),
        ("Обеспечить обновление фондов с учетом новых технологий – не менее 5 %.", "обновление фондов"),
        ("Создать условия для отдыха; не менее 86 %", None),
        ("Создать 120 мест.", None),
    ],
)
def test_what_is_measured(annotate: Callable[[str], Doc], text: str, indicator: str | None) -> None:
    (span,) = find_targets(annotate(text))
    assert normalise_target(span).indicator == indicator


def test_a_change_and_a_level_share_one_preposition(annotate: Callable[[str], Doc]) -> None:
    spans = find_targets(annotate("Снизить долю на 5 %, укомплектовать штат на 95 %."))
    assert [(v.value, v.comparator) for v in map(normalise_target, spans)] == [(5.0, "by"), (95.0, "eq")]


def test_figures_and_words_that_differ_are_told(annotate: Callable[[str], Doc]) -> None:
    spans = find_targets(annotate("Обучить 150 (сто) тьюторов и 5 (пять) методистов."))
    assert [normalise_target(span).warnings for span in spans] == [("figure_and_words_differ",), ()]


def test_a_foreign_span_is_read_too(annotate: Callable[[str], Doc]) -> None:
    doc = annotate("Обеспечить охват 80 % детей.")
    value = normalise_target(make_span(doc, 17, 21, "percent", "model"))
    assert (value.value, value.unit, value.comparator) == (80.0, "percent", "eq")


def test_a_span_without_a_figure_is_refused(annotate: Callable[[str], Doc]) -> None:
    doc = annotate("Обеспечить охват детей.")
    with pytest.raises(ValueError, match="no figure"):
        normalise_target(make_span(doc, 11, 16, "percent", "model"))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30, deadline=None)
@given(st.integers(1, 100), st.integers(0, 9))
def test_any_percentage_is_read_back(annotate: Callable[[str], Doc], whole: int, tenth: int) -> None:
    (span,) = find_targets(annotate(f"Увеличить охват до {whole},{tenth} %."))
    value = normalise_target(span)
    assert (value.value, value.comparator) == (float(f"{whole}.{tenth}"), "to")
