from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from spacy.tokens import Span

from resextract.tagging.mentions import (
    Found,
    get_found,
    get_outside,
    is_doubtful,
    read_class,
    read_confidence,
    set_confidence,
    set_found,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Doc


def test_what_a_tagger_found_travels_on_the_doc_in_text_order(annotate: Callable[[str], Doc]) -> None:
    doc = annotate("Отделу культуры до 1 мая провести смотр")
    found = [Found(2, 5, "deadlines", 0.9), Found(0, 2, "actors:responsible", 0.8)]
    set_found(doc, found, [0.1] * len(doc))
    assert get_found(doc) == sorted(found)
    assert get_found(doc, "actors") == [found[1]]
    assert get_outside(doc) == [0.1] * len(doc)


def test_without_a_tagger_there_is_nothing(annotate: Callable[[str], Doc]) -> None:
    doc = annotate("Отделу культуры")
    assert (get_found(doc), get_outside(doc)) == ([], [])


@pytest.mark.parametrize(
    ("text", "label", "name"),
    [
        ("до 1 мая 2024 года", "deadlines", "due"),
        ("ежегодно", "deadlines", "recurring"),
        ("когда-нибудь", "deadlines", None),
        ("не менее 5 %", "targets", "percent"),
        ("много", "targets", None),
        ("приказом от 1 мая 2024 г. № 5", "references", "приказ"),
        ("бумагой № 5", "references", None),
        ("Отделу культуры", "actors:co_executor", "co_executor"),
    ],
)
def test_classes_are_read_off_the_words_or_the_label(
    annotate: Callable[[str], Doc], text: str, label: str, name: str | None
) -> None:
    doc = annotate(text)
    assert read_class(Span(doc, 0, len(doc), label=label)) == name


@pytest.mark.parametrize(
    ("text", "verb", "name"),
    [
        ("рекомендовать школам провести смотр", 2, "recommendation"),
        ("провести смотр", 0, "directive"),
        ("рекомендовать смотр. Провести опрос", 3, "directive"),
    ],
)
def test_a_verb_that_is_recommended_recommends(annotate: Callable[[str], Doc], text: str, verb: int, name: str) -> None:
    doc = annotate(text)
    assert read_class(Span(doc, verb, verb + 1, label="actions")) == name


def test_confidence_is_that_of_the_mention_and_only_of_it(annotate: Callable[[str], Doc]) -> None:
    doc = annotate("Отделу культуры провести и обсудить смотр")
    taken, other = Span(doc, 0, 2, label="responsible"), Span(doc, 2, 3, label="responsible")
    set_confidence(taken, "actors", 0.6, 0.7)
    assert (read_confidence(taken, "actors"), is_doubtful(taken, "actors")) == (0.6, True)
    assert (read_confidence(other, "actors"), is_doubtful(other, "actors")) == (None, False)
    assert read_confidence(taken, "deadlines") is None
