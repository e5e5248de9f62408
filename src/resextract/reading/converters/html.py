"""HTML → text: what a reader of the page sees, without the navigation around it.

lxml mends the markup; what is a line of text, a list number or a row is settled here, since a layout that imitates
the screen (inscriptis) wraps cells and so tears measures and terms apart.
"""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from resextract.language.phrases import phrase
from resextract.reading.converters.blocks import Cell, Converted, Table
from resextract.reading.converters.errors import ConversionError
from resextract.reading.converters.layout import format_blocks
from resextract.reading.converters.numbering import format_number
from resextract.reading.decoding import DecodingError, decode_unchecked

if TYPE_CHECKING:
    from lxml.etree import _Element

    from resextract.reading.converters.blocks import Block

__all__ = ["convert_html"]

_META = re.compile(rb"<meta\b[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w-]{2,30})", re.IGNORECASE)
_XML_DECLARATION = re.compile(rb"<\?xml\b[^>]{0,100}?encoding\s*=\s*[\"']([\w-]{2,30})", re.IGNORECASE)
_HEAD = 4_096
_RUSSIAN = {
    "windows-1251": "cp1251",
    "cp1251": "cp1251",
    "x-cp1251": "cp1251",
    "win-1251": "cp1251",
    "koi8-r": "koi8_r",
}
_RUSSIAN |= {"cp866": "cp866", "ibm866": "cp866", "iso-8859-5": "iso8859_5", "x-mac-cyrillic": "mac_cyrillic"}

_LEFT_OUT = frozenset((
    "head", "script", "style", "noscript", "template", "nav", "footer", "aside", "button", "select", "option",
    "dialog", "textarea", "input", "svg", "canvas", "audio", "video", "iframe", "object", "embed", "applet",
    "map", "frameset", "del", "rp", "rt",
))  # fmt: skip
_LEFT_OUT_ROLES = frozenset(("navigation", "banner", "contentinfo", "search", "complementary", "menu", "menubar"))
_BLOCKS = frozenset((
    "html", "body", "p", "div", "section", "article", "main", "header", "h1", "h2", "h3", "h4", "h5", "h6",
    "hgroup", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "pre", "address", "figure", "figcaption",
    "center", "hr", "form", "fieldset", "legend", "details", "summary", "caption",
))  # fmt: skip
_INVISIBLE = re.compile(
    r"(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all)", re.IGNORECASE
)
_LIST_STYLE = re.compile(
    r"list-style(?:-type)?\s*:[^;]{0,40}?\b(none|decimal|(?:lower|upper)-(?:alpha|latin|roman)|disc)\b"
)
_LIST_TYPES = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman", "none": "none"}
_LIST_TYPES |= {"lower-alpha": "lowerLetter", "lower-latin": "lowerLetter", "lower-roman": "lowerRoman"}
_LIST_TYPES |= {"upper-alpha": "upperLetter", "upper-latin": "upperLetter", "upper-roman": "upperRoman"}
_SPACES = re.compile(r"[ \t\n\r\f]+")  # not the no-break space, which pages use on purpose
_MOST_COLUMNS, _MOST_ROWS = 100, 1_000
_INDENT = " " * 4


def convert_html(data: bytes) -> Converted:
    """Convert a page.

    Args:
        data: Its bytes; the charset is that of the byte order mark, UTF-8 if they are valid UTF-8, the Russian one that
            the page names, or else the one under which it reads as Russian.

    Returns:
        Its text. Left out are scripts, navigation (``nav``, ``aside``, ``footer`` and such roles), forms, deleted text
        and what a style attribute hides.

    Raises:
        ConversionError: No charset gives a readable text, or the page is nested too deep to be read whole.
    """
    from lxml import etree

    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(_decode(data).replace("\x00", "").encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ConversionError(phrase("damaged: no readable page: {reason}", reason=str(error)[:120])) from error
    if any("depth" in entry.message.lower() for entry in parser.error_log):
        raise ConversionError(phrase("refused: elements of the page are nested too deep"))
    if root is None:
        raise ConversionError(phrase("empty file: a page without text"))
    return Converted(format_blocks(_read_page(root)))


def _decode(data: bytes) -> str:
    if b"\x00" not in data:  # UTF-16 of letters and tags is valid UTF-8, too, with a NUL for every other letter
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError:
            pass
    declared = _META.search(data[:_HEAD]) or _XML_DECLARATION.search(data[:_HEAD])
    named = declared[1].decode("ascii").lower() if declared and b"\x00" not in data else ""
    codec = _RUSSIAN.get(named)
    try:
        return data.decode(codec, "replace") if codec else decode_unchecked(data)
    except DecodingError as error:
        raise ConversionError(str(error)) from error


def _read_page(root: _Element) -> list[Block]:
    from lxml import etree

    writer = _Writer()
    left_out: _Element | None = None
    # Not recursive: pages with hundreds of fonts that are never closed are real, and nest as deep.
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            if left_out is None and _is_left_out(element):
                left_out = element
            if left_out is None:
                writer.start(element)
                writer.write(element.text)
        else:
            if left_out is None:
                writer.end(element)
            if left_out is element:
                left_out = None
            if left_out is None and element is not root:
                writer.write(element.tail)
    return writer.close()


def _is_left_out(element: _Element) -> bool:
    tag = element.tag
    if not isinstance(tag, str) or tag in _LEFT_OUT or element.get("hidden") is not None:
        return True
    if tag == "div" and element.get("title", "").lower() in ("header", "footer"):  # of printed pages, by LibreOffice
        return True
    if element.get("role", "").lower() in _LEFT_OUT_ROLES or _INVISIBLE.search(element.get("style", "")):
        return True
    return tag == "header" and next(element.iter("nav"), None) is not None


@dataclass(slots=True)
class _Flow:
    """Text that grows: the page, or a cell; paragraphs that are closed, and the open one."""

    blocks: list[Block] = field(default_factory=list)
    open: list[str] = field(default_factory=list)
    prefix: str = ""
    columns: int = 1
    rows: int = 1


@dataclass(slots=True)
class _Grid:
    """A table that grows."""

    rows: list[list[tuple[Cell, int]]] = field(default_factory=list)


@dataclass(slots=True)
class _Numbering:
    style: str
    next: int
    step: int = 1


class _Writer:
    """Takes a page element by element."""

    def __init__(self) -> None:
        self._flows = [_Flow()]
        self._grids: list[_Grid] = []
        self._lists: list[_Numbering] = []
        self._kept_spaces = 0

    def start(self, element: _Element) -> None:
        tag = str(element.tag)
        if tag == "br":
            self._flows[-1].open.append("\n")
        elif tag == "table":
            self._flush()
            self._grids.append(_Grid())
        elif tag == "tr" and self._grids:
            self._grids[-1].rows.append([])
        elif tag in ("td", "th") and self._grids:
            columns = _read_number(element.get("colspan"), 1, _MOST_COLUMNS)
            rows = _read_number(element.get("rowspan"), 1, _MOST_ROWS)
            self._flows.append(_Flow(columns=columns, rows=rows))
        elif tag in _BLOCKS:
            self._flush()
            self._start_block(tag, element)

    def _start_block(self, tag: str, element: _Element) -> None:
        if tag in ("ol", "ul"):
            self._lists.append(_open_list(tag, element))
        elif tag == "li" and self._lists:
            numbering = self._lists[-1]
            numbering.next = _read_number(element.get("value"), numbering.next, 100_000)
            # A list inside another one starts at 1 again: only its indent tells it from the list around it.
            self._flows[-1].prefix = _INDENT * (len(self._lists) - 1) + _format_mark(numbering)
            numbering.next += numbering.step
        elif tag == "pre":
            self._kept_spaces += 1

    def end(self, element: _Element) -> None:
        tag = str(element.tag)
        if tag == "table" and self._grids:
            self._flush()
            table = _spread_rows(self._grids.pop().rows)
            self._flows[-1].blocks.append(table)
        elif tag in ("td", "th") and self._grids and len(self._flows) > 1:
            self._flush()
            flow = self._flows.pop()
            rows = self._grids[-1].rows
            if not rows:
                rows.append([])
            rows[-1].append((Cell(tuple(flow.blocks), flow.columns), flow.rows))
        elif tag in _BLOCKS:
            self._flush()
            if tag in ("ol", "ul") and self._lists:
                self._lists.pop()
            elif tag == "li":
                self._flows[-1].prefix = ""
            elif tag == "pre":
                self._kept_spaces -= 1

    def write(self, text: str | None) -> None:
        if text:
            self._flows[-1].open.append(text if self._kept_spaces else _SPACES.sub(" ", text))

    def close(self) -> list[Block]:
        self._flush()
        return self._flows[0].blocks

    def _flush(self) -> None:
        flow = self._flows[-1]
        lines = "".join(flow.open).split("\n")
        text = "\n".join(line if self._kept_spaces else _SPACES.sub(" ", line).strip(" ") for line in lines)
        flow.open.clear()
        if not text.strip() and text:  # a paragraph of a line break or a no-break space: how pages make blank lines
            flow.blocks.append("")
        elif text:
            flow.blocks.append(flow.prefix + (text.strip("\n") if not flow.prefix else text.strip()))
            flow.prefix = ""


def _open_list(tag: str, element: _Element) -> _Numbering:
    described = _LIST_STYLE.search(element.get("style", "").lower())
    name = described[1] if described else element.get("type", "")
    style = _LIST_TYPES.get(name, "bullet" if tag == "ul" and name != "decimal" else "decimal")
    step = -1 if element.get("reversed") is not None else 1
    return _Numbering(style, _read_number(element.get("start"), 1, 100_000), step)


def _format_mark(numbering: _Numbering) -> str:
    if numbering.style == "none":
        return ""
    return "• " if numbering.style == "bullet" else f"{format_number(numbering.next, numbering.style)}. "


def _read_number(text: str | None, default: int, most: int) -> int:
    try:
        return min(max(int(text), 0), most) or default if text else default
    except ValueError:
        return default


def _spread_rows(rows: list[list[tuple[Cell, int]]]) -> Table:
    """Put the lower parts of cells that go over several rows into these rows."""
    spread = []
    waiting: dict[int, tuple[int, int]] = {}  # column → rows still to come, columns
    for row in rows:
        cells: list[Cell] = []
        column = 0
        pending = deque(row)
        while pending or column in waiting:
            if column in waiting:
                left, columns = waiting.pop(column)
                if len(cells) >= _MOST_COLUMNS:  # nobody's table, but a few bytes can ask for millions of cells
                    column += columns
                    continue
                cells.append(Cell((), columns, continues=True))
                if left > 1:
                    waiting[column] = (left - 1, columns)
            else:
                cell, height = pending.popleft()
                cells.append(cell)
                columns = cell.columns
                if height > 1:
                    waiting[column] = (height - 1, columns)
            column += columns
        spread.append(tuple(cells))
    return Table(tuple(spread))
