from __future__ import annotations

import os

# Before numpy is imported anywhere: threads of the linear algebra library times workers is a trap.
os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Doc


@pytest.fixture(scope="session")
def annotate() -> Callable[[str], Doc]:
    """Morphology and lemmas only, no extractor: `annotate("clean text") -> Doc`."""
    from resextract.annotation import build_language

    return build_language(["resextract_morphology"])
