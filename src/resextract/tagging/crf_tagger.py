"""The linear-chain conditional random field as a tagger of mentions."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from resextract.adapters.crf import CrfError, CrfModel
from resextract.language.phrases import phrase
from resextract.tagging.errors import TaggerError
from resextract.tagging.features import read_features
from resextract.tagging.labels import OUTSIDE, decode_tags
from resextract.tagging.taggers import Tagging, take_file

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from spacy.tokens import Doc

__all__ = ["CrfTagger"]

FILE = "mentions.crfsuite"


class CrfTagger:
    """Tags with a trained field.

    The probability of a mention is the geometric mean of its tokens' marginal probabilities: of a long mention no more
    is asked than of a short one.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._model = CrfModel(data)
        self.labels = tuple(sorted({tag[2:] for tag in self._model.labels if tag != OUTSIDE}))

    @classmethod
    def load(cls, files: Mapping[str, bytes]) -> CrfTagger:
        """Make a tagger of its files (see `resextract.tagging.architectures.load_tagger`)."""
        try:
            return cls(take_file(files, FILE))
        except CrfError as error:
            raise TaggerError(phrase("{file}: {reason}", file=FILE, reason=str(error))) from error

    def dump(self) -> dict[str, bytes]:
        """Return its files."""
        return {FILE: self._data}

    def tag(self, docs: Sequence[Doc]) -> list[Tagging]:
        """Tag texts (see `resextract.tagging.taggers.Tagger`)."""
        return [self._tag_one(doc) for doc in docs]

    def _tag_one(self, doc: Doc) -> Tagging:
        tags = self._model.label(read_features(doc))
        marginal = self._model.read_marginal
        outside = [marginal(OUTSIDE, i) for i in range(len(tags))]
        found = []
        for span in decode_tags(tags):
            places = range(span.start, span.end)
            logs = [math.log(max(marginal(tags[i], i), 1e-9)) for i in places]
            found.append((span, math.exp(sum(logs) / len(logs))))
        return Tagging(found, outside)
