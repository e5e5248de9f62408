"""DOCX → text: paragraphs with the numbers of their lists, tables, text boxes, notes; deleted text is none.

python-docx and docx2python open such files well, but the one leaves out what tracked changes inserted and gives no list
numbers, the other prints «1)» for «1.1.» and a dash for «а)»; tasks are found by their numbers, so the body is read
from the XML here.
"""

from __future__ import annotations

import io
import posixpath
from typing import TYPE_CHECKING

from resextract.language.phrases import phrase
from resextract.reading.archives import Archive, ArchiveError
from resextract.reading.converters.blocks import Cell, Converted, Table
from resextract.reading.converters.docx_lists import ListNumbers, read_styles
from resextract.reading.converters.errors import ConversionError
from resextract.reading.converters.layout import format_blocks
from resextract.reading.converters.wordml import STRICT, WORD, child, children, is_on, number_of, qualify, value_of
from resextract.reading.converters.xml import parse_xml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from resextract.reading.converters.blocks import Block, Row

__all__ = ["MAX_PART", "convert_docx"]

MAX_PART = 60_000_000
"""Bytes of XML up to which a part of a document is read; a text of 5 MB has about 50."""

_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_DELETED = frozenset(qualify(name) for name in ("del", "moveFrom"))
_LEFT_OUT = _DELETED | {
    qualify(n) for n in ("pPr", "rPr", "instrText", "delText", "tblPr", "tblGrid", "sectPr", "sdtPr")
}
_LEFT_OUT |= {f"{_COMPATIBILITY}Fallback"}  # the same again, for programs that do not know the newer drawing
_SIGNS = {
    qualify("tab"): "\t",
    qualify("ptab"): "\t",
    qualify("br"): "\n",
    qualify("cr"): "\n",
    qualify("noBreakHyphen"): "\u2011",
    qualify("sym"): "•",
}
_PARAGRAPH, _TABLE, _RUN, _TEXT = qualify("p"), qualify("tbl"), qualify("r"), qualify("t")
_BOX = qualify("txbxContent")
_NOTES = (("footnoteReference", "footnotes"), ("endnoteReference", "endnotes"))


def convert_docx(data: bytes) -> Converted:
    """Convert a DOCX file.

    Args:
        data: The file's bytes.

    Returns:
        Its text: the body in order, text boxes after the paragraph that anchors them, foot- and endnotes at the end.
        Headers and footers of pages are left out, but for a header that only the first page has (a letterhead).

    Raises:
        ConversionError: The file is damaged, or is made to do harm.
    """
    try:
        with Archive(io.BytesIO(data)) as archive:
            return Converted(format_blocks(_Document(archive).read()))
    except ArchiveError as error:
        raise ConversionError(str(error)) from error


class _Document:
    """The parts of a document, and how far its lists are counted."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._main = self._find_main()
        self._targets = self._read_relations(self._main)
        styles = read_styles(self._read_part("styles"))
        self._hidden = frozenset(name for name, style in styles.items() if style.hidden)
        self._numbers = ListNumbers(self._read_part("numbering"), styles)
        self._notes: list[tuple[str, str]] = []

    def read(self) -> Iterator[Block]:
        root = self._parse(self._main)
        body = child(root, "body")
        if body is None:
            raise ConversionError(phrase("damaged: {part} has no body", part=self._main))
        yield from self._read_letterhead(body)
        yield from self._read_blocks(body)
        yield from self._read_notes()

    def _find_main(self) -> str:
        for kind, target in self._list_relations("_rels/.rels", ""):
            if kind == "officeDocument" and target in self._archive:
                return target
        if "word/document.xml" in self._archive:
            return "word/document.xml"
        raise ConversionError(phrase("damaged: a DOCX file without a document in it"))

    def _read_relations(self, part: str) -> dict[str, str]:
        folder, name = posixpath.split(part)
        targets: dict[str, str] = {}
        for kind, target in self._list_relations(f"{folder}/_rels/{name}.rels", folder):
            targets.setdefault(kind, target)
        return targets

    def _list_relations(self, part: str, folder: str) -> Iterator[tuple[str, str]]:
        if part in self._archive:
            for relation in self._parse(part).iter(_RELATIONS):
                if relation.get("TargetMode") != "External":
                    target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", "")))
                    yield relation.get("Type", "").rpartition("/")[2], target.lstrip("/")
                    yield relation.get("Id", ""), target.lstrip("/")

    def _read_part(self, kind: str) -> _Element | None:
        target = self._targets.get(kind, "")
        return self._parse(target) if target in self._archive else None

    def _parse(self, part: str) -> _Element:
        data = self._archive.read(part, MAX_PART)
        return parse_xml(data.replace(STRICT, WORD.encode()), part)

    def _read_letterhead(self, body: _Element) -> Iterator[Block]:
        section = next(body.iter(qualify("sectPr")), None)
        if section is None or not is_on(child(section, "titlePg")):
            return
        for reference in children(section, "headerReference"):
            if reference.get(qualify("type")) == "first":
                key = next((value for name, value in reference.attrib.items() if str(name).endswith("}id")), "")
                target = self._targets.get(str(key), "")
                if target in self._archive:
                    yield from self._read_blocks(self._parse(target))

    def _read_blocks(self, parent: _Element) -> Iterator[Block]:
        pending = ""  # a paragraph whose end was deleted goes on in the next one
        for element in _list_blocks(parent):
            if element.tag == _TABLE:
                yield self._read_table(element)
                continue
            properties = child(element, "pPr")
            boxes: list[_Element] = []
            text = "".join(self._read_text(element, boxes))
            mark = child(properties, "rPr")
            if child(mark, "del") is not None or child(mark, "moveFrom") is not None:
                pending += text
            else:
                text = pending + text
                number = self._numbers.number(properties)
                yield f"{number}{text.strip(chr(32))}" if text.strip() else ""
                pending = ""
            for box in boxes:
                yield from self._read_blocks(box)
        if pending:
            yield pending

    def _read_text(self, element: _Element, boxes: list[_Element]) -> Iterator[str]:
        for part in element:
            tag = part.tag
            if tag in _LEFT_OUT or not isinstance(tag, str):
                continue
            if tag in (_TEXT, _MATH_TEXT):
                yield part.text or ""
            elif tag in _SIGNS:
                yield _SIGNS[tag]
            elif tag == _BOX:
                boxes.append(part)
            elif tag == _RUN and self._is_hidden(part):
                continue
            else:
                for reference, notes in _NOTES:
                    if tag == qualify(reference):
                        self._notes.append((notes, part.get(qualify("id"), "")))
                yield from self._read_text(part, boxes)

    def _is_hidden(self, run: _Element) -> bool:
        properties = child(run, "rPr")
        vanish = child(properties, "vanish")
        return is_on(vanish) or (vanish is None and value_of(child(properties, "rStyle")) in self._hidden)

    def _read_table(self, table: _Element) -> Table:
        rows = []
        for row in _list_rows(table):
            properties = child(row, "trPr")
            if child(properties, "del") is None:
                rows.append(self._read_row(row, number_of(child(properties, "gridBefore")) or 0))
        return Table(tuple(rows))

    def _read_row(self, row: _Element, before: int) -> Row:
        cells = [Cell()] * min(before, 20)
        for cell in _list_inside(row, qualify("tc")):
            properties = child(cell, "tcPr")
            columns = min(max(number_of(child(properties, "gridSpan")) or 1, 1), 100)
            merge = child(properties, "vMerge")
            if merge is not None and value_of(merge) != "restart":
                cells.append(Cell((), columns, continues=True))
            else:
                cells.append(Cell(tuple(self._read_blocks(cell)), columns))
        return tuple(cells)

    def _read_notes(self) -> Iterator[Block]:
        roots = {kind: self._read_part(kind) for _, kind in _NOTES}
        notes = {
            (kind, note.get(qualify("id"), "")): note
            for kind, root in roots.items()
            for note in children(root, kind.removesuffix("s"))
        }
        texts = []
        for key in dict.fromkeys(list(self._notes)):
            if key in notes:
                blocks = [block for block in self._read_blocks(notes[key]) if block]
                texts.append(blocks)
        for number, blocks in enumerate(texts, 1):
            first, *rest = blocks or [""]
            yield ""
            yield f"[{number}] {first.strip()}" if isinstance(first, str) else first
            yield from rest


def _list_blocks(parent: _Element) -> Iterator[_Element]:
    """The paragraphs and tables of a body, a cell or a box, out of the wrappers that may hold them."""
    for element in parent:
        if element.tag in (_PARAGRAPH, _TABLE):
            yield element
        elif isinstance(element.tag, str) and element.tag not in _LEFT_OUT:
            yield from _list_blocks(element)


def _list_rows(table: _Element) -> Iterator[_Element]:
    return _list_inside(table, qualify("tr"))


def _list_inside(parent: _Element, tag: str) -> Iterator[_Element]:
    for element in parent:
        if element.tag == tag:
            yield element
        elif isinstance(element.tag, str) and element.tag not in _LEFT_OUT and element.tag not in (_PARAGRAPH, _TABLE):
            yield from _list_inside(element, tag)
