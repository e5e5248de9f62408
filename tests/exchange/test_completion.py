from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from resextract.exchange.completion import compute_values

TEXT = (
    "РЕШИЛИ:\n1. Управлению образования обеспечить до 1 мая 2025 года охват детей не менее 80 % по\n"
    "проекту «Успех каждого ребенка» в соответ-\nствии с приказом Минпросвещения от 02.08.2019 № 5.\n"
)


@pytest.mark.parametrize(
    ("label", "raw", "values"),
    [
        ("action", "обеспечить", {"lemma": "обеспечить"}),
        ("actor", "Управлению образования", {"normal": "Управление образования", "type": "authority"}),
        ("actor", "детей", {"normal": "дети", "role": "responsible", "type": "other"}),
        ("deadline", "до 1 мая 2025 года", {"kind": "due", "end_date": "2025-05-01"}),
        ("deadline", "1 мая", {"kind": "due", "end_date": "2025-05-01"}),
        ("target", "не менее 80 %", {"value": 80.0, "unit": "percent", "comparator": "ge"}),
        ("program", "«Успех каждого ребенка»", {"program_id": "uspekh-kazhdogo-rebenka", "type": "project"}),
        ("reference", "приказом Минпросвещения от 02.08.2019 № 5", {"kind": "приказ", "date": "2019-08-02"}),
    ],
)
def test_values_of_the_text(label: str, raw: str, values: dict[str, Any]) -> None:
    start = TEXT.index(raw)
    found, warnings = compute_values(TEXT, label, start, start + len(raw), dt.date(2024, 8, 27))
    assert found | values == found
    assert warnings == ()


def test_no_value() -> None:
    start = TEXT.index("охват")
    assert compute_values(TEXT, "target", start, start + 5, None) == ({}, ())
    assert compute_values("\u00ad\u00ad", "target", 0, 1, None) == ({}, ())
    assert compute_values(TEXT, "deadline", start, start + 5, None) == ({"kind": "due"}, ("not_a_calendar_date",))
