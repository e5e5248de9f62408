"""Inheritance along the outline: the nearest node that states something hands it down (guidelines, 2.3 and 2.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.tokens import Span

from resextract.extractors.spans import get_spans
from resextract.tasks.model import RESULT, AnnotatedNode, Mention

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence


__all__ = [
    "FREQUENCY",
    "gather_actions",
    "gather_actors",
    "gather_deadlines",
    "gather_programs",
    "own_mentions",
    "stated_by",
]

FREQUENCY = frozenset({"recurring", "continuous"})
"""Deadline kinds that say how often; all others are bounds."""


def own_mentions(home: AnnotatedNode, slot: str, start: int, end: int) -> list[Mention]:
    """Return the mentions of a slot that start in a part of a leaf's text, cut off where the part ends."""
    spans = [s for s in get_spans(home.doc, slot) if start <= s.start_char < end]
    return [Mention(slot, _clip(span, end), home, inherited=False) for span in spans]


def _clip(span: Span, end: int) -> Span:
    if span.end_char <= end:
        return span
    last = next(token.i for token in reversed(span) if token.idx < end)
    return Span(span.doc, span.start, last + 1, label=span.label, kb_id=span.kb_id, span_id=span.id)


def stated_by(node: AnnotatedNode, slot: str) -> list[Mention]:
    """Return what a node above a task states of a slot, its attached lines included."""
    return [Mention(slot, span, home, inherited=True) for home, span in _places(node, slot)]


def attached_to(node: AnnotatedNode, slot: str) -> list[Mention]:
    """Return what the attached lines of a leaf state of a slot."""
    lines = [line for line in node.attached if _tells(line, slot)]
    return [Mention(slot, span, line, inherited=True) for line in lines for span in get_spans(line.doc, slot)]


def _tells(line: AnnotatedNode, slot: str) -> bool:
    """Whether an attached line speaks of a slot: a plan's result says to what figure and nothing else."""
    return line.node.column in (None, RESULT) if slot == "targets" else line.node.column != RESULT


def _places(node: AnnotatedNode, slot: str) -> Iterable[tuple[AnnotatedNode, Span]]:
    for home in (node, *(line for line in node.attached if _tells(line, slot))):
        for span in get_spans(home.doc, slot):
            yield home, span


def gather_actions(own: Sequence[Mention], above: Sequence[AnnotatedNode]) -> list[Mention]:
    """Return a task's own actions, or those of the nearest lead-in that has any.

    Args:
        own: Mentions in the task's own text.
        above: The nodes above it, nearest first.
    """
    return list(own) or next((found for node in above if (found := stated_by(node, "actions"))), [])


def gather_actors(own: Sequence[Mention], home: AnnotatedNode, above: Sequence[AnnotatedNode]) -> list[Mention]:
    """Return a task's actors.

    A leaf with a responsible actor of its own (or in an attached line) inherits none; otherwise the nearest node above
    that names one hands down its responsible actors and co-executors. Own co-executors and controllers are kept.

    Args:
        own: Actors in the task's own text.
        home: The leaf, for its attached lines.
        above: The nodes above it, nearest first.
    """
    actors = [*own, *attached_to(home, "actors")]
    if any(m.span.label_ == "responsible" for m in actors):
        return actors
    for found in _state_nearest(above, "actors"):
        if any(m.span.label_ == "responsible" for m in found):
            return actors + found
        actors += [m for m in found if m.span.label_ == "controller"]
    return actors


def gather_deadlines(own: Sequence[Mention], home: AnnotatedNode, above: Sequence[AnnotatedNode]) -> list[Mention]:
    """Return a task's deadlines: nearest wins, for bounds and for frequency apart.

    Args:
        own: Deadlines in the task's own text.
        home: The leaf, for its attached lines.
        above: The nodes above it, nearest first; the resolving formula last.
    """
    gathered: list[Mention] = []
    mine = [*own, *attached_to(home, "deadlines")]
    for belongs in (_is_bound, _is_frequency):
        chosen = [m for m in mine if belongs(m.span)]
        gathered += chosen or _nearest(above, belongs)
    return gathered


def _nearest(above: Sequence[AnnotatedNode], belongs: Callable[[Span], bool]) -> list[Mention]:
    for stated in _state_nearest(above, "deadlines"):
        if found := [m for m in stated if belongs(m.span)]:
            return found
    return []


def _state_nearest(above: Sequence[AnnotatedNode], slot: str) -> Iterator[list[Mention]]:
    """Yield what stands above a task, nearest first: a lead-in's attached lines are nearer than itself (rule 1.12)."""
    for node in above:
        yield attached_to(node, slot)
        yield [Mention(slot, span, node, inherited=True) for span in get_spans(node.doc, slot)]


def _is_bound(span: Span) -> bool:
    return span.label_ not in FREQUENCY


def _is_frequency(span: Span) -> bool:
    return span.label_ in FREQUENCY


def gather_programs(own: Sequence[Mention], above: Sequence[AnnotatedNode]) -> list[Mention]:
    """Return a task's programs: its own and those of every lead-in above it (never the resolving formula's).

    Args:
        own: Programs in the task's own text.
        above: The headings and lead-ins above it, nearest first.
    """
    return [*own, *(m for node in above for m in stated_by(node, "programs"))]
