from __future__ import annotations

import pytest

from resextract.outline.labels import find_labels, read_label


@pytest.mark.parametrize(
    ("text", "slot"),
    [
        ("Срок: до 1 мая 2024 года.", "deadlines"),
        ("Срок исполнения – 15 мая", "deadlines"),
        ("Ответственный: Белов А.А.", "actors"),
        ("Отв. Белов А.А.", "actors"),
        ("Отв.: Белов А.А.", "actors"),
        ("Контроль: Белов А.А.", "actors"),
        ("Доклад – до 10 марта", "deadlines"),
    ],
)
def test_labels(text: str, slot: str) -> None:
    label = read_label(text)
    assert label is not None
    assert label.slot == slot


@pytest.mark.parametrize(
    "text",
    [
        "Сроки проведения конкурса утвердить",  # no sign after the word
        "Контроль за исполнением возложить на главу",
        "Ответственность за сохранность возложить на школы",
        "Доклад о работе подготовить до 1 мая",
        "В срок до 1 мая: провести опрос",
    ],
)
def test_near_misses(text: str) -> None:
    assert read_label(text) is None


def test_labels_inside_a_text_follow_a_sentence_end_outside_brackets() -> None:
    text = "Провести опрос. Срок: до 1 мая. Отв.: Белов А.А. (Срок: нет.)"
    assert [text[label.start :][:4] for label in find_labels(text)] == ["Срок", "Отв."]
    assert find_labels("Провести опрос (отв. – Белов А.А., срок – до 1 мая)") == []
