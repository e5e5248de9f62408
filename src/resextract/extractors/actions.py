"""Actions: the directive verbs of a leaf or a lead-in (guidelines 2.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.language import Language
from spacy.tokens import Span

from resextract.extractors.directives import find_directives
from resextract.extractors.segments import ends_abbreviated
from resextract.extractors.spans import PLACE, get_spans, set_spans
from resextract.extractors.words import Kind, read_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Doc

    from resextract.extractors.directives import Directive
    from resextract.extractors.segments import Segment
    from resextract.extractors.words import Word

__all__ = ["SLOT", "extract_actions", "find_actions", "span_directives"]

SLOT = "actions"
_LOOSE = frozenset(".;,:-–—")
_QUOTES = frozenset('«„“"')


def find_actions(doc: Doc) -> list[Span]:
    """Find the directive verbs of a text.

    Args:
        doc: The annotated text of a leaf or a lead-in; deadlines, where found, do not part coordinated verbs.

    Returns:
        One span a verb, in text order, from the verb (its negation included) to the end of its complements; verbs that
        share their complements have spans of equal extent. ``label_`` is ``directive`` or ``recommendation``,
        ``kb_id_`` the lemma. Empty for a statement and for an attached line.
    """
    if doc.user_data.get(PLACE) == "attached":
        return []
    return span_directives(doc, find_directives(doc, read_words(doc)))


def span_directives(doc: Doc, found: Sequence[tuple[Segment, Sequence[Directive]]]) -> list[Span]:
    """Make the spans of directive verbs, whoever found them: where their complements end follows from the grammar.

    Args:
        doc: The annotated text.
        found: Segments in text order, each with its directives in text order.

    Returns:
        One span a directive, as `find_actions` gives them.
    """
    if not found:
        return []
    words = read_words(doc)
    dated = {i for span in get_spans(doc, "deadlines") for i in range(span.start, span.end)}
    return [span for segment, directives in found for span in _make_spans(doc, words, segment.end, directives, dated)]


def _make_spans(
    doc: Doc, words: Sequence[Word], end: int, directives: Sequence[Directive], dated: set[int]
) -> Iterator[Span]:
    """Make the spans of a segment's directives; those that share their complements have one extent."""
    groups: list[list[Directive]] = []
    for directive in directives:
        if groups and _shares_object(words, groups[-1][-1].verb + 1, directive.start, dated):
            groups[-1].append(directive)
        else:
            groups.append([directive])
    for k, group in enumerate(groups):
        after = group[-1].verb + 1
        last = _left_edge(words, after, groups[k + 1][0].start) if k + 1 < len(groups) else end
        last = _trim(words, after, last)
        for d in group:
            yield Span(doc, group[0].start, last, label=d.label, kb_id=d.lemma, span_id=d.rule)


def _shares_object(words: Sequence[Word], start: int, end: int, dated: set[int]) -> bool:
    """Tell whether nothing between two verbs can be the first one's object."""
    return not any(
        i not in dated and (words[i].kind in (Kind.NOUN, Kind.OTHER) or words[i].form in _QUOTES)
        for i in range(start, end)
    )


def _left_edge(words: Sequence[Word], start: int, verb: int) -> int:
    """Find where the phrase of a verb begins, addressee and deadline before it included: at the last joint."""
    joints = [i for i in range(start, verb) if words[i].form == "," or words[i].has("action-linker")]
    if not joints:
        return verb
    commas = [i for i in joints if words[i].form == ","]
    close = all(words[i].is_bridge for i in range(joints[-1] + 1, verb))
    return joints[-1] if close or not commas else commas[-1]


def _trim(words: Sequence[Word], start: int, end: int) -> int:
    """Leave out closing marks and conjunctions, but not the dot of an abbreviation."""
    while end > start:
        word = words[end - 1]
        if not (word.form in _LOOSE or word.has("action-linker")) or ends_abbreviated(words, end - 1):
            break
        end -= 1
    return end


@Language.component("resextract_actions")
def extract_actions(doc: Doc) -> Doc:
    """Write a text's actions to ``doc.spans``."""
    set_spans(doc, SLOT, find_actions(doc))
    return doc
