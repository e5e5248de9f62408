"""Names and values of WordprocessingML, of the usual ("transitional") and the strict kind alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

__all__ = ["STRICT", "WORD", "child", "children", "is_on", "number_of", "qualify", "value_of"]

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
"""The namespace that a document of the strict kind has instead; it is replaced before parsing."""

_OFF = ("0", "false", "off", "none")


def qualify(name: str) -> str:
    """Return the full name of an element or attribute of WordprocessingML."""
    return f"{{{WORD}}}{name}"


def child(element: _Element | None, name: str) -> _Element | None:
    """Return an element's first child of a name, None where there is none, or no element."""
    return None if element is None else element.find(qualify(name))


def children(element: _Element | None, name: str) -> Iterator[_Element]:
    """Yield an element's children of a name in order; none where there is no element."""
    if element is not None:
        yield from element.iterchildren(qualify(name))


def value_of(element: _Element | None) -> str | None:
    """Return an element's ``w:val``, None where it has none or there is no element."""
    return None if element is None else element.get(qualify("val"))


def number_of(element: _Element | None) -> int | None:
    """Return an element's ``w:val`` as a number, None where it is none."""
    text = value_of(element)
    try:
        return int(text) if text is not None else None
    except ValueError:
        return None


def is_on(element: _Element | None) -> bool:
    """Tell whether a property that is on or off is on: it is there, and its value does not say no."""
    return element is not None and (value_of(element) or "1").lower() not in _OFF
