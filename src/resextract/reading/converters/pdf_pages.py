"""Pages of a PDF → text: lines in reading order, tables with ruled lines, running heads and numbers of pages left out.

Runs in the child process that `pdf` starts.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from resextract.language.phrases import phrase
from resextract.reading.converters.blocks import Cell, Table
from resextract.reading.converters.layout import format_blocks
from resextract.reading.converters.pdf_heads import strip_heads
from resextract.reading.converters.pdf_lines import PageLine, find_footnotes, format_lines, group_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from resextract.reading.converters.blocks import Block

__all__ = ["read_pages"]

_UNKNOWN = re.compile(r"\(cid:\d+\)")

Page = Any  # pdfplumber ships no types


def read_pages(pages: Sequence[Page]) -> dict[str, object]:
    """Read the pages of a document.

    Args:
        pages: The pages, of pdfplumber.

    Returns:
        ``{"text", "pages", "blank", "rotated"}``: the text, the number of pages, how many of them are only pictures,
        and on how many some words stand askew to the rest and were left out; ``{"problem"}`` where no text is left.
    """
    read: list[list[PageLine | Table]] = []
    blank = rotated = 0
    for page in pages:
        items, is_picture, is_askew = _read_page(_turn_page(page))
        blank += is_picture
        rotated += is_askew
        read.append(items)
        page.close()  # what was drawn on it is kept otherwise
    if not any(read) and rotated:
        return {"problem": phrase("the text of the PDF is mirrored or distorted; print the document anew as PDF")}
    if not any(read) and not blank:
        return {"problem": phrase("empty file: a PDF without text")}
    if not any(read):
        return {
            "problem": phrase("a scan: the PDF holds pictures of pages and no text layer; recognise it (OCR) first")
        }
    blocks: list[Block] = []
    notes: list[PageLine] = []
    flow: list[PageLine] = []
    for items in strip_heads(read):
        kept, footnotes = find_footnotes(items)
        notes += footnotes
        for item in kept:
            if isinstance(item, Table):
                blocks += format_lines(flow)
                flow = []
                blocks.append(item)
            else:
                flow.append(item)
    blocks += format_lines(flow)
    if notes:
        blocks += ["", *format_lines(notes)]
    return {"text": format_blocks(blocks), "pages": len(read), "blank": blank, "rotated": rotated}


def _turn_page(page: Page) -> Page:
    """The page as a reader would hold it: plans in landscape are drawn on sheets that stand upright."""
    turns: Counter[int] = Counter()
    for char in page.chars:
        if not char["text"].isspace():
            turns[_measure_turn(char["matrix"])] += 1
    if not turns or not (turn := min(turns, key=lambda turn: (-turns[turn], turn))):
        return page
    page.close()
    sheet = page.page_obj
    sheet.rotate = (sheet.rotate + turn) % 360  # for pdfminer, which draws the page; the attribute is for pdfplumber
    sheet.attrs = {**sheet.attrs, "Rotate": sheet.rotate}
    return type(page)(page.pdf, sheet, page.page_number, page.initial_doctop)


def _measure_turn(matrix: tuple[float, ...]) -> int:
    """By how many degrees the page must be turned clockwise so that a letter stands upright."""
    right, up = matrix[0], matrix[1]
    if abs(right) >= abs(up):
        return 0 if right >= 0 or matrix[3] >= 0 else 180  # mirrored letters are nothing that turning mends
    return 90 if up > 0 else 270


def _read_page(page: Page) -> tuple[list[PageLine | Table], bool, bool]:
    page = page.dedupe_chars(tolerance=1)  # bold type that is drawn twice
    tables = [table for table in page.find_tables() if _is_table(table)]
    boxes = [table.bbox for table in tables]
    words = page.extract_words(x_tolerance_ratio=0.18, y_tolerance=2, extra_attrs=["upright"])
    is_askew = not all(word["upright"] for word in words)
    words = [{**word, "text": _UNKNOWN.sub("\ufffd", word["text"])} for word in words if word["upright"]]
    outside = [word for word in words if not any(_is_inside(word, box) for box in boxes)]
    lines: list[PageLine | Table] = list(group_lines(outside, page.width))
    for table in tables:
        made = _make_table(table, words)
        below = (i for i, line in enumerate(lines) if isinstance(line, PageLine) and line.top >= table.bbox[1])
        place = next(below, len(lines))
        lines.insert(place, made)
    is_picture = not words and not is_askew and bool(page.images or page.curves or page.rects)
    return lines, is_picture, is_askew


def _is_table(table: Any) -> bool:
    rows = [row for row in table.rows if any(row.cells)]
    return len(rows) > 1 and max(len([cell for cell in row.cells if cell]) for row in rows) > 1


def _is_inside(word: dict[str, Any], box: tuple[float, float, float, float]) -> bool:
    x, y = (word["x0"] + word["x1"]) / 2, (word["top"] + word["bottom"]) / 2
    return bool(box[0] - 1 <= x <= box[2] + 1 and box[1] - 1 <= y <= box[3] + 1)


def _make_table(table: Any, words: Sequence[dict[str, Any]]) -> Table:
    inside = [word for word in words if _is_inside(word, table.bbox)]
    edges = sorted({round(cell[0]) for row in table.rows for cell in row.cells if cell} | {round(table.bbox[2])})
    merged = [edge for i, edge in enumerate(edges) if i == 0 or edge - edges[i - 1] > 3]
    rows = []
    for row in table.rows:
        cells: list[Cell] = []
        for place, cell in enumerate(row.cells):
            if cell is None:
                # Covered by a cell to the left, which counts its columns, or by one above.
                if sum(c.columns for c in cells) <= place:
                    cells.append(Cell((), 1, continues=True))
                continue
            columns = max(1, sum(cell[0] + 3 < edge <= cell[2] + 3 for edge in merged))
            text = "\n".join(line.text for line in group_lines([w for w in inside if _is_inside(w, cell)], None))
            cells.append(Cell((_join_hyphens(text),) if text else (), columns))
        rows.append(tuple(cells))
    return Table(tuple(rows))


def _join_hyphens(text: str) -> str:
    # In a row of one line a hyphen at a line's end would be one inside the word.
    return re.sub(r"(?<=[а-яё])[-‐\u00ad]\n(?=[а-яё])", "", text)
