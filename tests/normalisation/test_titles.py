from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from resextract.normalisation.titles import mend_quoted_title, put_title_in_nominative

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Doc


@pytest.mark.parametrize(
    ("before", "title", "nominative"),
    [
        ("реализацию ", "Программы развития воспитания", "Программа развития воспитания"),
        ("выполнение ", "Регионального плана мероприятий", "Региональный план мероприятий"),
        ("внедрение ", "Целевой модели наставничества", "Целевая модель наставничества"),
        ("согласно ", "Концепции воспитания", "Концепция воспитания"),
        ("в соответствии с ", "Национальной стратегией действий", "Национальная стратегия действий"),
        ("выполнение ", "Муниципальных программ развития", "Муниципальные программы развития"),
        ("работать с ", "Утверждённой программой развития", "Утверждённая программа развития"),
        ("изучить ", "О воспитании", "О воспитании"),
    ],
)
def test_head_and_its_adjectives(annotate: Callable[[str], Doc], before: str, title: str, nominative: str) -> None:
    doc = annotate(before + title)
    span = doc.char_span(len(before), len(doc.text))
    assert put_title_in_nominative(span) == nominative


@pytest.mark.parametrize(
    ("title", "mended"),
    [
        ("Образования", "Образование"),  # the registry knows the nominative
        ("Успеха каждого ребенка", "Успех каждого ребенка"),
        ("Цифровой школы", "Цифровая школа"),
        ("Точки роста", None),  # may be a plural
        ("Детям России", None),  # a dedication
        ("Без срока давности", None),
        ("Разговоры о важном", None),
        ("500+", None),
    ],
)
def test_quoted_title_in_a_mistaken_genitive(annotate: Callable[[str], Doc], title: str, mended: str | None) -> None:
    doc = annotate(f"проекта «{title}»")
    assert mend_quoted_title(doc, 2, len(doc) - 1) == mended
