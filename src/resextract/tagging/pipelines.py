"""The pipeline of annotation, extraction and, where a model is there, of its tagger and the choices between the two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from resextract.extractors.registry import build_pipeline
from resextract.extractors.spans import SLOTS
from resextract.tagging.components import CHOICE, load_marking_tagger, tagger_component
from resextract.tagging.folders import load_model
from resextract.tagging.labels import split_label

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from spacy.language import Language

    from resextract.tagging.policies import Mode

__all__ = ["build_hybrid_pipeline", "list_modes"]

_ANNOTATION = "resextract_morphology"


def list_modes(model: str, wanted: Mapping[str, Mode]) -> dict[str, Mode]:
    """Return how each slot is read.

    Args:
        model: The model folder.
        wanted: What the configuration says; the other slots go by the model's manifest.

    Returns:
        A mode for each slot; ``rules`` for a slot of whose labels the model has none.

    Raises:
        ModelError: The folder is no model.
    """
    manifest = load_model(model).manifest
    known = {split_label(label)[0] for label in manifest.labels}
    modes: dict[str, Mode] = {}
    for slot in SLOTS:
        entry = manifest.slots.get(slot)
        modes[slot] = wanted.get(slot, entry.mode) if entry is not None and slot in known else "rules"
    return modes


def build_hybrid_pipeline(components: Sequence[str], model: str, modes: Mapping[str, Mode]) -> Language:
    """Build the pipeline with a trained model.

    Args:
        components: Annotation and extractors, as `build_pipeline` takes them.
        model: The model folder.
        modes: How each slot is read (see `list_modes`).

    Returns:
        The pipeline: the tagger stands behind the morphology, a slot's choice behind its extractor, so that the
        extractors after it see what was chosen. With ``rules`` everywhere there is no tagger in it.

    Raises:
        ModelError: The folder is no model.
        ValueError: spaCy knows no component of a name.
    """
    nlp = build_pipeline(components)
    used = [slot for slot, mode in modes.items() if mode != "rules" and f"resextract_{slot}" in components]
    if not used or _ANNOTATION not in components:
        return nlp
    load_marking_tagger(model)
    nlp.add_pipe(tagger_component(load_model(model).manifest.architecture), after=_ANNOTATION, config={"model": model})
    for slot in used:
        config = {"model": model, "slot": slot, "mode": modes[slot]}
        nlp.add_pipe(CHOICE, name=f"{CHOICE}_{slot}", after=f"resextract_{slot}", config=config)
    return nlp
