"""Labels of the trained taggers, and the tags that a sequence of tokens bears.

A label is ``slot`` or ``slot:class`` (``actors:responsible``). A class is learned where the mention's own words do not
tell it: a role, the type of a quoted program. The classes of the other slots are read off the text, as the normalisers
read the values. Actions are marked on the directive verb alone: where its complements end is grammar.
Tags are IOB2 (Tjong Kim Sang and Veenstra 1999): ``O``, ``B-actors:responsible``, ``I-actors:responsible``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["LABELS", "OUTSIDE", "TokenSpan", "decode_tags", "drop_overlaps", "encode_tags", "make_label", "split_label"]

OUTSIDE = "O"

_CLASSES: dict[str, tuple[str, ...]] = {
    "references": (),
    "programs": ("project", "program", "strategy", "concept", "plan", "model", "other"),
    "deadlines": (),
    "targets": (),
    "actions": (),
    "actors": ("responsible", "co_executor", "controller"),
}

LABELS = tuple(f"{slot}:{name}" if name else slot for slot, names in _CLASSES.items() for name in names or ("",))
"""Every label that extraction knows what to do with, by slot in the order in which the extractors run."""


@dataclass(frozen=True, slots=True, order=True)
class TokenSpan:
    """A stretch of tokens with a label: half-open, counted from 0."""

    start: int
    end: int
    label: str


def make_label(slot: str, name: str) -> str:
    """Return the label of a mention of a slot; its class counts only where classes are learned."""
    return f"{slot}:{name}" if _CLASSES.get(slot) else slot


def split_label(label: str) -> tuple[str, str]:
    """Return slot and class of a label; the class is empty where the label has none."""
    slot, _, name = label.partition(":")
    return slot, name


def drop_overlaps(spans: Iterable[TokenSpan]) -> list[TokenSpan]:
    """Keep of spans that share tokens the longest, then the first: a sequence of tags holds no others.

    Returns:
        The kept spans in text order. Of a program named inside a program the outer one is kept.
    """
    kept: list[TokenSpan] = []
    for span in sorted(set(spans), key=lambda s: (s.start - s.end, s.start, s.label)):
        if all(span.end <= other.start or other.end <= span.start for other in kept):
            kept.append(span)
    return sorted(kept)


def encode_tags(length: int, spans: Iterable[TokenSpan]) -> list[str]:
    """Write spans as one tag a token.

    Args:
        length: How many tokens there are.
        spans: Spans that share no token (see `drop_overlaps`).
    """
    tags = [OUTSIDE] * length
    for span in spans:
        tags[span.start : span.end] = [f"I-{span.label}"] * (span.end - span.start)
        tags[span.start] = f"B-{span.label}"
    return tags


def decode_tags(tags: Sequence[str]) -> list[TokenSpan]:
    """Read spans from tags, in text order; an ``I`` that continues nothing opens a span."""
    spans: list[TokenSpan] = []
    start, open_label = 0, ""
    for i, tag in enumerate([*tags, OUTSIDE]):
        if open_label and tag != f"I-{open_label}":
            spans.append(TokenSpan(start, i, open_label))
            open_label = ""
        if not open_label and tag != OUTSIDE:
            start, open_label = i, tag[2:]
    return spans
