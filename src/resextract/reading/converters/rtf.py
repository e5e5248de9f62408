"""RTF → text: paragraphs with the numbers that are printed, tables, text boxes, notes; deleted and hidden text is none.

striprtf loses text boxes, footnotes and the numbers of older lists (``pntext``), and keeps deleted text.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from resextract.language.phrases import phrase
from resextract.reading.converters.blocks import Converted
from resextract.reading.converters.errors import ConversionError
from resextract.reading.converters.layout import format_blocks
from resextract.reading.converters.rtf_flows import Edge, Flow, close_blocks, end_text
from resextract.reading.converters.rtf_tokens import CODE_PAGES_OF_CHARSETS, decode_table, split_tokens
from resextract.reading.decoding import DecodingError, check_text

if TYPE_CHECKING:
    from resextract.reading.converters.blocks import Block
    from resextract.reading.converters.rtf_tokens import Token

__all__ = ["MAX_GROUPS", "convert_rtf"]

MAX_GROUPS = 2_000
"""Groups inside groups up to which a file is read; Word writes a dozen."""

_SIGNS = {
    "tab": "\t", "line": "\n", "lbr": "\n", "page": "\n", "column": "\n", "emdash": "—", "endash": "–", "bullet": "•",
    "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "emspace": " ", "enspace": " ", "qmspace": " ",
    "~": "\u00a0", "_": "\u2011", "-": "", "{": "{", "}": "}", "\\": "\\", "nestcell": " ", "nestrow": "\n",
}  # fmt: skip
_LEFT_OUT = frozenset((
    "colortbl", "stylesheet", "info", "header", "headerl", "headerr", "headerf", "footer", "footerl",
    "footerr", "footerf", "pict", "objdata", "sp", "sn", "sv", "shprslt", "annotation", "atnid", "atnauthor",
    "atntime", "atnicn", "atrfstart", "atrfend", "fldinst", "xe", "tc", "rxe", "txe", "ftnsep", "ftnsepc",
    "ftncn", "aftnsep", "aftnsepc", "aftncn", "nonesttables", "template", "private", "listtable",
    "listoverridetable", "revtbl", "rsidtbl", "generator", "mmathPr", "bkmkstart", "bkmkend", "datafield",
    "do", "operator", "author", "title", "subject",
))  # fmt: skip
_KEPT = frozenset(("shpinst", "shptxt", "pntext", "listtext", "nesttableprops"))
"""Destinations that are read though they are marked as such that a reader may leave out."""
_BOXES = frozenset(("shptxt", "dptxbxtext"))
_PARAGRAPHS = frozenset(("par", "sect", "cell", "row"))
_ROWS = frozenset(("trowd", "cellx", "clvmrg", "clmrg"))
_SYMBOL_CHARSET = 2


def convert_rtf(data: bytes) -> Converted:
    """Convert an RTF file.

    Args:
        data: The file's bytes.

    Returns:
        Its text: the body in order, text boxes after the paragraph that anchors them, footnotes at the end. Headers and
        footers of pages are left out.

    Raises:
        ConversionError: Groups are nested too deep.
    """
    text = _Reader().read(data)
    try:
        check_text(text)
    except DecodingError:
        # Programs that know nothing of code pages write windows-1251 and call it Western European.
        again = _Reader("cp1251").read(data)
        try:
            check_text(again)
        except DecodingError:
            return Converted(text)
        return Converted(again)
    return Converted(text)


@dataclass(frozen=True, slots=True)
class _State:
    """What a group inherits from the one around it."""

    left_out: bool = False
    table_text: bool = False
    hidden: bool = False
    deleted: bool = False
    fallbacks: int = 1
    font: int | None = None
    in_fonts: bool = False
    flow: int = 0


class _Reader:
    """Takes a file token by token."""

    def __init__(self, forced: str | None = None) -> None:
        self._forced = forced
        self._default = forced or "cp1252"
        self._states = [_State()]
        self._fonts: dict[int, int] = {}
        self._flows = [Flow()]
        self._notes: list[list[Block]] = []
        self._edges: list[Edge] = []
        self._merges = {"above": False, "left": False}
        self._skip = 0
        self._optional = False

    def read(self, data: bytes) -> str:
        for token in split_tokens(data):
            if token.group:
                self._skip = 0
                self._change_group(token.group)
                if not self._states:
                    break
            elif token.word:
                self._obey(token)
            elif not self._states[-1].left_out:
                self._take(token)
        while len(self._flows) > 1:
            self._close_flow()
        blocks = close_blocks(self._flows[0])
        for number, note in enumerate(self._notes, 1):
            texts = [block for block in note if block]
            blocks += ["", f"[{number}] {texts[0].strip()}" if texts and isinstance(texts[0], str) else f"[{number}]"]
            blocks += texts[1:]
        return format_blocks(blocks)

    def _change_group(self, group: str) -> None:
        if group == "{":
            if len(self._states) > MAX_GROUPS:
                raise ConversionError(phrase("refused: more than {limit} groups inside each other", limit=MAX_GROUPS))
            self._states.append(self._states[-1])
        else:
            closed = self._states.pop()
            if self._states and closed.flow > self._states[-1].flow:
                self._close_flow()
        self._optional = False

    def _close_flow(self) -> None:
        flow = self._flows.pop()
        blocks = close_blocks(flow)
        if flow.is_note:
            self._notes.append(blocks)
        else:
            self._flows[-1].boxes += blocks

    def _set(self, **changes: object) -> None:
        self._states[-1] = replace(self._states[-1], **changes)  # type: ignore[arg-type]

    def _obey(self, token: Token) -> None:
        word, value, state = token.word, token.value, self._states[-1]
        if word == "*":
            self._optional = True
            return
        optional, self._optional = self._optional, False
        if word in _LEFT_OUT or (optional and word not in _KEPT):
            self._set(left_out=True)
        elif word == "fonttbl":
            self._set(in_fonts=True, left_out=True)
        elif state.in_fonts:
            self._define_font(word, value)
        elif state.left_out:
            return
        elif word in ("footnote", *_BOXES):
            self._flows.append(Flow(is_note=word == "footnote"))
            self._set(flow=len(self._flows) - 1, table_text=False, hidden=False)
        elif word in _SIGNS:
            self._write(_SIGNS[word])
        elif word == "u":
            self._write(chr((value or 0) % 65_536))
            self._skip = state.fallbacks
        elif word in _PARAGRAPHS:
            self._end_paragraph(word)
        elif word in _ROWS:
            self._define_row(word, value)
        else:
            self._format(word, value)

    def _format(self, word: str, value: int | None) -> None:
        if word == "uc":
            self._set(fallbacks=min(max(value or 0, 0), 100))
        elif word == "f":
            self._set(font=value)
        elif word in ("v", "deleted"):
            self._set(**{"hidden" if word == "v" else "deleted": value != 0})
        elif word == "plain":
            self._set(hidden=False, deleted=False, font=None)
        elif word == "intbl":
            self._set(table_text=True)
        elif word == "pard":
            self._set(table_text=False)
        elif word == "ansicpg" and value and not self._forced:
            try:
                decode_table(f"cp{value}")
            except LookupError:
                return
            self._default = f"cp{value}"
        elif word == "mac" and not self._forced:
            self._default = "mac_cyrillic"
        elif word == "pca" and not self._forced:
            self._default = "cp866"

    def _define_font(self, word: str, value: int | None) -> None:
        if word == "f":
            self._set(font=value)
        elif word == "fcharset" and value is not None and self._states[-1].font is not None:
            self._fonts[self._states[-1].font or 0] = value

    def _define_row(self, word: str, value: int | None) -> None:
        if word == "trowd":
            self._edges = []
            self._merges = {"above": False, "left": False}
        elif word == "cellx":
            if len(self._edges) < 200:
                self._edges.append(Edge(value or 0, **self._merges))
            self._merges = {"above": False, "left": False}
        else:
            self._merges["above" if word == "clvmrg" else "left"] = True

    def _take(self, token: Token) -> None:
        charset = self._fonts.get(self._states[-1].font or 0, 0)
        if self._forced is None:
            table = decode_table(CODE_PAGES_OF_CHARSETS.get(charset, self._default))
        else:
            table = decode_table(self._forced)
        if token.byte is not None:
            if self._skip:
                self._skip -= 1
            else:
                self._write("•" if charset == _SYMBOL_CHARSET else table[token.byte])
            return
        data = token.text[self._skip :]
        self._skip = max(0, self._skip - len(token.text))
        self._write(data.decode("ascii") if data.isascii() else "".join(table[byte] for byte in data))

    def _write(self, text: str) -> None:
        state = self._states[-1]
        if not (state.hidden or state.deleted or state.left_out):
            self._flows[state.flow].open.append(text)

    def _end_paragraph(self, word: str) -> None:
        state = self._states[-1]
        flow = self._flows[state.flow]
        if word in ("par", "sect"):
            if not state.deleted:
                end_text(flow, in_table=state.table_text)
        elif word == "cell":
            end_text(flow, in_table=True)
            flow.cells.append(tuple(flow.cell))
            flow.cell = []
        else:
            flow.rows.append((flow.cells, list(self._edges)))
            flow.cells = []
