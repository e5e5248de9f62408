from __future__ import annotations

import pytest

from resextract.outline import NodeKind, build_outline
from resextract.outline.strays import find_stray_sentences, is_stray_text, opens_question

STATEMENT = "Коллегия отмечает, что в области ведётся работа."
TASK = "Главным врачам следует обратить внимание на качество записей."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{STATEMENT} {TASK} Охват составил 40 процентов.", [TASK]),
        (f"{STATEMENT} Необходимо усилить контроль.", []),  # no addressee
        (f"{STATEMENT} Врачам удалось снизить смертность.", []),  # no directive
        (TASK, []),  # a block of its own, not a sentence of one
        ("", []),
    ],
)
def test_addressed_directives_among_statements(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in find_stray_sentences(text)] == expected


def test_a_stray_sentence_is_a_node_of_its_own() -> None:
    outline = build_outline(f"{STATEMENT} {TASK} Охват составил 40 процентов.\nКоллегия решает:\n1. Открыть музей.")
    assert [(n.kind, n.text) for n in outline.walk() if n.stray] == [(NodeKind.ITEM, TASK)]
    assert [n.text for n in outline.walk() if n.kind is NodeKind.REPORT] == [STATEMENT, "Охват составил 40 процентов."]


def test_a_stray_sentence_opens_no_operative_part_of_its_own() -> None:
    outline = build_outline(f"{STATEMENT} {TASK}\nКоллегия решает:\n1. Открыть музей.")
    assert [n.eid for n in outline.walk() if n.number == "1"] == ["op1/1"]


def test_a_long_report_is_read_in_linear_time() -> None:
    assert list(find_stray_sentences(" ".join([STATEMENT] * 3000))) == []


def test_only_the_addressed_sentence_is_a_task_where_it_comes_first() -> None:
    text = f"{TASK} Охват составил 40 процентов."
    assert [text[start:end] for start, end in find_stray_sentences(text)] == [TASK]


def test_question_of_a_protocol_may_hold_a_task() -> None:
    text = f"Разное. Директор рассказал о конкурсе. {TASK}"
    assert [text[start:end] for start, end in find_stray_sentences(text)] == [TASK]
    assert not opens_question("Разное оборудование списать.")
    assert opens_question("По второму вопросу СЛУШАЛИ директора.")


def test_any_participants_may_recommend() -> None:
    assert is_stray_text("Делегаты секции рекомендовали продолжить выезды.")
    assert not is_stray_text("Делегаты секции посетили выставку, чтобы продолжить учёбу.")
