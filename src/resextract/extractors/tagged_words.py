"""The tokens of an annotated text as plain lists: reading them through spaCy's objects costs more than the rules do."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from spacy.attrs import LEMMA, MORPH, ORTH, POS, SPACY
from spacy.symbols import NAMES

from resextract.language.lexicons import fold_word

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["TaggedWords"]


class TaggedWords:
    """An annotated text, token by token.

    Attributes:
        doc: The text.
        words: Its tokens' texts.
    """

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self._strings = doc.vocab.strings
        self._rows: list[list[int]] = doc.to_array([POS, LEMMA, MORPH, ORTH, SPACY]).tolist()
        self.words: list[str] = [self._strings[row[3]] for row in self._rows]
        self._lemmas: dict[int, str] = {}
        self._features: dict[int, dict[str, str]] = {}

    @cached_property
    def starts(self) -> list[int]:
        """The offset of each token in the text."""
        offsets, position = [], 0
        for word, row in zip(self.words, self._rows, strict=True):
            offsets.append(position)
            position += len(word) + row[4]
        return offsets

    def is_spaced(self, i: int) -> bool:
        """Tell whether a space follows a token."""
        return bool(self._rows[i][4])

    def pos(self, i: int) -> str:
        """The part of speech of a token, in Universal Dependencies' names."""
        return str(NAMES[self._rows[i][0]])

    def lemma(self, i: int) -> str:
        """The dictionary form of a token, folded."""
        key = self._rows[i][1]
        lemma = self._lemmas.get(key)
        if lemma is None:
            lemma = self._lemmas[key] = fold_word(self._strings[key])
        return lemma

    def feature(self, i: int, name: str) -> str:
        """A morphological feature of a token («Case» → «Dat»); empty for none."""
        key = self._rows[i][2]
        features = self._features.get(key)
        if features is None:
            pairs = (item.partition("=") for item in self._strings[key].split("|"))
            features = self._features[key] = {feature: value for feature, _, value in pairs}
        return features.get(name, "")
