"""spaCy's transition-based entity recogniser as a tagger of mentions.

It works on a vocabulary of its own, which holds its word vectors. Its files are MessagePack, JSON and NumPy's array
format; no pickle is read. Matrices are multiplied by NumPy, not by blis: with small widths that is faster, and the same
on every machine with the same NumPy.
"""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

import numpy as np
from pydantic import BaseModel, ConfigDict, ValidationError
from spacy.tokens import Doc
from thinc.api import use_ops

from resextract.annotation import build_language
from resextract.language.phrases import phrase
from resextract.tagging.errors import TaggerError
from resextract.tagging.labels import TokenSpan
from resextract.tagging.taggers import Tagging, take_file

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from spacy.language import Language
    from spacy.vocab import Vocab

__all__ = ["NerSettings", "NerTagger", "build_recogniser", "copy_doc"]

WEIGHTS, SETTINGS, VECTORS, WORDS = "ner.msgpack", "ner.json", "vectors.npy", "vectors.txt"
_ATTRIBUTES = {"NORM": 5000, "LEMMA": 5000, "TAG": 1000, "SHAPE": 1000, "SUFFIX": 1000}
"""Features of a token and the rows of their hash tables."""


class NerSettings(BaseModel):
    """Shape of the network.

    Attributes:
        width: Width of a token's vector.
        depth: Layers of convolution; each sees one token more on either side.
        hidden: Width of the layer that scores transitions.
        beam_width: Beams by which probabilities are estimated.
        vectors: Whether it sees word vectors.
        labels: What it can find.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    width: int
    depth: int
    hidden: int
    beam_width: int
    vectors: bool
    labels: tuple[str, ...]


def build_recogniser(settings: NerSettings, words: Sequence[str] = (), vectors: Any = None) -> Language:
    """Build the untrained recogniser.

    Args:
        settings: The shape of its network.
        words: The words that have vectors.
        vectors: Their vectors, a row each.
    """
    with use_ops("numpy", use_blis=False):
        nlp = build_language(())
        if vectors is not None:
            nlp.vocab.reset_vectors(shape=vectors.shape)
            for word, vector in zip(words, vectors, strict=True):
                nlp.vocab.set_vector(word, vector)
        recogniser = nlp.add_pipe("ner", config={"model": _describe_network(settings)})
        for label in settings.labels:
            recogniser.add_label(label)  # type: ignore[attr-defined]
    return nlp


def _describe_network(settings: NerSettings) -> dict[str, Any]:
    embed = {
        "@architectures": "spacy.MultiHashEmbed.v2",
        "width": settings.width,
        "attrs": list(_ATTRIBUTES),
        "rows": list(_ATTRIBUTES.values()),
        "include_static_vectors": settings.vectors,
    }
    encode = {
        "@architectures": "spacy.MaxoutWindowEncoder.v2",
        "width": settings.width,
        "depth": settings.depth,
        "window_size": 1,
        "maxout_pieces": 3,
    }
    return {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "state_type": "ner",
        "extra_state_tokens": False,
        "hidden_width": settings.hidden,
        "maxout_pieces": 2,
        "use_upper": True,
        "nO": None,
        "tok2vec": {"@architectures": "spacy.Tok2Vec.v2", "embed": embed, "encode": encode},
    }


def copy_doc(vocab: Vocab, doc: Doc) -> Doc:
    """Copy an annotated text's tokens, tags and lemmas to another vocabulary; lower-case forms find the vectors."""
    copy = Doc(
        vocab,
        words=[token.text for token in doc],
        spaces=[bool(token.whitespace_) for token in doc],
        tags=[token.tag_ for token in doc],
        lemmas=[token.lemma_ for token in doc],
    )
    for token in copy:
        lexeme = vocab[token.text]
        if not lexeme.has_vector and vocab.has_vector(token.lower_):
            vector: Any = vocab.get_vector(token.lower_)
            vocab.set_vector(token.text, vector)
    return copy


class NerTagger:
    """Tags with a trained recogniser. The probability of a mention is the share of its beams that hold it."""

    def __init__(self, nlp: Language, settings: NerSettings, words: Sequence[str] = (), vectors: Any = None) -> None:
        self._nlp = nlp
        self._settings = settings
        self._words = words
        self._vectors = vectors
        self.labels = tuple(sorted(settings.labels))

    @classmethod
    def load(cls, files: Mapping[str, bytes]) -> NerTagger:
        """Make a tagger of its files (see `resextract.tagging.architectures.load_tagger`)."""
        try:
            settings = NerSettings.model_validate_json(take_file(files, SETTINGS))
            words: list[str] = []
            vectors = None
            if settings.vectors:
                words = take_file(files, WORDS).decode("utf-8").split("\n")
                vectors = np.load(io.BytesIO(take_file(files, VECTORS)), allow_pickle=False)
            nlp = build_recogniser(settings, words, vectors)
            with use_ops("numpy", use_blis=False):
                nlp.initialize()
                nlp.get_pipe("ner").from_bytes(take_file(files, WEIGHTS), exclude=["vocab"])  # type: ignore[attr-defined]
        except TaggerError:
            raise
        except ValidationError as error:
            raise TaggerError(phrase("{file}: {reason}", file=SETTINGS, reason=error.errors()[0]["msg"])) from error
        except Exception as error:  # whatever damaged weights make of msgpack, numpy and spaCy
            raise TaggerError(
                phrase("{file}: {kind}: {reason}", file=WEIGHTS, kind=type(error).__name__, reason=str(error))
            ) from error
        return cls(nlp, settings, words, vectors)

    def dump(self) -> dict[str, bytes]:
        """Return its files."""
        files = {
            WEIGHTS: self._nlp.get_pipe("ner").to_bytes(exclude=["vocab"]),  # type: ignore[attr-defined]
            SETTINGS: json.dumps(self._settings.model_dump(), ensure_ascii=False, indent=1).encode("utf-8"),
        }
        if self._vectors is not None:
            stream = io.BytesIO()
            np.save(stream, self._vectors, allow_pickle=False)
            files |= {VECTORS: stream.getvalue(), WORDS: "\n".join(self._words).encode("utf-8")}
        return files

    def tag(self, docs: Sequence[Doc]) -> list[Tagging]:
        """Tag texts (see `resextract.tagging.taggers.Tagger`)."""
        filled = [doc for doc in docs if len(doc)]
        recogniser: Any = self._nlp.get_pipe("ner")
        copies = [copy_doc(self._nlp.vocab, doc) for doc in filled]
        with use_ops("numpy", use_blis=False):
            beams = recogniser.beam_parse(copies, beam_width=self._settings.beam_width) if copies else []
        scores = iter(recogniser.scored_ents(beams) if copies else [])
        return [_read_scores(doc, next(scores)) if len(doc) else Tagging([], []) for doc in docs]


def _read_scores(doc: Doc, scores: Mapping[tuple[int, int, str], float]) -> Tagging:
    """Take the likeliest mentions that share no token."""
    outside = [1.0] * len(doc)
    taken = [False] * len(doc)
    found: list[tuple[TokenSpan, float]] = []
    for (start, end, label), score in sorted(scores.items(), key=lambda item: (-item[1], item[0])):
        for i in range(start, end):
            outside[i] = max(0.0, outside[i] - score)
        if score >= _LIKELY and not any(taken[start:end]):
            taken[start:end] = [True] * (end - start)
            found.append((TokenSpan(start, end, label), min(float(score), 1.0)))
    return Tagging(sorted(found, key=lambda pair: pair[0]), outside)


_LIKELY = 0.3
"""Least probability of a mention; below it the beams hold too many that nobody believes in."""
