"""The trained tagger and the choice between it and the rules, as spaCy components."""

from __future__ import annotations

from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from spacy.language import Language

from resextract.language.phrases import phrase
from resextract.tagging.architectures import load_tagger
from resextract.tagging.calibration import Calibration
from resextract.tagging.choosing import choose_spans
from resextract.tagging.errors import ModelError, TaggerError
from resextract.tagging.folders import load_model
from resextract.tagging.labels import split_label
from resextract.tagging.locations import find_model
from resextract.tagging.mentions import Found, set_found

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.tokens import Doc

    from resextract.tagging.policies import Mode, SlotPolicy
    from resextract.tagging.taggers import Tagger

__all__ = ["CHOICE", "MarkingTagger", "load_marking_tagger", "tagger_component"]

CHOICE = "resextract_choice"
BATCH_DOCS = 256


def tagger_component(architecture: str) -> str:
    """Return the name of an architecture's component."""
    return f"resextract_{architecture}"


class MarkingTagger:
    """Writes what a tagger finds to ``doc.spans``, with calibrated probabilities."""

    def __init__(self, tagger: Tagger, calibration: Calibration) -> None:
        self.tagger = tagger
        self.calibration = calibration

    def __call__(self, doc: Doc) -> Doc:
        """Mark one text."""
        self.mark([doc])
        return doc

    def pipe(self, stream: Iterable[Doc], batch_size: int = BATCH_DOCS) -> Iterator[Doc]:
        """Mark many texts."""
        iterator = iter(stream)
        while docs := list(islice(iterator, batch_size)):
            self.mark(docs)
            yield from docs

    def mark(self, docs: list[Doc]) -> None:
        """Mark the texts of a batch."""
        for doc, tagging in zip(docs, self.tagger.tag(docs), strict=True):
            found = [
                Found(span.start, span.end, span.label, self.calibration.apply(split_label(span.label)[0], p))
                for span, p in tagging.mentions
            ]
            set_found(doc, found, tagging.outside)


@lru_cache(maxsize=4)
def load_marking_tagger(path: str) -> MarkingTagger:
    """Load the tagger of a model folder.

    Raises:
        ModelError: The folder is no model, or its files are no tagger's.
    """
    model = load_model(path)
    manifest = model.manifest
    try:
        tagger = load_tagger(manifest.architecture, model.files)
    except TaggerError as error:
        raise ModelError(phrase("{path}: {reason}", path=path, reason=str(error))) from error
    return MarkingTagger(tagger, Calibration(manifest.calibration.slope, manifest.calibration.offsets))


@Language.factory("resextract_crf", default_config={"model": "default"})
def make_crf(nlp: Language, name: str, model: str) -> MarkingTagger:  # noqa: ARG001
    """Make the component of a conditional random field from a model's name or folder."""
    return load_marking_tagger(str(find_model(model)))


@Language.factory("resextract_ner", default_config={"model": "default"})
def make_ner(nlp: Language, name: str, model: str) -> MarkingTagger:  # noqa: ARG001
    """Make the component of spaCy's transition-based recogniser from a model's name or folder."""
    return load_marking_tagger(str(find_model(model)))


class SlotChooser:
    """Decides between rules and tagger for one slot."""

    def __init__(self, slot: str, mode: Mode, policy: SlotPolicy, warn_below: float) -> None:
        self.slot = slot
        self.mode = mode
        self.policy = policy
        self.warn_below = warn_below

    def __call__(self, doc: Doc) -> Doc:
        choose_spans(doc, self.slot, self.mode, self.policy, self.warn_below)
        return doc


@Language.factory(CHOICE, default_config={"model": "default", "slot": "", "mode": "rules"})
def make_choice(nlp: Language, name: str, model: str, slot: str, mode: Mode) -> SlotChooser:  # noqa: ARG001
    """Make the component that decides for a slot by the policy of a model's name or folder."""
    manifest = load_model(str(find_model(model))).manifest
    return SlotChooser(slot, mode, manifest.slots[slot].policy, manifest.warn_below)
