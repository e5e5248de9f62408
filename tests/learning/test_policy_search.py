from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from resextract.evaluation.tallies import Counts
from resextract.extractors.registry import build_pipeline
from resextract.learning.annotations import load_annotations
from resextract.learning.examples import list_gold
from resextract.learning.policy_search import EVIDENCE, choose_policies, count_rules, is_better
from resextract.learning.trials import Trial, prepare_trial
from resextract.outline import build_outline
from resextract.pipeline.config import load_config
from resextract.tagging.mentions import Found, set_found
from resextract.tagging.policies import SlotPolicy

if TYPE_CHECKING:
    from pathlib import Path

    from resextract.evaluation.tallies import Tally


@pytest.fixture
def trials(small_corpus: Path) -> list[Trial]:
    nlp = build_pipeline(load_config(model="none").components)
    texts = load_annotations(small_corpus, small_corpus.parent)
    return [prepare_trial(t, build_outline(t.source.text), nlp) for t in texts]


def mark(trials: list[Trial], slot: str, probability: float, shift: int = 0) -> None:
    """Mark the right mentions of a slot, or something beside them, as if a tagger had found them."""
    for trial in trials:
        for doc in trial.examples.docs:
            found = [
                Found(g.start + shift, g.end + shift, g.label, probability)
                for g in list_gold(doc)
                if g.label.startswith(slot) and g.end + shift <= len(doc)
            ]
            set_found(doc, found, [0.0] * len(doc))


def hide_rules(trials: list[Trial], slot: str) -> None:
    for trial in trials:
        trial.rules = [dict(found) | {slot: []} for found in trial.rules]


def test_a_slot_that_the_rules_miss_is_handed_to_a_tagger_that_finds_it(trials: list[Trial]) -> None:
    mark(trials, "deadlines", 0.97)
    hide_rules(trials, "deadlines")
    mode, policy = choose_policies(trials, {})["deadlines"]
    assert mode == "hybrid"
    assert policy.add <= 0.97


def test_a_slot_that_the_rules_read_right_is_left_to_them(trials: list[Trial]) -> None:
    mark(trials, "deadlines", 0.99, shift=1)
    assert choose_policies(trials, {})["deadlines"][0] == "rules"


def test_only_where_rules_are_silent_a_tagger_is_let_in_unproven(trials: list[Trial]) -> None:
    for slot, mode in (("actors", "hybrid"), ("deadlines", "rules")):
        mark(trials, slot, 0.99)  # it finds just what the rules find
        assert choose_policies(trials, {})[slot][0] == mode


def test_a_trial_gives_the_records_of_the_pipeline_and_knows_them_again(trials: list[Trial]) -> None:
    (trial, *_) = trials
    first = trial.score({})
    assert first["tasks"].f1 == 1.0
    assert trial.score({}) is first
    mark([trial], "actors", 0.99)
    assert trial.score({"actors": ("model", SlotPolicy())})["actors"].f1 == 1.0
    hide_rules([trial], "actors")
    assert trial.score({})["actors"].f1 < 1.0


def test_rules_are_counted_with_how_often_they_were_right(trials: list[Trial]) -> None:
    counts = count_rules(doc for trial in trials for doc in trial.examples.docs)
    assert all(right == found for right, found in counts["deadlines"].values())
    assert sum(found for _, found in counts["deadlines"].values()) == 24
    assert counts["programs"] == {}


def tallies(*hits: int) -> list[Tally]:
    return [{"targets": Counts(h, 10, 10), "slots-micro": Counts(h, 10, 10)} for h in hits]


@pytest.mark.parametrize(
    ("old", "new", "better"),
    [
        ((5, 5, 5, 5), (6, 6, 6, 5), True),
        ((5, 5, 5, 5), (6, 6, 6, 4), False),
        ((5, 5, 5, 5), (9, 5, 5, 5), False),
        ((5, 5, 5, 5), (5, 5, 5, 5), False),
        ((5, 5, 5, 5), (4, 6, 6, 6), False),
    ],
)
def test_one_odd_text_does_not_decide(old: tuple[int, ...], new: tuple[int, ...], better: bool) -> None:
    assert EVIDENCE == 3
    assert is_better("targets", tallies(*old), tallies(*new)) is better
