from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from spacy.tokens import Span

from resextract.extractors.actor_words import NO_ACTOR
from resextract.extractors.actors import extract_actors
from resextract.extractors.spans import PLACE, get_spans, set_spans
from resextract.normalisation.actors import clean_name, normalise_actors

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Doc

    from resextract.normalisation.values import ActorValue


def values(doc: Doc) -> list[ActorValue]:
    return [value for span in get_spans(extract_actors(doc), "actors") for value in normalise_actors(span)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Директорам МБОУ «А» (Тетерин), МБОУ «Б» провести ремонт.", ["Директор МБОУ «А»", "Директор МБОУ «Б»"]),
        ("Музеям и библиотекам округа провести опрос.", ["Музеи округа", "библиотеки округа"]),
        (
            "Руководителям и заместителям руководителей школ провести опрос.",
            ["Руководители школ", "заместители руководителей школ"],
        ),
        ("Школам № 5, 7 и 9 провести опрос.", ["Школа № 5", "Школа № 7", "Школа № 9"]),
        ("Каждой школе и всем субъектам профилактики завести журнал.", ["Каждая школа", "все субъекты профилактики"]),
        ("Отделу образования и библиотекам округа провести опрос.", ["Отдел образования", "библиотеки округа"]),
    ],
)
def test_plural_heads_are_distributed_and_tails_shared(
    annotate: Callable[[str], Doc], text: str, expected: list[str]
) -> None:
    assert [value.normal for value in values(annotate(text))] == expected


@pytest.mark.parametrize(
    ("text", "normal", "person"),
    [
        ("Отделу внутренних дел (Халитову Р.Р.) усилить патрули.", "Отдел внутренних дел", "Халитов Р.Р."),
        ("Комитету образования (В.М. Заикин) согласовать смету.", "Комитет образования", "Заикин В.М."),
        ("Секретарю Паршиной О.И. ознакомить работников.", "Секретарь", "Паршина О.И."),
        ("Контроль возложить на начальника отдела Орлову Т.Д.", "начальник отдела", "Орлова Т.Д."),
        ("Контроль возложить на начальника отдела Орлова Т.Д.", "начальник отдела", "Орлов Т.Д."),
        ("И.о. директора МКУ «ЦБ» Сидоренко Н.П. провести сверку.", "И.о. директора МКУ «ЦБ»", "Сидоренко Н.П."),
        ("Администратору Коваль А.Д. разместить приказ.", "Администратор", "Коваль А.Д."),
        ("Главе района Петрову Ивану Ильичу провести сход.", "Глава района", "Петров Иван Ильич"),
    ],
)
def test_persons_are_named_in_the_nominative(
    annotate: Callable[[str], Doc], text: str, normal: str, person: str
) -> None:
    (value,) = values(annotate(text))

    assert (value.normal, value.person) == (normal, person)


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("Школам (кроме МБОУ СОШ № 5) провести опрос.", "Школы (кроме МБОУ СОШ № 5)"),
        ("Совету ветеранов (по согласованию) провести встречи.", "Совет ветеранов"),
        ("Родителям (законным представителям) посетить собрание.", "Родители (законные представители)"),
        ("Школам с низкими результатами (далее – школы с НОР) провести опрос.", "Школы с низкими результатами"),
    ],
)
def test_brackets(annotate: Callable[[str], Doc], text: str, normal: str) -> None:
    assert [value.normal for value in values(annotate(text))] == [normal]


def test_a_missing_space_is_mended_in_the_name_only(annotate: Callable[[str], Doc]) -> None:
    doc = annotate("МАОУ «СОШ №8 г.Ртищево» создать класс.")
    (value,) = values(doc)

    assert value.normal == "МАОУ «СОШ №8 г. Ртищево»"
    assert doc.text[value.start : value.end] == "МАОУ «СОШ №8 г.Ртищево»"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Администрации района провести опрос.", "authority"),
        ("МБОУ «Лицей» провести опрос.", "institution"),
        ("Педагогам провести опрос.", "position"),
        ("Орловой Т.Д. провести опрос.", "person"),
        ("Профсоюзам провести опрос.", "public"),
    ],
)
def test_types(annotate: Callable[[str], Doc], text: str, kind: str) -> None:
    assert [value.type for value in values(annotate(text))] == [kind]


def test_a_span_of_another_extractor_is_named_too(annotate: Callable[[str], Doc]) -> None:
    doc = annotate("Отделу образования провести опрос.")
    set_spans(doc, "actors", [Span(doc, 0, 2, label="responsible", span_id="model")])

    (value,) = normalise_actors(get_spans(doc, "actors")[0])

    assert (value.normal, value.start, value.end) == ("Отдел образования", 0, 18)


def test_clean_name_closes_gaps() -> None:
    assert clean_name("Отдел  « Ромашка » , школы ") == "Отдел «Ромашка», школы"


@pytest.mark.parametrize(
    ("text", "words", "place", "expected"),
    [
        ("Миронова Е.А.", "Миронова Е.А.", "attached", [("Миронова Е.А.", "Миронова Е.А.")]),
        (
            "Министерству спорта (Иванов И.И.) провести смотр",
            "Министерству спорта",
            "leaf",
            [("Министерство спорта", "Иванов И.И.")],
        ),
        (
            "Директорам МБОУ «А» (Тетерина О.В.), МБОУ «Б» (Соколов А.А.) провести смотр",
            "Директорам МБОУ «А» (Тетерина О.В.), МБОУ «Б»",
            "leaf",
            [("Директор МБОУ «А»", "Тетерина О.В."), ("Директор МБОУ «Б»", "Соколов А.А.")],
        ),
        (
            "главный внештатный специалист эпидемиолог Департамента Шубина А.Ф.",
            "главный внештатный специалист эпидемиолог Департамента Шубина А.Ф.",
            "attached",
            [("главный внештатный специалист эпидемиолог Департамента", "Шубина А.Ф.")],
        ),
        ("Пациентам района пройти осмотр", "Пациентам района", "leaf", [("Пациенты района", None)]),
        ("Метеопосту «Заря» провести замеры", "Метеопосту «Заря»", "leaf", [("Метеопост «Заря»", None)]),
    ],
)
def test_a_span_that_no_rule_has_made_is_named_by_its_place_and_role(
    annotate: Callable[[str], Doc], text: str, words: str, place: str, expected: list[tuple[str, str | None]]
) -> None:
    doc = annotate(text)
    doc.user_data[PLACE] = place
    start = doc.text.index(words)
    tokens = doc.char_span(start, start + len(words))
    assert tokens is not None
    span = Span(doc, tokens.start, tokens.end, label="responsible", span_id="model")
    named = normalise_actors(span)
    assert [(value.normal, value.person) for value in named] == expected
    assert all(value.type != NO_ACTOR for value in named)
