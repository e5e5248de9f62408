from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resextract.outline import NodeKind, build_outline
from resextract.outline.render import render_outline

RAW = Path(__file__).parents[2] / "data" / "raw"
DOCUMENTS = Path(__file__).parent / "documents"
GOLDEN = Path(__file__).parent / "golden"
TEXTS = sorted([*RAW.glob("*.txt"), *DOCUMENTS.glob("*.txt")])


def unowned(raw: str) -> list[int]:
    """Places of visible characters that lie in no piece or in more than one."""
    owners = [0] * len(raw)
    for node in build_outline(raw).walk():
        for start, end in node.pieces:
            for i in range(start, end):
                owners[i] += 1
    return [i for i, c in enumerate(raw) if not (c.isspace() or c in "\ufeff\u200b") and owners[i] != 1]


@pytest.mark.parametrize("path", TEXTS, ids=lambda p: p.stem)
def test_every_character_belongs_to_one_node(path: Path) -> None:
    assert unowned(path.read_text(encoding="utf-8")) == []


LINES = st.lists(
    st.sampled_from(
        [
            "РЕШИЛИ:", "1. Провести конкурс;", "2.1 созданию музеев", "- открыть секцию", "Управлению образования:",
            "Муниципальный уровень:", "до конца 2021 года:", "обеспечить питание; организовать", "и воспитания", "",
            "Срок: до 1 мая. Отв.: Иванов И.И.", "12", "Резолюция", "Контроль за исполнением возложить на главу.", "*",
            "Глава района А.А. Белов", "РЕШИЛИ: 1. Принять. 2. Создать.", "│ Создание │ май │", "\f", "   ", "а) найти",
        ]
    ),
    max_size=14,
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(LINES)
def test_any_order_of_lines_keeps_every_character(lines: list[str]) -> None:
    raw = "\n".join(lines)
    assert unowned(raw) == []
    eids = [node.eid for node in build_outline(raw).walk()]
    assert len(eids) == len(set(eids))


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="абв Г1.:;-–()«»\n\t*│|", max_size=80))
def test_any_text_keeps_every_character(raw: str) -> None:
    assert unowned(raw) == []


@pytest.mark.parametrize("path", TEXTS, ids=lambda p: p.stem)
def test_outline_is_the_golden_one(path: Path) -> None:
    golden = GOLDEN / f"{path.stem}.txt"
    assert render_outline(build_outline(path.read_text(encoding="utf-8"))) == golden.read_text(encoding="utf-8")


def kinds(raw: str) -> list[tuple[str, str | None]]:
    return [(str(n.kind), n.number) for n in build_outline(raw).walk() if n.kind is not NodeKind.FORMULA]


def test_a_text_without_formula_is_operative_from_its_first_directive_with_a_warning() -> None:
    outline = build_outline("Сообщение о школах района.\n1. Провести ремонт школ.\n2. Создать музей.")
    assert outline.warnings == ("no_resolving_formula",)
    assert [n.number for n in outline.walk() if n.kind is NodeKind.ITEM] == ["1", "2"]


def test_a_blank_text_has_no_nodes() -> None:
    assert build_outline("\n \n").nodes == ()


def test_repeated_and_wrong_numbers_stay_separate_items() -> None:
    raw = "РЕШИЛИ:\n2.1. Создать музей.\n2.1. Открыть секцию.\n3. Школам провести опрос.\n2. Завершить ремонт."
    outline = build_outline(raw)
    items = [n for n in outline.walk() if n.kind is NodeKind.ITEM]
    assert [n.number for n in items] == ["2.1", "2.1", "3", "2"]
    assert len({n.eid for n in items}) == 4
    assert "number_repeated" in items[1].warnings


def test_a_numbered_line_that_names_an_actor_leads_what_follows() -> None:
    raw = (
        "предлагается:\n1. Управлению культуры:\n1.1. создать план;\n1.2. МКУ «Центр»:\n1.3. открыть музей;\n"
        "1.4. провести опрос.\n2. Отделу спорта:\n2.1. обновить стадион."
    )
    lead = next(n for n in build_outline(raw).walk() if n.number == "1.2")
    assert lead.kind is NodeKind.LEAD_IN
    assert [child.number for child in lead.children] == ["1.3", "1.4"]


def test_several_items_in_one_line_are_cut_apart() -> None:
    raw = "РЕШИЛИ: 1. Утвердить план. 2. Создать музей; 3. Открыть секцию."
    assert [number for _, number in kinds(raw)] == ["1", "2", "3"]


def test_a_date_at_a_line_start_is_no_item() -> None:
    raw = "РЕШИЛИ:\nОсуществлять работу в связи с переходом на стандарт с\n1.09.2025 года силами объединений."
    assert [number for _, number in kinds(raw)] == [None]


@pytest.mark.parametrize(
    "raw",
    [
        "РЕШИЛИ:\n- внедрению сервисов; обеспечить обновление техники и\n\n- программ;\n- развитию клубов.",
        "РЕШИЛИ:\n- внедрению сервисов; обеспечить обновление\n\n  программ;\n- развитию клубов.",
    ],
)
def test_a_bullet_inside_a_sentence_is_no_item(raw: str) -> None:
    assert len(kinds(raw)) == 2


def test_bullets_without_punctuation_stay_items() -> None:
    raw = "РЕШИЛИ:\n- открыть секцию\n- обновить инвентарь\n- провести опрос"
    assert len(kinds(raw)) == 3


def test_attached_lines_go_to_the_item_above_them() -> None:
    raw = "РЕШИЛИ:\n1. Провести опрос.\nСрок: до 1 мая 2024 года.\nОтветственный: Белов А.А.\n2. Создать музей."
    first = next(n for n in build_outline(raw).walk() if n.number == "1")
    assert [child.kind for child in first.children] == [NodeKind.ATTACHED, NodeKind.ATTACHED]


def test_json_holds_the_tree() -> None:
    import json

    tree = json.loads(render_outline(build_outline("РЕШИЛИ:\n1. Провести опрос."), "json"))
    assert [node["kind"] for node in tree["nodes"]] == ["formula", "item"]
    assert tree["nodes"][1]["start"] == 8


def test_an_unknown_style_is_refused() -> None:
    with pytest.raises(ValueError, match="no style"):
        render_outline(build_outline(""), "xml")
