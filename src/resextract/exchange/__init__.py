"""Standoff exchange: records ↔ the formats of annotation tools, nothing lost either way."""
