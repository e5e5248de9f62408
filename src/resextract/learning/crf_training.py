"""Training of the conditional random field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from spacy.util import registry

from resextract.adapters.crf import Algorithm, train_crf
from resextract.language.phrases import phrase
from resextract.learning.examples import list_gold
from resextract.tagging.crf_tagger import CrfTagger
from resextract.tagging.features import read_features
from resextract.tagging.labels import encode_tags

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc

    from resextract.learning.trainers import Report

__all__ = ["CrfTrainer"]


@dataclass(frozen=True, slots=True)
class CrfTrainer:
    """Learns a `CrfTagger`.

    Attributes:
        algorithm: ``lbfgs`` or ``ap``, see `resextract.adapters.crf`.
        rounds: Most passes over the examples; ``lbfgs`` stops earlier when it gains nothing any more.
        c1: Weight of the L1 penalty, for ``lbfgs``.
        c2: Weight of the L2 penalty, for ``lbfgs``.
        min_count: A feature that fewer tokens bear is left out.
    """

    algorithm: Algorithm
    rounds: int
    c1: float
    c2: float
    min_count: int

    architecture = "crf"

    def train(self, docs: Sequence[Doc], seed: int, report: Report) -> CrfTagger:
        """Learn from examples (see `resextract.learning.trainers.TaggerTrainer`)."""
        if self.rounds < 1 or self.min_count < 0 or min(self.c1, self.c2) < 0:
            raise ValueError(
                phrase("tagger.rounds must be 1 at least, tagger.c1, c2 and min_count must not be negative")
            )
        parameters: dict[str, float | int] = {"max_iterations": self.rounds, "feature.minfreq": self.min_count}
        if self.algorithm == "lbfgs":
            parameters |= {"c1": self.c1, "c2": self.c2}
        data = train_crf(
            [read_features(doc) for doc in docs],
            [encode_tags(len(doc), list_gold(doc)) for doc in docs],
            algorithm=self.algorithm,
            parameters=parameters,
            seed=seed,
        )
        report(
            phrase(
                "crf: {number} paragraphs, {tokens} tokens, {size:.1f} MB",
                number=len(docs),
                tokens=sum(map(len, docs)),
                size=len(data) / 1e6,
            )
        )
        return CrfTagger(data)


@registry.misc("resextract.CrfTrainer.v1")  # type: ignore[untyped-decorator]
def make_crf_trainer(algorithm: Algorithm, rounds: int, c1: float, c2: float, min_count: int) -> CrfTrainer:
    """Make the trainer that a configuration asks for (see `CrfTrainer`)."""
    return CrfTrainer(algorithm, rounds, c1, c2, min_count)
