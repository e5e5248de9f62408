from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from resextract.extractors.segments import find_asides, split_segments
from resextract.extractors.words import read_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Doc


@pytest.mark.parametrize(
    ("text", "aside"),
    [
        ("Провести «День школы» весной", "« День школы »"),
        ('Провести "День школы" весной', '" День школы "'),
        ("Провести „День школы“ весной", "„ День школы “"),
        ("Провести “День школы” весной", "“ День школы ”"),
        ("Провести («День» (весной)) летом", "( « День » ( весной ) )"),
        ("Отбор в «Лига «Движения первых».", "« Движения первых »"),
        ("Провести набор (начать обучение) летом", "( начать обучение )"),
        ("Разработать (усовершенствовать) программы", "( )"),
        ("пункт 1) провести", ""),
    ],
)
def test_asides(annotate: Callable[[str], Doc], text: str, aside: str) -> None:
    doc = annotate(text)
    flags = find_asides(read_words(doc))

    assert " ".join(token.text for token, flag in zip(doc, flags, strict=True) if flag) == aside


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Открыть кружок; провести набор.", 2),
        ("Открыть кружок. Провести набор.", 2),
        ("Открыть кружок! Провести набор.", 2),
        ("Открыть кружок в г. Кемерово.", 1),
        ("Отчёт И.И. Иванова. Приказ.", 2),
        ("Закончить в 2021 г. Провести набор.", 2),
        ("Закончить в 2021 г. Кемерово ждёт.", 1),
        ("Открыть «Клуб; кружок».", 1),
        ("см. сайт dobro.ru по ссылке", 1),
    ],
)
def test_segments(annotate: Callable[[str], Doc], text: str, count: int) -> None:
    doc = annotate(text)
    words = read_words(doc)

    segments = split_segments(doc, words, find_asides(words))

    assert len(segments) == count
    assert [s.start for s in segments] == [0, *(s.end for s in segments[:-1])]
    assert segments[-1].end == len(doc)
