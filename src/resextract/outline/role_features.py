"""What a block looks like to a classifier of roles: layout, marks, first words, cues; no verdict of the rules."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from resextract.language.lexicons import fold_word
from resextract.outline.cues import lemma_of, read_cues, word_class
from resextract.outline.labels import read_label

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from resextract.outline.blocks import Block

__all__ = ["read_role_features"]

_SIZES = (20, 40, 80, 160, 320, 640)
_OPENING_WORDS = 3
_TENTHS = 10
_FIRST_BLOCKS = 6
_PERSON = re.compile(r"[А-ЯЁ]\.\s?[А-ЯЁ]\.|[А-ЯЁ][а-яё]+\s[А-ЯЁ]\.")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def read_role_features(blocks: Sequence[Block]) -> list[list[str]]:
    """Describe the blocks of a document.

    Args:
        blocks: The document's blocks in text order, rows of tables arranged.

    Returns:
        One list of features a block, those of its neighbours among them; empty for no blocks.
    """
    own = [list(_describe(block)) for block in blocks]
    numbers = [block.marker.path[-1:] if block.marker else () for block in blocks]
    rows: list[list[str]] = []
    for i, parts in enumerate(own):
        row = [*parts, "bias", f"tenth={i * _TENTHS // len(own)}", f"block={min(i, _FIRST_BLOCKS)}"]
        row.append(f"left={min(len(own) - 1 - i, _FIRST_BLOCKS)}")
        for step in (-1, 1):
            near = own[i + step] if 0 <= i + step < len(own) else ["edge"]
            row += [f"{step}{part}" for part in near]
        if i and numbers[i] and numbers[i - 1]:
            row.append(f"step={max(-2, min(2, numbers[i][0] - numbers[i - 1][0]))}")
        rows.append(row)
    for (row, block), (_, following) in pairwise(zip(rows, blocks, strict=True)):
        marked, next_marked = _mark(block), _mark(following)
        row.append(f"next={'same' if marked == next_marked else 'other'} {marked}>{next_marked}")
    return rows


def _mark(block: Block) -> str:
    if block.marker is None:
        return "none"
    return f"{block.marker.kind}{len(block.marker.path) if block.marker.path else block.marker.bullet}"


def _describe(block: Block) -> Iterator[str]:
    text = block.text
    if block.furniture or not text:
        yield "furniture"
        return
    cues = read_cues(text)
    yield f"mark={_mark(block)}"
    yield f"end={text[-1] if not text[-1].isalnum() else 'a'}"
    yield f"size={sum(len(text) > size for size in _SIZES)}"
    yield f"lines={min(len(block.lines), 4)}"
    if block.lines:
        yield f"blanks={min(block.lines[0].blanks, 2)}"
        yield f"indent={min(block.lines[0].indent // 4, 4)}"
    letters = [c for c in text if c.isalpha()]
    if letters and all(c.isupper() for c in letters):
        yield "capitals"
    yield f"row={block.role} {block.column}"
    yield f"label={read_label(text) or ''}"
    for i, word in enumerate(cues.words[:_OPENING_WORDS]):
        yield f"w{i}={fold_word(lemma_of(word))}"
        yield f"c{i}={'+'.join(sorted(word_class(word) - {'nomn', 'gent', 'accs'}))}"
    if cues.words:
        yield f"case={'upper' if cues.words[0][0].isupper() else 'lower'}"
    for name in ("opens_infinitive", "opens_dative", "colon", "reports", "is_declarative"):
        if getattr(cues, name):
            yield name
    yield f"infinitive={min(cues.infinitive, 6) // 2}"
    yield f"finite={min(cues.finite, 6) // 2}"
    yield f"resolving={cues.resolving}"
    for name, pattern in (("person", _PERSON), ("year", _YEAR)):
        if pattern.search(text):
            yield name
    if text[-1:] in '»"”':
        yield "quoted"
