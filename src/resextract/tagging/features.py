"""What a trained tagger sees of a token: its dictionary form, part of speech, shape, ending, and the tokens around it.

The window of two tokens on either side and the kinds of features are the usual ones for sequence labelling (Tjong Kim
Sang and De Meulder 2003). Nothing of the rules is among them: a tagger that saw the rules' mentions would follow them
where they are silent, and add nothing (ADR 9).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from spacy.attrs import ORTH, TAG

from resextract.adapters.cache_sizes import WORDS
from resextract.extractors.spans import COLUMN, PLACE
from resextract.extractors.words import read_words
from resextract.language.lexicons import fold_word

if TYPE_CHECKING:
    from collections.abc import Mapping

    from spacy.tokens import Doc, Token

    from resextract.extractors.words import Word

__all__ = ["read_features"]

_WINDOW = (-2, -1, 1, 2)
_ENDING = 3
_RUN = 2
"""Characters of one class beyond this many in a row say nothing more about a token's shape."""


@dataclass(frozen=True, slots=True)
class _Description:
    """What a token shows, and the same as its neighbours see it, by their distance from it."""

    parts: tuple[str, ...]
    shifted: Mapping[int, tuple[str, ...]]


_known: dict[tuple[int, int, str], _Description] = {}


def read_features(doc: Doc) -> list[list[str]]:
    """Describe the tokens of an annotated text.

    Args:
        doc: The text with tags and lemmas; ``doc.user_data`` says what part it plays and its column.

    Returns:
        One list of features a token; empty for an empty text.
    """
    tokens = [
        _describe(token, word, orth, tag)
        for token, word, (orth, tag) in zip(doc, read_words(doc), doc.to_array([ORTH, TAG]).tolist(), strict=True)
    ]
    place, column = f"place={doc.user_data.get(PLACE)}", f"column={doc.user_data.get(COLUMN)}"
    rows: list[list[str]] = []
    quotes = brackets = 0
    for i, token in enumerate(tokens):
        parts = token.parts
        row = [*parts, "bias", place, f"{place} {parts[1]}", column, f"at={min(i, 3)}"]
        for d in _WINDOW:
            row += tokens[i + d].shifted[d] if 0 <= i + d < len(tokens) else (f"{d}#",)
        if i:
            row.append(f"{tokens[i - 1].parts[0]}|{parts[0]}")
        if i + 1 < len(tokens):
            row.append(f"{parts[0]}|+{tokens[i + 1].parts[0]}")
        text = doc[i].text
        quotes, brackets = quotes + (text == "«"), brackets + (text == "(")
        if quotes > 0:
            row.append("quoted")
        if brackets > 0:
            row.append("bracketed")
        quotes, brackets = quotes - (text == "»" and quotes > 0), brackets - (text == ")" and brackets > 0)
        rows.append(row)
    return rows


def _describe(token: Token, word: Word, orth: int, tag: int) -> _Description:
    key = (orth, tag, word.kind.name)
    known = _known.get(key)
    if known is None:
        if len(_known) >= WORDS:
            _known.clear()
        parts = _list_parts(token, word)
        known = _known[key] = _Description(parts, {d: tuple(f"{d}{part}" for part in parts) for d in _WINDOW})
    return known


def _list_parts(token: Token, word: Word) -> tuple[str, ...]:
    folded, pos = fold_word(token.text), token.pos_
    parts = [f"l={fold_word(token.lemma_)}", f"p={pos}", f"s={_shape(token.text)}", f"e={folded[-_ENDING:]}"]
    parts.append(f"k={word.kind.name}")
    if case := token.morph.get("Case", []):
        parts.append(f"c={case[0]}{pos}")
    if form := token.morph.get("VerbForm", []):
        parts.append(f"v={form[0]}")
    return tuple(parts)


def _shape(text: str) -> str:
    shape = ""
    for char in text:
        kind = "X" if char.isupper() else "x" if char.islower() else "d" if char.isdigit() else char
        if shape[-_RUN:] != kind * _RUN:
            shape += kind
    return shape
