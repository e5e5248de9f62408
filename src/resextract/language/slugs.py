"""Slugs: stable ASCII identifiers made from Russian names."""

from __future__ import annotations

import hashlib
import re

from resextract.language.lexicons import fold_word

__all__ = ["make_slug", "transliterate"]

SLUG_LENGTH = 60
"""Longest slug in characters; a longer one is cut and gets a hash of the whole name."""

# «ё» is folded to «е» before.
_LETTERS = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ж": "zh", "з": "z", "и": "i", "й": "y", "к": "k",
    "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh",
    "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya",
    "+": "-plus-", "№": "-no-", "%": "-percent-",
}  # fmt: skip
_OTHER = re.compile(r"[^a-z0-9]+")


def transliterate(text: str) -> str:
    """Write Russian letters in Latin ones, in lower case; other characters stay.

    Args:
        text: Any text.

    Returns:
        The text with «ё» as «е», hard and soft signs dropped, «х» as ``kh``, «ц» as ``ts``, «щ» as ``shch``.
    """
    return "".join(_LETTERS.get(letter, letter) for letter in fold_word(text))


def make_slug(name: str) -> str:
    """Make a stable identifier from a name.

    Args:
        name: A name; case, «ё» and punctuation do not matter.

    Returns:
        Lower case ASCII words joined by hyphens; at most `SLUG_LENGTH` characters, plus a hyphen and eight
        hexadecimal digits of the name's SHA-256 where it had to be cut. A name without letters or digits gives the
        hash alone.
    """
    slug = _OTHER.sub("-", transliterate(name)).strip("-")
    if slug and len(slug) <= SLUG_LENGTH:
        return slug
    digest = hashlib.sha256((slug or name).encode()).hexdigest()[:8]
    if not slug:
        return digest
    cut = slug[: SLUG_LENGTH + 1].rpartition("-")[0] or slug[:SLUG_LENGTH]
    return f"{cut}-{digest}"
