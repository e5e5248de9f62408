"""What kind of document some bytes are: by what they hold first, by the name's suffix second.

In ministries a page or an RTF file that is called ``.doc`` is an everyday matter, and Word opens it without a word.
"""

from __future__ import annotations

import io
import re
from pathlib import PurePosixPath

from resextract.language.phrases import phrase
from resextract.reading.archives import Archive, ArchiveError

__all__ = ["ARCHIVE_SUFFIX", "CONVERTERS", "SUFFIXES", "TEXT", "KindError", "detect_kind"]

TEXT = "text"
CONVERTERS = ("docx", "html", "odt", "pdf", "rtf")
"""Kinds that a converter turns into text; their names stand in records in the place of an encoding."""
SUFFIXES = (".txt", ".doc", ".docm", ".docx", ".dotx", ".htm", ".html", ".odt", ".ott", ".pdf", ".rtf", ".xhtml")
"""Files of a folder or an archive that are documents; a file named by itself may be called anything."""
ARCHIVE_SUFFIX = ".zip"

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_HEAD = 4_096
_PDF_HEAD = 1_024
"""Bytes within which readers look for the signature of a PDF file."""

_PDF = re.compile(rb"(?:\A|[\r\n\x00])%PDF-\d")
_HTML = re.compile(
    r"<(?:!doctype\s+html|html|head|body|meta|title|table|p|div|span|br|font|center|h[1-6])\b", re.IGNORECASE
)
_PAGE = re.compile(
    r"\s*(?:<\?xml\b[^>]{0,200}\?>\s*)?(?:<!--(?:(?!-->).){0,2000}-->\s*){0,5}<(?:!doctype\s+html|html|head|body|meta)\b",
    re.I | re.S,
)
_TAG = re.compile(r"</?[a-z!][^<>]{0,500}>", re.IGNORECASE)
_WORD_XML = re.compile(r"<\?mso-application\s+progid=\"Word\.Document\"|<w:wordDocument\b|<pkg:package\b")
_WEB_ARCHIVE = re.compile(r"\s*(?:From|MIME-Version|Content-Type|Subject|Date|X-[\w-]+):", re.IGNORECASE)
_HTML_SUFFIXES = (".htm", ".html", ".xhtml")

_SAVE_AS = phrase("open it and save it as DOCX")
_PACKAGES = (
    ("xl/workbook.xml", phrase("an Excel workbook (XLSX); save the sheet as CSV text or the document as DOCX")),
    ("xl/workbook.bin", phrase("an Excel workbook (XLSB); save the document as DOCX")),
    ("ppt/presentation.xml", phrase("a presentation (PPTX); save its text as DOCX")),
    ("visio/document.xml", phrase("a drawing (VSDX)")),
)
_ODF = "application/vnd.oasis.opendocument."


class KindError(ValueError):
    """No kind of document that is read; the message says what it is and what to do."""


def detect_kind(data: bytes, name: str = "") -> str:
    """Tell the kind of a document.

    Args:
        data: Its bytes.
        name: Its file name; empty where it has none (standard input).

    Returns:
        ``text``, or one of `CONVERTERS`.

    Raises:
        KindError: The bytes are of a kind that is recognised and not read (DOC, XLS, XLSX, an archive, a password).
    """
    if data.startswith(_OLE):
        raise KindError(_describe_ole(data))
    if data.startswith(_ZIP):
        return _detect_package(data)
    head = data[:_HEAD]
    if _PDF.search(head[:_PDF_HEAD]):
        return "pdf"
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{\\rtf"):
        return "rtf"
    return _detect_markup(_decode_head(head), PurePosixPath(name).suffix.lower())


def _detect_markup(head: str, suffix: str) -> str:
    if _WORD_XML.search(head):
        raise KindError(phrase("a Word document in plain XML; {advice}", advice=_SAVE_AS))
    if _WEB_ARCHIVE.match(head) and "multipart/related" in head.lower():
        raise KindError(phrase("a web archive (MHT); {advice}", advice=_SAVE_AS))
    if _PAGE.match(head):
        return "html"
    if suffix in _HTML_SUFFIXES and _TAG.search(head):
        return "html"
    if suffix == ".doc" and _HTML.search(head):
        return "html"
    return TEXT


def _decode_head(head: bytes) -> str:
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return head.decode("utf-16", "ignore")
    if head.count(b"\x00") > len(head) // 5:
        return head.decode("utf-16-le" if head[1:2] == b"\x00" else "utf-16-be", "ignore")
    return head.removeprefix(b"\xef\xbb\xbf").decode("latin-1")  # markup is ASCII


def _describe_ole(data: bytes) -> str:
    def holds(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if holds("EncryptedPackage"):
        return phrase("encrypted: open the document with its password and save it without one")
    if holds("WordDocument"):
        return phrase("a DOC file of Word 97–2003; {advice}", advice=_SAVE_AS)
    if holds("Workbook") or holds("Book"):
        return phrase("an XLS workbook; save the document as DOCX or the sheet as text")
    if holds("PowerPoint Document"):
        return phrase("a PPT presentation; save its text as DOCX")
    return phrase("a DOC, XLS or PPT file; {advice}", advice=_SAVE_AS)


def _detect_package(data: bytes) -> str:
    try:
        with Archive(io.BytesIO(data)) as archive:
            if "word/document.xml" in archive or _holds_word(archive):
                return "docx"
            for part, description in _PACKAGES:
                if part in archive:
                    raise KindError(description)
            if "mimetype" in archive:
                kind = archive.read("mimetype", 1_000).decode("ascii", "replace").strip()
                if kind in (f"{_ODF}text", f"{_ODF}text-template"):
                    return "odt"
                raise KindError(phrase("a document of the kind {kind}; save it as DOCX", kind=kind[:80]))
            if "content.xml" in archive and "META-INF/manifest.xml" in archive:
                return "odt"
    except ArchiveError as error:
        raise KindError(str(error)) from error
    raise KindError(phrase("a ZIP archive of files; give it the suffix .zip, or unpack it first"))


def _holds_word(archive: Archive) -> bool:
    if "[Content_Types].xml" not in archive:
        return False
    return b"wordprocessingml.document" in archive.read("[Content_Types].xml", 1_000_000)
