"""Trials: the records that other policies would have given, without running the extractors again."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from resextract.evaluation.scoring import score_document
from resextract.extractors.spans import SLOTS, get_spans, set_spans
from resextract.learning.examples import make_examples
from resextract.pipeline.documents import assemble_records
from resextract.tagging.choosing import choose_spans
from resextract.tasks.annotating import annotate_nodes, attach_docs

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from spacy.language import Language
    from spacy.tokens import Doc, Span

    from resextract.evaluation.tallies import Tally
    from resextract.learning.annotations import AnnotatedText
    from resextract.learning.examples import TextExamples
    from resextract.outline import Outline
    from resextract.records.models import TaskRecord
    from resextract.tagging.policies import Mode, SlotPolicy
    from resextract.tasks.model import AnnotatedNode

__all__ = ["Reading", "Trial", "prepare_trial"]

Reading = tuple["Mode", "SlotPolicy"]
"""How a slot is read."""


@dataclass(slots=True)
class Trial:
    """A text on which the rules have run once.

    Attributes:
        text: The text and its right records.
        outline: Its outline.
        nodes: Its nodes with annotated texts.
        examples: The texts with the right mentions in them.
        rules: For each node and slot the rules' mentions.
        nlp: The pipeline of the rules.
        tallies: What was measured before, by the mentions that were chosen.
    """

    text: AnnotatedText
    outline: Outline
    nodes: Sequence[AnnotatedNode]
    examples: TextExamples
    rules: Sequence[Mapping[str, Sequence[Span]]]
    nlp: Language
    tallies: dict[tuple[object, ...], Tally] = field(default_factory=dict)

    @property
    def docs(self) -> list[Doc]:
        """The annotated texts, for a tagger to mark."""
        return [node.doc for node in self.nodes]

    def extract(self, readings: Mapping[str, Reading]) -> list[TaskRecord]:
        """Return the records under a reading of some slots; the others are the rules'."""
        self.choose(readings)
        annotated = attach_docs(self.outline, self.nodes, self.nlp)
        return [traced.record for traced in assemble_records(self.text.source, self.outline, annotated)]

    def choose(self, readings: Mapping[str, Reading]) -> None:
        """Set the spans of every slot."""
        for node, found in zip(self.nodes, self.rules, strict=True):
            for slot in SLOTS:
                set_spans(node.doc, slot, found[slot])
                if slot in readings:
                    choose_spans(node.doc, slot, *readings[slot])

    def score(self, readings: Mapping[str, Reading]) -> Tally:
        """Measure the records under a reading of some slots."""
        self.choose(readings)
        key = tuple(
            tuple((s.start, s.end, s.label_, s.kb_id_, s.id_) for s in get_spans(doc, slot))
            for doc in self.docs
            for slot in SLOTS
        )
        if key not in self.tallies:
            self.tallies[key] = score_document(self.text.records, self.extract(readings))
        return self.tallies[key]


def prepare_trial(text: AnnotatedText, outline: Outline, nlp: Language) -> Trial:
    """Run the rules on a text.

    Args:
        text: The text.
        outline: Its outline.
        nlp: The pipeline of annotation and rules.
    """
    nodes = annotate_nodes(outline, nlp)
    rules = [{slot: get_spans(node.doc, slot) for slot in SLOTS} for node in nodes]
    return Trial(text, outline, nodes, make_examples(text, nodes), rules, nlp)
