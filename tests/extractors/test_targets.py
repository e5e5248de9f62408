from __future__ import annotations

import json
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from resextract.annotation import build_language
from resextract.extractors import targets as component
from resextract.extractors.deadlines import find_deadlines
from resextract.extractors.references import find_references
from resextract.extractors.spans import COLUMN, get_spans, make_span, set_spans
from resextract.extractors.targets import find_targets

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Doc

CORPUS = Path(__file__).parents[1] / "corpus" / "targets.jsonl"
CASES = [json.loads(line) for line in CORPUS.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:50])
def test_targets_of_the_corpus(annotate: Callable[[str], Doc], case: dict[str, Any]) -> None:
    doc = annotate(case["text"])
    doc.user_data[COLUMN] = case.get("column")
    found = find_targets(_with_earlier_slots(doc))
    assert [(span.text, span.label_) for span in found] == [(t["text"], t["unit"]) for t in case["targets"]]


def _with_earlier_slots(doc: Doc) -> Doc:
    set_spans(doc, "references", find_references(doc))
    set_spans(doc, "deadlines", find_deadlines(doc))
    return doc


def test_the_corpus_has_targets_and_near_misses() -> None:
    with_targets = [case for case in CASES if case["targets"]]
    assert len(with_targets) > 40
    assert len(CASES) - len(with_targets) > 30


@pytest.mark.parametrize("slot", ["references", "programs", "deadlines"])
def test_a_figure_inside_another_mention_is_no_target(annotate: Callable[[str], Doc], slot: str) -> None:
    doc = annotate("Довести охват до 80 % и открыть 3 кружка.")
    set_spans(doc, slot, [make_span(doc, 14, 21, "x", "test")])
    assert [span.text for span in find_targets(doc)] == ["3 кружка"]


def test_a_deadline_between_two_figures_takes_nothing_away(annotate: Callable[[str], Doc]) -> None:
    text = "Поднять охват с 61 % в 2023 году до 70 %."
    doc = annotate(text)
    set_spans(doc, "deadlines", [make_span(doc, text.index("в 2023"), text.index(" до 70"), "period", "test")])
    assert [span.text for span in find_targets(doc)] == ["с 61 % в 2023 году до 70 %"]


def test_a_deadline_between_verb_and_object_does_not_hide_the_object(annotate: Callable[[str], Doc]) -> None:
    text = "Подготовить до 1 мая 2024 года 20 волонтёров."
    doc = annotate(text)
    set_spans(doc, "deadlines", [make_span(doc, text.index("до"), text.index(" 20 "), "due", "test")])
    assert [span.text for span in find_targets(doc)] == ["20 волонтёров"]


def test_the_component_writes_its_slot(annotate: Callable[[str], Doc]) -> None:
    doc = component.extract_targets(annotate("Увеличить охват до 80 %."))
    assert [(span.label_, span.id_) for span in get_spans(doc, "targets")] == [("percent", "target.up-to")]


@pytest.mark.parametrize("text", ["", "Провести форум.", "%", "№ 5", "(", "5"])
def test_texts_without_targets(annotate: Callable[[str], Doc], text: str) -> None:
    assert find_targets(annotate(text)) == []


def test_sentences_are_judged_apart(annotate: Callable[[str], Doc]) -> None:
    doc = annotate("Приобретено 12 автобусов. Приобрести 5 автобусов; открыто 3 класса, открыть 4 класса.")
    assert [span.text for span in find_targets(doc)] == ["5 автобусов", "4 класса"]


def test_time_grows_with_the_length() -> None:
    nlp = build_language([])

    def cost(times: int) -> float:
        doc = nlp(("создать не менее 5 мест и " * times).strip())
        begin = time.process_time()
        find_targets(doc)
        return time.process_time() - begin

    cost(20)
    small, large = min(cost(200) for _ in range(2)), min(cost(1600) for _ in range(2))
    assert large < 0.05 + 24 * small  # eight times the text; a quadratic finder takes 64 times as long
