from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from resextract.extractors.references import find_references
from resextract.extractors.spans import make_span
from resextract.normalisation.references import normalise_reference

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Doc

CORPUS = Path(__file__).parents[1] / "corpus" / "references.jsonl"
CASES = [case for line in CORPUS.read_text(encoding="utf-8").splitlines() if (case := json.loads(line))["references"]]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:50])
def test_values_of_the_corpus(annotate: Callable[[str], Doc], case: dict[str, Any]) -> None:
    values = [normalise_reference(span) for span in find_references(annotate(case["text"]))]
    found = [
        {
            "kind": value.kind,
            "issuer": value.issuer,
            "date": value.date.isoformat() if value.date else None,
            "number": value.number,
            "title": value.title,
        }
        for value in values
    ]
    assert found == [{k: v for k, v in reference.items() if k != "text"} for reference in case["references"]]


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("02.08.2019", dt.date(2019, 8, 2)),
        ("2 августа 2019 года", dt.date(2019, 8, 2)),
        ("02.08.19 г.", dt.date(2019, 8, 2)),
        ("02.08.96 г.", dt.date(1996, 8, 2)),
        ("«10» января 2022 г.", dt.date(2022, 1, 10)),
        ("31.04.2020", None),
    ],
)
def test_dates(annotate: Callable[[str], Doc], date: str, expected: dt.date | None) -> None:
    (span,) = find_references(annotate(f"Исполнить приказ от {date} № 5."))
    value = normalise_reference(span)
    assert (value.date, value.number) == (expected, "5")


@pytest.mark.parametrize("number", ["505-П", "273-ФЗ", "114/2-п", "1006", "03-205/2023", "Пр-1234"])
@pytest.mark.parametrize("sign", ["№ ", "№", "N "])
def test_numbers(annotate: Callable[[str], Doc], sign: str, number: str) -> None:
    (span,) = find_references(annotate(f"Исполнить приказ от 02.08.2019 {sign}{number} и отчитаться."))
    assert normalise_reference(span).number == number


def test_a_foreign_span_without_details_keeps_its_kind(annotate: Callable[[str], Doc]) -> None:
    doc = annotate("Исполнить указ о школах.")
    value = normalise_reference(make_span(doc, 10, 14, "указ", "model"))
    assert (value.kind, value.issuer, value.date, value.title) == ("указ", None, None, None)
