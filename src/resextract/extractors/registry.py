"""Which extractor components there are, and the pipeline made of some of them."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from resextract.annotation import build_language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.language import Language

__all__ = ["EXTRACTORS", "build_pipeline"]

EXTRACTORS = {
    "resextract_references": "resextract.extractors.references",
    "resextract_programs": "resextract.extractors.programs",
    "resextract_deadlines": "resextract.extractors.deadlines",
    "resextract_targets": "resextract.extractors.targets",
    "resextract_actions": "resextract.extractors.actions",
    "resextract_actors": "resextract.extractors.actors",
}
"""Component name to the module that registers it, in the order in which they run."""


def build_pipeline(components: Sequence[str]) -> Language:
    """Build the pipeline of annotation and extraction.

    Args:
        components: Names of components, annotation first, run in this order. A name that is not in `EXTRACTORS` must be
            registered with spaCy already (a trained model's, say).

    Returns:
        The pipeline; its models load when it first runs.

    Raises:
        ValueError: spaCy knows no component of such a name.
    """
    for name in components:
        if name in EXTRACTORS:
            import_module(EXTRACTORS[name])
    return build_language(components)
