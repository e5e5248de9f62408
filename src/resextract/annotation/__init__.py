"""Annotation: clean text → spaCy ``Doc`` with tokens, Universal Dependencies morphology, lemmas, entities."""

# ruff: noqa: E402
from resextract.adapters.spacy_package import import_spacy

import_spacy()  # before any other module of this package or above it imports spaCy

from resextract.annotation.language import build_language, tokenize_text

__all__ = ["build_language", "tokenize_text"]
