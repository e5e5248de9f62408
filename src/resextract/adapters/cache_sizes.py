"""How much is remembered of words and texts that were seen before.

Real texts repeat few word forms, so remembering what was worked out for one is worth half the time of a run. But names
and misprints never end, and a run over thousands of files must not grow with them: the caches hold what a long document
needs, and the least recently used goes first.
"""

__all__ = ["TEXTS", "WORDS"]

WORDS = 2_500
"""Entries of a cache by word form or lemma: a resolution of fifty pages has some three thousand forms."""

TEXTS = 500
"""Entries of a cache by a block's or cell's text."""
