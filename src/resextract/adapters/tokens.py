"""Word tokens of Russian text, by razdel."""

from __future__ import annotations

from razdel import tokenize as razdel_tokenize

__all__ = ["split_tokens"]

_DASHES = frozenset("-–—")


def split_tokens(text: str) -> list[tuple[int, int, str]]:
    """Cut a text into tokens.

    Args:
        text: Any text; white space separates tokens and belongs to none.

    Returns:
        ``(start, end, token)`` triples in text order, half-open code point offsets; empty for blank text.
    """
    return [part for token in razdel_tokenize(text) for part in _split_dash(token.start, token.stop, token.text)]


def _split_dash(start: int, stop: int, token: str) -> list[tuple[int, int, str]]:
    """Part a word from the dash glued to its end («Ответственные- директора»), which razdel leaves on it."""
    if len(token) < 3 or token[-1] not in _DASHES or not token[-2].isalpha():
        return [(start, stop, token)]
    return [(start, stop - 1, token[:-1]), (stop - 1, stop, token[-1])]
