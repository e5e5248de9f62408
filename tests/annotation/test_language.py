from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.vocab import Vocab

from resextract.annotation import build_language, tokenize_text

VOCAB = Vocab()


def test_tokens_are_razdels() -> None:
    doc = tokenize_text(VOCAB, "ввести с 01.09.2023 г. (план) и т.д.")

    assert [token.text for token in doc] == ["ввести", "с", "01.09.2023", "г", ".", "(", "план", ")", "и", *"т.д."]


@given(st.text(alphabet="аБв«»(),.;:-–1234№%ё ", max_size=60).map(lambda t: " ".join(t.split())))
def test_the_text_of_the_doc_is_the_text(text: str) -> None:
    doc = tokenize_text(VOCAB, text)

    assert doc.text == text
    assert all(text[token.idx : token.idx + len(token)] == token.text for token in doc)


@pytest.mark.parametrize("text", ["два  пробела", " пробел впереди", "строка\nстрока"])
def test_unclean_text_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not clean"):
        tokenize_text(VOCAB, text)


def test_building_a_language() -> None:
    nlp = build_language(["resextract_morphology", "resextract_entities"])

    assert nlp.pipe_names == ["resextract_morphology", "resextract_entities"]
    assert [token.lemma_ for token in nlp("Школам провести конкурсы")] == ["школа", "провести", "конкурс"]


def test_an_unknown_component() -> None:
    with pytest.raises(ValueError, match="no_such_component"):
        build_language(["no_such_component"])
