from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from resextract.extractors.registry import build_pipeline
from resextract.learning.annotations import load_annotations
from resextract.learning.examples import GOLD, dump_examples, list_gold, parse_examples
from resextract.learning.trials import prepare_trial
from resextract.outline import build_outline
from resextract.pipeline.config import load_config
from resextract.tagging.features import read_features

if TYPE_CHECKING:
    from spacy.language import Language

    from resextract.learning.trials import Trial

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def nlp() -> Language:
    return build_pipeline(load_config(model="none").components)


def prepare(nlp: Language, path: Path, root: Path) -> Trial:
    (text,) = load_annotations(path, root)
    return prepare_trial(text, build_outline(text.source.text), nlp)


def marked(trial: Trial) -> list[tuple[str, str]]:
    return [(g.label, doc[g.start : g.end].text) for doc in trial.examples.docs for g in list_gold(doc)]


def test_mentions_are_marked_in_the_texts_of_their_nodes(nlp: Language, small_corpus: Path) -> None:
    trial = prepare(nlp, small_corpus / "t0.jsonl", small_corpus.parent)
    assert trial.examples.lost == 0
    assert marked(trial)[:3] == [
        ("actors:responsible", "Отделу культуры"),
        ("deadlines", "до 3 мая 2024 года"),
        ("actions", "провести"),
    ]


def test_what_a_plural_head_is_distributed_over_is_one_phrase(nlp: Language) -> None:
    trial = prepare(nlp, ROOT / "data/annotated/101_protokol.jsonl", ROOT)
    phrases = [text for label, text in marked(trial) if label == "actors:responsible" and "СОШ" in text]
    assert any("ООШ" in phrase for phrase in phrases), phrases


@pytest.mark.parametrize("name", ["000_f4790a8e7d1dc3e5", "109_dorozhnaya_karta", "120_bolnitsa"])
def test_hardly_anything_of_a_real_layout_is_lost(nlp: Language, name: str) -> None:
    trial = prepare(nlp, ROOT / f"data/annotated/{name}.jsonl", ROOT)
    assert trial.examples.lost == 0


def test_control_clauses_are_left_out(nlp: Language) -> None:
    trial = prepare(nlp, ROOT / "data/annotated/113_duma.jsonl", ROOT)
    assert len(trial.examples.docs) < len(trial.docs)


def test_a_docbin_gives_back_what_a_tagger_learns_from(nlp: Language, small_corpus: Path) -> None:
    trial = prepare(nlp, small_corpus / "t0.jsonl", small_corpus.parent)
    (again,) = parse_examples(dump_examples([trial.examples]), "x.spacy")
    assert again.doc_id == "t0"
    for new, old in zip(again.docs, trial.examples.docs, strict=True):
        assert list_gold(new) == list_gold(old)
        assert read_features(new) == read_features(old)


def test_a_docbin_of_something_else_is_refused(nlp: Language, small_corpus: Path) -> None:
    from spacy.tokens import DocBin

    with pytest.raises(ValueError, match="is no DocBin"):
        parse_examples(b"?", "x.spacy")
    other = DocBin(docs=[nlp("Провести смотр")], store_user_data=False).to_bytes()
    with pytest.raises(ValueError, match=f"x.spacy, text 1: has no spans '{GOLD}'"):
        parse_examples(other, "x.spacy")
