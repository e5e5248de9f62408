from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.vocab import Vocab

from resextract.annotation import build_language, tokenize_text
from resextract.annotation.components import MAX_SEQUENCE, choose_parse, split_sequences

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Doc

VOCAB = Vocab()


@pytest.mark.parametrize(
    ("word", "tag", "lemma", "grammeme"),
    [
        ("стали", "NOUN|Animacy=Inan|Case=Gen|Gender=Fem|Number=Sing", "сталь", "gent"),
        ("стали", "VERB|Aspect=Perf|Mood=Ind|Number=Plur|Tense=Past|VerbForm=Fin|Voice=Act", "стать", "past"),
        ("школы", "NOUN|Animacy=Inan|Case=Nom|Gender=Fem|Number=Plur", "школа", "nomn"),
        ("школы", "NOUN|Animacy=Inan|Case=Gen|Gender=Fem|Number=Sing", "школа", "gent"),
        (
            "проведена",
            "VERB|Aspect=Perf|Gender=Fem|Number=Sing|Tense=Past|VerbForm=Part|Voice=Pass",
            "провести",
            "PRTS",
        ),
    ],
)
def test_the_tag_chooses_among_readings(word: str, tag: str, lemma: str, grammeme: str) -> None:
    parse = choose_parse(word, tag)

    assert parse.lemma == lemma
    assert parse.has(grammeme)


def test_a_tag_that_fits_no_reading_leaves_the_first_one() -> None:
    assert choose_parse("обобщить", "PROPN|Case=Nom").pos == "INFN"
    assert choose_parse("обобщить", "").pos == "INFN"


@pytest.mark.parametrize(
    ("text", "cuts"),
    [
        ("Провести конкурс", ["Провести конкурс"]),
        ("Провести конкурс; открыть кружок", ["Провести конкурс;", "открыть кружок"]),
        ("Провести конкурс. Открыть кружок.", ["Провести конкурс.", "Открыть кружок."]),
        ("Отчёт И. И. Иванова", ["Отчёт И. И. Иванова"]),
        ("Сайт dobro.ru открыть", ["Сайт dobro.ru открыть"]),
        ("", []),
    ],
)
def test_sequences(text: str, cuts: list[str]) -> None:
    doc = tokenize_text(VOCAB, text)

    assert [doc[start:end].text for start, end in split_sequences(doc)] == cuts


def test_long_sequences_are_cut_at_a_comma() -> None:
    doc = tokenize_text(VOCAB, "школа и " * 20 + "сад, " + "школа и " * 40 + "сад")

    (_, first), (_, second), *_rest = split_sequences(doc)

    assert doc[first - 1].text == ","
    assert second - first == MAX_SEQUENCE


@given(st.lists(st.sampled_from(["школа", ",", ";", ".", "Сад", "и", "5"]), max_size=200))
def test_sequences_cover_the_text_and_none_is_too_long(words: list[str]) -> None:
    doc = tokenize_text(VOCAB, " ".join(words))

    cuts = split_sequences(doc)

    assert [start for start, _ in cuts] == [0, *(end for _, end in cuts)][: len(cuts)]
    assert (cuts[-1][1] if cuts else 0) == len(doc)
    assert all(0 < end - start <= MAX_SEQUENCE for start, end in cuts)


def test_morphology_sets_all_of_a_token(annotate: Callable[[str], Doc]) -> None:
    verb, noun = annotate("Открыть школы")

    assert (verb.pos_, verb.lemma_, verb.morph.get("VerbForm")) == ("VERB", "открыть", ["Inf"])
    assert (noun.pos_, noun.lemma_, noun.morph.get("Number")) == ("NOUN", "школа", ["Plur"])
    assert noun.tag_.startswith("NOUN|")


def test_an_empty_text(annotate: Callable[[str], Doc]) -> None:
    assert len(annotate("")) == 0


def test_texts_in_a_batch_are_annotated_as_alone() -> None:
    nlp = build_language(["resextract_morphology", "resextract_entities"])
    texts = ["Открыть кружки.", "", "Отчёт Иванова И.И. в Кемерово; план", "Школа № 5"]

    batch = list(nlp.pipe(texts))

    for text, doc in zip(texts, batch, strict=True):
        alone = nlp(text)
        assert [(t.tag_, t.lemma_) for t in doc] == [(t.tag_, t.lemma_) for t in alone]
        assert [(e.text, e.label_) for e in doc.ents] == [(e.text, e.label_) for e in alone.ents]


def test_entities() -> None:
    doc = build_language(["resextract_entities"])("Отчёт главы города Кемерово Сергея Кузнецова утвердить.")

    assert {(e.text, e.label_) for e in doc.ents} == {("Кемерово", "LOC"), ("Сергея Кузнецова", "PER")}
