"""Blocks → parts of a resolution: title, preamble, report, formula, operative text, attached lines, signature.

One pass in text order with the phase the text is in. A file may hold several resolutions; each has its own phases.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from typing import TYPE_CHECKING

from resextract.language.lexicons import fold_word, load_lexicon
from resextract.outline.columns import RowRole
from resextract.outline.cues import lemma_of, read_cues, word_class
from resextract.outline.labels import read_label
from resextract.outline.nodes import NodeKind
from resextract.outline.roles import (
    asserts_duty,
    has_directive,
    has_verb,
    is_control,
    is_formula,
    is_past,
    is_stray_task,
    is_title,
    opens_position,
)
from resextract.outline.strays import opens_question

if TYPE_CHECKING:
    from collections.abc import Sequence

    from resextract.outline.blocks import Block

__all__ = ["Part", "assign_parts"]

_INITIALS = re.compile(
    r"[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.\s?)?[А-ЯЁ](?:[а-яё]+|[А-ЯЁ]{2,})"
    r"|[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?\s[А-ЯЁ]\.\s?[А-ЯЁ]?\.?"
)
_SENTENCE_GAP = re.compile(r"(?<=[.!?])\s+(?=[А-ЯЁ«])")
_PHONE = re.compile(r"(?:\d{1,3}[-\s]){2,}\d{2}")
_GOALS = ("цель", "задача")


class Phase(StrEnum):
    """Where in a resolution the text is."""

    FRONT = "front"
    REPORT = "report"
    OPERATIVE = "operative"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Part:
    """A block and the part it plays; ``resolution`` counts from 1.

    ``kind`` is ``ITEM`` for everything in the operative list: the tree decides which are headings and lead-ins.
    ``stray`` marks a task that stands in the report (guidelines, rule 1.2), ``heads`` a block of which a trained
    classifier says that it stands above others.
    """

    block: Block
    kind: NodeKind
    resolution: int
    stray: bool = False
    heads: bool = False


def assign_parts(blocks: Sequence[Block]) -> tuple[list[Part], list[str]]:
    """Tell which part of which resolution each block is.

    Args:
        blocks: The document's blocks, in text order.

    Returns:
        The parts in the same order, and warning codes for the document (``no_resolving_formula``).
    """
    parts: list[Part] = []
    warnings: list[str] = []
    for number, group in enumerate(_split_resolutions(blocks), 1):
        walker = _Walker(group, number)
        parts += walker.walk()
        if walker.guessed_start and "no_resolving_formula" not in warnings:
            warnings.append("no_resolving_formula")
    return parts, warnings


def _split_resolutions(blocks: Sequence[Block]) -> list[list[Block]]:
    groups: list[list[Block]] = [[]]
    operative = False
    for i, block in enumerate(blocks):
        if operative and is_title(block) and not _answers_hearing(blocks, i):
            groups.append([])
            operative = False
        following = _next_visible(blocks, i)
        if block.role is None:
            operative = operative or is_formula(block, following) or bool(groups[-1] and has_directive(block.text))
        groups[-1].append(block)
    return groups


def _answers_hearing(blocks: Sequence[Block], i: int) -> bool:
    """Tell whether a block is «РЕШЕНИЕ» after what was heard: it opens the decisions, no document."""
    cues = read_cues(blocks[i].text)
    label = len(cues.words) == 1 and lemma_of(cues.words[0], "NOUN") in load_lexicon("outline-formula-nouns")
    before = next((blocks[k] for k in range(i - 1, -1, -1) if not blocks[k].furniture), None)
    return label and blocks[i].marker is None and before is not None and opens_question(before.text)


def _notes_adoption(sentence: str) -> bool:
    """Tell whether a sentence says that the document was adopted: «Резолюция принята единогласно»."""
    cues = read_cues(sentence)
    words = cues.words
    if not words or cues.infinitive >= 0:
        return False
    adopted = any(lemma_of(w, "PRTS") in load_lexicon("outline-adoption-words") for w in words[:6])
    if not adopted or "PRTS" not in word_class(words[1] if len(words) > 1 else words[0]) | word_class(words[0]):
        return False
    return lemma_of(words[0], "NOUN") in load_lexicon("outline-document-kinds") or "PRTS" in word_class(words[0])


def _next_visible(blocks: Sequence[Block], i: int) -> Block | None:
    return next((blocks[k] for k in range(i + 1, len(blocks)) if not blocks[k].furniture), None)


class _Walker:
    """Assigns the parts of one resolution."""

    def __init__(self, blocks: list[Block], number: int) -> None:
        self.blocks = blocks
        self.number = number
        self.phase = Phase.FRONT
        self.report_list = False
        self.guessed_start = False
        self.parts: list[Part] = []
        self.start = self.find_start()

    def find_start(self) -> int:
        """Return the index of the first operative block where no formula opens the list; -1 where a formula does."""
        visible = [(i, b) for i, b in enumerate(self.blocks) if not b.furniture]
        for i, block in visible:
            if is_formula(block, _next_visible(self.blocks, i)) or self.is_bare_preamble(i):
                return -1
        for i, block in visible:
            if block.role is RowRole.LIST:
                return self.find_list(i)
            if block.role is RowRole.TABLE:
                continue
            if block.role is not None:
                break  # what stands below a plan's title or among its rows opens nothing
            if not is_title(block) and self.opens_list(i):
                self.guessed_start = True
                return i
        return len(self.blocks)

    def find_list(self, title: int) -> int:
        """Return the index of the first numbered block below a plan's title, its goals and tasks left out."""
        goals = counted = False
        for i in range(title + 1, len(self.blocks)):
            block = self.blocks[i]
            if block.furniture or not block.text:
                continue
            if block.marker is None:
                cues = read_cues(block.text)
                counted = False
                goals = cues.colon and bool(cues.words) and lemma_of(cues.words[0], "NOUN") in _GOALS
            elif block.marker.path and (not goals or (counted and block.marker.path == (1,))):
                return i
            counted = counted or goals
        return len(self.blocks)

    def opens_list(self, i: int) -> bool:
        block = self.blocks[i]
        cues = read_cues(block.text)
        if has_directive(block.text) and not cues.reports:
            return True
        following = _next_visible(self.blocks, i)
        return cues.colon and cues.opens_dative and following is not None and has_directive(following.text)

    def is_bare_preamble(self, i: int) -> bool:
        """«В целях …, на основании …:» with no verb, and numbered points after it."""
        block, following = self.blocks[i], _next_visible(self.blocks, i)
        opener = fold_word(block.text[:40])
        return (
            block.marker is None
            and block.text.endswith(":")
            and any(opener.startswith(o) for o in load_lexicon("outline-preamble-openers"))
            and read_cues(block.text).infinitive < 0
            and following is not None
            and following.marker is not None
            and bool(following.marker.path)
        )

    def walk(self) -> list[Part]:
        for i, block in enumerate(self.blocks):
            if i == self.start:
                self.phase = Phase.OPERATIVE
            kind, stray = self.kind_of(i, block)
            self.parts.append(Part(block, kind, self.number, stray))
        return self.parts

    def kind_of(self, i: int, block: Block) -> tuple[NodeKind, bool]:
        if block.furniture or not block.text:
            return NodeKind.FURNITURE, False
        if block.role is not None:
            return self.row_kind(block.role), False
        following = _next_visible(self.blocks, i)
        if (
            is_formula(block, following)
            or _answers_hearing(self.blocks, i)
            or (self.phase is not Phase.OPERATIVE and self.is_bare_preamble(i))
        ):
            self.phase, self.report_list = Phase.OPERATIVE, False
            return NodeKind.FORMULA, False
        if self.phase in (Phase.FRONT, Phase.REPORT):
            return self.front_kind(block)
        if self.phase is Phase.CLOSED:
            return NodeKind.SIGNATURE, False
        return self.operative_kind(i, block, following)

    def row_kind(self, role: RowRole) -> NodeKind:
        """Plans are work wherever they stand; another table is part of what stands around it."""
        if role is RowRole.TABLE:
            kinds = {Phase.FRONT: NodeKind.PREAMBLE, Phase.REPORT: NodeKind.REPORT, Phase.CLOSED: NodeKind.SIGNATURE}
            return kinds.get(self.phase, NodeKind.FURNITURE)
        return {RowRole.CELL: NodeKind.ATTACHED, RowRole.REMARK: NodeKind.CONTINUATION}.get(role, NodeKind.ITEM)

    def front_kind(self, block: Block) -> tuple[NodeKind, bool]:
        before = self.parts[-1].kind if self.parts else None
        if is_title(block) and before in (None, NodeKind.TITLE, NodeKind.FURNITURE, NodeKind.PREAMBLE):
            return NodeKind.TITLE, False
        goes_on = before is NodeKind.TITLE and not has_verb(block) and not re.match(r"\W*\d", block.text)
        cues = read_cues(block.text)
        labels = load_lexicon("outline-report-labels")
        label = cues.words[0] if cues.words else ""
        lemma = next((x for x in (lemma_of(label), lemma_of(label, "VERB")) if x in labels), "")
        if goes_on and not lemma and not self.title_is_whole() and cues.infinitive < 0 and block.marker is None:
            return NodeKind.TITLE, False
        if is_stray_task(block):
            return NodeKind.ITEM, True
        if cues.reports or (lemma and labels[lemma] == "report"):
            self.phase = Phase.REPORT
        return (NodeKind.REPORT if self.phase is Phase.REPORT else NodeKind.PREAMBLE), False

    def title_is_whole(self) -> bool:
        return any(p.kind is NodeKind.TITLE and "»" in p.block.text[-3:] for p in self.parts)

    def operative_kind(self, i: int, block: Block, following: Block | None) -> tuple[NodeKind, bool]:
        cues = read_cues(block.text)
        if read_label(block.text) and (block.marker is None or block.bulleted):
            return NodeKind.ATTACHED, False
        if is_control(block):
            return NodeKind.CONTROL, False
        if self.closes(i, block):
            self.phase = Phase.CLOSED
            return NodeKind.SIGNATURE, False
        directive = has_directive(block.text) or (cues.colon and cues.opens_dative and cues.finite < 0)
        spoken = block.marker is not None and not block.bulleted and opens_question(block.text)
        if spoken or self.is_report_label(cues.words) or self.is_question(i, block):
            self.phase, self.report_list = Phase.REPORT, False
            return NodeKind.REPORT, False
        if is_stray_task(block) and cues.reports:
            return NodeKind.ITEM, True
        if cues.is_declarative and not directive and not asserts_duty(block):
            listed = cues.colon or (following is not None and following.marker is not None and block.marker is None)
            self.report_list = self.report_list or (listed and block.marker is None)
            if block.marker is None or is_past(block):
                return NodeKind.REPORT, False
        if self.report_list and not directive:
            return NodeKind.REPORT, False
        self.report_list = self.report_list and not directive
        return NodeKind.ITEM, False

    def is_question(self, i: int, block: Block) -> bool:
        """«2. О питании школьников» in a protocol: the next question; its decisions follow under their own formula."""
        cues = read_cues(block.text)
        opens = bool(cues.words) and fold_word(cues.words[0]) in load_lexicon("outline-topic-openers")
        if not opens or block.marker is None or block.bulleted or cues.infinitive >= 0 or cues.finite >= 0:
            return False
        ahead = [b for b in islice(self.blocks, i + 1, i + 6) if not b.furniture][:3]
        return any(is_formula(b, None) or self.is_report_label(read_cues(b.text).words) for b in ahead)

    @staticmethod
    def is_report_label(words: tuple[str, ...]) -> bool:
        labels = load_lexicon("outline-report-labels")
        return (
            bool(words)
            and words[0].isupper()
            and len(words[0]) > 3
            and labels.get(lemma_of(words[0], "VERB")) == "report"
        )

    def closes(self, i: int, block: Block) -> bool:
        """A signature, an adoption note or an executor's line."""
        if block.marker is None and _notes_adoption(_SENTENCE_GAP.split(block.text, maxsplit=1)[0]):
            return True
        cues = read_cues(block.text)
        words = cues.words
        if block.marker or not words or cues.infinitive >= 0:
            return False
        if cues.finite >= 0 or len(block.text) > 200 or block.text.endswith((":", ";")):
            return False
        position = opens_position(words)
        named = _INITIALS.search(block.text) is not None
        if position and named:
            return True
        visible = (self.blocks[k] for k in range(i + 1, len(self.blocks)) if not self.blocks[k].furniture)
        rest = list(islice(visible, 2))
        if position and len(words) <= 8 and any(_INITIALS.search(b.text) and not b.marker for b in rest):
            return not any(has_directive(b.text) for b in rest)
        bare_name = named and len(words) <= 6 and not rest
        return bare_name or bool(_PHONE.search(block.text) and len(words) <= 8)
