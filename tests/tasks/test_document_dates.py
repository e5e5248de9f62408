from __future__ import annotations

import datetime as dt

import pytest

from resextract.tasks.document_dates import blank_out, find_dates


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("24.08.2023-25.08.2023 г. Черногорск", [dt.date(2023, 8, 25)]),
        ("от « 10»______01____2025 г.", [dt.date(2025, 1, 10)]),
        ("от «10» марта 2025г. № 5", [dt.date(2025, 3, 10)]),
        ("30 августа – 1 сентября 2023 года", [dt.date(2023, 9, 1)]),
        ("24, 25 августа 2021 года и заседания 30 августа 2021 года", [dt.date(2021, 8, 25), dt.date(2021, 8, 30)]),
        ("с 24 по 25 августа 2023", [dt.date(2023, 8, 25)]),
        ("04.10.96 г.", [dt.date(1996, 10, 4)]),
        ("2024-08-28", [dt.date(2024, 8, 28)]),
        ("31.04.2024", [None]),
        ("24-25 августа состоялась", [None]),
        ("в 2021-2022 учебном году, № 14, 25, 61", []),
        ("«___» ________ 2025 г.", []),
        ("", []),
    ],
)
def test_dates(text: str, expected: list[dt.date | None]) -> None:
    assert [date.resolve() for date in find_dates(blank_out(text))] == expected


def test_missing_year_is_given() -> None:
    (date,) = find_dates("24-25 августа")
    assert date.year is None
    assert date.resolve(2023) == dt.date(2023, 8, 25)
