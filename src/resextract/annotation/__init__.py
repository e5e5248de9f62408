"""Annotation: clean text → spaCy ``Doc`` with tokens, Universal Dependencies morphology, lemmas, entities."""

from resextract.annotation.language import build_language, tokenize_text

__all__ = ["build_language", "tokenize_text"]
