from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from resextract.language.phrases import translate
from resextract.pipeline.explanations import UnknownTaskError, explain_source
from resextract.reading.source import make_source

if TYPE_CHECKING:
    from collections.abc import Callable

RAW = (
    "РЕШИЛИ:\n1. Муниципальному казённому учреждению «Центр оценки качества» (далее – МКУ «ЦОК») до 1 мая 2024 года:\n"
    "1.1. провести опрос не менее 60 % семей.\n2. МКУ «ЦОК»:\n2.1. создать музей."
)


def test_every_value_names_its_rule_and_its_place() -> None:
    text = explain_source(make_source(RAW, doc_id="d"), "op1/1.1")
    for part in ("lemma=провести", "rule action.infinitive", "end_date=2024-05-01", "inherited from lead_in op1/1",
                 "value=60.0", "under lead_in op1/1:"):  # fmt: skip
        assert part in text
    assert "создать" not in text


def test_an_abbreviation_and_its_long_name_are_one_actor() -> None:
    text = explain_source(make_source(RAW, doc_id="d"))
    keys = {line.split("one actor in this text: ")[1] for line in text.splitlines() if "one actor in this text" in line}
    assert len(keys) == 1


def test_an_id_from_a_run_over_many_files_is_known_by_its_path() -> None:
    assert "lemma=провести" in explain_source(make_source(RAW, doc_id="d"), "d~2024#op1/1.1")


def test_an_unknown_task_is_named_with_the_known_ones() -> None:
    with pytest.raises(UnknownTaskError, match=r"d#op1/1\.1"):
        explain_source(make_source(RAW, doc_id="d"), "op9/9")


def test_a_document_without_tasks_explains_nothing() -> None:
    assert explain_source(make_source("Сообщаем о празднике.")) == ""


def test_an_explanation_is_told_in_the_language_of_the_reader() -> None:
    words = {"rule {name}": "правило {name}", "under {kind} {eid}: {text}": "внутри {kind} {eid}: {text}"}
    text = explain_source(make_source(RAW, doc_id="d"), "op1/1.1", say=lambda told: translate(told, _look_up(words)))
    assert "правило action.infinitive, at [" in text
    assert "внутри lead_in op1/1:" in text
    assert "rule " not in text


def _look_up(words: dict[str, str]) -> Callable[[str], str]:
    return lambda template: words.get(template, template)
