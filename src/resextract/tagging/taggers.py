"""The seam between the pipeline and the architectures of trained taggers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from resextract.tagging.errors import TaggerError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from spacy.tokens import Doc

    from resextract.tagging.labels import TokenSpan

__all__ = ["ARCHITECTURES", "Tagger", "Tagging", "load_tagger", "take_file"]

ARCHITECTURES = ("crf", "ner")


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
        """Return the files that `load_tagger` makes the same tagger of, by name."""


def load_tagger(architecture: str, files: Mapping[str, bytes]) -> Tagger:
    """Make a tagger of its files.

    Args:
        architecture: One of `ARCHITECTURES`.
        files: The files by name, others among them.

    Raises:
        TaggerError: There is no such architecture, or the files are not its own.
    """
    match architecture:
        case "crf":
            from resextract.tagging.crf_tagger import CrfTagger

            return CrfTagger.load(files)
        case "ner":
            from resextract.tagging.ner_tagger import NerTagger

            return NerTagger.load(files)
    raise TaggerError(f"unknown architecture {architecture!r}; there are {', '.join(ARCHITECTURES)}")


def take_file(files: Mapping[str, bytes], name: str) -> bytes:
    """Return a file of a tagger.

    Raises:
        TaggerError: It is not there.
    """
    if name not in files:
        raise TaggerError(f"the file {name} is missing")
    return files[name]
