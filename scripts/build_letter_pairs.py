"""Build resources/letters/russian-pairs.tsv: how surprising each pair of letters is in Russian.

The counts come from the vocabulary of the navec news embeddings that ship with natasha: 250,000 words of Russian news
with their frequencies. Run it when the letters or the smoothing change: ``python scripts/build_letter_pairs.py``.
"""

from __future__ import annotations

import itertools
import math
import re
from collections import Counter
from pathlib import Path

from navec import Navec

from resextract.adapters.models import find_model_file
from resextract.reading.letters import BOUNDARY, LETTERS

TARGET = Path(__file__).parent.parent / "src" / "resextract" / "resources" / "letters" / "russian-pairs.tsv"
SMOOTHING = 1e-4
"""Share of a row that every pair gets on top of its count, so that an unseen pair is rare and not impossible."""

HEAD = """\
# Surprise of a letter after another in Russian, in tenths of a bit: -10 * log2 P(column | row), rounded.
# "_" is anything that is no Russian letter; "ё" counts as "е". Source: word frequencies of the navec news vocabulary.
# Made by scripts/build_letter_pairs.py; not edited by hand.
"""


def count_pairs() -> Counter[tuple[str, str]]:
    """Count the pairs of letters, word boundaries included, in the vocabulary weighted by frequency."""
    vocabulary = Navec.load(find_model_file("emb", "navec_news_v1_1B_250K_300d_100q.tar")).vocab
    counts: Counter[tuple[str, str]] = Counter()
    for word, frequency in zip(vocabulary.words, vocabulary.counts, strict=False):  # <unk> and <pad> have no count
        text = BOUNDARY + re.sub(f"[^{LETTERS}]", BOUNDARY, word.replace("ё", "е")) + BOUNDARY
        for pair in itertools.pairwise(text):
            if pair != (BOUNDARY, BOUNDARY):
                counts[pair] += frequency
    return counts


def main() -> None:
    """Write the table."""
    counts = count_pairs()
    symbols = LETTERS + BOUNDARY
    rows = ["\t".join(["", *symbols])]
    for first in symbols:
        total = sum(counts[first, second] for second in symbols)
        shares = [(counts[first, second] / total + SMOOTHING) / (1 + SMOOTHING * len(symbols)) for second in symbols]
        rows.append("\t".join([first, *(str(round(-10 * math.log2(share))) for share in shares)]))
    TARGET.write_text(HEAD + "\n".join(rows) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
