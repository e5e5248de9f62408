from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from resextract.adapters.dictionary import parse_word
from resextract.extractors.verbal_nouns import nominal_action, nominal_actions, nominal_to_verb
from resextract.language.lexicons import fold_word, load_lexicon

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Doc

CORPUS = Path(__file__).parents[1] / "corpus" / "verbal_nouns.jsonl"
EXAMPLES = [json.loads(line) for line in CORPUS.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: e["text"][:60])
def test_corpus(annotate: Callable[[str], Doc], example: dict) -> None:
    doc = annotate(example["text"])

    assert [span.kb_id_ for span in nominal_actions(doc)] == example["lemmas"]
    first = nominal_action(doc)
    assert (first.kb_id_ if first is not None else None) == next(iter(example["lemmas"]), None)


def test_the_span_runs_from_the_noun_to_the_end(annotate: Callable[[str], Doc]) -> None:
    (span,) = nominal_actions(annotate("Ежегодное проведение конкурса;"))

    assert (span.text, span.id_, span.label_) == ("проведение конкурса", "action.verbal_noun", "directive")


def test_a_deadline_may_stand_first(annotate: Callable[[str], Doc]) -> None:
    doc = annotate("До 1 мая проведение конкурса")
    assert nominal_action(doc) is None
    doc.spans["deadlines"] = [doc.char_span(0, 8)]

    assert nominal_action(doc) is not None


def test_nominal_to_verb() -> None:
    assert nominal_to_verb("организация") == "организовать"
    assert nominal_to_verb("Учёт") == "учесть"
    assert nominal_to_verb("школа") is None


def test_the_lexicon_is_large_enough() -> None:
    assert len(load_lexicon("noun-verbal")) >= 350


@pytest.mark.parametrize(("noun", "verb"), load_lexicon("noun-verbal").items())
def test_every_verbal_noun_and_its_perfective_verb_stand_in_the_dictionary(noun: str, verb: str) -> None:
    assert any(p.known and p.pos == "NOUN" and fold_word(p.lemma) == noun for p in parse_word(noun))
    assert any(p.known and p.has("INFN", "perf") and p.form == verb for p in parse_word(verb))


def test_no_noun_is_both_an_event_and_a_verbal_noun() -> None:
    assert not set(load_lexicon("noun-event")) & set(load_lexicon("noun-verbal"))


@pytest.mark.parametrize("entry", load_lexicon("noun-event"))
def test_events_are_dictionary_forms(entry: str) -> None:
    for word in entry.rsplit(maxsplit=1)[-1].split("-"):
        readings = parse_word(word)
        assert not readings[0].known or any(fold_word(p.lemma) == word for p in readings)
