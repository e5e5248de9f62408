"""The seam between the pipeline and the architectures of trained taggers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from resextract.language.phrases import phrase
from resextract.tagging.errors import TaggerError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from spacy.tokens import Doc

    from resextract.tagging.labels import TokenSpan

__all__ = ["Tagger", "Tagging", "take_file"]


@dataclass(frozen=True, slots=True)
class Tagging:
    """What a tagger found in one text.

    Attributes:
        mentions: The mentions in text order, which share no token, each with its probability.
        outside: For each token the probability that it belongs to none.
    """

    mentions: list[tuple[TokenSpan, float]]
    outside: list[float]


class Tagger(Protocol):
    """A trained tagger of mentions. Its probabilities are its own, not calibrated."""

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels it can give, sorted."""

    def tag(self, docs: Sequence[Doc]) -> list[Tagging]:
        """Tag annotated texts; one tagging a text, in their order."""

    def dump(self) -> dict[str, bytes]:
        """Return the files that `resextract.tagging.architectures.load_tagger` makes the same tagger of, by name."""


def take_file(files: Mapping[str, bytes], name: str) -> bytes:
    """Return a file of a tagger.

    Raises:
        TaggerError: It is not there.
    """
    if name not in files:
        raise TaggerError(phrase("the file {name} is missing", name=name))
    return files[name]
