"""Word tokens of Russian text, by razdel."""

from __future__ import annotations

from razdel import tokenize as razdel_tokenize

__all__ = ["split_tokens"]


def split_tokens(text: str) -> list[tuple[int, int, str]]:
    """Cut a text into tokens.

    Args:
        text: Any text; white space separates tokens and belongs to none.

    Returns:
        ``(start, end, token)`` triples in text order, half-open code point offsets; empty for blank text.
    """
    return [(token.start, token.stop, token.text) for token in razdel_tokenize(text)]
