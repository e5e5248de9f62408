"""Extractors: components that find mentions and write them to ``doc.spans``."""
