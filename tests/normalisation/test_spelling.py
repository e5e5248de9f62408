from __future__ import annotations

import pytest

from resextract.normalisation.spelling import DocumentSpelling

TEXT = "Управлению Ртищевкого района. Школы Ртищевского района. Дума Ртищевского района. Совет Новоборского округа."


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Управление Ртищевкого района", "Управление Ртищевского района"),
        ("Дума Ртищевского района", "Дума Ртищевского района"),
        ("Совет Новоборкого округа", "Совет Новоборкого округа"),  # the right spelling stands there once only
        ("управление Ртищевским районом", "управление Ртищевским районом"),  # a case form, no slip
        ("Собрание Ртищевского района", "Собрание Ртищевского района"),
        ("", ""),
    ],
)
def test_lost_letter(name: str, expected: str) -> None:
    assert DocumentSpelling(TEXT).mend_name(name) == expected


def test_word_of_the_dictionary_stays() -> None:
    assert DocumentSpelling("Заводского Заводского Заводского").mend_name("Заводкого") == "Заводского"
    assert DocumentSpelling("Советтского Советтского").mend_name("Советского") == "Советского"


def test_two_candidates_are_no_answer() -> None:
    text = "Крановского Крановского Кранолвкого Кранолвкого "
    assert DocumentSpelling(text).mend_name("Крановкого") == "Крановкого"
    assert DocumentSpelling(text.replace("Кранолвкого", "")).mend_name("Крановкого") == "Крановского"
