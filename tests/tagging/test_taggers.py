"""Both architectures behind their one seam."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from resextract.extractors.registry import build_pipeline
from resextract.learning.annotations import load_annotations
from resextract.learning.configuration import load_training_config
from resextract.learning.examples import list_gold
from resextract.learning.trials import prepare_trial
from resextract.outline import build_outline
from resextract.pipeline.config import load_config
from resextract.tagging.architectures import ARCHITECTURES, load_tagger
from resextract.tagging.errors import TaggerError
from resextract.tagging.labels import LABELS

if TYPE_CHECKING:
    from pathlib import Path

    from spacy.tokens import Doc

    from resextract.tagging.taggers import Tagger

QUICK = {
    "crf": {"tagger.rounds": 30},
    "ner": {
        "tagger.rounds": 25,
        "tagger.batch_texts": 4,
        "tagger.learn_rate": 0.005,
        "tagger.vector_words": 300,
        "tagger.vector_size": 20,
        "tagger.width": 32,
    },
}


@pytest.fixture(scope="module")
def docs(small_corpus: Path) -> list[Doc]:
    nlp = build_pipeline(load_config(model="none").components)
    texts = load_annotations(small_corpus, small_corpus.parent)
    return [d for t in texts for d in prepare_trial(t, build_outline(t.source.text), nlp).examples.docs]


@pytest.fixture(scope="module", params=ARCHITECTURES)
def tagger(request: pytest.FixtureRequest, docs: list[Doc]) -> Tagger:
    config = load_training_config(request.param, QUICK[request.param])
    return config.tagger.train(docs, config.seed, lambda _: None)


def test_what_was_learned_is_found_with_probabilities(tagger: Tagger, docs: list[Doc]) -> None:
    assert set(tagger.labels) == {"actions", "actors:responsible", "deadlines"}
    hits = wanted = 0
    for doc, tagging in zip(docs, tagger.tag(docs), strict=True):
        gold = list_gold(doc)
        hits, wanted = hits + len({span for span, _ in tagging.mentions} & set(gold)), wanted + len(gold)
        assert all(0 <= p <= 1 and span.label in LABELS for span, p in tagging.mentions)
        assert len(tagging.outside) == len(doc)
        assert all(0 <= p <= 1 for p in tagging.outside)
    assert hits / wanted > 0.8


def test_its_files_give_the_same_tagger(tagger: Tagger, docs: list[Doc]) -> None:
    architecture = "crf" if "mentions.crfsuite" in tagger.dump() else "ner"
    again = load_tagger(architecture, tagger.dump())
    assert again.labels == tagger.labels
    for old, new in zip(tagger.tag(docs), again.tag(docs), strict=True):
        assert [span for span, _ in new.mentions] == [span for span, _ in old.mentions]
        assert [p for _, p in new.mentions] == pytest.approx([p for _, p in old.mentions])


def test_two_trainings_of_one_seed_give_the_same_tagger(tagger: Tagger, docs: list[Doc]) -> None:
    architecture = "crf" if "mentions.crfsuite" in tagger.dump() else "ner"
    config = load_training_config(architecture, QUICK[architecture])
    again = config.tagger.train(docs, config.seed, lambda _: None)
    assert [t.mentions for t in again.tag(docs)] == [t.mentions for t in tagger.tag(docs)]


def test_an_empty_text_has_no_mentions(tagger: Tagger, docs: list[Doc]) -> None:
    empty = type(docs[0])(docs[0].vocab)
    (tagging,) = tagger.tag([empty])
    assert (tagging.mentions, tagging.outside) == ([], [])


@pytest.mark.parametrize("architecture", ARCHITECTURES)
def test_missing_and_damaged_files_are_refused(architecture: str) -> None:
    with pytest.raises(TaggerError, match="is missing"):
        load_tagger(architecture, {})
    settings = b'{"width":32,"depth":2,"hidden":64,"beam_width":2,"vectors":false,"labels":["deadlines"]}'
    damaged = {"mentions.crfsuite": b"?", "ner.msgpack": b"?", "ner.json": settings}
    with pytest.raises(TaggerError):
        load_tagger(architecture, damaged)


def test_an_unknown_architecture_is_refused() -> None:
    with pytest.raises(TaggerError, match="there are crf, ner"):
        load_tagger("bert", {})
