"""Which tasks of texts without annotation are most worth annotating next.

A task is worth the more, the less rules and model agree in it and the less sure the model is: to learn from what both
know is to learn nothing (uncertainty sampling and query by committee, Settles 2009).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from resextract.extractors.spans import SLOTS
from resextract.pipeline.documents import assemble_records
from resextract.tagging.choosing import choose_spans, list_found, list_rules
from resextract.tagging.components import load_marking_tagger
from resextract.tagging.folders import load_model
from resextract.tagging.pipelines import list_modes
from resextract.tasks.annotating import annotate_nodes, attach_docs

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from spacy.language import Language
    from spacy.tokens import Doc

    from resextract.outline import Outline
    from resextract.pipeline.documents import TracedRecord
    from resextract.reading.source import SourceText
    from resextract.records.models import TaskRecord
    from resextract.tagging.policies import Candidate

__all__ = ["Doubt", "Suggestion", "TextSuggestions", "choose_suggestions", "suggest_text"]

_SURE = 0.9
"""From this probability on a mention that both find is no matter of doubt."""

_FEWER = 0.9
"""Factor by which each further task of one text counts less, so that not all come from one text."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something about a mention that rules and model see differently, or that the model is not sure of.

    Attributes:
        slot: The mention's slot.
        text: Its words.
        reason: ``model only``, ``rules only``, ``other bounds`` or ``low confidence``.
        weight: How much is in doubt, from 0 to 1.
    """

    slot: str
    text: str
    reason: str
    weight: float


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A task that is worth annotating.

    Attributes:
        task: Its record, as extraction gives it.
        score: The sum of what is in doubt.
        doubts: What is in doubt, the greatest first.
    """

    task: TaskRecord
    score: float
    doubts: tuple[Doubt, ...]


@dataclass(frozen=True, slots=True)
class TextSuggestions:
    """A text's tasks and those of them that are in doubt, in text order."""

    source: SourceText
    records: tuple[TaskRecord, ...]
    suggestions: tuple[Suggestion, ...]


def suggest_text(source: SourceText, outline: Outline, model: str, nlp: Language) -> TextSuggestions:
    """Find what is in doubt in a text.

    Args:
        source: The decoded text.
        outline: Its outline.
        model: The model folder.
        nlp: The pipeline of annotation and rules.
    """
    nodes = annotate_nodes(outline, nlp)
    load_marking_tagger(model).mark([node.doc for node in nodes])
    doubts = {node.node.eid: list(_list_doubts(node.doc)) for node in nodes}
    manifest, modes = load_model(model).manifest, list_modes(model, {})
    for node in nodes:
        for slot in SLOTS:
            if slot in manifest.slots:
                choose_spans(node.doc, slot, modes[slot], manifest.slots[slot].policy, manifest.warn_below)
    traced = assemble_records(source, outline, attach_docs(outline, nodes, nlp))
    suggestions = [_weigh(item, doubts) for item in traced]
    return TextSuggestions(source, tuple(item.record for item in traced), tuple(s for s in suggestions if s.score > 0))


def _list_doubts(doc: Doc) -> Iterator[tuple[int, Doubt]]:
    """Yield the doubts of a text, each with the character where its mention starts."""
    for slot in SLOTS:
        rules, found = list_rules(doc, slot), list_found(doc, slot, readable=False)
        for item in found:
            met = [rule for rule in rules if rule.meets(item)]
            if not met:
                yield _doubt(doc, slot, item, "model only", item.probability)
            elif not any(rule.equals(item) for rule in met):
                yield _doubt(doc, slot, item, "other bounds", item.probability)
            elif item.probability < _SURE:
                yield _doubt(doc, slot, item, "low confidence", 1 - item.probability)
        for rule in rules:
            if not any(item.meets(rule) for item in found):
                yield _doubt(doc, slot, rule, "rules only", rule.probability)


def _doubt(doc: Doc, slot: str, item: Candidate, reason: str, weight: float) -> tuple[int, Doubt]:
    return doc[item.start].idx, Doubt(slot, doc[item.start : item.end].text, reason, round(weight, 4))


def _weigh(item: TracedRecord, doubts: Mapping[str, Sequence[tuple[int, Doubt]]]) -> Suggestion:
    task = item.task
    inside = [doubt for at, doubt in doubts.get(task.home.node.eid, ()) if task.start <= at < task.end]
    ordered = tuple(sorted(inside, key=lambda d: (-d.weight, d.slot, d.text)))
    return Suggestion(item.record, round(sum(d.weight for d in ordered), 4), ordered)


def choose_suggestions(texts: Sequence[TextSuggestions], number: int) -> list[TextSuggestions]:
    """Choose the tasks most worth annotating.

    Args:
        texts: The texts with all that is in doubt in them.
        number: How many tasks at most.

    Returns:
        The texts that hold the chosen ones, the worthiest text first, each with its chosen tasks in text order. Of
        equal worth the earlier text and task comes first.
    """
    ranked: list[tuple[float, int, int]] = []
    for i, text in enumerate(texts):
        order = sorted(range(len(text.suggestions)), key=lambda j: (-text.suggestions[j].score, j))
        ranked += [(-text.suggestions[j].score * _FEWER**rank, i, j) for rank, j in enumerate(order)]
    chosen: dict[int, list[int]] = {}
    worth: dict[int, float] = {}
    for score, i, j in sorted(ranked)[:number]:
        chosen.setdefault(i, []).append(j)
        worth[i] = worth.get(i, 0.0) - score
    return [
        TextSuggestions(texts[i].source, texts[i].records, tuple(texts[i].suggestions[j] for j in sorted(chosen[i])))
        for i in sorted(chosen, key=lambda i: (-worth[i], i))
    ]
