"""A document of any kind that is read → its text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from resextract.language.phrases import phrase
from resextract.reading.converters.errors import ConversionError, MissingExtraError

if TYPE_CHECKING:
    from resextract.reading.converters.blocks import Converted

__all__ = ["ConversionError", "MissingExtraError", "convert"]


def convert(kind: str, data: bytes) -> Converted:
    """Convert a document to text.

    Args:
        kind: One of `resextract.reading.kinds.CONVERTERS`.
        data: Its bytes.

    Returns:
        The text, the same for the same bytes and the same versions of the libraries.

    Raises:
        ConversionError: The document cannot be read; a `MissingExtraError` where only the libraries are missing.
        LookupError: There is no such converter.
    """
    # Imported here: none of this is needed for plain texts, and the libraries are an extra.
    try:
        if kind == "docx":
            from resextract.reading.converters.docx import convert_docx

            return convert_docx(data)
        if kind == "html":
            from resextract.reading.converters.html import convert_html

            return convert_html(data)
        if kind == "odt":
            from resextract.reading.converters.odt import convert_odt

            return convert_odt(data)
        if kind == "pdf":
            from resextract.reading.converters.pdf import convert_pdf

            return convert_pdf(data)
        if kind == "rtf":
            from resextract.reading.converters.rtf import convert_rtf

            return convert_rtf(data)
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] in ("lxml", "pdfplumber"):
            raise MissingExtraError(kind) from error
        raise
    except RecursionError as error:
        raise ConversionError(phrase("refused: parts of the document are nested too deep")) from error
    raise LookupError(kind)
