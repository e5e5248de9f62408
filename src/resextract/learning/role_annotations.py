"""Right roles of stretches of a text, and the role of each block by them."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, ValidationError

from resextract.learning.annotations import AnnotationsError
from resextract.outline import NodeKind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from resextract.learning.annotations import AnnotatedText
    from resextract.outline.blocks import Block

__all__ = ["RoleSpan", "load_roles", "read_block_roles"]


class RoleSpan(BaseModel):
    """A stretch of a text, a paragraph or list item as a rule, and the part it plays: half-open code points."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=False)

    start: int
    end: int
    role: NodeKind


def load_roles(folder: Path, texts: Sequence[AnnotatedText]) -> dict[str, list[RoleSpan]]:
    """Read the right roles of annotated texts: ``DOC_ID.jsonl`` in a folder, one object a stretch, in text order.

    Args:
        folder: The folder; a text without a file in it has no roles to learn from.
        texts: The texts.

    Returns:
        The stretches by ``doc_id``; empty where the folder is not there.

    Raises:
        AnnotationsError: A file is empty, a line is no stretch, an offset lies outside the text, or stretches overlap.
    """
    problems: list[str] = []
    roles: dict[str, list[RoleSpan]] = {}
    for text in texts:
        path = folder / f"{text.doc_id}.jsonl"
        if path.is_file():
            roles[text.doc_id] = _read_spans(path, len(text.source.text), problems)
    if problems:
        raise AnnotationsError(problems)
    return roles


def _read_spans(path: Path, length: int, problems: list[str]) -> list[RoleSpan]:
    spans: list[RoleSpan] = []
    last = 0
    for number, line in enumerate(path.read_bytes().splitlines(), 1):
        if not line.strip():
            continue
        try:
            span = RoleSpan.model_validate(json.loads(line))
        except ValidationError as error:
            first = error.errors(include_url=False, include_context=False)[0]
            problems.append(f"{path}, line {number}: {'.'.join(map(str, first['loc']))}: {first['msg']}")
            continue
        except ValueError as error:
            problems.append(f"{path}, line {number}: is no JSON: {error}")
            continue
        if not last <= span.start < span.end <= length:
            problems.append(
                f"{path}, line {number}: {span.start}:{span.end} overlaps the stretch before it or lies outside the "
                f"text of {length} characters"
            )
        last = span.end
        spans.append(span)
    if not spans:
        problems.append(f"{path}, line 1: the file is empty: it holds no role")
    return spans


def read_block_roles(blocks: Sequence[Block], spans: Sequence[RoleSpan]) -> list[NodeKind]:
    """Return the role of each block: that of most of its characters; furniture where nothing is marked."""
    roles = []
    for block in blocks:
        shared: Counter[NodeKind] = Counter()
        for start, end in block.pieces:
            for span in spans:
                overlap = min(end, span.end) - max(start, span.start)
                if overlap > 0:
                    shared[span.role] += overlap
        roles.append(max(shared, key=lambda role: (shared[role], role)) if shared else NodeKind.FURNITURE)
    return roles
