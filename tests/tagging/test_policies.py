from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resextract.tagging.policies import NEVER, Candidate, SlotPolicy, choose_mentions


def rule(start: int, end: int, name: str = "due", rule_id: str = "r", outside: float = 0.0) -> Candidate:
    return Candidate(start, end, name, rule_id, outside)


def found(start: int, end: int, probability: float, name: str = "due") -> Candidate:
    return Candidate(start, end, name, "model", probability)


def choose(rules: list[Candidate], model: list[Candidate], **thresholds: float) -> list[tuple[int, int, str]]:
    return [
        (c.candidate.start, c.candidate.end, c.candidate.rule)
        for c in choose_mentions(rules, model, SlotPolicy(**thresholds))
    ]


def test_where_both_agree_the_mention_stands_and_has_the_confidence_of_the_model() -> None:
    (choice,) = choose_mentions([rule(0, 3)], [found(0, 3, 0.7)], SlotPolicy())
    assert (choice.index, choice.confidence) == (0, 0.7)


@pytest.mark.parametrize(("probability", "taken"), [(0.95, True), (0.94, False)])
def test_what_the_rules_lack_is_added_from_the_threshold_on(probability: float, taken: bool) -> None:
    result = choose([rule(0, 2)], [found(4, 6, probability)], add=0.95)
    assert ((4, 6, "model") in result) is taken
    assert (0, 2, "r") in result


def test_a_mention_that_holds_the_rules_and_more_extends_it() -> None:
    assert choose([rule(0, 2)], [found(0, 4, 0.9)], extend=0.9) == [(0, 4, "model")]
    assert choose([rule(0, 2)], [found(0, 4, 0.9)], replace=0.9) == [(0, 2, "r")]


def test_a_mention_that_joins_two_of_the_rules_does_not_extend() -> None:
    assert choose([rule(0, 2), rule(3, 4)], [found(0, 4, 0.99)], extend=0.5) == [(0, 2, "r"), (3, 4, "r")]


def test_a_mention_of_another_class_replaces_and_does_not_extend() -> None:
    rules, model = [rule(0, 2, "responsible")], [found(0, 4, 0.9, "co_executor")]
    assert choose(rules, model, extend=0.5) == [(0, 2, "r")]
    assert choose(rules, model, replace=0.5) == [(0, 4, "model")]


def test_a_rule_that_has_not_proved_itself_is_dropped_where_the_model_sees_nothing() -> None:
    rules = [rule(0, 2, rule_id="tried", outside=0.99), rule(3, 4, rule_id="untried", outside=0.99)]
    policy = SlotPolicy(drop=0.9, rules={"tried": (40, 40)})
    assert [c.candidate.rule for c in choose_mentions(rules, [], policy)] == ["tried"]
    assert len(choose_mentions([rule(0, 2, outside=0.5)], [], policy)) == 1


def test_a_policy_without_thresholds_is_idle() -> None:
    assert SlotPolicy().is_idle
    assert not SlotPolicy(drop=0.9).is_idle


CANDIDATES = st.lists(
    st.tuples(st.integers(0, 20), st.integers(1, 5), st.sampled_from(["a", "b"]), st.floats(0, 1)), max_size=8
)


def apart(rows: list[tuple[int, int, str, float]], rule_id: str) -> list[Candidate]:
    kept: list[Candidate] = []
    for start, size, name, probability in sorted(rows):
        if not kept or start >= kept[-1].end:
            kept.append(Candidate(start, start + size, name, rule_id, probability))
    return kept


THRESHOLD = st.sampled_from([0.5, 0.9, NEVER])


@given(CANDIDATES, CANDIDATES, THRESHOLD, THRESHOLD, THRESHOLD, THRESHOLD)
def test_what_is_chosen_never_overlaps_and_comes_from_one_side(
    left: list[tuple[int, int, str, float]],
    right: list[tuple[int, int, str, float]],
    add: float,
    extend: float,
    replace: float,
    drop: float,
) -> None:
    rules, model = apart(left, "r"), apart(right, "model")
    chosen = choose_mentions(rules, model, SlotPolicy(add, extend, replace, drop))
    assert all(a.candidate.end <= b.candidate.start for a, b in itertools.pairwise(chosen))
    assert all(c.candidate in (rules if c.index is not None else model) for c in chosen)
    if min(add, extend, replace, drop) > 1:
        assert [c.candidate for c in chosen] == rules
