"""Which architectures of taggers there are, and how each is made of its files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from resextract.language.phrases import phrase
from resextract.tagging.errors import TaggerError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from resextract.tagging.taggers import Tagger

__all__ = ["ARCHITECTURES", "load_tagger"]

ARCHITECTURES = ("crf", "ner")


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
    raise TaggerError(
        phrase(
            "unknown architecture {architecture!r}; there are {names}",
            architecture=architecture,
            names=", ".join(ARCHITECTURES),
        )
    )
