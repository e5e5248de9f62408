"""Lines → blocks: wrapped lines joined into paragraphs and list items.

A block starts at a believable list mark, after a finished sentence, or where a line ends short of the wrap width. It
goes on over wrapped lines, over blank lines that mean nothing, and over a stray bullet that a page break put inside a
sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from resextract.language.lexicons import fold_word, load_lexicon
from resextract.outline.cleaning import CleanText, clean_pieces
from resextract.outline.cues import Cues, ends_sentence, is_resolving_verb, lemma_of, read_cues, word_class
from resextract.outline.labels import read_label
from resextract.outline.lines import Layout, Line, measure_layout, reach, split_lines
from resextract.outline.markers import Marker, MarkerKind, read_marker

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from resextract.outline.columns import ColumnRole, RowRole

__all__ = ["Block", "build_blocks", "is_furniture"]

_PAGE = re.compile(r"(?:стр(?:аница|\.)?\s*)?[-–—]?\s*\d{1,4}\s*[-–—]?(?:\s*из\s*\d{1,4})?", re.IGNORECASE)
_OPEN_RANGE = re.compile(r"\b\d{4}\s?[-–—]$")
_YEAR = re.compile(r"\d{4}")
_RULE = re.compile(r"[\W_]+")
_WORDS = re.compile(r"[^\W\d_]+")
_FIRST_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LOOKAHEAD = 40


@dataclass(slots=True)
class Block:
    """A paragraph or list item: its lines, its list mark, its clean text.

    Attributes:
        lines: The lines it runs over.
        marker: Its list mark, if it has one.
        pieces: Half-open ranges of the decoded text, the mark included.
        body: Half-open ranges of the decoded text, the mark left out.
        clean: Clean text of ``body``.
        furniture: Whether it is a page number, a rule of underscores or other page furniture.
        role: What it is where it was made from a table or a plan of measures.
        column: Which column of the plan its text stood in, for a cell without a label.
        warnings: Codes for what a reader should check.
    """

    lines: list[Line]
    marker: Marker | None
    pieces: list[tuple[int, int]] = field(default_factory=list)
    body: list[tuple[int, int]] = field(default_factory=list)
    clean: CleanText = field(default_factory=lambda: CleanText("", ()))
    furniture: bool = False
    role: RowRole | None = None
    column: ColumnRole | None = None
    warnings: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The clean text."""
        return self.clean.text

    @property
    def cues(self) -> Cues:
        """The cues of the clean text."""
        return read_cues(self.clean.text)

    @property
    def cues_so_far(self) -> Cues:
        """The cues of its lines while it still grows, the mark left out."""
        text = " ".join(line.text for line in self.lines)[self.marker.length if self.marker else 0 :]
        return read_cues(" ".join(text.split()))

    @property
    def bulleted(self) -> bool:
        """Whether its mark is a mere bullet."""
        return self.marker is not None and self.marker.kind is MarkerKind.BULLET


def is_furniture(text: str) -> bool:
    """Tell whether a line is page furniture: a page number, or no letter and no digit at all."""
    return bool(_PAGE.fullmatch(text) or _RULE.fullmatch(text))


def build_blocks(
    raw: str,
    lines: Sequence[Line] | None = None,
    taken: Collection[int] = (),
    breaks: Collection[int] = (),
) -> list[Block]:
    """Join the lines of a decoded text into blocks.

    Args:
        raw: The decoded text.
        lines: Its visible lines; None to split it here.
        taken: Indices of lines that belong to a table and are left out.
        breaks: Indices of lines that open a block whatever stands before them.

    Returns:
        Blocks in text order; together their pieces hold every visible character of the lines that are not taken. Empty
        for a blank text.
    """
    every = split_lines(raw) if lines is None else lines
    lines = [line for i, line in enumerate(every) if i not in taken]
    closed = {line.start for i, line in enumerate(every) if i in breaks or i - 1 in taken}
    layout = measure_layout(lines)
    punctuated = _bullets_end_in_punctuation(lines)
    blocks: list[Block] = []
    open_block: Block | None = None
    for i, line in enumerate(lines):
        if open_block is not None and _completes_range(open_block, line):
            open_block.lines.append(line)
            continue
        if is_furniture(line.text):
            blocks.append(Block([line], None, furniture=True))
            continue
        marker = read_marker(line.text)
        open_block = None if line.start in closed else open_block
        if open_block is not None and _continues(
            open_block, lines[i : i + _LOOKAHEAD], marker, layout, punctuated=punctuated
        ):
            open_block.lines.append(line)
        else:
            open_block = Block([line], marker)
            blocks.append(open_block)
    for block in blocks:
        _set_text(raw, block)
    return blocks


def _completes_range(block: Block, line: Line) -> bool:
    # «… на 2021-» and «2022» on the next line: no page number, for the range is open without it.
    return bool(_YEAR.fullmatch(line.text) and _OPEN_RANGE.search(block.lines[-1].text))


def _set_text(raw: str, block: Block) -> None:
    for i, line in enumerate(block.lines):
        block.pieces.append((line.start, line.end))
        marker = block.marker if i == 0 else _stray_bullet(line)
        skip = marker.length if marker else 0
        if line.start + skip < line.end:
            block.body.append((line.start + skip, line.end))
    clean = clean_pieces(raw, block.body)
    start, end = 0, len(clean.text)
    if clean.text.startswith("*") or clean.text.endswith("*"):  # emphasis of a text that was Markdown once
        while start < end and clean.text[start] in "* ":
            start += 1
        while end > start and clean.text[end - 1] in "* ":
            end -= 1
    block.clean = clean.cut(start, end)


def _stray_bullet(line: Line) -> Marker | None:
    marker = read_marker(line.text)
    return marker if marker and marker.kind is MarkerKind.BULLET and line.text[0] not in "(«" else None


def _bullets_end_in_punctuation(lines: Sequence[Line]) -> bool:
    ends = []
    for line, following in zip(lines, [*lines[1:], None], strict=False):
        marker = read_marker(following.text) if following else None
        if marker and marker.bullet and read_marker(line.text):
            ends.append(line.text[-1] in ".;:,")
    return len(ends) >= 3 and sum(ends) >= 0.6 * len(ends)


def _continues(block: Block, ahead: Sequence[Line], marker: Marker | None, layout: Layout, *, punctuated: bool) -> bool:
    """Tell whether the first of the lines ahead goes on with the block."""
    line, last = ahead[0], block.lines[-1]
    text = last.text.rstrip("* ")
    unfinished = _is_unfinished(text)
    if marker is not None:
        return _is_false_mark(block, line, marker, text, layout, punctuated=punctuated)
    if line.blanks and not layout.spaced and not unfinished and not (line.text[0].islower() and text[-1].isalnum()):
        return False
    if unfinished:
        return not (read_label(line.text) and text[-1] != ",")
    if read_label(line.text) or _names_typist(line.text):
        return False
    first = _FIRST_WORD.match(line.text.lstrip('«"“„( '))
    infinitive = first is not None and "INFN" in word_class(first.group())
    if ends_sentence(text):
        if text.endswith(":"):
            return False
        if text.endswith(";"):
            small_object = line.text[0].islower() and not infinitive
            return bool(block.marker and small_object and not block.bulleted and layout.is_full(last, line))
        return layout.is_full(last, line) and not _opens_paragraph(block, line, layout, infinitive=infinitive)
    sentence_case = line.text[0].isupper() and block.cues_so_far.infinitive >= 0
    if infinitive and (sentence_case or not layout.is_full(last, line)) and _is_complete(block, ahead, layout):
        return False
    if line.text[0].islower() or line.text[0].isdigit() or line.text[0] in ')»”,.;%(–—-«"“„':
        return not (layout.full is not None and not layout.is_full(last, line) and infinitive and len(block.lines) <= 3)
    return _goes_on_with_capital(block, line, layout)


def _names_typist(text: str) -> bool:
    """Tell whether a line says who typed the document."""
    first = _FIRST_WORD.match(text)
    labelled = first is not None and fold_word(first.group()) in load_lexicon("outline-executor-labels")
    return labelled and first is not None and text[first.end() : first.end() + 1] in (".", ":")


def _is_unfinished(text: str) -> bool:
    """A line that cannot end a phrase: its end is a comma, hyphen, open bracket, conjunction or preposition."""
    if text[-1] in ",(«„-‐‑–—№/" or text.count("«") > text.count("»") or text.count("(") > text.count(")"):
        return True
    word = re.search(r"([^\W\d_]+)$", text)
    if word is None:
        return False
    folded = fold_word(word.group(1))
    return folded in load_lexicon("outline-prepositions") or folded in load_lexicon("outline-conjunctions")


def opens_infinitive(text: str) -> bool:
    """Tell whether a line's first word is an infinitive."""
    first = _FIRST_WORD.match(text.lstrip('«"“„( '))
    return first is not None and "INFN" in word_class(first.group())


def _is_false_mark(block: Block, line: Line, marker: Marker, text: str, layout: Layout, *, punctuated: bool) -> bool:
    """A mark inside a sentence: a number that a wrap brought to the line's start, a bullet that a page break made."""
    body = line.text[marker.length :]
    word = re.search(r"([^\W\d_]+)$", text)
    conjunction = word is not None and fold_word(word.group(1)) in (
        *load_lexicon("outline-conjunctions"),
        *load_lexicon("outline-prepositions"),
    )
    if marker.kind is MarkerKind.BULLET:
        if (conjunction and not text.endswith((";", ".", ":"))) or _leaves_clause_open(text):
            return True
        first = _FIRST_WORD.match(body)
        classes = word_class(first.group()) if first else frozenset()
        genitive = "gent" in classes and not classes & {"nomn", "INFN", "datv", "accs"}
        return punctuated and text[-1].isalnum() and block.marker is not None and genitive
    if conjunction or text.endswith("№"):
        return True
    if text[-1] in ",(" and marker.bullet == "":
        return layout.wrapped and not text.endswith(":")
    if marker.kind is not MarkerKind.DECIMAL or _printed_dot(line, marker) or text[-1] in ".;:!?":
        return False
    return not _counts_on(block, marker)


def _leaves_clause_open(text: str) -> bool:
    """A line that ends inside a subordinate clause before its verb: «…, имея в виду, что в зимний период»."""
    words = _WORDS.findall(text.rpartition(",")[2])
    if not words or not text[-1].isalpha() or fold_word(words[0]) not in load_lexicon("outline-subordinators"):
        return False
    return not any(word_class(word) & {"VERB", "INFN", "PRTS", "ADJS", "PRED"} for word in words[1:])


def _counts_on(block: Block, marker: Marker) -> bool:
    """A number without a dot that goes on with the open block's: «2. Школам / 2.1 открыть клуб / 2.2 найти тренера»."""
    before, path = block.marker.path if block.marker else (), marker.path
    follows = len(before) > 1 and path[:-1] == before[:-1] and path[-1] == before[-1] + 1
    return len(path) > 1 and (path == (*before, 1) or follows)


def _printed_dot(line: Line, marker: Marker) -> bool:
    return line.text[: marker.length].rstrip()[-1:] in ".)"


def _is_complete(block: Block, ahead: Sequence[Line], layout: Layout) -> bool:
    """Whether a line that opens with an infinitive, after one without punctuation, is an item of its own.

    After an addressee («Главам поселений», «Рекомендовать школам») a single such line says what he must do; several
    are a list under him.
    """
    cues = block.cues_so_far
    addressed = cues.opens_dative or (cues.opens_infinitive and is_resolving_verb(cues.words[0]))
    if addressed and cues.infinitive <= 0 and cues.finite < 0:
        return sum(opens_infinitive(line.text) for line in _unmarked(ahead)) > 1
    return layout.full is not None or cues.infinitive >= 0


def _unmarked(lines: Sequence[Line]) -> Iterator[Line]:
    for line in lines:
        if read_marker(line.text):
            return
        yield line


def _opens_paragraph(block: Block, line: Line, layout: Layout, *, infinitive: bool) -> bool:
    """A line after a finished sentence that is set like the first line of a paragraph."""
    usual_indent = min((other.indent for other in block.lines[1:]), default=0)
    if line.indent > usual_indent or line.blanks > layout.usual_blanks:
        return True
    return block.marker is not None and infinitive and line.text[0].isupper()


def _goes_on_with_capital(block: Block, line: Line, layout: Layout) -> bool:
    """A line with a capital after a line that ends in a bare word: a name that a wrap cut off, or a new heading."""
    if not layout.wrapped or layout.full is None or line.text.isupper():
        return layout.full is not None and line.text.isupper() and layout.is_full(block.lines[-1], line)
    last = block.lines[-1]
    if _ends_in_modifier(last.text) or _opens_oblique(line.text):
        return True
    usual_indent = min((other.indent for other in block.lines[1:]), default=line.indent)
    if _closes_title(block) or line.indent > usual_indent:
        return False
    slack = 0.85 if block.marker is not None else 1
    return reach(last, line) >= slack * layout.full


def _ends_in_modifier(text: str) -> bool:
    """The last word can only be an adjective in an oblique case: its noun must follow («в Российской / Федерации»)."""
    word = re.search(r"([^\W\d_]+)$", text)
    classes = word_class(word.group(1)) if word else frozenset()
    return bool(classes) and classes <= {"ADJF", "PRTF", "gent", "datv", "accs"} and "nomn" not in classes


def _opens_oblique(text: str) -> bool:
    """The first word can be no subject, no addressee and no verb: it goes on with a phrase («в рамках / Совета»)."""
    word = _FIRST_WORD.match(text)
    classes = word_class(word.group()) if word else frozenset()
    return bool(classes & {"gent"}) and not classes & {"nomn", "datv", "INFN", "VERB", "PREP", "ADVB", "CONJ"}


def _closes_title(block: Block) -> bool:
    """A title whose theme in quotes ends here."""
    first = _FIRST_WORD.search(block.lines[0].text)
    kinds = load_lexicon("outline-document-kinds")
    return block.lines[-1].text[-1] in "»”" and first is not None and lemma_of(first.group(), "NOUN") in kinds
