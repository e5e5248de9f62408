"""Which mentions count where rules and a trained tagger both look: the policy of a slot.

A policy says, for each of the four ways in which the two can differ, how sure the tagger must be to have its way:

* ``add``: the tagger found a mention where the rules have none. It is taken from this probability on.
* ``extend``: the tagger's mention holds one of the rules' and more («депутатам по округам | № 3, 7, 9»). It is taken
  from this probability on. One that holds two of them is no such: it joins what the rules tell apart.
* ``replace``: both found one, with other bounds or another class. The tagger's is taken from this probability on.
* ``drop``: the rules found one where the tagger has none. It goes where the tagger gives at least this probability to
  each of its tokens standing outside any mention, and the rule has not proved itself: its share of right mentions in
  the annotated texts, (right + 1) / (found + 2) (Laplace's rule of succession), is below `TRUSTED`.

Where both agree the mention stands. A threshold above 1 is never reached; with all four there, the rules rule alone.
The thresholds are chosen by cross-validation (see `resextract.learning.policy_search`), starting from cautious ones.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["MODES", "NEVER", "TRUSTED", "Candidate", "Choice", "Mode", "SlotPolicy", "choose_mentions"]

Mode = Literal["rules", "model", "hybrid"]
MODES: tuple[Mode, ...] = ("rules", "model", "hybrid")

NEVER = 2.0
"""A threshold that no probability reaches."""

TRUSTED = 0.9
"""Share of right mentions from which on a rule is believed against the tagger."""


@dataclass(frozen=True, slots=True)
class SlotPolicy:
    """The thresholds of a slot, and how often each rule was right.

    Attributes:
        add: See the module's description.
        extend: The same.
        replace: The same.
        drop: The same.
        rules: For each rule's id how many of its mentions were right, and how many there were.
    """

    add: float = NEVER
    extend: float = NEVER
    replace: float = NEVER
    drop: float = NEVER
    rules: Mapping[str, tuple[int, int]] = field(default_factory=dict)

    @property
    def thresholds(self) -> dict[str, float]:
        """The thresholds by their names."""
        return {"add": self.add, "extend": self.extend, "replace": self.replace, "drop": self.drop}

    @property
    def is_idle(self) -> bool:
        """Whether the rules always have their way."""
        return min(self.thresholds.values()) > 1

    def trusts(self, rule: str) -> bool:
        """Tell whether a rule has proved itself; one that was never seen at work has not been tried."""
        right, found = self.rules.get(rule, (0, 0))
        return (right + 1) / (found + 2) >= TRUSTED


@dataclass(frozen=True, slots=True)
class Candidate:
    """A mention that one side found.

    Attributes:
        start: First token.
        end: After the last token.
        name: Its class.
        rule: The id of the rule; ``model`` for the tagger's.
        probability: How sure the tagger is; for a rule's mention, how sure it is of all its tokens standing outside.
    """

    start: int
    end: int
    name: str
    rule: str
    probability: float

    def meets(self, other: Candidate) -> bool:
        """Tell whether the two share a token."""
        return self.start < other.end and other.start < self.end

    def exceeds(self, other: Candidate) -> bool:
        """Tell whether the mention holds another of its class, and more."""
        held = self.start <= other.start and other.end <= self.end and self.name == other.name
        return held and not self.equals(other)

    def equals(self, other: Candidate) -> bool:
        """Tell whether the two have the same bounds and class."""
        return (self.start, self.end, self.name) == (other.start, other.end, other.name)


@dataclass(frozen=True, slots=True)
class Choice:
    """A mention that counts.

    Attributes:
        candidate: The mention.
        index: Where it stands among the rules' mentions; None for the tagger's.
        confidence: The tagger's probability of just this mention; None where it found nothing there.
    """

    candidate: Candidate
    index: int | None
    confidence: float | None


def choose_mentions(rules: Sequence[Candidate], found: Sequence[Candidate], policy: SlotPolicy) -> list[Choice]:
    """Combine what rules and tagger found in one text for one slot.

    Args:
        rules: The rules' mentions, in text order.
        found: The tagger's, in text order; they share no token.
        policy: The slot's policy.

    Returns:
        The mentions that count, in text order. A tagger's mention takes the place of all rules' mentions that it meets,
        so that none overlap which did not before.
    """
    kept: list[Choice] = []
    gone: set[int] = set()
    for item in found:
        met = [i for i, rule in enumerate(rules) if rule.meets(item)]
        if any(rules[i].equals(item) for i in met):
            continue
        if item.probability >= _find_threshold(item, [rules[i] for i in met], policy):
            kept.append(Choice(item, None, item.probability))
            gone.update(met)
    for i, rule in enumerate(rules):
        if i in gone:
            continue
        met_found = [item for item in found if item.meets(rule)]
        if not met_found and rule.probability >= policy.drop and not policy.trusts(rule.rule):
            continue
        confidence = next((item.probability for item in met_found if item.equals(rule)), None)
        kept.append(Choice(rule, i, confidence))
    return sorted(kept, key=lambda choice: (choice.candidate.start, choice.candidate.end))


def _find_threshold(item: Candidate, met: Sequence[Candidate], policy: SlotPolicy) -> float:
    if not met:
        return policy.add
    return policy.extend if len(met) == 1 and item.exceeds(met[0]) else policy.replace
