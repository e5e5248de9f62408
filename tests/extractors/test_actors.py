from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resextract.annotation import build_language
from resextract.extractors.actors import extract_actors, find_actors
from resextract.extractors.registry import build_pipeline
from resextract.extractors.spans import KIND, PLACE, get_spans
from resextract.normalisation.actors import normalise_actors

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Doc, Span

CORPUS = Path(__file__).parents[1] / "corpus" / "actors.jsonl"
EXAMPLES = [json.loads(line) for line in CORPUS.read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def read() -> Callable[..., Doc]:
    """All that comes before the actors in the pipeline that they need, and the actors: `read(text, place) -> Doc`."""
    nlp = build_pipeline(["resextract_morphology", "resextract_deadlines", "resextract_actions", "resextract_actors"])

    def run(text: str, place: str = "leaf", kind: str | None = None) -> Doc:
        doc = nlp.make_doc(text)
        doc.user_data |= {PLACE: place, KIND: kind}
        return nlp(doc)

    return run


def names(doc: Doc, role: str) -> list[str]:
    return [v.normal for s in get_spans(doc, "actors") if s.label_ == role for v in normalise_actors(s)]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: f"{e['place']}: {e['text'][:60]}")
def test_corpus(read: Callable[..., Doc], example: dict) -> None:
    doc = read(example["text"], example["place"], example.get("kind"))

    values = [value for span in get_spans(doc, "actors") for value in normalise_actors(span)]

    assert [(v.normal, v.role, v.person) for v in values] == [
        (a["normal"], a["role"], a.get("person")) for a in example["actors"]
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Управлению образования увеличить охват.",
        "В срок до 1 марта 2025 года директорам школ утвердить графики консультаций.",
        "Секретарю ознакомить работников с приказом, системному администратору разместить его на сайте.",
        "Отделу опеки совместно с органами внутренних дел обследовать семьи.",
        "Контроль за исполнением возложить на заместителя главы района Белова И.М.",
    ],
)
def test_works_without_the_extractors_before_it(annotate: Callable[[str], Doc], text: str) -> None:
    assert find_actors(annotate(text))


@pytest.mark.parametrize(
    ("actor", "beneficiary"),
    [
        ("Школам оказать помощь семьям.", "Оказать помощь школам."),
        ("Главам поселений доложить о результатах.", "О результатах доложить главам поселений."),
        ("Министерству представить отчёты.", "Представить отчёты министерству."),
        ("Организациям оказать содействие ветеранам.", "В порядке содействия организациям провести ярмарку."),
        ("Комиссии рассмотреть обращения.", "Подготовить материалы к комиссии."),
        ("Победителям конкурса подготовить отчёты.", "Победителям конкурса вручить дипломы."),
        ("Организациям питания уделить внимание качеству.", "Организации питания уделить внимание."),
        ("Педагогам посетить семьи.", "Детям предоставить питание."),
    ],
)
def test_beneficiaries_are_no_addressees(read: Callable[..., Doc], actor: str, beneficiary: str) -> None:
    assert len(names(read(actor), "responsible")) == 1
    assert names(read(beneficiary), "responsible") == []


@pytest.mark.parametrize(
    ("counts", "does_not"),
    [
        ("Школам с участием родителей провести субботник.", "Провести субботник с участием родителей."),
        ("Центру при поддержке фонда провести смотр.", "Провести смотр при поддержке фонда."),
        ("Провести рейды совместно с полицией.", "Провести рейды с полицией."),
        ("Совместно с полицией провести рейды.", "Посетить рейды, проводимые совместно с полицией."),
        ("Во взаимодействии с советом ветеранов провести встречи.", "Наладить взаимодействие с советом ветеранов."),
        ("Школам совместно с педагогами провести опрос.", "Школам силами педагогов провести опрос."),
    ],
)
def test_co_executors(read: Callable[..., Doc], counts: str, does_not: str) -> None:
    assert len(names(read(counts), "co_executor")) == 1
    assert names(read(does_not), "co_executor") == []


@pytest.mark.parametrize(
    ("addressed", "topic"),
    [
        ("Отдел образования:", "Область дошкольного образования:"),
        ("Образовательные организации:", "Организация отдыха детей:"),
        ("Управление образования:", "Управление качеством образования:"),
        ("Задачи управления образования:", "Задачи дошкольного образования:"),
        ("Директорам школ:", "Муниципальный уровень:"),
    ],
)
def test_headings(read: Callable[..., Doc], addressed: str, topic: str) -> None:
    assert len(names(read(addressed, "lead_in"), "responsible")) == 1
    assert names(read(topic, "lead_in"), "responsible") == []


def test_a_causative_hands_the_work_on(read: Callable[..., Doc]) -> None:
    doc = read("Управлению образования поручить педагогам провести беседы.")

    assert names(doc, "responsible") == ["педагоги"]


def test_time_expressions_are_no_part_of_an_actor(read: Callable[..., Doc]) -> None:
    doc = read("Руководителям учреждений в 2021-2022 учебном году обеспечить:", "lead_in")

    assert [span.text for span in get_spans(doc, "actors")] == ["Руководителям учреждений"]


def test_spans_carry_role_and_rule(read: Callable[..., Doc]) -> None:
    (span,) = get_spans(read("Школам провести опрос."), "actors")

    assert (span.label_, span.id_) == ("responsible", "addressee.dative")


def test_empty_text_has_no_actors(annotate: Callable[[str], Doc]) -> None:
    assert find_actors(annotate("")) == []


WORDS = st.sampled_from(
    [
        *["школам", "директорам", "МКУ", "«ЦБ»", "отдел", "на", "с", "до", "и", ",", ":", ";", "(", ")", "№", "5"],
        *["провести", "совместно", "поручить", "возложить", "контроль", "ответственный", "Иванов", "И.И."],
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, max_size=14), st.sampled_from(["leaf", "lead_in", "attached"]))
def test_any_row_of_words_gives_disjoint_spans_with_names(words: list[str], place: str) -> None:
    doc = NLP.make_doc(" ".join(words))
    doc.user_data[PLACE] = place
    spans: list[Span] = get_spans(extract_actors(NLP(doc)), "actors")

    assert all(left.end <= right.start for left, right in pairwise(spans))
    for span in spans:
        for value in normalise_actors(span):
            assert value.normal
            assert span.start_char <= value.start < value.end <= span.end_char


NLP = build_language(["resextract_morphology"])
