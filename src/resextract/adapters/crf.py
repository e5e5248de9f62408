"""Linear-chain conditional random fields, by CRFsuite (Okazaki 2007) through python-crfsuite."""

from __future__ import annotations

import ctypes
import struct
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pycrfsuite

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

__all__ = ["Algorithm", "CrfError", "CrfModel", "train_crf"]

Algorithm = Literal["lbfgs", "ap"]
"""``lbfgs``: maximum likelihood with elastic-net regularisation; ``ap``: averaged perceptron."""

_MAGIC, _KIND, _VERSION = b"lCRF", b"FOMC", 100
_HEADER = struct.Struct("<4sI4sIIIIIIIII")


class CrfError(ValueError):
    """Bytes are no model of CRFsuite, or a training got nothing to learn from."""


class CrfModel:
    """A trained field that labels sequences of feature lists.

    Args:
        data: The model's bytes, as `train_crf` returned them.

    Raises:
        CrfError: The bytes are no model.
    """

    def __init__(self, data: bytes) -> None:
        _check_header(data)
        self._data = data  # CRFsuite reads from this memory for as long as the tagger lives
        self._tagger = pycrfsuite.Tagger()
        try:
            self._tagger.open_inmemory(data)
        except ValueError as error:
            raise CrfError(f"CRFsuite cannot read the model: {error}") from error
        self.labels: tuple[str, ...] = tuple(sorted(self._tagger.labels()))

    def label(self, features: Sequence[Collection[str]]) -> list[str]:
        """Return the likeliest label of each element (Viterbi); empty for an empty sequence.

        The sequence stays set for `read_marginal` until the next call.
        """
        if not features:
            return []
        return list(self._tagger.tag(features))

    def read_marginal(self, label: str, position: int) -> float:
        """Return the probability of a label at a position of the sequence labelled last; 0 for an unknown label."""
        return float(self._tagger.marginal(label, position)) if label in self.labels else 0.0


def _check_header(data: bytes) -> None:
    """Look at what CRFsuite itself takes on trust: sizes and offsets (``crf1d_model.c``)."""
    if len(data) < _HEADER.size or not data.startswith(_MAGIC):
        raise CrfError("these bytes are no CRFsuite model")
    _, size, kind, version, *_, features, labels, attributes, label_refs, attribute_refs = _HEADER.unpack_from(data)
    offsets = (features, labels, attributes, label_refs, attribute_refs)
    if kind != _KIND or version != _VERSION or size != len(data) or not all(0 < o < size for o in offsets):
        raise CrfError("these bytes are no whole CRFsuite model")


def train_crf(
    sequences: Sequence[Sequence[Collection[str]]],
    labels: Sequence[Sequence[str]],
    *,
    algorithm: Algorithm,
    parameters: Mapping[str, float | int],
    seed: int,
) -> bytes:
    """Train a field.

    Args:
        sequences: Feature lists, one an element.
        labels: The right label of each element.
        algorithm: How the weights are found.
        parameters: CRFsuite's parameters of the algorithm, such as ``max_iterations``, ``c1`` and ``c2``.
        seed: Start of the C library's generator, by which ``ap`` shuffles; ``lbfgs`` uses none.

    Returns:
        The model's bytes: the same for the same arguments on one machine.

    Raises:
        CrfError: There is no sequence with an element in it.
    """
    trainer = pycrfsuite.Trainer(algorithm=algorithm, verbose=False)
    trainer.set_params(dict(parameters))
    filled = [(x, y) for x, y in zip(sequences, labels, strict=True) if x]
    if not filled:
        raise CrfError("there is no text to learn from")
    for features, row in filled:
        trainer.append(features, row)
    ctypes.CDLL(None).srand(seed)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.crfsuite"
        trainer.train(str(path))
        return path.read_bytes()
