"""Morphological tags and named entities by slovnet's models, run faster than slovnet runs them.

Two changes against the stock code, both with identical output: sequences are bucketed by length, so that little is
padding, and the convolution is a sum of shifted matrix products instead of im2col. The word vectors (25 MB) and their
vocabulary are loaded once and shared by all models.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
from navec.meta import Meta
from navec.pq import PQ
from navec.tar import Tar
from navec.vocab import Vocab
from slovnet.exec.encoders import TagEncoder
from slovnet.exec.model import NER, Conv1d, Morph
from slovnet.exec.pack import Pack

from resextract.adapters.models import find_model_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

__all__ = ["load_vectors", "tag_entities", "tag_morphology"]

MAX_BATCH_TOKENS = 512
"""Padded tokens per batch; larger batches fall out of the processor's cache."""


class _ShiftedConv1d(Conv1d):  # type: ignore[misc]
    """The same convolution as one matrix product whose column blocks are shifted and added: no window copies."""

    def __init__(self, weight: Any, bias: Any, padding: int) -> None:
        super().__init__(weight, bias, padding)
        filters, size, kernel = weight.shape
        self.blocks = np.ascontiguousarray(weight.array.transpose(1, 2, 0).reshape(size, kernel * filters))

    def __call__(self, inputs: Any) -> Any:
        filters, size, kernel = self.weight.shape
        batch, _, length = inputs.shape
        rows = np.ascontiguousarray(inputs.swapaxes(2, 1)).reshape(-1, size)
        parts = (rows @ self.blocks).reshape(batch, length, kernel, filters)
        output = np.empty((batch, length, filters), dtype=inputs.dtype)
        output[:] = self.bias.array
        for k in range(kernel):
            shift = k - self.padding
            low, high = max(0, -shift), min(length, length - shift)
            if low < high:
                output[:, low:high] += parts[:, low + shift : high + shift, k]
        return output.swapaxes(2, 1)


class _BarePQ(PQ):  # type: ignore[misc]
    """Quantised vectors without the similarity tables that navec computes on loading (0.2 s, 100 MB)."""

    def precompute(self) -> None:
        self.qdims = np.arange(self.qdim)


@dataclass(frozen=True)
class _Vectors:
    """Word vectors and their vocabulary, in the shape that slovnet's encoder and its models ask for."""

    meta: Any
    vocab: Any
    pq: Any

    @property
    def pad_id(self) -> int:
        return int(self.vocab.pad_id)

    def encode(self, word: str) -> int:
        return int(self.vocab.word_ids.get(word, self.vocab.unk_id))


@lru_cache(maxsize=1)
def load_vectors() -> _Vectors:
    """Load natasha's word vectors and their vocabulary, once."""
    with Tar(str(find_model_file("emb", "navec_news_v1_1B_250K_300d_100q.tar"))) as tar:
        meta = Meta.from_file(tar.load("meta.json"))
        Meta.check_protocol(meta.protocol)
        return _Vectors(meta, Vocab.from_file(tar.load("vocab.bin")), _BarePQ.from_file(tar.load("pq.bin")))


class _Tagger:
    """One slovnet tagging model with its vocabularies."""

    def __init__(self, file: str, kind: type) -> None:
        vectors = load_vectors()
        with Pack(str(find_model_file("model", file))) as pack:
            pack.load_meta().check_protocol()
            model = pack.load_model(kind)
            arrays = dict(pack.load_arrays(model.weights))
            shapes, tags = pack.load_vocab("shape"), pack.load_vocab("tag")
        self.model = model.inject_arrays(arrays).inject_navec(vectors)
        for layer in self.model.encoder.layers:
            stock = layer.conv
            layer.conv = _ShiftedConv1d(stock.weight, stock.bias, stock.padding)
        # The words of a slovnet pack are navec's own, in the same order: one copy serves all models.
        self.encoder = TagEncoder(vectors, shapes)
        self.tags = tags.items

    def batches(self, sequences: Sequence[Sequence[str]]) -> Iterator[tuple[list[int], Any]]:
        """Yield (indexes of sequences, encoded batch), sequences of like length together."""
        order = sorted((i for i, s in enumerate(sequences) if s), key=lambda i: (len(sequences[i]), i))
        batch: list[int] = []
        for i in order:
            if batch and len(sequences[i]) * (len(batch) + 1) > MAX_BATCH_TOKENS:
                yield batch, self.encode([sequences[j] for j in batch])
                batch = []
            batch.append(i)
        if batch:
            yield batch, self.encode([sequences[j] for j in batch])

    def encode(self, sequences: list[Sequence[str]]) -> Any:
        return self.encoder.input([self.encoder.item(words) for words in sequences])

    def run(self, sequences: Sequence[Sequence[str]], decode: Callable[[Any, Any], Sequence[Any]]) -> list[list[str]]:
        out: list[list[str]] = [[] for _ in sequences]
        for indexes, batch in self.batches(sequences):
            predicted = decode(self.model(batch.word_id, batch.shape_id, batch.pad_mask), ~batch.pad_mask)
            for row, i in enumerate(indexes):
                out[i] = [self.tags[t] for t in predicted[row][: len(sequences[i])]]
        return out


@lru_cache(maxsize=1)
def _morphology() -> _Tagger:
    return _Tagger("slovnet_morph_news_v1.tar", Morph)


@lru_cache(maxsize=1)
def _entities() -> _Tagger:
    return _Tagger("slovnet_ner_news_v1.tar", NER)


def tag_morphology(sequences: Sequence[Sequence[str]]) -> list[list[str]]:
    """Tag the tokens of many sequences with Universal Dependencies morphology.

    Args:
        sequences: Token sequences, sentences or clauses; shorter ones are faster.

    Returns:
        For each sequence, one tag per token in the model's notation, ``NOUN|Animacy=Inan|Case=Gen|…``; empty
        sequences give empty lists.
    """
    tagger = _morphology()
    return tagger.run(sequences, lambda scores, _mask: tagger.model.head.decode(scores))


def tag_entities(sequences: Sequence[Sequence[str]]) -> list[list[str]]:
    """Tag the tokens of many sequences with named entities.

    Args:
        sequences: Token sequences.

    Returns:
        For each sequence, one BIO tag per token: ``O``, ``B-PER``, ``I-LOC``, ``B-ORG`` …
    """
    tagger = _entities()
    return tagger.run(sequences, tagger.model.head.crf.decode)
