from __future__ import annotations

import re
from pathlib import Path

import pytest

from resextract.digest.sentences import describe_actor, describe_recurrence, describe_reference
from resextract.digest.wording import list_words
from resextract.records.models import Controller, Reference

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize(
    ("normal", "person", "words"),
    [
        ("Отдел культуры", "Иванова А. А.", "Отдел культуры (Иванова А. А.)"),
        ("Отдел культуры", None, "Отдел культуры"),
        ("Иванова А. А.", "Иванова А. А.", "Иванова А. А."),
    ],
)
def test_an_actor_is_named_with_the_person(normal: str, person: str | None, words: str) -> None:
    assert describe_actor(Controller(normal=normal, person=person)) == words


def test_an_act_is_named_by_what_is_known_of_it() -> None:
    full = Reference(
        kind="постановление", issuer="Правительство РФ", date="2019-08-02", number="1006", title="О мерах",
        text="x", start=0, end=1, inherited=False,
    )  # fmt: skip
    assert describe_reference(full) == "постановление, Правительство РФ, от 02.08.2019, № 1006, «О мерах»"
    bare = full.model_copy(update={"issuer": None, "date": None, "number": None, "title": "«О мерах»"})
    assert describe_reference(bare) == "постановление, «О мерах»"


def test_every_warning_says_what_to_check() -> None:
    assert list(list_words("warning_check")) == list(list_words("warning"))
    documented = re.findall(r"^\| `([a-z_]+)` \|", (DOCS / "warnings.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert set(documented) == set(list_words("warning_check"))


@pytest.mark.parametrize("rule", ["FREQ=YEARLY;BYMONTH=13", "FREQ=DAILY;INTERVAL=A", "FREQ=MONTHLY;BYMONTH=-"])
def test_a_rule_that_no_words_are_known_for_is_given_as_it_is(rule: str) -> None:
    assert describe_recurrence(rule) == rule
