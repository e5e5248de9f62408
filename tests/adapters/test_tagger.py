from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from navec import Navec
from slovnet import NER, Morph

from resextract.adapters.models import find_model_file
from resextract.adapters.tagger import MAX_BATCH_TOKENS, tag_entities, tag_morphology

SENTENCES = [
    text.split()
    for text in (
        "Руководителям общеобразовательных организаций Советского района обеспечить участие школ .",
        "Обобщить опыт .",
        "Контроль за исполнением приказа возложить на Орлову Т . Д .",
        "Иванов",
        "В 2021 году , в срок до 1 октября , ввести « дорожные карты » ; Gymnasium № 5 — 95 % .",
        "обеспечить реализацию Программы развития воспитания в Саратовской области на 2020–2025 годы , " * 4,
    )
]
WORDS = sorted({word for sentence in SENTENCES for word in sentence})


def tag_with_stock(kind: type, file: str) -> list[list[str]]:
    """Tags of slovnet's own code for `SENTENCES`, on the same words."""
    stock: Any = kind.load(str(find_model_file("model", file)))
    stock.navec(Navec.load(str(find_model_file("emb", "navec_news_v1_1B_250K_300d_100q.tar"))))
    return [list(row) for row in stock.infer.decoder(stock.infer.process(stock.infer.encoder(SENTENCES)))]


@pytest.mark.slow
def test_morphology_is_that_of_stock_slovnet() -> None:
    assert tag_morphology(SENTENCES) == tag_with_stock(Morph, "slovnet_morph_news_v1.tar")


@pytest.mark.slow
def test_entities_are_those_of_stock_slovnet() -> None:
    tags = tag_entities(SENTENCES)

    assert tags == tag_with_stock(NER, "slovnet_ner_news_v1.tar")
    assert any(tag != "O" for row in tags for tag in row)


def test_known_tags() -> None:
    ((verb, noun, _),) = tag_morphology([["провести", "конкурс", "."]])

    assert verb.startswith("VERB|")
    assert "VerbForm=Inf" in verb
    assert noun.startswith("NOUN|")


def test_empty_sequences_get_empty_rows() -> None:
    assert tag_morphology([]) == []
    assert [len(row) for row in tag_morphology([[], ["школа"], []])] == [0, 1, 0]
    assert tag_entities([[]]) == [[]]


def test_more_tokens_than_a_batch_holds() -> None:
    rows = tag_morphology([["школа"] * 7] * (MAX_BATCH_TOKENS // 5))

    assert len(rows) == MAX_BATCH_TOKENS // 5
    assert all(row == rows[0] and len(row) == 7 for row in rows)


@settings(max_examples=20, deadline=None)
@given(st.lists(st.lists(st.sampled_from(WORDS), max_size=12), max_size=8))
def test_the_company_of_a_sequence_does_not_change_its_tags(sequences: list[list[str]]) -> None:
    together = tag_morphology(sequences)

    assert together == [tag_morphology([sequence])[0] for sequence in sequences]
