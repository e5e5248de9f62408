from __future__ import annotations

from typing import TYPE_CHECKING

from resextract.extractors.registry import build_pipeline
from resextract.learning.suggestions import Suggestion, TextSuggestions, choose_suggestions, suggest_text
from resextract.outline import build_outline
from resextract.pipeline.config import load_config
from resextract.reading.source import make_source

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from resextract.records.models import TaskRecord

TEXT = (
    "РЕШИЛИ:\n1. Отделу спорта до 5 мая 2024 года провести смотр.\n"
    "2. Метеопосту «Заря» усилить наблюдение за паводком, увеличив не менее чем на 5 % число замеров.\n"
)


def test_a_task_in_which_rules_and_model_differ_comes_before_one_in_which_they_agree(small_model: Path) -> None:
    nlp = build_pipeline(load_config(model="none").components)
    found = suggest_text(make_source(TEXT), build_outline(TEXT), str(small_model), nlp)
    assert len(found.records) == 2
    best = max(found.suggestions, key=lambda s: s.score)
    assert best.task.number == "2"
    assert best.doubts == tuple(sorted(best.doubts, key=lambda d: -d.weight))
    assert {d.reason for d in best.doubts} <= {"model only", "rules only", "other bounds", "low confidence"}


def make_text(make_record: Callable[..., TaskRecord], name: str, *scores: float) -> TextSuggestions:
    records = [make_record(task_id=f"a#{name}{n}", start=n * 20, end=n * 20 + 17) for n in range(len(scores))]
    suggestions = tuple(Suggestion(r, score, ()) for r, score in zip(records, scores, strict=True))
    return TextSuggestions(make_source(name, doc_id=name), tuple(records), suggestions)


def test_the_worthiest_tasks_are_chosen_and_not_all_from_one_text(make_record: Callable[..., TaskRecord]) -> None:
    texts = [make_text(make_record, "x", 1.0, 0.99, 0.98, 0.97), make_text(make_record, "y", 0.95, 0.1)]
    chosen = choose_suggestions(texts, 3)
    picked = {t.source.doc_id: [s.task.task_id for s in t.suggestions] for t in chosen}
    assert picked == {"x": ["a#x0", "a#x1"], "y": ["a#y0"]}


def test_no_more_than_asked_for_and_none_of_nothing(make_record: Callable[..., TaskRecord]) -> None:
    texts = [make_text(make_record, "x", 0.5, 0.6)]
    assert sum(len(t.suggestions) for t in choose_suggestions(texts, 50)) == 2
    assert choose_suggestions([], 50) == []
