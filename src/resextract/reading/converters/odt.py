"""ODT → text: paragraphs with the numbers of their lists, tables, text boxes, notes; deleted text is none.

odfpy has had no release since 2020 and counts no lists, so the XML is read here.
"""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

from resextract.language.phrases import phrase
from resextract.reading.archives import Archive, ArchiveError
from resextract.reading.converters.blocks import Cell, Converted, Table
from resextract.reading.converters.errors import ConversionError
from resextract.reading.converters.layout import format_blocks
from resextract.reading.converters.odt_lists import ListCounter, read_list_styles
from resextract.reading.converters.opendocument import OFFICE, STYLE, TABLE, TEXT, as_count
from resextract.reading.converters.xml import parse_xml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from resextract.reading.converters.blocks import Block, Row

__all__ = ["MAX_PART", "convert_odt"]

MAX_PART = 60_000_000
"""Bytes of XML up to which a part of a document is read."""

_PARAGRAPHS = (f"{TEXT}p", f"{TEXT}h")
_LEFT_OUT = frozenset(
    (
        f"{TEXT}tracked-changes",
        f"{OFFICE}annotation",
        f"{OFFICE}annotation-end",
        f"{TEXT}number",
        f"{TEXT}ruby-text",
        f"{TEXT}hidden-text",
        f"{TEXT}note-citation",
        f"{OFFICE}forms",
        f"{TEXT}sequence-decls",
        "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}title",
        "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}desc",
    )
)
_BOX = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}text-box"
_MOST_REPEATS = 100
_MOST_CELLS = 200
"""Cells of a row up to which a cell is repeated: a few bytes can ask for any number of empty ones."""
_SPACES = re.compile(r"[ \t\r\n]+")


def convert_odt(data: bytes) -> Converted:
    """Convert an ODT file.

    Args:
        data: The file's bytes.

    Returns:
        Its text: the body in order, text boxes after the paragraph that anchors them, foot- and endnotes at the end.
        Headers and footers of pages are left out.

    Raises:
        ConversionError: The file is damaged or encrypted, or is made to do harm.
    """
    try:
        with Archive(io.BytesIO(data)) as archive:
            if "META-INF/manifest.xml" in archive and b"encryption-data" in archive.read(
                "META-INF/manifest.xml", MAX_PART
            ):
                raise ConversionError(phrase("encrypted: open the document with its password and save it without one"))
            content = parse_xml(archive.read("content.xml", MAX_PART), "content.xml")
            styles = parse_xml(archive.read("styles.xml", MAX_PART), "styles.xml") if "styles.xml" in archive else None
    except ArchiveError as error:
        raise ConversionError(str(error)) from error
    return Converted(format_blocks(_Document(content, styles).read()))


class _Document:
    def __init__(self, content: _Element, styles: _Element | None) -> None:
        self._body = content.find(f"{OFFICE}body/{OFFICE}text")
        roots = [root for root in (styles, content) if root is not None]
        self._lists = ListCounter(read_list_styles(roots))
        self._hidden = {
            style.get(f"{STYLE}name", "")
            for root in roots
            for style in root.iter(f"{STYLE}style")
            for properties in style.iterchildren(f"{STYLE}text-properties")
            if properties.get(f"{TEXT}display") == "none"
        }
        self._notes: list[_Element] = []

    def read(self) -> Iterator[Block]:
        if self._body is None:
            raise ConversionError(phrase("damaged: content.xml has no text"))
        yield from self._read_blocks(self._body)
        for number, note in enumerate(self._notes, 1):
            first, *rest = [block for block in self._read_blocks(note) if block] or [""]
            yield ""
            yield f"[{number}] {first.strip()}" if isinstance(first, str) else first
            yield from rest

    def _read_blocks(self, parent: _Element) -> Iterator[Block]:
        for element in parent:
            if element.tag in _PARAGRAPHS:
                yield from self._read_paragraph(element)
            elif element.tag == f"{TABLE}table":
                yield self._read_table(element)
            elif element.tag == f"{TEXT}list":
                self._lists.open(element)
                yield from self._read_list(element)
                self._lists.close()
            elif isinstance(element.tag, str) and element.tag not in _LEFT_OUT:
                yield from self._read_blocks(element)

    def _read_list(self, element: _Element) -> Iterator[Block]:
        for item in element:
            if item.tag == f"{TEXT}list-item":
                self._lists.count(item)
            if item.tag in (f"{TEXT}list-item", f"{TEXT}list-header"):
                yield from self._read_blocks(item)

    def _read_paragraph(self, element: _Element) -> Iterator[Block]:
        boxes: list[_Element] = []
        mark = self._lists.mark(element)
        text = "".join(self._read_text(element, boxes)).strip(" ")
        yield f"{mark}{text}" if text.strip() else ""
        for box in boxes:
            yield from self._read_blocks(box)

    def _read_text(self, element: _Element, boxes: list[_Element]) -> Iterator[str]:
        yield _squeeze(element.text)
        for part in element:
            tag = part.tag
            if tag == f"{TEXT}s":
                yield " " * as_count(part.get(f"{TEXT}c"), _MOST_REPEATS)
            elif tag == f"{TEXT}tab":
                yield "\t"
            elif tag == f"{TEXT}line-break":
                yield "\n"
            elif tag == _BOX:
                boxes.append(part)
            elif tag == f"{TEXT}note":
                self._notes += part.findall(f"{TEXT}note-body")
            elif isinstance(tag, str) and tag not in _LEFT_OUT and part.get(f"{TEXT}style-name") not in self._hidden:
                yield from self._read_text(part, boxes)
            yield _squeeze(part.tail)

    def _read_table(self, table: _Element) -> Table:
        return Table(tuple(self._read_row(row) for row in _list_rows(table)))

    def _read_row(self, row: _Element) -> Row:
        cells: list[Cell] = []
        for cell in row:
            if cell.tag == f"{TABLE}table-cell":
                columns = as_count(cell.get(f"{TABLE}number-columns-spanned"), _MOST_REPEATS)
                repeats = as_count(cell.get(f"{TABLE}number-columns-repeated"), _MOST_REPEATS)
                cells += [Cell(tuple(self._read_blocks(cell)), columns)] * max(
                    1, min(repeats, _MOST_CELLS - len(cells))
                )
            elif cell.tag == f"{TABLE}covered-table-cell":
                # Covered from the left it belongs to the cell before it, which has counted it; else from above.
                repeats = as_count(cell.get(f"{TABLE}number-columns-repeated"), _MOST_REPEATS)
                cells += [Cell((), 0)] * min(repeats, max(0, _MOST_CELLS - len(cells)))
        return _settle_covered(cells)


def _settle_covered(cells: list[Cell]) -> Row:
    settled: list[Cell] = []
    covered = 0
    for cell in cells:
        if cell.columns:
            settled.append(cell)
            covered = cell.columns - 1
        elif covered:
            covered -= 1
        else:
            settled.append(Cell((), 1, continues=True))
    return tuple(settled)


def _list_rows(table: _Element) -> Iterator[_Element]:
    for element in table:
        if element.tag == f"{TABLE}table-row":
            yield element
        elif element.tag in (f"{TABLE}table-header-rows", f"{TABLE}table-rows", f"{TABLE}table-row-group"):
            yield from _list_rows(element)


def _squeeze(text: str | None) -> str:
    # White space in ODF is one blank, however long; elements of its own stand for more.
    return _SPACES.sub(" ", text) if text else ""
