from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resextract.outline import build_outline
from resextract.tasks.heads import Head, read_head

TESTS = Path(__file__).parents[1]
DATA = TESTS.parent / "data"
CASES = [json.loads(line) for line in (TESTS / "corpus" / "heads.jsonl").read_text(encoding="utf-8").splitlines()]
# The first three as annotated by hand; the others by the same guidelines.
RAW = {
    "000": (
        "РЕЗОЛЮЦИЯ муниципального педагогического совета: "
        "«Ценностные ориентиры в образовании: смыслы, практика, реальность»",
        "Ценностные ориентиры в образовании: смыслы, практика, реальность",
        "2021-08-27",
        "город Кемерово",
    ),
    "001": (
        "Резолюция по итогам Августовского городского педагогического совета",
        "Августовский городской педагогический совет",
        None,
        "город Лесосибирск",
    ),
    "002": (
        "РЕЗОЛЮЦИЯ муниципального форума работников образования "
        "«Современные ориентиры муниципальной политики в области образования и воспитания»",
        "Современные ориентиры муниципальной политики в области образования и воспитания",
        "2021-08-27",
        "Советский муниципальный район",
    ),
    "003": (
        None,
        "Совершенствование системы образования. Проблемы и перспективы развития",
        "2021-08-30",
        "Ртищевский муниципальный район",
    ),
    "004": (
        "Резолюция августовской конференции работников образования "
        "«Единое образовательное пространство как механизм развития муниципальной системы образования»",
        "Единое образовательное пространство как механизм развития муниципальной системы образования",
        "2023-08-25",
        "город Черногорск",
    ),
}


def as_json(head: Head) -> dict[str, Any]:
    return {
        "title": head.title,
        "event": head.event,
        "date": head.date.isoformat() if head.date else None,
        "place": head.place,
        "warnings": list(head.warnings),
    }


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_corpus(case: dict[str, Any]) -> None:
    found = as_json(read_head(build_outline(case["text"])))
    assert {key: found[key] for key in case["expect"]} == case["expect"]


@pytest.mark.parametrize("number", sorted(RAW))
def test_real_texts(number: str) -> None:
    (path,) = (DATA / "raw").glob(f"{number}_*.txt")
    found = as_json(read_head(build_outline(path.read_text(encoding="utf-8"))))
    assert (found["title"], found["event"], found["date"], found["place"]) == RAW[number]


@given(st.text(alphabet=' \n«»"№.,:-0123456789абгдеорстАБГОРСТ', max_size=200))
@settings(max_examples=150, deadline=None)
def test_any_text_has_a_head(text: str) -> None:
    head = read_head(build_outline(text))
    assert head.title is None or (head.title == " ".join(head.title.split()) and head.title)
    assert set(head.warnings) <= {"document_date_invalid", "document_year_unknown"}


@given(st.dates(min_value=dt.date(1980, 1, 1), max_value=dt.date(2060, 1, 1)))
@settings(max_examples=50, deadline=None)
def test_date_line_round_trip(day: dt.date) -> None:
    text = f"РЕЗОЛЮЦИЯ\nсеминара учителей\n{day:%d.%m.%Y}\n\nУчастники семинара решили:\n1. Провести опрос.\n"
    assert read_head(build_outline(text)).date == day
