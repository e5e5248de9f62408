from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from spacy.tokens import Span

from resextract.extractors.actions import find_actions
from resextract.normalisation.actions import normalise_action

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Doc


def test_the_lemma_that_the_extractor_found(annotate: Callable[[str], Doc]) -> None:
    spans = find_actions(annotate("Не допускать опозданий и организацию питания возложить на отдел."))

    assert [normalise_action(span).lemma for span in spans] == ["не допускать", "организовать"]


@pytest.mark.parametrize(
    ("text", "start", "end", "lemma"),
    [
        ("Отделу образования обеспечить подвоз.", 2, 4, "обеспечить"),
        ("Школам не допускать опозданий.", 1, 4, "не допускать"),
        ("Школы города проведут конкурс.", 0, 4, "провести"),
        ("Развитие кружков.", 0, 2, "развитие"),
    ],
)
def test_a_models_span_has_the_lemma_of_its_first_directive(
    annotate: Callable[[str], Doc], text: str, start: int, end: int, lemma: str
) -> None:
    assert normalise_action(Span(annotate(text), start, end, label="directive")).lemma == lemma
