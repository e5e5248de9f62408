from __future__ import annotations

from typing import TYPE_CHECKING, Any

from resextract.writers.summary import DocumentCounts, count_records, format_skipped, format_summary

if TYPE_CHECKING:
    from collections.abc import Callable


def test_tasks_are_counted_by_what_they_have(make_record: Callable[..., Any]) -> None:
    actor = {"normal": "отдел", "role": "responsible", "type": "authority", "person": None}
    actor |= {"text": "Отделу", "start": 0, "end": 6, "inherited": True}
    records = [make_record(), make_record(actors=(actor, actor), warnings=("x", "y")), make_record(warnings=("x",))]
    assert count_records("a", records) == DocumentCounts(
        "a", tasks=3, with_actor=1, with_warning=2, warnings=(("x", 2), ("y", 1))
    )


def test_the_table_has_a_row_a_document_and_the_totals() -> None:
    documents = [
        DocumentCounts("001", 4, 4, 2, 1, 0, 1, (("no_actor", 1),)),
        DocumentCounts("Решение № 5", 0),
    ]
    assert format_summary(documents, failed=2) == (
        "документ     задач  с исполнителем  со сроком  с показателем  с программой  с пометкой\n"
        "──────────────────────────────────────────────────────────────────────────────────────\n"
        "001              4               4          2              1             0           1\n"
        "Решение № 5      0               0          0              0             0           0\n"
        "──────────────────────────────────────────────────────────────────────────────────────\n"
        "всего: 2         4       4 (100 %)   2 (50 %)       1 (25 %)       0 (0 %)    1 (25 %)\n"
        "пометки: no_actor 1\n"
        "без задач: Решение № 5\n"
        "не обработано: 2\n"
    )


def test_the_table_of_an_empty_run() -> None:
    assert "всего: 0      0" in format_summary([])


def test_long_runs_show_the_first_documents_and_all_totals() -> None:
    table = format_summary([DocumentCounts(f"{n:03}" + "x" * 50, 1) for n in range(100)])
    assert "029x" in table
    assert "030x" not in table
    assert "… ещё 70" in table
    assert "всего: 100" in table
    assert max(map(len, table.splitlines())) < 130


def test_files_of_other_kinds_are_counted_in_a_line() -> None:
    assert format_skipped([("", 1), (".jpg", 3)]) == "пропущено файлов других типов: 4 (без расширения 1, .jpg 3)\n"
    assert format_skipped([]) == ""
