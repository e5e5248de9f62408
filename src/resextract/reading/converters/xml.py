"""XML that comes from outside → trees, with nothing fetched, expanded or left out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from resextract.language.phrases import phrase
from resextract.reading.converters.errors import ConversionError

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["parse_xml"]

_DOCTYPE = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_ENTITY = re.compile(r"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def parse_xml(data: bytes, part: str) -> _Element:
    """Parse a part of a document.

    Args:
        data: The part's bytes.
        part: Its name, for messages.

    Raises:
        ConversionError: It is no well-formed XML, or declares a document type: no word processor does, and entities are
            how small files become huge or read other files.
    """
    from lxml import etree

    head = data[:4096]
    utf16 = head.decode("utf-16", "ignore") if head[:2] in (b"\xff\xfe", b"\xfe\xff") else ""
    if _DOCTYPE.search(head) or _ENTITY.search(utf16):
        raise ConversionError(
            phrase("refused: {part} declares a document type or entities, which no word processor writes", part=part)
        )
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ConversionError(
            phrase("damaged: {part} is no well-formed XML: {reason}", part=part, reason=str(error)[:120])
        ) from error
