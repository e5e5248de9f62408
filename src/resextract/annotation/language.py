"""A spaCy ``Language`` for Russian whose tokens are razdel's and whose components are ours.

spaCy is the container, not the model: ``spacy.blank("ru")`` downloads nothing and knows nothing (ADR 3).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import spacy
from spacy.attrs import IS_ALPHA, IS_DIGIT, IS_PUNCT, IS_SPACE, IS_TITLE, IS_UPPER, LOWER, NORM, SHAPE
from spacy.tokens import Doc
from spacy.util import registry

from resextract.adapters.tokens import split_tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from spacy.language import Language
    from spacy.vocab import Vocab

__all__ = ["build_language", "tokenize_text"]

_LEXICAL_ATTRIBUTES = (IS_ALPHA, IS_DIGIT, IS_PUNCT, IS_SPACE, IS_TITLE, IS_UPPER, LOWER, NORM, SHAPE)


def tokenize_text(vocab: Vocab, text: str) -> Doc:
    """Cut clean text into a ``Doc``.

    Args:
        vocab: The vocabulary the ``Doc`` belongs to.
        text: Clean text: single spaces, none at the ends.

    Returns:
        A ``Doc`` whose ``text`` equals the input, so that character offsets stay valid.

    Raises:
        ValueError: The text is not clean.
    """
    words, spaces, position = [], [], 0
    for start, end, word in split_tokens(text):
        if start != position:
            raise ValueError(f"text is not clean at {position}: {text[position : position + 20]!r}")
        space = text[end : end + 1] == " "
        words.append(word)
        spaces.append(space)
        position = end + space
    return Doc(vocab, words=words, spaces=spaces)


class _Tokenizer:
    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        return tokenize_text(self.vocab, text)


@registry.tokenizers("resextract.razdel")  # type: ignore[untyped-decorator]
def make_tokenizer() -> Callable[[Language], _Tokenizer]:
    """Register razdel as a tokenizer, so that spaCy does not build its own, rules and exceptions, only to drop it."""
    return lambda nlp: _Tokenizer(nlp.vocab)


def build_language(components: Sequence[str] = ("resextract_morphology",)) -> Language:
    """Build the pipeline container.

    Args:
        components: Names of registered components, run in this order.

    Returns:
        A ``Language`` for ``pipe``; components load their models when first called.
    """
    from resextract.annotation import components as _registered  # noqa: F401

    nlp = spacy.blank("ru", config={"nlp": {"tokenizer": {"@tokenizers": "resextract.razdel"}}})
    # Attributes that nothing here reads (stop words, URLs, numerals …) cost a call each for every new word form.
    vocab: Any = nlp.vocab
    getters = vocab.lex_attr_getters
    vocab.lex_attr_getters = {attr: getters[attr] for attr in _LEXICAL_ATTRIBUTES if attr in getters}
    for name in components:
        nlp.add_pipe(name)
    return nlp
