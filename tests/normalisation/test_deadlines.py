from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from resextract.extractors.deadlines import find_deadlines
from resextract.extractors.spans import PLACE, make_span
from resextract.normalisation.deadlines import normalise_deadline

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Doc

CORPUS = Path(__file__).parents[1] / "corpus" / "deadlines.jsonl"
EXAMPLES = [json.loads(line) for line in CORPUS.read_text(encoding="utf-8").splitlines()]
RESOLUTION = dt.date(2024, 8, 28)


@pytest.mark.parametrize("example", EXAMPLES, ids=[example["id"] for example in EXAMPLES])
def test_corpus(annotate: Callable[[str], Doc], example: dict[str, Any]) -> None:
    doc = annotate(example["text"])
    doc.user_data[PLACE] = example["place"]
    values = [normalise_deadline(span, RESOLUTION) for span in find_deadlines(doc)]
    assert [
        {
            "kind": value.kind,
            "start_date": value.start_date and value.start_date.isoformat(),
            "end_date": value.end_date and value.end_date.isoformat(),
            "recurrence": value.recurrence,
            "duration": value.duration,
            "business_days": value.business_days,
            "warnings": list(value.warnings),
        }
        for value in values
    ] == [
        {
            "kind": expected["kind"],
            "start_date": expected.get("start_date"),
            "end_date": expected.get("end_date"),
            "recurrence": expected.get("recurrence"),
            "duration": expected.get("duration"),
            "business_days": expected.get("business_days", False),
            "warnings": expected.get("warnings", []),
        }
        for expected in example["expect"]
    ]


@pytest.mark.parametrize(
    ("text", "reference", "expected"),
    [
        ("до 1 мая", dt.date(2024, 5, 1), dt.date(2024, 5, 1)),
        ("до 1 мая", dt.date(2024, 5, 2), dt.date(2025, 5, 1)),
        ("до 29 февраля", dt.date(2025, 1, 1), dt.date(2028, 2, 29)),
        ("до начала учебного года", dt.date(2024, 9, 1), dt.date(2024, 9, 1)),
        ("до начала учебного года", dt.date(2024, 9, 2), dt.date(2025, 9, 1)),
        ("до конца учебного года", dt.date(2024, 6, 1), dt.date(2025, 5, 31)),
        ("до конца 2023-2024 учебного года", dt.date(2023, 9, 1), dt.date(2024, 8, 31)),
        ("до конца т.г.", dt.date(2010, 8, 2), dt.date(2010, 12, 31)),
        ("до 1 марта следующего года", dt.date(2010, 8, 2), dt.date(2011, 3, 1)),
        ("до 04.10.96 г.", dt.date(1996, 1, 1), dt.date(1996, 10, 4)),
        ("до 1.09.17 г", dt.date(2017, 1, 1), dt.date(2017, 9, 1)),
        ("до конца следующего месяца", dt.date(2023, 12, 5), dt.date(2024, 1, 31)),
    ],
)
def test_what_is_named_without_a_year_follows_the_resolution(
    annotate: Callable[[str], Doc], text: str, reference: dt.date, expected: dt.date
) -> None:
    assert normalise_deadline(_whole(annotate(text), "due"), reference).end_date == expected


@pytest.mark.parametrize("text", ["до 1 мая", "до конца года", "до 1 мая т.г.", "до начала учебного года"])
def test_no_year_without_a_reference(annotate: Callable[[str], Doc], text: str) -> None:
    value = normalise_deadline(_whole(annotate(text), "due"), None)
    assert (value.end_date, value.warnings) == (None, ("year_unknown",))


def test_dates_in_the_past_stand_with_a_warning(annotate: Callable[[str], Doc]) -> None:
    value = normalise_deadline(_whole(annotate("в 2020-2021 учебном году"), "period"), dt.date(2021, 9, 1))
    assert (value.end_date, value.warnings) == (dt.date(2021, 8, 31), ("deadline_in_past_of_document",))


@pytest.mark.parametrize(
    ("label", "start", "end"),
    [
        ("due", None, dt.date(2025, 5, 31)),
        ("start", dt.date(2025, 5, 1), None),
        ("period", dt.date(2025, 5, 1), dt.date(2025, 5, 31)),
    ],
)
def test_a_bare_time_bounds_as_its_finder_says(
    annotate: Callable[[str], Doc], label: str, start: dt.date | None, end: dt.date | None
) -> None:
    value = normalise_deadline(_whole(annotate("май 2025 года"), label), RESOLUTION)
    assert (value.kind, value.start_date, value.end_date) == (label, start, end)


def test_a_foreign_finder_may_take_words_around_the_time(annotate: Callable[[str], Doc]) -> None:
    value = normalise_deadline(_whole(annotate("сдать отчёт до 1 мая 2025 года в отдел"), "due"), RESOLUTION)
    assert (value.kind, value.end_date) == ("due", dt.date(2025, 5, 1))


def test_what_no_frame_reads_keeps_its_label(annotate: Callable[[str], Doc]) -> None:
    value = normalise_deadline(_whole(annotate("после каникул"), "start"), RESOLUTION)
    assert (value.kind, value.start_date, value.warnings) == ("start", None, ("not_a_calendar_date",))


def _whole(doc: Doc, label: str) -> Any:
    return make_span(doc, 0, len(doc.text), label, "test")
