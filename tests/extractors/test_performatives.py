from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from resextract.extractors.performatives import is_performative

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Doc

CORPUS = Path(__file__).parents[1] / "corpus" / "performatives.jsonl"
EXAMPLES = [json.loads(line) for line in CORPUS.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: e["text"][:60])
def test_corpus(annotate: Callable[[str], Doc], example: dict) -> None:
    assert is_performative(annotate(example["text"])) is example["performative"]
