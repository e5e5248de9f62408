from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from resextract.evaluation.tallies import Counts
from resextract.learning.role_stage import START, search_policy
from resextract.tagging.policies import NEVER

if TYPE_CHECKING:
    from collections.abc import Callable

    from resextract.evaluation.tallies import Tally
    from resextract.outline.role_readings import RolePolicy

TEXTS = 8


def tally(tasks: int, sections: int = 50) -> Tally:
    right = {"tasks": tasks, "slots-micro": 90, "field:section": sections}
    return {name: Counts(hits, 100, 100) for name, hits in right.items()}


def in_each(measure: Callable[[RolePolicy], Tally], texts: int = TEXTS) -> Callable[[RolePolicy], list[Tally]]:
    return lambda policy: [measure(policy) if n < texts else tally(90) for n in range(TEXTS)]


def test_a_classifier_that_changes_nothing_keeps_its_start() -> None:
    assert search_policy(in_each(lambda _: tally(90))) == START


@pytest.mark.parametrize(("name", "other"), [("leave", "head"), ("head", "leave")])
def test_a_threshold_that_harms_tasks_is_dropped_whatever_it_brings_to_sections(name: str, other: str) -> None:
    def measure(policy: RolePolicy) -> Tally:
        reached = policy.mode == "hybrid" and getattr(policy, name) < NEVER
        return tally(89, 90) if reached else tally(90)

    policy = search_policy(in_each(measure))
    assert getattr(policy, name) == NEVER
    assert getattr(policy, other) == getattr(START, other)
    assert policy.mode == "hybrid"


def test_the_rules_decide_where_both_thresholds_harm() -> None:
    def measure(policy: RolePolicy) -> Tally:
        return tally(90 - (policy.leave < NEVER) - (policy.head < NEVER)) if policy.mode == "hybrid" else tally(90)

    assert search_policy(in_each(measure)).mode == "rules"


@pytest.mark.parametrize(("texts", "head"), [(1, START.head), (TEXTS, 0.7)])
def test_a_looser_threshold_wants_more_than_one_text_for_it(texts: int, head: float) -> None:
    policy = search_policy(in_each(lambda p: tally(95 if p.head <= 0.7 else 90), texts))
    assert policy.head == head
