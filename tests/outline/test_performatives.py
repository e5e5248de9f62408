from __future__ import annotations

import json
from pathlib import Path

import pytest

from resextract.outline.performatives import is_performative_text

CORPUS = Path(__file__).parents[1] / "corpus" / "performatives.jsonl"
EXAMPLES = [json.loads(line) for line in CORPUS.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: e["text"][:60])
def test_corpus(example: dict) -> None:
    assert is_performative_text(example["text"]) is example["performative"]
