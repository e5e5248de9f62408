"""Where entries of the operative list stand: what each case shows, and its near miss."""

from __future__ import annotations

import pytest

from resextract.outline import NodeKind, build_outline


def shape(raw: str) -> list[str]:
    """Return kind, number and depth of every node below the formula, one string a node."""
    lines: list[str] = []

    def show(node, depth: int) -> None:
        lines.append(f"{'  ' * depth}{node.kind} {node.number or '-'}")
        for child in node.children:
            show(child, depth + 1)

    for node in build_outline(raw).nodes:
        if node.kind is not NodeKind.FORMULA:
            show(node, 0)
    return lines


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        pytest.param(
            "РЕШИЛИ:\n\nВ области воспитания\n\n1. Открыть музей.\n\nВ области кадров\n\n2. Провести отбор.",
            ["heading -", "  item 1", "heading -", "  item 2"],
            id="topics without a colon, numbers going on",
        ),
        pytest.param(
            "РЕШИЛИ:\n\n1. Открыть музей.\n\nВ нем представлены экспонаты.\n\n2. Провести отбор.",
            ["item 1", "report -", "item 2"],
            id="a sentence is no topic",
        ),
        pytest.param(
            "РЕШИЛИ:\n\nIV. Средствам печати\n\nРегулярно освещать события.\n\nСоздать рубрику.",
            ["lead_in IV", "  item -", "  item -"],
            id="an addressee without a colon, an adverb before the verb",
        ),
        pytest.param(
            "РЕШИЛИ:\n1. Учителям:\n 1. открыть музей;\n 2. провести урок.\n2. Директорам:\n 1. создать клуб.",
            ["lead_in 1", "  item 1", "  item 2", "lead_in 2", "  item 1"],
            id="both lists count alike",
        ),
        pytest.param(
            "РЕШИЛИ:\n1. Учителям:\n  1. открыть музей.\n2. Создать клуб.",
            ["lead_in 1", "  item 1", "item 2"],
            id="the indentation tells whose successor a number is",
        ),
        pytest.param(
            "РЕШИЛИ:\n2.1. Открыть музей.\n2.1. Провести урок.", ["item 2.1", "item 2.1"], id="a repeated number"
        ),
        pytest.param(
            "РЕШИЛИ:\n1. Школам:\nа) открыть музей;\nб) провести урок.\nСрок: до 1 мая.",
            ["lead_in 1", "  item а", "  item б", "  attached -"],
            id="a term below a list that is one sentence",
        ),
        pytest.param(
            "РЕШИЛИ:\n1. Школам:\n1.1. Открыть музей.\n1.2. Провести урок.\nСрок: до 1 мая.",
            ["lead_in 1", "  item 1.1", "  item 1.2", "    attached -"],
            id="a term below the last of several sentences",
        ),
        pytest.param(
            "РЕШИЛИ:\n1. Школам:\nа) открыть музей;\nб) провести урок. Срок: до 1 мая.",
            ["lead_in 1", "  item а", "  item б", "    attached -"],
            id="a term in the last item's own line",
        ),
        pytest.param(
            "РЕШИЛИ:\n2. Утвердить прилагаемые:\n2.1. состав комитета;\n2.2. график.\n3. Подготовить:\n3.1. отчёт.",
            ["lead_in 2", "  performative 2.1", "  performative 2.2", "lead_in 3", "  item 3.1"],
            id="objects of a performative",
        ),
    ],
)  # fmt: skip
def test_shape(raw: str, expected: list[str]) -> None:
    assert shape(raw) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        pytest.param(
            "РЕШИЛИ:\n2. Рекомендовать школам города\n 2.1 открыть музей;\n 2.2 провести урок.",
            ["lead_in 2", "  item 2.1", "  item 2.2"],
            id="numbers without a dot that count on from an open one",
        ),
        pytest.param(
            "РЕШИЛИ:\n2. Повысить охват до уровня\n 3.1 балла в городских школах;\n3. Провести урок.",
            ["item 2", "item 3"],
            id="a number that a wrap brought to the line's start",
        ),
        pytest.param(
            "РЕШИЛИ:\n1. Управлению культуры осуществлять контроль за расходами.\n2. Контроль осуществляет глава.",
            ["item 1", "control 2"],
            id="control as somebody's work and as a clause",
        ),
    ],
)  # fmt: skip
def test_marks_and_control(raw: str, expected: list[str]) -> None:
    assert shape(raw) == expected


@pytest.mark.parametrize(
    ("label", "tasks"),
    [("Решение педсовета:", 1), ("Рекомендации:", 1), ("Решение было трудным:", 0), ("Решения не принимались:", 0)],
)
def test_a_label_opens_the_operative_part(label: str, tasks: int) -> None:
    outline = build_outline(f"Протокол\nСлушали директора о работе.\n{label}\n1. Рост охвата музеями.")
    assert sum(n.kind is NodeKind.ITEM for n in outline.walk()) == tasks
    assert sum(n.kind is NodeKind.FORMULA for n in outline.walk()) == tasks


def kinds(text: str) -> list[tuple[str, str]]:
    return [(n.eid, n.text) for n in build_outline(text).walk() if n.eid.startswith("op")]


def test_lists_of_their_own_end_an_actor_lead() -> None:
    text = "РЕШИЛИ:\n1.1. Школам:\n- открыть музей;\n- обновить сайт.\n1.2. Провести форум."
    assert kinds(text)[-1] == ("op1/1.2", "Провести форум.")


def test_bullets_lead_like_numbers() -> None:
    text = "РЕШИЛИ:\n- Школам:\n- открыть музей;\n- обновить сайт.\n- Клубам:\n- провести форум."
    assert [eid.count("/") for eid, _ in kinds(text)] == [1, 2, 2, 1, 2]


def test_tab_after_a_bullet_makes_no_table() -> None:
    text = "РЕШИЛИ:\nШколам:\n•\tоткрыть музей;\n•\tпродолжить работу по:\n\t–\tохране леса;\n\t–\tуходу за парком."
    assert [t for _, t in kinds(text)][-2:] == ["охране леса;", "уходу за парком."]


def test_sections_named_by_a_noun_phrase() -> None:
    text = "РЕШИЛИ:\nI. Кадры\nШколам провести набор.\nII. Информатизация\nКлубам обновить сайт."
    assert [(eid.count("/"), t) for eid, t in kinds(text)] == [
        (1, "Кадры"),
        (2, "Школам провести набор."),
        (1, "Информатизация"),
        (2, "Клубам обновить сайт."),
    ]


def test_level_above_its_addressees_ends_at_the_next_section() -> None:
    text = (
        "РЕШИЛИ:\nПриоритетные направления:\n* спорт;\n* наука.\n\nНа муниципальном уровне\n\n"
        "Школам:\n\n- открыть музей;\n\nКадры и наука\n\nОтдел информирует родителей."
    )
    depths = {t: eid.count("/") for eid, t in kinds(text)}
    assert depths["На муниципальном уровне"] == 1
    assert depths["Школам:"] == 2
    assert depths["Кадры и наука"] == 1
    assert depths["Отдел информирует родителей."] == 2


def test_decision_after_a_hearing_is_no_new_document() -> None:
    text = "ПРОТОКОЛ\n1. СЛУШАЛИ директора.\nРЕШЕНИЕ\n1. Открыть музей.\n2. СЛУШАЛИ завуча.\nРЕШЕНИЕ\n1. Закрыть клуб."
    outline = build_outline(text)
    assert {node.resolution for node in outline.walk()} == {1}
    assert [n.text for n in outline.walk() if n.kind is NodeKind.ITEM] == ["Открыть музей.", "Закрыть клуб."]
