from __future__ import annotations

import importlib.util
import random
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from resextract.evaluation.corpora import Corpus, load_corpus
from resextract.evaluation.scoring import MICRO, evaluate, score_document
from resextract.evaluation.tallies import Counts
from resextract.evaluation.values import JUDGED_SLOTS

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

    from resextract.records.models import TaskRecord

    Make = Callable[..., TaskRecord]
    Mention = Callable[..., dict[str, Any]]

ANNOTATED = Path(__file__).parents[2] / "data" / "annotated"


@pytest.fixture(scope="module")
def gold() -> Corpus:
    return load_corpus(ANNOTATED)


@pytest.fixture(scope="module")
def reference() -> ModuleType:
    """The independent scorer that the figures must equal."""
    spec = importlib.util.spec_from_file_location("reference_scorer", Path(__file__).with_name("reference_scorer.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def spoil(records: list[TaskRecord], generator: random.Random) -> list[TaskRecord]:
    """Drop, double, move and alter tasks and values, as a bad extractor would."""
    spoiled = []
    for record in records:
        if generator.random() < 0.1:
            continue
        size = record.end - record.start
        changes: dict[str, Any] = {}
        if generator.random() < 0.4:
            shift = generator.randrange(-size, size)
            changes["start"] = max(0, record.start + shift)
            changes["end"] = max(changes["start"] + 1, record.end + generator.randrange(-size // 2, size))
        for slot in JUDGED_SLOTS:
            values = list(getattr(record, slot))
            other = list(getattr(generator.choice(records), slot))
            if generator.random() < 0.2:
                values = values[1:] + other
            if generator.random() < 0.1:
                values = values * 2
            changes[slot] = tuple(values)
        spoiled.append(record.model_copy(update=changes))
        if generator.random() < 0.05:
            spoiled.append(spoiled[-1])
    return sorted(spoiled, key=lambda r: r.start)


@pytest.mark.parametrize("seed", range(12))
def test_figures_equal_the_independent_scorer(gold: Corpus, reference: ModuleType, seed: int) -> None:
    generator = random.Random(seed)
    pred = {doc_id: spoil(records, generator) for doc_id, records in gold.items()}
    measured = evaluate(gold, pred)
    total: Any = None
    for doc_id, records in gold.items():
        rows = [[record.model_dump() for record in side] for side in (records, pred[doc_id])]
        expected = reference.compare(*rows)
        for name in ("tasks", *JUDGED_SLOTS):
            hits, spurious, missed = expected[name]
            assert measured.documents[doc_id][name] == Counts(hits, hits + spurious, hits + missed), name
        hits, size, found = expected["exact"]
        assert measured.documents[doc_id]["exact"] == Counts(hits, found, size)
        total = expected if total is None else reference.add(total, expected)
    for name in ("tasks", *JUDGED_SLOTS):
        counts = measured.total[name]
        assert (counts.precision, counts.recall, counts.f1) == reference.prf(*total[name])
    micro = reference.prf(*(sum(total[slot][i] for slot in JUDGED_SLOTS) for i in range(3)))
    assert measured.total[MICRO].f1 == micro[2]


def test_spoiled_records_lose_points(gold: Corpus) -> None:
    pred = {doc_id: spoil(records, random.Random(1)) for doc_id, records in gold.items()}
    total = evaluate(gold, pred).total
    assert all(0 < total[name].f1 < 1 for name in ("tasks", MICRO, "exact"))


def test_gold_beside_itself_is_right_in_everything(gold: Corpus) -> None:
    assert {counts.f1 for counts in evaluate(gold, gold).total.values()} == {1.0}


def test_one_error_of_each_kind(make_task: Make, mention: Mention) -> None:
    gold = [
        make_task(0, 10, actions=[mention("actions", 0, 4)], programs=[mention("programs", 5, 9)]),
        make_task(10, 20, actions=[mention("actions", 10, 14, lemma="создать")]),
        make_task(20, 30, actions=[mention("actions", 20, 24)]),  # missed
    ]
    pred = [
        make_task(0, 10, actions=[mention("actions", 0, 5)]),  # the program is missed
        make_task(11, 20, actions=[mention("actions", 11, 14, lemma="открыть")]),  # wrong
        make_task(40, 50, actions=[mention("actions", 40, 44), mention("actions", 45, 46, lemma="идти")]),  # spurious
    ]
    tally = score_document(gold, pred)
    assert tally["tasks"] == Counts(2, 3, 3)
    assert tally["actions"] == Counts(1, 4, 3)
    assert tally["programs"] == Counts(0, 0, 1)
    assert tally[MICRO] == Counts(1, 4, 4)
    assert tally["exact"] == Counts(0, 3, 3)
    assert tally["span:tasks:strict"] == Counts(1, 3, 3)
    assert tally["span:tasks:partial"] == Counts(1.5, 3, 3)
    assert tally["span:actions:strict"] == Counts(0, 4, 3)
    assert tally["span:actions:partial"] == Counts(1, 4, 3)


def test_off_by_one_is_no_strict_span_and_adjacent_spans_stay_apart(make_task: Make, mention: Mention) -> None:
    gold = [make_task(0, 20, actors=[mention("actors", 0, 5), mention("actors", 5, 9, normal="школа")])]
    pred = [make_task(0, 20, actors=[mention("actors", 0, 6), mention("actors", 6, 9, normal="школа")])]
    tally = score_document(gold, pred)
    assert tally["actors"] == Counts(2, 2, 2)
    assert tally["span:actors:strict"] == Counts(0, 2, 2)
    assert tally["span:actors:partial"] == Counts(1, 2, 2)


def test_task_spans_that_share_less_than_half_are_other_tasks(make_task: Make) -> None:
    assert score_document([make_task(0, 10)], [make_task(5, 15)])["tasks"] == Counts(0, 1, 1)
    assert score_document([make_task(0, 10)], [make_task(0, 5)])["tasks"] == Counts(1, 1, 1)


def test_nested_task_takes_the_closer_partner(make_task: Make) -> None:
    gold = [make_task(0, 100)]
    pred = [make_task(0, 60), make_task(0, 90)]
    assert score_document(gold, pred)["tasks"] == Counts(1, 2, 1)
    assert score_document(gold, pred)["span:tasks:partial"] == Counts(0.5, 2, 1)


def test_doubled_task_is_spurious_once(make_task: Make, mention: Mention) -> None:
    task = make_task(0, 10, actions=[mention("actions", 0, 4)])
    tally = score_document([task], [task, task])
    assert tally["tasks"] == Counts(1, 2, 1)
    assert tally["actions"] == Counts(1, 2, 1)
    assert tally["span:tasks:strict"] == Counts(1, 1, 1)  # distinct spans


def test_heading_that_many_tasks_inherit_is_one_span(make_task: Make, mention: Mention) -> None:
    tasks = [make_task(start, start + 5, actors=[mention("actors", 0, 4)]) for start in (10, 20, 30)]
    tally = score_document(tasks, tasks)
    assert tally["span:actors:strict"] == Counts(1, 1, 1)
    assert tally["actors"] == Counts(3, 3, 3)


def test_fields_are_judged_on_paired_tasks_only(make_task: Make) -> None:
    gold = [make_task(0, 10, number="1", section=["Школам:"]), make_task(20, 30)]
    pred = [make_task(0, 10, number="2", section=["школам"])]
    tally = score_document(gold, pred)
    assert tally["field:number"] == Counts(0, 1, 1)
    assert tally["field:section"] == Counts(1, 1, 1)


def test_document_without_predictions_is_missed_and_one_without_gold_unjudged(make_task: Make) -> None:
    result = evaluate({"a": [make_task(0, 10)]}, {"b": [make_task(0, 10, doc="b")]})
    assert result.documents["a"]["tasks"] == Counts(0, 0, 1)
    assert result.documents["a"]["document:title"] == Counts(0, 0, 1)
    assert result.unjudged == ("b",)


def test_empty_gold() -> None:
    assert evaluate({}, {}).total == {}
