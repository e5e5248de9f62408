"""The choice of each slot's policy: thresholds under which the records of texts that the tagger has not seen are best.

A search begins at `START`: a tagger that is all but sure may add what the rules have not found, and lengthen what they
cut short. A looser threshold is taken only if by it at least `EVIDENCE` more texts get better than worse, so that no
odd text or two decide; a stricter one as soon as it is better.

Then a slot is handed over or left to the rules. Where the rules look at every candidate and judge it (every infinitive,
every figure, every time expression), a tagger that adds one overrules them, and must have shown by `EVIDENCE` more
texts that it is right to. Where they know a closed list of words and are silent on others (the heads of actors), it
only fills gaps, and it is enough that it does no harm.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from resextract.evaluation.scoring import MICRO
from resextract.evaluation.tallies import add_tallies
from resextract.extractors.spans import SLOTS
from resextract.learning.examples import list_gold
from resextract.tagging.choosing import list_rules
from resextract.tagging.labels import split_label
from resextract.tagging.policies import NEVER, SlotPolicy

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from spacy.tokens import Doc

    from resextract.evaluation.tallies import Tally
    from resextract.learning.trials import Reading, Trial

__all__ = ["EVIDENCE", "SILENT", "START", "choose_policies", "count_rules", "is_better", "is_widespread"]

EVIDENCE = 3

SILENT = frozenset({"actors"})
"""Slots whose rules say nothing of what their lexicons lack."""

START = SlotPolicy(add=0.95, extend=0.9)

_STEPS = {
    "add": (NEVER, 0.97, 0.95, 0.9, 0.8, 0.7),
    "extend": (NEVER, 0.95, 0.9, 0.8, 0.7),
    "replace": (0.95, 0.9, 0.8),
    "drop": (0.98, 0.95, 0.9),
}
"""Thresholds that are tried, the strictest first."""


def choose_policies(trials: Sequence[Trial], rules: Mapping[str, Mapping[str, tuple[int, int]]]) -> dict[str, Reading]:
    """Choose how each slot is read.

    Args:
        trials: Texts whose nodes a tagger has marked that was not trained on them.
        rules: For each slot and rule how often it was right, see `count_rules`.

    Returns:
        A mode and a policy for each slot; ``rules`` where nothing helped. Slots are chosen one after another, each with
        those before it as chosen.
    """
    chosen: dict[str, Reading] = {}
    for slot in SLOTS:
        policy = replace(START, rules=rules.get(slot, {}))
        best = _score(trials, chosen | {slot: ("hybrid", policy)})
        for name, steps in _STEPS.items():
            for value in steps:
                candidate = _change(policy, name, value)
                tallies = _score(trials, chosen | {slot: ("hybrid", candidate)})
                looser = value < getattr(START, name)
                if is_better(slot, best, tallies) if looser else _gains(slot, best, tallies):
                    best, policy = tallies, candidate
        current: Reading = ("hybrid", policy)
        alone: Reading = ("model", current[1])
        if is_better(slot, best, _score(trials, chosen | {slot: alone})):
            current = alone
        before, after = _score(trials, chosen), _score(trials, chosen | {slot: current})
        helps = not _harms(slot, before, after) if slot in SILENT else is_better(slot, before, after)
        chosen[slot] = current if helps else ("rules", current[1])
    return chosen


def _change(policy: SlotPolicy, name: str, value: float) -> SlotPolicy:
    return SlotPolicy(**policy.thresholds | {name: value}, rules=policy.rules)


def _score(trials: Sequence[Trial], readings: Mapping[str, Reading]) -> list[Tally]:
    return [trial.score(readings) for trial in trials]


def is_better(slot: str, old: Sequence[Tally], new: Sequence[Tally]) -> bool:
    """Tell whether one reading of a slot beats another.

    Args:
        slot: The slot.
        old: The tallies of each text under the one.
        new: The same under the other.

    Returns:
        Whether the slot's F1 over all texts rises, in `EVIDENCE` more texts than it falls, and the micro average does
        not fall.
    """
    if not _gains(slot, old, new):
        return False
    return is_widespread([b[slot].f1 - a[slot].f1 for a, b in zip(old, new, strict=True)])


def is_widespread(changes: Sequence[float]) -> bool:
    """Tell whether a figure rises in `EVIDENCE` more texts than it falls, given its change in each."""
    return sum(c > 0 for c in changes) - sum(c < 0 for c in changes) >= EVIDENCE


def _harms(slot: str, old: Sequence[Tally], new: Sequence[Tally]) -> bool:
    before, after = add_tallies(old), add_tallies(new)
    return after[slot].f1 < before[slot].f1 or after[MICRO].f1 < before[MICRO].f1


def _gains(slot: str, old: Sequence[Tally], new: Sequence[Tally]) -> bool:
    before, after = add_tallies(old), add_tallies(new)
    return after[slot].f1 > before[slot].f1 and after[MICRO].f1 >= before[MICRO].f1


def count_rules(docs: Iterable[Doc]) -> dict[str, dict[str, tuple[int, int]]]:
    """Count how often each rule was right.

    Args:
        docs: Examples on which the rules have run.

    Returns:
        For each slot and rule the number of its mentions that share a token with a right mention of the slot, and of
        all its mentions.
    """
    counts: dict[str, dict[str, Counter[str]]] = {slot: {} for slot in SLOTS}
    for doc in docs:
        gold = [(split_label(g.label)[0], g.start, g.end) for g in list_gold(doc)]
        for slot in SLOTS:
            for found in list_rules(doc, slot):
                right = any(s == slot and a < found.end and found.start < b for s, a, b in gold)
                counts[slot].setdefault(found.rule, Counter()).update({"found": 1, "right": int(right)})
    return {
        slot: {rule: (c["right"], c["found"]) for rule, c in sorted(found.items())} for slot, found in counts.items()
    }
