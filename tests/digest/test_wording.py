from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

from resextract.digest.schedules import PLACES
from resextract.digest.wording import count_noun, list_words, name_code
from resextract.records import models
from resextract.records.models import SLOTS

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("group", "model", "field"),
    [
        ("modality", "TaskRecord", "modality"),
        ("role", "Actor", "role"),
        ("actor_type", "Actor", "type"),
        ("deadline_kind", "Deadline", "kind"),
        ("unit", "Target", "unit"),
        ("comparator", "Target", "comparator"),
        ("program_type", "Program", "type"),
    ],
)
def test_every_code_of_the_contract_has_words(group: str, model: str, field: str) -> None:
    codes = get_args(getattr(models, model).model_fields[field].annotation)
    assert set(list_words(group)) == set(codes)


def test_every_level_slot_and_place_has_words() -> None:
    levels = {code for option in get_args(models.Program.model_fields["level"].annotation) for code in get_args(option)}
    assert set(list_words("level")) == levels
    assert tuple(list_words("slots")) == tuple(list_words("slot")) == SLOTS
    assert tuple(list_words("schedule")) == PLACES


def test_every_warning_that_is_documented_has_words() -> None:
    table = (ROOT / "docs" / "warnings.md").read_text(encoding="utf-8")
    assert set(list_words("warning")) == set(re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE))


def test_an_unknown_code_is_shown_as_it_is() -> None:
    assert (name_code("warning", "no_actor"), name_code("warning", "new_code")) == ("исполнитель не назван", "new_code")
    assert name_code("level", None) == ""


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "0 задач"),
        (1, "1 задача"),
        (2, "2 задачи"),
        (5, "5 задач"),
        (11, "11 задач"),
        (12, "12 задач"),
        (21, "21 задача"),
        (22, "22 задачи"),
        (111, "111 задач"),
    ],
)
def test_counted_nouns(number: int, words: str) -> None:
    assert count_noun(number, "tasks") == words
