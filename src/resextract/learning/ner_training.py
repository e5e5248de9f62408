"""Training of spaCy's transition-based entity recogniser."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from spacy.tokens import Span
from spacy.training import Example
from spacy.util import minibatch, registry
from thinc.api import Adam, fix_random_seed, use_ops

from resextract.language.phrases import phrase
from resextract.learning.examples import list_gold
from resextract.tagging.ner_tagger import NerSettings, NerTagger, build_recogniser, copy_doc

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.language import Language
    from spacy.tokens import Doc

    from resextract.learning.trainers import Report

__all__ = ["NerTrainer"]

_HIDDEN = 64
_HELD_OUT = 8
"""One part in so many is held out where training is to stop early."""


@dataclass(frozen=True, slots=True)
class NerTrainer:
    """Learns a `NerTagger`.

    Attributes:
        vector_words: So many words have vectors; 0 for none.
        vector_size: Dimensions of the vectors.
        width: Width of the network.
        depth: Its layers.
        dropout: Share of activations left out in training.
        learn_rate: Of Adam.
        batch_texts: Texts a step.
        rounds: Most passes over the texts.
        patience: Passes without gain on held-out texts after which training ends; 0 to use all texts and all passes.
        beam_width: Beams by which probabilities are estimated.
    """

    vector_words: int
    vector_size: int
    width: int
    depth: int
    dropout: float
    learn_rate: float
    batch_texts: int
    rounds: int
    patience: int
    beam_width: int

    architecture = "ner"

    def train(self, docs: Sequence[Doc], seed: int, report: Report) -> NerTagger:
        """Learn from examples (see `resextract.learning.trainers.TaggerTrainer`)."""
        filled = [doc for doc in docs if len(doc)]
        labels = tuple(sorted({gold.label for doc in filled for gold in list_gold(doc)}))
        if not labels:
            raise ValueError(phrase("there is no mention to learn from"))
        words, vectors = self._load_vectors()
        settings = NerSettings(
            width=self.width,
            depth=self.depth,
            hidden=_HIDDEN,
            beam_width=self.beam_width,
            vectors=vectors is not None,
            labels=labels,
        )
        with use_ops("numpy", use_blis=False):
            fix_random_seed(seed)
            nlp = build_recogniser(settings, words, vectors)
            examples = [_make_example(nlp, doc) for doc in filled]
            held = len(examples) // _HELD_OUT if self.patience else 0
            self._run(nlp, examples[: len(examples) - held], examples[len(examples) - held :], seed, report)
        return NerTagger(nlp, settings, words, vectors)

    def _load_vectors(self) -> tuple[Sequence[str], Any]:
        if not self.vector_words:
            return (), None
        from resextract.adapters.vectors import read_vectors

        return read_vectors(self.vector_words, self.vector_size)

    def _run(self, nlp: Language, examples: list[Example], held: list[Example], seed: int, report: Report) -> None:
        generator = random.Random(seed)  # noqa: S311 - an order of training, not secrets
        optimizer = Adam(self.learn_rate)
        nlp.initialize(lambda: examples, sgd=optimizer)
        recogniser: Any = nlp.get_pipe("ner")
        best, best_score, idle = b"", -1.0, 0
        for number in range(1, self.rounds + 1):
            generator.shuffle(examples)
            losses: dict[str, float] = {}
            for batch in minibatch(examples, self.batch_texts):  # type: ignore[no-untyped-call]
                nlp.update(batch, drop=self.dropout, sgd=optimizer, losses=losses)
            score = _score(nlp, held) if held else 0.0
            report(
                f"ner: round {number} of {self.rounds}, loss {losses['ner']:.1f}"
                + (f", F1 {score:.3f}" if held else "")
            )
            if not held:
                continue
            if score > best_score:
                best, best_score, idle = recogniser.to_bytes(exclude=["vocab"]), score, 0
            else:
                idle += 1
            if idle >= self.patience:
                break
        if best:
            recogniser.from_bytes(best, exclude=["vocab"])


def _make_example(nlp: Language, doc: Doc) -> Example:
    reference = copy_doc(nlp.vocab, doc)
    reference.set_ents([Span(reference, g.start, g.end, label=g.label) for g in list_gold(doc)])
    return Example(copy_doc(nlp.vocab, doc), reference)


def _score(nlp: Language, held: Sequence[Example]) -> float:
    scores = nlp.evaluate(held)
    return float(scores.get("ents_f") or 0.0)


@registry.misc("resextract.NerTrainer.v1")  # type: ignore[untyped-decorator]
def make_ner_trainer(  # noqa: PLR0913, PLR0917 - one argument a line of the configuration
    vector_words: int,
    vector_size: int,
    width: int,
    depth: int,
    dropout: float,
    learn_rate: float,
    batch_texts: int,
    rounds: int,
    patience: int,
    beam_width: int,
) -> NerTrainer:
    """Make the trainer that a configuration asks for (see `NerTrainer`)."""
    return NerTrainer(
        vector_words, vector_size, width, depth, dropout, learn_rate, batch_texts, rounds, patience, beam_width
    )
