"""Titles of plans: «План мероприятий …», «Дорожная карта …», and titles under which a table tells what was done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from resextract.outline.columns import match_opening
from resextract.outline.cues import read_cues, word_class
from resextract.outline.markers import read_marker

if TYPE_CHECKING:
    from collections.abc import Sequence

    from resextract.outline.lines import Line

__all__ = ["PlanTitle", "find_title", "read_title"]

_MAX_TITLE_LINES = 10
_MAX_TITLE = 400
_MARKUP = "#* "


@dataclass(frozen=True, slots=True)
class PlanTitle:
    """The line that a plan's title opens with: its index, and whether it opens a plan without a table as well.

    ``review`` tells a title under which a table says what was done.
    """

    index: int
    strong: bool
    review: bool = False


def find_title(lines: Sequence[Line], before: int, after: int = 0) -> PlanTitle | None:
    """Find the title right above a table.

    Args:
        lines: The document's visible lines.
        before: The index of the table's first line.
        after: The index of the first line that may be looked at (what stands above belongs to something else).

    Returns:
        The nearest line above that opens like the title of a plan or of a review; None where there is none.
    """
    for i in range(before - 1, max(after, before - _MAX_TITLE_LINES) - 1, -1):
        if title := read_title(lines, i):
            return title
        if read_cues(lines[i].text).resolving:
            return None
    return None


def read_title(lines: Sequence[Line], i: int) -> PlanTitle | None:
    """Read a line as the opening of a plan's title, or None.

    It opens with a capital and a noun such as «план» in the nominative, adjectives before it allowed, and has no mark,
    no verb and no colon.
    """
    text = lines[i].text.lstrip(_MARKUP)
    if not text or not text[0].isupper() or read_marker(text) or text.endswith((":", ";")) or len(text) > _MAX_TITLE:
        return None
    value = match_opening(text, "table-plan-heads")
    review = value is None and match_opening(text, "table-reviews") is not None
    if value is None and not review:
        return None
    cues = read_cues(text)
    if cues.infinitive >= 0 or cues.finite >= 0 or "nomn" not in word_class(cues.words[0]):
        return None
    return PlanTitle(i, value == "strong", review)
