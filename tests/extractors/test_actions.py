from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resextract.adapters.dictionary import parse_word
from resextract.annotation import build_language
from resextract.extractors import actions as module
from resextract.extractors.actions import extract_actions, find_actions
from resextract.extractors.spans import PLACE, get_spans
from resextract.language.lexicons import fold_word, load_lexicon

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Doc

CORPUS = Path(__file__).parents[1] / "corpus" / "actions.jsonl"
EXAMPLES = [json.loads(line) for line in CORPUS.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: e["text"][:60])
def test_corpus(annotate: Callable[[str], Doc], example: dict) -> None:
    found = find_actions(annotate(example["text"]))

    assert [span.kb_id_ for span in found] == example["lemmas"]
    if "labels" in example:
        assert [span.label_ for span in found] == example["labels"]


@pytest.mark.parametrize(
    ("text", "extents"),
    [
        (
            "Отделу разработать, нормативно закрепить и внедрить систему мер поддержки.",
            ["разработать, нормативно закрепить и внедрить систему мер поддержки"] * 3,
        ),
        (
            "обеспечить участие школьников в акции и организовать их подвоз;",
            ["обеспечить участие школьников в акции", "организовать их подвоз"],
        ),
        (
            "Секретарю ознакомить работников с приказом, администратору сайта разместить его.",
            ["ознакомить работников с приказом", "разместить его"],
        ),
        ("Провести «Зарницу» и организовать «Поезд памяти».", ["Провести «Зарницу»", "организовать «Поезд памяти»"]),
        ("Не допускать сокращения ставок, обменов и т.д.", ["Не допускать сокращения ставок, обменов и т.д."]),
        ("Рекомендовать школам: провести опрос; изучить итоги", ["провести опрос", "изучить итоги"]),
        (
            "Разработать (усовершенствовать) программы развития.",
            ["Разработать (усовершенствовать) программы развития"] * 2,
        ),
    ],
)
def test_spans_run_from_the_verb_to_the_end_of_its_complements(
    annotate: Callable[[str], Doc], text: str, extents: list[str]
) -> None:
    assert [span.text for span in find_actions(annotate(text))] == extents


def test_a_deadline_between_coordinated_verbs_does_not_part_them(annotate: Callable[[str], Doc]) -> None:
    doc = annotate("Разработать до 1 мая и внедрить план.")
    assert len({span.start for span in find_actions(doc)}) == 2
    doc.spans["deadlines"] = [doc.char_span(12, 20)]

    assert [span.text for span in find_actions(doc)] == ["Разработать до 1 мая и внедрить план"] * 2


def test_rule_ids(annotate: Callable[[str], Doc]) -> None:
    text = "Просим представить отчёт. Необходимо открыть кружок. Здание подлежит ремонту."

    assert [span.id_ for span in find_actions(annotate(text))] == ["action.causative", "action.modal", "action.own"]


def test_an_attached_line_has_no_actions(annotate: Callable[[str], Doc]) -> None:
    doc = annotate("Контроль: провести до 1 мая")
    assert find_actions(doc)
    doc.user_data[PLACE] = "attached"

    assert find_actions(doc) == []


def test_the_component_writes_the_slot() -> None:
    doc = build_language(["resextract_morphology", "resextract_actions"])("Открыть и оснастить кабинет.")

    assert [span.kb_id_ for span in get_spans(doc, module.SLOT)] == ["открыть", "оснастить"]


def test_the_component_replaces_what_was_there(annotate: Callable[[str], Doc]) -> None:
    doc = annotate("Открыть кабинет.")
    extract_actions(extract_actions(doc))

    assert len(doc.spans["actions"]) == 1


@pytest.mark.parametrize("text", ["", "—", "1.", "(", "«", '"', "не", "и"])
def test_degenerate_texts(annotate: Callable[[str], Doc], text: str) -> None:
    assert find_actions(annotate(text)) == []


WORDS = [
    *["провести", "рекомендовать", "продолжить", "совершенствовать", "возложить", "быть", "назначить", "мочь"],
    *["школам", "возможность", "необходимо", "который", "чтобы", "планируется", "ответственным", "за", "организацию"],
    *["и", ",", ";", ".", ":", "«", "»", "(", ")", '"', "не", "с", "до", "1", "Отдел", "проведёт", "также", "считать"],
]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=14))
def test_any_row_of_words_gives_sound_spans(annotate: Callable[[str], Doc], words: list[str]) -> None:
    doc = annotate(" ".join(words))
    starts = []
    for span in find_actions(doc):
        assert span.start < span.end <= len(doc)
        assert span.label_ in {"directive", "recommendation"}
        assert any(p.pos == "INFN" for p in parse_word(span.kb_id_.removeprefix("не ")))
        assert span.id_.startswith("action.")
        starts.append(span.start)
    assert starts == sorted(starts)


@pytest.mark.parametrize(
    "name",
    ["verb-causative", "verb-phase", "verb-judging", "verb-stative", "verb-appointing"],
)
def test_verb_lexicons_hold_dictionary_infinitives(name: str) -> None:
    for entry in load_lexicon(name):
        assert any(p.known and p.pos == "INFN" and fold_word(p.form) == entry for p in parse_word(entry)), entry


@pytest.mark.parametrize("name", ["verb-causative", "predicate-modal"])
def test_modal_lexicons_give_a_modality(name: str) -> None:
    assert set(load_lexicon(name).values()) <= {"directive", "recommendation", "own"}
