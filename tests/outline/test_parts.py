"""Parts of a resolution: kinds of the top nodes."""

from __future__ import annotations

import pytest

from resextract.outline import NodeKind, build_outline
from resextract.outline.roles import has_directive


def kinds(raw: str) -> list[str]:
    return [str(node.kind) for node in build_outline(raw).nodes]


@pytest.mark.parametrize(
    "formula",
    [
        "РЕШИЛИ:",
        "Участники рекомендуют:",
        "По итогам конференции предложено:",
        "ПРИКАЗЫВАЮ:",
        "Администрация района п о с т а н о в л я е т:",
        "участники приняли решения, необходимые для развития, а именно:",
        "Мы, участники, считаем необходимым:",
        "В целях развития музеев, на основании плана работы:",
        "Поручить:",
    ],
)
def test_formulas(formula: str) -> None:
    assert kinds(f"{formula}\n1. Создать музей.") == ["formula", "item"]


@pytest.mark.parametrize(
    "line",
    [
        "Участники отметили следующие успехи:",
        "Участники предложили главе района прогулку.",
        "Совет решил все вопросы прошлого года.",
        "Участники считают, что необходимо решить следующие задачи:",
    ],
)
def test_near_misses_open_nothing(line: str) -> None:
    assert "formula" not in kinds(f"{line}\nВ районе открыт музей.")


def test_an_adoption_note_and_a_signature_close_the_operative_part() -> None:
    raw = "РЕШИЛИ:\n1. Создать музей.\nРезолюция принята единогласно 5 мая 2024 года.\nПредседатель А.А. Белов"
    assert kinds(raw) == ["formula", "item", "signature", "signature"]


def test_a_position_that_opens_an_item_is_no_signature() -> None:
    raw = "РЕШИЛИ:\n1. Директор школы Белов А.А. до 1 мая создаёт музей."
    assert "signature" not in kinds(raw)


def test_a_report_inside_the_operative_part_is_a_report() -> None:
    raw = "РЕШИЛИ:\nПродолжить работу музеев;\nсоздать клуб.\nСекция отметила рост охвата на 6 %."
    assert kinds(raw)[-1] == "report"


def test_a_hearing_label_ends_the_operative_part() -> None:
    raw = "РЕШИЛИ:\n1. Создать музей.\nСЛУШАЛИ: Белова А.А. о музеях.\nОхват вырос.\nРЕШИЛИ:\n2. Открыть клуб."
    assert kinds(raw) == ["formula", "item", "report", "report", "formula", "item"]


def test_the_next_question_of_a_protocol_is_no_item() -> None:
    raw = (
        "1. О музеях\nРЕШИЛИ:\n1.1. Создать музей.\n2. О питании школьников\n(Белова А.А.)\nРЕШИЛИ:\n2.1. Открыть клуб."
    )
    assert [n.number for n in build_outline(raw).walk() if n.kind is NodeKind.ITEM] == ["1.1", "2.1"]


def test_what_is_told_about_something_stays_an_item() -> None:
    raw = "РЕШИЛИ:\n1. Подготовить сведения:\n1) о музеях;\n2) о клубах.\n2. О результатах доложить главе."
    assert [n.number for n in build_outline(raw).walk() if n.kind is NodeKind.ITEM] == ["1", "2", "2"]


def test_a_noun_like_a_past_tense_after_a_preposition_makes_no_report() -> None:
    raw = "РЕШИЛИ:\n1. Создать музей.\n2. До начала отопительного сезона провести ремонт.\n3. Охват вырос до 60 %."
    assert kinds(raw) == ["formula", "item", "item", "report"]


def test_each_title_opens_a_resolution_of_its_own() -> None:
    raw = "".join(f"Резолюция секции «{x}»\nУчастники рекомендуют:\n1. Создать музей.\n" for x in "АБ")
    nodes = build_outline(raw).nodes
    assert [n.resolution for n in nodes if n.kind is NodeKind.TITLE] == [1, 2]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Создать музей", True),
        ("Не допускать сокращений", True),
        ("Охват вырос до 67 процентов. Увеличить его до 70 процентов.", True),
        ("Руководители должны пройти обучение", True),
        ("Здание подлежит ремонту", True),
        ("Охват вырос", False),
        ("Создание музея", False),
    ],
)
def test_directives(text: str, expected: bool) -> None:
    assert has_directive(text) is expected


@pytest.mark.parametrize(
    ("line", "closes"),
    [
        ("Заведующий     М.М. Ершова", True),
        ("И.о. главы района     А.А. Белов", True),
        ("Председательствующий     А.А. Белов", True),
        ("Заведующему М.М. Ершову провести беседы.", False),
    ],
)
def test_positions_that_are_participles_or_shortened_sign_too(line: str, closes: bool) -> None:
    raw = f"РЕШИЛИ:\n1. Воспитателям групп:\nПроводить беседы.\n{line}"
    assert ("signature" in kinds(raw)) is closes
