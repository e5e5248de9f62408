"""What a training configuration's ``[tagger]`` section makes: something that learns a tagger from examples."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from spacy.tokens import Doc

    from resextract.tagging.taggers import Tagger

    Report = Callable[[str], None]

__all__ = ["TaggerTrainer"]


class TaggerTrainer(Protocol):
    """Learns taggers of one architecture."""

    @property
    def architecture(self) -> str:
        """One of `resextract.tagging.architectures.ARCHITECTURES`."""

    def train(self, docs: Sequence[Doc], seed: int, report: Report) -> Tagger:
        """Learn from examples.

        Args:
            docs: Annotated texts with the right mentions in ``doc.spans["gold"]``.
            seed: Start of all random generators: the same arguments give the same tagger.
            report: Told how the training goes, a line at a time.

        Raises:
            ValueError: There is nothing to learn from.
        """
