"""Cutting a block in two or more where several nodes stand in one paragraph."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from resextract.language.lexicons import load_lexicon
from resextract.outline.blocks import Block
from resextract.outline.cleaning import clean_pieces
from resextract.outline.cues import lemma_of, read_cues, word_class
from resextract.outline.labels import find_labels
from resextract.outline.markers import Marker, MarkerKind, read_marker
from resextract.outline.strays import find_stray_sentences, opens_question

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["split_block"]

_AFTER_ACT_NUMBER = re.compile(r"№\s?[\w/-]+\.\s+(?=[А-ЯЁ«])")
_AFTER_STOP = re.compile(r"(?<=[;.:])\s+(?=(?:\d{1,3}\.|\d{1,3}\)|[а-я]\)))|(?<=:)\s*(?=\d{1,3}\.\d)")


def split_block(raw: str, block: Block) -> list[Block]:
    """Cut a block before inline items, after an inline formula, and before inline labels.

    Args:
        raw: The decoded text.
        block: A block.

    Returns:
        The parts in text order; the block itself where nothing is to be cut.
    """
    if block.furniture or not block.text:
        return [block]
    cuts = {0: block.marker}
    cuts.update(_inline_items(block))
    places_inside = [*_inline_title(block), *_inline_formula(block), *_inline_labels(block), *_inline_strays(block)]
    for position in places_inside:
        cuts.setdefault(position, None)
    places = sorted(cuts)
    if len(places) == 1:
        return [block]
    return [
        _part(raw, block, start, end, cuts[start])
        for start, end in zip(places, [*places[1:], len(block.text)], strict=True)
    ]


def _inline_items(block: Block) -> dict[int, Marker | None]:
    """Numbered items that follow one another in one line: each number must be the successor of the one before."""
    found: dict[int, Marker | None] = {}
    path = block.marker.path if block.marker else ()
    for match in _AFTER_STOP.finditer(block.text):
        marker = read_marker(block.text[match.end() :])
        if marker is None or not marker.path:
            continue
        successor = bool(path) and marker.path[:-1] == path[:-1] and marker.path[-1] == path[-1] + 1
        opens = not path and marker.path[-1] in (1, ord("а")) and _before_is_formula(block, match.start())
        if successor or opens:
            found[match.end()] = marker
            path = marker.path
    return found


def _before_is_formula(block: Block, position: int) -> bool:
    return bool(read_cues(block.text[:position]).resolving) or block.text[position - 1] == ":"


def _inline_title(block: Block) -> Iterator[int]:
    """«Распоряжение от 02.08.2010 № 539. Провести …»: the text after the act's number is no title."""
    found = _AFTER_ACT_NUMBER.search(block.text)
    if found is None or block.marker is not None:
        return
    cues = read_cues(block.text[: found.start()])
    kinds = load_lexicon("outline-document-kinds")
    opens = bool(cues.words) and lemma_of(cues.words[0], "NOUN") in kinds and "nomn" in word_class(cues.words[0])
    if opens and cues.infinitive < 0 and cues.finite < 0:
        yield found.end()


def _inline_formula(block: Block) -> Iterator[int]:
    """«РЕШИЛИ: Информацию принять …»: the text after the formula's colon is an item of its own."""
    for match in re.finditer(r":\s+(?=\S)", block.text):
        head = block.text[: match.start() + 1]
        cues = read_cues(head)
        last_word_resolves = bool(cues.resolving) and read_cues(cues.words[-1]).resolving != ""
        if last_word_resolves and not cues.opens_infinitive and "(" not in head[head.rfind(")") + 1 :]:
            yield match.end()
            return


def _inline_labels(block: Block) -> Iterator[int]:
    for label in find_labels(block.text):
        if label.start > 0:
            yield label.start


def _inline_strays(block: Block) -> Iterator[int]:
    """A task among a report's statements («… Главным врачам следует обратить внимание на …») and what follows it."""
    if block.marker is None or opens_question(block.text):
        for start, end in find_stray_sentences(block.text):
            yield start
            if end < len(block.text):
                yield block.text.index(block.text[end:].lstrip(), end)


def _part(raw: str, block: Block, start: int, end: int, marker: Marker | None) -> Block:
    if start == 0:
        first_raw = block.pieces[0][0]
        body_raw = block.body[0][0]
    else:
        first_raw = block.clean.offsets[start]
        text = block.text[start:end]
        skip = marker.length if marker and marker.kind is not MarkerKind.BULLET else 0
        body_raw = block.clean.offsets[start + min(skip, len(text) - 1)]
    last_raw = block.pieces[-1][1] if end >= len(block.text) else block.clean.offsets[end]
    body = _clip(block.body, body_raw, last_raw)
    return Block(
        lines=block.lines,
        marker=marker,
        pieces=_clip(block.pieces, first_raw, last_raw),
        body=body,
        clean=clean_pieces(raw, body),
    )


def _clip(ranges: list[tuple[int, int]], start: int, end: int) -> list[tuple[int, int]]:
    clipped = [(max(a, start), min(b, end)) for a, b in ranges]
    return [(a, b) for a, b in clipped if a < b]
