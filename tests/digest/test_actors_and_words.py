from __future__ import annotations

import pytest

from resextract.digest.sentences import describe_actor, describe_recurrence
from resextract.records.models import Controller


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


@pytest.mark.parametrize("rule", ["FREQ=YEARLY;BYMONTH=13", "FREQ=DAILY;INTERVAL=A", "FREQ=MONTHLY;BYMONTH=-"])
def test_a_rule_that_no_words_are_known_for_is_given_as_it_is(rule: str) -> None:
    assert describe_recurrence(rule) == rule
