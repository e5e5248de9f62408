"""Actions → lemmas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from resextract.extractors.actions import find_actions
from resextract.normalisation.values import ActionValue

if TYPE_CHECKING:
    from spacy.tokens import Span

__all__ = ["normalise_action"]


def normalise_action(span: Span) -> ActionValue:
    """Normalise an action.

    Args:
        span: A span of the slot ``actions``. Its ``kb_id_`` is the lemma; a model's span has none, its lemma is that of
            its first directive verb.

    Returns:
        The infinitive, negation included. A span without a directive verb gives its first token's dictionary form.
    """
    if span.kb_id_:
        return ActionValue(span.kb_id_)
    found = next(iter(find_actions(span.as_doc())), None)
    return ActionValue(found.kb_id_ if found is not None else span[0].lemma_)
