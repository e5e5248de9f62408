"""Documents of every kind that is read, made of the same paragraphs and tables."""

from __future__ import annotations

import html
import io
import zipfile
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

Block = str | list[list[str]]

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
ODF = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        *((prefix, prefix) for prefix in ("office", "text", "table", "style")),
        ("draw", "drawing"),
        ("svg", "svg-compatible"),
    )
)


def pack(files: dict[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def pack_docx(body: str, **parts: str) -> bytes:
    """A DOCX file of the XML of its body; ``numbering``, ``styles``, ``footnotes`` … are the content of other parts."""
    relations = "".join(
        f'<Relationship Id="r{name}" Type="{RELATIONS}/{name.rstrip("0123456789")}" Target="{name}.xml"/>'
        for name in parts
    )
    files = {
        "[Content_Types].xml": "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>",
        "_rels/.rels": _relations(
            f'<Relationship Id="r1" Type="{RELATIONS}/officeDocument" Target="word/document.xml"/>'
        ),
        "word/_rels/document.xml.rels": _relations(relations),
        "word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>",
    }
    roots = {
        "footnotes": "footnotes",
        "endnotes": "endnotes",
        "styles": "styles",
        "numbering": "numbering",
        "header1": "hdr",
    }
    return pack(
        files | {f"word/{name}.xml": f"<w:{roots[name]} {W}>{xml}</w:{roots[name]}>" for name, xml in parts.items()}
    )


def _relations(content: str) -> str:
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{content}</Relationships>'
    )


def paragraph(text: str, properties: str = "") -> str:
    runs = "<w:br/>".join(f'<w:t xml:space="preserve">{html.escape(line)}</w:t>' for line in text.split("\n"))
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r>{runs}</w:r></w:p>"


def numbered(text: str, level: int = 0, number: int = 1) -> str:
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def make_docx(blocks: Sequence[Block]) -> bytes:
    def table(rows: list[list[str]]) -> str:
        cells = ["".join(f"<w:tc>{paragraph(text)}</w:tc>" for text in row) for row in rows]
        return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"

    return pack_docx("".join(paragraph(b) if isinstance(b, str) else table(b) for b in blocks))


def pack_odt(body: str, styles: str = "", automatic: str = "") -> bytes:
    content = f"<office:document-content {ODF}><office:automatic-styles>{automatic}</office:automatic-styles>"
    content += f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    shared = f"<office:document-styles {ODF}><office:styles>{styles}</office:styles></office:document-styles>"
    return pack(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "META-INF/manifest.xml": "<manifest/>",
            "content.xml": content,
            "styles.xml": shared,
        }
    )


def make_odt(blocks: Sequence[Block]) -> bytes:
    def line(text: str) -> str:
        return f"<text:p>{html.escape(text)}</text:p>"

    def table(rows: list[list[str]]) -> str:
        cells = ["".join(f"<table:table-cell>{line(text)}</table:table-cell>" for text in row) for row in rows]
        return f"<table:table>{''.join(f'<table:table-row>{row}</table:table-row>' for row in cells)}</table:table>"

    return pack_odt("".join(line(b) if isinstance(b, str) else table(b) for b in blocks))


def make_rtf(blocks: Sequence[Block]) -> bytes:
    def escape(text: str) -> str:
        return "".join(
            f"\\'{c.encode('cp1251')[0]:02x}" if ord(c) > 127 else f"\\{c}" if c in "{}\\" else c for c in text
        )

    def row(cells: list[str]) -> str:
        edges = "".join(f"\\cellx{1000 * (i + 1)}" for i in range(len(cells)))
        return f"\\trowd{edges}\\pard\\intbl " + "".join(f"{escape(text)}\\cell " for text in cells) + "\\row\n"

    lines = [f"\\pard {escape(b)}\\par\n" if isinstance(b, str) else "".join(map(row, b)) for b in blocks]
    fonts = "{\\fonttbl{\\f0\\froman\\fcharset204 Times New Roman;}}"
    return f"{{\\rtf1\\ansi\\ansicpg1251\\deff0{fonts}\\f0 {''.join(lines)}}}".encode("ascii")


def make_html(blocks: Sequence[Block], charset: str = "windows-1251") -> bytes:
    def table(rows: list[list[str]]) -> str:
        cells = ["".join(f"<td>{html.escape(text)}</td>" for text in row) for row in rows]
        return f"<table>{''.join(f'<tr>{row}' for row in cells)}</table>"

    body = "".join(f"<p>{html.escape(b)}</p>\n" if isinstance(b, str) else table(b) for b in blocks)
    head = f"<head><meta http-equiv=Content-Type content='text/html; charset={charset}'></head>"
    page = f"<html>{head}<body>{body}</body></html>"
    return page.encode(charset, "xmlcharrefreplace")


def make_pdf(blocks: Sequence[Block], *, footer: bool = True, password: str = "") -> bytes:
    from pathlib import Path

    import matplotlib as mpl
    from fpdf import FPDF
    from fpdf.enums import XPos, YPos

    class Document(FPDF):
        def footer(self) -> None:
            if footer:
                self.set_y(-15)
                self.cell(0, 8, str(self.page_no()), align="C")

    pdf = Document()
    pdf.set_creation_date(datetime(2024, 1, 1, tzinfo=UTC))
    pdf.add_font("DejaVu", "", Path(mpl.get_data_path(), "fonts", "ttf", "DejaVuSans.ttf"))
    pdf.set_font("DejaVu", size=11)
    pdf.add_page()
    if password:
        pdf.set_encryption(owner_password=f"{password}!", user_password=password)
    for block in blocks:
        if isinstance(block, str):
            pdf.multi_cell(0, 6, f"      {block}" if block else " ", align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        else:
            with pdf.table(col_widths=(1, *[4] * (len(block[0]) - 1)), first_row_as_headings=False) as table:
                for row in block:
                    cells = table.row()
                    for text in row:
                        cells.cell(text)
    return bytes(pdf.output())


MAKERS = {"docx": make_docx, "html": make_html, "odt": make_odt, "pdf": make_pdf, "rtf": make_rtf}
